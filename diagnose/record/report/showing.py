"""A report as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from diagnose.explain.page import page, section
from diagnose.kb.base import KnowledgeBase
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import Lesson, PlaybookMeasure, Report
from diagnose.record.report.messages import say
from diagnose.record.report.sections import Section, aligned, headlines, sections_of

SCHEMA: Final = "diagnose/report/1"
"""The name of the format of a report."""


def report_text(report: Report, language: str = "en", kb: KnowledgeBase | None = None) -> str:
    """The report for a terminal, in English (``en``) or Russian (``ru``); ``kb`` has the titles of things."""
    parts = [section(each.title, _lines(each, language)) for each in sections_of(report, language, kb)]
    return page([say("title", language), *headlines(report, language)], *parts, [say("note", language)])


def _lines(part: Section, language: str) -> Iterator[str]:
    yield from part.lines
    if part.table is not None:
        yield from aligned(part.table)
        if part.table.more:
            yield say("more", language, count=part.table.more)


def report_data(report: Report) -> dict[str, Any]:
    """The report as plain data, ready for JSON; schema ``diagnose/report/1``."""
    return {"schema": SCHEMA, **_plain(report)}


def _plain(value: Any) -> Any:
    match value:
        case Share():
            interval = [value.low, value.high] if value.of else None
            return {"count": value.count, "of": value.of, "share": value.value, "interval": interval}
        case PlaybookMeasure():
            return {**_fields(value), "falls": value.falls}
        case Lesson():
            return {**_fields(value), "hours": value.hours}
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value):
            return _fields(value)
        case _:
            return value


def _fields(value: Any) -> dict[str, Any]:
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
