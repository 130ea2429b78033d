"""What is said, and what becomes of the file, when the disk is full or the file is not what it should be."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recording.histories import Drawn
from benchmarks.recording.writing import SHARED, Acknowledged, RecordDesk, begin, check, names
from diagnose.errors import DiagnoseError

NOBODY = 65_534
FULL = "1536k"
NOT_RUN = "not run: it takes the rights of root"


@dataclass(frozen=True, slots=True)
class Fault:
    """What was said about a fault, and whether the file was the same before and after."""

    name: str
    said: str
    before: str
    after: str

    @property
    def unchanged(self) -> bool:
        """Whether nothing was altered."""
        return self.before == self.after


def faults(folder: Path, drawn: Drawn) -> Iterator[Fault]:
    """Every fault on a record of its own."""
    for name, spoil in SPOILED.items():
        path = folder / f"{name.replace(' ', '-')}.db"
        _made(path, drawn)
        spoil(path)
        yield _tried(name, path, drawn)
    yield _read_only(folder, drawn)
    yield _full(folder, drawn)


def sum_of(path: Path) -> str:
    """The first digits of the SHA-256 of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "-"


def _made(path: Path, drawn: Drawn) -> None:
    begin(str(path), drawn)
    desk = RecordDesk(str(path), 1, drawn)
    for turn in range(40):
        desk.new_case(f"made-{turn}")
    desk.record.close()


def _tried(name: str, path: Path, drawn: Drawn) -> Fault:
    """Opens, reads everything and writes, until something is refused."""
    before = sum_of(path)
    said = "nothing"
    try:
        desk = RecordDesk(str(path), 2, drawn)
        with desk.record:
            for case in names(desk.record):
                desk.record.case(case)
            desk.new_case("tried")
    except DiagnoseError as error:
        said = f"{type(error).__name__}: {error.args[0]}"
    return Fault(name, said.replace(str(path.parent) + os.sep, ""), before, sum_of(path))


def _overwritten(path: Path) -> None:
    """A fifth of the file, from its middle on."""
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size // 2)
        stream.write(b"\xff" * (size // 5))


def _truncated(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)


def _newer(path: Path) -> None:
    _changed(path, "UPDATE record_schema SET version_num = '9999'")


def _something_else(path: Path) -> None:
    path.unlink()
    _changed(path, "CREATE TABLE invoices (id INTEGER)")


def _no_database(path: Path) -> None:
    path.write_text("these are the minutes of a meeting\n" * 200, encoding="utf-8")


def _altered(path: Path) -> None:
    last = f"SELECT max(id) FROM events WHERE id >> 16 = {SHARED + 1}"
    _changed(path, f"UPDATE events SET body = replace(body, 'desk-1', 'desk-9') WHERE id = ({last})")


def _changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


SPOILED: dict[str, Callable[[Path], None]] = {
    "damaged in the middle": _overwritten,
    "half of it missing": _truncated,
    "a newer schema": _newer,
    "another database": _something_else,
    "no database": _no_database,
    "a history altered": _altered,
}


def _read_only(folder: Path, drawn: Drawn) -> Fault:
    name = "a folder that may only be read"
    place = folder / "read-only"
    place.mkdir()
    path = place / "cases.db"
    _made(path, drawn)
    path.chmod(0o444)
    place.chmod(0o555)
    try:
        with _without_rights():
            return _tried(name, path, drawn)
    except PermissionError:
        return Fault(name, NOT_RUN, "-", "-")
    finally:
        place.chmod(0o755)


@contextmanager
def _without_rights() -> Iterator[None]:
    """Root may write anywhere, so somebody else tries."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _full(folder: Path, drawn: Drawn) -> Fault:
    """Writes until the disk is full, then again, then with room; what was acknowledged must be there each time."""
    name, place = "a full disk", folder / "full"
    place.mkdir()
    if not _mounted(place):
        return Fault(name, NOT_RUN, "-", "-")
    try:
        path = place / "cases.db"
        begin(str(path), drawn)
        acknowledged, said = _until_full(path, drawn)
        before = sum_of(path)
        _, again = _until_full(path, drawn)
        after = sum_of(path)
        subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
        desk = RecordDesk(str(path), 4, drawn)
        acknowledged.append(desk.new_case("with room"))
        desk.record.close()
        sound = check(str(path), acknowledged)
        ending = "then, with room, everything acknowledged is there" if sound.good else f"then {sound}"
        said = said if said == again else f"{said}; again: {again}"
        return Fault(name, f"{said.replace(str(place) + os.sep, '')}; {ending}", before, after)
    finally:
        subprocess.run(["umount", str(place)], check=False)


def _mounted(place: Path) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={FULL}", "tmpfs", str(place)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _until_full(path: Path, drawn: Drawn) -> tuple[list[Acknowledged], str]:
    acknowledged: list[Acknowledged] = []
    try:
        desk = RecordDesk(str(path), 3, drawn)
        with desk.record:
            for turn in range(20_000):  # each counts as soon as it is done
                acknowledged.append(desk.new_case(f"full-{turn}"))  # noqa: PERF401
    except DiagnoseError as error:
        return acknowledged, f"{type(error).__name__}: {error.args[0]}"
    return acknowledged, "nothing"
