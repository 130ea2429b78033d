"""Suggestions as text: an item of ``tests``, or what to add to an ``expect``."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.authoring.expectation import Expectation
from diagnose.authoring.mutation.offers import MoreExpected, NewCase, Suggestion
from diagnose.nodes import Mapping, Node, Scalar, Sequence, as_bool, as_number, is_ambiguous
from diagnose.nodes.writing import in_quotes

MARK = "# suggested by diagnose mutate: is this what must come of it?"
"""Stands above every suggested case until somebody has looked at it."""

LISTS = frozenset({"faults_include", "steps_include", "matched", "not_matched"})
FIGURES = frozenset({"chance", "evidence"})
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./ ")


def suggestion_text(suggestion: Suggestion) -> str:
    """``suggestion`` for a reader: a case ready to be pasted, or what to do; empty when there is nothing to say."""
    match suggestion:
        case NewCase(case=case):
            return "\n".join([f"# {case.file}", *case_lines(suggestion)])
        case MoreExpected(case, expect):
            wanted = ", ".join(f"{key}: {value}" for key, value in expected(expect).items())
            return f"# {case.file}\n#   {case.name}\n#     expect: {{{wanted}}}"
        case _:
            return ""


def case_lines(new: NewCase, indent: int = 2) -> list[str]:
    """A new case as an item of ``tests``."""
    pad = " " * indent
    lines = [f"{pad}{MARK}", f"{pad}- name: {words(new.case.name)}"]
    if new.change is None:
        lines += [f"{pad}  intake:", *block(new.case.intake, indent + 4)]
    else:
        lines += [f"{pad}  like: {words(new.like.name)}", f"{pad}  change:", *block(new.change, indent + 4)]
    lines.append(f"{pad}  expect:")
    lines += [f"{pad}    {key}: {value}" for key, value in expected(new.case.expect).items()]
    return lines


def expected(expect: Expectation) -> dict[str, str]:
    """What is expected by key, each on one line."""
    return {key: _bracketed(key, names) for key, names in expect.mentioned().items()}


def _bracketed(key: str, names: tuple[str, ...]) -> str:
    if key in FIGURES:
        return f"{{{', '.join(names)}}}"
    return f"[{', '.join(names)}]" if key in LISTS else names[0]


def block(node: Mapping, indent: int) -> Iterator[str]:
    """The entries of ``node``, one a line; attributes on lines of their own below ``symptoms`` and ``facts``."""
    for key, value in node:
        if isinstance(value, Mapping) and value.entries and key.text in {"symptoms", "facts"}:
            yield f"{' ' * indent}{flow(key)}:"
            yield from block(value, indent + 2)
        else:
            yield f"{' ' * indent}{flow(key)}: {flow(value)}"


def flow(node: Node) -> str:
    """``node`` on one line."""
    if isinstance(node, Scalar):
        text = node.text
        plain = not node.quoted and text and text == text.strip() and _PLAIN.issuperset(text) and not _misread(node)
        return text if plain else in_quotes(text)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(flow, node.items))}]"
    return f"{{{', '.join(f'{flow(key)}: {flow(value)}' for key, value in node)}}}"


def _misread(node: Scalar) -> bool:
    """Whether other readers of YAML would take the text for something else: ``off``, a date."""
    return is_ambiguous(node) and as_bool(node) is None and as_number(node) is None


def words(text: str) -> str:
    """A name as it stands after its key: without quotes where it begins with a letter and nothing in it means more."""
    plain = text[:1].isalpha() and all(each.isalnum() or each in " -_./()," for each in text)
    return text if plain and text == text.strip() else in_quotes(text)
