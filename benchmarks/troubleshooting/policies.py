"""What people do without an expert system: the author's order, a random one, priors only, asking everything first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.troubleshooting.moves import Ask, HandOn, Move, Position, Take
from diagnose.decision.permits import within_competence
from diagnose.hypotheses import Candidate, Reading, Scales, weigh
from diagnose.hypotheses.candidates import find_candidates, waiting
from diagnose.kb.playbook import Step
from diagnose.planning import Offer, Plan, advice_offers, cost_of, offers_of, plan_of, prices_of
from diagnose.questions import Answering
from diagnose.rules.conditions import Known

ADVICE = frozenset({"no-fault", "out-of-scope", "how-to"})


class Desk:
    """A position as every baseline looks at it: who comes into question, what can be asked, which steps are left."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self.kb, self.standing = position.kb, position.standing
        self.reading = Reading.of(position.kb, position.memory)
        self.answering = Answering(self.reading, position.standing.askable)
        self.line = self.kb.support.rank(position.standing.at_line)

    def suspects(self) -> list[Candidate]:
        """The playbooks that are matched or open and show a complaint of the case."""
        found = find_candidates(self.reading, self.standing.treatment).all
        return [waiting(self.reading, each) for each in found]

    def steps(self, suspect: Candidate) -> Iterator[Step]:
        """The steps of one playbook that this line may take now, as written."""
        own = {step.id for step in suspect.playbook.steps}
        for step in suspect.playbook.steps:
            mine = step.id not in self.standing.done and self.kb.support.rank(step.by) <= self.line
            if mine and all(name in self.standing.done or name not in own for name in step.after):
                yield step

    def untried(self, suspect: Candidate) -> float:
        """The chance that no step that failed would have mended this fault; nothing once its advice has failed."""
        failed = self.standing.treatment.failed
        left = [1.0 - step.fixes for step in suspect.playbook.steps if step.id in failed]
        return 0.0 if suspect.id in failed else math.prod(left)

    def spent(self) -> bool:
        """Whether the steps done have cost as much as handing over: then people give up."""
        by_id = {step.id: step for each in self.kb.playbooks.values() for step in each.steps}
        done = [cost_of(self.kb, by_id[name]) for name in sorted(self.standing.done) if name in by_id]
        return math.fsum(done) >= prices_of(self.kb, self.standing.at_line).hand_over

    def taken(self, step: Step) -> Move | None:
        """The step, or the question that must come before it; None where it is ruled out."""
        if step.requires is None:
            return Take(step.id)
        condition = step.requires.condition
        if self.reading.truth(condition) is None:
            open_ones = sorted(self.answering.among(self.reading.possible.open_attributes(condition)))
            if open_ones:
                return Ask(open_ones[0])
        return Take(step.id) if self.reading.holds(condition) else None

    def offers(self, suspects: Sequence[Candidate]) -> tuple[Offer, ...]:
        """The steps of this line against ``suspects``, and what those have to say that need no repair."""
        mending = [each for each in suspects if each.playbook.steps]
        every = offers_of(self.reading, mending, self.standing.done, self.answering.among)
        saying = [each for each in suspects if each.playbook.outcome in ADVICE and each.id not in self.standing.done]
        at_line = self.standing.at_line
        return (*within_competence(self.kb, every, at_line), *advice_offers(self.kb, saying, at_line))

    def plan(self, offers: Sequence[Offer], chances: dict[str, float]) -> Plan:
        """The plan for these chances."""
        standing = self.standing
        return plan_of(offers, chances, prices_of(self.kb, standing.at_line, on_site=standing.on_site))

    def first(self, plan: Plan) -> Move:
        """The first step of a plan that is not ruled out, or the question before it; else handing over."""
        for planned in plan.steps:
            move = self.taken(planned.step)
            if move is not None:
                return move
        return HandOn()

    def askable(self, suspects: Sequence[Candidate]) -> list[str]:
        """Everything that can still be asked and that any of ``suspects`` names or waits for, in order of id."""
        found: set[str] = set()
        for each in suspects:
            found |= each.waits_for | each.rows_wait_for | each.model.signs.keys() | each.model.tilts.keys()
            found |= each.model.excused
            for step in each.playbook.steps:
                if step.requires is not None:
                    found |= self.reading.possible.open_attributes(step.requires.condition)
        for name in sorted(found):
            if name in self.kb.rules.setters:
                found |= self.reading.possible.open_attributes(Known(name, wanted=True))
        return sorted(self.answering.among(found))


def authors_order(position: Position) -> Move:
    """The playbooks by frequency, their conditions asked for one by one, their steps as written; then hand over."""
    desk = Desk(position)
    if desk.spent():
        return HandOn()
    for suspect in sorted(desk.suspects(), key=lambda each: (-each.playbook.prior, each.id)):
        if suspect.id in desk.standing.done:
            continue
        if not suspect.matched:
            open_ones = sorted(desk.answering.among(suspect.waits_for))
            if open_ones:
                return Ask(open_ones[0])
            continue
        if suspect.playbook.outcome == "hand-over":
            return HandOn()
        if suspect.playbook.outcome in ADVICE:
            return Take(suspect.id)
        for step in desk.steps(suspect):
            move = desk.taken(step)
            if move is not None:
                return move
    return HandOn()


def random_order(position: Position) -> Move:
    """Any step of any playbook that may hold, by lot, until none is left; then hand over."""
    desk = Desk(position)
    if desk.spent():
        return HandOn()
    suspects = desk.suspects()
    moves: dict[str, Move] = {each.id: Take(each.id) for each in suspects if each.playbook.outcome in ADVICE}
    for suspect in suspects:
        moves.update({step.id: move for step in desk.steps(suspect) if (move := desk.taken(step)) is not None})
    left = [name for name in moves if name not in desk.standing.done]
    return moves[min(left, key=lambda name: Random(f"{position.draw}/{name}").random())] if left else HandOn()


def priors_only(position: Position) -> Move:
    """Chance over cost by the frequencies alone, failed steps counted; asks only what a step requires for safety."""
    desk = Desk(position)
    suspects = desk.suspects()
    left = {each.id: each.playbook.prior * desk.untried(each) for each in suspects}
    total = math.fsum(left.values()) or 1.0
    return desk.first(desk.plan(desk.offers(suspects), {name: chance / total for name, chance in left.items()}))


def everything_first(position: Position) -> Move:
    """Every question that any suspect names; then the steps by chance over cost, weighed again after each."""
    desk = Desk(position)
    suspects = desk.suspects()
    questions = desk.askable(suspects)
    if questions:
        return Ask(questions[0])
    scales: Scales = weigh(desk.reading, desk.standing.treatment)
    kept = [each for each in scales.candidates.all if each.matched]
    chances = dict(zip([each.id for each in scales.candidates.all], scales.found.responsible, strict=True))
    return desk.first(desk.plan(desk.offers(kept), chances))
