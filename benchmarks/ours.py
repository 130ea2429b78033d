"""The worlds as knowledge of ``diagnose``: rule bases, working memories, intakes and documents."""

from __future__ import annotations

from benchmarks.worlds import CHOICES, NUMBERS, VALUES, YES_NO, Sketch, World
from diagnose.facts import Fact, WorkingMemory
from diagnose.rules.conditions import AllOf, AnyOf, NoneOf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import Between, OneOf, Within
from diagnose.rules.rule import Rule
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary


def vocabulary(world: World) -> Vocabulary:
    """All attributes of a world, and its kinds."""
    ask = ("customer",)
    attributes = [
        *(
            Attribute(
                f"sign.c{n}", AttributeType.CHOICE, VALUES, frozenset(VALUES[1:]), complaint=n % 4 == 0, answered_by=ask
            )
            for n in range(CHOICES)
        ),
        *(
            Attribute(f"sign.y{n}", AttributeType.YES_NO, (), frozenset([True]), complaint=n % 4 == 0, answered_by=ask)
            for n in range(YES_NO)
        ),
        *(Attribute(f"size.n{n}", AttributeType.NUMBER, answered_by=ask) for n in range(NUMBERS)),
    ]
    return Vocabulary({attribute.id: attribute for attribute in attributes}, equipment=Taxonomy(world.parents))


def rule_base(world: World) -> RuleBase:
    """The sketches of a world as rules."""
    words = vocabulary(world)
    return RuleBase.build([_rule(sketch, words) for sketch in world.sketches], words)


def _rule(sketch: Sketch, words: Vocabulary) -> Rule:
    parts: list[object] = []
    if sketch.kind:
        above = frozenset(words.equipment.upwards(sketch.kind)) - {sketch.kind}
        parts.append(Test("equipment", Within((sketch.kind,), words.equipment.below(sketch.kind), above)))
    parts += [_equal(*pair) for pair in sketch.equal]
    if sketch.least:
        parts.append(Test(sketch.least[0], Between(low=float(sketch.least[1]))))
    if sketch.either:
        parts.append(AnyOf(tuple(_equal(*pair) for pair in sketch.either)))
    if sketch.never:
        parts.append(NoneOf(tuple(_equal(*pair) for pair in sketch.never)))
    return Rule(sketch.id, AllOf(tuple(parts)))  # type: ignore[arg-type]


def _equal(attribute: str, value: object) -> Test:
    return Test(attribute, OneOf(frozenset([value])))  # type: ignore[list-item]


def memory(kind: str | None, facts: dict[str, object]) -> WorkingMemory:
    """A case of a world, typed."""
    typed = [Fact(name, float(value) if name.startswith("size.") else value) for name, value in facts.items()]  # type: ignore[arg-type]
    return WorkingMemory.of([*typed, *([Fact("equipment", (kind,))] if kind else [])])
