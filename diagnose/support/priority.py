"""Priorities from impact and urgency, and the targets that a service level has for them."""

from __future__ import annotations

from diagnose.errors import UnknownWordError, echo
from diagnose.names import closest
from diagnose.support.organisation import Priorities, ServiceLevel
from diagnose.wording import joined, phrase, worded


def priority_of(priorities: Priorities, impact: str | None, urgency: str | None) -> str | None:
    """The priority for ``impact`` and ``urgency``; None when one of them is not known yet.

    Raises:
        UnknownWordError: one of them is not declared.
    """
    if impact is not None:
        _known(phrase("impact"), impact, priorities.impacts)
    if urgency is not None:
        _known(phrase("urgency"), urgency, priorities.urgencies)
    return None if impact is None or urgency is None else priorities.table.get((impact, urgency))


def targets_for(level: ServiceLevel, priority: str | None) -> tuple[float, float]:
    """The seconds of working time to respond and to resolve; those of the level where ``priority`` has no others."""
    usual = level.respond, level.resolve
    return usual if priority is None else level.by_priority.get(priority, usual)


def _known(what: str, word: str, known: tuple[str, ...]) -> None:
    if word in known:
        return
    meant = closest(word, known)
    if meant:
        advice = worded("did you mean '{near}'?", near=echo(meant))
    elif known:
        advice = worded("known: {names}", names=joined(", ", known))
    else:
        advice = phrase("no priorities are declared in the support documents")
    message = worded("unknown {what} '{word}'; {advice}", what=what, word=echo(word), advice=advice)
    raise UnknownWordError(message, word, known, meant)
