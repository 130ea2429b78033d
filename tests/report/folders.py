"""Small knowledge bases to check, and calls of the command line with what they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from diagnose.cli.app import run
from tests.hostile.good import GOOD, write

TONER = GOOD["toner.yaml"]
UNUSED = """\
  printer.colour:
    type: yes/no
    question: Does it print in colour?
    answered_by: [customer]
"""
"""An attribute that nothing uses: PB210, a warning."""
WORDS = GOOD["words.yaml"] + UNUSED
REMARKED = WORDS.replace("  printer.colour:", "  printer.colour:  # diagnose: ignore PB210 because it is asked by hand")


@dataclass(frozen=True)
class Answer:
    """What a call came to."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


def caller(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        return Answer(code, *capsys.readouterr())

    return call


def small(folder: Path, **changed: str) -> Path:
    """The good knowledge base, with some files (named without their suffix) changed or added."""
    return write(folder, {**GOOD, **{f"{name.replace('_', '-')}.yaml": text for name, text in changed.items()}})


def summary(findings: object) -> list[tuple[str, int, str]]:
    """File, line and code of each finding."""
    return [(Path(each.at.file).name, each.at.line, each.code) for each in findings]
