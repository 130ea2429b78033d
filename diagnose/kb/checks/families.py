"""Playbooks that answer for the same complaint about the same equipment, and what an answer leaves of them.

An answer is a *dead end* when a playbook asks for another answer to the same question, and with this one none of the
family can match any more. Only families whose playbooks come together like the leaves of a decision tree are judged:
either those that are still there before the question is asked wait for two different answers to it, or they are three
or more and every two exclude each other. Elsewhere an answer that no playbook waits for is a case nobody has met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from diagnose.facts import Value
from diagnose.kb.checks.masking import shown_by
from diagnose.kb.checks.pairs import Wanted, apart, wanted
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import AllOf, Condition, Test, conjuncts, leaves
from diagnose.rules.operators import OneOf
from diagnose.vocabulary import EQUIPMENT, Attribute, AttributeType, Vocabulary

Answer = tuple[str, Value]
FEW = 4
"""So many playbooks at the most are looked at by the solver; of more one is taken to be left."""
TREE, LARGEST = 3, 500
"""So many playbooks of which every two exclude each other are a decision tree; larger ones are not looked at."""


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """With ``value`` in place of what ``test`` asks for, and ``path`` known before, nothing of ``family`` is left."""

    playbook: Playbook
    test: Test
    value: Value
    path: tuple[Condition, ...]
    family: tuple[Playbook, ...]

    def along(self, path: Iterable[Condition]) -> DeadEnd:
        """The same end on another path."""
        return DeadEnd(self.playbook, self.test, self.value, tuple(path), self.family)

    @property
    def answer(self) -> Test:
        """The answer that leads nowhere."""
        return Test(self.test.attribute, OneOf(frozenset([self.value])))

    @property
    def hole(self) -> frozenset[object]:
        """All that is known when it is reached, the answer included, in no order."""
        return frozenset((*self.path, self.answer))


class Families:
    """The playbooks of a knowledge base by the abnormal values that they show or ask for."""

    def __init__(self, playbooks: Iterable[Playbook], vocabulary: Vocabulary, thinking: Thinking) -> None:
        self._vocabulary = vocabulary
        self._thinking = thinking
        self.all = tuple(playbooks)
        self._wanted = {each.id: wanted(each.condition) for each in self.all}
        self._named = {each.id: Counter(leaf.attribute for leaf in leaves(each.condition)) for each in self.all}
        self._concluded = thinking.concluded
        self._by_sign: dict[Answer, list[Playbook]] = {}
        for each in self.all:
            for sign in shown_by(each, vocabulary) | self._abnormal(self._wanted[each.id]):
                self._by_sign.setdefault(sign, []).append(each)
        self._trees: dict[tuple[str, ...], bool] = {}
        self._families: dict[object, tuple[Playbook, ...]] = {}

    def dead_ends(self, playbook: Playbook) -> Iterable[DeadEnd]:
        """The dead ends beside the answers that ``playbook`` asks for."""
        parts = conjuncts(playbook.condition)
        for test in parts:
            if isinstance(test, Test) and isinstance(test.operator, OneOf) and self._is_question(test.attribute):
                family = self._family(playbook, test.attribute)
                if len(family) < 2:
                    continue
                for value in self._others(test):
                    found = self._dead_end(DeadEnd(playbook, test, value, without(parts, test), family))
                    if found is not None:
                        yield found

    def _dead_end(self, end: DeadEnd) -> DeadEnd | None:
        """``end`` reached by as little of the playbook's conditions as leads there; None where something is left."""
        if self._is_left(end) or self._thinking.never(*end.path, end.answer):
            return None
        fixed = {EQUIPMENT, *self._complaint(end.playbook, end.test.attribute)}
        for part in end.path:
            if not isinstance(part, Test) or part.attribute not in fixed:
                shorter = end.along(without(end.path, part))
                end = end if self._is_left(shorter) else shorter
        return end if self._is_tree_like(end) else None

    def _is_tree_like(self, end: DeadEnd) -> bool:
        attribute = self._vocabulary.attributes[end.test.attribute]
        if self._is_tree(end.family):
            return True
        if attribute.is_sign and end.value not in attribute.abnormal:
            return False
        known = wanted(AllOf(end.path))
        asking = [self._wanted[each.id] for each in end.family if attribute.id in self._wanted[each.id]]
        return len({each[attribute.id] for each in asking if not apart(known, each)}) > 1

    def _is_tree(self, family: Sequence[Playbook]) -> bool:
        key = tuple(each.id for each in family)
        if key not in self._trees:
            pairs = combinations([self._wanted[name] for name in key], 2)
            self._trees[key] = TREE <= len(key) <= LARGEST and all(apart(one, other) for one, other in pairs)
        return self._trees[key]

    def _is_left(self, end: DeadEnd) -> bool:
        """Whether a playbook of the family can still match."""
        known = wanted(AllOf((*end.path, end.answer)))
        named = Counter(leaf.attribute for part in (*end.path, end.answer) for leaf in leaves(part))
        doubtful: list[Playbook] = []
        for each in end.family:
            if apart(known, self._wanted[each.id]):
                continue
            if len(doubtful) == FEW or self._plainly_together(known, named, each):
                return True
            doubtful.append(each)
        return not all(self._thinking.never(*end.path, end.answer, each.condition) for each in doubtful)

    def _plainly_together(self, known: Wanted, named: Counter[str], other: Playbook) -> bool:
        """Whether nothing but equalities that go together is asked of what both speak of, so that both can hold."""
        names, wants = self._named[other.id], self._wanted[other.id]
        if not self._concluded.isdisjoint(names) or not self._concluded.isdisjoint(named):
            return False
        shared = (name for name in names if name in named and name != EQUIPMENT)
        return all(names[name] == named[name] == 1 and name in wants and name in known for name in shared)

    def _family(self, playbook: Playbook, question: str) -> tuple[Playbook, ...]:
        """The playbooks about the same equipment that show or ask for the same complaint, in order of id."""
        complaint = self._complaint(playbook, question)
        signs = frozenset((name, value) for name, values in complaint.items() for value in values)
        key = (playbook.scope, signs)
        known = self._families.get(key)
        if known is None:
            found = [each for sign in signs for each in self._by_sign.get(sign, ())] if signs else self.all
            named = {each.id: each for each in found if self._same_equipment(playbook, each)}
            known = self._families[key] = tuple(named[name] for name in sorted(named))
        return known

    def _complaint(self, playbook: Playbook, question: str) -> Wanted:
        """The abnormal values that the playbook asks for besides ``question``: complaints, or else signs."""
        signs = {
            name: values
            for name, values in self._wanted[playbook.id].items()
            if name != question and values <= self._vocabulary.attributes[name].abnormal
        }
        complaints = {name: values for name, values in signs.items() if self._vocabulary.attributes[name].complaint}
        return complaints or signs

    def _same_equipment(self, one: Playbook, other: Playbook) -> bool:
        upwards = self._vocabulary.equipment.upwards
        return (
            not one.scope
            or not other.scope
            or any(mine in upwards(their) or their in upwards(mine) for mine in one.scope for their in other.scope)
        )

    def _abnormal(self, asked: Wanted) -> frozenset[Answer]:
        attributes = self._vocabulary.attributes
        return frozenset(
            (name, value) for name, values in asked.items() for value in values if value in attributes[name].abnormal
        )

    def _is_question(self, name: str) -> bool:
        """Whether somebody is asked for ``name`` and has a few answers to choose from; a complaint comes by itself."""
        attribute = self._vocabulary.attributes[name]
        return attribute.askable and not attribute.complaint and bool(_answers(attribute))

    def _others(self, test: Test) -> list[Value]:
        asked = test.operator.values if isinstance(test.operator, OneOf) else frozenset()
        return [value for value in _answers(self._vocabulary.attributes[test.attribute]) if value not in asked]


def without(parts: Iterable[Condition], part: Condition) -> tuple[Condition, ...]:
    """``parts`` but for ``part`` itself."""
    return tuple(each for each in parts if each is not part)


def _answers(attribute: Attribute) -> tuple[Value, ...]:
    if attribute.type is AttributeType.YES_NO:
        return (True, False)
    return attribute.values if attribute.type is AttributeType.CHOICE else ()
