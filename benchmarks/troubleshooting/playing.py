"""Playing one drawn case: the world answers and reports, and keeps the account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, assert_never

from benchmarks.troubleshooting.account import (
    Account,
    Result,
    advising_cost,
    steps_by_id,
    treatments,
    with_predecessors,
)
from benchmarks.troubleshooting.moves import Ask, Close, HandOn, Policy, Take
from benchmarks.troubleshooting.world import Truth, normal_value, written
from diagnose.decision import Standing, standing_of
from diagnose.facts import State, Unknown, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.planning import cost_of, only_on_site, prices_of
from diagnose.questions import Answering

MOST_MOVES = 150
"""A case that takes longer is handed over."""


class World:
    """A drawn case as it develops: what is mended, which complaints are gone, what has been paid."""

    def __init__(self, kb: KnowledgeBase, truth: Truth) -> None:
        self.kb = kb
        self.truth = truth
        self.standing: Standing = standing_of(kb, at_line=truth.line, channel=truth.channel)
        self.prices = prices_of(kb, self.standing.at_line, on_site=self.standing.on_site)
        self.mended: set[str] = set()
        self.done: set[str] = set()
        self.told: set[str] = set(truth.told)
        self.visited = False
        self.account = Account()
        self._asking = Answering(Reading.of(kb, WorkingMemory.of(())), ())

    def stands(self, name: str) -> bool:
        """Whether a sign is abnormal now: it was, and not all that caused it is mended; chance cannot be mended."""
        causes = self.truth.causes.get(name)
        return causes is not None and (not causes or not causes <= self.mended)

    def standing_complaints(self) -> list[str]:
        """The complaints that are not cured."""
        return [name for name in self.truth.complaints(self.kb) if self.stands(name)]

    def state(self, name: str) -> State:
        """What an attribute is now."""
        if name in self.truth.causes and not self.stands(name):
            return normal_value(self.kb.vocabulary.attributes[name])
        return self.truth.states.get(name, Unknown("customer"))

    def answer(self, name: str) -> Any:
        """The answer to a question, paid for."""
        price = self._asking.cost(name)
        self.account.cost += price
        self.account.questions += 1
        forgotten = name in self.truth.forgotten
        state = Unknown("customer") if forgotten else self.state(name)
        if not forgotten and self.kb.vocabulary.attributes[name].complaint and self.stands(name):
            self.told.add(name)
        return written(state)

    def take(self, step: str) -> tuple[str, dict[str, Any]]:
        """What came of a step and what was seen afterwards; paid for, unless it may not be taken."""
        if step in self.truth.barred:
            return "not-possible", {}
        price = self.price(step)
        self.account.cost += price
        self.account.steps += 1
        treated = [name for name in self.truth.faults if step in treatments(self.kb, name)]
        if not treated:
            self.account.wrong += price
        before = self.standing_complaints()
        self.done.add(step)
        self.mended.update(name for name in treated if (name, step) in self.truth.mends)
        return self._came_of_it(before)

    def price(self, step: str) -> float:
        """What a step costs here and now; the first that needs a visit pays for it."""
        declared = steps_by_id(self.kb).get(step)
        if declared is None:
            return advising_cost(self.kb)
        if only_on_site(self.kb, declared) and not self.visited:
            self.visited = True
            return cost_of(self.kb, declared) + self.prices.visit
        return cost_of(self.kb, declared)

    def _came_of_it(self, before: list[str]) -> tuple[str, dict[str, Any]]:
        """The customer says what is gone; when all that was told is gone, also what else is wrong."""
        left = self.standing_complaints()
        gone = [name for name in before if name not in left and name in self.told]
        if not left:
            return "fixed", {name: written(self.state(name)) for name in gone}
        if not gone:
            return "failed", {}
        if not self.told.intersection(left):
            self.told.add(left[0])
        named = [*gone, *(name for name in left if name in self.told)]
        return "partly", {name: written(self.state(name)) for name in named}

    def cheapest_cure(self) -> float | None:
        """What mending everything would cost this line from here, with all known; None where it cannot."""
        needed = sorted({cause for name in self.standing_complaints() for cause in self.truth.causes[name]})
        if any(not self.truth.causes[name] for name in self.standing_complaints()):
            return None
        ways = [list(self._ways(fault)) for fault in needed if fault not in self.mended]
        if not all(ways):
            return None
        return min(self._price_of(frozenset().union(*way)) for way in product(*ways))

    def _ways(self, fault: str) -> Iterator[frozenset[str]]:
        """The sets of steps, one that mends ``fault`` with all that must precede it, that this line may take."""
        playbook = self.kb.playbooks[fault]
        if (fault, fault) in self.truth.mends:
            yield frozenset([fault])
        own = {step.id: step for step in playbook.steps}
        for step in playbook.steps:
            if (fault, step.id) in self.truth.mends:
                needed = with_predecessors(step, own)
                if all(self._may(own[name]) for name in needed):
                    yield frozenset(name for name in needed if name not in self.done)

    def _may(self, step: Step) -> bool:
        rank = self.kb.support.rank
        return step.id not in self.truth.barred and rank(step.by) <= rank(self.standing.at_line)

    def _price_of(self, steps: frozenset[str]) -> float:
        declared = [steps_by_id(self.kb)[name] for name in sorted(steps) if name in steps_by_id(self.kb)]
        visit = not self.visited and any(only_on_site(self.kb, step) for step in declared)
        said = (len(steps) - len(declared)) * advising_cost(self.kb)
        return sum(cost_of(self.kb, step) for step in declared) + said + (self.prices.visit if visit else 0.0)


def play(world: World, policy: Policy) -> Result:
    """The account of one case played by ``policy``."""
    trail = world.account.trail
    for _ in range(MOST_MOVES):
        move = policy.next()
        match move:
            case Ask(attribute):
                value = world.answer(attribute)
                trail.append(f"ask {attribute} = {value}")
                policy.answer(attribute, value)
            case Take(step):
                outcome, seen = world.take(step)
                trail.append(f"do {step}: {outcome}")
                policy.report(step, outcome, seen)
            case HandOn():
                return _handed_on(world)
            case Close():
                return _closed(world)
            case _:
                assert_never(move)
        if not world.standing_complaints():
            return _result(world, "solved")
    trail.append("did not end")
    return _handed_on(world)


def _handed_on(world: World) -> Result:
    """Right when nothing that this line may still do would have ended the case for less than handing over."""
    cure = world.cheapest_cure()
    right = cure is None or cure >= world.prices.hand_over
    world.account.cost += world.prices.hand_over
    world.account.trail.append("hand over")
    return _result(world, "escalated rightly" if right else "escalated wrongly")


def _closed(world: World) -> Result:
    """Closed although a complaint stands: the customer calls again, and the case goes on."""
    world.account.cost += world.prices.hand_over
    return _result(world, "closed in error")


def _result(world: World, ending: str) -> Result:
    account = world.account
    return Result(
        world.truth.number,
        account.cost,
        account.questions,
        account.steps,
        ending == "solved",
        account.wrong,
        ending,
        (*account.trail,),
    )


def clairvoyant(world: World) -> Result:
    """The account of somebody who knows what is true: the cheapest cure, or handing over at once."""
    cure = world.cheapest_cure()
    hand_over = world.prices.hand_over
    solved = cure is not None and cure < hand_over
    ending = "solved" if solved else "escalated rightly"
    return Result(
        world.truth.number, min(hand_over, cure or hand_over) if solved else hand_over, 0, 0, solved, 0.0, ending
    )
