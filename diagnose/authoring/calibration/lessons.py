"""Closed cases as the knowledge base reads them: what there is to learn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from diagnose.case import Outcome
from diagnose.case.closed import ClosedCase, HistoryError
from diagnose.errors import Finding, IntakeError, Location, echo
from diagnose.hypotheses import Reading, Treatment
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes import finding
from diagnose.kb.observe import lexicon_of, observe, steps_of
from diagnose.names import fold
from diagnose.wording import phrase, worded


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A closed case, read. ``fault`` is None where nothing that takes part in the knowledge base was the cause.

    ``outcomes`` are the steps that were done with whether they ended the case; ``before`` what had been tried in vain
    when it came in. ``mark`` is the same for equal cases, wherever they stand.
    """

    reading: Reading
    fault: str | None
    outcomes: tuple[tuple[str, bool], ...]
    before: Treatment
    mark: str


def lessons_of(
    cases: Iterable[ClosedCase], kb: KnowledgeBase, tick: Callable[[], None] = lambda: None
) -> tuple[Lesson, ...]:
    """The lessons of ``cases`` in an order that does not depend on theirs; ``tick`` is called after each.

    Raises:
        HistoryError: cases do not fit the vocabulary, or name faults or steps that do not exist; with every finding.
        FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
    """
    names = _faults(kb)
    lessons: list[Lesson] = []
    findings: list[Finding] = []
    for case in cases:
        lesson = _lesson(case, kb, names)
        if isinstance(lesson, Lesson):
            lessons.append(lesson)
        else:
            findings += lesson
        tick()
    if findings:
        raise HistoryError(tuple(sorted(findings, key=lambda each: each.sort_key)))
    return tuple(sorted(lessons, key=lambda each: each.mark))


def _lesson(case: ClosedCase, kb: KnowledgeBase, faults: Mapping[str, str | None]) -> Lesson | list[Finding]:
    findings = _unknown_names(case, kb, faults)
    try:
        memory = observe(case.intake, kb)
    except IntakeError as error:
        return [*error.findings, *findings]
    if findings:
        return findings
    now = _steps(kb)
    done = [(now[each.step], each.outcome) for each in case.tried]
    if case.fixed_by is not None and (now[case.fixed_by], Outcome.FIXED) not in done:
        done.append((now[case.fixed_by], Outcome.FIXED))
    return Lesson(
        reading=Reading.of(kb, memory),
        fault=None if case.fault is None else faults[fold(case.fault)],
        outcomes=tuple(
            (step, outcome == Outcome.FIXED) for step, outcome in done if outcome in (Outcome.FIXED, Outcome.FAILED)
        ),
        before=Treatment(
            failed=frozenset(now[each.step] for each in case.intake.tried if each.outcome == Outcome.FAILED)
        ),
        mark=hashlib.sha256(json.dumps(case.to_data(), sort_keys=True).encode()).hexdigest(),
    )


def _unknown_names(case: ClosedCase, kb: KnowledgeBase, faults: Mapping[str, str | None]) -> list[Finding]:
    """CV701 for a fault or step that no playbook has."""
    found: list[Finding] = []
    if case.fault is not None and fold(case.fault) not in faults:
        found.append(_unknown("playbook", case.fault, {*kb.playbooks, *kb.retired}, kb, case.place("fault")))
    steps = _steps(kb)
    named = [("fixed_by", case.fixed_by)] if case.fixed_by is not None else []
    named += [(f"tried[{index}]", each.step) for index, each in enumerate(case.tried)]
    found += [_unknown("step", step, steps, kb, case.place(place)) for place, step in named if step not in steps]
    return found


def _unknown(what: str, name: str, known: Iterable[str], kb: KnowledgeBase, at: Location) -> Finding:
    problem = lexicon_of(kb).missing("CV701", what, name, known)
    return finding(
        "CV701", worded("no {what} is called '{name}'", what=phrase(what), name=echo(name)), at, problem.advice
    )


def _steps(kb: KnowledgeBase) -> Mapping[str, str]:
    """By present and former id what a step is called now; saying what an advice says is a step with its id."""
    return {name: name for name in (*kb.retired, *kb.playbooks)} | dict(steps_of(kb))


def _faults(kb: KnowledgeBase) -> dict[str, str | None]:
    """By folded id, present or former, what a fault is called now; None for one that takes no part any more, or yet."""
    found: dict[str, str | None] = {fold(name): None for name in kb.drafts}
    known = {**kb.retired, **kb.playbooks}
    now = {name: _now(name, kb) for name in known}
    for name in sorted(known):
        found.update({fold(former): now[name] for former in known[name].formerly})
    return found | {fold(name): present for name, present in now.items()}


def _now(name: str, kb: KnowledgeBase) -> str | None:
    """The playbook that took the place of ``name``, following ``replaced_by``."""
    seen: set[str] = set()
    after: str | None = name
    while after is not None and after not in kb.playbooks and after not in seen:
        seen.add(after)
        after = kb.retired[after].replaced_by if after in kb.retired else None
    return after if after in kb.playbooks else None
