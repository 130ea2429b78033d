"""Small knowledge bases of playbooks that rival each other, with all their cases weighed."""

from __future__ import annotations

from itertools import product

from diagnose.errors import Location
from diagnose.facts import Fact, WorkingMemory
from diagnose.hypotheses import Reading, weigh
from diagnose.kb.checks.subject import Subject
from diagnose.kb.compile import Documents, Translation, assemble
from diagnose.kb.lexicon import Lexicon
from diagnose.kb.playbook import Common, Playbook, Settings, Shown
from diagnose.rules.conditions import AllOf, NoneOf, Test
from diagnose.rules.operators import OneOf
from diagnose.support import Support
from diagnose.texts import Text
from diagnose.vocabulary import Attribute, AttributeType, Vocabulary

ASKED = ("customer",)
YES_NO, CHOICE = AttributeType.YES_NO, AttributeType.CHOICE
VOCABULARY = Vocabulary(
    {
        "c.main": Attribute(
            "c.main", CHOICE, ("ok", "bad", "worse"), frozenset({"bad", "worse"}), complaint=True, answered_by=ASKED
        ),
        "s.icon": Attribute("s.icon", CHOICE, ("none", "red", "blue"), frozenset({"red", "blue"}), answered_by=ASKED),
        "s.lamp": Attribute("s.lamp", YES_NO, (), frozenset({True}), answered_by=ASKED),
        "f.mode": Attribute("f.mode", YES_NO, answered_by=ASKED),
    }
)
VALUES = {
    "c.main": ("ok", "bad", "worse"),
    "s.icon": ("none", "red", "blue"),
    "s.lamp": (True, False),
    "f.mode": (True, False),
}
CASES = tuple(
    WorkingMemory.of(Fact(name, value) for name, value in zip(VALUES, values, strict=True) if value is not None)
    for values in product(*((None, *each) for each in VALUES.values()))
)
STRENGTHS = (0.02, 0.2, 0.5, 0.8, 0.98)
PRIORS = (0.001, 0.005, 0.02, 0.06, 0.2)
COMMON = {
    "c.main": (Common("c.main", "bad", 0.1), Common("c.main", "worse", 0.02)),
    "s.lamp": (Common("s.lamp", True, 0.3),),
}
MATERIAL = 1e-6
"""A chance below this is no place in a ranking: both are told apart by rounding there."""


def equal(name, value):
    return Test(name, OneOf(frozenset([value])))


class RivalWorld:
    """Some playbooks, each made by chance or by changing one before it a little."""

    def __init__(self, random):
        self.random = random
        self.playbooks = []
        for number in range(random.choice([2, 3, 3, 4])):
            changed = self.playbooks and random.random() < 0.7
            self.playbooks.append(self._changed(number) if changed else self._drawn(number))

    def _test(self):
        name = self.random.choice(sorted(VALUES))
        return equal(name, self.random.choice(VALUES[name]))

    def _drawn(self, number):
        random = self.random
        gates = [self._test() for _ in range(random.choice([0, 1, 1, 2]))]
        shows = [row for name in ("c.main", "s.icon", "s.lamp") if random.random() < 0.6 for row in self._rows(name)]
        if random.random() < 0.15:
            shows.append(Shown("f.mode", True, random.choice(STRENGTHS)))
        return self._playbook(number, gates, random.choice(PRIORS), shows)

    def _rows(self, name):
        abnormal = sorted(VOCABULARY.attributes[name].abnormal, key=str)
        some = self.random.sample(abnormal, self.random.randrange(1, len(abnormal) + 1))
        given = self._test() if name == "s.icon" and self.random.random() < 0.3 else None
        if given is not None and given.attribute == name:
            given = None
        return [Shown(name, value, self.random.choice(STRENGTHS) / len(some), given) for value in some]

    def _changed(self, number):
        random = self.random
        before = random.choice(self.playbooks)
        gates = list(before.condition.members)
        if random.random() < 0.5:
            gates.append(random.choice([self._test(), NoneOf((self._test(),))]))
        if gates and random.random() < 0.2:
            gates.pop(random.randrange(len(gates)))
        shows = list(before.shows)
        if shows and random.random() < 0.5:
            place = random.randrange(len(shows))
            row = shows[place]
            shows[place] = Shown(row.attribute, row.value, row.strength * random.choice([0.5, 0.9, 1.0]), row.given)
        if shows and random.random() < 0.3:
            shows.pop(random.randrange(len(shows)))
        return self._playbook(number, gates, random.choice([before.prior, *PRIORS]), shows)

    def _playbook(self, number, gates, prior, shows):
        name = f"p.{self.random.choice('abc')}{number}"
        return Playbook(
            name,
            "fault",
            Text(),
            AllOf(tuple(gates)),
            prior,
            gated=bool(gates),
            shows=tuple(shows),
            at=Location(name, 1, 1),
        )

    def _meaning(self):
        return Translation(Lexicon(VOCABULARY, Support()), Settings(), tuple(self.playbooks), (), COMMON, {}, (), "")

    def subject(self):
        """The knowledge base as checks see it."""
        return Subject(Documents(), self._meaning())

    def rankings(self):
        """For every case the ids of the candidates, the first first, and their chances to be responsible."""
        kb, _ = assemble(self._meaning(), ())
        for memory in CASES:
            scales = weigh(Reading.of(kb, memory))
            yield [(scales.candidates.all[each].id, scales.found.responsible[each]) for each in scales.order]
