"""Who can still answer what."""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.facts import Unknown
from diagnose.hypotheses import Reading
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, LOCATION

QUICK = 20.0
"""Seconds that it takes to say which equipment it is, or where."""
LEAST = 1.0
"""Seconds that any question takes."""


class Answering:
    """The people and tools that can be asked in one case, and what they can be asked for.

    ``hour`` is what an hour of the line that asks costs, by default that of ``kb.yaml``.
    """

    __slots__ = ("_hour", "_known", "_reading", "askable")

    def __init__(self, reading: Reading, askable: Iterable[str], hour: float | None = None) -> None:
        self.askable = frozenset(askable)
        self._hour = reading.kb.settings.hour if hour is None else hour
        self._reading = reading
        self._known: dict[str, tuple[str, ...]] = {}

    def who(self, attribute: str) -> tuple[str, ...]:
        """Those who can answer, in order of name; nobody for what is known, not known, or does not apply."""
        found = self._known.get(attribute)
        if found is None:
            found = self._known[attribute] = self._work_out(attribute)
        return found

    def among(self, attributes: Iterable[str]) -> frozenset[str]:
        """The attributes that somebody can answer."""
        return frozenset([name for name in attributes if self.who(name)])

    def cost(self, attribute: str) -> float:
        """What asking costs, in the currency of the knowledge base."""
        declared = self._reading.kb.vocabulary.attributes.get(attribute)
        takes = declared.takes if declared is not None else QUICK
        return max(LEAST, takes) / 3600.0 * self._hour

    def _work_out(self, attribute: str) -> tuple[str, ...]:
        memory = self._reading.inference.memory
        if not self.askable or attribute in memory.unknown or attribute in memory.inapplicable:
            return ()
        if attribute in BUILT_IN:
            return tuple(sorted(self.askable)) if self._can_be_narrower(attribute) else ()
        declared = self._reading.kb.vocabulary.attributes.get(attribute)
        if declared is None or attribute in self._reading.values:
            return ()
        able = self.askable.intersection(declared.answered_by)
        return tuple(sorted(able)) if able and not self._reading.possible.does_not_apply(attribute) else ()

    def _can_be_narrower(self, attribute: str) -> bool:
        """Equipment and location are worth asking for until they are as exact as the taxonomy."""
        if attribute not in {EQUIPMENT, LOCATION}:
            return False
        value = self._reading.values.get(attribute)
        if not isinstance(value, tuple):
            return True
        facts = self._reading.inference.memory.facts
        if any(fact.attribute == attribute and isinstance(fact.value, Unknown) for fact in facts):
            return False
        taxonomy = self._reading.kb.vocabulary.taxonomy(attribute)
        return any(len(taxonomy.below(kind)) > 1 for kind in value)
