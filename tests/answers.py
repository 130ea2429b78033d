"""One line that names every answer of the shipped knowledge base: ``python -m tests.answers [SEED]``.

``python -m tests.answers threads 100000`` compares so many answers given by eight threads at once.

Run under several hash seeds, on several Pythons, and with files and facts shuffled by SEED, it must always print the
same line.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from diagnose import Ask, Consultation, Do, Intake, KnowledgeBase, diagnose, load
from diagnose.authoring.suite import read_suite
from diagnose.vocabulary import AttributeType

PLAYBOOKS = Path(__file__).parent.parent / "playbooks"
MOST_ACTIONS = 12


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
    order = draw.sample(range(len(intake.symptoms)), len(intake.symptoms))
    return replace(intake, symptoms=[intake.symptoms[place] for place in order])


def answers(seed: int | None) -> str:
    """The hash over the answers to all fixture cases, in order of case."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = PLAYBOOKS if seed is None else shuffled_copy(PLAYBOOKS, draw, Path(scratch))
        kb = load(folder)
    found = hashlib.sha256(kb.digest.encode())
    for intake in intakes():
        given = intake if seed is None else shuffled(intake, draw)
        diagnosis = diagnose(given, kb)
        found.update(without_places(diagnosis.to_json()).encode())
        found.update(without_places(diagnosis.explain("en")).encode())
        for action in played(given, kb):
            found.update(without_places(json.dumps(action, ensure_ascii=False)).encode())
    return found.hexdigest()


def played(intake: Intake, kb: KnowledgeBase) -> Iterator[dict[str, Any]]:
    """The actions of a consultation in which no step helps, the answers being drawn alike every time."""
    consultation = Consultation.start(intake, kb)
    draw = random.Random(len(intake.symptoms))
    for _ in range(MOST_ACTIONS):
        action = consultation.next()
        yield action.to_data()
        if isinstance(action, Ask):
            consultation.answer(action.attribute, reply(kb, action.attribute, draw))
        elif isinstance(action, Do):
            consultation.report(action.step.id, "failed")
        else:
            break


def reply(kb: KnowledgeBase, name: str, draw: random.Random) -> Any:
    """A value that the attribute may have, or "don't know"."""
    declared = kb.vocabulary.attributes[name]
    if declared.type is AttributeType.YES_NO:
        return draw.random() < 0.5
    if declared.type is AttributeType.CHOICE:
        return draw.choice(declared.values)
    return {"unknown": "customer"}


def wrong_among_threads(threads: int, wanted: int) -> tuple[int, int]:
    """How many of at least ``wanted`` answers, given by ``threads`` threads at once, differ from those of one."""
    kb = load(PLAYBOOKS)
    given = intakes()
    right = [diagnose(intake, kb).to_json() for intake in given]
    rounds = -(-wanted // (threads * len(given)))

    def work(number: int) -> int:
        draw = random.Random(number)
        wrong = 0
        for _ in range(rounds):
            for place in draw.sample(range(len(given)), len(given)):
                wrong += diagnose(given[place], kb).to_json() != right[place]
        return wrong

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(work, range(threads))), rounds * threads * len(given)


def without_places(text: str) -> str:
    """``text`` without the places in files: those move with the files."""
    return re.sub(r"[^\s\"]*\.yaml:\d+:\d+", "", text)


def intakes() -> list[Intake]:
    """The intakes of all shipped fixture cases, in order of file and place."""
    return [Intake.from_node(case.intake) for case in read_suite(PLAYBOOKS).cases]


if __name__ == "__main__":
    if sys.argv[1:2] == ["threads"]:
        print("{} wrong answers of {}".format(*wrong_among_threads(8, int(sys.argv[2]))))
    else:
        print(answers(int(sys.argv[1]) if len(sys.argv) > 1 else None))
