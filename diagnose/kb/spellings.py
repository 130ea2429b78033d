"""Other spellings of operators and groups, as people who know other languages write them, with ours."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS = ("all", "any", "none", "count")

OTHER_GROUPS: Mapping[str, str] = {
    "and": "all",
    "all_of": "all",
    "allof": "all",
    "every": "all",
    "or": "any",
    "any_of": "any",
    "anyof": "any",
    "one_of": "any",
    "not": "none",
    "nor": "none",
    "none_of": "none",
    "noneof": "none",
    "except": "none",
    "unless": "none",
    "at_least": "count",
    "at_most": "count",
    "exactly": "count",
    "n_of": "count",
}

_VALUE = "the value itself"
_LIST = "a list of values"

OTHER_OPERATORS: Mapping[str, str] = {
    "equals": _VALUE,
    "equal": _VALUE,
    "eq": _VALUE,
    "=": _VALUE,
    "==": _VALUE,
    "is": _VALUE,
    "value": _VALUE,
    "in": _LIST,
    "one_of": _LIST,
    "any_of": _LIST,
    "any": _LIST,
    ">=": "at_least",
    "=>": "at_least",
    "ge": "at_least",
    "gte": "at_least",
    "min": "at_least",
    "minimum": "at_least",
    "from": "at_least",
    "<=": "at_most",
    "=<": "at_most",
    "le": "at_most",
    "lte": "at_most",
    "max": "at_most",
    "maximum": "at_most",
    "to": "at_most",
    ">": "above",
    "gt": "above",
    "over": "above",
    "greater_than": "above",
    "more_than": "above",
    "<": "below",
    "lt": "below",
    "under": "below",
    "less_than": "below",
    "fewer_than": "below",
    "range": "between",
    "!=": "is_not",
    "<>": "is_not",
    "ne": "is_not",
    "neq": "is_not",
    "not": "is_not",
    "isnt": "is_not",
    "not_equal": "is_not",
    "not_in": "none_of",
    "nin": "none_of",
    "none": "none_of",
    "exists": "known",
    "present": "known",
    "defined": "known",
    "reported": "known",
    "applicable": "applies",
    "older": "older_than",
    "newer": "newer_than",
    "younger_than": "newer_than",
    "version_above": "version_at_least",
    "has": "contains",
    "includes": "contains",
    "has_all": "contains_all",
    "includes_all": "contains_all",
    "has_none": "contains_none",
    "excludes": "contains_none",
    "like": "matches",
    "regex": "matches: {regex: ...}",
    "regexp": "matches: {regex: ...}",
    "pattern": "matches: {regex: ...}",
    "word": "matches: {word: ...}",
    "phrase": "matches: {phrase: ...}",
    "below_kind": "within",
    "is_a": "within",
}


def plain(word: str) -> str:
    """``word`` as the tables above hold it: ``at-least``, ``atLeast`` and ``AT LEAST`` are all ``at_least``."""
    spaced = "".join(f"_{mark}" if mark.isupper() and before.islower() else mark for before, mark in _pairs(word))
    return spaced.replace("-", "_").replace(" ", "_").casefold()


def _pairs(word: str) -> list[tuple[str, str]]:
    return list(zip(" " + word, word, strict=False))
