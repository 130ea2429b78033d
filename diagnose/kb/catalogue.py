"""Every code that this library can emit: what it means, why it matters, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from diagnose.kb import checks
from diagnose.kb.codes import TABLED
from diagnose.kb.codes.code import Code


def _order(entry: tuple[str, Code]) -> tuple[bool, str]:
    """Playbooks before cases, then by number."""
    return entry[0].startswith("CV"), entry[0]


_CHECKED = {
    each.CODE.code: each.CODE for each in vars(checks).values() if isinstance(getattr(each, "CODE", None), Code)
}

CODES: Mapping[str, Code] = MappingProxyType(dict(sorted({**TABLED, **_CHECKED}.items(), key=_order)))
"""All codes in order; a retired one is never used again."""

FIXABLE = frozenset(
    {
        "PB003",
        "PB016",
        "PB103",
        "PB104",
        "PB105",
        "PB111",
        "PB113",
        "PB116",
        "PB201",
        "PB203",
        "PB204",
        "PB208",
        "PB209",
        "PB608",
    }
)
"""The codes some of whose findings can be corrected without asking anybody."""
