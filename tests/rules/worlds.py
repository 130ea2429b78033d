"""Small knowledge bases and cases as hypothesis draws them: every operator, group and state, chains and negation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from diagnose.facts import DoesNotApply, Fact, Unknown, Version, WorkingMemory
from diagnose.rules import operators as op
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Count, Known, NoneOf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KINDS = Taxonomy({"device": None, "left": "device", "right": "device", "left-1": "left", "left-2": "left"})
ASK = ("customer",)
ATTRIBUTES = [
    Attribute("o.choice", AttributeType.CHOICE, ("p", "q", "r"), answered_by=ASK),
    Attribute("o.other", AttributeType.CHOICE, ("p", "q"), answered_by=ASK),
    Attribute("o.flag", AttributeType.YES_NO, answered_by=ASK),
    Attribute("o.gated", AttributeType.YES_NO, answered_by=ASK),
    Attribute("o.number", AttributeType.NUMBER, answered_by=ASK),
    Attribute("o.set", AttributeType.SET, ("x", "y", "z"), answered_by=ASK),
    Attribute("o.version", AttributeType.VERSION, answered_by=ASK),
    Attribute("o.date", AttributeType.DATE, answered_by=ASK),
    Attribute("o.text", AttributeType.TEXT, answered_by=ASK),
    Attribute("c1.flag", AttributeType.YES_NO),
    Attribute("c1.choice", AttributeType.CHOICE, ("p", "q", "r"), answered_by=ASK),
    Attribute("c1.set", AttributeType.SET, ("x", "y", "z")),
    Attribute("c2.flag", AttributeType.YES_NO, answered_by=ASK),
    Attribute("c2.choice", AttributeType.CHOICE, ("p", "q", "r")),
]
TYPES = {attribute.id: attribute for attribute in ATTRIBUTES}
VOCABULARY = Vocabulary(TYPES, equipment=KINDS)
LAYERS = (
    [name for name in TYPES if name.startswith("o.")] + ["equipment"],
    [name for name in TYPES if name.startswith("c1.")],
    [name for name in TYPES if name.startswith("c2.")],
)
DATES = [NOW - timedelta(days=days) for days in (0, 1, 2, 5)]
VERSIONS = [Version(text) for text in ("1.2", "1.10", "1.2.0", "2")]
TEXTS = ["paper jam", "no power", "Paper"]


def values_of(name):
    """A value for attribute ``name``."""
    if name == "equipment":
        return st.lists(st.sampled_from(sorted(KINDS.parents)), min_size=1, max_size=2, unique=True).map(tuple)
    attribute = TYPES[name]
    return {
        AttributeType.CHOICE: st.sampled_from(attribute.values or ("p",)),
        AttributeType.YES_NO: st.booleans(),
        AttributeType.NUMBER: st.integers(0, 5).map(float),
        AttributeType.SET: st.frozensets(st.sampled_from(attribute.values or ("x",))),
        AttributeType.VERSION: st.sampled_from(VERSIONS),
        AttributeType.DATE: st.sampled_from(DATES),
        AttributeType.TEXT: st.sampled_from(TEXTS),
    }[attribute.type]


def _ranges(ends):
    """A range with at least one end, the lower first."""
    return st.builds(
        lambda pair, which, low_in, high_in: op.Between(
            min(pair) if which != "high" else None, max(pair) if which != "low" else None, low_in, high_in
        ),
        st.tuples(ends, ends),
        st.sampled_from(["low", "high", "both"]),
        st.booleans(),
        st.booleans(),
    )


def _kinds(make):
    def build(asked):
        inside = frozenset().union(*(KINDS.below(kind) for kind in asked))
        above = frozenset(up for kind in asked for up in KINDS.upwards(kind)) - inside
        return make(tuple(asked), inside, above)

    return st.lists(st.sampled_from(sorted(KINDS.parents)), min_size=1, max_size=2, unique=True).map(build)


def operators_of(name):
    """An operator that suits attribute ``name``."""
    if name == "equipment":
        return _kinds(op.Within) | _kinds(op.NotWithin)
    attribute = TYPES[name]
    some = st.frozensets(st.sampled_from(attribute.values or ("p",)), min_size=1, max_size=2)
    ages = st.builds(op.Age, st.sampled_from([86400.0, 2 * 86400.0, 3.0 * 86400]), st.booleans())
    return {
        AttributeType.CHOICE: st.builds(op.OneOf, some) | st.builds(op.NotOneOf, some),
        AttributeType.YES_NO: st.builds(op.OneOf, st.booleans().map(lambda value: frozenset([value])))
        | st.builds(op.NotOneOf, st.booleans().map(lambda value: frozenset([value]))),
        AttributeType.NUMBER: _ranges(st.integers(0, 5).map(float))
        | st.builds(op.OneOf, st.frozensets(st.integers(0, 5).map(float), min_size=1, max_size=2)),
        AttributeType.SET: st.builds(op.HasAll, some) | st.builds(op.HasNone, some),
        AttributeType.VERSION: _ranges(st.sampled_from(VERSIONS)),
        AttributeType.DATE: ages | _ranges(st.sampled_from(DATES)),
        AttributeType.TEXT: st.sampled_from(["paper", "power", "jam"]).map(lambda word: op.Words("contains", word)),
    }[attribute.type]


def leaves(names):
    """A test on one of ``names``."""
    tests = st.sampled_from(names).flatmap(lambda name: st.builds(Test, st.just(name), operators_of(name)))
    states = st.builds(Known, st.sampled_from(names), st.booleans()) | st.builds(
        Applies, st.sampled_from(names), st.booleans()
    )
    return tests | tests | tests | states


def conditions(names, depth=2):
    """A condition over ``names``, groups nested up to ``depth``."""
    if depth == 0:
        return leaves(names)
    inner = st.lists(conditions(names, depth - 1), min_size=1, max_size=3).map(tuple)
    counts = st.builds(
        lambda members, low, high: Count(members, min(low, len(members)), high),
        inner,
        st.integers(0, 2),
        st.none() | st.integers(0, 2),
    )
    return leaves(names) | inner.map(AllOf) | inner.map(AnyOf) | inner.map(NoneOf) | counts


@st.composite
def rule_bases(draw):
    """Up to 12 rules in 3 strata: conclusions in two layers, playbooks on top; one attribute with relevance."""
    rules = []
    for layer in (1, 2):
        below = [name for names in LAYERS[:layer] for name in names]
        for number in range(draw(st.integers(0, 4))):
            name = draw(st.sampled_from(LAYERS[layer]))
            value = draw(values_of(name).filter(lambda found: found != frozenset()))
            rules.append(Rule(f"c{layer}.r{number}", draw(conditions(below)), ((name, value),), layer - 1))
    every = [name for names in LAYERS for name in names]
    rules.extend(Rule(f"p.r{number}", draw(conditions(every)), (), 2) for number in range(draw(st.integers(1, 4))))
    relevance = (
        {"o.gated": draw(leaves([name for name in LAYERS[0] if name != "o.gated"]))} if draw(st.booleans()) else {}
    )
    return RuleBase.build(rules, VOCABULARY, relevance=relevance)


@st.composite
def memories(draw):
    """A case: each attribute in one of its four states."""
    facts = []
    for name in (*TYPES, "equipment"):
        concluded = not name.startswith("o.") and name != "equipment"
        state = draw(
            st.sampled_from(["never", "never", "never", "unknown"] if concluded else ["value"] * 4 + ["never"])
        )
        if not concluded and name != "equipment" and draw(st.integers(0, 5)) == 0:
            state = draw(st.sampled_from(["unknown", "n/a"]))
        if state == "unknown":
            facts.append(Fact(name, Unknown("customer")))
        elif state == "n/a":
            facts.append(Fact(name, DoesNotApply()))
        elif state == "value" or (concluded and draw(st.integers(0, 11)) == 0):
            facts.append(Fact(name, draw(values_of(name))))
    return WorkingMemory.of(facts, NOW if draw(st.booleans()) else None)
