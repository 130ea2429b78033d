"""Precedents: closed cases that are like the one in question."""

from __future__ import annotations

from diagnose.precedents.cases import Cases
from diagnose.precedents.features import WORD, attribute_of, features_of, is_kind, parts_of, told
from diagnose.precedents.groups import Group, groups
from diagnose.precedents.likeness import likeness, weights_of
from diagnose.precedents.searching import similar
from diagnose.precedents.types import Described, Source

__all__ = [
    "WORD",
    "Cases",
    "Described",
    "Group",
    "Source",
    "attribute_of",
    "features_of",
    "groups",
    "is_kind",
    "likeness",
    "parts_of",
    "similar",
    "told",
    "weights_of",
]
