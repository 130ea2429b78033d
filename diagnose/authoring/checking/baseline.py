"""A baseline: findings that were there when checking began, kept in a file so that only new ones count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose.authoring.checking.sources import Sources
from diagnose.errors import ConfigurationError, Finding, Location, Severity, UsageError
from diagnose.kb.codes import finding
from diagnose.nodes import Limits, Mapping, Node, Scalar, Sequence, as_number, read_bytes, read_json
from diagnose.nodes.files import name_of
from diagnose.wording import Wording, worded

SCHEMA = "diagnose/baseline/1"
LIMITS = Limits(file=16 * 1024 * 1024, nodes=1_000_000, depth=8)
_TEXTS = ("code", "file", "line", "message")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """By what a finding is known again: its code, its file, the text of its line, and its message without values."""

    code: str
    file: str
    line: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind were there; their lines may have moved since."""

    entries: Counter[Entry]

    def split(self, findings: Iterable[Finding], sources: Sources) -> tuple[tuple[Finding, ...], tuple[Entry, ...]]:
        """The ``findings`` that are new, and the entries that are there no more; an error is always new."""
        left = Counter(self.entries)
        new: list[Finding] = []
        for each in findings:
            entry = entry_of(each, sources)
            if each.severity < Severity.ERROR and left[entry]:
                left[entry] -= 1
            else:
                new.append(each)
        return tuple(new), tuple(sorted(left.elements()))

    def to_json(self) -> str:
        """The text of the file that keeps it."""
        entries = [
            {"code": each.code, "file": each.file, "line": each.line, "message": each.message, "count": count}
            for each, count in sorted(self.entries.items())
        ]
        return json.dumps({"schema": SCHEMA, "findings": entries}, ensure_ascii=False, indent=1) + "\n"


def baseline_of(findings: Iterable[Finding], sources: Sources) -> Baseline:
    """The baseline in which all ``findings`` are known; errors are left out, since they keep from loading."""
    return Baseline(Counter(entry_of(each, sources) for each in findings if each.severity < Severity.ERROR))


def entry_of(each: Finding, sources: Sources) -> Entry:
    """By what a finding is known again."""
    message = each.message.template if isinstance(each.message, Wording) else each.message
    return Entry(each.code, sources.name(each.at.file), sources.line(each.at).strip(), message)


def read_baseline(path: Path) -> Baseline:
    """The baseline in the file at ``path``.

    Raises:
        UsageError: there is no such file.
        ConfigurationError: it is no baseline.
    """
    if not path.is_file():
        raise UsageError(f"there is no baseline '{path}'; write one with --write-baseline")
    content = read_bytes(path, limit=LIMITS.file)
    node, findings = (None, (content,)) if isinstance(content, Finding) else read_json(content, name_of(path), LIMITS)
    if node is None:
        raise ConfigurationError(findings)
    if not isinstance(node, Mapping) or _text(node.get("schema")) != SCHEMA:
        raise _no_baseline(node, worded("a baseline begins with {schema}", schema=f'{{"schema": "{SCHEMA}"}}'))
    listed = node.get("findings")
    items = listed.items if isinstance(listed, Sequence) else ()
    return Baseline(Counter(dict(_entry(item) for item in items)))


def _entry(node: Node) -> tuple[Entry, int]:
    if not isinstance(node, Mapping):
        raise _no_baseline(node, "an entry of a baseline is a mapping")
    texts: Any = [_text(node.get(key)) for key in _TEXTS]
    count = node.get("count")
    number = as_number(count) if isinstance(count, Scalar) else None
    if None in texts or number is None or number < 1:
        raise _no_baseline(node, "an entry of a baseline has code, file, line, message and count")
    return Entry(*texts), int(number)


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) and node.quoted else None


def _no_baseline(node: Node, message: str) -> ConfigurationError:
    at: Location = node.at
    return ConfigurationError((finding("PB102", message, at, "write it again with --write-baseline"),))
