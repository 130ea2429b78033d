"""What line 3 works on, and closed cases for drafting and calibration."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from diagnose import load
from diagnose.case import Case, Intake, Outcome
from diagnose.case.chain import sealed
from diagnose.case.closed import ClosedCase
from diagnose.case.events import Deed, Diagnosed, Ending, Opened, Resolved, Told, TriedStep
from diagnose.case.history import read_history
from diagnose.case.reported import Tried
from diagnose.errors import UsageError
from diagnose.record import About
from diagnose.record.report import closed_case, history_lines, missing_playbooks
from tests.report_of_record.desk import NOW

SHIPPED = Path(__file__).parents[2] / "playbooks"


@pytest.fixture(scope="module")
def kb():
    return load(SHIPPED)


def deed(minutes=0, line="line-1"):
    return Deed("engineer-1", NOW + timedelta(minutes=minutes), line)


def unprecedented(record, intake, line="line-3"):
    deeds = [(deed(0, line), Opened(intake)), (deed(0, line), Diagnosed("unprecedented", "cd" * 32, "1"))]
    return record.new(deeds, About(equipment=intake.equipment[0])).id


INTAKE = Intake(equipment="printer", symptoms={"print.output": "faded"}, facts={"printer.toner_low": True})
COURSE = (
    (deed(), Opened(INTAKE)),
    (deed(1), Told("printer.toner_low", {"unknown": "customer"}, "customer")),
    (deed(2), Told("printer.pages", 12000, "customer")),
    (deed(2), Told("equipment", "laser-printer", "customer")),
    (deed(3), TriedStep("shake-toner", Outcome.FAILED, {"print.output": "faded"})),
)


def case_of(*deeds):
    return Case.of("1", sealed("1", (), deeds))


def test_a_closed_case_has_all_that_was_told_and_tried():
    ended = Resolved(Ending.SOLVED, "printing.toner-empty", "replace-toner")
    closed = closed_case(case_of(*COURSE, (deed(9), ended)))
    told = [
        {"attribute": "printer.toner_low", "unknown": "customer", "source": "customer"},
        {"attribute": "printer.pages", "value": 12000, "source": "customer"},
    ]
    assert closed == ClosedCase(
        Intake(equipment="laser-printer", symptoms={"print.output": "faded"}, facts=told),
        "printing.toner-empty",
        "replace-toner",
        (Tried("shake-toner", "failed"), Tried("replace-toner", "fixed")),
    )
    assert ClosedCase.from_data(closed.to_data()).to_data() == closed.to_data()


def test_a_case_that_is_not_settled_teaches_nothing_yet():
    with pytest.raises(UsageError, match="case 1 is not settled"):
        closed_case(case_of(*COURSE))


def test_the_history_holds_the_cases_whose_cause_is_told(record):
    for ending, fault in ((Ending.SOLVED, "printing.toner-empty"), (Ending.DUPLICATE, None), (Ending.SOLVED, None)):
        record.new([*COURSE, (deed(9), Resolved(ending, fault))], About())
    record.new(COURSE, About())
    cases, findings = read_history("".join(history_lines(record)), "history.jsonl")
    assert [each.fault for each in cases] == [None, "printing.toner-empty"]
    assert findings == ()
    assert "".join(history_lines(record, since=NOW + timedelta(minutes=1))) == ""


def test_open_cases_that_no_playbook_knows_are_grouped_by_likeness(record, kb):
    blank = Intake(location="msk/office-3", equipment="laser-printer", symptoms={"print.output": "blank"})
    offline = Intake(equipment="access-router", symptoms={"access.internet": "none"})
    first = [unprecedented(record, blank), unprecedented(record, offline), unprecedented(record, blank)]
    unprecedented(record, blank, "line-2")
    found = missing_playbooks(record, kb)
    assert [[row.id for row in each.rows] for each in found] == [[first[0], first[2]], [first[1]]]
    assert (found[0].like, found[0].oldest) == (1.0, NOW)
    assert "print.output=blank" in found[0].shared
