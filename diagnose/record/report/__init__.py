"""What the record teaches: measures over all cases, how they are shown, and what line 3 works on."""

from __future__ import annotations

from diagnose.record.report.closed import closed_case, history_lines, told_intake
from diagnose.record.report.gathering import report
from diagnose.record.report.incidents import Incident, Reported, case_incident, incident_of
from diagnose.record.report.line3 import MissingPlaybook, missing_playbooks
from diagnose.record.report.measures import Report
from diagnose.record.report.showing import report_data, report_text
from diagnose.record.report.surprise import Alertness
from diagnose.record.report.webpage import report_html

__all__ = [
    "Alertness",
    "Incident",
    "MissingPlaybook",
    "Report",
    "Reported",
    "case_incident",
    "closed_case",
    "history_lines",
    "incident_of",
    "missing_playbooks",
    "report",
    "report_data",
    "report_html",
    "report_text",
    "told_intake",
]
