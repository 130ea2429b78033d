"""Deadlines in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diagnose.case import Case
from diagnose.cli.case.moments import told
from diagnose.explain.words import Words, clean

if TYPE_CHECKING:
    from diagnose.casework import Deadline, Deadlines

_UNITS = ((3_600, "h"), (60, "min"))


def deadline_lines(deadlines: Deadlines, case: Case, words: Words) -> list[str]:
    """The priority, and for each target when it is due or what became of it; nothing where there are none."""
    return list(_lines(deadlines, case, words))


def _lines(deadlines: Deadlines, case: Case, words: Words) -> Iterator[str]:
    if case.targets.priority is not None:
        yield words.say("due.priority", name=clean(case.targets.priority))
    for name in ("respond", "resolve", "vendor"):
        deadline: Deadline | None = getattr(deadlines, name)
        if deadline is not None:
            yield deadline_line(words.say(f"due.{name}"), deadline, words)


def deadline_line(name: str, deadline: Deadline, words: Words) -> str:
    """One target: by when, and how much working time is left of it or lacked."""
    left = lasting(abs(deadline.left), words)
    late = deadline.left < 0
    if deadline.met_at is not None:
        value = told(deadline.met_at, words.kb)
        if late:
            return words.say("due.met-late", name=name, value=value, other=left)
        return words.say("due.met", name=name, value=value)
    if deadline.due is None:
        return words.say("due.paused" if deadline.paused else "due.open", name=name, other=left)
    value = told(deadline.due, words.kb)
    return words.say("due.late" if late else "due.by", name=name, value=value, other=left)


def lasting(seconds: float, words: Words) -> str:
    """A length of working time in hours and minutes; a day of it would be anybody's guess."""
    left = int(seconds + 30) // 60 * 60
    parts = []
    for size, unit in _UNITS:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number} {words.say(f'unit.{unit}')}")
    return " ".join(parts) or f"0 {words.say('unit.min')}"
