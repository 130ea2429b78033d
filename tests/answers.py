"""One line that names every answer of the shipped knowledge base: ``python -m tests.answers [SEED]``.

Run under several hash seeds, on several Pythons, and with files and facts shuffled by SEED, it must always print the
same line.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

from diagnose import Intake, diagnose, load
from diagnose.authoring.suite import read_suite

PLAYBOOKS = Path(__file__).parent.parent / "playbooks"


def shuffled_copy(folder: Path, draw: random.Random, into: Path) -> Path:
    """The knowledge base with its files renamed and moved about; only kb.yaml stays."""
    files = [file for file in sorted(folder.rglob("*.yaml")) if file.name != "kb.yaml"]
    draw.shuffle(files)
    shutil.copy(folder / "kb.yaml", into / "kb.yaml")
    for number, file in enumerate(files):
        target = into / f"part-{number % 7}"
        target.mkdir(exist_ok=True)
        shutil.copy(file, target / f"{number:04}-{file.name}")
    return into


def shuffled(intake: Intake, draw: random.Random) -> Intake:
    """The same intake with its facts in another order."""
    data = intake.to_data()
    for key in ("symptoms", "facts"):
        if isinstance(data.get(key), dict):
            items = list(data[key].items())
            draw.shuffle(items)
            data[key] = dict(items)
    return Intake.from_data(data)


def answers(seed: int | None) -> str:
    """The hash over the answers to all fixture cases, in order of case."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = PLAYBOOKS if seed is None else shuffled_copy(PLAYBOOKS, draw, Path(scratch))
        kb = load(folder)
    found = hashlib.sha256(kb.digest.encode())
    for intake in intakes():
        given = intake if seed is None else shuffled(intake, draw)
        found.update(without_places(diagnose(given, kb).to_json()).encode())
    return found.hexdigest()


def without_places(text: str) -> str:
    """``text`` without the places in files: those move with the files."""
    return re.sub(r'"place": ?"[^"]*"', '"place": ""', text)


def intakes() -> list[Intake]:
    """The intakes of all shipped fixture cases, in order of file and place."""
    return [Intake.from_node(case.intake) for case in read_suite(PLAYBOOKS).cases]


if __name__ == "__main__":
    print(answers(int(sys.argv[1]) if len(sys.argv) > 1 else None))
