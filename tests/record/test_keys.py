from __future__ import annotations

import pytest

from diagnose.case.events import Told
from diagnose.errors import KeyReusedError, UsageError
from diagnose.record import About, Record
from tests.record.histories import INTAKE, deed, opening
from tests.record.racing import ask_for_cases, in_processes


def test_a_request_that_is_made_again_makes_no_second_case(record, where):
    first = record.new(opening(), About(), key="r-1")
    assert record.new(opening(minutes=5), About(), key="r-1") == first
    with Record.open(where) as again:
        assert again.new(opening(minutes=9), About(), key="r-1") == first
    assert [row.id for row in record.rows()] == ["1"]


def test_a_change_that_is_made_again_changes_nothing_more(record):
    record.new(opening(), About())
    first = record.append("1", [(deed(1), Told("a.b", 1))], version=2, key="r-1")
    assert record.append("1", [(deed(2), Told("a.b", 1))], version=2, key="r-1") == first
    later = record.append("1", [(deed(3), Told("c.d", 1))], version=3)
    assert record.append("1", [(deed(4), Told("a.b", 1))], version=2, key="r-1") == later


def test_a_key_leads_to_its_case_as_it_is_now(record):
    assert record.seen("r-1") is None
    record.new(opening(), About(), key="r-1")
    later = record.append("1", [(deed(3), Told("c.d", 1))], version=2)
    assert record.seen("r-1") == later


def test_a_key_that_is_used_for_something_else_is_refused(record):
    record.new(opening(), About(), key="r-1")
    record.new(opening(), About())
    other = opening(intake=type(INTAKE)(equipment="router"))
    with pytest.raises(KeyReusedError) as raised:
        record.new(other, About(), key="r-1")
    assert (raised.value.key, raised.value.case) == ("r-1", "1")
    with pytest.raises(KeyReusedError):
        record.append("2", [(deed(1), Told("a.b", 1))], version=2, key="r-1")
    record.append("1", [(deed(1), Told("a.b", 1))], version=2, key="r-2")
    with pytest.raises(KeyReusedError):
        record.append("2", [(deed(1), Told("a.b", 1))], version=2, key="r-2")
    assert [row.version for row in record.rows()] == [3, 2]


def test_what_was_asked_for_may_be_said_in_words_of_ones_own(record):
    first = record.new(opening(), About(), key="r-1", request="open: printer")
    assert record.new(opening(intake=type(INTAKE)()), About(), key="r-1", request="open: printer") == first
    assert record.seen("r-1", "open: printer") == first
    for ask in (lambda: record.seen("r-1", "open: router"), lambda: record.new(opening(), About(), key="r-1")):
        with pytest.raises(KeyReusedError):
            ask()


@pytest.mark.parametrize("key", ["", "a" * 256, "a\nb", "\0", "\ud800"])
def test_a_key_is_a_short_text_that_can_be_shown(record, key):
    with pytest.raises(UsageError):
        record.new(opening(), About(), key=key)
    with pytest.raises(UsageError):
        record.seen(key)
    assert record.rows() == ()


def test_a_request_that_failed_may_be_made_again_under_its_key(record):
    with pytest.raises(UsageError):
        record.new(opening(), About(due_at=deed().at.replace(tzinfo=None)), key="r-1")
    assert record.seen("r-1") is None
    case = record.new(opening(), About(), key="r-1")
    assert record.seen("r-1") == case


def test_the_same_requests_in_two_processes_at_once_make_each_case_once(where):
    first, second = in_processes(ask_for_cases, 2, where, 25)
    assert first == second
    with Record.open(where) as record:
        assert len(record.rows()) == 25
