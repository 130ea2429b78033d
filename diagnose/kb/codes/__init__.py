"""The codes of what is found while documents are read; a check holds its own code in its own file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from diagnose.errors import Finding, Fix, Location, Severity
from diagnose.kb.codes import cases, plans, reading, references, shape
from diagnose.kb.codes.code import Code

TABLED: Mapping[str, Code] = MappingProxyType(
    {each.code: each for each in (*reading.CODES, *shape.CODES, *references.CODES, *plans.CODES, *cases.CODES)}
)
"""The codes that no file of checks holds, by code."""

_NOT_ERRORS = {code: each.severity for code, each in TABLED.items() if each.severity is not Severity.ERROR}


def finding(  # noqa: PLR0913 - a finding has these parts
    code: str,
    message: str,
    at: Location,
    advice: str = "",
    related: Iterable[tuple[Location, str]] = (),
    fix: Fix | None = None,
) -> Finding:
    """A finding that weighs what its code says."""
    severity = _NOT_ERRORS.get(code, Severity.ERROR)
    return Finding(code, message, at, severity, advice, related=tuple(related), fix=fix)
