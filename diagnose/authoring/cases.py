"""Fixture cases: what they are, and how they come out of the documents that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.authoring.expectation import Expectation, closest, read_expectation
from diagnose.authoring.merge import canonical, merged, same, with_value
from diagnose.errors import Finding, Location, Severity, echo
from diagnose.kb.documents import CaseDocument, CasesDocument
from diagnose.nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class FixtureCase:
    """One intake with what is expected of the answer. ``about`` names a playbook, or an area by its one part.

    ``file`` is where it stands, named from the folder of the knowledge base. ``todo`` says why it may fail for now;
    empty when it may not. ``golden`` names a file beside it with the whole explanation.
    """

    name: str
    file: str
    about: str
    intake: Mapping
    expect: Expectation
    at: Location
    like: str = ""
    todo: str = ""
    golden: str = ""

    @property
    def id(self) -> str:
        """The name by which ``diagnose test --case`` runs this case alone."""
        return f"{self.file}::{self.name}"

    @property
    def concerned(self) -> frozenset[str]:
        """The playbooks and conclusions that the case is about or names."""
        expect = self.expect
        named = (
            *((expect.fault,) if expect.fault else ()),
            *expect.faults_include,
            *expect.matched,
            *expect.not_matched,
        )
        return frozenset({self.about, *map(str, named)})


def read_cases(document: CasesDocument, file: str) -> tuple[tuple[FixtureCase, ...], tuple[Finding, ...]]:
    """The cases of ``document`` with defaults, ``like``, ``change`` and ``table`` worked out, and what is wrong.

    ``file`` is the name under which they are run again.
    """
    reader = _Reader(document, file)
    cases = tuple(case for source in document.tests for case in reader.expanded(source))
    return cases, (*reader.findings, *_duplicates(cases))


class _Reader:
    """Works out the cases of one document."""

    def __init__(self, document: CasesDocument, file: str) -> None:
        self.file = file
        self.about = document.cases.text
        self.given = document.given or Mapping((), document.at)
        self.by_name = {source.name: source for source in reversed(document.tests)}
        self.findings: list[Finding] = []

    def expanded(self, source: CaseDocument) -> Iterator[FixtureCase]:
        """The case of ``source``, or one for each row of its table; none if its intake cannot be worked out."""
        intake = self.intake(source, ())
        if intake is None:
            return
        case = FixtureCase(
            name=source.name,
            file=self.file,
            about=self.about,
            intake=intake,
            expect=Expectation(),
            at=source.at,
            like=source.like or "",
            todo=source.todo or "",
            golden=source.golden or "",
        )
        if source.table is None:
            yield replace(case, expect=self._expectation(source.expect, source.at))
        else:
            yield from self._rows(case, source)

    def intake(self, source: CaseDocument, seen: tuple[str, ...]) -> Mapping | None:
        """The whole intake of ``source``; None, with a finding, where ``like`` leads nowhere."""
        own = source.intake
        if source.like is None:
            return merged(self.given, own) if own else self.given
        name = source.like
        if name in seen or name == source.name:
            self._find("CV709", f"like '{echo(name)}' leads back to itself", source, "name a case that has an intake")
            return None
        if name not in self.by_name:
            self._find("CV709", f"like names no case of this file: '{echo(name)}'", source, self._nearest(name))
            return None
        base = self.intake(self.by_name[name], (*seen, source.name))
        return None if base is None else self._changed(base, source, quiet=bool(seen))

    def _changed(self, base: Mapping, source: CaseDocument, *, quiet: bool) -> Mapping:
        """``base`` with the change of ``source``; that it does nothing is said once, not by each case after it."""
        changed = merged(base, source.change) if source.change else base
        if source.change and not quiet and same(changed, base):
            self._find("CV710", "this change changes nothing", source, "change a value, or leave the case out", 20)
        return changed

    def _nearest(self, name: str) -> str:
        near = closest(name, self.by_name)
        return f"did you mean '{near}'?" if near else ""

    def _rows(self, case: FixtureCase, source: CaseDocument) -> Iterator[FixtureCase]:
        columns = _columns(source.table)
        count = len(columns[0][1]) if columns else 0
        if not count or any(len(values) != count for _, values in columns):
            advice = "write table: {attribute: [value, value]}, with as many values in each list"
            self._find("PB102", "this table has no rows, or lists of different length", source, advice)
            return
        expected = self._expected_rows(source, count)
        for row in range(count):
            intake = case.intake
            for attribute, values in columns:
                intake = with_value(intake, attribute, values[row])
            label = ", ".join(f"{attribute.text}: {_shown(values[row])}" for attribute, values in columns)
            yield replace(case, name=f"{case.name} [{label}]", intake=intake, expect=expected[row])

    def _expected_rows(self, source: CaseDocument, count: int) -> list[Expectation]:
        each = source.expect_each
        if not each:
            return [self._expectation(source.expect, source.at)] * count
        if len(each) != count:
            self._find("PB102", f"expect_each has {len(each)} entries for {count} rows", source, "one for each row")
        shared = self._expectation(source.expect, source.at) if source.expect else Expectation()
        rows = [self._expectation(node, source.at) for node in each[:count]] + [shared] * (count - len(each))
        return [_joined(shared, row) for row in rows]

    def _expectation(self, node: Mapping | None, at: Location) -> Expectation:
        expectation, findings = read_expectation(node, at)
        self.findings += findings
        return expectation

    def _find(self, code: str, message: str, source: CaseDocument, advice: str, severity: int = 30) -> None:
        self.findings.append(Finding(code, message, source.at, Severity(severity), advice))


def _joined(shared: Expectation, row: Expectation) -> Expectation:
    own = {key: getattr(row, key) for key in row.mentioned()}
    return replace(shared, **own)


def _columns(table: Node | None) -> list[tuple[Scalar, tuple[Node, ...]]]:
    if not isinstance(table, Mapping):
        return []
    return [(key, value.items if isinstance(value, Sequence) else ()) for key, value in table]


def _shown(node: Node) -> str:
    if isinstance(node, Sequence):
        return f"[{', '.join(_shown(item) for item in node.items)}]"
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{echo(key.text)}: {_shown(value)}' for key, value in node)}}}"
    return echo(node.text)


def _duplicates(cases: tuple[FixtureCase, ...]) -> Iterator[Finding]:
    """PB207 for names, CV706 for facts that two cases of one file share, CV707 if they expect different things."""
    names: dict[str, FixtureCase] = {}
    first: dict[str, FixtureCase] = {}
    for case in cases:
        namesake = names.setdefault(case.name, case)
        if namesake is not case:
            related = ((namesake.at, "the first one"),)
            yield Finding(
                "PB207", f"two cases are called '{echo(case.name)}'", case.at, advice="rename one", related=related
            )
        earlier = first.setdefault(canonical(case.intake), case)
        if earlier is case:
            continue
        related = ((earlier.at, f"the other case: {echo(earlier.name)}"),)
        here, there = case.expect.mentioned(), earlier.expect.mentioned()
        clash = sorted(key for key in here.keys() & there.keys() if key in _SINGLE and here[key] != there[key])
        if clash:
            message = f"the same facts as '{echo(earlier.name)}', but another {clash[0]} is expected"
            yield Finding("CV707", message, case.at, advice="one of the two is wrong", related=related)
        elif here.items() <= there.items() or there.items() <= here.items():
            message = f"the same facts as '{echo(earlier.name)}'"
            yield Finding("CV706", message, case.at, Severity.WARNING, "leave one of them out", related=related)


_SINGLE = frozenset({"outcome", "fault", "first_step", "line"})
