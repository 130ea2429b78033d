"""What the library can say: every literal message in its source, found by reading the source."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import diagnose

ROOT = Path(diagnose.__file__).parent
NOT_READ = ("kb/russian/", "wording.py")
TAKEN_OVER = (
    "explain/",
    "cli/ask/",
    "cli/config.py",
    "cli/report.py",
    "authoring/report.py",
    "errors.py",
    "kb/observe.py",
)
"""Here messages are only handed on, or said otherwise than in findings."""

MAKERS: dict[str, tuple[int, ...]] = {
    "Finding": (1, 4),
    "IdProblem": (1, 2),
    "Problem": (1, 2),
    "declared_once": (0,),
    "finding": (1, 3, 4),
    "known": (1,),
    "known_name": (0,),
    "lacking": (1,),
    "missing": (1,),
    "note": (1, 3),
    "number": (3,),
    "plain": (1,),
    "problem": (1, 3, 4, 5),
    "raw": (1,),
    "report": (1, 3, 4, 5),
    "short_list": (0,),
    "warn": (2, 4),
    "wrong": (1,),
    "wrong_type": (1,),
    "_find": (1, 3),
    "_missing": (0,),
    "_no_document": (1,),
    "_no_text": (1, 3),
    "_note": (1, 3),
    "_parts": (1,),
    "_problem": (1,),
    "_unreadable": (1, 2),
    "_wrong": (2, 3),
}
"""Functions that make findings, or parts of them, and where among their arguments a message stands."""

OF_A_CODE = (0, 2, 3)
"""The same for the method ``finding`` of a code."""

NAMED = ("advice", "message", "related", "template")
"""Arguments and variables of these names hold messages; a template that has a name is written nearby."""


@dataclass(frozen=True)
class Said:
    """A literal, where it stands, and the names filled into it; an f-string has no ``text``."""

    place: str
    text: str | None
    values: frozenset[str] = frozenset()


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_READ):
            yield name, ast.parse(path.read_text("utf-8"))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def leaves(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The texts that an expression may come to be."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
        case ast.IfExp():
            yield from (*leaves(node.body), *leaves(node.orelse))
        case ast.BoolOp():
            yield from (leaf for value in node.values for leaf in leaves(value))
        case ast.Tuple() | ast.List():
            yield from (leaf for value in node.elts for leaf in leaves(value))


def spoken(call: ast.Call) -> Iterator[ast.AST]:
    """The arguments of ``call`` that hold messages."""
    name = name_of(call)
    places = MAKERS.get(name, ())
    if name == "finding" and isinstance(call.func, ast.Attribute):
        places = OF_A_CODE
    yield from (argument for index, argument in enumerate(call.args) if index in places)
    if places or name == "replace":
        yield from (keyword.value for keyword in call.keywords if keyword.arg in NAMED)


def wordings() -> Iterator[Said]:
    """Every template and phrase; one that is no literal has no text."""
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in ("worded", "phrase", "joined") and node.args:
                first = node.args[0]
                values = frozenset(keyword.arg or "**" for keyword in node.keywords)
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                named = isinstance(first, ast.Name) and first.id == "template"
                if literal or (name_of(node) == "worded" and not named):
                    yield Said(f"{file}:{node.lineno}", first.value if literal else None, values)


def messages() -> Iterator[Said]:
    """Every literal that is handed to a maker of findings, or kept as a message or advice."""
    for file, tree in sources():
        for node in ast.walk(tree) if not file.startswith(TAKEN_OVER) else ():
            for leaf in (leaf for part in parts_of(node, file) for leaf in leaves(part)):
                yield Said(f"{file}:{leaf.lineno}", leaf.value if isinstance(leaf, ast.Constant) else None)


def parts_of(node: ast.AST, file: str) -> list[ast.AST]:
    """The expressions directly in ``node`` that come to be messages."""
    match node:
        case ast.Call():
            return list(spoken(node))
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMED:
            return [value]
        case ast.Return(value=ast.Tuple() as guess) if file == "nodes/syntax.py":
            return [guess]
    return []


def constants() -> set[str]:
    """Every text that stands in the source."""
    return {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields(template: str) -> set[tuple[str, str, str]]:
    """What is filled into ``template``, with conversion and format."""
    parsed = string.Formatter().parse(template)
    return {(name, conversion or "", form or "") for _, name, form, conversion in parsed if name is not None}


def is_prose(text: str) -> bool:
    """Whether ``text`` is to be read by people: not a fragment of YAML, not a mark, not values alone."""
    return not text.startswith("[") and re.search("[A-Za-z]{2,}", re.sub(r"\{.*?\}", "", text)) is not None
