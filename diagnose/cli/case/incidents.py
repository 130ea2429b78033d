"""The notice of a major incident: many requests of a kind at once."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from diagnose.cli.case.moments import here
from diagnose.cli.case.options import Desk

if TYPE_CHECKING:
    from diagnose.record.report import Incident


def incident_at(desk: Desk, case: str) -> Incident | None:
    """The major incident that the case seems to belong to."""
    found = desk.book.incident(case)
    return None if found is None else replace(found, since=here(found.since, desk.kb))


def incident_data(incident: Incident) -> dict[str, Any]:
    """An incident as plain data."""
    found = {each.name: getattr(incident, each.name) for each in fields(incident)}
    return found | {"since": incident.since.isoformat(), "cases": list(incident.cases)}
