"""A report as sections with tables, in the words of one language: what text and HTML show alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from diagnose.kb.base import KnowledgeBase
from diagnose.record.report.measures import LineMeasure, PlaybookMeasure, Report
from diagnose.record.report.messages import say
from diagnose.record.report.naming import Naming, day, moment

ROWS: Final = 20
"""So many rows a table shows."""
AIM: Final = (0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their ``heads``; ``numbers`` are the columns that hold numbers. ``more`` rows are not shown."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names the section in every language; ``lines`` come before the table."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


def sections_of(report: Report, language: str, kb: KnowledgeBase | None = None) -> tuple[Section, ...]:
    """The sections that have something to say, in order."""
    naming = Naming(language, kb)
    found = (part(report, naming) for part in PARTS)
    return tuple(each for each in found if each is not None)


def headlines(report: Report, language: str) -> tuple[str, ...]:
    """What the report is about, in a few sentences."""
    bounds = [name for name in ("since", "until") if getattr(report, name) is not None]
    key = "between" if len(bounds) == 2 else (bounds or ["all"])[0]
    values = {name: moment(getattr(report, name)) for name in bounds}
    about = [say("made", language, now=moment(report.now)), say(f"period.{key}", language, **values)]
    about.append(say("recent", language, recent=moment(report.recent)) if report.opened else say("nothing", language))
    return tuple(about)


def _requests(report: Report, naming: Naming) -> Section | None:
    if not report.opened:
        return None
    lines = [naming.say("opened", count=report.opened, settled=report.settled), _aim(report, naming)]
    shares = (("known", report.known), ("in-time", report.in_time))
    more = (("reopened", report.reopened), ("escalated", report.escalated))
    lines += [naming.say(key, share=naming.share(share)) for key, share in (*shares, *more) if share.of]
    return Section("requests", naming.say("part.requests"), tuple(filter(None, lines)))


def _aim(report: Report, naming: Naming) -> str:
    share = report.at_first_line
    if share.value is None:
        return ""
    low, high = AIM
    key = "below" if share.value < low else "above" if share.value > high else "within"
    return naming.say(f"aim.{key}", share=naming.share(share))


def _lines(report: Report, naming: Naming) -> Section | None:
    heads = ("line", "settled", "share", "interval", "stays", "median", "p90", "here")
    rows = [_line(each, naming) for each in report.lines if each.settled.of or each.here or each.stays.count]
    return _listed("lines", heads, rows, naming)


def _line(line: LineMeasure, naming: Naming) -> tuple[str, ...]:
    settled, stays = line.settled, line.stays
    return (
        naming.line(line.line),
        str(settled.count),
        naming.percent(settled),
        naming.interval(settled),
        str(stays.count),
        naming.hours(stays.median),
        naming.hours(stays.p90),
        str(line.here),
    )


def _slots(report: Report, naming: Naming) -> Section | None:
    heads = ("since", "opened", "settled", "first-line", "interval", "known", "new")
    rows = [
        (
            day(each.start),
            str(each.opened),
            str(each.settled),
            naming.percent(each.share),
            naming.interval(each.share),
            str(each.known),
            str(each.new),
        )
        for each in report.slots
    ]
    return _listed("slots", heads, rows, naming)


def _tallied(key: str, kind: str, report: Report, naming: Naming) -> Section | None:
    rows = [
        (naming.word(kind, each.name), str(each.share.count), naming.percent(each.share))
        for each in getattr(report, key)
    ]
    return _listed(key, (kind, "cases", "share"), rows, naming)


def _playbooks(report: Report, naming: Naming) -> Section | None:
    heads = ("playbook", "hits", "right", "success", "interval", "steps", "settled")
    rows = [_playbook(each, naming) for each in report.playbooks]
    return _listed("playbooks", heads, rows, naming)


def _playbook(each: PlaybookMeasure, naming: Naming) -> tuple[str, ...]:
    return (
        naming.fault(each.playbook),
        str(each.hits),
        naming.say("word.of", count=each.right.count, of=each.right.of),
        naming.percent(each.success),
        naming.interval(each.success),
        "-" if each.steps is None else f"{each.steps:.1f}",
        str(each.settled),
    )


def _falling(report: Report, naming: Naming) -> Section | None:
    rows = [
        (
            naming.fault(each.playbook),
            *(text for share in (each.before, each.last) for text in (naming.share(share), naming.interval(share))),
        )
        for each in report.falling
    ]
    return _listed("falling", ("playbook", "before", "interval", "last", "interval"), rows, naming)


def _mistaken(report: Report, naming: Naming) -> Section | None:
    shares = (("false-known", report.false_known), ("false-new", report.false_new))
    lines = [naming.say(key, share=naming.share(share)) for key, share in shares if share.of]
    rows = [
        (
            naming.say("word.new") if each.said is None else naming.fault(each.said),
            naming.say("word.nothing-known") if each.was is None else naming.fault(each.was),
            str(each.cases),
        )
        for each in report.mistaken
    ]
    return _listed("mistaken", ("said", "was", "cases"), rows, naming, lines)


def _lessons(report: Report, naming: Naming) -> Section | None:
    lead = report.lead
    times = {"median": naming.hours(lead.median), "p90": naming.hours(lead.p90)}
    lines = [naming.say("lead", count=lead.count, **times)] if lead.count else []
    rows = [
        (
            naming.fault(each.playbook),
            moment(each.first),
            moment(each.learned),
            naming.hours(each.hours),
            str(each.cases),
        )
        for each in report.lessons
    ]
    heads = ("playbook", "first", "learned", "lead", "cases")
    return _listed("lessons", heads, rows, naming, lines)


def _repeated(report: Report, naming: Naming) -> Section | None:
    rows = [
        (
            naming.equipment(each.equipment),
            naming.location(each.location),
            naming.fault(each.fault),
            moment(each.first),
            moment(each.last),
            str(each.cases),
        )
        for each in report.repeated
    ]
    heads = ("equipment", "location", "fault", "first", "last-one", "cases")
    return _listed("repeated", heads, rows, naming)


def _clusters(report: Report, naming: Naming) -> Section | None:
    rows = [
        (
            naming.equipment(each.equipment),
            naming.location(each.location),
            moment(each.first),
            moment(each.last),
            str(each.cases),
            f"{each.usual:.1f}",
        )
        for each in report.clusters
    ]
    heads = ("equipment", "location", "first", "last-one", "cases", "usual")
    return _listed("clusters", heads, rows, naming)


def _vendors(report: Report, naming: Naming) -> Section | None:
    rows = [
        (
            naming.vendor(each.vendor),
            ", ".join(f"{naming.fault(fault.name)}: {fault.share.count}" for fault in each.faults),
            str(each.cases),
            str(each.passed),
            naming.hours(each.times.median),
            naming.hours(each.times.p90),
        )
        for each in report.vendors
    ]
    heads = ("vendor", "faults", "cases", "passed", "median", "p90")
    return _listed("vendors", heads, rows, naming)


def _stale(report: Report, naming: Naming) -> Section | None:
    rows = [
        (
            naming.fault(each.playbook),
            naming.say("word.never") if each.last_hit is None else moment(each.last_hit),
            "-" if each.reviewed is None else each.reviewed.isoformat(),
            str(each.hits),
        )
        for each in report.stale
    ]
    return _listed("stale", ("playbook", "last-hit", "reviewed", "hits"), rows, naming)


NUMBERS: Final = frozenset(
    {"settled", "share", "interval", "stays", "median", "p90", "here", "opened", "first-line", "known", "new", "cases"}
    | {"hits", "right", "success", "steps", "before", "last", "lead", "usual", "passed"}
)
"""Columns that hold numbers; the others hold words and moments."""


def _listed(
    key: str, heads: Iterable[str], rows: Sequence[tuple[str, ...]], naming: Naming, lines: Iterable[str] = ()
) -> Section | None:
    """A section with a table; None when there is nothing in it."""
    title, said, names = naming.say(f"part.{key}"), tuple(lines), tuple(heads)
    if not rows:
        return Section(key, title, said) if said else None
    most = len(rows) if key == "slots" else ROWS
    numbers = frozenset(index for index, head in enumerate(names) if head in NUMBERS)
    table = Table(
        tuple(naming.say(f"column.{head}") for head in names), tuple(rows[:most]), numbers, max(0, len(rows) - most)
    )
    return Section(key, title, said, table)


Part = Callable[[Report, Naming], Section | None]
PARTS: Final[tuple[Part, ...]] = (
    _requests,
    _lines,
    _slots,
    partial(_tallied, "decisions", "decision"),
    partial(_tallied, "endings", "ending"),
    _playbooks,
    _falling,
    _mistaken,
    _lessons,
    _repeated,
    _clusters,
    _vendors,
    _stale,
)
"""The sections in the order in which they stand."""


def aligned(table: Table) -> Iterator[str]:
    """The rows of ``table`` under its heads, numbers to the right."""
    rows = [table.heads, *table.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if index in table.numbers else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
