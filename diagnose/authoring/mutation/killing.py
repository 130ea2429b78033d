"""Whether the cases notice a mutant: only those are run again whose decision can be another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from diagnose.authoring.mutation.affected import Affected
from diagnose.authoring.mutation.answers import Answer, answer_to, keeps_rules, meets
from diagnose.authoring.mutation.equivalence import proof_of
from diagnose.authoring.mutation.ground import Ground, Tried, explained
from diagnose.authoring.mutation.masks import Masks, bits
from diagnose.authoring.mutation.mutant import Mutant, Rule
from diagnose.authoring.mutation.variant import variant_of
from diagnose.errors import FiringBudgetError
from diagnose.hypotheses import Reading
from diagnose.hypotheses.reading import ClosedWorld
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Conclusion, Playbook


class Fate(Protocol):
    """What became of a mutant."""

    @property
    def word(self) -> str:
        """How it is listed."""


@dataclass(frozen=True, slots=True)
class Killed:
    """``by`` is the case whose expectation changed first; ``by_explanation`` says that only what it keeps did."""

    by: str
    by_explanation: bool = False
    word = "killed"


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """No case that expects something of the decision is decided otherwise, and in no case do other rules hold."""

    word = "survives: no case distinguishes"


@dataclass(frozen=True, slots=True)
class Unasserted:
    """``seen_in`` is a case that is decided otherwise, but expects nothing that changed."""

    seen_in: str
    word = "survives: seen but not asserted"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """No case can ever notice it; ``proof`` says why."""

    proof: str
    word = "equivalent"


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The firing budget was used up; ``why`` says how."""

    why: str
    word = "timed out"


class Field:
    """The cases of a ground, ready for mutants: masks of tests are worked out once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.masks = Masks(ground)
        self.affected = Affected(ground, self.masks)

    def fates(self, mutants: Iterable[Mutant]) -> list[Fate]:
        """What the cases make of each of ``mutants``."""
        return [self.fate(mutant) for mutant in mutants]

    def fate(self, mutant: Mutant) -> Fate:
        """What the cases make of ``mutant``; whether it is equivalent is asked of those that survive."""
        fate = self._fate(mutant)
        if isinstance(fate, Unnoticed) and (proof := proof_of(mutant, self.ground.kb)):
            return Equivalent(proof)
        return fate

    def _fate(self, mutant: Mutant) -> Fate:
        affected = self._in_order(mutant, self.affected.by(mutant))
        holding = self.masks.holding(mutant.rule.condition)
        for tried in affected:
            if _lists(tried, mutant) and _turns_over(mutant, tried, holding):
                return Killed(tried.case.id)
        kb = variant_of(self.ground.kb, mutant.rule)
        try:
            found = self._decided(mutant, affected, kb)
            return self._explained(mutant, kb) or found if not isinstance(found, Killed) else found
        except FiringBudgetError as error:
            return TimedOut(str(error))

    def _decided(self, mutant: Mutant, affected: list[Tried], kb: KnowledgeBase) -> Fate:
        """What comes of the cases; those that expect nothing of the decision are asked for their rules alone."""
        seen = ""
        holding = self.masks.holding(mutant.rule.condition)
        for tried in affected:
            if not tried.deciding:
                fired = _fired(tried, kb, mutant, holding)
                changed = fired != tried.fired
                if changed and not keeps_rules(fired, tried.case.expect):
                    return Killed(tried.case.id)
            else:
                answer = self._answer(tried, kb, mutant)
                if not meets(answer, tried.case.expect):
                    return Killed(tried.case.id)
                changed = not seen and answer != tried.answer
            if changed and not seen:
                seen = tried.case.id
        return Unasserted(seen) if seen else Unnoticed()

    def _explained(self, mutant: Mutant, kb: KnowledgeBase) -> Killed | None:
        """The case whose kept explanation reads otherwise."""
        for tried in self._in_order(mutant, self.affected.explaining(mutant)):
            reading, _ = read_by(tried, kb, mutant.rule)
            if explained(tried, reading, kb) != tried.kept:
                return Killed(tried.case.id, by_explanation=True)
        return None

    def _in_order(self, mutant: Mutant, mask: int) -> list[Tried]:
        """The cases in ``mask``, those first that name the rule."""
        found = [self.ground.tried[number] for number in bits(mask)]
        return sorted(found, key=lambda tried: (mutant.rule.id not in tried.names, tried.number))

    def _answer(self, tried: Tried, kb: KnowledgeBase, mutant: Mutant) -> Answer:
        reading, fired = read_by(tried, kb, mutant.rule)
        return answer_to(reading, tried.standing, fired, tried.wanted)


def _turns_over(mutant: Mutant, tried: Tried, holding: int) -> bool:
    """Whether the rule, which now holds in the cases ``holding``, did not in this one, or the other way round."""
    return bool(holding >> tried.number & 1) is not (mutant.rule.id in tried.fired)


def _fired(tried: Tried, kb: KnowledgeBase, mutant: Mutant, holding: int) -> frozenset[str]:
    """The rules that hold now; a playbook changes nothing of the others."""
    if isinstance(mutant.rule, Conclusion):
        return read_by(tried, kb, mutant.rule)[1]
    return tried.fired ^ {mutant.rule.id} if _turns_over(mutant, tried, holding) else tried.fired


def _lists(tried: Tried, mutant: Mutant) -> bool:
    """Whether the case expects the rule to hold, or not to."""
    expect = tried.case.expect
    return any(each.text == mutant.rule.id for each in (*expect.matched, *expect.not_matched))


def read_by(tried: Tried, kb: KnowledgeBase, rule: Rule) -> tuple[Reading, frozenset[str]]:
    """A case as a base reads it in which ``rule`` is another, and the rules that hold in it."""
    if not isinstance(rule, Conclusion):
        return reread(tried, kb, rule)
    reading = Reading.of(kb, tried.reading.inference.memory)
    return reading, frozenset(firing.rule for firing in reading.inference.firings)


def reread(tried: Tried, kb: KnowledgeBase, playbook: Playbook) -> tuple[Reading, frozenset[str]]:
    """The reading of a case by a base in which ``playbook`` is another: what is concluded stays as it is."""
    before = tried.reading
    closed = ClosedWorld(before.inference, before.possible)
    holds = playbook.condition.holds(closed)
    if holds is (playbook.id in tried.fired):
        return replace(before, kb=kb), tried.fired
    others = tried.fired - {playbook.id}
    fired = others | {playbook.id} if holds else others
    matched = tuple(sorted(name for name in fired if name in kb.playbooks))
    inference = replace(before.inference, matched=matched)
    return Reading(kb, inference, before.possible, closed), fired
