"""Whether a document has the shape that a schema asks for, with a finding for everything that has not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from diagnose.case.taking import Taking
from diagnose.errors import echo
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, Sequence, as_bool, as_number, is_null
from diagnose.wording import worded

MOST: Final = 50
"""A document with so many mistakes is not looked at any further."""
NAMED: Final[Mapping[str, str]] = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a mapping",
    "array": "a list",
    "null": "null",
}


class Shape:
    """Compares nodes with schemas; findings go to ``taking``. Definitions in ``elsewhere`` are read by others."""

    def __init__(
        self, taking: Taking, definition: Callable[[str], Mapping[str, Any]], elsewhere: frozenset[str]
    ) -> None:
        self.taking = taking
        self.definition = definition
        self.elsewhere = elsewhere

    def look(self, node: Node, schema: Mapping[str, Any], path: str = "") -> None:
        """Compare ``node`` at ``path`` with ``schema``."""
        if len(self.taking.findings) >= MOST:
            return
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            if name not in self.elsewhere:
                self.look(node, self.definition(name), path)
        elif "anyOf" in schema:
            if not is_null(node):
                self.look(node, schema["anyOf"][0], path)
        elif self._fits(node, schema, path):
            self._inside(node, schema, path)

    def _fits(self, node: Node, schema: Mapping[str, Any], path: str) -> bool:
        """Whether the kind of ``node`` is right; its value is looked at as well."""
        kinds = _kinds(node)
        wanted = schema.get("type", _implied(schema))
        wanted = [wanted] if isinstance(wanted, str) else wanted
        if wanted and not kinds & set(wanted):
            self.taking.wrong(node, NAMED[wanted[0]], path, node.at, NAMED[wanted[0]])
            return False
        if isinstance(node, Scalar):
            self._value(node, schema, path)
        return True

    def _value(self, node: Scalar, schema: Mapping[str, Any], path: str) -> None:
        allowed = [schema["const"]] if "const" in schema else schema.get("enum")
        if allowed is not None and _plain(node) not in allowed:
            known = ", ".join(str(each).lower() if isinstance(each, bool) else str(each) for each in allowed)
            advice = worded("known are: {known}", known=known)
            code = "PB115" if path == "schema" else "PB103"
            message = "this is another format" if code == "PB115" else "no such word"
            self.taking.report(code, message, path, node.at, advice)
        elif "pattern" in schema and re.search(schema["pattern"], node.text) is None:
            self.taking.report("PB102", "it is written in another form", path, node.at, "take it from an earlier copy")
        elif _is_outside(node, schema):
            self.taking.report("PB102", "the number is out of bounds", path, node.at, "take it from an earlier copy")

    def _inside(self, node: Node, schema: Mapping[str, Any], path: str) -> None:
        if isinstance(node, MappingNode):
            self._entries(node, schema, path)
        elif isinstance(node, Sequence):
            limit = schema.get("maxItems")
            if limit is not None and len(node.items) > limit:
                message = worded("{count} are more than the limit of {limit}", count=len(node.items), limit=limit)
                self.taking.report("PB008", message, path, node.at, "hand the case over")
                return
            for index, item in enumerate(node.items):
                self.look(item, schema.get("items", {}), f"{path}[{index}]")

    def _entries(self, node: MappingNode, schema: Mapping[str, Any], path: str) -> None:
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        keys = {key.text for key, _ in node}
        for name in schema.get("required", ()):
            if name not in keys:
                message = worded("'{key}' is missing", key=name)
                self.taking.report("PB101", message, path, node.at, "take it from an earlier copy")
        if others is False:
            self.taking.known_keys(node, tuple(known), path, node.at)
        for key, entry in node:
            part = known.get(key.text, others)
            if isinstance(part, Mapping):
                self.look(entry, part, f"{path}.{echo(key.text)}".lstrip("."))


def _kinds(node: Node) -> set[str]:
    """The kinds of JSON that ``node`` is."""
    if not isinstance(node, Scalar):
        return {"object" if isinstance(node, MappingNode) else "array"}
    if node.quoted:
        return {"string"}
    if is_null(node):
        return {"null"}
    if as_bool(node) is not None:
        return {"boolean"}
    number = as_number(node)
    return {"number", "integer"} if number is not None and number.is_integer() else {"number"}


def _implied(schema: Mapping[str, Any]) -> list[str]:
    """The kind that goes without saying where values are listed: yes/no, or texts."""
    if "const" in schema:
        return ["boolean" if isinstance(schema["const"], bool) else "string"]
    return ["string"] if "enum" in schema else []


def _plain(node: Scalar) -> Any:
    return node.text if node.quoted else as_bool(node)


def _is_outside(node: Scalar, schema: Mapping[str, Any]) -> bool:
    number = None if node.quoted else as_number(node)
    if number is None:
        return False
    low, high = float(schema.get("minimum", number)), float(schema.get("maximum", number))
    return not low <= number <= high
