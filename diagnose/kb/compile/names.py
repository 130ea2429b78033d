"""Ids that are declared: each once, whatever its case, and former ones that nobody else may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.codes import finding
from diagnose.names import fold
from diagnose.nodes import Scalar


def declared_once(what: str, names: Iterable[Scalar]) -> Iterator[Finding]:
    """PB207 for each of ``names`` that stands at an earlier place too, with both places."""
    listed = list(names)
    if len({fold(name.text) for name in listed}) == len(listed):
        return
    first: dict[str, Scalar] = {}
    for name in sorted(listed, key=lambda name: (name.at, name.text)):
        before = first.setdefault(fold(name.text), name)
        if before is not name:
            message = f"the {what} {echo(name.text)!r} is declared twice"
            if before.text != name.text:
                message = f"the {what}s {echo(name.text)!r} and {echo(before.text)!r} differ in case only"
            yield finding(
                "PB207", message, name.at, "give one of them another id", [(before.at, "first declared here")]
            )
