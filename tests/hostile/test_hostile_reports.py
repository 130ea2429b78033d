"""Nothing that a file may hold makes a command or the pytest plugin crash, hang or eat the memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.hostile.corpus import corpus
from tests.hostile.test_hostile_files import HERE, folder_name, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits need fork")
CORPUS = corpus()


@pytest.mark.parametrize("verb", ["report", "remember", "fix", "fmt", "test", "cover", "mutate", "plugin"])
def test_every_hostile_file_is_done_with_in_time(tmp_path, verb):
    for index, hostile in enumerate(CORPUS):
        write(tmp_path / folder_name(index), hostile)
    done = subprocess.run(
        [sys.executable, str(HERE / "child.py"), str(tmp_path), verb],
        capture_output=True,
        text=True,
        timeout=600,
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [
        f"{hostile.name}: {outcome['seconds']:.2f} s, {outcome['error'][-600:]}"
        for hostile, outcome in zip(CORPUS, outcomes, strict=True)
        if outcome["exit"] or outcome["seconds"] >= 2
    ]
    assert failed == []
