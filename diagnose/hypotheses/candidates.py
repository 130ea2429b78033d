"""Which faults come into question in a case, found through the signs they show and the playbooks that hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.hypotheses.models import ABSENT, FaultModel, leaks_of, model_of
from diagnose.hypotheses.reading import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import attributes_of, conjuncts
from diagnose.vocabulary import BUILT_IN, EQUIPMENT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A playbook that takes part: ``matched``, or open while its condition ``waits_for`` these attributes.

    A matched one may wait too: it rests on assumptions then. ``rows_wait_for`` names what open ``given`` rows wait
    for whose sign or circumstance has been seen.
    """

    playbook: Playbook
    model: FaultModel
    matched: bool
    waits_for: frozenset[str] = frozenset()
    rows_wait_for: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the fault."""
        return self.playbook.id


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a case in order of id, and the playbooks that were looked at and refuted.

    ``complaints`` are what must be explained; abnormal signs stand in when no complaint was ``reported``.
    """

    all: tuple[Candidate, ...]
    refuted: tuple[str, ...]
    complaints: tuple[tuple[str, Value], ...]
    reported: bool


def find_candidates(reading: Reading) -> Candidates:
    """The playbooks that hold, and those that are open and show a complaint of this case."""
    complaints, reported = complaints_of(reading)
    playbooks = reading.kb.playbooks
    matched = {name for name in reading.inference.matched if name in playbooks and playbooks[name].gated}
    candidates: list[Candidate] = []
    refuted: list[str] = []
    for name in sorted({*matched, *_showing(reading, complaints)}):
        playbook = playbooks[name]
        holds = name in matched if playbook.gated else reading.holds(playbook.condition)
        truth = reading.truth(playbook.condition)
        if truth is False and not holds:
            refuted.append(name)
            continue
        model = model_of(reading, playbook)
        if (holds and playbook.gated) or _shows(model, complaints):
            candidates.append(_candidate(reading, playbook, model, (holds, truth)))
    return Candidates(tuple(candidates), tuple(refuted), complaints, reported)


def readers_of(reading: Reading, complaints: Iterable[tuple[str, Value]]) -> tuple[Candidate, ...]:
    """Open playbooks that show no complaint of this case, though what they ask about one of them is fulfilled."""
    index = _readers(reading.kb)
    found = []
    for name in sorted({name for attribute, _ in complaints for name in index.get(attribute, ())}):
        playbook = reading.kb.playbooks[name]
        if reading.truth(playbook.condition) is None and any(
            attributes_of(part).isdisjoint(BUILT_IN) and reading.truth(part) for part in conjuncts(playbook.condition)
        ):
            found.append(_candidate(reading, playbook, model_of(reading, playbook), (False, None)))
    return tuple(found)


def _readers(kb: KnowledgeBase) -> Mapping[str, tuple[str, ...]]:
    """By attribute the playbooks whose condition reads it."""
    known: Mapping[str, tuple[str, ...]] | None = kb.derived.get("readers")
    if known is None:
        found: dict[str, list[str]] = {}
        for name in sorted(kb.playbooks):
            for attribute in attributes_of(kb.playbooks[name].condition):
                found.setdefault(attribute, []).append(name)
        known = kb.derived["readers"] = {attribute: tuple(names) for attribute, names in found.items()}
    return known


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


def _candidate(
    reading: Reading, playbook: Playbook, model: FaultModel, standing: tuple[bool, bool | None]
) -> Candidate:
    holds, truth = standing
    waits = reading.possible.open_attributes(playbook.condition) if truth is None else frozenset()
    rows: set[str] = set()
    for row in model.open_rows:
        if row.given is not None and row.attribute in reading.values:
            rows |= reading.possible.open_attributes(row.given)
    return Candidate(playbook, model, holds, waits, frozenset(rows))
