"""Small knowledge bases of which every case can be written down, made by chance from a seed."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

from diagnose.facts import DoesNotApply, Fact, Unknown, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.logic import Logic
from diagnose.kb.playbook import Conclusion, Settings
from diagnose.rules import operators as op
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Count, Known, NoneOf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.rules.sweep import sweep
from diagnose.support import Support
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary

T = AttributeType
KINDS = Taxonomy({"printer": None, "laser": "printer", "inkjet": "printer", "scanner": None})
ASKED = ("customer",)
VOCABULARY = Vocabulary(
    {
        "equipment": Attribute("equipment", T.TAXONOMY),
        "location": Attribute("location", T.TAXONOMY),
        "channel": Attribute("channel", T.CHOICE, ("phone", "chat")),
        "support": Attribute("support", T.CHOICE),
        "a.yes": Attribute("a.yes", T.YES_NO, answered_by=ASKED, abnormal=frozenset([True])),
        "a.pick": Attribute("a.pick", T.CHOICE, ("x", "y", "z"), answered_by=ASKED),
        "a.number": Attribute("a.number", T.NUMBER, low=0.0, high=3.0, step=1.0, answered_by=ASKED),
        "a.tags": Attribute("a.tags", T.SET, ("p", "q"), answered_by=ASKED),
        "a.told": Attribute("a.told", T.CHOICE, ("x", "y"), answered_by=ASKED),
        "c.inner": Attribute("c.inner", T.CHOICE, ("u", "v", "w")),
        "c.both": Attribute("c.both", T.YES_NO, answered_by=ASKED),
        "c.tags": Attribute("c.tags", T.SET, ("p", "q", "r")),
        "c.deep": Attribute("c.deep", T.CHOICE, ("u", "v")),
    },
    equipment=KINDS,
    location=Taxonomy({"town": None, "town/a": "town"}),
)
VALUES = {
    "equipment": [
        kinds for many in (1, 2, 3, 4) for kinds in combinations(("printer", "laser", "inkjet", "scanner"), many)
    ],
    "location": [("town",), ("town/a",)],
    "channel": ["phone", "chat"],
    "a.yes": [True, False],
    "a.pick": ["x", "y", "z"],
    "a.number": [0.0, 1.0, 2.0, 3.0],
    "a.tags": [frozenset(), frozenset("p"), frozenset("q"), frozenset("pq")],
    "a.told": ["x", "y"],
    "c.both": [True, False],
}
FIELDS = ("equipment", "location", "channel")
RAW = tuple(VALUES)
MOST_CASES = 260


@cache
def cases_of(names):
    """Every case that says something or nothing about ``names``, as working memories."""
    choices = [
        [None, *VALUES[name], *(() if name in FIELDS else (Unknown("customer"), DoesNotApply()))] for name in names
    ]
    return tuple(
        WorkingMemory.of(Fact(name, state) for name, state in zip(names, states, strict=True) if state is not None)
        for states in product(*choices)
    )


class World:
    """Conclusions, what is relevant, and the raw attributes that cases of it speak of."""

    def __init__(self, random, *, concluding=True):
        self.random = random
        self.raw = self._some_raw()
        self.relevance = {}
        readable = [name for name in self.raw if name not in ("a.told", "c.both")]
        if "a.told" in self.raw and readable:
            self.relevance["a.told"] = self.condition(readable, 1)
        targets = ("c.inner", "c.both", "c.tags") if "c.both" in self.raw else ("c.inner", "c.tags")
        reads = [name for name in self.raw if name != "c.both"]
        first = [
            self._conclusion(f"c.first-{n}", reads, targets) for n in range(random.randrange(4) if concluding else 0)
        ]
        self.upper = sorted({*self.raw, *(name for each in first for name, _ in each.sets)})
        second = [
            self._conclusion(f"c.second-{n}", self.upper, ("c.deep",))
            for n in range(random.randrange(3) if concluding else 0)
        ]
        self.names = sorted({*self.upper, *(name for each in second for name, _ in each.sets)})
        self.conclusions = (*first, *second)
        self.strata = {each.id: 0 for each in first} | {each.id: 1 for each in second}

    def _some_raw(self):
        names = list(RAW)
        self.random.shuffle(names)
        names.sort(key=lambda name: name == "c.both" and self.random.random() < 0.5)
        names.insert(1, names.pop())
        chosen = []
        cases = 1
        for name in names:
            states = len(VALUES[name]) + (1 if name in FIELDS else 3)
            if cases * states <= MOST_CASES:
                chosen.append(name)
                cases *= states
        return tuple(sorted(chosen))

    def _conclusion(self, name, reads, targets):
        random = self.random
        target = random.choice(targets)
        value = {
            "c.inner": lambda: random.choice("uvw"),
            "c.both": lambda: random.random() < 0.5,
            "c.tags": lambda: frozenset(random.sample("pqr", random.randrange(1, 3))),
            "c.deep": lambda: random.choice("uv"),
        }[target]()
        return Conclusion(name, self.condition(reads, 1), ((target, value),))

    def condition(self, names, depth):
        """A condition on ``names``, groups nested up to ``depth``."""
        random = self.random
        if depth == 0 or random.random() < 0.3:
            return self.leaf(random.choice(names))
        members = tuple(self.condition(names, depth - 1) for _ in range(random.randrange(1, 4)))
        kind = random.randrange(5)
        if kind == 4:
            low = random.randrange(0, len(members) + 1)
            return Count(members, low, random.choice([None, None, low, low + 1]))
        return (AllOf, AllOf, AnyOf, NoneOf)[kind](members)

    def leaf(self, name):
        chance = self.random.random()
        if chance < 0.1:
            return Known(name, self.random.random() < 0.5)
        if chance < 0.16 and (name not in self.relevance or name.startswith("a.")):
            return Applies(name, self.random.random() < 0.5)
        return Test(name, self.operator(name))

    def operator(self, name):
        random = self.random
        if name in ("equipment", "location"):
            taxonomy = VOCABULARY.taxonomy(name)
            asked = tuple(sorted(random.sample(sorted(taxonomy.parents), random.choice([1, 1, 2]))))
            inside = frozenset(below for kind in asked for below in taxonomy.below(kind))
            above = frozenset(above for kind in asked for above in taxonomy.upwards(kind)) - inside
            return random.choice([op.Within, op.Within, op.NotWithin])(asked, inside, above)
        if name == "a.number":
            low, high = sorted(random.sample([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0], 2))
            ends = random.choice([(low, high), (low, None), (None, high)])
            if random.random() < 0.3:
                return random.choice([op.OneOf, op.NotOneOf])(frozenset([random.choice([0.0, 1.0, 3.0])]))
            return op.Between(*ends, random.random() < 0.5, random.random() < 0.5)
        if name.endswith("tags"):
            return random.choice([op.HasAll, op.HasNone])(
                frozenset(random.sample("pqr" if name == "c.tags" else "pq", random.choice([1, 2])))
            )
        values = (True, False) if VOCABULARY.attributes[name].type is T.YES_NO else VOCABULARY.attributes[name].values
        some = frozenset(random.sample(values, random.choice([1, 1, 2]) if len(values) > 1 else 1))
        return random.choice([op.OneOf, op.OneOf, op.NotOneOf])(some)

    def logic(self):
        return Logic.of(VOCABULARY, self.conclusions, self.relevance)

    def rules(self, conditions=()):
        """The rule base of the conclusions, with ``conditions`` as playbooks called by their numbers."""
        rules = [Rule(each.id, each.condition, each.sets, self.strata[each.id]) for each in self.conclusions]
        rules += [Rule(f"p.{number}", condition, (), 2) for number, condition in enumerate(conditions)]
        return RuleBase.build(rules, VOCABULARY, relevance=self.relevance)

    def truths(self, conditions):
        """For each of ``conditions`` the cases in which it holds, by the engine, as bits; and how many cases there are."""
        found = [0] * len(conditions)
        memories = cases_of(self.raw)
        for number, swept in enumerate(sweep(self.rules(conditions), memories)):
            for name in swept.matched:
                found[int(name[2:])] |= 1 << number
        return found, len(memories)

    def knowledge_base(self):
        return KnowledgeBase(
            Settings(),
            VOCABULARY,
            Support(),
            {},
            {},
            self.rules(),
            {},
            self.relevance,
            "",
        )
