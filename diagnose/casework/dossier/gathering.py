"""What a case holds for its hand-over: who said what and when, what was tried, what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from diagnose.case import Case, CaseEvent, Intake
from diagnose.case.events import Opened, Told, TriedStep
from diagnose.case.reported import INTAKE
from diagnose.desk import Consultation
from diagnose.desk.giving import given_of
from diagnose.errors import IntakeError, UsageError
from diagnose.facts import BUILT_IN, Fact, State
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.support import PEOPLE


@dataclass(frozen=True, slots=True)
class Heard:
    """``attribute`` was said to be ``state`` in the event ``number``: ``source`` said so, ``by`` wrote it down.

    ``state`` is None when the knowledge base cannot read what was ``written``, or when it was taken out, and ``out``
    says as what. What ``counts`` is what was said last and makes sense still. ``after`` names the step after which it
    was seen.
    """

    attribute: str
    state: State | None
    written: Any
    number: int
    at: datetime
    line: str
    by: str | None = None
    source: str | None = None
    about: str | None = None
    after: str | None = None
    corrects: bool = False
    counts: bool = False
    private: bool = False
    out: str | None = None


@dataclass(frozen=True, slots=True)
class StepTried:
    """A step with what came of it; ``number`` 0: before the request came in. ``gone`` are complaints that it ended."""

    step: str
    outcome: str
    number: int = 0
    at: datetime | None = None
    by: str | None = None
    line: str | None = None
    charged: bool = False
    gone: tuple[str, ...] = ()


def heard(case: Case, kb: KnowledgeBase, consultation: Consultation) -> tuple[Heard, ...]:
    """Everything that was said in ``case``, in the order in which it was."""
    found = [each for event in case.events for each in _in_event(event, kb)]
    last = {each.attribute: index for index, each in enumerate(found)}
    aside = frozenset(consultation.situation.set_aside)
    return tuple(
        replace(
            each,
            counts=last[each.attribute] == index and each.attribute not in aside,
            private=is_private(each.attribute, kb),
        )
        for index, each in enumerate(found)
    )


def is_private(attribute: str, kb: KnowledgeBase) -> bool:
    """Whether what is said of ``attribute`` stays at the desk; so does what nobody has declared."""
    declared = kb.vocabulary.attributes.get(attribute)
    return attribute not in BUILT_IN and (declared is None or declared.private)


def _in_event(event: CaseEvent, kb: KnowledgeBase) -> Iterator[Heard]:
    match event.what:
        case Opened(intake=intake):
            yield from _in_intake(intake, event, kb)
        case Told(attribute=name, value=value, source=source, corrects=corrects):
            yield _heard(event, kb, name, value, source=source, corrects=corrects)
        case TriedStep(step=step, seen=seen):
            for name, value in seen.items():
                yield _heard(event, kb, name, value, after=step)


def _in_intake(intake: Intake, event: CaseEvent, kb: KnowledgeBase) -> Iterator[Heard]:
    deed, since = event.deed, intake.reported_at or event.deed.at
    for fact in _facts(intake, kb):
        source = None if fact.source == INTAKE else fact.source
        yield Heard(
            attribute=fact.attribute,
            state=fact.value,
            written=None,
            number=event.number,
            at=fact.at or since,
            line=deed.line,
            by=deed.by,
            source=source,
            about=fact.about,
        )


def _facts(intake: Intake, kb: KnowledgeBase) -> tuple[Fact, ...]:
    """The facts of ``intake``, those that every intake has first."""
    facts = observe(intake, kb).facts
    order = {name: place for place, name in enumerate(BUILT_IN)}
    return tuple(sorted(facts, key=lambda fact: order.get(fact.attribute, len(order))))


def _heard(  # noqa: PLR0913 - what an event says, one by one
    event: CaseEvent,
    kb: KnowledgeBase,
    name: str,
    value: Any,
    *,
    source: str | None = None,
    after: str | None = None,
    corrects: bool = False,
) -> Heard:
    deed = event.deed
    fact = _typed(kb, name, value)
    return Heard(
        attribute=name if fact is None else fact.attribute,
        state=None if fact is None else fact.value,
        written=value if fact is None else None,
        number=event.number,
        at=deed.at,
        line=deed.line,
        by=deed.by,
        source=source,
        after=after,
        corrects=corrects,
    )


def _typed(kb: KnowledgeBase, name: str, value: Any) -> Fact | None:
    """What ``value`` means in ``kb``; None when nothing: it may come from a time of other words."""
    try:
        return given_of(kb, name, value, None, None).fact
    except (IntakeError, UsageError):
        return None


def tried(case: Case, kb: KnowledgeBase, consultation: Consultation) -> tuple[StepTried, ...]:
    """The steps that were tried, before the request came in and since."""
    now = steps_of(kb)
    cures = consultation.situation.standing.treatment.cures
    before = [StepTried(now.get(each.step, each.step), each.outcome) for each in case.intake.tried]
    since = [_tried(event, event.what, now) for event in case.events if isinstance(event.what, TriedStep)]
    last = {each.step: index for index, each in enumerate(since)}
    ended = [
        replace(
            each, gone=tuple(cure.attribute for cure in cures if cure.step == each.step and last[each.step] == index)
        )
        for index, each in enumerate(since)
    ]
    return (*before, *ended)


def _tried(event: CaseEvent, what: TriedStep, now: Mapping[str, str]) -> StepTried:
    deed = event.deed
    return StepTried(
        now.get(what.step, what.step), what.outcome.value, event.number, deed.at, deed.by, deed.line, what.charged
    )


def people(kb: KnowledgeBase) -> frozenset[str]:
    """Who can be named without naming a person: the parties of a conversation, and the lines."""
    return frozenset((*PEOPLE, *(line.id for line in kb.support.lines)))
