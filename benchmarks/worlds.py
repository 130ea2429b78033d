"""Knowledge bases and cases of any size, drawn from a seed: plain descriptions that every peer is built from."""

from __future__ import annotations

import random
from dataclasses import dataclass

CHOICES, YES_NO, NUMBERS = 80, 24, 24
VALUES = ("ok", "bad", "worse", "slow", "hot")
FACTS = 12
PER_KIND = 20


@dataclass(frozen=True, slots=True)
class Sketch:
    """A playbook in words of its own: equalities that must hold, one range, any of, none of."""

    id: str
    kind: str | None
    equal: tuple[tuple[str, object], ...]
    least: tuple[str, int] | None
    either: tuple[tuple[str, object], ...]
    never: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class World:
    """Sketches, the kinds with the one above each, and cases: a kind or None, and the facts reported."""

    name: str
    sketches: tuple[Sketch, ...]
    parents: dict[str, str | None]
    cases: tuple[tuple[str | None, dict[str, object]], ...]


def _fact(draw: random.Random) -> tuple[str, object]:
    place = draw.randrange(CHOICES + YES_NO)
    if place < CHOICES:
        return f"sign.c{place}", draw.choice(VALUES[1:])
    return f"sign.y{place - CHOICES}", True


def _distinct(draw: random.Random, count: int, taken: set[str]) -> tuple[tuple[str, object], ...]:
    found = []
    while len(found) < count:
        attribute, value = _fact(draw)
        if attribute not in taken:
            taken.add(attribute)
            found.append((attribute, value))
    return tuple(found)


def _sketch(draw: random.Random, number: int, kind: str | None) -> Sketch:
    taken: set[str] = set()
    equal = _distinct(draw, draw.choice((2, 3, 3)), taken)
    least = (f"size.n{draw.randrange(NUMBERS)}", draw.randrange(10, 90)) if draw.random() < 0.3 else None
    either = _distinct(draw, 2, taken) if draw.random() < 0.4 else ()
    never = _distinct(draw, draw.choice((1, 2)), taken) if draw.random() < 0.5 else ()
    return Sketch(f"area{number % 8}.fault-{number}", kind, equal, least, either, never)


def _case(draw: random.Random, sketch: Sketch, *, equipment: bool) -> tuple[str | None, dict[str, object]]:
    facts: dict[str, object] = dict(sketch.equal)
    if sketch.least:
        facts[sketch.least[0]] = sketch.least[1] + draw.randrange(5)
    if sketch.either:
        facts.update([draw.choice(sketch.either)])
    never = {attribute for attribute, _ in sketch.never}
    while len(facts) < FACTS:
        if draw.random() < 0.2:
            facts.setdefault(f"size.n{draw.randrange(NUMBERS)}", draw.randrange(100))
            continue
        attribute, value = _fact(draw)
        if attribute not in never:
            facts.setdefault(attribute, value if draw.random() < 0.4 else ("ok" if attribute[5] == "c" else False))
    return (sketch.kind if equipment else None), facts


def make(size: int, cases: int, *, skewed: bool = False, equipment: bool = True, seed: int = 7) -> World:
    """A world of ``size`` playbooks. ``skewed``: half of all playbooks are about one kind; else 20 to each."""
    draw = random.Random(seed * 1_000_003 + size)
    kinds = max(1, size // PER_KIND)
    parents: dict[str, str | None] = {"device": None}
    for group in range(max(1, kinds // 10)):
        parents[f"group-{group}"] = "device"
    for kind in range(kinds):
        parents[f"kind-{kind}"] = f"group-{kind % max(1, kinds // 10)}"
    sketches = []
    for number in range(size):
        kind = "kind-0" if skewed and number % 2 else f"kind-{number % kinds}"
        sketches.append(_sketch(draw, number, kind))
    drawn = tuple(_case(draw, draw.choice(sketches), equipment=equipment) for _ in range(cases))
    flavour = ("skewed" if skewed else "uniform") + ("" if equipment else ", no equipment")
    return World(flavour, tuple(sketches), parents, drawn)


def chain(world: World, kind: str | None) -> tuple[str, ...]:
    """``kind`` and everything above it."""
    found = []
    while kind is not None:
        found.append(kind)
        kind = world.parents[kind]
    return tuple(found)
