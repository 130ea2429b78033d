"""The codes of all findings in one table: what each means, why it matters, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from diagnose.errors import Finding, Location, Severity
from diagnose.kb.codes import cases, plans, reading, references, shape
from diagnose.kb.codes.code import Code

CODES: Mapping[str, Code] = MappingProxyType(
    {each.code: each for each in (*reading.CODES, *shape.CODES, *references.CODES, *plans.CODES, *cases.CODES)}
)
"""Every code that this library can emit, by code; a retired code is never used again."""

_NOT_ERRORS = {code: each.severity for code, each in CODES.items() if each.severity is not Severity.ERROR}


def finding(
    code: str,
    message: str,
    at: Location,
    advice: str = "",
    related: Iterable[tuple[Location, str]] = (),
) -> Finding:
    """A finding that weighs what its code says."""
    return Finding(code, message, at, _NOT_ERRORS.get(code, Severity.ERROR), advice, related=tuple(related))
