"""A run: files of cases are read, cases chosen, run and recorded, file by file, in one process or in several."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.fixtures import CaseResult, CaseState, run_case
from diagnose.authoring.running.records import CaseRecord, FileRecord, proofs_of, record_of
from diagnose.authoring.running.selection import Selection
from diagnose.authoring.running.spread import spread
from diagnose.authoring.suite import proof_of, read_case_file
from diagnose.case import Intake
from diagnose.errors import Finding, IntakeError, Severity, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes.cases import CV708
from diagnose.kb.observe import findings_of, lexicon_of
from diagnose.nodes import Mapping
from diagnose.wording import worded

PATIENCE = 90
"""So many days a case may be marked ``todo`` before a run says so."""

MOST_UNREADABLE = 20
"""After so many cases of a file whose intake cannot be read the rest of it is left out."""

_SHARES = 12
"""Files are handed out in about so many portions a process."""


def no_time() -> float:
    """A clock that stands still: times are of interest only where somebody asks for them."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What to run and how. ``today`` dates the marks ``todo``; without it none is old. ``clock`` gives seconds.

    ``command`` is how a case is run again, up to ``--case``. With ``shuffled`` the cases of a file are run in an order
    drawn from that seed: no result depends on it. With ``fail_fast`` a file ends at its first failure. ``keep`` makes
    what the record of a case keeps of its result; it is called in the process that ran it, and has to be picklable.
    """

    kb: KnowledgeBase
    folder: Path
    selection: Selection = Selection()
    language: str = "en"
    command: str = "diagnose test"
    today: date | None = None
    patience: int = PATIENCE
    shuffled: int | None = None
    fail_fast: bool = False
    clock: Callable[[], float] = no_time
    keep: Callable[[CaseResult], Any] | None = None

    def of_file(self, path: Path) -> FileRecord:
        """What comes of the file of cases at ``path``; of one whose defaults cannot be read, the findings alone."""
        suite = read_case_file(path, self.folder)
        wrong = _about_given(suite.given, self.kb)
        taking_part = [case for case in suite.cases if case.about not in self.kb.drafts and not wrong]
        chosen = [case for case in taking_part if self.selection.takes(case)]
        records, stopped, more = self.records_of(chosen)
        old = tuple(finding for case in chosen for finding in self._old(case))
        return FileRecord(
            cases=records,
            findings=(*suite.findings, *wrong, *more, *old),
            proofs=proofs_of(taking_part, proof_of),
            held=len(taking_part),
            ids=() if chosen else tuple(case.id for case in taking_part),
            drafts=sum(case.about in self.kb.drafts for case in suite.cases),
            stopped=stopped,
        )

    def of_files(self, paths: Sequence[Path]) -> list[FileRecord]:
        """What comes of each of ``paths``, up to the file that stops the run."""
        found: list[FileRecord] = []
        for path in paths:
            found.append(self.of_file(path))
            if found[-1].stopped:
                break
        return found

    def records_of(self, cases: list[FixtureCase]) -> tuple[tuple[CaseRecord, ...], bool, tuple[Finding, ...]]:
        """The records of ``cases`` in their order, whether one of them stops the run, and why some are missing."""
        records = self._in_some_order(cases)
        left_out = [case for case in cases if _key(case) not in records]
        if left_out and self.shuffled is not None:
            return replace(self, shuffled=None).records_of(cases)
        found = tuple(records[_key(case)] for case in cases if _key(case) in records)
        failing = next((place for place, record in enumerate(found) if not record.state.good), None)
        if self.fail_fast and failing is not None:
            return found[: failing + 1], True, ()
        return found, False, tuple(_left_out(left_out))

    def _in_some_order(self, cases: list[FixtureCase]) -> dict[str, CaseRecord]:
        """The records by case; the run goes on no longer when too many intakes cannot be read."""
        order = list(cases)
        if self.shuffled is not None and cases:
            random.Random(f"{self.shuffled} {cases[0].file}").shuffle(order)  # noqa: S311 - an order is no secret
        records: dict[str, CaseRecord] = {}
        unreadable = 0
        for case in order:
            record = records[_key(case)] = self._record(case)
            unreadable += record.state is CaseState.BROKEN and not record.answered
            if unreadable >= MOST_UNREADABLE:
                break
        return records

    def _record(self, case: FixtureCase) -> CaseRecord:
        begun = self.clock()
        result: CaseResult = run_case(case, self.kb, self.folder)
        record = record_of(result, self.kb, self.language, self.command)
        return replace(record, kept=self.keep(result) if self.keep else None, spent=self.clock() - begun)

    def _old(self, case: FixtureCase) -> Iterator[Finding]:
        """CV708 as a warning for a mark that has stood for too long."""
        if self.today is None or case.since is None or (self.today - case.since).days <= self.patience:
            return
        days = (self.today - case.since).days
        message = worded("marked todo for {days} days: {text}", days=days, text=echo(case.todo))
        advice = "do what it says, or leave the case out"
        yield Finding(CV708.code, message, case.at, Severity.WARNING, advice)


def _key(case: FixtureCase) -> str:
    return f"{case.id} {case.at}"


def _about_given(given: Mapping | None, kb: KnowledgeBase) -> tuple[Finding, ...]:
    """What is wrong with the defaults of a file, said once and not with each case that takes them over."""
    if given is None:
        return ()
    try:
        return findings_of(Intake.from_node(given), lexicon_of(kb))
    except IntakeError as error:
        return error.findings


def _left_out(cases: list[FixtureCase]) -> Iterator[Finding]:
    if cases:
        message = worded("{count} cases after these were not run: too many intakes cannot be read", count=len(cases))
        yield Finding("PB008", message, cases[0].at, advice="correct these first")


def run_files(run: Run, paths: Sequence[Path], jobs: int = 1) -> Iterator[FileRecord]:
    """What comes of each of ``paths``, in their order, worked out by up to ``jobs`` processes.

    With ``fail_fast`` nothing comes after the file that stops the run; the number of processes changes nothing.
    """
    size = max(1, -(-len(paths) // (_SHARES * max(1, jobs))))
    portions = [paths[start : start + size] for start in range(0, len(paths), size)]
    for records in spread(run.of_files, portions, jobs):
        for record in records:
            yield record
            if record.stopped:
                return
