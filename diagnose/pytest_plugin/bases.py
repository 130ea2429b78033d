"""The knowledge bases that fixture cases belong to, each loaded once in a process."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from diagnose.kb.base import KnowledgeBase

_SETTINGS = frozenset({"kb.yaml", "kb.yml"})


@dataclass(frozen=True, slots=True)
class Unloadable:
    """Why a knowledge base cannot be loaded, in as many lines as there are reasons."""

    reasons: str


_LOADED = pytest.StashKey[dict[Path, "KnowledgeBase | Unloadable"]]()


def home_of(path: Path) -> Path | None:
    """The nearest folder at or above the file that holds a ``kb.yaml``: its knowledge base."""
    return next((folder for folder in path.parents if _is_base(folder)), None)


def _is_base(folder: Path) -> bool:
    try:
        return any(name.lower() in _SETTINGS for name in os.listdir(folder))  # noqa: PTH208 - names are enough
    except OSError:
        return False


def knowledge_base(home: Path, config: pytest.Config) -> KnowledgeBase | Unloadable:
    """The knowledge base in the folder ``home``, loaded by the first case that asks for it."""
    loaded = config.stash.setdefault(_LOADED, {})
    if home not in loaded:
        loaded[home] = _load(home, bool(config.getini("diagnose_drafts")), config.getini("diagnose_lang"))
    return loaded[home]


def _load(home: Path, drafts: bool, language: str) -> KnowledgeBase | Unloadable:
    from diagnose.authoring.report import finding_text
    from diagnose.errors import DiagnoseError, KnowledgeBaseError
    from diagnose.kb.load import load
    from diagnose.kb.russian import said
    from diagnose.wording import worded

    folder = named_from_here(home)
    head = said(worded("the knowledge base {folder!r} cannot be loaded", folder=folder.as_posix()), language)
    try:
        return load(folder, drafts=drafts)
    except KnowledgeBaseError as error:
        findings = [f"  {finding_text(each, language)}" for each in error.findings]
        return Unloadable("\n".join([f"{head}: {len(findings)}", *findings]))
    except DiagnoseError as error:
        return Unloadable(f"{head}: {error}")
    except Exception:  # noqa: BLE001 - rules in Python may raise anything; said once, not by every case
        return Unloadable(f"{head}:\n{traceback.format_exc()}")


def named_from_here(path: Path) -> Path:
    """``path`` as seen from the current folder if it lies below it, for messages that a terminal can follow."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
