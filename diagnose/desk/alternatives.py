"""Alternatives as plain data."""

from __future__ import annotations

from typing import Any, Final

from diagnose.decision import Alternatives, Sibling
from diagnose.desk.closed_cases import precedent_data
from diagnose.desk.documents import failed_data, near_miss_data

ALTERNATIVES: Final = "diagnose/alternatives/1"


def alternatives_data(found: Alternatives) -> dict[str, Any]:
    """``found`` as plain data, schema ``diagnose/alternatives/1``."""
    return {
        "schema": ALTERNATIVES,
        "near_misses": [near_miss_data(each) for each in found.near],
        "siblings": [_sibling(each) for each in found.siblings],
        "precedents": [precedent_data(each) for each in found.precedents],
    }


def _sibling(sibling: Sibling) -> dict[str, Any]:
    return {
        "playbook": sibling.playbook,
        "equipment": list(sibling.equipment),
        "shows": list(sibling.shows),
        "failed": [failed_data(each) for each in sibling.failed],
    }
