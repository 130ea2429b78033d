"""A fresh repository of git with a small knowledge base that has been changed since its first commit."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHO = {
    "GIT_AUTHOR_NAME": "kit",
    "GIT_AUTHOR_EMAIL": "kit@localhost",
    "GIT_COMMITTER_NAME": "kit",
    "GIT_COMMITTER_EMAIL": "kit@localhost",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
STUB = """#!/bin/sh
echo "$0" "$@" >> "{log}"
"""


class Repository:
    """The folder of the repository, the revision before the change, and a shell that knows ``diagnose``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.log = folder / "calls"
        programs = folder / "bin"
        programs.mkdir()
        self._program(programs / "diagnose", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m diagnose "$@"\n')
        for outside in ("gh", "curl"):
            self._program(programs / outside, STUB.format(log=self.log))
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "PYTEST_"))}
        self.environment = {**kept, **WHO, "PYTHONPATH": str(ROOT), "PATH": path, "PYTHONIOENCODING": "utf-8"}
        self.base = self._filled()

    def _filled(self) -> str:
        self.run("git init --quiet && diagnose new lamp.no-power")
        self.run("diagnose fmt && git add . && git commit --quiet -m first")
        base = self.run("git rev-parse HEAD").stdout.strip()
        playbook = self.folder / "playbooks" / "lamp" / "no-power.yaml"
        text = playbook.read_text("utf-8")
        changed = text.replace("takes: 3 min", "takes: 4 min").replace("frequency: common", "frequency: occasional")
        assert changed != text
        playbook.write_text(changed, "utf-8")
        self.run("git commit --quiet -am second")
        return base

    @staticmethod
    def _program(path: Path, text: str) -> None:
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """What comes of ``script``, run as the runners do: it ends with the first command that fails."""
        found = self.tried(script, **variables)
        assert found.returncode == 0, f"{script}\n{found.stdout}{found.stderr}"
        return found

    def tried(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """The same, whatever the exit code is."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
