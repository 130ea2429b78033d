"""A comparison for people, as text or Markdown, and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diagnose.authoring.comparing.answers import Answer, AnswerChange
from diagnose.authoring.comparing.compare import Comparison
from diagnose.authoring.comparing.messages import say
from diagnose.authoring.comparing.rules import Difference, RuleChange
from diagnose.authoring.comparing.surroundings import Declared

SHOWN = 50
"""So many answers are listed; the others are counted."""

HEADINGS = ("added", "removed", "widened", "narrowed", "moved", "changed")
"""The parts of a page about rules, in order."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class _Form:
    """How the parts of a page are set off."""

    language: str
    markdown: bool

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue."""
        return say(key, self.language, **values)

    def head(self, text: str, level: int) -> str:
        """A heading of ``level`` 1 or 2."""
        return f"{'#' * (level + 1)} {text}" if self.markdown else text

    def code(self, text: str) -> str:
        """Words of a document, as they are written there."""
        clean = echo_all(text)
        if not self.markdown:
            return clean
        fence = "``" if "`" in clean else "`"
        inner = clean.replace("|", "\\|")
        return f"{fence} {inner} {fence}" if "`" in clean else f"`{inner}`"

    def plain(self, text: str) -> str:
        """Anybody's words: nothing in them is markup."""
        clean = echo_all(text)
        return _SPECIAL.sub(r"\\\1", clean) if self.markdown else clean

    def item(self, text: str, depth: int = 0) -> str:
        """A line of a list."""
        return f"{'  ' * (depth + (not self.markdown))}{'- ' if self.markdown else ''}{text}"


def echo_all(text: str, most: int = 300) -> str:
    """``text`` on one line, printable, at most ``most`` characters long."""
    shown = "".join(ch if ch.isprintable() else " " for ch in text)
    return shown if len(shown) <= most else shown[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"


def as_text(comparison: Comparison, language: str = "en") -> str:
    """The comparison as a page of text."""
    return "\n".join(_page(comparison, _Form(language, markdown=False))) + "\n"


def as_markdown(comparison: Comparison, language: str = "en") -> str:
    """The comparison as Markdown, fit for a comment on a merge request."""
    return "\n".join(_page(comparison, _Form(language, markdown=True))) + "\n"


def _page(comparison: Comparison, form: _Form) -> Iterator[str]:
    yield form.head(form.say("title"), 1)
    yield ""
    if not comparison:
        yield form.say("same")
        yield ""
    for heading in HEADINGS:
        rules = [each for each in comparison.rules if each.heading == heading]
        if rules:
            yield form.head(form.say(heading), 2)
            yield ""
            for each in rules:
                yield from _rule(each, form)
            yield ""
    if comparison.declared:
        yield form.head(form.say("declared"), 2)
        yield ""
        yield from (_declared(each, form) for each in comparison.declared)
        yield ""
    yield from _answers(comparison, form)


def _rule(rule: RuleChange, form: _Form) -> Iterator[str]:
    where = f" ({form.code(str(rule.at))})" if rule.at and rule.turn != "removed" else ""
    yield form.item(f"{form.say(rule.kind)} {form.code(rule.id)}{where}")
    for key, difference in (("gains", rule.gains), ("losses", rule.losses)):
        if difference is not None:
            yield form.item(f"{form.say(key)}: {_witness(difference, form)}", 1)
    if rule.through:
        yield form.item(form.say("through", names=", ".join(form.code(name) for name in rule.through)), 1)
    for detail in rule.details:
        before, after = (form.code(text) if text else form.say("nothing") for text in (detail.before, detail.after))
        yield form.item(f"{form.code(detail.part)}: {before} -> {after}", 1)


def _witness(difference: Difference, form: _Form) -> str:
    if difference.witness:
        return form.code(f"intake: {difference.witness}")
    return form.say("not-analysed", why=form.plain(difference.not_analysed))


def _declared(each: Declared, form: _Form) -> str:
    parts = f" ({', '.join(each.parts)})" if each.parts else ""
    return form.item(f"{form.say(f'kind.{each.kind}')} {form.code(each.id)}: {form.say(f'turn.{each.turn}')}{parts}")


def _answers(comparison: Comparison, form: _Form) -> Iterator[str]:
    if not comparison.cases:
        return
    count = len(comparison.answers)
    key = "answers" if count else "no-answers"
    yield form.head(form.say(key, count=count, total=comparison.cases), 2)
    if not count:
        return
    yield ""
    if form.markdown:
        yield f"| {form.say('case')} | {form.say('before')} | {form.say('after')} |"
        yield "| --- | --- | --- |"
    yield from (_answer(each, form) for each in comparison.answers[:SHOWN])
    if count > SHOWN:
        yield ""
        yield form.say("more", count=count - SHOWN)


def _answer(change: AnswerChange, form: _Form) -> str:
    before, after = _said(change.before, form), _said(change.after, form)
    if form.markdown:
        return f"| {form.plain(change.name)} | {before} | {after} |"
    return f"  {form.plain(change.name)}\n    {form.say('before')}: {before}\n    {form.say('after')}: {after}"


def _said(answer: Answer, form: _Form) -> str:
    parts = [form.code(answer.outcome)]
    if answer.fault:
        parts.append(form.code(answer.fault))
    if answer.first_step:
        parts.append(form.say("first-step", step=form.code(answer.first_step)))
    if answer.line:
        parts.append(form.say("to-line", line=form.code(answer.line)))
    return ", ".join(parts)


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data of schema ``diagnose/diff/1``."""
    return {
        "schema": "diagnose/diff/1",
        "rules": [_rule_data(each) for each in comparison.rules],
        "declared": [
            {"kind": each.kind, "id": each.id, "turn": each.turn, "parts": list(each.parts)}
            for each in comparison.declared
        ],
        "cases": comparison.cases,
        "answers": [
            {"case": each.name, "before": _answer_data(each.before), "after": _answer_data(each.after)}
            for each in comparison.answers
        ],
    }


def _rule_data(rule: RuleChange) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "change": rule.heading,
        "at": None if rule.at is None else {"file": rule.at.file, "line": rule.at.line, "column": rule.at.column},
        "gains": _difference_data(rule.gains),
        "losses": _difference_data(rule.losses),
        "through": list(rule.through),
        "details": [{"part": each.part, "before": each.before, "after": each.after} for each in rule.details],
    }


def _difference_data(difference: Difference | None) -> dict[str, str] | None:
    if difference is None:
        return None
    return {"witness": difference.witness} if difference.witness else {"not_analysed": difference.not_analysed}


def _answer_data(answer: Answer) -> dict[str, str]:
    return {
        "outcome": answer.outcome,
        "fault": answer.fault,
        "first_step": answer.first_step,
        "line": answer.line,
    }
