"""The knowledge base about lamps, in memory and as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose import load
from diagnose.kb.base import KnowledgeBase
from tests.cases.base import CASES, FILES, write


@pytest.fixture(scope="session")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(write(tmp_path_factory.mktemp("lamps"), FILES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "kb", FILES | CASES)
