"""Recorded cases as closed cases, from which playbooks are drafted and numbers calibrated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from diagnose.case import Case, CaseStatus, Intake, Outcome
from diagnose.case.closed import ClosedCase
from diagnose.case.events import Told, TriedStep
from diagnose.case.reported import Tried
from diagnose.errors import UsageError
from diagnose.names import fold
from diagnose.record.queue import CaseQuery
from diagnose.record.record import Record
from diagnose.record.report.measures import UNTOLD
from diagnose.vocabulary import BUILT_IN
from diagnose.wording import worded

AT_ONCE: Final = 500
_SETTLED: Final = (CaseStatus.RESOLVED, CaseStatus.CLOSED)


def closed_case(case: Case) -> ClosedCase:
    """The settled ``case`` with all that was told in its course, the steps that were tried, and how it ended.

    Raises:
        UsageError: it is not settled.
    """
    ended = case.resolution
    if ended is None:
        raise UsageError(worded("case {case} is not settled; resolve it first", case=case.id))
    tried = [Tried(each.step, each.outcome.value) for each in _what(case, TriedStep)]
    if ended.fixed_by is not None and Tried(ended.fixed_by, Outcome.FIXED) not in tried:
        tried.append(Tried(ended.fixed_by, Outcome.FIXED.value))
    return ClosedCase(told_intake(case), ended.fault, ended.fixed_by, tuple(tried))


def told_intake(case: Case) -> Intake:
    """The intake of ``case`` as it would be if all that was told later had been known from the start.

    What was seen after a step is left out: it is no part of the trouble.
    """
    told = {fold(each.attribute): each for each in _what(case, Told)}
    intake = case.intake
    kept = {name: _untouched(getattr(intake, name), told) for name in ("symptoms", "facts")}
    later = [_item(each) for name, each in told.items() if name not in BUILT_IN]
    own = {name: told[name].value for name in BUILT_IN if name in told and not isinstance(told[name].value, dict)}
    values = {each.name: getattr(intake, each.name) for each in fields(intake) if each.init}
    return Intake(**{**values, **own, "symptoms": kept["symptoms"], "facts": (*kept["facts"], *later)})


def _untouched(reported: Any, told: dict[str, Told]) -> tuple[Any, ...]:
    return tuple(each for each in reported if fold(each.attribute) not in told)


def _item(told: Told) -> dict[str, Any]:
    state = told.value if isinstance(told.value, dict) else {"value": told.value}
    source = {} if told.source is None else {"source": told.source}
    return {"attribute": told.attribute, **state, **source}


def _what(case: Case, kind: type[Any]) -> list[Any]:
    return [event.what for event in case.events if isinstance(event.what, kind)]


def history_lines(record: Record, *, since: datetime | None = None) -> Iterator[str]:
    """The settled cases opened from ``since`` on as JSON lines, the newest first: what ``diagnose calibrate`` reads.

    Cases that were duplicates, withdrawn, or went away by themselves say nothing about the cause and are left out.

    Raises:
        RecordError: the record cannot be read.
    """
    query: CaseQuery | None = CaseQuery(status=_SETTLED, opened_since=since, most=AT_ONCE)
    while query is not None:
        rows = record.rows(query)
        for row in rows:
            if row.ending not in UNTOLD:
                closed = closed_case(record.case(row.id)).to_data()
                yield json.dumps(closed, ensure_ascii=False, sort_keys=True) + "\n"
        query = replace(query, after=rows[-1].place) if len(rows) == AT_ONCE else None
