"""Closed cases that are handed in with an intake: checked, written, and read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diagnose.case import Precedent
from diagnose.case.reported import is_nothing, node_place
from diagnose.case.taking import Taking, is_mapping, listed
from diagnose.errors import Location, UsageError
from diagnose.nodes import Scalar, as_number
from diagnose.wording import worded

MOST = 100
"""So many precedents may be handed in."""
_EXAMPLE = "{case: '17', like: 0.8, ending: solved}"
_KEYS = ("case", "like", "ending", "fault", "fixed_by", "shared")


def checked(precedents: Sequence[Precedent]) -> tuple[Precedent, ...]:
    """``precedents`` as they are kept.

    Raises:
        UsageError: something among them is no precedent, or there are too many.
    """
    kept = tuple(precedents)
    for each in kept:
        if not isinstance(each, Precedent):
            message = worded("a {type} is no Precedent; pass what similar(...) found", type=type(each).__name__)
            raise UsageError(message)
        if not 0.0 <= each.like <= 1.0:
            message = worded(
                "case {case!r} is not like this one by {like}; likeness lies in [0, 1]", case=each.case, like=each.like
            )
            raise UsageError(message)
    if len(kept) > MOST:
        raise UsageError(worded("{count} precedents are more than the limit of {limit}", count=len(kept), limit=MOST))
    return kept


def precedent_data(precedent: Precedent) -> dict[str, Any]:
    """A precedent as plain data."""
    return {
        "case": precedent.case,
        "like": round(precedent.like, 9),
        "ending": precedent.ending,
        "fault": precedent.fault,
        "fixed_by": precedent.fixed_by,
        "shared": list(precedent.shared),
    }


def precedents_in(source: Any, taking: Taking, at: Location) -> tuple[Precedent, ...]:
    """The precedents of a saved consultation; ``taking`` collects what is wrong with them."""
    at = node_place(source, at)
    items = listed(source)
    if items is None:
        taking.report(
            "PB101", "it is missing, or no list", "precedents", at, "take it from an earlier copy; it may be []"
        )
        return ()
    if len(items) > MOST:
        message = worded("{count} precedents are more than the limit of {limit}", count=len(items), limit=MOST)
        taking.report("PB008", message, "precedents", at, "leave some out")
        return ()
    found = (_precedent(each, f"precedents[{number}]", taking, at) for number, each in enumerate(items))
    return tuple(each for each in found if each is not None)


def _precedent(node: Any, path: str, taking: Taking, at: Location) -> Precedent | None:
    at = node_place(node, at)
    if not is_mapping(node):
        taking.wrong(node, "a closed case", path, at, _EXAMPLE)
        return None
    before = len(taking.findings)
    keys = taking.known_keys(node, _KEYS, path, at)
    said = {
        name: keys[name] for name in ("ending", "fault", "fixed_by") if name in keys and not _says_nothing(keys[name])
    }
    texts = {name: taking.words(value, f"{path}.{name}", at, name) or "" for name, value in said.items()}
    case = taking.words(keys.get("case"), f"{path}.case", at, "'17'")
    like = _share(keys.get("like"), f"{path}.like", taking, at)
    shared = taking.several(keys.get("shared", ()), f"{path}.shared", at, "[print.output=faded]")
    if len(taking.findings) > before or case is None or like is None:
        return None
    return Precedent(case, like, texts.get("ending", ""), texts.get("fault"), texts.get("fixed_by"), shared)


def _says_nothing(node: Any) -> bool:
    """A null, or the empty text of an ending that nobody told."""
    return is_nothing(node) or (isinstance(node, Scalar) and not node.text)


def _share(node: Any, path: str, taking: Taking, at: Location) -> float | None:
    number = as_number(node) if isinstance(node, Scalar) else None
    if number is None or not 0.0 <= number <= 1.0:
        taking.report(
            "PB102", "it is no number from 0 to 1", path, node_place(node, at), "take it from an earlier copy"
        )
        return None
    return number
