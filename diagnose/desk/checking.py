"""Whether something can have happened in a consultation as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diagnose.case import Outcome
from diagnose.desk.events import Event, Given, StepReported
from diagnose.desk.situation import Situation, open_complaints, state_of
from diagnose.errors import UsageError
from diagnose.facts import Unknown, Value
from diagnose.kb.base import KnowledgeBase
from diagnose.vocabulary import EQUIPMENT, LOCATION
from diagnose.wording import phrase, worded


def check_known(kb: KnowledgeBase, situation: Situation, given: Given) -> None:
    """An answer to what is known already is no answer, unless it is narrower, or says that nobody knows it closer.

    Raises:
        UsageError: it is known.
    """
    name = given.attribute
    known = state_of(situation.memory, name)
    if name in situation.standing.treatment.cured:  # a complaint may come back
        return
    if known is None or isinstance(known, Unknown) or _narrower(kb, name, known, given.fact.value):
        return
    if name in {EQUIPMENT, LOCATION} and isinstance(given.fact.value, Unknown):
        return
    message = worded("{name!r} is known already; if what was said is wrong, use correct({name!r}, ...)", name=name)
    raise UsageError(message)


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
        raise UsageError(worded("nothing was said about {name!r} yet; use answer({name!r}, ...)", name=name))


def check_report(kb: KnowledgeBase, situation: Situation, events: Iterable[Event], report: StepReported) -> None:
    """A step is reported once, while something is wrong, and what was seen afterwards agrees with its outcome.

    Raises:
        UsageError: the report cannot be right.
    """
    _check_once(situation, events, report)
    if situation.ended_by is not None:
        raise UsageError(
            worded(
                "{step!r} settled the case; if a complaint is back, say so with correct(...), "
                "or take the last report back with undo()",
                step=situation.ended_by,
            )
        )
    complaints = open_complaints(kb, situation.memory.values)
    vague = [
        each.attribute for each in report.seen if each.attribute in complaints and isinstance(each.fact.value, Unknown)
    ]
    if vague:
        message = worded("{name!r} is a complaint: say what it is now, or leave it out of what was seen", name=vague[0])
        raise UsageError(message)
    gone = [each.attribute for each in report.seen if each.attribute in complaints and not _abnormal(kb, each)]
    there = [each.attribute for each in report.seen if _complains(kb, complaints, each)]
    _check_outcome(report.outcome, gone, there, sorted({*complaints, *there}.difference(gone)))


def _check_outcome(outcome: Outcome, gone: Sequence[str], there: Sequence[str], left: Sequence[str]) -> None:
    """``outcome`` says the same as the complaints that were seen to be ``gone`` or ``there``; ``left`` are all left."""
    match outcome:
        case Outcome.PARTLY if not gone:
            raise UsageError(
                worded(
                    "say which complaints are gone, as seen={{...}}; open are: {left}",
                    left=", ".join(left) or phrase("none"),
                )
            )
        case Outcome.PARTLY if not left:
            raise UsageError("no complaint is left after that; report it as 'fixed'")
        case Outcome.FAILED | Outcome.NOT_POSSIBLE if gone:
            message = worded("{name!r} is gone, so the step helped: report it as 'partly' or 'fixed'", name=gone[0])
            raise UsageError(message)
        case Outcome.FIXED if there:
            raise UsageError(
                worded(
                    "{name!r} is still abnormal, so not everything is fixed: report it as 'partly' or 'failed'",
                    name=there[0],
                )
            )


def _check_once(situation: Situation, events: Iterable[Event], report: StepReported) -> None:
    before = [each.outcome for each in events if isinstance(each, StepReported) and each.step == report.step]
    tried = report.step in situation.standing.treatment.failed
    said = before[-1].value if before else "failed" if tried else ""
    if said and said != Outcome.NOT_POSSIBLE.value:
        raise UsageError(
            worded(
                "the step {step!r} was reported already ({said}); undo() takes the last report back",
                step=report.step,
                said=said,
            )
        )


def _abnormal(kb: KnowledgeBase, given: Given) -> bool:
    attribute = kb.vocabulary.attributes.get(given.attribute)
    return attribute is not None and given.fact.value in attribute.abnormal


def _complains(kb: KnowledgeBase, complaints: Mapping[str, Value], given: Given) -> bool:
    """Whether what was seen is a complaint, an open one or a new one; other signs may stay as they are."""
    attribute = kb.vocabulary.attributes.get(given.attribute)
    return _abnormal(kb, given) and (given.attribute in complaints or (attribute is not None and attribute.complaint))
