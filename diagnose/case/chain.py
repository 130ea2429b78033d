"""The chain that holds a history together: each event is sealed with the seal of the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnose.case.events import CaseEvent, Deed, What
from diagnose.case.writing import body, canonical


@dataclass(frozen=True, slots=True)
class Break:
    """Where a history was tampered with: the number of the event, and what does not fit."""

    number: int
    reason: str


def genesis(case: str) -> str:
    """The seal that stands before the first event of ``case``, so that no history can be passed off as another's."""
    return hashlib.sha256(f"diagnose/case/1\n{case}".encode()).hexdigest()


def sealed(case: str, before: Sequence[CaseEvent], deeds: Iterable[tuple[Deed, What]]) -> tuple[CaseEvent, ...]:
    """``deeds`` as the events that follow ``before`` in the history of ``case``."""
    return follow(len(before), before[-1].seal if before else genesis(case), deeds)


def follow(number: int, seal: str, deeds: Iterable[tuple[Deed, What]]) -> tuple[CaseEvent, ...]:
    """``deeds`` as the events that follow the event ``number`` with this ``seal``."""
    found = []
    for deed, what in deeds:
        number += 1
        event = CaseEvent(number, deed, what, seal, seal_of(seal, number, deed, what))
        found.append(event)
        seal = event.seal
    return tuple(found)


def seal_of(before: str, number: int, deed: Deed, what: What) -> str:
    """The SHA-256, in hexadecimal, of the seal before and of everything that the event says."""
    return hashlib.sha256(f"{before}\n{canonical(body(number, deed, what))}".encode()).hexdigest()


def breaks(case: str, events: Iterable[CaseEvent], head: str | None = None) -> tuple[Break, ...]:
    """Where the history of ``case`` does not hold together; ``head`` is the seal that it should end with, if known."""
    found: list[Break] = []
    seal, number = genesis(case), 0
    for event in events:
        number += 1
        if event.number != number:
            found.append(Break(event.number, f"event {number} should stand here"))
            number = event.number
        if event.before != seal:
            found.append(Break(event.number, "it does not follow the event before it"))
        if event.seal != seal_of(event.before, event.number, event.deed, event.what):
            found.append(Break(event.number, "what it says is not what was sealed"))
        seal = event.seal
    if head is not None and head != seal:
        found.append(Break(number, "the history does not end here"))
    return tuple(found)
