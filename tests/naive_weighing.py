"""The decision model written down as it stands in the formulas: every set, every sign, no short cuts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import combinations


@dataclass
class Fault:
    """``strengths[sign][value]``, ``tilts[circumstance][value]``, ``members[set][member]``."""

    prior: float
    strengths: dict = field(default_factory=dict)
    tilts: dict = field(default_factory=dict)
    members: dict = field(default_factory=dict)


@dataclass
class World:
    """``leaks[sign][abnormal value]``, ``common[circumstance][value]``, ``shares[set][member]``."""

    faults: dict
    leaks: dict
    common: dict
    shares: dict
    complaints: tuple


def clamp(probability):
    return min(0.999, max(1e-4, probability))


def scaled(strengths):
    kept = {value: min(0.999, strength) for value, strength in strengths.items() if strength > 0.01}
    total = sum(kept.values())
    return {value: strength * min(1.0, 0.98 / total) for value, strength in kept.items()} if kept else {}


def sign_chance(world, members, name, value):
    """P(sign is ``value`` | exactly these faults)."""
    leaks = {each: clamp(leak) for each, leak in world.leaks[name].items()}
    shapes = [scaled(world.faults[fault].strengths.get(name, {})) for fault in members]
    quiet = 1.0 - sum(leaks.values())
    normal = quiet * math.prod(1.0 - sum(shape.values()) for shape in shapes)
    if value not in leaks:
        return normal
    allowed = math.prod(1.0 - sum(shape.values()) + shape.get(value, 0.0) for shape in shapes)
    return (quiet + leaks[value]) * allowed - normal


def chance_under(fault, world, name, value):
    """P(circumstance is ``value`` | fault) when the fault names some of its values."""
    named = {each: clamp(chance) for each, chance in fault.tilts[name].items()}
    if value in named:
        return named[value]
    left = max(0.02, 1.0 - sum(named.values()))
    others = {each: share for each, share in world.common[name].items() if each not in named}
    return left * others[value] / sum(others.values())


def circumstances(world, members, seen):
    total = 0.0
    for name, value in seen.items():
        if name in world.common:
            logs = [
                math.log(chance_under(world.faults[fault], world, name, value) / world.common[name][value])
                for fault in members
                if name in world.faults[fault].tilts
            ]
            total += sum(logs) / len(logs) if logs else 0.0
        for member in world.shares.get(name, ()):
            logs = []
            for fault in members:
                chances = world.faults[fault].members.get(name, {})
                if member in chances:
                    chance, share = clamp(chances[member]), world.shares[name][member]
                    logs.append(math.log(chance / share if member in value else (1 - chance) / (1 - share)))
            total += sum(logs) / len(logs) if logs else 0.0
    return total


def weigh(world, seen, size):
    """P(S) for all sets of up to ``size`` faults."""
    names = sorted(world.faults)
    sets = [members for count in range(size + 1) for members in combinations(names, count)]
    scores = []
    for members in sets:
        score = sum(math.log(clamp(p) / (1 - clamp(p))) for p in (world.faults[fault].prior for fault in members))
        score += sum(
            math.log(sign_chance(world, members, name, value)) for name, value in seen.items() if name in world.leaks
        )
        scores.append(score + circumstances(world, members, seen))
    weights = [math.exp(score - max(scores)) for score in scores]
    return {members: weight / sum(weights) for members, weight in zip(sets, weights, strict=True)}


def cause(world, fault, name, value):
    return scaled(world.faults[fault].strengths.get(name, {})).get(value, 0.0)


def away(world, members, name, value):
    """x: the chance that complaint ``name`` does not come from these faults nor by itself."""
    leak = clamp(world.leaks[name][value])
    return (1 - leak) * math.prod(1 - cause(world, fault, name, value) for fault in members)


def responsible(world, seen, chances, fault):
    total = 0.0
    for members, chance in chances.items():
        if fault in members:
            innocent = 1.0
            for name in world.complaints:
                x = away(world, members, name, seen[name])
                innocent *= 1 - cause(world, fault, name, seen[name]) / (1 - x)
            total += chance * (1 - innocent)
    return total


def clears(world, seen, chances, fault, name):
    total = 0.0
    strength = cause(world, fault, name, seen[name])
    for members, chance in chances.items():
        if fault in members:
            x = away(world, members, name, seen[name])
            total += chance * strength * x / ((1 - strength) * (1 - x))
    return total


def unexplained(world, seen, chances, name):
    leak = clamp(world.leaks[name][seen[name]])
    xs = {members: away(world, members, name, seen[name]) for members in chances}
    return sum(chance * leak * xs[members] / ((1 - leak) * (1 - xs[members])) for members, chance in chances.items())
