"""The same work by others: CLIPS through clipspy, experta as published, and a plain Python loop."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from benchmarks.worlds import Sketch, World, chain

Match = Callable[[str | None, dict[str, object]], list[str]]


def _symbol(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _pattern(attribute: str, value: object) -> str:
    return f"({attribute} {_symbol(value)})"


def _clips_rule(sketch: Sketch) -> str:
    parts = [f"(equipment {sketch.kind})"] if sketch.kind else []
    parts += [_pattern(*pair) for pair in sketch.equal]
    if sketch.least:
        parts.append(f"({sketch.least[0]} ?n&:(>= ?n {sketch.least[1]}))")
    if sketch.either:
        parts.append("(exists (or " + " ".join(_pattern(*pair) for pair in sketch.either) + "))")
    parts += [f"(not {_pattern(*pair)})" for pair in sketch.never]
    return f"(defrule {sketch.id} {' '.join(parts)} => )"


def clips(world: World) -> Match:
    """CLIPS: one ordered fact an attribute, asserted as text; the agenda is the answer."""
    clipspy = importlib.import_module("clips")
    environment = clipspy.Environment()
    for sketch in world.sketches:
        environment.build(_clips_rule(sketch))

    def match(kind: str | None, facts: dict[str, object]) -> list[str]:
        environment.reset()
        for above in chain(world, kind):
            environment.assert_string(f"(equipment {above})")
        for attribute, value in facts.items():
            environment.assert_string(_pattern(attribute, value))
        return sorted({activation.name for activation in environment.activations()})

    return match


def stock_experta(world: World) -> Match:
    """experta as published: the case as one fact, a rule method for each playbook."""
    importlib.import_module("diagnose.rules._experta")
    experta = importlib.import_module("experta")

    class Case(experta.Fact):
        pass

    def name(attribute: str) -> str:
        return attribute.replace(".", "_").replace("-", "_")

    def rule(sketch: Sketch) -> object:
        fields: dict[str, object] = {name(attribute): value for attribute, value in sketch.equal}
        if sketch.kind:
            fields["is_" + name(sketch.kind)] = True
        if sketch.least:
            limit = sketch.least[1]
            fields[name(sketch.least[0])] = experta.P(lambda value: value >= limit)
        either, never = ([(name(a), v) for a, v in group] for group in (sketch.either, sketch.never))
        parts: list[object] = [experta.AS.case << Case(**fields)]
        if either:  # one TEST on the bound fact is quicker than an OR, which experta expands into two rules
            parts.append(experta.TEST(lambda case: any(case.get(a) == v for a, v in either)))
        if never:
            parts.append(experta.TEST(lambda case: not any(case.get(a) == v for a, v in never)))

        def fire(self: object) -> None:
            self.matched.add(sketch.id)  # type: ignore[attr-defined]

        fire.__name__ = name(sketch.id)
        return experta.Rule(*parts)(fire)

    engine = type("Stock", (experta.KnowledgeEngine,), {name(s.id): rule(s) for s in world.sketches})()

    def match(kind: str | None, facts: dict[str, object]) -> list[str]:
        engine.matched = set()
        engine.reset()
        fields = {name(attribute): value for attribute, value in facts.items()}
        fields |= {"is_" + name(above): True for above in chain(world, kind)}
        engine.declare(Case(**fields))
        engine.run()
        return sorted(engine.matched)

    return match


def loop(world: World) -> Match:
    """A plain loop over all playbooks, as one would write it by hand."""
    sketches: Sequence[Sketch] = sorted(world.sketches, key=lambda sketch: sketch.id)

    def holds(sketch: Sketch, kinds: frozenset[str], facts: dict[str, object]) -> bool:
        if sketch.kind is not None and sketch.kind not in kinds:
            return False
        for attribute, value in sketch.equal:
            if facts.get(attribute) != value:
                return False
        if sketch.least is not None:
            number = facts.get(sketch.least[0])
            if number is None or number < sketch.least[1]:  # type: ignore[operator]
                return False
        if sketch.either and not any(facts.get(attribute) == value for attribute, value in sketch.either):
            return False
        return not any(facts.get(attribute) == value for attribute, value in sketch.never)

    def match(kind: str | None, facts: dict[str, object]) -> list[str]:
        kinds = frozenset(chain(world, kind))
        return [sketch.id for sketch in sketches if holds(sketch, kinds, facts)]

    return match
