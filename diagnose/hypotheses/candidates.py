"""Which faults come into question in a case, found through the signs they show and the playbooks that hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from diagnose.facts import Value
from diagnose.hypotheses.models import ABSENT, FaultModel, leaks_of, model_of
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.treatment import NOTHING_DONE, Treatment, treats
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, Test, conjuncts
from diagnose.rules.operators import OneOf
from diagnose.vocabulary import EQUIPMENT

Readers: TypeAlias = Mapping[tuple[str, Value | None], tuple[str, ...]]
"""By value the playbooks that ask for it without showing it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A playbook that takes part: ``matched``, or open while its condition ``waits_for`` these attributes.

    A matched one may wait too: it rests on assumptions then. ``rows_wait_for`` names what open ``given`` rows wait
    for whose sign or circumstance has been seen. Both are worked out by :func:`waiting` for those that matter.
    """

    playbook: Playbook
    model: FaultModel
    matched: bool
    certain: bool = True
    waits_for: frozenset[str] = frozenset()
    rows_wait_for: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the fault."""
        return self.playbook.id


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a case in order of id, and the playbooks that were looked at and refuted.

    ``complaints`` are what must be explained; abnormal signs stand in when no complaint was ``reported``. ``mended``
    faults were there when the case came in, which is certain of a cure that no other fault can account for.
    """

    all: tuple[Candidate, ...]
    refuted: tuple[str, ...]
    complaints: tuple[tuple[str, Value], ...]
    reported: bool
    mended: tuple[Candidate, ...] = ()


def find_candidates(reading: Reading, treatment: Treatment = NOTHING_DONE) -> Candidates:
    """The playbooks that hold, and those that are open and show a complaint of this case.

    Faults to which a cure may be owed take part whatever holds now: they explain what was seen before.
    """
    complaints, reported = complaints_of(reading)
    playbooks = reading.kb.playbooks
    matched = {name for name in reading.inference.matched if name in playbooks and playbooks[name].gated}
    certain, perhaps = _mended(reading.kb, treatment)
    candidates: list[Candidate] = []
    refuted: list[str] = []
    observed = reading.inference.memory.values
    for name in sorted({*matched, *perhaps, *_showing(reading, complaints)} - certain):
        playbook = playbooks[name]
        if name not in perhaps and _contradicted(reading.kb, playbook, observed):
            refuted.append(name)
            continue
        holds = name in matched if playbook.gated else reading.holds(playbook.condition)
        truth = reading.truth(playbook.condition)
        if truth is False and not holds and name not in perhaps:
            refuted.append(name)
            continue
        model = model_of(reading, playbook)
        if name in perhaps or (holds and playbook.gated) or _shows(model, complaints):
            candidates.append(Candidate(playbook, model, holds, truth is not None))
    mended = tuple(
        Candidate(playbooks[name], model_of(reading, playbooks[name]), matched=False) for name in sorted(certain)
    )
    return Candidates(tuple(candidates), tuple(refuted), complaints, reported, mended)


def _contradicted(kb: KnowledgeBase, playbook: Playbook, observed: Mapping[str, Value]) -> bool:
    """Whether an observation is none of the values that the condition asks for; most suspects fall at once so."""
    wanted: tuple[tuple[str, frozenset[Value]], ...] | None = kb.derived.get(("wanted", playbook.id))
    if wanted is None:
        parts = [each for each in conjuncts(playbook.condition) if isinstance(each, Test)]
        found = [(each.attribute, each.operator.values) for each in parts if isinstance(each.operator, OneOf)]
        wanted = kb.derived["wanted", playbook.id] = tuple(found)
    for attribute, values in wanted:  # noqa: SIM110 - a generator costs a third more on the hot path
        if attribute in observed and observed[attribute] not in values:
            return True
    return False


def _mended(kb: KnowledgeBase, treatment: Treatment) -> tuple[set[str], set[str]]:
    """The faults that were mended for certain, and those of which one or the other may have been."""
    certain: set[str] = set()
    perhaps: set[str] = set()
    for cure in treatment.cures:
        showing = kb.signs.showing(cure.attribute, cure.value, None)
        faults = {name for name in showing if treats(kb.playbooks[name], cure.step)}
        (certain if len(faults) == 1 else perhaps).update(faults)
    return certain, perhaps - certain


def readers_of(reading: Reading, complaints: Iterable[tuple[str, Value]]) -> tuple[Playbook, ...]:
    """Open playbooks that ask for a complaint of this case although they do not show it."""
    index = readers_by_value(reading.kb)
    named = sorted({name for complaint in complaints for name in index.get(complaint, ())})
    playbooks = [reading.kb.playbooks[name] for name in named]
    return tuple(playbook for playbook in playbooks if reading.truth(playbook.condition) is None)


def candidate_of(reading: Reading, playbook: Playbook) -> Candidate:
    """An open playbook as a candidate, with what it waits for."""
    return waiting(reading, Candidate(playbook, model_of(reading, playbook), matched=False, certain=False))


def waiting(reading: Reading, candidate: Candidate) -> Candidate:
    """``candidate`` with what it waits for."""
    if candidate.certain and not candidate.model.open_rows:
        return candidate
    waits = reading.possible.open_attributes(candidate.playbook.condition)
    rows: set[str] = set()
    for row in candidate.model.open_rows:
        if row.given is not None and row.attribute in reading.values:
            rows |= reading.possible.open_attributes(row.given)
    return replace(candidate, waits_for=waits, rows_wait_for=frozenset(rows))


def readers_by_value(kb: KnowledgeBase) -> Readers:
    """By value the playbooks that ask for it without showing it; ``none`` asks for nothing."""
    known: Readers | None = kb.derived.get("readers")
    if known is None:
        found: dict[tuple[str, Value | None], list[str]] = {}
        for name in sorted(kb.playbooks):
            for asked in sorted(asked_unseen(kb.playbooks[name]), key=repr):
                found.setdefault(asked, []).append(name)
        known = kb.derived["readers"] = {asked: tuple(names) for asked, names in found.items()}
    return known


def asked_unseen(playbook: Playbook) -> set[tuple[str, Value | None]]:
    """The values that ``playbook`` asks for without showing them."""
    shown = {(row.attribute, row.value) for row in playbook.shows if row.strength > ABSENT}
    return _asked_for(playbook.condition) - shown


def _asked_for(condition: Condition) -> set[tuple[str, Value | None]]:
    match condition:
        case Test(attribute, OneOf(values)):
            return {(attribute, value) for value in values}
        case AllOf(members) | AnyOf(members) | Count(members):
            return {asked for member in members for asked in _asked_for(member)}
        case _:
            return set()


def complaints_of(reading: Reading) -> tuple[tuple[tuple[str, Value], ...], bool]:
    """The complaints of the case, and whether they are such; else the abnormal signs that stand in for them."""
    abnormal: list[tuple[str, Value]] = []
    proper: list[tuple[str, Value]] = []
    attributes = reading.kb.vocabulary.attributes
    for name in sorted(reading.values):
        attribute = attributes.get(name)
        value = reading.values[name]
        if attribute is None or value not in attribute.abnormal or leaks_of(reading, attribute) is None:
            continue
        abnormal.append((name, value))
        if attribute.complaint:
            proper.append((name, value))
    return (tuple(proper), True) if proper else (tuple(abnormal), False)


def kinds_of(reading: Reading) -> tuple[str, ...] | None:
    """The equipment of the case with everything above and below it; None when it is not known."""
    given = reading.values.get(EQUIPMENT)
    if not isinstance(given, tuple):
        return None
    taxonomy = reading.kb.vocabulary.equipment
    return tuple(sorted({kind for each in given for kind in (*taxonomy.upwards(each), *taxonomy.below(each))}))


def _showing(reading: Reading, complaints: Iterable[tuple[str, Value]]) -> Iterator[str]:
    kinds = kinds_of(reading)
    for attribute, value in complaints:
        yield from reading.kb.signs.showing(attribute, value, kinds)


def _shows(model: FaultModel, complaints: Iterable[tuple[str, Value]]) -> bool:
    for attribute, value in complaints:
        shape = model.signs.get(attribute)
        if shape is not None and shape.by_value.get(value, 0.0) > ABSENT:
            return True
    return False
