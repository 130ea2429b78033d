"""Small knowledge bases written as Python values, for tests of what weighs, plans, asks and decides."""

from __future__ import annotations

from diagnose.facts import Fact, WorkingMemory
from diagnose.hypotheses import Reading, find_candidates
from diagnose.hypotheses.candidates import waiting
from diagnose.kb.base import KnowledgeBase, SignIndex
from diagnose.kb.playbook import Common, Playbook, Settings, Shown, Step
from diagnose.rules.conditions import ALWAYS, AllOf, NoneOf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import OneOf, Within
from diagnose.rules.rule import Rule
from diagnose.support import Channel, Sector, Support, SupportLine
from diagnose.texts import Text
from diagnose.vocabulary import EQUIPMENT, Attribute, AttributeType, Taxonomy, Vocabulary

PEOPLE = ("customer",)
EQUIPMENT_TREE = Taxonomy({"device": None, "printer": "device", "laser": "printer", "router": "device"})
SUPPORT = Support(
    lines=(SupportLine("line-1", 0), SupportLine("line-2", 1), SupportLine("line-3", 2)),
    sectors={"printing": Sector("printing", ("printer",)), "network": Sector("network", ("router",))},
    channels={
        "phone": Channel("phone", "consultation", ("customer",)),
        "report": Channel("report", "automatic", ()),
        "visit": Channel("visit", "on-site", ("customer",)),
    },
)


def sign(name, values=(), abnormal=(True,), *, complaint=False, by=PEOPLE):
    """A yes/no sign, or a choice when ``values`` are given."""
    kind = AttributeType.CHOICE if values else AttributeType.YES_NO
    return Attribute(name, kind, tuple(values), frozenset(abnormal), complaint, answered_by=by, takes=36.0)


def complaint(name, values=(), abnormal=(True,), by=PEOPLE):
    return sign(name, values, abnormal, complaint=True, by=by)


def circumstance(name, values=(), *, by=PEOPLE):
    kind = AttributeType.CHOICE if values else AttributeType.YES_NO
    return Attribute(name, kind, tuple(values), answered_by=by, takes=36.0)


def collection(name, values, *, by=PEOPLE):
    return Attribute(name, AttributeType.SET, tuple(values), answered_by=by, takes=36.0)


def number(name, *, by=PEOPLE):
    return Attribute(name, AttributeType.NUMBER, answered_by=by, takes=36.0)


def seen(attribute, *values):
    """The condition that ``attribute`` is one of ``values``."""
    return Test(attribute, OneOf(frozenset(values)))


def about(*kinds):
    """The condition that the equipment is one of ``kinds``."""
    inside = frozenset().union(*(EQUIPMENT_TREE.below(kind) for kind in kinds))
    above = frozenset(up for kind in kinds for up in EQUIPMENT_TREE.upwards(kind)) - inside
    return Test(EQUIPMENT, Within(kinds, inside, above))


def never(*conditions):
    return NoneOf(conditions)


def step(name, fixes=0.8, *, minutes=6.0, by="line-1", via=("phone",), **more):
    """A step; six minutes cost 4 in the default prices."""
    return Step(name, Text.of(f"do {name}"), by, via, minutes * 60.0, fixes=fixes, **more)


def fault(name, prior=0.05, shows=None, when=None, steps=(), scope=(), rows=(), **more):
    """A playbook; ``shows`` by attribute and value, ``rows`` those with a condition; without ``when`` it has no gate."""
    table = [
        Shown(attribute, value, strength) for attribute, by in (shows or {}).items() for value, strength in by.items()
    ]
    parts = ([about(*scope)] if scope else []) + ([when] if when is not None else [])
    return Playbook(
        id=name,
        kind="fault",
        title=Text.of(name),
        condition=AllOf(tuple(parts)) if parts else ALWAYS,
        prior=prior,
        gated=when is not None,
        scope=tuple(scope),
        shows=(*table, *rows),
        steps=tuple(steps),
        **more,
    )


def built_in(support):
    """The attributes that every intake has."""
    return (
        Attribute("equipment", AttributeType.TAXONOMY),
        Attribute("location", AttributeType.TAXONOMY),
        Attribute("channel", AttributeType.CHOICE, tuple(sorted(support.channels))),
        Attribute("support", AttributeType.CHOICE, tuple(sorted(support.options))),
    )


def base(attributes, playbooks, *, common=None, relevance=None, conclusions=(), support=SUPPORT, **settings):
    """The knowledge base of these parts; ``common`` by attribute and value, or rows."""
    every = [*attributes, *built_in(support)]
    vocabulary = Vocabulary({each.id: each for each in every}, equipment=EQUIPMENT_TREE)
    last = max((each.stratum for each in conclusions), default=-1) + 1
    rules = [Rule(each.id, each.condition, (), last) for each in playbooks]
    rows = {
        name: tuple(
            [Common(name, value, share) for value, share in table.items()] if isinstance(table, dict) else table
        )
        for name, table in (common or {}).items()
    }
    settings.setdefault("escalation", {"line-1": 60.0, "line-2": 150.0, "line-3": 400.0})
    return KnowledgeBase(
        settings=Settings(**settings),
        vocabulary=vocabulary,
        support=support,
        playbooks={each.id: each for each in playbooks},
        conclusions={},
        rules=RuleBase.build((*conclusions, *rules), vocabulary, relevance=relevance or {}),
        common=rows,
        relevance=relevance or {},
        digest="0" * 64,
        signs=SignIndex(playbooks),
    )


def memory(values=None, **named):
    """A memory of ``values`` by attribute."""
    facts = [Fact(name, value) for name, value in {**(values or {}), **named}.items()]
    return WorkingMemory.of(facts)


def candidates_of(case):
    """The candidates of a reading, with what they wait for."""
    return tuple(waiting(case, each) for each in find_candidates(case).all)


def reading(kb, values=None):
    return Reading.of(kb, memory(values))
