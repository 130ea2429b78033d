"""Fixture cases: what they are, and how they come out of the documents that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.authoring.duplicates import duplicates
from diagnose.authoring.expectation import Expectation, read_expectation
from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.likes import Intakes
from diagnose.authoring.merge import count_of, with_values
from diagnose.case.intake import MOST_FACTS
from diagnose.errors import Finding, Location, echo
from diagnose.kb.documents import CaseDocument, CasesDocument
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.wording import worded

__all__ = ["MOST_CASES", "FixtureCase", "read_cases"]

MOST_CASES = 2_000
"""So many cases may come out of one document."""

MOST_IN_ALL = 100_000
"""So many facts may all of them report together."""

_LABEL = 160


def read_cases(document: CasesDocument, file: str) -> tuple[tuple[FixtureCase, ...], tuple[Finding, ...]]:
    """The cases of ``document`` with defaults, ``like``, ``change`` and ``table`` worked out, and what is wrong.

    ``file`` is the name under which they are run again. Cases whose intake cannot be worked out are left out after a
    finding; of more than :data:`MOST_CASES` none is left but the first, after PB008.
    """
    reader = _Reader(document, file)
    cases: list[FixtureCase] = []
    facts = 0
    for source in document.tests:
        made = reader.expanded(source, MOST_CASES - len(cases))
        cases += made
        facts += sum(count_of(case.intake) for case in made)
        if (len(cases) >= MOST_CASES or facts > MOST_IN_ALL) and source is not document.tests[-1]:
            reader.findings.append(_too_many(source.at, len(cases)))
            break
    found = (*reader.intakes.findings, *reader.findings, *duplicates(cases))
    return tuple(cases), tuple(dict.fromkeys(found))


def _too_many(at: Location, count: int) -> Finding:
    message = worded("{count} cases are enough for one file; those after this one are left out", count=count)
    return Finding("PB008", message, at, advice="split the file")


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute of a table with its value in each row."""

    attribute: Scalar
    values: tuple[Node, ...]


class _Reader:
    """Works out the cases of one document."""

    def __init__(self, document: CasesDocument, file: str) -> None:
        self.file = file
        self.about = document.cases.text
        self.intakes = Intakes(document)
        self.findings: list[Finding] = []

    def expanded(self, source: CaseDocument, most: int) -> list[FixtureCase]:
        """The case of ``source``, or one for each row of its table; none if its intake cannot be worked out."""
        intake = self.intakes.of(source)
        if intake is None:
            return []
        case = self._case(source, intake)
        if source.table is not None:
            return list(self._rows(case, source, most))
        golden = bool(source.golden) and source.expect is None
        return [case if golden else replace(case, expect=self._expectation(source.expect, source.at))]

    def _case(self, source: CaseDocument, intake: Mapping) -> FixtureCase:
        return FixtureCase(
            name=source.name,
            file=self.file,
            about=self.about,
            intake=intake,
            expect=Expectation(),
            at=source.at,
            like=source.like or "",
            todo=source.todo.why if source.todo else "",
            golden=source.golden or "",
            ticket=source.ticket or "",
            since=source.todo.since if source.todo else None,
        )

    def _rows(self, case: FixtureCase, source: CaseDocument, most: int) -> Iterator[FixtureCase]:
        columns = _columns(source.table)
        count = len(columns[0].values) if columns else 0
        if not self._is_sound(source, columns, count, most):
            return
        expected = self._expected_rows(source, count)
        for row in range(count):
            intake = with_values(case.intake, ((column.attribute, column.values[row]) for column in columns))
            yield replace(case, name=f"{case.name} [{_label(columns, row)}]", intake=intake, expect=expected[row])

    def _is_sound(self, source: CaseDocument, columns: list[_Column], count: int, most: int) -> bool:
        found = _about_table(source, columns, count, most)
        self.findings += found
        return not found

    def _expected_rows(self, source: CaseDocument, count: int) -> list[Expectation]:
        each = source.expect_each
        if not each:
            return [self._expectation(source.expect, source.at)] * count
        if len(each) != count:
            message = worded("expect_each has {entries} entries for {count} rows", entries=len(each), count=count)
            self.findings.append(Finding("PB102", message, source.at, advice="one for each row"))
        shared = self._expectation(source.expect, source.at) if source.expect else Expectation()
        rows = [self._expectation(node, source.at) for node in each[:count]] + [shared] * (count - len(each))
        return [_joined(shared, row) for row in rows]

    def _expectation(self, node: Mapping | None, at: Location) -> Expectation:
        expectation, findings = read_expectation(node, at)
        self.findings += findings
        return expectation


def _about_table(source: CaseDocument, columns: list[_Column], count: int, most: int) -> list[Finding]:
    """What keeps a table of ``count`` rows from being cases; at most one finding."""
    if len(columns) > MOST_FACTS:
        facts = worded("{count} facts are more than the limit of {limit}", count=len(columns), limit=MOST_FACTS)
        return [Finding("PB008", facts, source.at, advice="leave some out")]
    if not count or any(len(column.values) != count for column in columns):
        message = "this table has no rows, or lists of different length"
        advice = "write table: {attribute: [value, value]}, with as many values in each list"
        return [Finding("PB102", message, source.at, advice=advice)]
    if count > most:
        rows = worded("{count} rows make more than {limit} cases in one file", count=count, limit=MOST_CASES)
        return [Finding("PB008", rows, source.at, advice="keep the values on both sides of a limit")]
    if source.golden:
        message = "a table keeps no explanations: all its rows would share one file"
        return [Finding("PB104", message, source.at, advice="write 'golden' into a case of its own")]
    return []


def _joined(shared: Expectation, row: Expectation) -> Expectation:
    own = {key: getattr(row, key) for key in row.mentioned()}
    return replace(shared, **own)


def _columns(table: Node | None) -> list[_Column]:
    if not isinstance(table, Mapping):
        return []
    return [_Column(key, value.items if isinstance(value, Sequence) else ()) for key, value in table]


def _label(columns: list[_Column], row: int) -> str:
    label = ", ".join(f"{echo(column.attribute.text)}: {_shown(column.values[row])}" for column in columns[:8])
    return label if len(label) <= _LABEL and len(columns) <= 8 else f"{label[:_LABEL]}… {row + 1}"


def _shown(node: Node) -> str:
    if isinstance(node, Sequence):
        return f"[{', '.join(_shown(item) for item in node.items[:_LABEL])}]"
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{echo(key.text)}: {_shown(value)}' for key, value in node.entries[:_LABEL])}}}"
    return echo(node.text)
