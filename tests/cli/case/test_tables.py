"""Tables fit a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.cli.case.tables import Column, lines_of, table

COLUMNS = (Column("case"), Column("about", gives=True, least=8), Column("what", gives=True, least=8))


def test_columns_stand_below_each_other() -> None:
    assert lines_of(COLUMNS, [("1", "a", "short"), ("22", "longer", "b")]) == [
        "case  about   what",
        "1     a       short",
        "22    longer  b",
    ]


def test_what_is_too_long_is_cut_where_it_is_longest() -> None:
    lines = lines_of(COLUMNS, [("1", "a" * 60, "b" * 30)], 60)
    assert lines[1] == f"1     {'a' * 25}…  {'b' * 25}…"
    assert len(lines[1]) == 60


@given(st.lists(st.tuples(*[st.text("abc ", max_size=90)] * 3), min_size=1, max_size=5))
def test_no_line_is_longer_than_the_columns_can_help(rows: list[tuple[str, str, str]]) -> None:
    fixed = max(4, *(len(row[0]) for row in rows))
    widest = max(100, fixed + 2 * (2 + 8))
    assert all(len(line) <= widest for line in lines_of(COLUMNS, rows))


def test_a_column_without_content_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    table(COLUMNS, [("1", "", "x"), ("2", "", "y")])
    assert capsys.readouterr().out == "case  what\n1     x\n2     y\n"


def test_a_terminal_gets_the_same_cells_with_bold_titles(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    table(COLUMNS, [("1", "[bold]", "w" * 90)])
    out = capsys.readouterr().out
    assert "\x1b[1mcase" in out
    assert "[bold]" in out
    assert max(len(line) for line in out.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()) <= 60
