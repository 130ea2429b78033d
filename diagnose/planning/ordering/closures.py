"""Sets of steps that may come first and are richer than all together: whole blocks (Sidney 1975), for any precedence.

Sets are numbers with a bit for each step. Of all sets the one with the most chance less a price for its cost comes from
a greatest flow: what the rich steps gain is used to pay for the poor ones that must precede them (Picard 1976). With
the price at which all steps together are worth nothing, that set holds the blocks richer than that, and no other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

LEAST_FLOW = 1e-15
"""What is left of a chance below this is a rounding error."""


def richer_part(
    steps: Sequence[int], above: Mapping[int, int], chances: Sequence[float], costs: Sequence[float]
) -> int:
    """The blocks of ``steps`` with more chance for their cost than all of ``steps``; 0 when these are one block.

    ``above`` gives for each of ``steps`` the set of those among them that must precede it, directly or not.
    """
    price = math.fsum([chances[step] for step in steps]) / math.fsum([costs[step] for step in steps])
    gains = {step: chances[step] - price * costs[step] for step in steps}
    flow = _Flow(gains, above)
    part = 0
    for step, gain in gains.items():
        if gain > 0.0:
            for unpaid in flow.pay(step, gain):
                part |= above[unpaid] | 1 << unpaid
    return part


class _Flow:
    """What the steps that gain have paid so far for those that cost and must precede them."""

    def __init__(self, gains: Mapping[int, float], above: Mapping[int, int]) -> None:
        self.due = {step: -gain for step, gain in gains.items() if gain <= 0.0}
        self.paid: dict[int, dict[int, float]] = {step: {} for step in self.due}
        self.needs = {
            step: [each for each in self.due if above[step] >> each & 1] for step, gain in gains.items() if gain > 0.0
        }

    def pay(self, step: int, gain: float) -> list[int]:
        """Spend ``gain``; where something is left, the steps that nobody needs to pay for any more."""
        while gain > LEAST_FLOW:
            came = self._search(step)
            end = next(reversed(came))
            if self.due.get(end, 0.0) <= LEAST_FLOW:
                return [each for each in came if each in self.needs]
            gain -= self._push(came, end, gain)
        return []

    def _search(self, step: int) -> dict[int, int]:
        """From where each step was reached; the last is one with something due, if there is any."""
        came = {step: step}
        walk = [step]
        for payer in walk:
            for due in self.needs[payer]:
                if due in came:
                    continue
                came[due] = payer
                if self.due[due] > LEAST_FLOW:
                    return came
                for other, amount in self.paid[due].items():
                    if amount > LEAST_FLOW and other not in came:
                        came[other] = due
                        walk.append(other)
        return came

    def _push(self, came: Mapping[int, int], end: int, gain: float) -> float:
        """Pay for ``end`` along the way on which it was reached: how much."""
        way = [end]
        while came[way[-1]] != way[-1]:
            way.append(came[way[-1]])
        given_up = list(zip(way[1::2], way[2::2], strict=False))
        amount = min([gain, self.due[end], *(self.paid[due][payer] for payer, due in given_up)])
        self.due[end] -= amount
        for payer, due in given_up:
            self.paid[due][payer] -= amount
        for payer, due in zip(way[1::2], way[0::2], strict=True):
            self.paid[due][payer] = self.paid[due].get(payer, 0.0) + amount
        return amount
