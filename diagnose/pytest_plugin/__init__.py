"""Fixture cases as tests of pytest: every case of a file ``*.cases.yaml`` is an item, named and located.

Nothing but pytest itself is loaded until the first such file turns up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from diagnose.pytest_plugin.items import CasesFile

_CASES = (".cases.yaml", ".cases.yml")
"""The same as in :mod:`diagnose.kb.reading`, which is dear to import."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--diagnose`` and the settings ``diagnose_paths``, ``diagnose_lang`` and ``diagnose_drafts``."""
    group = parser.getgroup("diagnose", "fixture cases of playbooks")
    text = "collect *.cases.yaml outside of diagnose_paths too, and fail on those that belong to no knowledge base"
    group.addoption("--diagnose", action="store_true", help=text)
    text = "folders in which *.cases.yaml are collected; by default wherever a kb.yaml lies beside or above"
    parser.addini("diagnose_paths", text, type="paths", default=[])
    parser.addini("diagnose_lang", "language in which failures of fixture cases are told: en or ru", default="en")
    parser.addini("diagnose_drafts", "run the cases of draft playbooks as well", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark ``diagnose``, for ``-m diagnose`` and ``-m 'not diagnose'``."""
    config.addinivalue_line("markers", "diagnose: a fixture case of a playbook")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    """The fixture cases in the file; None for every other file, and where fixture cases are not wanted."""
    if not file_path.name.lower().endswith(_CASES):
        return None
    from diagnose.pytest_plugin.bases import home_of
    from diagnose.pytest_plugin.items import CasesFile

    asked = bool(parent.config.getoption("diagnose")) or parent.session.isinitpath(file_path)
    home = home_of(file_path)
    if not asked and (home is None or not _lies_in(file_path, parent.config.getini("diagnose_paths"))):
        return None
    made: CasesFile = CasesFile.from_parent(parent, path=file_path, home=home)
    return made


def _lies_in(path: Path, folders: list[Path]) -> bool:
    return not folders or any(path.is_relative_to(folder) for folder in folders)
