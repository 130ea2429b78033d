from __future__ import annotations

import json
from itertools import permutations

import pytest

from diagnose.case.events import Escalated, Told
from diagnose.errors import RecordDamagedError
from diagnose.record import About, Record
from diagnose.record.projecting import derived
from tests.record.histories import deed, ending, opening
from tests.record.tampering import run

FIRST = 1 << 16


@pytest.fixture
def told(record, where):
    """Where a record lies with two cases of five events each."""
    for _ in range(2):
        case = record.new(opening(), About(due_at=deed(9).at))
        more = [(deed(1), Told("a.b", "yes")), (deed(2), Escalated("line-2", "no-playbook")), *ending()]
        record.append(case.id, more, About(), version=2)
    return where


def is_seen(where):
    """Whether a record that is opened anew sees that the first case was altered, and that the second was not."""
    with Record.open(where) as record:
        assert record.breaks("2") == ()
        assert record.case("2").version == 5
        found = record.breaks("1")
        if found:
            _refused(record)
        return bool(found)


def _refused(record):
    try:
        record.case("1")
    except RecordDamagedError as error:
        assert error.case == "1"


def test_what_was_not_altered_holds_together(told):
    assert not is_seen(told)


def test_every_field_of_a_body_that_is_altered_is_seen(told):
    for number in range(1, 6):
        ((text,),) = run(told, ("SELECT body FROM events WHERE id = ?", (FIRST + number,)))
        body = json.loads(text)
        wrong = [
            {**body, "by": "engineer-2"},
            {**body, "line": "line-3"},
            {**body, "channel": "chat"},
            {**body, "at": "2020-01-01T00:00:00+00:00"},
            {**body, "revisions": {}},
            {**body, "what": {**body["what"], "because": "so"}},
            {**body, "more": 1},
            {name: value for name, value in body.items() if name != "channel"},
        ]
        for each in wrong:
            run(told, ("UPDATE events SET body = ? WHERE id = ?", (json.dumps(each), FIRST + number)))
            assert is_seen(told), each
        run(told, ("UPDATE events SET body = ? WHERE id = ?", (text, FIRST + number)))
    assert not is_seen(told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = 'not json' WHERE id = 65539",
        "UPDATE events SET body = '[]' WHERE id = 65539",
        "UPDATE events SET body = '' WHERE id = 65539",
        "UPDATE events SET kind = 'asked' WHERE id = 65539",
        "UPDATE events SET kind = 'no-such' WHERE id = 65539",
        "UPDATE events SET kb = NULL WHERE id = 65538",
        "UPDATE events SET kb = 77 WHERE id = 65538",
        "UPDATE events SET at = at + 1 WHERE id = 65538",
        "UPDATE events SET seal = (SELECT seal FROM events WHERE id = 65537) WHERE id = 65538",
        "DELETE FROM events WHERE id = 65537",
        "DELETE FROM events WHERE id = 65539",
        "DELETE FROM events WHERE id = 65541",
        "DELETE FROM events WHERE id BETWEEN 65536 AND 131071",
        "DELETE FROM cases WHERE number = 1",
        "UPDATE cases SET head = (SELECT head FROM cases WHERE number = 2) WHERE number = 1",
        "UPDATE cases SET head = (SELECT seal FROM events WHERE id = 65540), version = 4 WHERE number = 1",
        "UPDATE events SET id = 65543 WHERE id = 65541",
        "INSERT INTO events SELECT 65542, kind, at, kb, body, seal FROM events WHERE id = 65541",
        "INSERT INTO events SELECT 65542, kind, at, kb, body, seal FROM events WHERE id = 131077",
    ],
)
def test_what_is_altered_deleted_moved_or_added_is_seen(told, statement):
    run(told, statement)
    assert is_seen(told)


def test_any_other_order_of_events_is_seen(told):
    rows = run(told, "SELECT id, kind, at, kb, body, seal FROM events WHERE id BETWEEN 65537 AND 65539 ORDER BY id")
    for order in list(permutations(rows))[1:]:
        for row, other in zip(rows, order, strict=True):
            run(
                told,
                ("UPDATE events SET kind = ?, at = ?, kb = ?, body = ?, seal = ? WHERE id = ?", (*other[1:], row[0])),
            )
        assert is_seen(told)


def test_the_history_of_another_case_cannot_be_passed_off_as_this_one(told):
    run(
        told,
        "DELETE FROM events WHERE id < 131072",
        "INSERT INTO events SELECT id - 65536, kind, at, kb, body, seal FROM events",
        "UPDATE cases SET head = (SELECT head FROM cases WHERE number = 2) WHERE number = 1",
    )
    assert is_seen(told)


def test_every_column_that_follows_from_the_history_is_checked_against_it(told, record):
    columns = sorted(derived(record.case("1")).keys() - {"head"})
    for name in columns:
        ((before,),) = run(told, f'SELECT "{name}" FROM cases WHERE number = 1')
        kind = type(before)
        other = not before if kind is bool or name == "unprecedented" else before + 1 if kind is int else f"{before}x"
        if name == "closed_at":
            other = 5
        run(told, (f'UPDATE cases SET "{name}" = ? WHERE number = 1', (other,)))
        with Record.open(told) as again:
            assert [each.reason for each in again.breaks("1")] == [f"the list of cases says something else in '{name}'"]
        run(told, (f'UPDATE cases SET "{name}" = ? WHERE number = 1', (before,)))
    assert not is_seen(told)


def test_a_case_that_was_altered_is_not_added_to(told):
    run(told, "UPDATE events SET body = '{}' WHERE id = 65538")
    with Record.open(told) as record:
        with pytest.raises(RecordDamagedError):
            record.append("1", [(deed(9), Told("a.b", 1))], version=5)
        assert run(told, "SELECT count(*) FROM events WHERE id < 131072") == [(5,)]


def test_what_was_altered_can_still_be_looked_at(told):
    run(told, "UPDATE events SET body = replace(body, 'engineer-1', 'engineer-2') WHERE id = 65538")
    with Record.open(told) as record:
        assert [event.deed.by for event in record.events("1")] == ["engineer-1", "engineer-2", *["engineer-1"] * 3]
