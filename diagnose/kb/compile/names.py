"""Ids that are declared: each once, whatever its case, and former ones that nobody else may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.codes import finding
from diagnose.names import fold
from diagnose.nodes import Scalar
from diagnose.wording import phrase, worded


def declared_once(what: str, names: Iterable[Scalar], former: Iterable[Scalar] = ()) -> Iterator[Finding]:
    """PB207 for each of ``names`` that stands at an earlier place too, with both places.

    A ``former`` id that is somebody's present one is the one to change, wherever it stands.
    """
    past = list(former)
    listed = [*names, *past]
    if len({fold(name.text) for name in listed}) == len(listed):
        return
    first: dict[str, Scalar] = {}
    olden = {id(name) for name in past}
    for name in sorted(listed, key=lambda name: (id(name) in olden, name.at, name.text)):
        before = first.setdefault(fold(name.text), name)
        if before is not name:
            message = worded("the {what} {name!r} is declared twice", what=phrase(what), name=echo(name.text))
            if before.text != name.text:
                message = worded(
                    "the {what}s {name!r} and {before!r} differ in case only",
                    what=phrase(what),
                    name=echo(name.text),
                    before=echo(before.text),
                )
            yield finding(
                "PB207", message, name.at, "give one of them another id", [(before.at, "first declared here")]
            )
