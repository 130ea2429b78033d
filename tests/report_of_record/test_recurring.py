"""Clusters in time, and what takes a knowledge base: the order of lines, vendors, playbooks to look at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from diagnose.case import Intake
from diagnose.record import Casebook, Record
from diagnose.record.report import report
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import LineMeasure, Stale, Tally, Times, VendorMeasure
from diagnose.support import Support, SupportLine
from diagnose.vocabulary import Taxonomy, Vocabulary
from tests.report_of_record.desk import NOW, Story, put
from tests.report_of_record.test_line3 import kb
from tests.small import base, fault

__all__ = ["kb"]
OFFICE_HOURS = [
    Story(ago=day * 1440 + hour * 60 + 30, equipment="router", location=place)
    for day in range(1, 60)
    for hour, place in ((1, "msk/1"), (2, "msk/2"), (25, "msk/1"))
]


def clusters(record, stories):
    put(record, stories)
    return [
        (each.equipment, each.location, each.cases, each.first, each.last) for each in report(record, now=NOW).clusters
    ]


def test_many_cases_close_together_are_a_cluster(record):
    burst = [Story(ago=10 * 1440 + each, equipment="router", location="msk/2") for each in range(31, 90, 7)]
    first, last = (NOW - timedelta(minutes=10 * 1440 + ago) for ago in (87, 31))
    assert clusters(record, [*OFFICE_HOURS, *burst]) == [("router", "msk/2", 9, first, last)]


def test_what_is_usual_is_no_cluster(record):
    daily = [replace(each, ago=each.ago + minute) for each in OFFICE_HOURS for minute in range(4)]
    assert clusters(record, daily) == []


def test_a_cluster_at_one_place_is_not_seen_at_another(record):
    spread = [Story(ago=10 * 1440 + each, location=f"msk/{each}") for each in range(9)]
    assert clusters(record, [*OFFICE_HOURS, *spread]) == []


def organisation(*playbooks):
    lines = (SupportLine("zero", 0), SupportLine("line-1", 1), SupportLine("line-3", 2, vendors=True))
    tree = Taxonomy({"device": None, "printer": "device", "router": "device"}, vendors={"printer": "vendor-1"})
    return replace(base([], playbooks), vocabulary=Vocabulary({}, equipment=tree), support=Support(lines=lines))


def test_lines_stand_in_the_order_in_which_they_are_declared(record):
    put(record, [Story(ago=100, minutes=60)])
    found = report(record, now=NOW, kb=organisation()).lines
    assert found == (
        LineMeasure("zero", Share(0, 1)),
        LineMeasure("line-1", Share(1, 1), Times(1, 2.0, 2.0)),
        LineMeasure("line-3", Share(0, 1)),
    )


def test_vendors_are_told_with_the_cases_about_their_equipment_and_the_time_there(record):
    handed = Story(ago=1000, to_lines=("line-3",), vendor="vendor-1", minutes=90, fault="f-2")
    stories = [handed, Story(ago=900), Story(ago=800, ending=None), Story(ago=700, equipment="router")]
    put(record, stories)
    faults = (Tally("f-1", Share(1, 2)), Tally("f-2", Share(1, 2)))
    assert report(record, now=NOW, kb=organisation()).vendors == (
        VendorMeasure("vendor-1", 3, 1, Times(1, 1.5, 1.5), faults),
    )


def test_playbooks_that_nothing_leads_to_and_old_ones_are_to_be_looked_at_again(record):
    reviewed = {"f-1": date(2024, 1, 31), "f-2": None, "f-3": date(2026, 1, 1)}
    playbooks = [replace(fault(name), reviewed=day) for name, day in reviewed.items()]
    found = put(record, [Story(ago=100), Story(ago=90, said="f-3", fault="f-3")])
    last = found[0][1].opened_at.astimezone(NOW.tzinfo)
    assert report(record, now=NOW, kb=organisation(*playbooks)).stale == (
        Stale("f-1", 1, last, date(2024, 1, 31)),
        Stale("f-2", 0),
    )


@pytest.fixture
def clock():
    return [NOW - timedelta(days=40)]


def test_a_casebook_says_that_a_request_is_one_of_many_and_reports_on_all(tmp_path, kb, clock):
    intake = Intake(location="msk/office-3", equipment="access-router", symptoms={"access.internet": "none"})
    with Casebook(Record.open(tmp_path / "cases.db"), kb, lambda: clock[0]) as book:
        alone = book.new(intake, by="desk-1").id
        clock[0] = NOW
        many = []
        for _ in range(6):
            many.append(book.new(intake, by="desk-1").id)
            clock[0] += timedelta(minutes=3)
        found = book.incident(many[-1])
        assert (found.complaint, found.location, found.cases) == (
            "access.internet=none",
            "msk/office-3",
            tuple(many),
        )
        assert book.incident(many[0]) == found
        assert book.incident(alone) is None
        got = book.report(since=NOW)
        assert (got.opened, got.first) == (6, datetime(2026, 3, 30, 12, tzinfo=NOW.tzinfo))
        assert book.missing_playbooks() == ()


def test_a_casebook_knows_whether_a_case_was_settled_in_time(tmp_path, kb, clock):
    intake = Intake(equipment="laser-printer", symptoms={"print.output": "faded"}, support="premium")
    with Casebook(Record.open(tmp_path / "cases.db"), kb, lambda: clock[0]) as book:
        for days in (0, 30):
            case = book.new(intake, by="desk-1", impact="one-person", urgency="hampered").id
            clock[0] += timedelta(days=days)
            book.resolve(case, "went-away", by="desk-1")
        assert book.report().in_time == Share(1, 2)
