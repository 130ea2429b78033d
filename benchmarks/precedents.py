"""Whether the closest closed case had the same fault, and how long it takes to find it.

The cases are drawn from the shipped knowledge base with half of its numbers off by one word (examples/history/draw.py),
known faults only. Each of those asked about is left out of the record, once alone, and once with all cases of its
fault, as if that fault were new to the record. All of it is a model: real customers are less tidy.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType

from diagnose import Intake, KnowledgeBase, load
from diagnose.facts import EQUIPMENT
from diagnose.kb.observe import observe
from diagnose.precedents import Cases, Described, features_of, likeness, similar, weights_of

ROOT = Path(__file__).parent.parent
SEED, CASES, ASKED, OFF = 1, 3000, 600, 0.5
FORGOTTEN = 0.5
LIMITS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Found:
    """How like the closest case is, and whether it had the same fault; ``new``: how like the closest of another is."""

    like: float
    right: bool
    alone: bool
    new: float


def report() -> Iterator[str]:
    """The tables, line by line."""
    kb = load(ROOT / "playbooks")
    print(f"  drawing {CASES} closed cases ...", file=sys.stderr, flush=True)
    drawn = _drawn(kb)
    yield f"precedents: {CASES} closed cases of {len({fault for _, fault in drawn})} faults, {ASKED} asked about"
    for title, described in _tellings(kb, drawn):
        print(f"  looking for precedents, {title} ...", file=sys.stderr, flush=True)
        yield from ("", title, *_table(_looked_up(described)))
    yield from ("", *_speed())


def _drawn(kb: KnowledgeBase) -> list[tuple[Intake, str]]:
    draw, random = _drawing(), Random(SEED)
    cases = draw.drawn(draw.moved(kb, OFF, random), random)
    found: list[tuple[Intake, str]] = []
    while len(found) < CASES:
        case = next(cases)
        if case.fault is not None:
            found.append((case.intake, case.fault))
    return found


def _drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", ROOT / "examples" / "history" / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tellings(kb: KnowledgeBase, drawn: Sequence[tuple[Intake, str]]) -> Iterator[tuple[str, list[Described]]]:
    yield "all facts known", [_described(kb, number, *each, "") for number, each in enumerate(drawn, 1)]
    random = Random(SEED)
    halves = [_half_told(kb, intake, random) for intake, _ in drawn]
    for title, words in (("half of the facts forgotten", False), ("the forgotten half told in words", True)):
        yield (
            title,
            [
                _described(kb, number, intake, fault, story if words else "")
                for number, ((intake, story), (_, fault)) in enumerate(zip(halves, drawn, strict=True), 1)
            ],
        )


def _described(kb: KnowledgeBase, number: int, intake: Intake, fault: str, story: str) -> Described:
    return Described(str(number), features_of(observe(intake, kb), kb, [story]), "solved", fault)


def _half_told(kb: KnowledgeBase, intake: Intake, random: Random) -> tuple[Intake, str]:
    """The intake with half of its facts, and the others in the phrases by which people tell them, in one language."""
    language = random.choice(["en", "ru"])
    kept, told = {}, []
    for each in intake.reported():
        if random.random() >= FORGOTTEN:
            kept[each.attribute] = each.value
            continue
        attribute = kb.vocabulary.attributes[each.attribute]
        value = (
            {True: "true", False: "false"}.get(each.value, each.value) if isinstance(each.value, bool) else each.value
        )
        phrases = dict(dict(attribute.phrases).get(str(value), ())).get(language, ())
        if phrases:
            told.append(random.choice(phrases))
    return Intake(equipment=intake.equipment, symptoms=kept, source=intake.source), ". ".join(told)


def _looked_up(described: Sequence[Described]) -> list[Found]:
    source, by_fault = Cases(described), defaultdict(list)
    for each in described:
        by_fault[each.fault].append(each.case)
    found = []
    for each in described[:ASKED]:
        same = by_fault[each.fault]
        best = similar(each.features, source, most=1, least=0.0, but=[each.case])
        others = Cases(other for other in described if other.fault != each.fault)
        new = similar(each.features, others, most=1, least=0.0)
        right = bool(best) and best[0].fault == each.fault
        found.append(Found(best[0].like if best else 0.0, right, len(same) == 1, new[0].like if new else 0.0))
    return found


def _table(found: Sequence[Found]) -> Iterator[str]:
    known = [each for each in found if not each.alone]
    yield "  limit   the record has the fault: right  wrong  none    it has not: taken for one"
    for limit in LIMITS:
        taken = [each for each in known if each.like >= limit]
        right = sum(each.right for each in taken) / len(known)
        wrong = sum(not each.right for each in taken) / len(known)
        new = sum(each.new >= limit for each in found) / len(found)
        yield f"  {limit:.2f} {right:31.0%} {wrong:6.0%} {1 - right - wrong:6.0%} {new:21.0%}"
    yield f"  whatever the limit: the closest is right in {sum(each.right for each in known) / len(known):.0%}"


def _speed() -> Iterator[str]:
    yield "    cases   median ms   most ms   the likest is found   mean likeness of the one found, and of the likest"
    for size in SIZES:
        print(f"  asking about {size} cases ...", file=sys.stderr, flush=True)
        random = Random(SEED)
        crowd = [_one_of_a_crowd(str(number), random) for number in range(1, size + 1)]
        source, asked = Cases(crowd), [_one_of_a_crowd("0", random) for _ in range(10 if size > 10_000 else 40)]
        took, found, likest = [], [], []
        for each in asked:
            start = time.process_time()
            best = similar(each.features, source, most=1, least=0.0)
            took.append(1000 * (time.process_time() - start))
            found.append(best[0].like)
            likest.append(_likest(each, crowd, source))
        same = sum(one == other for one, other in zip(found, likest, strict=True)) / len(asked)
        near = f"{statistics.mean(found):.3f} {statistics.mean(likest):.3f}"
        yield f"  {size:7} {statistics.median(took):9.1f} {max(took):10.1f} {same:16.0%} {near:>28}"


def _one_of_a_crowd(case: str, random: Random) -> Described:
    """A case of one of 300 faults with signs of its own, things that say little, equipment, and eight words."""
    fault = random.randrange(300)
    own = Random(fault)
    signs = {own.randrange(60): own.randrange(5) for _ in range(8)}
    facts = {f"a.{name}={value if random.random() < 0.85 else random.randrange(5)}" for name, value in signs.items()}
    little = {f"b.{random.randrange(40)}={random.randrange(2)}" for _ in range(4)}
    kinds = {
        f"{EQUIPMENT}>device",
        f"{EQUIPMENT}>kind-{fault % 20}",
        f"{EQUIPMENT}>model-{fault % 20}-{own.randrange(4)}",
    }
    words = {f"word:w{int(random.paretovariate(0.6)) % 3000}" for _ in range(8)}
    return Described(case, frozenset(facts | little | kinds | words), "solved", str(fault))


def _likest(one: Described, crowd: Sequence[Described], source: Cases) -> float:
    features = one.features.union(*(each.features for each in crowd))
    weights = weights_of(features, source.counts(features), source.total())
    return max(likeness(one.features, each.features, weights) for each in crowd)
