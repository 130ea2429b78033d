"""Whether a request is one of many of its kind that come in at once: then it may be a major incident."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, true

from diagnose.case import Case
from diagnose.explain.words import clean
from diagnose.kb.base import KnowledgeBase
from diagnose.record.complaints import numbers_of
from diagnose.record.finding import about_case
from diagnose.record.moments import shown, stored
from diagnose.record.record import Record
from diagnose.record.report.messages import say
from diagnose.record.report.naming import Naming
from diagnose.record.report.surprise import (
    DAY,
    WEEK,
    Alertness,
    Counts,
    Kind,
    Past,
    Request,
    Surprise,
    Surroundings,
    crowds,
    surprise_of,
)
from diagnose.record.tables import cases, complaints

ALERT: Final = Alertness()
MOST_AT_ONCE: Final = 1_000
"""So many requests of one window are looked at, the newest first: the work is bounded whatever happens."""
_C: Final = complaints.c
_ABOUT = _C.feature == bindparam("complaint"), _C.opened_at > bindparam("after"), _C.opened_at <= bindparam("until")
_REQUESTS = (
    select(_C.opened_at, _C.case_number, _C.equipment, _C.location)
    .where(*_ABOUT)
    .order_by(_C.opened_at.desc(), _C.case_number.desc())
    .limit(MOST_AT_ONCE)
)
_OLDEST = select(cases.c.opened_at).order_by(cases.c.number).limit(1)


@dataclass(frozen=True, slots=True)
class Incident:
    """``cases`` with the same ``complaint`` of one kind of equipment at one place since a moment; few are ``usual``.

    ``chance`` is that of so many or more, if nothing had happened. ``cases`` are ids, the oldest first.
    """

    complaint: str
    equipment: str | None
    location: str | None
    since: datetime
    cases: tuple[str, ...]
    usual: float
    chance: float

    def text(self, language: str = "en", kb: KnowledgeBase | None = None) -> str:
        """The incident in one sentence, in English (``en``) or Russian (``ru``)."""
        naming = Naming(language, kb)
        about = [
            "" if self.equipment is None else naming.equipment(self.equipment),
            "" if self.location is None else naming.location(self.location),
            clean(self.complaint),
        ]
        values = {"cases": len(self.cases), "usual": f"{self.usual:.1f}", "since": f"{self.since:%Y-%m-%d %H:%M}"}
        return say("incident", language, about=", ".join(filter(None, about)), **values)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a request is about: its equipment, its place and its complaints, as :class:`About` has them."""

    equipment: str | None
    location: str | None
    complaints: frozenset[str]


def reported_in(found: Case, kb: KnowledgeBase) -> Reported:
    """What a case is about by now."""
    about = about_case(found, kb)
    return Reported(about.equipment, about.location, about.complaints)


def incident_of(
    record: Record,
    kb: KnowledgeBase,
    reported: Reported,
    *,
    now: datetime,
    alert: Alertness = ALERT,
) -> Incident | None:
    """The major incident that ``reported`` seems to belong to, by the requests that the record holds ``now``; or None.

    Requests count that have one of its complaints, and are about the same kind of equipment, or one below what it
    belongs to, at the same place or within what that lies in. They are compared with the same kind in the weeks
    before: at any time, at this time of day, and at this time of the week.

    Raises:
        UsageError: ``now`` has no offset.
        RecordError: the record cannot be read.
    """
    moment = stored(now)
    around = Surroundings(kb.vocabulary.equipment, kb.vocabulary.location)
    found = record.read(lambda to: _surprises(to, reported, around, moment, alert))
    if not found:
        return None
    complaint, best = min(found, key=lambda each: (each[1].chance, each[0]))
    since = shown(min(each.at for each in best.requests)).astimezone(now.tzinfo)
    ids = tuple(str(each.case) for each in sorted(best.requests))
    return Incident(complaint, best.kind.equipment, best.kind.location, since, ids, best.usual, best.chance)


def case_incident(record: Record, kb: KnowledgeBase, found: Case, now: datetime) -> Incident | None:
    """The same for a case that was ``found`` in the record, which ``kb`` fits: also if it was opened a while ago.

    So those who came first in an incident learn of it as well.

    Raises:
        RecordError: the record cannot be read.
    """
    until = max(found.opened_at, min(now, found.opened_at + ALERT.window))
    return incident_of(record, kb, reported_in(found, kb), now=until)


def _surprises(
    to: Connection, reported: Reported, around: Surroundings, now: int, alert: Alertness
) -> list[tuple[str, Surprise]]:
    kinds = around.kinds(reported.equipment, reported.location)
    found = []
    for complaint, number in sorted(numbers_of(to, reported.complaints).items()):
        asked = {"complaint": number, "after": now - alert.length, "until": now}
        requests = [Request(*each) for each in to.execute(_REQUESTS, asked)]
        crowd = crowds(requests, kinds, around, alert.at_least)
        surprise = surprise_of(crowd, _past(to, number, crowd, around, (now, alert)), alert) if crowd else None
        if surprise is not None:
            found.append((complaint, surprise))
    return found


def _past(
    to: Connection, complaint: int, kinds: Iterable[Kind], around: Surroundings, when: tuple[int, Alertness]
) -> Past:
    """What came before of each of these ``kinds``, in one statement; a record that is new does not go back that far."""
    now, alert = when
    begun, listed = now - alert.length, tuple(kinds)
    age, length = now - _C.opened_at, alert.length
    sums = []
    for kind in listed:
        belongs = _belongs(around, kind)
        sums += [_number(belongs), _number(belongs & (age % DAY < length)), _number(belongs & (age % WEEK < length))]
    asked = {"complaint": complaint, "after": now - alert.reach, "until": begun}
    counted = [int(each or 0) for each in to.execute(select(*sums).where(*_ABOUT), asked).one()]
    counts = {kind: Counts(*counted[3 * index : 3 * index + 3]) for index, kind in enumerate(listed)}
    oldest = to.execute(_OLDEST).scalar_one_or_none()
    return Past(counts, max(1, min(alert.weeks * 7, (begun - (begun if oldest is None else oldest)) // DAY)))


def _belongs(around: Surroundings, kind: Kind) -> ColumnElement[bool]:
    equipment, location = around.within(kind)
    wanted = [
        column.in_(sorted(names)) for column, names in ((_C.equipment, equipment), (_C.location, location)) if names
    ]
    return and_(true(), *wanted)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
