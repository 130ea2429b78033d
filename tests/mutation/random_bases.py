"""Random small knowledge bases with cases, on which quick and slow ways of trying a mutant are compared."""

from __future__ import annotations

from dataclasses import replace

from diagnose.authoring.expectation import Expectation, Named
from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.mutation.answers import answer_to
from diagnose.case import Intake
from diagnose.desk.diagnosis import standing_at
from diagnose.errors import Location
from diagnose.hypotheses import Reading
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Conclusion, EscalateTo, Shown
from diagnose.nodes import Mapping, Scalar
from diagnose.rules.conditions import AllOf, AnyOf, Count, Known, NoneOf
from diagnose.rules.rule import Rule
from tests.small import base, circumstance, complaint, fault, number, seen, sign, step

AT = Location("case.yaml", 1, 1)
VALUES = ("fine", "odd", "bad")
SIGNS = ("s.a", "s.b", "s.c")
WORDS = {
    "c.x": VALUES,
    "c.y": (True, False),
    "s.a": VALUES,
    "s.b": (True, False),
    "s.c": (True, False),
    "k.t": (True, False),
    "k.made": (True, False),
}
KINDS = ("printer", "laser", "router")
STRENGTHS = (0.02, 0.2, 0.5, 0.8, 0.98)


def leaf(random):
    name = random.choice(sorted(WORDS))
    if random.random() < 0.1:
        return Known(name, wanted=random.random() < 0.5)
    values = list(WORDS[name])
    random.shuffle(values)
    return seen(name, *values[: random.choice((1, 1, 2)) if len(values) > 2 else 1])


def condition(random, depth=1):
    parts = [leaf(random) for _ in range(random.choice((1, 2, 2)))]
    if depth and random.random() < 0.6:
        members = tuple(condition(random, 0) for _ in range(random.choice((2, 2, 3))))
        parts.append(random.choice((AnyOf(members), NoneOf(members), Count(members, 1), AllOf(members))))
    return AllOf(tuple(parts))


def playbook(random, name):
    shows = {}
    for attribute in random.sample(["c.x", "c.y", "s.a", "s.b"], random.choice((1, 2, 3))):
        values = [value for value in WORDS[attribute] if value not in ("fine", False)]
        shows[attribute] = {value: random.choice(STRENGTHS) for value in values if random.random() < 0.8}
    rows = [Shown("s.c", True, random.choice(STRENGTHS), leaf(random))] if random.random() < 0.3 else []
    steps = [step(f"{name}.do", random.choice((0.2, 0.8))), step("common", 0.5, minutes=20.0, after=(f"{name}.do",))]
    return fault(
        name,
        random.choice((0.001, 0.02, 0.06)),
        shows,
        condition(random) if random.random() < 0.85 else None,
        steps[: random.choice((1, 2))],
        scope=(random.choice(KINDS),) if random.random() < 0.7 else (),
        rows=rows,
        escalate=EscalateTo("line-2") if random.random() < 0.5 else None,
        outcome="plan" if random.random() < 0.8 else "hand-over",
    )


def knowledge(random):
    """A knowledge base of four to six playbooks over seven attributes, one of which is concluded."""
    attributes = [
        complaint("c.x", VALUES, ("odd", "bad")),
        complaint("c.y"),
        sign("s.a", VALUES, ("odd", "bad")),
        sign("s.b"),
        sign("s.c"),
        circumstance("k.t"),
        circumstance("k.made", by=()),
        number("k.n"),
    ]
    made = Conclusion("k.rule", AllOf((leaf_not_made(random), leaf_not_made(random))), (("k.made", True),))
    playbooks = [playbook(random, f"p.{letter}") for letter in "abcdef"[: random.choice((4, 5, 6))]]
    rule = Rule(made.id, made.condition, made.sets, 0)
    kb = base(attributes, playbooks, conclusions=[rule])
    return replace(kb, conclusions={made.id: made})


def leaf_not_made(random):
    while True:
        found = leaf(random)
        if found.attribute != "k.made":
            return found


def scalar(text):
    return Scalar(text, False, AT)


def mapping(entries):
    return Mapping(tuple((scalar(name), node) for name, node in entries), AT)


def intake(random):
    told = []
    for name in sorted(WORDS):
        if name != "k.made" and random.random() < 0.5:
            value = random.choice(WORDS[name])
            told.append((name, scalar(str(value).lower() if isinstance(value, bool) else value)))
    entries = [("symptoms", mapping(told))]
    if random.random() < 0.7:
        entries.append(("equipment", scalar(random.choice(KINDS))))
    entries.append(("channel", scalar(random.choice(("phone", "report")))))
    return mapping(entries)


def case(random, kb, number):
    """A case that expects some of what is so, and often a question."""
    node = intake(random)
    taken = Intake.from_node(node)
    reading = Reading.of(kb, observe(taken, kb))
    fired = frozenset(firing.rule for firing in reading.inference.firings)
    answer = answer_to(reading, standing_at(taken, kb), fired)
    others = sorted({*kb.playbooks, *kb.conclusions} - fired)
    expect = Expectation(
        outcome=named(answer.outcome) if random.random() < 0.6 else None,
        fault=named(answer.fault) if answer.fault and random.random() < 0.5 else None,
        first_step=named(answer.steps[0]) if answer.steps and random.random() < 0.5 else None,
        line=named(answer.line) if answer.line and random.random() < 0.3 else None,
        faults_include=tuple(named(name) for name in sorted(answer.weighed) if random.random() < 0.2),
        question=named(random.choice(sorted(WORDS))) if random.random() < 0.3 else None,
        matched=tuple(named(name) for name in sorted(fired) if random.random() < 0.2),
        not_matched=tuple(named(name) for name in others if random.random() < 0.1),
    )
    return FixtureCase(f"case {number}", "case.yaml", "p", node, expect, AT)


def named(text):
    return Named(text, AT)
