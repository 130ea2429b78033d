"""From an intake to the working memory: every reported fact gets its attribute and its type, or a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from diagnose.case import Intake, Reported
from diagnose.errors import Finding, IntakeError, Location, echo
from diagnose.facts import DoesNotApply, Fact, State, Unknown, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes import finding
from diagnose.kb.lexicon import Lexicon, Problem
from diagnose.kb.values import value_of
from diagnose.names import fold
from diagnose.nodes import Scalar, Sequence
from diagnose.support import PEOPLE
from diagnose.vocabulary import CHANNEL, EQUIPMENT, LOCATION, SUPPORT
from diagnose.wording import phrase, worded


def observe(intake: Intake, kb: KnowledgeBase) -> WorkingMemory:
    """The facts of ``intake``, typed by the vocabulary of ``kb``; former ids count as what they are called now.

    Equipment, location, channel and support option are facts under those names.

    Raises:
        IntakeError: with a finding, and its path, for every name that is not declared and every value of a wrong type.
    """
    facts, findings = _observed(intake, lexicon_of(kb), steps_of(kb))
    if findings:
        raise IntakeError(findings)
    return WorkingMemory.of(facts, intake.reported_at)


def findings_of(intake: Intake, lexicon: Lexicon) -> tuple[Finding, ...]:
    """What is wrong with ``intake``, in order of place; nothing when it can be observed."""
    return _observed(intake, lexicon)[1]


def _observed(
    intake: Intake, lexicon: Lexicon, steps: Iterable[str] | None = None
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """The facts of ``intake`` and what is wrong with it; steps tried are not looked at where ``steps`` is None."""
    observer = _Observer(lexicon, intake)
    facts = (*observer.fields(), *observer.reports())
    observer.check_people()
    if steps is not None:
        observer.check_tried(steps)
    return facts, tuple(sorted(observer.findings, key=lambda each: each.sort_key))


def lexicon_of(kb: KnowledgeBase) -> Lexicon:
    """The declared names of ``kb``, looked up as ids are compared."""
    found: Lexicon = kb.rules.once.get("lexicon") or kb.rules.once.setdefault(
        "lexicon", Lexicon(kb.vocabulary, kb.support)
    )
    return found


def steps_of(kb: KnowledgeBase) -> Mapping[str, str]:
    """By present and former id what a step is called now, in retired playbooks too: it may have been tried before."""
    found: Mapping[str, str] | None = kb.derived.get("steps")
    if found is None:
        steps = [step for each in (*kb.playbooks.values(), *kb.retired.values()) for step in each.steps]
        former = {name: step.id for step in steps for name in step.formerly}
        found = kb.derived["steps"] = former | {step.id: step.id for step in steps}
    return found


class _Observer:
    """Types one intake; ``findings`` grows."""

    def __init__(self, lexicon: Lexicon, intake: Intake) -> None:
        self.lexicon = lexicon
        self.intake = intake
        self.findings: list[Finding] = []

    def fields(self) -> Iterator[Fact]:
        """The facts that are fields of the intake themselves."""
        intake = self.intake
        source = intake.source or "intake"
        if intake.equipment:
            kinds = self._kinds(tuple(intake.equipment))
            if kinds:
                yield Fact(EQUIPMENT, kinds, source)
        for name, text in ((LOCATION, intake.location), (CHANNEL, intake.channel), (SUPPORT, intake.support)):
            if text is not None:
                value = self._value(name, Scalar(text, True, intake.place(name)), name, intake.place(name))
                if value is not None:
                    yield Fact(name, value, source)

    def reports(self) -> Iterator[Fact]:
        """The facts among symptoms and facts."""
        first: dict[str, Reported] = {}
        for report in self.intake.reported():
            attribute = self.lexicon.attribute(report.attribute)
            if isinstance(attribute, Problem):
                self._note(attribute, report.path, report.location)
                continue
            before = first.setdefault(attribute.id, report)
            if fold(before.attribute) != fold(report.attribute):
                message = worded(
                    "{before!r} and {name!r} are one attribute, {attribute!r}",
                    before=echo(before.attribute),
                    name=echo(report.attribute),
                    attribute=attribute.id,
                )
                self._note(Problem("PB010", message, "keep one of the two"), report.path, report.location)
            self._check_about(report)
            state = report.value
            if isinstance(state, Unknown | DoesNotApply):
                yield Fact(attribute.id, state, report.source, report.at, report.about)
                continue
            value = self._value(attribute.id, state, report.path, report.location)
            if value is not None:
                yield Fact(attribute.id, value, report.source, report.at, report.about)

    def check_people(self) -> None:
        """Findings for lines and people that nobody has declared."""
        lines: Mapping[str, object] = {line.id: line for line in self.lexicon.support.lines}
        if self.intake.at_line is not None and self.intake.at_line not in lines:
            problem = self.lexicon.missing("PB203", "line", self.intake.at_line, lines)
            self._note(problem, "at_line", self.intake.place("at_line"))
        known = (*PEOPLE, *lines)
        for index, name in enumerate(self.intake.askable or ()):
            if name not in known:
                problem = self.lexicon.missing("PB203", "line or person", name, known)
                self._note(problem, f"askable[{index}]", self.intake.place("askable"))

    def check_tried(self, steps: Iterable[str]) -> None:
        """Findings for steps tried that no playbook has."""
        for index, tried in enumerate(self.intake.tried):
            if tried.step not in steps:
                problem = self.lexicon.missing("PB205", "step", tried.step, steps)
                self._note(problem, f"tried[{index}]", self.intake.place("tried"))

    def _check_about(self, report: Reported) -> None:
        """A finding for a report about equipment that is not declared."""
        kind = None if report.about is None else self.lexicon.kind(report.about, EQUIPMENT)
        if isinstance(kind, Problem) and kind.instead is None:
            self._note(kind, f"{report.path}.about", report.location)

    def _kinds(self, names: tuple[str, ...]) -> tuple[str, ...]:
        at = self.intake.place(EQUIPMENT)
        found: list[str] = []
        for index, name in enumerate(names):
            kind = self.lexicon.kind(name, EQUIPMENT)
            if isinstance(kind, Problem) and isinstance(kind.instead, str):
                kind = kind.instead
            if isinstance(kind, Problem):
                self._note(kind, EQUIPMENT if len(names) == 1 else f"{EQUIPMENT}[{index}]", at)
            else:
                found.append(kind)
        return tuple(dict.fromkeys(found))

    def _value(self, name: str, raw: object, path: str, at: Location) -> State | None:
        value = value_of(raw, self.lexicon.vocabulary.attributes[name], self.lexicon)
        if not isinstance(value, Problem):
            return value
        if value.instead is None:
            place = raw.at if isinstance(raw, Scalar | Sequence) and raw.at.file else at
            self._note(value, path, place)
        return value.instead

    def _note(self, problem: Problem, path: str, at: Location) -> None:
        if problem.code:
            found = finding(
                problem.code,
                worded("{path}: {problem}", path=path, problem=phrase(problem.message)),
                problem.at or at,
                problem.advice,
            )
            self.findings.append(replace(found, path=path))
