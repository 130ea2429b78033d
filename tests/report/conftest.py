"""A call of the command line."""

from __future__ import annotations

import pytest

from tests.report.folders import Call, caller


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return caller(capsys)
