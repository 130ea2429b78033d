"""One answer supposed: what it makes of a condition, without inferring anything anew."""

from __future__ import annotations

from diagnose.facts import Value
from diagnose.hypotheses import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.conditions import attributes_of
from diagnose.rules.operators import Operator


class Supposed:
    """What is possible in a case if ``attribute`` turns out to be ``value``; conclusions stay as they are."""

    __slots__ = ("_attribute", "_now", "_possible", "_value")

    def __init__(self, reading: Reading, attribute: str, value: Value) -> None:
        self._possible = reading.possible
        self._now = reading.inference.memory.reported_at
        self._attribute = attribute
        self._value = value

    def truth_of(self, attribute: str, operator: Operator) -> bool | None:
        """Kleene's truth of a test."""
        if attribute == self._attribute:
            return operator.test(self._value, self._now)
        return self._possible.truth_of(attribute, operator)

    def truth_of_known(self, attribute: str) -> bool | None:
        """Kleene's truth of "it has a value"."""
        return True if attribute == self._attribute else self._possible.truth_of_known(attribute)

    def truth_of_applies(self, attribute: str) -> bool | None:
        """Kleene's truth of "it applies"."""
        return True if attribute == self._attribute else self._possible.truth_of_applies(attribute)


def read_by_rules(kb: KnowledgeBase) -> frozenset[str]:
    """The attributes from which something is concluded: an answer about one of them may change others."""
    found: frozenset[str] | None = kb.derived.get("read by rules")
    if found is None:
        read = [attributes_of(each.condition) for each in kb.rules.rules.values() if each.sets]
        found = kb.derived["read by rules"] = frozenset[str]().union(*read, *(each.reads for each in kb.rules.python))
    return found
