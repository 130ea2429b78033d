"""Tables of values and strengths: ``shows`` of a playbook and ``common`` of an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.lexicon import Problem
from diagnose.kb.values import member_of, seen
from diagnose.nodes import Mapping, Node, Scalar
from diagnose.rules.conditions import Condition
from diagnose.vocabulary import Attribute, AttributeType
from diagnose.wording import worded

DOES_NOT_APPLY = "does-not-apply"
GIVEN = "given"
TABLED = frozenset((AttributeType.YES_NO, AttributeType.CHOICE, AttributeType.SET))
"""Types whose values can be listed with strengths."""


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` (None for "does not apply") has ``strength`` where ``given`` holds."""

    value: Value | None
    strength: float
    given: Condition | None


def read_table(bench: Workbench, attribute: Attribute, node: Node, what: str) -> tuple[Row, ...]:
    """The rows of a table, ``shows`` or ``common`` (``what``), for one attribute, in the order written."""
    if attribute.type not in TABLED:
        message = worded(
            "{what!r} cannot list values of {attribute!r}, which is of type {type}",
            what=what,
            attribute=attribute.id,
            type=attribute.type.value,
        )
        bench.note("PB211", message, node.at, "only yes/no, choice and set attributes have it; or test it in 'when'")
        return ()
    return tuple(_Table(bench, attribute, what).rows(node))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table while it is read."""

    bench: Workbench
    attribute: Attribute
    what: str

    def rows(self, node: Node) -> Iterator[Row]:
        """All rows: of a word alone, of a map of values, or of a list of such maps."""
        if isinstance(node, Scalar):
            yield from self._single(node)
        elif isinstance(node, Mapping):
            yield from self._cells(node, None, in_list=False)
        else:
            if not node.items:
                self.bench.note("PB110", worded("{table} is empty", table=self._name), node.at, "name a value")
            for item in node.items:
                yield from self._row(item)

    @property
    def _name(self) -> str:
        return worded("{what!r} of {attribute!r}", what=self.what, attribute=self.attribute.id)

    def _single(self, node: Scalar) -> Iterator[Row]:
        if self.attribute.type is not AttributeType.YES_NO:
            advice = worded("write {{value: {text}}}", text=node.text[:20])
            self.bench.note("PB102", worded("{table} does not say which value", table=self._name), node.at, advice)
            return
        strength = self.bench.strength(node)
        if strength is not None:
            yield Row(True, strength, None)

    def _row(self, node: Node) -> Iterator[Row]:
        if not isinstance(node, Mapping):
            message = worded("a row of {table} is a map of values, not {found}", table=self._name, found=seen(node))
            self.bench.note("PB102", message, node.at, "write - {value: often, given: {...}}")
            return
        written = node.get(GIVEN)
        given = None if written is None else self.bench.conditions.read(written)
        if written is None or given is not None:
            yield from self._cells(node, given, in_list=True)

    def _cells(self, node: Mapping, given: Condition | None, *, in_list: bool) -> Iterator[Row]:
        named = [(key, written) for key, written in node.entries if key.text != GIVEN]
        if not in_list and len(named) < len(node.entries):
            at = next(key.at for key, _ in node.entries if key.text == GIVEN)
            message = worded("'given' stands outside a list in {table}", table=self._name)
            self.bench.note("PB104", message, at, "begin the row with a dash")
        elif not named:
            self.bench.note("PB110", worded("{table} names no value", table=self._name), node.at, "write value: often")
        for key, written in named:
            value = self._value(key)
            strength = None if isinstance(value, Problem) else self.bench.strength(written)
            if strength is not None and not isinstance(value, Problem):
                yield Row(value, strength, given)

    def _value(self, key: Scalar) -> Value | Problem | None:
        """The value that ``key`` names, None for "does not apply", the problem after a finding."""
        if key.text == DOES_NOT_APPLY and self.what == "shows":
            return None
        if self.attribute.type is not AttributeType.YES_NO:
            found = member_of(key, self.attribute, self.bench.lexicon)
        elif key.text in ("true", "false"):
            return key.text == "true"
        else:
            found = Problem(
                "PB102",
                worded("{attribute!r} takes true or false, not {found}", attribute=self.attribute.id, found=seen(key)),
                "write true",
            )
        if isinstance(found, str):
            return found
        self.bench.report(found, key.at)
        return found if found.instead is None else found.instead
