"""Coverage in words, as data and as Cobertura-like XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from diagnose.authoring.coverage.items import Coverage, Item, Measure

SCHEMA = "diagnose/coverage/1"


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """Coverage as plain data, ready for JSON."""
    return {
        "schema": SCHEMA,
        "cases": coverage.cases,
        "cases_left_out": coverage.left_out,
        "measures": {each.value: _share(coverage, each) for each in Measure},
        "areas": {area: {each.value: _share(coverage, each, area) for each in Measure} for area in coverage.areas},
        "items": [_item(each) for each in coverage.items],
    }


def _share(coverage: Coverage, measure: Measure, area: str | None = None) -> dict[str, float]:
    share = coverage.share(measure, area)
    return {"covered": share.covered, "total": share.total, "percent": share.percent}


def _item(item: Item) -> dict[str, Any]:
    return {
        "measure": item.measure.value,
        "subject": item.subject,
        "file": item.at.file,
        "line": item.at.line,
        "column": item.at.column,
        "what": item.what,
        "covered": item.covered,
        **({"by": item.by} if item.covered else {"wanted": item.wanted}),
    }


def coverage_text(coverage: Coverage, missing: int | None = None) -> str:
    """What is missing, with its place and the case that would cover it; then the shares by area and in all.

    Of what is missing ``missing`` are listed, all for None.
    """
    return "\n".join(_lines(coverage, missing))


def _lines(coverage: Coverage, missing: int | None) -> Iterator[str]:
    lacking = coverage.missing
    for item in lacking[:missing]:
        subject = "" if item.what.startswith(item.subject) else f"{item.subject}: "
        yield f"{item.at}: {item.measure}: {subject}{item.what}"
        yield f"  wanted: {item.wanted}"
    if missing is not None and len(lacking) > missing:
        yield f"... and {len(lacking) - missing} more; --missing {len(lacking)} lists them"
    yield ""
    width = max([len("all"), *map(len, coverage.areas)])
    yield " ".join([" " * width, *(f"{each.value:>10}" for each in Measure)])
    for area in (*coverage.areas, None):
        cells = (_cell(coverage, each, area) for each in Measure)
        yield " ".join([f"{area or 'all':<{width}}", *cells])
    yield f"\n{coverage.cases} cases" + (
        f", {coverage.left_out} left out: they do not pass" if coverage.left_out else ""
    )


def _cell(coverage: Coverage, measure: Measure, area: str | None) -> str:
    share = coverage.share(measure, area)
    return f"{share.percent:9.1f}%" if share.total else f"{'-':>10}"


def coverage_xml(coverage: Coverage) -> str:
    """Coverage in the form of Cobertura: a class for each file, and in it a line for each place that can be covered.

    A line is hit as often as things on it are covered; where several stand on one line it is a branch line.
    """
    by_file: dict[str, dict[int, list[Item]]] = {}
    for item in coverage.items:
        if item.at.file and item.at.line:
            by_file.setdefault(item.at.file, {}).setdefault(item.at.line, []).append(item)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', _head(by_file), "  <packages>"]
    parts.append('    <package name="playbooks"><classes>')
    for file in sorted(by_file):
        parts += _class(file, by_file[file])
    parts += ["    </classes></package>", "  </packages>", "</coverage>"]
    return "\n".join(parts) + "\n"


def _head(by_file: dict[str, dict[int, list[Item]]]) -> str:
    lines = [items for found in by_file.values() for items in found.values()]
    hit = sum(all(item.covered for item in items) for items in lines)
    every = [item for items in lines for item in items]
    covered = sum(item.covered for item in every)
    return (
        f'<coverage lines-valid="{len(lines)}" lines-covered="{hit}" line-rate="{_rate(hit, len(lines))}"'
        f' branches-valid="{len(every)}" branches-covered="{covered}" branch-rate="{_rate(covered, len(every))}"'
        ' complexity="0" version="1" timestamp="0">'
    )


def _class(file: str, lines: dict[int, list[Item]]) -> Iterator[str]:
    every = [item for items in lines.values() for item in items]
    hit = sum(all(item.covered for item in items) for items in lines.values())
    rates = f'line-rate="{_rate(hit, len(lines))}" branch-rate="{_rate(sum(i.covered for i in every), len(every))}"'
    yield f'      <class name={quoteattr(file)} filename={quoteattr(file)} {rates} complexity="0"><methods/><lines>'
    for number in sorted(lines):
        items = lines[number]
        covered = sum(item.covered for item in items)
        share = f"{100 * covered // len(items)}% ({covered}/{len(items)})"
        yield f'        <line number="{number}" hits="{covered}" branch="true" condition-coverage="{share}"/>'
    yield "      </lines></class>"


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "1.0000"
