"""Closed cases drawn from the model of a knowledge base, for trying `diagnose calibrate`: these are no real customers.

    python examples/history/draw.py --kb playbooks --about laser-printer --count 300 --seed 1 --off 0.5 > drawn.jsonl

`--off` moves that part of all words one step up or down before anything is drawn, as if the world were not quite what
the authors thought; `--about` draws only requests about one kind of equipment.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from diagnose import KnowledgeBase, load
from diagnose.case import Intake, Outcome, Tried
from diagnose.case.closed import ClosedCase
from diagnose.facts import Fact, Value, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.hypotheses.candidates import complaints_of
from diagnose.hypotheses.misfit import chances_of
from diagnose.hypotheses.models import model_of, shares_of
from diagnose.kb.base import SignIndex
from diagnose.kb.playbook import Playbook
from diagnose.vocabulary import EQUIPMENT, Attribute, AttributeType

TRIES = 40
ASKED = 0.7
"""The chance that a sign or circumstance that bears on the case was asked for."""


def moved(kb: KnowledgeBase, part: float, random: Random) -> KnowledgeBase:
    """``kb`` with ``part`` of its numbers as far up or down as the next word of the table is."""

    def step(chance: float, table: Mapping[str, float]) -> float:
        if random.random() >= part:
            return chance
        values = sorted(table.values())
        near = min(range(len(values)), key=lambda place: abs(math.log(values[place] / chance)))
        other = near + (1 if random.random() < 0.5 else -1)
        return values[other if 0 <= other < len(values) else 2 * near - other]

    signs, frequency = kb.settings.signs, kb.settings.frequency
    playbooks = {
        name: replace(
            each,
            prior=step(each.prior, frequency),
            shows=tuple(replace(row, strength=step(row.strength, signs)) for row in each.shows),
            steps=tuple(replace(one, fixes=step(one.fixes, signs)) for one in each.steps),
        )
        for name, each in sorted(kb.playbooks.items())
    }
    return replace(kb, playbooks=playbooks, signs=SignIndex(playbooks.values()), derived={})


def drawn(kb: KnowledgeBase, random: Random, about: str | None = None) -> Iterator[ClosedCase]:
    """Closed cases without end: a piece of equipment, at most one fault, and what it makes one see."""
    kinds = [kind for kind in _kinds(kb) if about is None or about in kb.vocabulary.equipment.upwards(kind)]
    while True:
        kind = kinds[int(random.random() * len(kinds))]
        cause = _cause(kb, kind, random)
        reading = next((found for _ in range(TRIES) if (found := _request(kb, kind, cause, random))), None)
        if reading is not None:
            yield _closed(reading, cause, random)


def _kinds(kb: KnowledgeBase) -> list[str]:
    """The most special kinds of equipment that some playbook is about."""
    tree = kb.vocabulary.equipment
    scopes = {kind for each in kb.playbooks.values() for kind in each.scope}
    return sorted(
        kind for kind in tree.parents if len(tree.below(kind)) == 1 and scopes.intersection(tree.upwards(kind))
    )


def _about(kb: KnowledgeBase, kind: str) -> list[Playbook]:
    above = set(kb.vocabulary.equipment.upwards(kind))
    return [each for _, each in sorted(kb.playbooks.items()) if not each.scope or above.intersection(each.scope)]


def _cause(kb: KnowledgeBase, kind: str, random: Random) -> Playbook | None:
    """A fault with the chance that its frequency says, or none."""
    left = random.random()
    for each in _about(kb, kind):
        left -= each.prior
        if left < 0.0:
            return each
    return None


def _request(kb: KnowledgeBase, kind: str, cause: Playbook | None, random: Random) -> Reading | None:
    """A request about ``kind``; None where there is no complaint, or the playbook of the cause would not take part."""
    facts = [Fact(EQUIPMENT, (kind,))]
    empty = Reading.of(kb, WorkingMemory.of(facts))
    names = sorted({row.attribute for each in _about(kb, kind) for row in each.shows})
    for name in names:
        attribute = kb.vocabulary.attributes[name]
        if attribute.complaint or random.random() < ASKED:
            value = _value(empty, attribute, cause, random)
            if value is not None and not empty.possible.does_not_apply(name):
                facts.append(Fact(name, value))
    reading = Reading.of(kb, WorkingMemory.of(facts))
    complaints, proper = complaints_of(reading)
    fits = cause is None or reading.truth(cause.condition) is not False
    return reading if complaints and proper and fits else None


def _value(reading: Reading, attribute: Attribute, cause: Playbook | None, random: Random) -> Value | None:
    """A value by chance, of normal ones the first; None for what has none to draw from."""
    models = () if cause is None else (model_of(reading, cause),)
    chances: Mapping[Value | None, float] | None
    if attribute.is_sign:
        chances = chances_of(reading, attribute, models)
        if chances is None:
            return None
    elif attribute.type is AttributeType.SET:
        return None
    else:
        shares = shares_of(reading, attribute)
        values = (True, False) if attribute.type is AttributeType.YES_NO else attribute.values
        named = models[0].tilts.get(attribute.id, {}) if models else {}
        left = max(0.0, 1.0 - math.fsum(named.values()))
        rest = math.fsum(shares.of(value) for value in values if value not in named) or 1.0
        chances = {value: named.get(value, left * shares.of(value) / rest) for value in values}
    left = random.random() * math.fsum(chances.values())
    for value in sorted(chances, key=str):
        left -= chances[value]
        if left < 0.0:
            return _normal(attribute) if value is None else value
    return None


def _normal(attribute: Attribute) -> Value | None:
    values: tuple[Value, ...] = (False, True) if attribute.type is AttributeType.YES_NO else attribute.values
    return next((value for value in values if value not in attribute.abnormal), None)


def _closed(reading: Reading, cause: Playbook | None, random: Random) -> ClosedCase:
    observed = reading.inference.memory.values
    symptoms = {name: value for name, value in observed.items() if name != EQUIPMENT}
    intake = Intake(equipment=observed[EQUIPMENT], symptoms=symptoms, source="drawn")
    tried: list[Tried] = []
    for step in () if cause is None else cause.steps:
        helped = random.random() < step.fixes
        tried.append(Tried(step.id, Outcome.FIXED if helped else Outcome.FAILED))
        if helped:
            break
    fixed_by = next((each.step for each in tried if each.outcome == Outcome.FIXED), None)
    return ClosedCase(intake, None if cause is None else cause.id, fixed_by, tuple(tried))


def main() -> None:
    """Print cases, one a line."""
    options = argparse.ArgumentParser(description="Draw closed cases from the model of a knowledge base.")
    options.add_argument("--kb", default="playbooks")
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--off", type=float, default=0.5)
    options.add_argument("--about")
    given = options.parse_args()
    random = Random(given.seed)
    cases = drawn(moved(load(given.kb), given.off, random), random, given.about)
    for _ in range(given.count):
        print(json.dumps(next(cases).to_data(), ensure_ascii=False))


if __name__ == "__main__":
    main()
