"""`[tool.diagnose]` as nodes: the standard parser reads it, and the places come from a look at its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from diagnose.errors import Finding, Location
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, Sequence
from diagnose.nodes.limits import DOCUMENT, Limits
from diagnose.nodes.source import decode

TABLE = ("tool", "diagnose")
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_ENTRY = re.compile(r"(\s*)([\w.\"'-]+)\s*=\s*")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(text: str | bytes, file: str, limits: Limits = DOCUMENT) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node that the table ``[tool.diagnose]`` in TOML ``text`` is, None without one, and what is wrong with it."""
    clean, findings = decode(text, file, limits)
    if clean is None:
        return None, findings
    try:
        content: Any = tomllib.loads(clean)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax(str(error), file),)
    except RecursionError:
        return None, (Finding("PB006", "tables lie too deep inside each other", Location(file, 1, 1)),)
    for name in TABLE:
        content = content.get(name) if isinstance(content, dict) else None
    if content is None:
        return None, ()
    places = dict(_places(clean, file))
    return _node(content, (), places, places.get((), Location(file, 1, 1))), ()


def _syntax(message: str, file: str) -> Finding:
    place = _PLACE.search(message)
    at = Location(file, int(place[1]), int(place[2])) if place else Location(file, 1, 1)
    return Finding("PB001", "this is no TOML", at, advice="check quotes, brackets and equals signs here")


def _places(text: str, file: str) -> Iterator[tuple[tuple[str, ...], Location]]:
    """Where the table and each of its keys stands, by the names that lead to it from the table."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.fullmatch(line)
        entry = _ENTRY.match(line)
        if header:
            table = _names(header[1])
            if table[:2] == TABLE:
                yield table[2:], Location(file, number, line.index("[") + 1)
        elif entry and (*table, *_names(entry[2]))[:2] == TABLE:
            yield (*table, *_names(entry[2]))[2:], Location(file, number, len(entry[1]) + 1)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _node(content: Any, path: tuple[str, ...], places: Mapping[tuple[str, ...], Location], at: Location) -> Node:
    """``content`` as a node; what has no place of its own stands where the whole does."""
    here = places.get(path, at)
    if isinstance(content, dict):
        entries = (
            (Scalar(key, False, places.get((*path, key), here)), _node(value, (*path, key), places, here))
            for key, value in content.items()
        )
        return MappingNode(tuple(entries), here)
    if isinstance(content, list):
        return Sequence(tuple(_node(item, path, places, here) for item in content), here)
    if isinstance(content, bool):
        return Scalar(str(content).lower(), False, here)
    return Scalar(str(content), isinstance(content, str), here)
