"""PB608: a document that is not formatted."""

from __future__ import annotations

from diagnose.errors import Finding, Location
from diagnose.kb.codes.code import info

CODE = info(
    "PB608",
    "Not formatted",
    "Не отформатировано",
    "The document is not written as `diagnose fmt` writes it: indentation, spaces, quotes, blank lines, order of the "
    "first keys. Looked for only when asked: `--select PB608` or `diagnose fmt --check`.",
    "Changes of form hide changes of meaning from those who review.",
    "when:   {a.b:    true}",
    "when: {a.b: true}",
)


def found_at(at: Location) -> Finding:
    """The finding for a document whose first difference is ``at`` a place."""
    return CODE.finding("this document is not formatted", at, "run: diagnose fmt")
