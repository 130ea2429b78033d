from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.case import Case, CaseStatus
from diagnose.case.chain import sealed
from diagnose.case.events import Closed, Deed, Escalated, Reopened, Told
from diagnose.errors import CaseChangedError, HistoryFormatError, NoSuchCaseError, UsageError
from diagnose.record import About, CaseQuery, Record
from tests.histories import histories
from tests.record.histories import START, deed, ending, opening

RARELY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_new_case_is_found_again_with_its_history(record, where):
    case = record.new(opening(), About())
    assert case == Case.of("1", sealed("1", (), opening()))
    assert record.case("1") == case
    with Record.open(where) as again:
        assert again.case("1") == case
        assert again.events("1") == case.events
        assert again.breaks("1") == ()


def test_cases_are_numbered_in_the_order_in_which_they_are_opened(record):
    assert [record.new(opening(), About()).id for _ in range(3)] == ["1", "2", "3"]


@RARELY
@given(histories(), st.integers(1, 6))
def test_any_history_is_kept_as_it_was_told_however_it_was_divided(record, where, named, cut):
    history = [(event.deed, event.what) for event in named[1]]
    begun = record.new(history[:cut], About())
    told = record.append(begun.id, history[cut:], About(), version=begun.version)
    assert told == Case.of(begun.id, sealed(begun.id, (), history))
    with Record.open(where) as again:
        assert again.case(begun.id) == told
        assert again.breaks(begun.id) == ()


def test_what_is_added_must_follow_the_newest_version(record):
    case = record.new(opening(), About())
    told = record.append("1", [(deed(1), Told("a.b", 1))], version=2)
    with pytest.raises(CaseChangedError) as raised:
        record.append("1", [(deed(2), Told("a.b", 2))], version=case.version)
    assert (raised.value.case, raised.value.expected, raised.value.found) == ("1", 2, 3)
    assert record.case("1") == told


def test_two_writers_with_the_same_version_cannot_both_be_right(record, where):
    record.new(opening(), About())
    with Record.open(where) as other:
        version = other.case("1").version
        record.append("1", [(deed(1), Told("a.b", "first"))], version=version)
        with pytest.raises(CaseChangedError):
            other.append("1", [(deed(1), Told("a.b", "second"))], version=version)
        assert [event.what for event in other.case("1").events[2:]] == [Told("a.b", "first")]


@pytest.mark.parametrize("name", ["2", "0", "01", "", "x", "-1", "١", "9" * 40, "1\0", "1 or 1"])
def test_a_case_that_there_is_not_is_an_error_that_names_it(record, name):
    record.new(opening(), About())
    for ask in (record.case, record.events, record.breaks, lambda each: record.append(each, [], version=1)):
        with pytest.raises(NoSuchCaseError) as raised:
            ask(name)
        assert raised.value.case == name


def test_a_history_begins_with_its_opening(record):
    with pytest.raises(HistoryFormatError):
        record.new([(deed(), Told("a.b", 1))], About())
    with pytest.raises(HistoryFormatError):
        record.new([], About())
    assert record.rows(CaseQuery(status=tuple(CaseStatus))) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        (deed(1), Told("a.b", float("nan"))),
        (deed(1), Told("a.b", "\ud800")),
        (deed(1), Told("a.b", object())),
        (deed(1), Told("", 1)),
        (deed(1, by=""), Told("a.b", 1)),
        (Deed("engineer-1", START.replace(tzinfo=None), "line-1"), Told("a.b", 1)),
        opening()[0],
    ],
)
def test_what_could_not_be_read_again_is_refused_before_anything_is_written(record, wrong):
    record.new(opening(), About())
    with pytest.raises(HistoryFormatError):
        record.append("1", [(deed(1), Told("a.b", 1)), wrong], version=2)
    assert record.case("1").version == 2


def test_a_time_without_offset_is_refused(record):
    with pytest.raises(UsageError):
        record.new(opening(), About(due_at=START.replace(tzinfo=None)))


def test_a_queue_lists_what_is_not_settled_by_target_then_by_id(record):
    for hours in (5, None, 1, 5):
        record.new(opening(), About(due_at=None if hours is None else START + timedelta(hours=hours)))
    record.new([*opening(), *ending()], About())
    assert [row.id for row in record.rows()] == ["3", "1", "4", "2"]
    first = record.rows(CaseQuery(most=2))
    assert [row.id for row in record.rows(CaseQuery(after=first[-1].place, most=2))] == ["4", "2"]


def test_a_settled_case_leaves_the_queue_and_comes_back_when_it_is_reopened(record):
    record.new(opening(), About(due_at=START))
    record.append("1", ending(), version=2)
    assert record.rows() == ()
    settled = record.rows(CaseQuery(status=(CaseStatus.RESOLVED,)))
    assert [(row.id, row.fault, row.due_at) for row in settled] == [("1", "printing.toner-empty", START)]
    record.append("1", [(deed(70), Reopened("again"))], version=3)
    assert [(row.id, row.due_at, row.reopened) for row in record.rows()] == [("1", START, 1)]
    record.append("1", [*ending(80), (deed(90), Closed())], version=4)
    assert [row.id for row in record.rows(CaseQuery(status=(CaseStatus.CLOSED,)))] == ["1"]


def test_a_queue_of_a_line_holds_the_cases_that_are_there_now(record):
    record.new(opening(), About())
    record.new(opening(), About())
    record.append("2", [(deed(5), Escalated("line-2", "no-playbook", sector="printing"))], version=2)
    assert [row.id for row in record.rows(CaseQuery(line="line-1"))] == ["1"]
    assert [row.id for row in record.rows(CaseQuery(line="line-2", sector="printing"))] == ["2"]


def test_lists_know_what_a_case_is_about(record):
    about = About("hp-1020", "msk/office-3", "customer-7", "serial-1", START, START, True)
    record.new(opening(decision="unprecedented"), about)
    (row,) = record.rows(CaseQuery(customer="customer-7", unprecedented=True, warn_before=START + timedelta(1)))
    assert (
        About(row.equipment, row.location, row.customer, row.serial, row.due_at, row.warn_at, row.alternatives) == about
    )
    assert record.rows(CaseQuery(warn_before=START)) == ()
    assert record.rows(CaseQuery(due_before=START)) == ()
    assert record.rows(CaseQuery(opened_since=START + timedelta(1))) == ()


def test_what_a_case_is_about_stays_unless_it_is_said_anew(record):
    record.new(opening(), About("hp-1020", due_at=START))
    record.append("1", [(deed(1), Told("a.b", 1))], version=2)
    assert [(row.equipment, row.due_at) for row in record.rows()] == [("hp-1020", START)]
    record.append("1", [(deed(1), Told("a.b", 1))], About("hp-1022"), version=3)
    assert [(row.equipment, row.due_at) for row in record.rows()] == [("hp-1022", None)]
