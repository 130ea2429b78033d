"""``diagnose case list`` and ``diagnose queue``: which cases there are, and what a line has to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from diagnose.case import CaseStatus
from diagnose.cli.case.options import Asked, Desk, desk, first_line, line_called, moment, reading
from diagnose.cli.case.tables import Column, table
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.explain.words import Words
    from diagnose.record import CaseRow

CASES = "diagnose/cases/1"
QUEUE = "diagnose/queue/1"
ALL = "all"

_status = click.option(
    "--status",
    type=click.Choice([*(each.value for each in CaseStatus), ALL]),
    multiple=True,
    help="Only these; by default what is not settled. May be repeated.",
)
_sector = click.option("--sector", metavar="ID", help="Only this field of work.")
_limit = click.option(
    "--limit", metavar="N", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many."
)


@click.command("list")
@_status
@click.option("--line", "at_line", metavar="LINE", help="Only what this line has, by id or number.")
@_sector
@click.option("--equipment", metavar="ID", help="Only this kind of equipment.")
@click.option("--customer", metavar="ID", help="Only this customer.")
@click.option("--since", metavar="MOMENT", help="Only what was opened since.")
@click.option("--after", metavar="CASE", help="Go on after this case.")
@_limit
@reading
def list_cases(asked: Asked, status: tuple[str, ...], at_line: str | None, limit: int, **others: str | None) -> int:
    """List cases: what is not settled by its deadline, or with --status the newest first."""
    from diagnose.record import CaseQuery

    with desk(asked) as at:
        found = at.book.record.rows(
            CaseQuery(
                status=_statuses(status),
                line=None if at_line is None else line_called(at_line, at.kb),
                sector=others["sector"],
                equipment=others["equipment"],
                customer=others["customer"],
                opened_since=None if others["since"] is None else moment(others["since"], at.kb),
                after=None if others["after"] is None else at.book.record.place(others["after"]),
                most=limit + 1,
            )
        )
        rows, more = found[:limit], len(found) > limit
        if asked.form == "json":
            show_json({"schema": CASES, "cases": [row_data(row) for row in rows], "more": more})
        else:
            show_rows(rows, at)
            if more:
                click.echo(at.words.say("list.more", case=rows[-1].id))
    return 0


@click.command()
@click.option("--line", "at_line", metavar="LINE", help="Which line, by id or number; by default the first.")
@_sector
@_limit
@reading
def queue(asked: Asked, at_line: str | None, sector: str | None, limit: int) -> int:
    """Show what a line has to do, the most pressing first.

    For the line of the experts what nobody has written down is grouped by likeness as well: one group is one missing
    playbook.
    """
    from diagnose.cli.case.groups import group_data, group_lines, groups_of

    with desk(asked) as at:
        line = first_line(at.kb) if at_line is None else _declared(at_line, at)
        rows = at.book.queue(line, sector=sector, most=limit)
        groups = groups_of(at, line, sector)
        if asked.form == "json":
            content = {"schema": QUEUE, "line": line, "cases": [row_data(row) for row in rows]}
            show_json(content | {"groups": [group_data(each) for each in groups]})
            return 0
        words = at.words
        if not rows:
            click.echo(words.say("queue.empty", line=words.line(line)))
        else:
            click.echo(words.say("queue.head", line=words.line(line), count=len(rows)))
            show_rows(rows, at, line=False)
        if groups:
            show("\n".join(["", *group_lines(groups, words)]))
    return 0


def _declared(name: str, at: Desk) -> str:
    """The line ``name``.

    Raises:
        UsageError: there is none.
    """
    from diagnose.desk.giving import known_name

    return known_name("line", line_called(name, at.kb), [each.id for each in at.kb.support.lines])


def _statuses(names: tuple[str, ...]) -> tuple[CaseStatus, ...]:
    if ALL in names:
        return tuple(CaseStatus)
    return tuple(each for each in CaseStatus if each.value in names) or (CaseStatus.OPEN, CaseStatus.WAITING)


def show_rows(rows: Sequence[CaseRow], at: Desk, *, line: bool = True) -> None:
    """Write the rows as a table; a word where there are none."""
    words = at.words
    if not rows:
        click.echo(words.say("list.none"))
        return
    names = ("case", "state", "line", "sector", "priority", "due", "opened", "equipment", "decision")
    giving = {"sector": 6, "equipment": 8, "decision": 12, "line": 6}
    columns = [Column(words.say(f"list.{name}"), name in giving, giving.get(name, 1)) for name in names]
    shown = [_cells(row, at, words) for row in rows]
    if not line:
        shown = [(*cells[:2], "", *cells[3:]) for cells in shown]
    table(columns, shown)


def _cells(row: CaseRow, at: Desk, words: Words) -> tuple[str, ...]:
    from diagnose.cli.case.moments import short
    from diagnose.explain.words import clean

    return (
        row.id,
        words.say(f"status.{row.status.value}"),
        clean(row.line),
        clean(row.sector or ""),
        clean(row.priority or ""),
        _due(row, at),
        short(row.opened_at, at.kb),
        clean(row.equipment or ""),
        _outcome(row, words),
    )


def _due(row: CaseRow, at: Desk) -> str:
    """When the case is due, with a mark where that has passed; nothing is due in one that is settled."""
    from diagnose.cli.case.moments import short

    if row.due_at is None or row.resolved_at is not None:
        return ""
    text = short(row.due_at, at.kb)
    return f"{text} !" if row.due_at < at.at else text


def _outcome(row: CaseRow, words: Words) -> str:
    """How the case ended, or what was decided last; with the fault, if one was named."""
    from diagnose.explain.words import clean

    if row.ending is not None:
        text = words.known(f"ending.{row.ending}", row.ending)
        return f"{text}: {clean(row.fault)}" if row.fault is not None else text
    if row.decision is None:
        return ""
    return words.known(f"decided.{row.decision}", row.decision)


def row_data(row: CaseRow) -> dict[str, Any]:
    """A row as plain data."""
    found = {each.name: getattr(row, each.name) for each in fields(row)}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in found.items()}
