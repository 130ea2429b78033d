"""To whom a case goes when this line does not settle it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnose.decision.course import Consideration
from diagnose.hypotheses import Candidate, Reading
from diagnose.planning import PlannedStep
from diagnose.support import Sector
from diagnose.texts import Text
from diagnose.vocabulary import EQUIPMENT, LOCATION, Taxonomy


@dataclass(frozen=True, slots=True)
class Target:
    """A line, a sector of it, and why it goes there if the playbook says so."""

    line: str
    sector: str | None
    because: Text = Text()


def target_of(case: Consideration, leader: Candidate | None = None, left_out: Sequence[PlannedStep] = ()) -> Target:
    """Where the case goes next: as the leader's playbook says, else to the line above this one.

    While the leader has steps ``left_out`` that a line in between may take, that line comes first: ``escalate`` is for
    when the plan does not help. The last line keeps what it cannot hand on.
    """
    kb, here = case.reading.kb, case.standing.at_line
    above = kb.support.above(here)
    line = above.id if above is not None else here
    escalate = leader.playbook.escalate if leader is not None else None
    if leader is None or escalate is None:
        return Target(line, sector_of(case.reading))
    if escalate.condition is not None and not case.reading.holds(escalate.condition):
        return Target(line, sector_of(case.reading))
    sector = escalate.sector or sector_of(case.reading)
    rank = kb.support.rank
    able = [each.step.by for each in left_out if leader.id in each.faults and rank(each.step.by) > rank(here)]
    if able and min(map(rank, able)) <= rank(escalate.to):
        return Target(min(able, key=rank), sector)
    return Target(escalate.to if rank(escalate.to) > rank(here) else line, sector, escalate.because)


def sector_of(reading: Reading) -> str | None:
    """The sector that covers the equipment of the case most closely, at its location if that is declared."""
    kinds = _ids(reading, EQUIPMENT)
    if not kinds:
        return None
    places = _ids(reading, LOCATION)
    found = []
    for name in sorted(reading.kb.support.sectors):
        sector = reading.kb.support.sectors[name]
        distance = _distance(reading.kb.vocabulary.equipment, kinds, sector.equipment)
        if distance is not None and _covers_place(reading, sector, places):
            found.append((distance, not sector.location, name))
    return min(found)[2] if found else None


def _covers_place(reading: Reading, sector: Sector, places: Sequence[str]) -> bool:
    if not sector.location or not places:
        return True
    return _distance(reading.kb.vocabulary.location, places, sector.location) is not None


def _distance(taxonomy: Taxonomy, given: Iterable[str], covered: Sequence[str]) -> int | None:
    steps = [taxonomy.upwards(each).index(kind) for each in given for kind in covered if kind in taxonomy.upwards(each)]
    return min(steps, default=None)


def _ids(reading: Reading, attribute: str) -> tuple[str, ...]:
    value = reading.values.get(attribute)
    return value if isinstance(value, tuple) else ()
