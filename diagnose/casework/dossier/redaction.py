"""A dossier without what people wrote and without what is private, made anew from what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from diagnose.case import Case, Ending, Intake, Outcome, Precedent, Terms
from diagnose.case.reported import INTAKE
from diagnose.casework.dossier.declared import Declared, deadlines_leaving, is_number, keeper, leaving
from diagnose.casework.dossier.gathering import Heard, StepTried
from diagnose.casework.dossier.material import Material, Redaction, verdict_of
from diagnose.casework.dossier.patterns import found_in, is_long, is_plain_version, masked
from diagnose.desk import Consultation
from diagnose.desk.documents import state_data
from diagnose.desk.events import Answered, Corrected, Event, StepReported, TakenOver
from diagnose.errors import IntakeError, UsageError
from diagnose.facts import BUILT_IN, EQUIPMENT, DoesNotApply, Fact, State, Unknown, Version
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.vocabulary import AttributeType

NOBODY = "customer"
"""Stands for whoever did not know, where that was a person."""


def redacted_material(material: Material) -> tuple[Material, Redaction]:
    """``material`` as it may leave the desk, and what was taken out of it."""
    declared, tally, hits = Declared(material.kb), Counter[str](), Counter[str]()
    censor = Censor(material.kb, declared, tally, hits)
    consultation = censor.consultation(material.consultation)
    found = material.verdict.precedents
    likeness = None if found is None else tuple(_precedents(found, tally))
    action = consultation.next()
    tally["events"] += len(material.case.events)
    kept = replace(
        material,
        case=censor.case(material.case),
        consultation=consultation,
        heard=tuple(each for one in material.heard if (each := censor.heard(one)) is not None),
        tried=tuple(step for one in material.tried if (step := censor.tried(one)) is not None),
        outline=leaving(material.outline, declared, tally),
        history=tuple(_entry(each, declared, tally) for each in material.history),
        verdict=verdict_of(consultation, action, likeness),
        action=action,
        deadlines=deadlines_leaving(material.deadlines, declared, tally),
        alternatives=consultation.diagnosis().alternatives(),
    )
    redaction = Redaction(+tally, +hits)
    return replace(kept, redaction=redaction), redaction


def _entry(entry: Mapping[str, Any], declared: Declared, tally: Counter[str]) -> Mapping[str, Any]:
    kept: Mapping[str, Any] = leaving(entry, declared, tally)
    return kept


def _precedents(precedents: Iterable[Precedent], tally: Counter[str]) -> Iterator[Precedent]:
    """The precedents by number, likeness and kind of ending alone; one that is called otherwise by its place."""
    for place, each in enumerate(precedents, 1):
        tally["precedents"] += 1
        ending = each.ending if each.ending in frozenset(Ending) else ""
        yield Precedent(each.case if is_number(each.case) else f"0{place}", each.like, ending)


class Censor:
    """Takes out of the parts of a case what may not leave; ``tally`` and ``hits`` grow."""

    def __init__(self, kb: KnowledgeBase, declared: Declared, tally: Counter[str], hits: Counter[str]) -> None:
        self.kb = kb
        self.declared = declared
        self.tally = tally
        self.hits = hits

    def case(self, case: Case) -> Case:
        """``case`` with terms that name nobody; its events stay with it and are not written."""
        option = keeper(self.declared, "option", self.tally)(case.terms.option)
        level = keeper(self.declared, "level", self.tally)(case.terms.level)
        if case.terms.entitlement is not None:
            self.tally["contracts"] += 1
        return replace(case, terms=Terms(option, None, case.terms.until, level))

    def consultation(self, consultation: Consultation) -> Consultation:
        """``consultation`` once more, with what may be said; what does not stand without the rest is counted."""
        before = consultation.precedents
        likeness = None if before is None else tuple(_precedents(before, Counter()))
        again = Consultation.start(self.intake(consultation.intake), self.kb, likeness)
        for event in consultation.events:
            try:
                self._happen(again, event)
            except (IntakeError, UsageError):
                self.tally["answers"] += 1
        return again

    def intake(self, intake: Intake) -> Intake:
        """``intake`` with declared names and what is not private."""
        steps = steps_of(self.kb)
        facts = [each for fact in observe(intake, self.kb).facts if (each := self._report(fact)) is not None]
        fields: dict[str, Any] = {name: self._built_in(intake, name) for name in (*BUILT_IN, "at_line")}
        known = [steps[each.step] for each in intake.tried]
        tried = [
            {"step": step, "outcome": each.outcome if each.outcome in tuple(Outcome) else Outcome.NOT_POSSIBLE.value}
            for step, each in zip(known, intake.tried, strict=True)
        ]
        return Intake(
            **fields,
            facts=facts,
            tried=tried,
            reported_at=intake.reported_at,
            askable=None
            if intake.askable is None
            else [each for each in intake.askable if each in self.declared.people],
        )

    def _built_in(self, intake: Intake, name: str) -> Any:
        """A field of the intake itself, under its declared name."""
        if name == "at_line":
            return intake.at_line
        found = [fact.value for fact in observe(intake, self.kb).facts if fact.attribute == name]
        if not found or isinstance(found[0], Unknown):
            return () if name == EQUIPMENT else None
        return _field(name, found[0])

    def _report(self, fact: Fact) -> dict[str, Any] | None:
        """``fact`` as an item of the facts of an intake."""
        if fact.attribute in BUILT_IN:
            return None
        state = self.state(fact.attribute, fact.value)
        if state is None:
            return None
        written = state if isinstance(state, dict) else {"value": state}
        found = {"attribute": fact.attribute, **written}
        if fact.source != INTAKE and fact.source in self.declared.people:
            found["source"] = fact.source
        if fact.at is not None:
            found["at"] = fact.at
        if fact.about is not None and fact.about in self.kb.vocabulary.equipment:
            found["about"] = fact.about
        return found

    def state(self, attribute: str, state: State) -> Any:
        """``state`` in plain data as it may be said; None when it may not."""
        declared = self.kb.vocabulary.attributes.get(attribute)
        if isinstance(state, Unknown):
            return {"unknown": state.by if state.by in self.declared.people else NOBODY}
        if attribute in BUILT_IN:
            return _field(attribute, state)
        if declared is None or declared.private:
            return None
        if isinstance(state, DoesNotApply):
            return state_data(state)
        return self._value(declared.type, state)

    def _value(self, kind: AttributeType, state: State) -> Any:
        match state:
            case bool():
                return state
            case float() if is_long(state):
                self.hits["numbers"] += 1
                return None
            case float() if kind is AttributeType.DURATION:
                return f"{state:.9f}".rstrip("0").rstrip(".") + " s"
            case Version(text=text):
                return text if is_plain_version(text) and not found_in(text) else None
            case str() if kind is AttributeType.TEXT:
                return masked(state, self.hits)
            case _:
                return state_data(state)

    def _happen(self, again: Consultation, event: Event) -> None:
        match event:
            case Answered(given, by, at) | Corrected(given, by, at):
                state = self.state(given.attribute, given.fact.value)
                if state is not None:
                    who = by if by in self.declared.people else None
                    say = again.correct if isinstance(event, Corrected) else again.answer
                    say(given.attribute, state, by=who, at=at)
            case StepReported(step, outcome, seen, at):
                states = {each.attribute: self.state(each.attribute, each.fact.value) for each in seen}
                kept = {name: state for name, state in states.items() if state is not None}
                again.report(step, outcome, kept, at=at)
            case TakenOver(line, channel):
                again.take_over(line, channel)

    def heard(self, heard: Heard) -> Heard | None:
        """``heard`` without the person who wrote it down; what may not be said is taken out of it, and counted."""
        if heard.attribute not in self.declared.names["attribute"]:
            self.tally["undeclared"] += 1
            return None
        kept = self._about(heard)
        state = None if heard.state is None else self.state(heard.attribute, heard.state)
        if state is None:
            out = "private" if heard.private or heard.state is not None else "undeclared"
            self.tally[out] += 1
            return replace(kept, state=None, written=None, out=out)
        return replace(kept, state=self._typed(heard.attribute, state, heard.state))

    def _about(self, heard: Heard) -> Heard:
        """``heard`` with declared names around it; the history counts those that are not, but for the opening."""
        told_elsewhere = self.tally if heard.number == 1 and heard.source is not None else Counter[str]()
        keep = {name: keeper(self.declared, name, told_elsewhere) for name in ("line", "source", "about", "after")}
        return replace(
            heard,
            by=None,
            line=keep["line"](heard.line) or self.kb.support.lines[0].id,
            source=keep["source"](heard.source),
            about=keep["about"](heard.about),
            after=keep["after"](heard.after),
        )

    def _typed(self, attribute: str, state: Any, before: State | None) -> State | None:
        """``before`` as it may be said: the same value, or a text with something masked in it."""
        if isinstance(before, Unknown):
            return Unknown(state["unknown"])
        return state if isinstance(before, str) and attribute not in BUILT_IN else before

    def tried(self, tried: StepTried) -> StepTried | None:
        """``tried`` without the person who did it; a step that nobody has declared is left out."""
        step = keeper(self.declared, "step", self.tally)(tried.step)
        if step is None:
            return None
        outcome = keeper(self.declared, "outcome", self.tally)(tried.outcome) or Outcome.NOT_POSSIBLE.value
        line = keeper(self.declared, "line", Counter())(tried.line)
        gone = tuple(name for name in tried.gone if name in self.kb.vocabulary.attributes)
        return replace(tried, step=step, outcome=outcome, line=line, by=None, gone=gone)


def _field(name: str, state: State) -> Any:
    """The value of an attribute that every intake has, as it is written there."""
    if isinstance(state, tuple):
        return list(state) if name == EQUIPMENT else state[0]
    return state_data(state)
