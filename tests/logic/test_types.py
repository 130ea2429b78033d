"""The solver on every type of attribute: against a grid of values, and every witness through intake and engine."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import re2

from diagnose.case import Intake
from diagnose.facts import DoesNotApply, Duration, Fact, Unknown, Version, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.logic import Logic, NotAnalysed, Satisfied, Unsatisfiable, conjunction, negation
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Settings
from diagnose.rules import operators as op
from diagnose.rules.conditions import AllOf, AnyOf, Known, NoneOf, Test
from diagnose.rules.engine import infer
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.support import Support
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary

T = AttributeType
VOCABULARY = Vocabulary(
    {
        "equipment": Attribute("equipment", T.TAXONOMY),
        "location": Attribute("location", T.TAXONOMY),
        "channel": Attribute("channel", T.CHOICE, ("phone", "off")),
        "support": Attribute("support", T.CHOICE, ("warranty",)),
        "n.free": Attribute("n.free", T.NUMBER, unit="V"),
        "n.percent": Attribute("n.percent", T.NUMBER, low=0.0, high=100.0),
        "n.whole": Attribute("n.whole", T.NUMBER, low=-3.0, high=8.0, step=1.0),
        "n.tenth": Attribute("n.tenth", T.NUMBER, low=0.0, step=0.1),
        "d.age": Attribute("d.age", T.DURATION),
        "d.short": Attribute("d.short", T.DURATION, low=10.0, high=600.0),
        "t.bought": Attribute("t.bought", T.DATE),
        "t.sold": Attribute("t.sold", T.DATE),
        "v.firmware": Attribute("v.firmware", T.VERSION),
        "w.message": Attribute("w.message", T.TEXT),
        "s.changes": Attribute("s.changes", T.SET, ("moved", "off", "1.10")),
        "c.word": Attribute("c.word", T.CHOICE, ("no", "null", "x: y", "it's", "слово", "12:30", "[a]")),
    },
    equipment=Taxonomy({"printer": None, "laser": "printer", "router": None}),
    location=Taxonomy({"msk": None, "msk/a": "msk", "spb": None}),
    timezone="Europe/Moscow",
)
LOGIC = Logic.of(VOCABULARY)

DAY = 86_400.0
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NUMBERS = [-7.25, -1.0, 0.0, 0.1, 0.3, 0.30000000000000004, 1.0, 2.5, 5.0, 99.5, 100.0, 1e6]
DURATIONS = [Duration(value) for value in (0.0, 10.0, 59.5, 60.0, 3600.0, DAY, 400 * DAY, 36_525 * DAY)]
MOMENTS = [
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2019, 12, 31, 22, 30, tzinfo=UTC),
    datetime(2020, 1, 1, tzinfo=UTC),
    NOW,
]
VERSIONS = [Version(text) for text in ("1.2", "1.2.1", "1.3", "1.3-rc1", "2.0", "HPD8", "0-alpha", "1.2a")]
WORDS = ["paper", "paper jam", "jam", "apér", "E4", "tray 2"]
PATTERNS = [r"^E[0-9]+", r"jam$", r"(?i)paper.*tray", r"\bE4\b", r"a{2,3}", r"[^a-z]"]


def operators(random, name):
    kind = VOCABULARY.attributes[name].type
    pool = {T.NUMBER: NUMBERS, T.DURATION: DURATIONS, T.DATE: MOMENTS, T.VERSION: VERSIONS}.get(kind)
    chance = random.random()
    if kind is T.DATE and chance < 0.5:
        return op.Age(random.choice([30.0, DAY, 30 * DAY, 36_525 * DAY]), random.random() < 0.5)
    if pool is not None:
        if chance < 0.25 and kind is not T.DATE:
            return random.choice([op.OneOf, op.NotOneOf])(frozenset(random.sample(pool, random.choice([1, 2]))))
        low, high = sorted(random.sample(pool, 2))
        ends = random.choice([(low, high), (low, None), (None, high)])
        return op.Between(*ends, random.random() < 0.5, random.random() < 0.5)
    if kind is T.TEXT:
        if chance < 0.2:
            return op.OneOf(frozenset([random.choice(WORDS)]))
        if chance < 0.4:
            pattern = random.choice(PATTERNS)
            return op.Regex(pattern, re2.compile(pattern).search)
        return op.Words(random.choice(["contains", "word", "phrase"]), random.choice(WORDS))
    if kind is T.SET:
        return random.choice([op.HasAll, op.HasNone])(frozenset(random.sample(VOCABULARY.attributes[name].values, 2)))
    if kind is T.TAXONOMY:
        taxonomy = VOCABULARY.taxonomy(name)
        asked = tuple(random.sample(sorted(taxonomy.parents), 1))
        inside = taxonomy.below(asked[0])
        return random.choice([op.Within, op.NotWithin])(asked, inside, frozenset(taxonomy.upwards(asked[0])) - inside)
    values = VOCABULARY.attributes[name].values
    return random.choice([op.OneOf, op.NotOneOf])(frozenset(random.sample(values, 1)))


def condition(random, names, depth):
    if depth == 0 or random.random() < 0.2:
        name = random.choice(names)
        return Known(name, random.random() < 0.5) if random.random() < 0.08 else Test(name, operators(random, name))
    members = tuple(condition(random, names, depth - 1) for _ in range(random.choice([1, 2, 3, 4])))
    return random.choice([AllOf, AllOf, AnyOf, NoneOf])(members)


def grid(name):
    """Many values of one attribute, near the ends that operators name and far from them."""
    attribute = VOCABULARY.attributes[name]
    match attribute.type:
        case T.NUMBER:
            near = [math.nextafter(n, way) for n in NUMBERS for way in (-math.inf, math.inf)] + [
                n / 10 for n in range(-40, 110)
            ]
            values = [*NUMBERS, *near, -1e300, 1e300, 99.75, 1e5]
            values = [
                v
                for v in values
                if (attribute.low is None or attribute.low <= v) and (attribute.high is None or v <= attribute.high)
            ]
            if attribute.step is not None:
                values = [
                    v
                    for v in values
                    if math.isclose(v / attribute.step, round(v / attribute.step), abs_tol=1e-12)
                    and repr(v) == repr(round(v, 1))
                ]
            return values
        case T.DURATION:
            values = [*DURATIONS, *(Duration(v + d) for v in DURATIONS for d in (-0.5, 0.5)), Duration(300.0)]
            return [
                v
                for v in values
                if max(0.0, attribute.low or 0.0) <= v <= min(attribute.high or math.inf, 36_525 * DAY)
            ]
        case T.DATE:
            steps = [timedelta(0), timedelta(seconds=31), timedelta(days=2), timedelta(days=31)]
            found = [m + way * s for m in MOMENTS[1:] for s in steps for way in (-1, 1)]
            return [*found, MOMENTS[0], datetime(1950, 1, 1, tzinfo=UTC), datetime(2150, 1, 1, tzinfo=UTC)]
        case T.VERSION:
            return [
                *VERSIONS,
                *map(Version, ("1.2.0.1", "1.2.9", "3", "0.1", "1.3-rc2", "1.3-alpha", "HPD9", "0-alpha-alpha")),
            ]
        case T.TEXT:
            return [
                *WORDS,
                "-",
                "paper tray E4",
                "e4",
                "E4 jam",
                "xjam",
                "aaa",
                "paper jam tray 2",
                "jam paper",
                "ABC",
                "xpaperx jamx",
                "E45 xpaperx",
            ]
        case T.SET:
            return [
                frozenset(),
                *(frozenset(c) for c in (["moved"], ["off"], ["moved", "off"], ["1.10"], ["moved", "off", "1.10"])),
            ]
        case T.TAXONOMY:
            kinds = sorted(VOCABULARY.taxonomy(name).parents)
            several = [("laser", "router"), ("printer", "router"), ("laser", "printer")] if name == "equipment" else []
            return [*((kind,) for kind in kinds), *several]
        case _:
            return list(attribute.values)


STATES = {
    name: [
        None,
        *grid(name),
        *([] if name in ("equipment", "location", "channel") else [Unknown("customer"), DoesNotApply()]),
    ]
    for name in VOCABULARY.attributes
}


def memories(random, names):
    """Cases that a person might report: every state of one attribute, many of two; with ages at several times."""
    dated = any(VOCABULARY.attributes[name].type is T.DATE for name in names)
    times = [None, NOW, MOMENTS[2] + timedelta(days=10), datetime(2100, 1, 1, tzinfo=UTC)] if dated else [None]
    first, second = names if len(names) == 2 else (names[0], None)
    others = [None] if second is None else random.sample(STATES[second], min(6, len(STATES[second])))
    for now in times:
        for state in STATES[first]:
            for other in others:
                facts = [Fact(name, value) for name, value in ((first, state), (second, other)) if value is not None]
                yield WorkingMemory.of(facts, now)


def rules_of(wanted):
    return RuleBase.build([Rule("p.x", wanted, (), 0)], VOCABULARY)


def checked(seed):
    random = Random(seed)
    names = (
        random.choice([[n] for n in VOCABULARY.attributes if n != "support"])
        if seed % 3
        else random.sample(sorted(VOCABULARY.attributes.keys() - {"support"}), 2)
    )
    wanted = condition(random, names, 2)
    answer = LOGIC.solve(wanted)
    rules = rules_of(wanted)
    if isinstance(answer, Satisfied):
        kb = KnowledgeBase(Settings(), VOCABULARY, Support(), {}, {}, rules, {}, {}, "")
        memory = observe(answer.witness.to_intake(), kb)
        assert infer(rules, memory).matched == ("p.x",), (seed, wanted.written, answer.witness.yaml)
        assert Intake.from_data(dict(answer.witness.intake)).to_data() == answer.witness.to_intake().to_data()
    elif isinstance(answer, Unsatisfiable):
        for memory in memories(random, names):
            assert infer(rules, memory).matched == (), (seed, wanted.written, memory)
    return type(answer).__name__


@pytest.mark.parametrize("part", range(4))
def test_every_type_agrees_with_a_grid_of_values_and_every_witness_holds(part):
    verdicts = [checked(seed) for seed in range(part * 1000, (part + 1) * 1000)]
    assert verdicts.count("Unsatisfiable") > 50
    assert verdicts.count("NotAnalysed") < 60


def test_nothing_lies_between_two_neighbours_of_a_step():
    above, below = op.Between(low=3.0, low_included=False), op.Between(high=4.0, high_included=False)
    whole, free = (AllOf((Test(name, above), Test(name, below))) for name in ("n.whole", "n.free"))
    assert isinstance(LOGIC.solve(whole), Unsatisfiable)
    assert LOGIC.solve(free).witness.yaml == "{facts: {n.free: 3.1}}"


def test_nothing_lies_between_two_neighbouring_floats():
    low = 0.1
    high = math.nextafter(low, 1)
    between = Test("n.free", op.Between(low, high, low_included=False, high_included=False))
    assert isinstance(LOGIC.solve(between), Unsatisfiable)


def test_a_version_lies_between_any_two():
    for low, high in zip(sorted(VERSIONS), sorted(VERSIONS)[1:], strict=False):
        between = Test("v.firmware", op.Between(low, high, low_included=False, high_included=False))
        assert isinstance(LOGIC.solve(between), Satisfied), (low, high)


def test_an_age_and_a_bound_are_compared_at_every_time_of_reporting():
    old = Test("t.bought", op.Between(high=MOMENTS[2], high_included=False))
    new = Test("t.bought", op.Age(30 * DAY, older=False))
    other = Test("t.sold", op.Between(low=MOMENTS[3]))
    other_new = Test("t.sold", op.Age(DAY, older=True))
    assert isinstance(LOGIC.solve(conjunction(old, new)), Satisfied)
    assert isinstance(LOGIC.solve(conjunction(old, new, other, other_new)), Unsatisfiable)
    assert isinstance(LOGIC.solve(conjunction(old, negation(new), other, other_new)), Satisfied)


def test_a_pattern_that_nobody_can_satisfy_by_guessing_is_not_analysed():
    patterns = [r"^4[0-9]+ .*(fuser|drum)", r"^5[0-9]+ .*(tray|tank)"]
    tests = [Test("w.message", op.Regex(each, re2.compile(each).search)) for each in patterns]
    answer = LOGIC.solve(conjunction(*tests))
    assert isinstance(answer, NotAnalysed)
    assert answer.attribute == "w.message"


def test_a_text_that_contains_a_longer_word_contains_a_shorter_one():
    longer, shorter = (Test("w.message", op.Words("contains", words)) for words in ("paper jam", "jam"))
    assert LOGIC.implies(longer, shorter) is True
    assert LOGIC.implies(shorter, longer) is False


def test_witnesses_are_quoted_as_the_reader_needs_it():
    words = {
        value: LOGIC.solve(Test("c.word", op.OneOf(frozenset([value])))).witness.yaml
        for value in VOCABULARY.attributes["c.word"].values
    }
    assert words["no"] == "{facts: {c.word: 'no'}}"
    assert words["null"] == "{facts: {c.word: 'null'}}"
    assert words["x: y"] == "{facts: {c.word: 'x: y'}}"
    assert words["it's"] == "{facts: {c.word: 'it''s'}}"
    assert words["слово"] == "{facts: {c.word: слово}}"
    assert words["12:30"] == "{facts: {c.word: '12:30'}}"


def test_a_case_may_name_several_kinds_of_equipment():
    taxonomy = VOCABULARY.equipment
    printer, router = (
        Test("equipment", op.Within((kind,), taxonomy.below(kind), frozenset())) for kind in ("printer", "router")
    )
    assert LOGIC.solve(conjunction(printer, router)).witness.yaml == "{equipment: [printer, router]}"
    assert isinstance(LOGIC.solve(conjunction(printer, router), one_kind=True), Unsatisfiable)


def test_the_budget_says_when_it_was_too_small():
    members = tuple(Test("n.free", op.Between(low=float(n), high=n + 0.5)) for n in range(8))
    pairs = AllOf(tuple(AnyOf((one, NoneOf((other,)))) for one in members for other in members if one is not other))
    assert isinstance(LOGIC.solve(conjunction(pairs, AnyOf(members)), budget=0), NotAnalysed)
