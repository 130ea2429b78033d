"""Nothing that a file may hold makes `check` crash, hang, eat the memory or stay silent."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.corpus import Hostile, corpus

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits need fork")

HERE = Path(__file__).parent
CORPUS = corpus()


def folder_name(index: int) -> str:
    return f"{index:04d}"


def write(folder: Path, hostile: Hostile) -> None:
    folder.mkdir()
    path = folder / hostile.file
    if isinstance(hostile.content, bytes):
        path.write_bytes(hostile.content)
    else:
        hostile.content(path)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile")
    for index, hostile in enumerate(CORPUS):
        write(root / folder_name(index), hostile)
    done = subprocess.run(
        [sys.executable, str(HERE / "child.py"), str(root), "check"],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stderr == ""
    return {each["name"]: each for each in map(json.loads, done.stdout.splitlines())}


def test_there_are_more_than_two_hundred_files_with_names_of_their_own():
    assert len(CORPUS) > 200
    assert len({hostile.name for hostile in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("index", range(len(CORPUS)), ids=[hostile.name[:60] for hostile in CORPUS])
def test_a_hostile_file_gets_findings_with_code_and_place_in_time(index, results):
    hostile, outcome = CORPUS[index], results[folder_name(index)]
    assert outcome["exit"] == 0, outcome["error"]
    assert outcome["seconds"] < 2
    findings = outcome["findings"]
    assert findings
    for code, line, column, text in findings:
        assert re.fullmatch(r"(PB|CV)\d{3}", code), text
        assert line >= 1, text
        assert column >= 1, text
        assert text.isprintable(), text
        assert "Traceback" not in text
    if hostile.codes:
        assert {code for code, *_ in findings} & set(hostile.codes), findings
