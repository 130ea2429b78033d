"""A desk: a knowledge base in a folder, a record in a file, and the program that is called with both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diagnose.cli.app import run
from tests.cli.case.organisation import FADED, NEW, organisation


@dataclass(frozen=True)
class Found:
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The document that was written."""
        return json.loads(self.out)


class Desk:
    """The program at one desk; every call has its moment, so that nothing depends on the clock."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.kb = organisation(folder / "kb")
        self.record = folder / "cases.db"
        self._capsys = capsys
        (folder / "faded.yaml").write_text(FADED, "utf-8")
        (folder / "new.yaml").write_text(NEW, "utf-8")

    def call(self, *arguments: str) -> Found:
        """Call the program as it is."""
        self._capsys.readouterr()
        code = run(list(arguments))
        found = self._capsys.readouterr()
        return Found(code, found.out, found.err)

    def case(self, *arguments: str, at: str = "2026-11-02T09:00", more: tuple[str, ...] = ()) -> Found:
        """Call ``diagnose case`` at this desk at that moment; ``more`` comes last."""
        place = ("--record", str(self.record), "--kb", str(self.kb), "--at", at)
        return self.call("case", *arguments, *place, *more)

    def new(self, name: str = "faded", *more: str, at: str = "2026-11-02T09:00") -> str:
        """The number of a new case."""
        found = self.case("new", str(self.folder / f"{name}.yaml"), "--format", "json", *more, at=at)
        assert found.code in {0, 10, 20, 21}, found.err
        number: str = found.data["case"]
        return number

    def shared(self, *arguments: str) -> Found:
        """Call a command about the record alone."""
        return self.call("case", *arguments, "--record", str(self.record))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)
