"""Which cases may be decided otherwise under a mutant: never too few, and few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from diagnose.authoring.mutation.ground import Ground, Tried
from diagnose.authoring.mutation.masks import Masks, bits
from diagnose.authoring.mutation.mutant import WEIGHTS, Mutant, Operator
from diagnose.facts import Value
from diagnose.hypotheses.candidates import asked_unseen
from diagnose.kb.playbook import Conclusion, Playbook, Shown

UNSETTLED = frozenset({"unprecedented", "more-facts"})
ADVISED = frozenset({"unprecedented", "no-fault", "out-of-scope", "how-to"})

_Test: TypeAlias = Callable[[Tried], bool]


class Affected:
    """The cases of a ground that a mutant may concern, as bits.

    A playbook has a part in a decision as a candidate: matched, or still possible and showing a complaint. What a
    case leaves settled as it was - it held for certain, or it was out of the question, before and after - is decided as
    it was. While answers are supposed, what is settled stays settled, and anything else may change.
    """

    def __init__(self, ground: Ground, masks: Masks) -> None:
        self._ground = ground
        self._masks = masks
        self._possible: dict[str, int] = {}

    def by(self, mutant: Mutant) -> int:
        """The cases that may be decided otherwise under ``mutant``."""
        rule = mutant.rule
        if isinstance(rule, Conclusion):
            return self._by_conclusion(self._ground.kb.conclusions[rule.id], rule)
        before = self._ground.kb.playbooks[rule.id]
        if rule.condition is before.condition:
            return self._by_weight(before, rule, mutant.operator)
        return self._by_condition(before, rule)

    def explaining(self, mutant: Mutant) -> int:
        """The cases that keep an explanation in which the rule may be spoken of, as bits."""
        keeping, rule = self._ground.keeping, mutant.rule
        if not keeping:
            return 0
        if isinstance(rule, Conclusion):
            return keeping & (self.by(mutant) | self._where(keeping, lambda each: rule.id in each.fired))
        return keeping & (self.by(mutant) | self._ground.touching.get(rule.id, 0))

    def _by_weight(self, before: Playbook, after: Playbook, operator: Operator) -> int:
        """The cases in which the playbook takes part, as far as what has changed of it matters there."""
        part = self.candidate_in(before)
        if operator in WEIGHTS:
            return self._ground.entering & self._ground.wide | self._by_strength(part, before, after, operator)
        if operator is Operator.ESC:
            return self._where(part, lambda each: each.wide or each.answer.outcome == "escalation")
        if operator is Operator.PLAN:
            return self._where(part, lambda each: each.wide or each.treated or each.answer.outcome not in ADVISED)
        return part

    def _by_strength(self, part: int, before: Playbook, after: Playbook, operator: Operator) -> int:
        if operator is Operator.FREQ:
            return part
        rows = [old for old, new in zip(before.shows, after.shows, strict=True) if old != new]
        return self._where(part, lambda each: any(_matters(row, each) for row in rows))

    def _where(self, mask: int, test: _Test) -> int:
        return sum(1 << number for number in bits(mask) if test(self._ground.tried[number]))

    def candidate_in(self, playbook: Playbook) -> int:
        """The cases in which ``playbook`` holds or is looked at and may still hold."""
        found = self._possible.get(playbook.id)
        if found is None:
            touching = self._ground.touching.get(playbook.id, 0)
            found = self._possible[playbook.id] = self._where(
                touching, lambda each: playbook.id in each.fired or self._truth(playbook, each) is not False
            )
        return found

    def _truth(self, playbook: Playbook, tried: Tried) -> bool | None:
        return playbook.condition.truth(tried.reading.possible)

    def _by_condition(self, before: Playbook, after: Playbook) -> int:
        was, now = self._masks.holding(before.condition), self._masks.holding(after.condition)
        looked = self._ground.touching.get(before.id, 0)
        fresh = (self._newly_looked(before, after) | self._ground.wide) & ~looked
        changed = (was ^ now) | self._where(fresh & ~(was ^ now), lambda each: self._truth(after, each) is not False)
        if self._entries(before) != self._entries(after):
            changed |= self._ground.entering
        same = before.shows == after.shows and before.gated == after.gated
        return changed | self._where(looked & ~changed, lambda each: self._unsettled(before, after, each, same=same))

    def _unsettled(self, before: Playbook, after: Playbook, tried: Tried, *, same: bool) -> bool:
        """Whether a case in which the playbook holds as before, and that looks at it, may be decided otherwise."""
        was, now = self._truth(before, tried), self._truth(after, tried)
        if was is not now or was is None:
            return True
        if was is False and before.id not in tried.fired:
            return False
        return not same or tried.wide or before.id in tried.answer.tied

    def _entries(self, playbook: Playbook) -> frozenset[tuple[str, ...]]:
        """What the playbook adds to the first questions: its kinds of equipment, and the complaints it shows."""
        attributes = self._ground.kb.vocabulary.attributes
        rows = (row for row in playbook.shows if row.attribute in attributes)
        asked = {row.attribute for row in rows if attributes[row.attribute].complaint}
        return frozenset({("kinds", *playbook.scope), *(("asked", name) for name in asked)} if asked else ())

    def _newly_looked(self, before: Playbook, after: Playbook) -> int:
        """The cases that report a value because of which the playbook is looked at only now."""
        values = set(_looked_up(after))
        if before.scope == after.scope:
            values -= set(_looked_up(before))
        found = 0
        for attribute, value in values:
            found |= self._masks.having(attribute, value)
        return found

    def _by_conclusion(self, before: Conclusion, after: Conclusion) -> int:
        """The cases in which a conclusion holds, or may still hold, and did not; open ones only where that is asked."""
        was, now = self._masks.holding(before.condition), self._masks.holding(after.condition)
        changed = was | now if before.sets != after.sets else was ^ now
        asking = self._ground.wide
        for attribute, _ in (*before.sets, *after.sets):
            asking |= self._ground.asking.get(attribute, 0)
        return changed | self._where(asking & ~changed, lambda each: _open(before, after, each))


def _open(before: Conclusion, after: Conclusion, tried: Tried) -> bool:
    possible = tried.reading.possible
    was = before.condition.truth(possible)
    return was is None or was is not after.condition.truth(possible)


def _looked_up(playbook: Playbook) -> Iterator[tuple[str, Value]]:
    """The values by which the decision finds the playbook."""
    pairs: Iterable[tuple[str, Value | None]] = (
        *((row.attribute, row.value) for row in playbook.shows),
        *asked_unseen(playbook),
    )
    for attribute, value in pairs:
        if value is not None:
            yield attribute, value


def _matters(row: Shown, tried: Tried) -> bool:
    """Whether the strength of ``row`` has a part in the decision: its sign was seen, or a question may be about it."""
    if tried.wide or tried.answer.outcome in UNSETTLED or row.value is None:
        return True
    return row.attribute in tried.reading.values or row.given is not None
