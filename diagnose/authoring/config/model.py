"""What can be configured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from diagnose.errors import Severity

COVERAGE = ("rule", "negative", "condition", "branch", "boundary", "outcome", "step", "vocabulary")
"""What is counted when fixture cases are measured; each may have a least percentage."""

LANGUAGES = ("en", "ru")
LEVELS: Mapping[str, Severity] = MappingProxyType({severity.word: severity for severity in reversed(Severity)})
"""Levels by the word for them, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Config:
    """How a knowledge base is checked; what is not said has the value of every new installation.

    ``select`` and ``ignore`` hold codes or beginnings of codes; an empty ``select`` stands for all. ``review_days`` is
    how old a review may be. ``min_coverage`` holds percentages by what is counted, ``min_score`` the least score of
    mutation in percent. ``cache`` lets ``check`` remember what earlier runs found. ``help_url`` is the address of the
    page about a code, with ``{code}`` in its place. ``file`` says where it was read, empty for nowhere.
    """

    kb: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    fail_level: Severity = Severity.ERROR
    baseline: Path | None = None
    lang: str = "en"
    review_days: int | None = None
    min_coverage: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    min_score: float | None = None
    help_url: str = ""
    cache: bool = True
    file: str = ""

    def wants(self, code: str) -> bool:
        """Whether findings with ``code`` are shown; an error is ignored by nobody, since it keeps from loading."""
        return self.selects(code) and not code.startswith(self.ignore)

    def selects(self, code: str) -> bool:
        """Whether ``code`` is among the selected ones."""
        return not self.select or code.startswith(self.select)
