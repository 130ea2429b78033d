"""What the customer is entitled to, and what costs them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.decision import Coverage, Escalation, EscalationReason, Verdict
from diagnose.explain.page import section
from diagnose.explain.words import Words, clean


def terms_lines(verdict: Verdict, words: Words) -> list[str]:
    """The entitlement with its term, one that has run out, and what is charged; nothing where none is declared."""
    coverage = verdict.coverage
    shut = isinstance(verdict.decision, Escalation) and verdict.decision.reason is EscalationReason.NOT_COVERED
    if not coverage.says_something and not shut:
        return []
    return section(words.say("part.terms"), _lines(coverage, words, shut=shut))


def _lines(coverage: Coverage, words: Words, *, shut: bool) -> Iterator[str]:
    if coverage.option is not None:
        yield _held(coverage, coverage.option, words)
    if coverage.ended is not None:
        ended = coverage.ended
        yield words.say("terms.ended", title=option_name(ended.option, words), value=f"{ended.until}")
    if coverage.charges:
        yield words.say("terms.charges", values=charges(coverage.charges, words))
    if shut and coverage.channels is not None:
        ways = words.listed(words.known(f"channel.{one}", one) for one in coverage.channels)
        yield words.say("terms.channels", values=ways)


def _held(coverage: Coverage, option: str, words: Words) -> str:
    title = option_name(option, words)
    if coverage.until is not None:
        return words.say("terms.until", title=title, value=f"{coverage.until}")
    return words.say("terms.always" if coverage.entitlement is not None else "terms.option", title=title)


def option_name(option: str, words: Words) -> str:
    """The title of a support option; its id when it has none."""
    found = words.kb.support.options.get(option)
    return (words.text(found.title) if found else "") or clean(option)


def charges(names: Iterable[str], words: Words) -> str:
    """What is charged, one after the other."""
    return words.listed(words.known(f"charge.{one}", one) for one in names)
