"""The notice of a major incident: many requests of a kind at once."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from diagnose.cli.case.moments import here
from diagnose.cli.case.options import Desk
from diagnose.cli.case.view import View
from diagnose.facts import EQUIPMENT, LOCATION, Value

if TYPE_CHECKING:
    from diagnose.record.report import Incident


def incident_at(desk: Desk, view: View) -> Incident | None:
    """The major incident that the case seems to belong to."""
    from diagnose.record.report import Reported, complaints_of, incident_of

    if view.consultation is None:
        return None
    memory = view.consultation.situation.memory
    equipment, location = (_first(memory.values.get(name)) for name in (EQUIPMENT, LOCATION))
    reported = Reported(equipment, location, complaints_of(memory, desk.kb))
    return incident_of(desk.book.record, desk.kb, reported, now=here(desk.at, desk.kb))


def _first(value: Value | None) -> str | None:
    kinds = value if isinstance(value, tuple) else (value,)
    return str(kinds[0]) if kinds and kinds[0] is not None else None


def incident_data(incident: Incident) -> dict[str, Any]:
    """An incident as plain data."""
    found = {each.name: getattr(incident, each.name) for each in fields(incident)}
    return found | {"since": incident.since.isoformat(), "cases": list(incident.cases)}
