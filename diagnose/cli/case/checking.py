"""``diagnose case verify`` and ``replay``: whether the histories hold together, and are decided the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.case.options import Asked, Desk, case_argument, desk, opened, reading, record_option
from diagnose.cli.case.progress import watched
from diagnose.cli.options import format_option, lang_option
from diagnose.cli.screen import show_json
from diagnose.explain.messages import say
from diagnose.explain.words import clean

if TYPE_CHECKING:
    from diagnose.case.chain import Break
    from diagnose.record import Record

VERIFIED = "diagnose/verification/1"
REPLAYED = "diagnose/replay/1"
_AT_ONCE = 500


@click.command()
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@record_option
@lang_option
@format_option("text", "json")
def verify(cases: tuple[str, ...], record: str, lang: str, form: str) -> int:
    """Check that histories hold together: the chain of seals, and what the lists say about each case.

    Without CASE all cases are checked. The exit code is 1 when something was tampered with.
    """
    with opened(record) as found:
        names = cases or (*_all(found), *found.strays())
        wrong = [(case, found.breaks(case)) for case in watched(names, "cases", len(names))]
    broken = [(case, breaks) for case, breaks in wrong if breaks]
    if form == "json":
        listed = [
            {"case": case, "event": each.number, "reason": str(each.reason)} for case, found in broken for each in found
        ]
        show_json({"schema": VERIFIED, "cases": len(names), "breaks": listed})
    else:
        _tell(len(names), broken, lang)
    return exits.FINDINGS if broken else exits.GOOD


def _all(record: Record) -> Iterator[str]:
    """The ids of all cases, the newest first."""
    from diagnose.case import CaseStatus
    from diagnose.record import CaseQuery

    after = None
    while rows := record.rows(CaseQuery(status=tuple(CaseStatus), after=after, most=_AT_ONCE)):
        yield from (row.id for row in rows)
        after = rows[-1].place


def _tell(total: int, broken: Sequence[tuple[str, Sequence[Break]]], lang: str) -> None:
    from diagnose.kb.russian import said

    for case, breaks in broken:
        for each in breaks:
            click.echo(say("verify.bad", lang, case=case, number=each.number, text=clean(said(each.reason, lang))))
    if broken:
        count = sum(len(breaks) for _, breaks in broken)
        click.echo(say("verify.count", lang, count=count, number=len(broken), total=total))
    else:
        click.echo(say("verify.good", lang, count=total))


@click.command()
@case_argument
@reading
def replay(asked: Asked, case: str) -> int:
    """Decide a case again, each decision with the knowledge base of its day.

    Under the same version of the library the bytes are the same; under another one the differences are named. The exit
    code is 1 when a decision is another one now, or cannot be made again.
    """
    with desk(asked) as at:
        return _replayed(case, at)


def _replayed(case: str, at: Desk) -> int:
    found = at.book.replay(case)
    if at.asked.form == "json":
        show_json({"schema": REPLAYED, "case": case, "decisions": [each.to_data() for each in found]})
    elif not found:
        click.echo(at.words.say("replay.none", case=clean(case)))
    else:
        click.echo(at.words.say("replay.head", case=clean(case)))
        for each in found:
            click.echo(f"  {each.words(at.asked.lang)}")
    differs = any(not each.same and (each.differences or each.problem is not None) for each in found)
    return exits.FINDINGS if differs else exits.GOOD
