"""What must be done in a process of its own: it forks, gives up its rights, or fills a disk.

``python -m tests.record.alone WHAT ARGUMENTS`` prints what it found.
"""

from __future__ import annotations

import os
import pwd
import resource
import signal
import sys
import tempfile
from pathlib import Path

from diagnose.case.events import Told
from diagnose.errors import CaseChangedError, RecordError
from diagnose.record import About, Record
from tests.record.histories import deed, opening


def fork(where, children, times):
    """Children that go on with the record of their parent, which does the same."""
    record = Record.open(where)
    record.new(opening(), About())
    record.case("1")
    started = []
    for _ in range(int(children)):
        child = os.fork()
        if child == 0:
            _grow(record, int(times))
            os._exit(0)
        started.append(child)
    _grow(record, int(times))
    print(*(os.waitpid(child, 0)[1] for child in started))
    record.close()
    with Record.open(where) as again:
        print(again.case("1").version, again.breaks("1"))


def _grow(record, times):
    for turn in range(times):
        while True:
            try:
                version = record.case("1").version
                record.append("1", [(deed(turn), Told("a.b", f"{os.getpid()}-{turn}"))], version=version)
                break
            except CaseChangedError:
                continue


def without_rights(where):
    """What a user who may only read is told when opening, reading and writing."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "warm.db") as warm:
        warm.new(opening(), About())
        warm.rows()
    os.setuid(pwd.getpwnam("nobody").pw_uid)
    for ask in (
        lambda: Record.open(where, patience=1).close(),
        lambda: Record.open(where, patience=1).new(opening(), About()),
    ):
        try:
            ask()
            print("done")
        except RecordError as error:
            print(type(error).__name__, error)


def fill(where, limit):
    """How many cases there is room for until the disk is full, and how the record is then."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    record = Record.open(where, patience=1)
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    made = []
    try:
        while len(made) < 5_000:
            made.append(record.new(opening(), About(equipment="x" * 2_000)).id)
    except RecordError as error:
        print(type(error).__name__)
    print(len(made), all(record.case(name).version == 2 and not record.breaks(name) for name in made))
    try:
        record.append("1", [(deed(1), Told("a.b", ["x" * 15_000] * 4))], version=2)
    except RecordError as error:
        print(type(error).__name__)
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        record.append("1", [(deed(1), Told("a.b", 1))], version=2)
    record.close()


def without_sqlalchemy():
    """What whoever lacks the packages is told."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "sqlalchemy" or "diagnose.record" in each]:
        del sys.modules[name]
    sys.modules["sqlalchemy"] = None
    import diagnose.record

    try:
        diagnose.record.Record  # noqa: B018
    except Exception as error:  # noqa: BLE001
        print(type(error).__name__, error, getattr(error, "extra", ""))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
