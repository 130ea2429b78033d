"""Closed cases in words: how like this one each is, what the two share, how it ended, and what ended it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.case import Precedent
from diagnose.decision import Escalation, EscalationReason, Unprecedented, Verdict
from diagnose.decision.precedents import tells
from diagnose.explain.page import below, section
from diagnose.explain.words import Words, clean
from diagnose.facts import EQUIPMENT, LOCATION
from diagnose.kb.playbook import Step
from diagnose.precedents import WORD, parts_of
from diagnose.vocabulary import AttributeType

SHOWN = 6
"""So many things in common are named, the rarest."""


def closest(verdict: Verdict, words: Words) -> list[str]:
    """How close the closest closed case is, where no playbook decided and somebody looked."""
    decision = verdict.decision
    if not isinstance(decision, Unprecedented | Escalation) or decision.closest is None:
        return []
    by_precedent = isinstance(decision, Escalation) and decision.reason is EscalationReason.PRECEDENT
    if isinstance(decision, Escalation) and not by_precedent:
        return []
    best = max(filter(tells, decision.precedents), key=lambda each: each.like, default=None)
    if best is None:
        return [words.say("precedents.none")]
    key = "precedents.close-enough" if by_precedent else "precedents.closest"
    limit = words.percent(words.kb.settings.precedent)
    return [words.say(key, case=clean(best.case), chance=words.percent(best.like), value=limit)]


def precedents(verdict: Verdict, words: Words) -> list[str]:
    """The closed cases beside a decision; nothing where none was handed in."""
    return section(words.say("part.precedents"), listed(verdict.precedents or (), verdict, words))


def listed(found: Iterable[Precedent], verdict: Verdict, words: Words) -> list[str]:
    """Closed cases one after the other."""
    return [line for each in found for line in _precedent(each, verdict, words)]


def _precedent(precedent: Precedent, verdict: Verdict, words: Words) -> list[str]:
    ending = words.known(f"ending.{precedent.ending or 'unknown'}", precedent.ending)
    chance = words.percent(precedent.like)
    head = words.say("precedent.item", case=clean(precedent.case), chance=chance, outcome=ending)
    return below(head, _about(precedent, verdict, words))


def _about(precedent: Precedent, verdict: Verdict, words: Words) -> Iterator[str]:
    if precedent.fault is not None:
        yield words.say("precedent.fault", title=words.fault(precedent.fault), fault=clean(precedent.fault))
    elif precedent.ending == "solved":
        yield words.say("precedent.no-fault")
    if precedent.fixed_by is not None:
        yield _fixed_by(precedent.fixed_by, words)
    shared = list(dict.fromkeys(shared_in_words(precedent.shared, verdict, words)))
    if shared:
        hidden = [words.say("precedent.more", count=len(shared) - SHOWN)] if len(shared) > SHOWN else []
        yield words.say("precedent.shared", values="; ".join([*shared[:SHOWN], *hidden]))


def shared_in_words(features: Iterable[str], verdict: Verdict, words: Words) -> Iterator[str]:
    """What two cases have in common, feature by feature; of kinds above one another the rarest alone."""
    told: set[str] = set()
    for feature in features:
        subject, sign, value = parts_of(feature)
        if subject == WORD:
            yield words.say(
                "precedent.word", text=words.say("word.quoted", text=clean(f"{value}\N{HORIZONTAL ELLIPSIS}"))
            )
        elif subject in {EQUIPMENT, LOCATION}:
            if subject not in told:
                yield words.fact(subject, words.value(subject, (value,)))
        elif sign == "~" or _is_version(subject, words):
            if subject not in told:
                yield words.fact(subject, _nearly(subject, sign, value, verdict, words))
        else:
            yield words.fact(subject, _value(subject, value, words))
        told.add(subject)


def _is_version(attribute: str, words: Words) -> bool:
    declared = words.kb.vocabulary.attributes.get(attribute)
    return declared is not None and declared.type is AttributeType.VERSION


def _nearly(attribute: str, sign: str, value: str, verdict: Verdict, words: Words) -> str:
    """The value of this case, which the other one came near."""
    mine = verdict.inference.values.get(attribute)
    if sign != "~":
        return clean(value)
    return (
        words.say("precedent.likewise")
        if mine is None
        else words.say("precedent.about", value=words.value(attribute, mine))
    )


def _value(attribute: str, value: str, words: Words) -> str:
    declared = words.kb.vocabulary.attributes.get(attribute)
    if declared is None:
        return clean(value)
    if declared.type is AttributeType.YES_NO:
        return words.value(attribute, value == "yes")
    return words.text(declared.label(value)) if value else words.say("word.nothing")


def _fixed_by(step: str, words: Words) -> str:
    """What the step says, the title for an advice; its id alone where no playbook has it any more."""
    known, found = words.kb.playbooks.get(step), _step(step, words)
    text = known.title if known is not None else found.do if found is not None else None
    if text is None:
        return words.say("precedent.fixed-as", step=clean(step))
    return words.say("precedent.fixed-by", text=words.text(text), step=clean(step))


def _step(name: str, words: Words) -> Step | None:
    every = (*words.kb.playbooks.values(), *words.kb.retired.values())
    return next((step for each in every for step in each.steps if name == step.id or name in step.formerly), None)
