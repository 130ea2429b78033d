"""A whole small knowledge base, as ``diagnose new`` writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.cli.app import run


@pytest.fixture
def kb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "kb"
    assert run(["new", "printing.no-power", "--kb", str(folder)]) == 0
    capsys.readouterr()
    return folder
