"""Tables of the organisation that are read as a whole: priorities by impact and urgency, lines by fraction."""

from __future__ import annotations

from operator import itemgetter
from typing import Annotated, Any, TypeAlias

from diagnose.errors import echo
from diagnose.kb.documents.fields import Reads, a_number, plain
from diagnose.kb.documents.lists import items
from diagnose.kb.documents.placed import PlacedNumber, placed
from diagnose.kb.documents.problems import problem, wrong_type
from diagnose.nodes import Mapping, Scalar, as_number
from diagnose.wording import worded

MOST = 10.0
"""So many times its length may a target have passed when something is still to happen."""
_TABLE = "{one-person: {can-wait: p3, urgent: p2}}"
_STAIRS = "{0.8: line-2, 1: line-3}"

Row: TypeAlias = tuple[Scalar, tuple[tuple[Scalar, Scalar], ...]]
Stair: TypeAlias = tuple[PlacedNumber, Scalar]


def _mapping(node: Any, wanted: str, example: str) -> Mapping:
    if not isinstance(node, Mapping):
        raise wrong_type(node, wanted, example)
    if not node.entries:
        advice = worded("write at least one entry: {example}", example=example)
        raise problem("PB110", "the table is empty", node.at, advice)
    return node


def _table(node: Any) -> tuple[Row, ...]:
    rows = []
    for impact, row in _mapping(node, "a table of impacts", _TABLE).entries:
        cells = _mapping(row, "a table of urgencies", "{can-wait: p3, urgent: p2}").entries
        rows.append(
            (impact, tuple(sorted(((urgency, plain(cell, "an id", "p2")) for urgency, cell in cells), key=_id)))
        )
    return tuple(sorted(rows, key=_id))


def _id(entry: tuple[Scalar, Any]) -> str:
    return entry[0].text


def _stairs(node: Any) -> Any:
    found = []
    for key, line in _mapping(node, "a table of fractions and lines", _STAIRS).entries:
        fraction = as_number(key)
        if fraction is None or not 0.0 < fraction <= MOST:
            message = worded("'{text}' is no fraction of a target", text=echo(key.text))
            raise problem("PB103", message, key.at, worded("write it like {example}", example=_STAIRS))
        found.append((placed(fraction, key.at), plain(line, "an id", "line-2")))
    return tuple(sorted(found, key=itemgetter(0)))


_NAME = {"type": "string", "minLength": 1}
PriorityTable = Annotated[
    tuple[Row, ...],
    Reads(
        _table,
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "object", "minProperties": 1, "additionalProperties": _NAME},
        },
    ),
]
Stairs = Annotated[
    tuple[Stair, ...], Reads(_stairs, {"type": "object", "minProperties": 1, "additionalProperties": _NAME})
]
Fraction = Annotated[float, a_number(0.01, 1)]
Fractions = Annotated[tuple[Fraction, ...], items("[0.5, 0.8]")]
