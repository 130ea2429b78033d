"""Conditions as formulas over what an intake may say: conclusions are seen through, and so is what is relevant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diagnose.facts import Value
from diagnose.kb.logic.formula import (
    INAPPLICABLE,
    OPAQUE,
    UNKNOWN,
    VALUE,
    Node,
    all_of,
    any_of,
    at_least,
    negated,
)
from diagnose.kb.logic.kleene import Kleene, relevance_of
from diagnose.kb.logic.reports import OpaqueError, Reports
from diagnose.kb.playbook import Conclusion
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, Leaf, NoneOf, Test
from diagnose.rules.operators import HasAll, HasNone, Operator
from diagnose.vocabulary import AttributeType, Vocabulary
from diagnose.wording import worded


class Lowering:
    """Turns the conditions of one knowledge base into formulas; what was turned once is kept."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        conclusions: Iterable[Conclusion],
        relevance: Mapping[str, Condition],
        python: frozenset[str],
    ) -> None:
        self.vocabulary = vocabulary
        self.relevance = relevance
        self.python = python
        self.setters: dict[str, list[tuple[Value, Conclusion]]] = {}
        for conclusion in sorted(conclusions, key=lambda each: each.id):
            for attribute, value in conclusion.sets:
                self.setters.setdefault(attribute, []).append((value, conclusion))
        self.concluded = frozenset(self.setters) | python
        self.reports = Reports(vocabulary, self.concluded)
        self.kleene = Kleene(self.reports, relevance)
        self._leaves: dict[Leaf, Node] = {}
        self._fired: dict[int, Node] = {}

    def lowered(self, condition: Condition) -> Node:
        """The formula that is true where ``condition`` holds.

        Raises:
            OpaqueError: a test in it cannot be expressed.
        """
        match condition:
            case AllOf(members):
                return all_of([self.lowered(member) for member in members])
            case AnyOf(members):
                return any_of([self.lowered(member) for member in members])
            case NoneOf(members):
                return all_of([negated(self.lowered(member)) for member in members])
            case Count():
                return self._counted(condition)
            case _:
                return self._leaf(condition)

    def _counted(self, count: Count) -> Node:
        members = [self.lowered(member) for member in count.members]
        least = at_least(count.at_least, members)
        if count.at_most is None:
            return least
        most = at_least(len(members) - count.at_most, [negated(member) for member in members])
        return all_of((least, most))

    def _leaf(self, leaf: Leaf) -> Node:
        known = self._leaves.get(leaf)
        if known is None:
            if leaf.attribute not in self.vocabulary.attributes:
                raise OpaqueError(worded("{attribute} is not declared", attribute=leaf.attribute), leaf.attribute)
            known = self._leaves[leaf] = self._of_leaf(leaf)
        return known

    def _of_leaf(self, leaf: Leaf) -> Node:
        if isinstance(leaf, Applies):
            return self._applies(leaf)
        if isinstance(leaf, Known):
            known = self._known(leaf.attribute)
            return known if leaf.wanted else negated(known)
        reported = self.reports.reported(leaf)
        if leaf.attribute in self.python:
            return self._or_opaque(reported, leaf.attribute, 0, leaf.operator)
        if leaf.attribute not in self.setters:
            return reported
        return any_of((reported, all_of((self.reports.silent(leaf.attribute), self._concluded(leaf)))))

    def _or_opaque(self, reported: Node, attribute: str, states: int, operator: Operator | None) -> Node:
        """``reported``, or Python rules conclude something that satisfies ``operator``."""
        if self._is_collected(attribute):
            why = worded("Python rules conclude {attribute}", attribute=attribute)
            raise OpaqueError(why, attribute)
        opaque = self.reports.literal(attribute, states, operator, OPAQUE)
        return any_of((reported, all_of((self.reports.silent(attribute), opaque))))

    def fires(self, conclusion: Conclusion) -> Node:
        """The formula that is true where ``conclusion`` fires."""
        known = self._fired.get(id(conclusion))
        if known is None:
            with self.reports.step(conclusion.id):
                known = self._fired[id(conclusion)] = self.lowered(conclusion.condition)
        return known

    def _by_value(self, attribute: str) -> dict[Value, Node]:
        """By value, that some conclusion proposes it for ``attribute``."""
        found: dict[Value, list[Node]] = {}
        for value, conclusion in self.setters.get(attribute, ()):
            found.setdefault(value, []).append(self.fires(conclusion))
        return {value: any_of(nodes) for value, nodes in found.items()}

    def _is_collected(self, attribute: str) -> bool:
        return self.vocabulary.attributes[attribute].type is AttributeType.SET

    def _is_agreed(self, attribute: str) -> Node:
        """The conclusions give ``attribute`` a value: some for a set, for any other just one."""
        proposed = list(self._by_value(attribute).values())
        some = any_of(proposed)
        if self._is_collected(attribute) or len(proposed) < 2:
            return some
        return all_of((some, at_least(len(proposed) - 1, [negated(each) for each in proposed])))

    def _concluded(self, test: Test) -> Node:
        """What is concluded satisfies ``test``."""
        proposed = self._by_value(test.attribute)
        operator = test.operator
        if isinstance(operator, HasAll | HasNone):
            return self._collected(operator, proposed)
        passing = any_of([node for value, node in proposed.items() if operator.test(value, None) is True])
        return all_of((passing, self._is_agreed(test.attribute)))

    def _collected(self, operator: HasAll | HasNone, proposed: Mapping[Value, Node]) -> Node:
        members = [
            any_of([node for value, node in proposed.items() if isinstance(value, frozenset) and member in value])
            for member in sorted(operator.values)
        ]
        if isinstance(operator, HasNone):
            return all_of((any_of(proposed.values()), *(negated(member) for member in members)))
        return all_of(members)

    def _known(self, attribute: str) -> Node:
        reported = self.reports.literal(attribute, VALUE)
        if attribute in self.python:
            return self._or_opaque(reported, attribute, VALUE, None)
        if attribute not in self.setters:
            return reported
        return any_of((reported, all_of((self.reports.silent(attribute), self._is_agreed(attribute)))))

    def _applies(self, leaf: Applies) -> Node:
        name = leaf.attribute
        pointless = self.reports.literal(name, INAPPLICABLE)
        if name in self.relevance:
            if name in self.concluded:
                raise relevance_of(name)
            pointless = self.kleene.is_gone(name)
        if not leaf.wanted:
            return pointless
        asked = self.reports.literal(name, UNKNOWN)
        return all_of((any_of((self._known(name), asked)), negated(pointless)))
