"""What ``python -m benchmarks recording`` does, made short: whether it is right, never how fast."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from benchmarks.recording import asking
from benchmarks.recording.command import fault_lines, killed_lines, main, pair_lines, seen_lines
from benchmarks.recording.desk import cases
from benchmarks.recording.faults import NOT_RUN, faults
from benchmarks.recording.filling import TooSmallError, drawn, drawn_for, fill, sizes
from benchmarks.recording.killing import Killed, kill, unfinished
from benchmarks.recording.peers import TABLES, PlainDesk, bare_file, side_by_side
from benchmarks.recording.writing import Acknowledged, Checked, RecordDesk, begin, check, write_for
from diagnose.case import CaseStatus
from diagnose.record import CaseQuery, Record
from diagnose.record.tables import MOST_EVENTS


@pytest.fixture(scope="module")
def source():
    return drawn(20, 1)


def test_two_processes_that_write_for_two_seconds_lose_nothing_and_see_no_error(tmp_path, source):
    where = str(tmp_path / "cases.db")
    begin(where, source)
    seen = write_for(RecordDesk, where, 2, 2.0, source)
    acknowledged = [each for one in seen for each in one.acknowledged]
    assert [dict(one.errors) for one in seen] == [{}, {}]
    assert check(where, acknowledged) == Checked(len(acknowledged), lost=0, twice=0, broken=0, extra=0)
    assert {each.mark.partition("-")[0] for each in acknowledged} == {"0", "1"}
    assert len(list(seen_lines(seen, 2.0))) == 6


def test_what_is_lost_or_stands_twice_or_was_never_acknowledged_is_seen(tmp_path, source):
    where = str(tmp_path / "cases.db")
    begin(where, source)
    desk = RecordDesk(where, 1, source)
    kept, twice, other = (desk.new_case(mark) for mark in ("kept", "twice", "twice"))
    desk.record.close()
    acknowledged = [kept, twice, Acknowledged(kept.case, kept.number + 1, "never written")]
    assert check(where, acknowledged) == Checked(3, lost=1, twice=1, broken=0, extra=1)
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("UPDATE events SET body = replace(body, 'kept', 'lost') WHERE id >> 16 = ?", (kept.case,))
        connection.execute("DELETE FROM events WHERE id = ?", ((int(other.case) << 16) + other.number,))
    with pytest.raises(Exception, match="altered"):
        check(where, acknowledged)


def test_a_plain_begin_fails_where_two_look_before_they_write(tmp_path, source):
    where = str(tmp_path / "cases.db")
    begin(where, source)
    one, two = PlainDesk(where, 1, source), PlainDesk(where, 2, source)
    with closing(one.connection), closing(two.connection):
        assert one.new_case("a").number == 1
        for desk in (one, two):
            desk.connection.execute("BEGIN")
            desk.connection.execute("SELECT max(number) FROM cases").fetchall()
        one.connection.execute("UPDATE cases SET version = 2 WHERE number = 1")
        one.connection.execute("COMMIT")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            two.connection.execute("UPDATE cases SET version = 2 WHERE number = 1")
        two.connection.execute("ROLLBACK")
        assert two.shared_case("b").mark == "b"


def test_a_bare_driver_ends_with_the_same_rows(tmp_path, source):
    ours, bare = str(tmp_path / "ours.db"), str(tmp_path / "bare.db")
    with bare_file(bare) as driver:
        spent = side_by_side(ours, driver, source, 5)
    assert {kind: [len(each) for each in both] for kind, both in spent.items()} == {
        "new case": [5, 5],
        "own case": [5, 5],
    }
    assert len(list(pair_lines("SQLite", spent))) == 4
    with closing(sqlite3.connect(ours)) as one, closing(sqlite3.connect(bare)) as other:
        for table, _ in TABLES:
            asked = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
            rows = one.execute(asked).fetchall()
            assert rows
            assert rows == other.execute(asked).fetchall()


def test_kills_lose_nothing(tmp_path, source):
    found = kill(tmp_path / "cases.db", 3, 1, source)
    assert (found.kills, found.good) == (3, True)
    assert found.acknowledged >= found.within > 0
    assert "lost 0" in "\n".join(killed_lines(found))
    assert not Killed(3, 3, 0, 0, 9, lost=1, twice=0, broken=0, halves=0, refused=0).good


def test_a_transaction_that_was_never_committed_is_seen_in_the_log(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE numbers (number)")
        assert not unfinished(path)
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO numbers VALUES (?)", [("x" * 3000,)] * 200)
        assert unfinished(path)
        connection.execute("ROLLBACK")
    assert not unfinished(tmp_path / "none.db")


def test_a_desk_draws_the_same_cases_again(source):
    one, again = (list(cases(source, 40, 3)) for _ in range(2))
    assert one == again
    assert [case.id for case, _ in one] == [str(number) for number in range(1, 41)]
    assert [case.opened_at for case, _ in one] == sorted(case.opened_at for case, _ in one)


def test_three_hundred_cases_are_written_and_asked(tmp_path, source):
    path = tmp_path / "cases.db"
    fill(path, 300, 1)
    assert drawn_for(path).exists()
    with Record.open(path) as record:
        rows = record.rows(CaseQuery(status=tuple(CaseStatus), most=1000))
        assert len(rows) == 300
        assert all(record.breaks(row.id) == () for row in rows)
        assert record.source().total() == sum(row.status in asking.SETTLED for row in rows)
    found = asking.in_a_fresh_process(path, 300, 8)
    assert {name for name in asking.AIMS if not found["spent"].get(name)} <= {"later page"}
    assert sizes(path)[0] == ("the file", path.stat().st_size)
    with Record.open(path) as record:
        assert record.case("300").version <= MOST_EVENTS


def test_a_disk_that_is_too_small_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(TooSmallError, match="are free"):
        fill(tmp_path / "cases.db", 10**9, 1)
    assert list(tmp_path.iterdir()) == []


def test_faults_are_told_and_leave_the_file_alone(tmp_path, source):
    found = list(faults(tmp_path, source))
    assert [each.name for each in found if not each.unchanged or each.said == "nothing"] == []
    said = {each.name: each.said.partition(":")[0] for each in found if each.said != NOT_RUN}
    assert said == {
        name: error
        for name, error in {
            "damaged in the middle": "RecordDamagedError",
            "half of it missing": "RecordDamagedError",
            "a newer schema": "NewerRecordError",
            "another database": "NotARecordError",
            "no database": "NotARecordError",
            "a history altered": "RecordDamagedError",
            "a folder that may only be read": "RecordReadOnlyError",
            "a full disk": "RecordFullError",
        }.items()
        if name in said
    }
    assert len(list(fault_lines(iter(found)))) == 1 + 2 * len(found)


def test_the_command_prints_what_is_asked_for(tmp_path, capsys):
    main(["--cases", "60", "--times", "4", "--folder", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "60 cases drawn and written" in printed
    assert "report" in printed
    assert "kills" not in printed
