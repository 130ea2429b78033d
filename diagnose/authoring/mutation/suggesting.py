"""A case that would kill a surviving mutant, found by asking both bases about intakes near the cases there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from diagnose.authoring.cases import FixtureCase
from diagnose.authoring.expectation import Expectation
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.authoring.merge import canonical, merged
from diagnose.authoring.mutation.answers import Answer, Wanted, answer_to, meets
from diagnose.authoring.mutation.expecting import difference, figures, joined, with_the_usual
from diagnose.authoring.mutation.ground import Ground, Tried
from diagnose.authoring.mutation.killing import read_by
from diagnose.authoring.mutation.mutant import Mutant, Rule
from diagnose.authoring.mutation.offers import AlreadyKilled, MoreExpected, NewCase, NothingFound, Suggestion
from diagnose.authoring.mutation.probing import changes_for, said
from diagnose.authoring.mutation.variant import variant_of
from diagnose.case import Intake
from diagnose.desk.diagnosis import standing_at
from diagnose.errors import DiagnoseError
from diagnose.hypotheses import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.logic import Logic, Satisfied, conjunction, negation
from diagnose.kb.observe import observe
from diagnose.nodes import Mapping, read_text

TRIES = 600
"""So many intakes are tried for one mutant."""
BASES = 12
"""So many cases are changed for one mutant, those first that are about its rule."""
NAME = 110


def suggestions(ground: Ground, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, Suggestion]]:
    """For each of ``mutants``, which survive, what would kill it; each is tried on what was suggested before it."""
    suggester = Suggester(ground)
    for mutant in mutants:
        yield mutant, suggester.suggestion(mutant)


_Find: TypeAlias = Callable[["_Trial", Tried], Expectation | None]


class Suggester:
    """Looks for cases that kill mutants of one ground, and keeps those it has found."""

    def __init__(self, ground: Ground) -> None:
        self._kb = ground.kb
        self._tried = {each.number: each for each in ground.tried}
        self._logic = Logic.of(ground.kb.vocabulary, ground.kb.conclusions.values(), ground.kb.relevance)
        self._known = {canonical(each.case.intake) for each in ground.tried}
        self._names = {(each.case.file, each.case.name) for each in ground.tried}
        self._found: dict[int, Tried] = {}
        self._read: dict[tuple[int, str], Tried | None] = {}
        self._rule = ""

    def suggestion(self, mutant: Mutant) -> Suggestion:
        """A case that passes and kills ``mutant``, or what else is to be done."""
        if self._rule != mutant.rule.id:
            self._read.clear()
            self._rule = mutant.rule.id
        trial = _Trial(mutant, self._before(mutant), variant_of(self._kb, mutant.rule))
        bases = self._bases(mutant.rule.id)
        return (
            self._killed_already(trial)
            or self._more_expected(trial, bases, _Trial.decision)
            or self._more_expected(trial, bases, _Trial.figure)
            or self._changed(trial, bases)
            or self._by_logic(trial, bases)
            or NothingFound()
        )

    def _before(self, mutant: Mutant) -> Rule:
        return self._kb.conclusions.get(mutant.rule.id) or self._kb.playbooks[mutant.rule.id]

    def _bases(self, rule: str) -> list[Tried]:
        """The cases to begin with: those that hold the rule, are about it, name it, or look at it."""
        area = rule.split(".", maxsplit=1)[0]
        near = [
            each
            for each in self._tried.values()
            if rule in each.names or rule in each.fired or rule in each.touched or each.case.about == area
        ]
        near.sort(
            key=lambda each: (rule not in each.fired, each.case.about != rule, rule not in each.names, each.number)
        )
        return near[:BASES]

    def _killed_already(self, trial: _Trial) -> AlreadyKilled | None:
        for found in self._found.values():
            if not meets(trial.answer(found), found.case.expect):
                return AlreadyKilled(found.case)
        return None

    def _more_expected(self, trial: _Trial, bases: Iterable[Tried], find: _Find) -> MoreExpected | None:
        for base in bases:
            if _from_table(base.case) or (expect := find(trial, base)) is None:
                continue
            case = replace(base.case, expect=joined(base.case.expect, expect))
            if self._passes(case):
                changed = replace(base, case=case)
                changed = replace(changed, answer=_answer_now(changed))
                self._tried[base.number] = self._found[base.number] = changed
                return MoreExpected(base.case, expect)
        return None

    def _changed(self, trial: _Trial, bases: Iterable[Tried]) -> NewCase | None:
        tries = 0
        for base in bases:
            for change in changes_for(trial.before, trial.mutant, base.reading.inference.memory, self._kb):
                tries += 1
                if tries > TRIES:
                    return None
                found = self._attempt(trial, base, change.node, said(change))
                if found:
                    return found
        return None

    def _by_logic(self, trial: _Trial, bases: Iterable[Tried]) -> NewCase | None:
        """A case in which one of the two conditions holds and the other does not, laid over an existing one."""
        if trial.same_condition:
            return None
        listed = list(bases)
        before, after = trial.before.condition, trial.mutant.rule.condition
        for one, other in ((before, after), (after, before)):
            answer = self._logic.solve(conjunction(one, negation(other)))
            node = read_text(answer.witness.yaml, "witness")[0] if isinstance(answer, Satisfied) else None
            if not isinstance(node, Mapping):
                continue
            for base in listed:
                found = self._attempt(trial, base, node, f"near {trial.before.id}")
                if found:
                    return found
        return None

    def _attempt(self, trial: _Trial, base: Tried, node: Mapping, label: str) -> NewCase | None:
        """The case that ``node`` makes of ``base``, if it passes and kills."""
        probe = self._probe(base, node)
        if probe is None or not trial.may_tell(probe):
            return None
        expect = trial.decision(probe) or trial.figure(probe)
        if expect is None:
            return None
        case = replace(
            probe.case,
            name=self._name(base.case, label),
            expect=with_the_usual(probe.answer, expect),
            like=base.case.name,
        )
        if not self._passes(case):
            return None
        probe = replace(probe, case=case)
        self._take(replace(probe, answer=_answer_now(probe)))
        return NewCase(case, base.case, None if _from_table(base.case) else node)

    def _take(self, found: Tried) -> None:
        self._names.add((found.case.file, found.case.name))
        self._known.add(canonical(found.case.intake))
        self._found[-len(self._names)] = found

    def _probe(self, base: Tried, node: Mapping) -> Tried | None:
        key = (base.number, canonical(node))
        if key not in self._read:
            self._read[key] = self._read_anew(base, merged(base.case.intake, node))
        found = self._read[key]
        return None if found is None or canonical(found.case.intake) in self._known else found

    def _read_anew(self, base: Tried, node: Mapping) -> Tried | None:
        if canonical(node) in self._known:
            return None
        try:
            intake = Intake.from_node(node)
            reading = Reading.of(self._kb, observe(intake, self._kb))
            standing = standing_at(intake, self._kb)
            fired = frozenset(firing.rule for firing in reading.inference.firings)
            answer = answer_to(reading, standing, fired)
        except DiagnoseError:
            return None
        case = replace(base.case, intake=node, expect=Expectation(), golden="")
        return replace(base, case=case, intake=intake, reading=reading, standing=standing, fired=fired, answer=answer)

    def _passes(self, case: FixtureCase) -> bool:
        return run_case(case, self._kb).state is CaseState.PASSED

    def _name(self, like: FixtureCase, label: str) -> str:
        whole = f"{like.name}, {label}"[:NAME]
        name, number = whole, 2
        while (like.file, name) in self._names:
            name, number = f"{whole} ({number})", number + 1
        return name


def _answer_now(tried: Tried) -> Answer:
    """The answer to a case with all that it expects by now."""
    return answer_to(tried.reading, tried.standing, tried.fired, tried.wanted)


def _from_table(case: FixtureCase) -> bool:
    """Whether ``case`` is a row of a table: it cannot be changed alone, and no other case can be like it."""
    return case.name.endswith("]") and " [" in case.name


@dataclass(frozen=True, slots=True)
class _Trial:
    """A mutant with the rule as it was, and the base in which it stands."""

    mutant: Mutant
    before: Rule
    kb: KnowledgeBase

    @property
    def same_condition(self) -> bool:
        """Whether the rule holds where it did."""
        return self.before.condition is self.mutant.rule.condition

    def answer(self, tried: Tried, wanted: Wanted | None = None) -> Answer:
        """What the changed base says to a case."""
        reading, fired = read_by(tried, self.kb, self.mutant.rule)
        return answer_to(reading, tried.standing, fired, tried.wanted if wanted is None else wanted)

    def decision(self, tried: Tried) -> Expectation | None:
        """What of the decision on a case is another one."""
        other = self.answer(tried)
        expect = difference(tried.answer, other, self.before.id)
        return expect if expect and not meets(other, joined(tried.case.expect, expect)) else None

    def figure(self, tried: Tried) -> Expectation | None:
        """What figure of a case is another one: the weight of evidence for the fault, or its chance."""
        rule, expect = self.before.id, tried.case.expect
        about = rule if str(expect.fault or tried.case.about) == rule else ""
        wanted = Wanted(evidence_for=about)
        before = answer_to(tried.reading, tried.standing, tried.fired, wanted)
        return figures(before, self.answer(tried, wanted), rule)

    def may_tell(self, probe: Tried) -> bool:
        """Whether the two bases can come to different decisions in this case."""
        if self.same_condition:
            return True
        possible = probe.reading.possible
        was, now = self.before.condition.truth(possible), self.mutant.rule.condition.truth(possible)
        return was is not now or was is not False
