from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from diagnose.case.events import Told
from diagnose.errors import (
    CaseChangedError,
    DiagnoseError,
    NewerRecordError,
    NoSuchCaseError,
    NotARecordError,
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordUnreachableError,
    UsageError,
)
from diagnose.record import About, CaseQuery, Record
from diagnose.record.migrating import HEAD, KNOWN
from diagnose.record.patience import Patience
from diagnose.record.queue import SETTLED, UNSETTLED
from diagnose.record.sqlite import APPLICATION, _look, _make_durable
from tests.record.histories import deed, ending, opening
from tests.record.racing import grow_one_case, in_processes, open_it
from tests.record.tampering import run

ROOT = Path(__file__).parents[2]
ALL = CaseQuery(status=(*UNSETTLED, *SETTLED))


def alone(*arguments, module="tests.record.alone"):
    """What a process of its own printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_writers_in_eight_processes_lose_nothing_and_are_never_told_that_it_is_locked(where):
    with Record.open(where) as record:
        record.new(opening(), About())
    lost = in_processes(grow_one_case, 8, where, 10)
    with Record.open(where) as record:
        told = [event.what.value for event in record.case("1").events[2:]]
        assert sorted(told) == sorted(f"{number}-{turn}" for number in range(8) for turn in range(10))
        assert record.breaks("1") == ()
    assert len(lost) == 8


def test_threads_share_a_record(record):
    record.new(opening(), About())

    def grow(number):
        for turn in range(10):
            while True:
                try:
                    version = record.case("1").version
                    record.append("1", [(deed(turn), Told("a.b", f"{number}-{turn}"))], version=version)
                    break
                except CaseChangedError:
                    continue

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(grow, range(8)))
    told = [event.what.value for event in record.case("1").events[2:]]
    assert sorted(told) == sorted(f"{number}-{turn}" for number in range(8) for turn in range(10))


def test_forked_processes_go_on_with_the_record_of_their_parent(where):
    ends, found = alone("fork", where, 3, 10)
    assert ends.split() == ["0", "0", "0"]
    assert found == f"{2 + 4 * 10} ()"


def test_two_processes_that_start_at_once_make_the_tables_once(where):
    assert in_processes(open_it, 4, where) == [(), (), (), ()]
    assert run(where, "SELECT version_num FROM record_schema") == [(HEAD,)]


@pytest.mark.parametrize("work", [_look, _make_durable])
def test_who_is_locked_out_while_connecting_waits_too(tmp_path, work):
    path = tmp_path / "cases.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE record_schema (version_num)")
        other.execute(f"PRAGMA application_id = {APPLICATION}")
        other.execute("BEGIN EXCLUSIVE")
        waited = []

        def sleep(seconds):
            waited.append(seconds)
            if other.in_transaction:
                other.execute("COMMIT")

        work(path, Patience(10, sleep=sleep).begin())
        assert len(waited) == 1


@contextmanager
def kept_busy(where):
    """Somebody holds case 1 meanwhile: in SQLite that is the whole file."""
    if "://" not in where:
        with closing(sqlite3.connect(where, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    import psycopg

    with psycopg.connect(where) as other:
        other.execute("SELECT * FROM cases FOR UPDATE")
        yield


def test_patience_has_an_end_and_reading_never_waits(record, where):
    case = record.new(opening(), About())
    with kept_busy(where), Record.open(where, patience=0.3) as other:
        start = time.monotonic()
        with pytest.raises(RecordBusyError):
            other.append("1", [(deed(1), Told("a.b", 1))], version=2)
        assert 0.25 < time.monotonic() - start < 10
        assert other.case("1") == case
        assert [row.id for row in other.rows()] == ["1"]
    with Record.open(where, patience=5) as other:
        other.append("1", [(deed(1), Told("a.b", 1))], version=2)


def test_whoever_waits_gets_his_turn(record, where):
    record.new(opening(), About())
    with ThreadPoolExecutor(1) as pool, kept_busy(where):
        waiting = pool.submit(record.append, "1", [(deed(1), Told("a.b", 1))], version=2)
        time.sleep(0.2)
        assert not waiting.done()
    assert waiting.result(20).version == 3


def test_a_newer_schema_is_left_alone(where):
    with Record.open(where) as record:
        record.new(opening(), About())
    run(where, "UPDATE record_schema SET version_num = '9999'")
    with pytest.raises(NewerRecordError, match="9999"):
        Record.open(where)
    assert run(where, "SELECT version_num FROM record_schema") == [("9999",)]
    run(where, ("UPDATE record_schema SET version_num = ?", (HEAD,)))
    with Record.open(where) as record:
        assert record.case("1").version == 2


def test_an_older_schema_is_brought_up_to_date_and_loses_nothing(where):
    with Record.open(where) as record:
        case = record.new(opening(), About())
    run(where, "DROP TABLE complaints", "UPDATE record_schema SET version_num = '0001'")
    assert in_processes(open_it, 2, where)[0][0].id == "1"
    assert run(where, "SELECT version_num FROM record_schema") == [(HEAD,)]
    with Record.open(where) as record:
        assert record.case("1") == case
        record.new(opening(), About(complaints=frozenset({"a=1"})))


def test_the_tables_are_those_that_the_code_knows(record):
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from diagnose.record.tables import metadata

    def differences(connection):
        context = MigrationContext.configure(connection, opts={"version_table": "record_schema", "compare_type": False})
        found = compare_metadata(context, metadata)
        return [each for each in found if not (isinstance(each, tuple) and each[0] == "remove_index")]

    assert record.database.read(differences) == []
    config = Config()
    config.set_main_option("script_location", "diagnose.record:migrations")
    steps = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == KNOWN


@pytest.mark.parametrize(
    "content", [b"cases, in my own words\n" * 50, bytes(range(256)) * 40, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path, content):
    path = tmp_path / "cases.db"
    path.write_bytes(content)
    with pytest.raises(RecordError) as raised:
        Record.open(path)
    assert isinstance(raised.value, NotARecordError | RecordDamagedError)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE cases (number INTEGER)")
    content = path.read_bytes()
    with pytest.raises(NotARecordError):
        Record.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["no/such/folder/cases.db", ".", "a\0b", "a" * 300, "a" * 300 + "/cases.db"])
def test_a_place_where_no_file_can_be_is_named(tmp_path, name):
    with pytest.raises(RecordUnreachableError):
        Record.open(f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    "where", ["mysql://x/y", "sqlite://", ":memory:", "", "http://a b:c/", "postgresql+asyncpg://a/b"]
)
def test_what_is_no_place_for_a_record_is_refused(where):
    with pytest.raises(UsageError):
        Record.open(where)


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(RecordUnreachableError) as raised:
        Record.open("postgresql://someone:secret-word@/nothing?host=/no/such/folder", patience=0.2)
    assert "secret-word" not in str(raised.value)
    assert "cannot be opened: No such file or directory" in str(raised.value)


def test_a_schema_that_is_no_text_is_a_damaged_one(tmp_path):
    path = tmp_path / "cases.db"
    Record.open(path).close()
    content = path.read_bytes()
    assert b"CREATE TABLE cases" in content
    path.write_bytes(content.replace(b"CREATE TABLE cases", b"CREATE TABLE \xf1\xf2ses"))
    with pytest.raises(RecordDamagedError):
        Record.open(path)


def test_a_seal_that_is_none_is_a_damaged_record(tmp_path):
    path = tmp_path / "cases.db"
    with Record.open(path) as record:
        record.new(opening(), About())
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE cases SET head = 'words'")
    with Record.open(path) as record:
        assert [each.reason for each in record.breaks("1")] == ["the history does not end here"]
        with pytest.raises(RecordDamagedError):
            record.case("1")


def test_without_its_packages_the_record_names_the_extra():
    (line,) = alone("without_sqlalchemy")
    assert line.startswith("MissingExtraError")
    assert "pip install 'diagnose[record]'" in line
    assert line.endswith("record")


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT RUN: only root can give up its rights")
@pytest.mark.parametrize("kind", ["file", "folder", "nothing there"])
def test_whoever_may_only_read_is_told_and_nothing_is_altered(kind):
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        path = folder / "cases.db"
        with Record.open(path) as record:
            record.new(opening(), About())
        if kind == "nothing there":
            path.unlink()
        else:
            path.chmod(0o444)
        folder.chmod(0o777 if kind == "file" else 0o555)
        before = {each.name: each.read_bytes() for each in folder.iterdir()}
        opened, written = alone("without_rights", path)
        assert opened == "done" or opened.startswith("RecordReadOnlyError")
        assert written.startswith("RecordReadOnlyError")
        after = {each.name: each.read_bytes() for each in folder.iterdir()}
        left = [name for name in after.keys() - before.keys() if not name.endswith("-shm") and after[name]]
        assert ({name: after[name] for name in before}, left) == (before, [])
    finally:
        shutil.rmtree(folder)


def test_a_full_disk_is_told_and_nothing_that_was_acknowledged_is_lost(tmp_path):
    path = tmp_path / "cases.db"
    first, made, then = alone("fill", path, 400_000)
    assert (first, then) == ("RecordFullError", "RecordFullError")
    count, good = made.split()
    assert (int(count) > 5, good) == (True, "True")
    with Record.open(path) as record:
        assert len(record.rows(CaseQuery(most=9_999))) == int(count)
        assert record.case("1").version == 3


def test_a_full_file_system_is_told_and_nothing_that_was_acknowledged_is_lost(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("NOT RUN: no file system can be mounted here")
    try:
        first, made, then = alone("fill", folder / "cases.db", 0)
        assert (first, then) == ("RecordFullError", "RecordFullError")
        assert made.endswith("True")
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A record in one file, and what it holds."""
    path = tmp_path_factory.mktemp("sound") / "cases.db"
    with Record.open(path) as record:
        for number in range(12):
            case = record.new(opening(number), About(features=frozenset({f"a={number}", "b=1"})), key=f"k-{number}")
            told = [(deed(number + 1), Told("a.b", "x" * 700 * (number % 4))) for _ in range(3)]
            record.append(case.id, [*told, *(ending(number + 9) if number % 2 else [])], About(), version=2)
        cases = {name: record.case(name) for name in map(str, range(1, 13))}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes(), cases


def _damage(content, chance):
    """``content`` as a bad disk gives it back."""
    pages = len(content) // 4096
    place = chance.randrange(len(content))
    page = chance.randrange(pages) * 4096
    other = chance.randrange(pages) * 4096
    return chance.choice(
        [
            lambda: content[:place],
            lambda: content[:place] + chance.randbytes(50) + content[place + 50 :],
            lambda: content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :],
            lambda: content[:page] + bytes(4096) + content[page + 4096 :],
            lambda: content[:page] + chance.randbytes(4096) + content[page + 4096 :],
            lambda: content[:page] + content[other : other + 4096] + content[page + 4096 :],
            lambda: (
                content[:page] + bytes(byte ^ 0xFF for byte in content[page : page + 4096]) + content[page + 4096 :]
            ),
        ]
    )()


def test_a_damaged_file_gives_right_answers_or_a_clear_error(tmp_path, sound):
    content, cases = sound
    told = refused = 0
    for seed in range(150):
        path = tmp_path / f"{seed}.db"
        path.write_bytes(_damage(content, random.Random(seed)))
        try:
            record = Record.open(path, patience=1)
        except RecordError:
            refused += 1
            continue
        with record:
            for name, case in cases.items():
                try:
                    assert record.case(name) == case, seed
                    told += 1
                except (RecordDamagedError, NoSuchCaseError):
                    refused += 1
            for ask in (
                lambda record=record: record.rows(ALL),
                lambda record=record: list(record.source().everything()),
                lambda record=record: record.seen("k-3"),
                lambda record=record: [record.breaks(name) for name in cases],
                lambda record=record: record.append("1", [(deed(99), Told("a.b", 1))], version=5),
                lambda record=record: record.new(opening(), About(features=frozenset({"b=1"}))),
            ):
                try:
                    ask()
                except DiagnoseError as error:
                    assert str(error)
    assert told > 300
    assert refused > 100


def test_killed_writers_lose_nothing_that_they_acknowledged(where):
    kills, acknowledged, cases, *wrong = alone(where, "--kills", 25, module="tests.record.killing")
    assert wrong == []
    assert int(kills) == 25
    assert int(acknowledged) >= 25
    with Record.open(where) as record:
        assert len(record.rows(CaseQuery(status=(*UNSETTLED, *SETTLED), most=99_999))) >= int(cases)
    if "://" not in where:
        assert run(where, "PRAGMA integrity_check") == [("ok",)]
