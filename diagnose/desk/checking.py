"""Whether something can have happened in a consultation: names that are declared, values of their type, no nonsense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from diagnose.case import Intake
from diagnose.case.reported import plain
from diagnose.decision.course import ADVICE
from diagnose.desk.events import Event, Given, Outcome, StepReported
from diagnose.desk.situation import Situation, open_complaints, state_of
from diagnose.errors import UsageError, echo
from diagnose.facts import Fact, Unknown
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.kb.suggest import meant
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, LOCATION

ANSWER = "answer"
"""The source of what was answered when nobody is named."""
OUTCOMES = tuple(outcome.value for outcome in Outcome)


def given_of(kb: KnowledgeBase, attribute: str, value: Any, by: str | None, at: datetime | None) -> Given:
    """What was said about ``attribute``, typed by the vocabulary.

    Raises:
        IntakeError: it is not declared, or the value is of a wrong type.
        UsageError: the attribute is no text, or ``by`` names nobody.
    """
    if not isinstance(attribute, str):
        raise UsageError(f"an attribute is a text, not a {type(attribute).__name__}")
    if by is not None and not (isinstance(by, str) and by.strip()):
        raise UsageError("who answered is a text such as 'customer'; leave it out if it does not matter")
    if at is not None and (not isinstance(at, datetime) or at.tzinfo is None):
        raise UsageError("a moment is a datetime with its offset")
    source = by or ANSWER
    if attribute in BUILT_IN:
        return _given_field(kb, attribute, value, source, at)
    intake = Intake(facts={attribute: value}, source=source)
    fact = observe(intake, kb).facts[0]
    reported = intake.reported()[0]
    return Given(fact.attribute, plain(reported.value), Fact(fact.attribute, fact.value, source, at))


def _given_field(kb: KnowledgeBase, attribute: str, value: Any, source: str, at: datetime | None) -> Given:
    """Equipment, location, channel and support option, which an intake has of its own."""
    unknown = value.by if isinstance(value, Unknown) else value.get("unknown") if isinstance(value, Mapping) else None
    if isinstance(unknown, str):
        return Given(attribute, {"unknown": unknown}, Fact(attribute, Unknown(unknown), source, at))
    fields: dict[str, Any] = {attribute: value, "source": source}
    intake = Intake(**fields)
    typed = observe(intake, kb).facts
    if not typed:
        raise UsageError(f"{attribute!r} needs a value, or {{'unknown': 'customer'}}")
    written = getattr(intake, attribute)
    return Given(
        attribute, list(written) if isinstance(written, tuple) else written, Fact(attribute, typed[0].value, source, at)
    )


def check_known(kb: KnowledgeBase, situation: Situation, given: Given) -> None:
    """An answer to what is known already is no answer, unless it is narrower.

    Raises:
        UsageError: it is known.
    """
    name = given.attribute
    known = state_of(situation.memory, name)
    if known is None or isinstance(known, Unknown) or _narrower(kb, name, known, given.fact.value):
        return
    raise UsageError(f"{name!r} is known already; if what was said is wrong, use correct({name!r}, ...)")


def _narrower(kb: KnowledgeBase, name: str, known: object, value: object) -> bool:
    if name not in {EQUIPMENT, LOCATION} or not (isinstance(known, tuple) and isinstance(value, tuple)):
        return False
    taxonomy = kb.vocabulary.taxonomy(name)
    return known != value and all(any(kind in taxonomy.below(each) for each in known) for kind in value)


def check_said(situation: Situation, given: Given) -> None:
    """Only what was said can be corrected.

    Raises:
        UsageError: nothing was said about it.
    """
    name = given.attribute
    if name not in {*(fact.attribute for fact in situation.memory.facts), *situation.set_aside}:
        raise UsageError(f"nothing was said about {name!r} yet; use answer({name!r}, ...)")


def known_name(what: str, name: object, known: Iterable[str]) -> str:
    """``name``, if it is one of ``known``.

    Raises:
        UsageError: it is not; the message names the closest one.
    """
    names = sorted(known)
    if isinstance(name, str) and name in names:
        return name
    advice = (meant(name, names) if isinstance(name, str) else "") or f"known are: {', '.join(names[:12])}"
    raise UsageError(f"there is no {what} {echo(name)!r}; {advice}")


def step_named(kb: KnowledgeBase, step: object) -> str:
    """The present id of ``step``, which may be a former one, or the id of a playbook that gives advice.

    Raises:
        UsageError: no playbook has it.
    """
    steps = steps_of(kb)
    if isinstance(step, str) and step in kb.playbooks and kb.playbooks[step].outcome in ADVICE:
        return step
    return steps[known_name("step", step, steps)]


def outcome_of(word: object) -> Outcome:
    """The outcome called ``word``.

    Raises:
        UsageError: there is none of that name.
    """
    if isinstance(word, Outcome):
        return word
    return Outcome(known_name("outcome", word, OUTCOMES))


def check_report(kb: KnowledgeBase, situation: Situation, events: Iterable[Event], report: StepReported) -> None:
    """A step is reported once, and what was seen afterwards agrees with its outcome.

    Raises:
        UsageError: the report cannot be right.
    """
    _check_once(situation, events, report)
    complaints = open_complaints(kb, situation.memory.values)
    gone = [each.attribute for each in report.seen if each.attribute in complaints and not _abnormal(kb, each)]
    match report.outcome:
        case Outcome.PARTLY if not gone:
            raise UsageError(
                f"say which complaints are gone, as seen={{...}}; open are: {', '.join(complaints) or 'none'}"
            )
        case Outcome.PARTLY if len(gone) == len(complaints):
            raise UsageError("no complaint is left after that; report it as 'fixed'")
        case Outcome.FAILED | Outcome.NOT_POSSIBLE if gone:
            raise UsageError(f"{gone[0]!r} is gone, so the step helped: report it as 'partly' or 'fixed'")
        case Outcome.FIXED if any(_abnormal(kb, each) for each in report.seen):
            wrong = next(each.attribute for each in report.seen if _abnormal(kb, each))
            raise UsageError(
                f"{wrong!r} is still abnormal, so not everything is fixed: report it as 'partly' or 'failed'"
            )


def _check_once(situation: Situation, events: Iterable[Event], report: StepReported) -> None:
    before = [each.outcome for each in events if isinstance(each, StepReported) and each.step == report.step]
    tried = report.step in situation.standing.treatment.failed
    said = before[-1].value if before else "failed" if tried else ""
    if said and said != Outcome.NOT_POSSIBLE.value:
        raise UsageError(f"the step {report.step!r} was reported already ({said}); undo() takes the last report back")


def _abnormal(kb: KnowledgeBase, given: Given) -> bool:
    attribute = kb.vocabulary.attributes.get(given.attribute)
    return attribute is not None and given.fact.value in attribute.abnormal
