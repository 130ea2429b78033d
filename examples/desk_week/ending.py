"""What the week leaves behind: the report in all its forms, and the proof that the record is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from diagnose.case import CaseStatus
from diagnose.record import Casebook, CaseQuery
from diagnose.record.report import report, report_data, report_html, report_text


def finish(book: Casebook, now: datetime, told: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What is worth telling, with what the chains and the replay of every case say; the report lies in ``folder``."""
    found = report(book.record, now=now, kb=book.kb)
    for language in ("en", "ru"):
        (folder / f"report.{language}.txt").write_text(report_text(found, language, book.kb), "utf-8")
        (folder / f"report.{language}.html").write_text(report_html(found, language, book.kb), "utf-8")
    (folder / "report.json").write_text(json.dumps(report_data(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
    cases = [book.case(each) for each in all_cases(book)]
    replayed = [(case.id, each) for case in cases for each in book.replay(case.id)]
    story = {
        **told,
        "cases": len(cases),
        "events": sum(case.version for case in cases),
        "broken": [case.id for case in cases if book.record.breaks(case.id)],
        "decisions": len(replayed),
        "differently": sorted({case for case, each in replayed if not each.same}, key=int),
    }
    (folder / "story.json").write_text(json.dumps(story, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return story


def all_cases(book: Casebook) -> list[str]:
    """The ids of all cases, in order."""
    query, found = CaseQuery(status=tuple(CaseStatus), most=500), []
    while rows := book.record.rows(query):
        found += [row.id for row in rows]
        query = replace(query, after=rows[-1].place)
    return sorted(found, key=int)
