"""Small knowledge bases full of conclusions that are nearly the same, and what trying every case says of them."""

from __future__ import annotations

from itertools import product

from diagnose.case import Intake
from diagnose.errors import Location
from diagnose.facts import Fact, WorkingMemory
from diagnose.kb.checks.subject import Subject
from diagnose.kb.compile import Documents, Translation
from diagnose.kb.lexicon import Lexicon
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Conclusion, Playbook, Settings
from diagnose.rules.conditions import AllOf, Applies, NoneOf, Test
from diagnose.rules.engine import infer
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.rules.sweep import sweep
from diagnose.support import Support
from diagnose.texts import Text
from tests.logic.small_worlds import VOCABULARY, World, cases_of

SETTINGS = [(("c.inner", "u"),), (("c.inner", "v"),), (("c.inner", "u"), ("c.tags", frozenset("p")))]

ANYTHING = {
    "c.inner": [None, "u", "v", "w"],
    "c.tags": [None, *(frozenset(tags) for tags in ("", "p", "q", "r", "pq", "pr", "qr", "pqr"))],
}


class Crowd(World):
    """Conclusions made by changing one another a little; ``playbooks`` read what they set."""

    def __init__(self, random):
        super().__init__(random)
        reads = [name for name in self.raw if name != "c.both"]
        conditions = [self.condition(reads, 1) for _ in range(2)]
        while len(conditions) < random.randrange(4, 7):
            conditions.append(self.changed(random.choice(conditions), reads))
        self.conclusions = tuple(
            Conclusion(f"c.{number}", condition, random.choice(SETTINGS), at=Location(f"c.{number}", 1, 1))
            for number, condition in enumerate(conditions)
        )
        self.strata = {each.id: 0 for each in self.conclusions}
        self.names = sorted({*reads, "c.inner", "c.tags"})
        self.playbooks = tuple(
            Playbook(
                f"p.{number}", "fault", Text(), self.condition(self.names, 2), 0.1, at=Location(f"p.{number}", 1, 1)
            )
            for number in range(4)
        )

    def leaf(self, name):
        """No test of what applies: the solver may leave that open."""
        found = super().leaf(name)
        return self.leaf(name) if isinstance(found, Applies) else found

    def changed(self, condition, reads):
        """``condition`` wider, narrower, in another order, or with another value."""
        way = self.random.randrange(5)
        if way == 0:
            return AllOf((self.condition(reads, 1), condition))
        if way == 1:
            return AllOf((condition, NoneOf((self.condition(reads, 1),))))
        if way == 2 and isinstance(condition, AllOf) and len(condition.members) > 1:
            return AllOf(tuple(reversed(condition.members)))
        if way == 3 and isinstance(condition, Test):
            return Test(condition.attribute, self.operator(condition.attribute))
        return self.condition(reads, 1)

    def subject(self):
        """The knowledge base as checks see it."""
        lexicon = Lexicon(VOCABULARY, Support())
        parts = (self.playbooks, self.conclusions, {}, self.relevance, ())
        return Subject(Documents(), Translation(lexicon, Settings(), *parts, ""))

    def holding(self):
        """By id of a conclusion or playbook, the cases in which it holds, as bits."""
        rules = (*self.conclusions, *self.playbooks)
        truths, _ = self.truths([each.condition for each in rules])
        return {rule.id: truth for rule, truth in zip(rules, truths, strict=True)}

    def holding_freely(self):
        """The same if whatever conclusions set could be reported, and they set nothing."""
        rules = (*self.conclusions, *self.playbooks)
        plain = [Rule(f"p.{number}", each.condition) for number, each in enumerate(rules)]
        base = RuleBase.build(plain, VOCABULARY, relevance=self.relevance)
        found = dict.fromkeys((each.id for each in rules), 0)
        memories = [
            WorkingMemory.of((*memory.facts, *(Fact(name, value) for name, value in more if value is not None)))
            for memory in cases_of(self.raw)
            for more in product(*([(name, value) for value in values] for name, values in ANYTHING.items()))
        ]
        for number, swept in enumerate(sweep(base, memories)):
            for name in swept.matched:
                found[rules[int(name[2:])].id] |= 1 << number
        return found

    def matches(self, witness, condition):
        """Whether ``condition`` holds in the intake that ``witness`` is, by the engine."""
        memory = observe(Intake.parse(witness), self.knowledge_base())
        return infer(self.rules([condition]), memory).matched == ("p.0",)
