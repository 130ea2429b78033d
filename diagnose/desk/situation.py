"""Where a consultation stands: the intake and everything that happened since, folded into facts and a standing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from diagnose.case import Intake, Outcome, Precedent
from diagnose.decision import Standing, standing_of, terms_in
from diagnose.desk.diagnosis import standing_at
from diagnose.desk.events import Answered, Corrected, Event, StepReported, TakenOver
from diagnose.facts import EQUIPMENT, LOCATION, DoesNotApply, Fact, State, Unknown, Value, WorkingMemory
from diagnose.hypotheses import Cure
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Step
from diagnose.planning import only_on_site
from diagnose.rules.possible import Possible
from diagnose.vocabulary import SUPPORT, Attribute

ON_SITE = "on-site"


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts as they are now, where the case stands, and the step that ended it, if one did.

    ``set_aside`` are attributes that were answered and do not apply any more; ``fold`` is what it was made from.
    """

    memory: WorkingMemory
    standing: Standing
    fold: Fold = field(compare=False, repr=False)
    ended_by: str | None = None
    set_aside: tuple[str, ...] = ()


@dataclass
class Fold:
    """The intake and the events up to here, as far as they count for what comes after."""

    kb: KnowledgeBase
    intake: Intake
    facts: dict[str, tuple[Fact, ...]]
    standing: Standing
    answered: set[str]
    ended_by: str | None = None
    reported_at: datetime | None = None

    def copy(self) -> Fold:
        """A fold of its own to go on from here."""
        return replace(self, facts=dict(self.facts), answered=set(self.answered))

    def situation(self) -> Situation:
        """Where the consultation stands now."""
        aside = _irrelevant(self)
        return Situation(self.memory(aside), self.standing, self, self.ended_by, tuple(sorted(aside)))

    def memory(self, aside: Collection[str] = ()) -> WorkingMemory:
        """The facts but those about attributes that are set ``aside``."""
        kept = [fact for name, facts in self.facts.items() if name not in aside for fact in facts]
        return WorkingMemory.of(kept, self.reported_at)

    def take(self, event: Event) -> None:
        """Take in what happened next."""
        match event:
            case Answered(given) | Corrected(given):
                self._observe(given.fact, again=isinstance(event, Corrected))
            case StepReported():
                self._report(event)
            case TakenOver(line, channel):
                self._hand_on(line, channel)

    def _observe(self, fact: Fact, *, again: bool = False) -> None:
        before = self.facts.get(fact.attribute, ())
        if fact.attribute in {EQUIPMENT, LOCATION} and isinstance(fact.value, Unknown) and before and not again:
            # what is known roughly stays known; that nobody knows it closer stands before it
            self.facts[fact.attribute] = (replace(fact, at=None), *before)
            return
        self.facts[fact.attribute] = (fact,)
        self.answered.add(fact.attribute)
        treatment = self.standing.treatment
        if not again and treatment.done:
            seen = {**treatment.seen_after, fact.attribute: treatment.done}
            treatment = replace(treatment, seen_after=seen)
        self.standing = replace(self.standing, treatment=treatment)
        if fact.attribute in {EQUIPMENT, SUPPORT}:
            terms = terms_in(self.kb, self.intake, self.memory().values, self.reported_at)
            self.standing = replace(self.standing, terms=terms)
        if self._is_abnormal(fact):
            self._reopen(fact.attribute)

    def _reopen(self, attribute: str) -> None:
        """Something is wrong after all: a step that is only known to have cured this did not help."""
        standing, cures = self.standing, self.standing.treatment.cures
        kept = tuple(cure for cure in cures if cure.attribute != attribute)
        lost = {cure.step for cure in cures}.difference(cure.step for cure in kept)
        treatment = replace(standing.treatment, cures=kept, failed=standing.treatment.failed | lost)
        ended = {self.ended_by} - treatment.done if self.ended_by is not None else set()
        self.standing = replace(standing, treatment=treatment, passed_over=standing.passed_over | ended)
        self.ended_by = None

    def _is_abnormal(self, fact: Fact) -> bool:
        attribute = self.kb.vocabulary.attributes.get(fact.attribute)
        return attribute is not None and fact.value in attribute.abnormal

    def _report(self, event: StepReported) -> None:
        complaints = open_complaints(self.kb, self.memory().values)
        self.standing = self._after(event)
        for given in event.seen:
            if given.attribute not in complaints or self._is_abnormal(given.fact):
                self._observe(given.fact)
        for name, value in complaints.items():
            gone = next((given.fact for given in event.seen if given.attribute == name), None)
            if event.outcome is Outcome.FIXED or (gone is not None and not self._is_abnormal(gone)):
                self._cure(Cure(name, value, event.step), gone)
        self.ended_by = event.step if event.outcome is Outcome.FIXED else None

    def _after(self, event: StepReported) -> Standing:
        standing = self.standing
        if event.outcome is Outcome.NOT_POSSIBLE:
            return replace(standing, passed_over=standing.passed_over | {event.step})
        step = step_called(self.kb, event.step)
        if step is not None and only_on_site(self.kb, step):
            standing = replace(standing, on_site=True, askable=standing.askable | {ON_SITE})
        standing = replace(standing, passed_over=standing.passed_over - {event.step})
        if event.outcome is Outcome.FAILED:
            treatment = standing.treatment
            return replace(standing, treatment=replace(treatment, failed=treatment.failed | {event.step}))
        return standing

    def _cure(self, cure: Cure, seen: Fact | None) -> None:
        attribute = self.kb.vocabulary.attributes[cure.attribute]
        fact = seen or Fact(cure.attribute, usual_value(attribute), source=cure.step)
        self.facts[cure.attribute] = (fact,)
        treatment = self.standing.treatment
        self.standing = replace(self.standing, treatment=replace(treatment, cures=(*treatment.cures, cure)))

    def _hand_on(self, line: str, channel: str | None) -> None:
        fresh = standing_of(self.kb, at_line=line, channel=channel)
        askable = fresh.askable if channel is not None else self.standing.askable
        on_site = self.standing.on_site or fresh.on_site
        self.standing = replace(self.standing, at_line=line, askable=askable | {line}, on_site=on_site)


def situation_of(
    intake: Intake, kb: KnowledgeBase, events: Iterable[Event], precedents: Sequence[Precedent] | None = None
) -> Situation:
    """Where the consultation about ``intake`` stands after ``events``."""
    memory = observe(intake, kb)
    facts: dict[str, tuple[Fact, ...]] = {}
    for fact in memory.facts:
        facts[fact.attribute] = (*facts.get(fact.attribute, ()), fact)
    standing = standing_at(intake, kb, precedents, memory.values)
    fold = Fold(kb, intake, facts, standing, set(), reported_at=memory.reported_at)
    for event in events:
        fold.take(event)
    return fold.situation()


def situation_after(situation: Situation, event: Event) -> Situation:
    """Where the consultation stands when ``event`` has happened in ``situation``."""
    fold = situation.fold.copy()
    fold.take(event)
    return fold.situation()


def _irrelevant(fold: Fold) -> set[str]:
    """Answers to questions that make no sense any more, one resting on the other."""
    relevance = fold.kb.relevance
    aside: set[str] = set()
    while True:
        possible = Possible(fold.kb.rules, fold.memory(aside))
        more = {
            name for name in fold.answered - aside if name in relevance and relevance[name].truth(possible) is False
        }
        if not more:
            return aside
        aside |= more


def open_complaints(kb: KnowledgeBase, values: Mapping[str, Value]) -> dict[str, Value]:
    """The complaints among ``values``, by attribute; abnormal signs stand in when there is none."""
    attributes = kb.vocabulary.attributes
    abnormal = {
        name: values[name]
        for name in sorted(values)
        if name in attributes and values[name] in attributes[name].abnormal
    }
    return {name: value for name, value in abnormal.items() if attributes[name].complaint} or abnormal


def usual_value(attribute: Attribute) -> State:
    """The first value of a sign that is not abnormal; without one, the sign makes no sense any more."""
    return DoesNotApply() if attribute.normal is None else attribute.normal


def step_called(kb: KnowledgeBase, name: str) -> Step | None:
    """The step with this id, of the first playbook that has it."""
    known: dict[str, Step] | None = kb.derived.get("steps by id")
    if known is None:
        steps = [step for key in sorted(kb.playbooks) for step in kb.playbooks[key].steps]
        known = kb.derived["steps by id"] = {step.id: step for step in reversed(steps)}
    return known.get(name)


def state_of(memory: WorkingMemory, attribute: str) -> State | None:
    """What ``memory`` says about ``attribute``; None when it was never asked."""
    if attribute in memory.values:
        return memory.values[attribute]
    if attribute in memory.unknown:
        return Unknown(memory.unknown[attribute])
    return DoesNotApply() if attribute in memory.inapplicable else None
