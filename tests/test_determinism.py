"""The same intake gives the same bytes: on any hash seed, with facts and files shuffled, on any thread."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.answers import answers, wrong_among_threads

ROOT = Path(__file__).parents[1]


@cache
def expected() -> str:
    return answers(None)


@pytest.mark.parametrize("seed", range(6))
def test_hash_seed_and_order_of_facts_and_files_change_nothing(seed):
    done = subprocess.run(
        [sys.executable, "-m", "tests.answers", str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == expected(), done.stderr


def test_one_knowledge_base_shared_by_eight_threads_never_answers_wrongly():
    wrong, asked = wrong_among_threads(8, 4_000)
    assert asked >= 4_000
    assert wrong == 0
