"""One mistake is one finding: with the right code, in the right line, and with advice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diagnose.kb.lint import check
from tests.codes.good import GOOD
from tests.codes.mistakes import MISTAKES
from tests.kb.folders import write

TODAY = date(2026, 11, 22)


def line_of(good: str, bad: str, expected: str | None) -> int:
    """The line of ``expected`` in the ``bad`` text; where nothing is expected, the first line that differs."""
    if expected is not None:
        return bad[: bad.index(expected)].count("\n") + 1
    pairs = zip(good.splitlines(), bad.splitlines(), strict=False)
    return next(number for number, (before, after) in enumerate(pairs, 1) if before != after)


def test_nothing_is_found_without_a_mistake(tmp_path):
    assert check(write(tmp_path, GOOD), today=TODAY) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [(*row, None) if len(row) == 4 else row for row in MISTAKES],
    ids=[
        f"{row[3]}-{row[0]}-{row[2].strip().splitlines()[0] if row[2].strip() else row[1].strip()}" for row in MISTAKES
    ],
)
def test_one_mistake_is_one_finding(tmp_path, file, old, new, code, at):
    good = GOOD[file]
    assert old in good
    bad = good.replace(old, new, 1)
    found = check(write(tmp_path, {**GOOD, file: bad}), today=TODAY)
    assert [(each.code, Path(each.at.file).name, each.at.line) for each in found] == [
        (code, file, line_of(good, bad, at))
    ]
    assert found[0].advice
    assert found[0].message
