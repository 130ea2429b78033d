"""Tables of values and strengths: ``shows`` of a playbook and ``common`` of an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.lexicon import Problem
from diagnose.kb.values import member_of, seen
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.rules.conditions import Condition
from diagnose.vocabulary import Attribute, AttributeType

DOES_NOT_APPLY = "does-not-apply"
GIVEN = "given"
TABLED = frozenset((AttributeType.YES_NO, AttributeType.CHOICE, AttributeType.SET))
"""Types whose values can be listed with strengths."""


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` (None for "does not apply") has ``strength`` where ``given`` holds; ``key`` is where it is written."""

    value: Value | None
    strength: float
    given: Condition | None
    key: Scalar | None


def read_table(bench: Workbench, attribute: Attribute, node: Node, what: str) -> tuple[Row, ...]:
    """The rows of a table, ``shows`` or ``common`` (``what``), for one attribute, in the order written."""
    if attribute.type not in TABLED:
        message = f"{what!r} cannot list values of {attribute.id!r}, which is of type {attribute.type.value}"
        bench.note("PB211", message, node.at, "only yes/no, choice and set attributes have it; or test it in 'when'")
        return ()
    if isinstance(node, Scalar):
        return tuple(_single(bench, attribute, node, what))
    if isinstance(node, Mapping):
        return tuple(_rows(bench, attribute, node, None, what))
    if not node.items:
        bench.note("PB110", f"{what!r} of {attribute.id!r} is empty", node.at, "name a value")
    return tuple(row for item in node.items for row in _rows_given(bench, attribute, item, what))


def _single(bench: Workbench, attribute: Attribute, node: Scalar, what: str) -> Iterator[Row]:
    if attribute.type is not AttributeType.YES_NO:
        message = f"{what!r} of {attribute.id!r} does not say which value"
        bench.note("PB102", message, node.at, f"write {{value: {node.text[:20]}}}")
        return
    strength = bench.strength(node)
    if strength is not None:
        yield Row(True, strength, None, None)


def _rows_given(bench: Workbench, attribute: Attribute, node: Node, what: str) -> Iterator[Row]:
    if not isinstance(node, Mapping):
        message = f"a row of {what!r} is a map of values, not {seen(node)}"
        bench.note("PB102", message, node.at, "write - {value: often, given: {...}}")
        return
    written = node.get(GIVEN)
    given = None if written is None else bench.conditions.read(written)
    if written is None or given is not None:
        yield from _rows(bench, attribute, node, given, what, in_list=True)


def _rows(
    bench: Workbench, attribute: Attribute, node: Mapping, given: Condition | None, what: str, *, in_list: bool = False
) -> Iterator[Row]:
    named = 0
    for key, written in node.entries:
        if key.text == GIVEN and in_list:
            continue
        named += 1
        if key.text == GIVEN:
            bench.note("PB104", f"'given' stands outside a list in {what!r}", key.at, "begin the row with a dash")
            continue
        value = _value(bench, attribute, key, what)
        strength = bench.strength(written)
        if strength is not None and not isinstance(value, Problem):
            yield Row(value, strength, given, key)
    if not named:
        bench.note("PB110", f"{what!r} of {attribute.id!r} names no value", node.at, "write value: often")


def _value(bench: Workbench, attribute: Attribute, key: Scalar, what: str) -> Value | Problem | None:
    """The value that ``key`` names, None for "does not apply", the problem after a finding."""
    if key.text == DOES_NOT_APPLY and what == "shows":
        return None
    if attribute.type is AttributeType.YES_NO:
        if key.text in ("true", "false"):
            return key.text == "true"
        found: str | Problem = Problem("PB102", f"{attribute.id!r} takes true or false, not {seen(key)}")
    else:
        found = member_of(key, attribute, bench.lexicon)
    if isinstance(found, str):
        return found
    bench.report(found, key.at)
    return found if found.instead is None else found.instead
