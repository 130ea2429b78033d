"""Coverage of playbooks and conclusions: whether they fire, stop firing, and on which of their tests that hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from diagnose.authoring.coverage.boundaries import boundaries
from diagnose.authoring.coverage.items import Item, Measure
from diagnose.authoring.live import vacuous
from diagnose.authoring.mutation.ground import Ground, Tried
from diagnose.authoring.mutation.masks import Masks, bits
from diagnose.errors import Location
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, NoneOf, leaves

NOWHERE = Location("")


@dataclass(frozen=True, eq=False)
class Surveyor:
    """Looks at the cases of a ground for what they cover."""

    ground: Ground
    masks: Masks

    def first(self, mask: int) -> str:
        """The first case in ``mask``; empty when there is none."""
        return next((self.ground.tried[number].case.id for number in bits(mask)), "")

    def where(self, test: Callable[[Tried], bool]) -> str:
        """The first case that passes ``test``; empty when none does."""
        return next((each.case.id for each in self.ground.tried if test(each)), "")

    @cached_property
    def expected(self) -> dict[str, str]:
        """By rule the first case that expects it to hold, and in which it does."""
        found: dict[str, str] = {}
        for each in self.ground.tried:
            expect = each.case.expect
            named = [*expect.matched, *expect.faults_include, *([expect.fault] if expect.fault else [])]
            for name in named:
                if name.text in each.fired or not self._is_gated(name.text):
                    found.setdefault(name.text, each.case.id)
        return found

    def _is_gated(self, name: str) -> bool:
        playbook = self.ground.kb.playbooks.get(name)
        return playbook is None or playbook.gated

    @cached_property
    def held_back(self) -> dict[str, str]:
        """By rule the first case that nearly fits it and expects that it does not hold."""
        found: dict[str, str] = {}
        for each in self.ground.tried:
            expect = each.case.expect
            vain = {finding.at for finding in vacuous(expect, each.reading.inference, self.ground.kb)}
            for name in expect.not_matched:
                if name.at not in vain:
                    found.setdefault(name.text, each.case.id)
        return found


def rule_items(rule: Playbook | Conclusion, surveyor: Surveyor) -> Iterator[Item]:
    """What there is to cover of one rule, but for its plan."""
    at = rule.at or NOWHERE
    fits = f"a case that fits, with expect: {{matched: [{rule.id}]}}"
    yield Item(Measure.RULE, rule.id, at, rule.id, surveyor.expected.get(rule.id, ""), fits)
    if isinstance(rule, Conclusion) or rule.gated:
        nearly = f"a case that fits but for one fact, with expect: {{not_matched: [{rule.id}]}}"
        yield Item(Measure.NEGATIVE, rule.id, at, rule.id, surveyor.held_back.get(rule.id, ""), nearly)
    yield from _conditions(rule, surveyor)
    yield from _branches(rule, surveyor)
    yield from boundaries(rule, surveyor.masks, surveyor.ground)


def _conditions(rule: Playbook | Conclusion, surveyor: Surveyor) -> Iterator[Item]:
    masks, condition = surveyor.masks, rule.condition
    holding = masks.holding(condition)
    wanted = dict(_polarities(condition, barred=False))
    for place, leaf in enumerate(leaves(condition)):
        good = masks.leaf(leaf) if wanted[place] else masks.everyone & ~masks.leaf(leaf)
        only = masks.supposing(condition, place, holds=wanted[place]) & ~holding & ~good
        seen = holding & good
        state = "true" if wanted[place] else "false"
        what = f"{leaf.written} ({'required' if wanted[place] else 'barred'})"
        lack = f"a case in which it is {state} and the rule holds" if not seen else _flip(leaf.written, state)
        by = surveyor.first(only) if seen else ""
        yield Item(Measure.CONDITION, rule.id, leaf.at or rule.at or NOWHERE, what, by, lack)


def _flip(written: str, state: str) -> str:
    other = "false" if state == "true" else "true"
    return f"a case that fits but for this: '{written}' is {other}"


def _polarities(condition: Condition, *, barred: bool, start: int = 0) -> Iterator[tuple[int, bool]]:
    """For each test, counted as written, whether it is its holding that helps the condition to hold."""
    if not isinstance(condition, AllOf | AnyOf | NoneOf | Count):
        yield start, not barred
        return
    inner = barred is not isinstance(condition, NoneOf)
    if isinstance(condition, Count) and not condition.at_least:
        inner = not barred
    for member in condition.members:
        yield from _polarities(member, barred=inner, start=start)
        start += sum(1 for _ in leaves(member))


def _branches(rule: Playbook | Conclusion, surveyor: Surveyor) -> Iterator[Item]:
    masks = surveyor.masks
    holding = masks.holding(rule.condition)
    for group in _alternatives(rule.condition):
        each = [masks.holding(member) for member in group.members]
        for place, member in enumerate(group.members):
            alone = holding & each[place]
            for other, mask in enumerate(each):
                alone &= mask if other == place else ~mask
            lack = "a case that fits in which this is the only alternative that is true"
            at = _place(member) or group.at or rule.at or NOWHERE
            yield Item(Measure.BRANCH, rule.id, at, member.written, surveyor.first(alone), lack)


def _place(condition: Condition) -> Location | None:
    return condition.at or next((leaf.at for leaf in leaves(condition)), None)


def _alternatives(condition: Condition) -> Iterator[AnyOf]:
    """The groups of alternatives one of which must hold."""
    if isinstance(condition, AnyOf) and len(condition.members) > 1:
        yield condition
    if isinstance(condition, AllOf | AnyOf):
        for member in condition.members:
            yield from _alternatives(member)
