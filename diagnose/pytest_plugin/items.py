"""What pytest collects: a file of fixture cases, its cases, and in their place what keeps it from being read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.authoring.report import failure_text, finding_text
from diagnose.authoring.suite import read_case_file
from diagnose.errors import Finding, Location, Severity
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes.files import name_of
from diagnose.pytest_plugin.bases import knowledge_base, named_from_here


class CaseError(Exception):
    """A fixture case did not come out as expected; the message says why."""


class CasesFile(pytest.File):
    """A file ``*.cases.yaml``; ``home`` is the folder of its knowledge base."""

    def __init__(self, *, home: Path | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.home = home

    def collect(self) -> Iterable[pytest.Item]:
        """An item for every case, or a single one that fails if something is wrong with the file."""
        if self.home is None:
            advice = "put the file below the folder that holds kb.yaml"
            at = Location(name_of(named_from_here(self.path)), 1, 1)
            return [self._broken((Finding("PB017", "no kb.yaml lies beside or above this file", at, advice=advice),))]
        suite = read_case_file(named_from_here(self.path), named_from_here(self.home))
        wrong = tuple(each for each in suite.findings if each.severity is Severity.ERROR)
        if wrong:
            return [self._broken(wrong)]
        return [self._item(case, self.home) for case in suite.cases]

    def _broken(self, findings: tuple[Finding, ...]) -> BrokenFile:
        made: BrokenFile = BrokenFile.from_parent(self, name="document", findings=findings)
        return made

    def _item(self, case: FixtureCase, home: Path) -> CaseItem:
        name = " ".join(case.name.split()).replace("::", ":")
        made: CaseItem = CaseItem.from_parent(self, name=name, case=case, home=home)
        return made


class _Item(pytest.Item):
    """An item that stands in a YAML file, and fails in words without a traceback."""

    at: Location

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place in the file, for editors and reports."""
        return self.path, max(0, self.at.line - 1), self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone where a case or a document is at fault; a traceback for a fault of this program."""
        if isinstance(excinfo.value, CaseError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class BrokenFile(_Item):
    """Stands for all cases of a file that cannot be used, and fails with every finding."""

    def __init__(self, *, findings: tuple[Finding, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.findings = findings
        self.at = findings[0].at
        self.add_marker("diagnose")

    def runtest(self) -> None:
        """Fail."""
        language = self.config.getini("diagnose_lang")
        raise CaseError("\n".join(finding_text(each, language) for each in self.findings))


class CaseItem(_Item):
    """One fixture case, or one row of its table."""

    def __init__(self, *, case: FixtureCase, home: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case, self.home, self.at = case, home, case.at
        self.extra_keyword_matches.update(case.concerned)
        self.add_marker("diagnose")
        if case.todo:
            self.add_marker(pytest.mark.xfail(reason=case.todo, strict=True, raises=CaseError))

    def setup(self) -> None:
        """Load the knowledge base; the cases of drafts are skipped."""
        if self.case.about in self._knowledge_base().drafts:
            pytest.skip(f"'{self.case.about}' is a draft; set diagnose_drafts to run its cases")

    def runtest(self) -> None:
        """Diagnose the intake and compare; findings about the case that are errors fail it too."""
        kb = self._knowledge_base()
        result = run_case(self.case, kb, self.home)
        language = self.config.getini("diagnose_lang")
        if result.warnings:
            said = "\n".join(finding_text(each, language) for each in result.warnings)
            self.add_report_section("call", "findings", said)
        if result.state not in (CaseState.PASSED, CaseState.TODO_PASSES):
            raise CaseError(failure_text(result, kb, language, self._command()))

    def _command(self) -> str:
        """How the knowledge base is tested without pytest, up to what selects the case."""
        folder = named_from_here(self.home).as_posix()
        where = "" if folder == "playbooks" else f" --kb {quote(folder)}"
        return f"diagnose test{where}{' --drafts' if self.config.getini('diagnose_drafts') else ''}"

    def _knowledge_base(self) -> KnowledgeBase:
        """What is wrong with it is said by the first of its selected cases; the others are skipped."""
        kb = knowledge_base(self.home, self.config)
        if isinstance(kb, KnowledgeBase):
            return kb
        first = next(each for each in self.session.items if isinstance(each, CaseItem) and each.home == self.home)
        if first is self:
            pytest.fail(kb.reasons, pytrace=False)
        pytest.skip(f"the knowledge base cannot be loaded; see {first.nodeid}")
