"""Histories to be written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from diagnose.case import Intake
from diagnose.case.events import Deed, Diagnosed, Ending, Opened, Resolved, Terms

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DIGEST = "ab" * 32
INTAKE = Intake(
    location="msk/office-3",
    equipment="printer",
    symptoms={"print.output": "faded"},
    story="бледная печать",
    reported_at=START,
)


def deed(minutes=0, line="line-1", by="engineer-1", digest=DIGEST):
    return Deed(by, START + timedelta(minutes=minutes), line, "phone", digest, (("printing.toner-empty", 3),))


def opening(minutes=0, intake=INTAKE, decision="plan"):
    diagnosed = Diagnosed(decision, "cd" * 32, "1.0", "printing.toner-empty", outline={"steps": ["shake-toner"]})
    return [(deed(minutes), Opened(intake, Terms("warranty"))), (deed(minutes), diagnosed)]


def ending(minutes=60, ending=Ending.SOLVED):
    return [(deed(minutes), Resolved(ending, "printing.toner-empty", "replace-toner"))]
