"""What the record keeps of a case beside its history, worked out with a knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from diagnose.case import Case
from diagnose.case.events import Diagnosed, Resolved, TriedStep
from diagnose.casework import consultation_of, deadlines_of, next_moment
from diagnose.decision import Unprecedented
from diagnose.errors import IntakeError, MissingExtraError
from diagnose.facts import EQUIPMENT, LOCATION, Value, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.precedents import features_of, told
from diagnose.record.about import About
from diagnose.record.lessons import Lesson
from diagnose.record.projecting import UNPRECEDENTED
from diagnose.rules.operators import shown


def about_case(case: Case, kb: KnowledgeBase) -> About:
    """What is to be kept of ``case``; the features only once it is settled, when it can be a precedent.

    A settled case keeps when it should have been settled, so that a report can say whether it was in time.
    """
    memory = reported(case, kb)
    kinds, places = memory.values.get(EQUIPMENT), memory.values.get(LOCATION)
    return About(
        equipment=kinds[0] if isinstance(kinds, tuple) and kinds else None,
        location=places[0] if isinstance(places, tuple) and places else None,
        customer=case.intake.customer,
        serial=case.intake.serial,
        due_at=_should_have_been(case, kb) if case.settled else deadlines_of(case, kb, case.events[-1].deed.at).due,
        warn_at=next_moment(case, kb),
        alternatives=_alternatives(case),
        features=_features(case, memory, kb) if case.settled else frozenset(),
        complaints=complaints_of(memory, kb),
    )


def _alternatives(case: Case) -> bool | None:
    """Whether an unprecedented case has alternatives; None for others."""
    last = case.last
    return bool(last.outline.get("alternatives")) if last is not None and last.decision == UNPRECEDENTED else None


def _should_have_been(case: Case, kb: KnowledgeBase) -> datetime | None:
    """The target as it was when ``case`` was resolved; None without one, or while its clock stood still."""
    ended = [each for each in case.events if isinstance(each.what, Resolved)][-1]
    before = Case.of(case.id, case.events[: ended.number - 1])
    target = deadlines_of(before, kb, ended.deed.at).resolve
    return None if target is None else target.due


def complaints_of(memory: WorkingMemory, kb: KnowledgeBase) -> frozenset[str]:
    """What is complained about: the abnormal values of attributes that are complaints, as ``attribute=value``."""
    found: set[str] = set()
    for name, value in memory.values.items():
        attribute = kb.vocabulary.attributes.get(name)
        if attribute is not None and attribute.complaint:
            found.update(f"{name}={shown(each)}" for each in _each(value) if each in attribute.abnormal)
    return frozenset(found)


def _each(value: Value | None) -> Iterable[Value]:
    if value is None:
        return ()
    return sorted(value) if isinstance(value, frozenset) else (value,)


def reported(case: Case, kb: KnowledgeBase) -> WorkingMemory:
    """What is known of the trouble: as it was told, whatever steps have mended since."""
    events = [each for each in case.events if not isinstance(each.what, TriedStep)]
    return consultation_of(Case.of(case.id, events), kb).situation.memory


def features_now(case: Case, kb: KnowledgeBase) -> frozenset[str]:
    """What ``case`` is compared by: facts, and the customer's words where there are any."""
    return _features(case, reported(case, kb), kb)


def _features(case: Case, memory: WorkingMemory, kb: KnowledgeBase) -> frozenset[str]:
    try:
        return features_of(memory, kb, told(case.intake))
    except MissingExtraError:
        return features_of(memory, kb)


def lessons_of(case: Case, kb: KnowledgeBase, at: datetime) -> tuple[Lesson, ...]:
    """The playbook of ``kb`` that knows ``case`` as it was when it was unprecedented; nothing if there is none."""
    then = [each for each in case.events if isinstance(each.what, Diagnosed) and each.what.decision == UNPRECEDENTED]
    if not then or then[-1].deed.digest == kb.digest:
        return ()
    before = Case.of(case.id, case.events[: then[-1].number - 1])
    try:
        decision = consultation_of(before, kb).diagnosis().decision
    except IntakeError:
        return ()
    fault = None if isinstance(decision, Unprecedented) else getattr(decision, "fault", None)
    return () if fault is None else (Lesson(case.id, fault, kb.digest, at),)


def fitting(case: Case, kb: KnowledgeBase, kept: Callable[[str], KnowledgeBase]) -> KnowledgeBase:
    """``kb``, or the knowledge base that ``case`` was opened with where its intake does not fit ``kb`` any more.

    Raises:
        IntakeError: it fits neither.
    """
    try:
        observe(case.intake, kb)
    except IntakeError:
        digest = case.events[0].deed.digest
        if digest is None or digest == kb.digest:
            raise
        return kept(digest)
    return kb
