"""The other truth of conditions: what is settled by Kleene's three values (1952), as formulas over what is reported.

Only what is relevant asks for it: an attribute does not apply where its ``relevant`` is false, not where it is open.
"""

from __future__ import annotations

from collections.abc import Mapping

from diagnose.facts import EQUIPMENT
from diagnose.kb.logic.formula import INAPPLICABLE, UNKNOWN, VALUE, Node, all_of, any_of, at_least, negated
from diagnose.kb.logic.reports import OpaqueError, Reports
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, Leaf, NoneOf, Test
from diagnose.rules.operators import HasAll, HasNone, NotWithin, Operator, Within
from diagnose.wording import worded


class Kleene:
    """Formulas for "surely so" and "surely not so" over what is reported."""

    __slots__ = ("_relevance", "_reports")

    def __init__(self, reports: Reports, relevance: Mapping[str, Condition]) -> None:
        self._reports = reports
        self._relevance = relevance

    def surely(self, condition: Condition) -> Node:
        """``condition`` is true by Kleene's values."""
        match condition:
            case AllOf(members):
                return all_of([self.surely(member) for member in members])
            case AnyOf(members):
                return any_of([self.surely(member) for member in members])
            case NoneOf(members):
                return all_of([self.surely_not(member) for member in members])
            case Count():
                least = at_least(condition.at_least, [self.surely(each) for each in condition.members])
                if condition.at_most is None:
                    return least
                wrong = [self.surely_not(each) for each in condition.members]
                return all_of((least, at_least(len(wrong) - condition.at_most, wrong)))
            case _:
                return self._surely_leaf(condition)

    def surely_not(self, condition: Condition) -> Node:
        """``condition`` is false by Kleene's values."""
        match condition:
            case AllOf(members):
                return any_of([self.surely_not(member) for member in members])
            case AnyOf(members):
                return all_of([self.surely_not(member) for member in members])
            case NoneOf(members):
                return any_of([self.surely(member) for member in members])
            case Count():
                wrong = [self.surely_not(each) for each in condition.members]
                few = at_least(len(wrong) - condition.at_least + 1, wrong)
                if condition.at_most is None:
                    return few
                many = at_least(condition.at_most + 1, [self.surely(each) for each in condition.members])
                return any_of((few, many))
            case _:
                return self._surely_not_leaf(condition)

    def _surely_leaf(self, leaf: Leaf) -> Node:
        name = leaf.attribute
        if name in self._reports.concluded:
            raise relevance_of(name)
        if isinstance(leaf, Test):
            return self._reports.reported(leaf)
        value, asked = self._reports.literal(name, VALUE), self._reports.literal(name, UNKNOWN)
        if isinstance(leaf, Known):
            gone = any_of((self.is_gone(name), all_of((asked, negated(self.is_gone(name))))))
            return value if leaf.wanted else gone
        return any_of((value, all_of((asked, negated(self.is_gone(name)))))) if leaf.wanted else self.is_gone(name)

    def _surely_not_leaf(self, leaf: Leaf) -> Node:
        name = leaf.attribute
        if name in self._reports.concluded:
            raise relevance_of(name)
        if isinstance(leaf, Test):
            return any_of((self.is_gone(name), self._fails(leaf)))
        if isinstance(leaf, Known):
            return self._surely_leaf(Known(name, not leaf.wanted))
        return self._surely_leaf(Applies(name, not leaf.wanted))

    def is_gone(self, name: str) -> Node:
        """``name`` does not apply: it was reported so, or it has no value and is not relevant."""
        gone = self._reports.literal(name, INAPPLICABLE)
        if name not in self._relevance:
            return gone
        with self._reports.step(name):
            irrelevant = self.surely_not(self._relevance[name])
        return any_of((gone, all_of((self._reports.silent(name), irrelevant))))

    def _fails(self, test: Test) -> Node:
        """The attribute has a value and it is known not to satisfy ``test``."""
        operator, name = test.operator, test.attribute
        value = self._reports.literal(name, VALUE)
        if isinstance(operator, HasAll | HasNone):
            return all_of((value, negated(self._reports.reported(test))))
        if name == EQUIPMENT and isinstance(operator, Within | NotWithin):
            return all_of((value, negated(self._reports.literal(name, 0, _reach(operator)))))
        return self._reports.literal(name, 0, operator, wanted=False)


def _reach(operator: Within | NotWithin) -> Operator:
    """The test that some kind satisfies exactly where ``operator`` is not known to be false."""
    nothing: frozenset[str] = frozenset()
    if isinstance(operator, Within):
        return Within((*operator.asked, "", "above"), operator.inside | operator.above, nothing)
    return NotWithin((*operator.asked, "", "above"), operator.inside, nothing)


def relevance_of(attribute: str) -> OpaqueError:
    """Why it is not known whether ``attribute`` applies."""
    return OpaqueError(worded("whether {attribute} applies depends on a conclusion", attribute=attribute), attribute)
