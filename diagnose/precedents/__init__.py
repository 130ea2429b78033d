"""Precedents: closed cases that are like the one in question."""

from __future__ import annotations

from diagnose.precedents.cases import Cases
from diagnose.precedents.features import attribute_of, features_of, is_kind, told
from diagnose.precedents.groups import Group, groups
from diagnose.precedents.likeness import likeness, weights_of
from diagnose.precedents.searching import similar
from diagnose.precedents.types import Described, Source

__all__ = [
    "Cases",
    "Described",
    "Group",
    "Source",
    "attribute_of",
    "features_of",
    "groups",
    "is_kind",
    "likeness",
    "similar",
    "told",
    "weights_of",
]
