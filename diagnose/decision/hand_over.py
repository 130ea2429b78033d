"""To whom a case goes when this line does not settle it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from diagnose.decision.course import Consideration
from diagnose.decision.permits import doer_of
from diagnose.hypotheses import Candidate, Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.planning import PlannedStep
from diagnose.support import Sector, SupportLine
from diagnose.texts import Text
from diagnose.vocabulary import EQUIPMENT, LOCATION, Taxonomy

FAR = 1_000
"""As far as anything that a sector does not name at all, though it covers it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A line, a sector of it, and why it goes there if the playbook says so.

    ``vendor`` is whom the line of the vendors is to ask; ``skipped`` are lines in between without a fitting sector.
    """

    line: str
    sector: str | None
    because: Text = Text()
    vendor: str | None = None
    skipped: tuple[str, ...] = ()


def target_of(
    case: Consideration,
    leader: Candidate | None = None,
    left_out: Sequence[PlannedStep] = (),
    to_line: str | None = None,
) -> Target:
    """Where the case goes next: to ``to_line``, else as the leader's playbook says, else to the line above this one.

    While the leader has steps ``left_out`` that a line in between may take, that line comes first: ``escalate`` is for
    when the plan does not help. A line whose sectors do not cover the case is skipped where a higher one covers it.
    The vendors come after the last line that is not theirs, or where the playbook names them. The last line keeps what
    it cannot hand on.
    """
    kb, here = case.reading.kb, case.standing.at_line
    rank = kb.support.rank
    escalate = leader.playbook.escalate if leader is not None else None
    if leader is None or escalate is None:
        return _arrived(case, leader, to_line or _next_line(kb, here), climbing=True)
    if escalate.condition is not None and not case.reading.holds(escalate.condition):
        return _arrived(case, leader, to_line or _next_line(kb, here), climbing=True)
    able = _able(case, leader, left_out)
    if to_line is None and able and min(map(rank, able)) <= rank(escalate.to):
        to_line = min(able, key=rank)
    if to_line is not None:
        found = _arrived(case, leader, to_line, climbing=True)
        because = escalate.because if escalate.to == to_line else Text()
    elif rank(escalate.to) > rank(here):
        found, because = _arrived(case, leader, escalate.to, climbing=False), escalate.because
    else:
        found, because = _arrived(case, leader, _next_line(kb, here), climbing=True), escalate.because
    return replace(found, sector=escalate.sector or found.sector, because=because)


def _able(case: Consideration, leader: Candidate, left_out: Iterable[PlannedStep]) -> list[str]:
    """The higher lines that may take one of the steps ``left_out`` of the leader."""
    kb, standing = case.reading.kb, case.standing
    steps = [each.step for each in left_out if leader.id in each.faults]
    doers = [doer_of(kb, step, standing.at_line, standing.terms) for step in steps]
    return [name for name in doers if name is not None and kb.support.rank(name) > kb.support.rank(standing.at_line)]


def _next_line(kb: KnowledgeBase, here: str) -> str:
    """The next line above ``here`` that is not the vendors', then theirs; ``here`` where there is none."""
    above = kb.support.lines[kb.support.rank(here) + 1 :]
    own = [line for line in above if not line.vendors]
    return next((line.id for line in (*own, *above)), here)


def _arrived(case: Consideration, leader: Candidate | None, line: str, *, climbing: bool) -> Target:
    """``line`` with its sector; ``climbing`` past lines that have none for this case while a higher one has.

    One that climbs comes to the vendors from the last line below them only.
    """
    kb, reading, here = case.reading.kb, case.reading, case.standing.at_line
    start = kb.support.line(line)
    if start is None or line == here:
        return Target(line, sector_of(reading))
    below = [each for each in kb.support.lines[kb.support.rank(here) + 1 :] if not each.vendors]
    if start.vendors and climbing and below:
        start = below[-1]
    if start.vendors:
        return Target(start.id, sector_of(reading, start), vendor=vendor_of(reading, leader))
    onward = [each for each in kb.support.lines[start.rank :] if not each.vendors] if climbing else [start]
    takes = next((each for each in onward if _covers(reading, each)), start)
    skipped = tuple(each.id for each in onward if each.rank < takes.rank)
    return Target(takes.id, sector_of(reading, takes), skipped=skipped)


def _covers(reading: Reading, line: SupportLine) -> bool:
    """Whether ``line`` works in a sector that covers the case; one without sectors works in all of them."""
    known = _ids(reading, EQUIPMENT) or _ids(reading, LOCATION)
    return not line.sectors or not known or sector_of(reading, line) is not None


def vendor_of(reading: Reading, leader: Candidate | None) -> str | None:
    """The vendor that the leader's playbook names, else that of the equipment."""
    vendors, taxonomy = reading.kb.support.vendors, reading.kb.vocabulary.equipment
    named = [leader.playbook.vendor] if leader is not None else []
    for kind in _ids(reading, EQUIPMENT):
        named += taxonomy.vendors_of(kind)
    return next((each for each in named if each is not None and each in vendors), None)


def sector_of(reading: Reading, line: SupportLine | None = None) -> str | None:
    """The sector of ``line`` that covers the equipment most closely, then the location; None where none does.

    A sector that names no equipment covers all of it, and one that names no location covers every place; those that
    name them come first. Where the place is not known, a sector of no place comes before those of one.
    """
    kinds, places = _ids(reading, EQUIPMENT), _ids(reading, LOCATION)
    support, vocabulary = reading.kb.support, reading.kb.vocabulary
    found = []
    for name in line.sectors if line is not None and line.sectors else sorted(support.sectors):
        sector = support.sectors.get(name, Sector(name))
        distance = _distance(vocabulary.equipment, kinds, sector.equipment)
        away = _distance(vocabulary.location, places, sector.location)
        if distance is not None and (away is not None or not places) and (kinds or (places and sector.location)):
            found.append((distance, FAR + 1 if away is None else away, name))
    return min(found)[-1] if found else None


def _distance(taxonomy: Taxonomy, given: Iterable[str], covered: Sequence[str]) -> int | None:
    """How many kinds lie between what is ``given`` and what is ``covered``; None where it is not covered."""
    if not covered:
        return FAR
    steps = [taxonomy.upwards(each).index(kind) for each in given for kind in covered if kind in taxonomy.upwards(each)]
    return min(steps, default=None)


def _ids(reading: Reading, attribute: str) -> tuple[str, ...]:
    value = reading.values.get(attribute)
    return value if isinstance(value, tuple) else ()
