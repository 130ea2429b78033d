"""What was asked of ``diagnose test``."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

FILES_A_JOB = 30
"""So many files of cases are worth a process of their own."""


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call. ``jobs`` 0 leaves the number of processes to us; ``outputs`` are formats and files."""

    paths: tuple[Path, ...]
    folder: Path
    words: str | None
    ids: tuple[str, ...]
    rules: tuple[str, ...]
    since: str | None
    jobs: int
    fail_fast: bool
    slowest: int
    seed: int | None
    patience: int
    lang: str
    form: str
    outputs: tuple[tuple[str, Path], ...]
    drafts: bool

    @property
    def command(self) -> str:
        """How this knowledge base is tested again, up to what selects the cases."""
        folder = "" if self.folder == Path("playbooks") else f" --kb {shlex.quote(self.folder.as_posix())}"
        return f"diagnose test{folder}{' --drafts' if self.drafts else ''}"

    def processes(self, files: int) -> int:
        """How many processes share ``files``."""
        if self.jobs:
            return self.jobs
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return max(1, min(cores, files // FILES_A_JOB))
