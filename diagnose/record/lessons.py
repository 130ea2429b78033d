"""What became of cases that nobody had written down: the playbook that knows them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from diagnose.record.bases import Bases, insert_or_leave
from diagnose.record.moments import shown, stored
from diagnose.record.tables import knowledge_bases, lessons


@dataclass(frozen=True, slots=True)
class Lesson:
    """The unprecedented ``case`` is known to ``playbook`` since ``at``, in the knowledge base with this ``digest``."""

    case: str
    playbook: str
    digest: str
    at: datetime


def learn(connection: Connection, learned: Iterable[Lesson], bases: Bases) -> int:
    """How many of these were new; the first to say that a playbook knows a case is right."""
    wanted = list(learned)
    numbers = bases.numbers(connection, [each.digest for each in wanted])
    before = {(each.case, each.playbook) for each in all_lessons(connection)}
    new = {(each.case, each.playbook): each for each in reversed(wanted) if (each.case, each.playbook) not in before}
    rows = [
        {"case_number": int(each.case), "playbook": each.playbook, "kb": numbers[each.digest], "at": stored(each.at)}
        for each in reversed(new.values())
    ]
    if rows:
        connection.execute(insert_or_leave(connection, lessons), rows)
    return len(rows)


def all_lessons(connection: Connection) -> tuple[Lesson, ...]:
    """Every lesson, by case and playbook."""
    found = connection.execute(
        select(lessons.c.case_number, lessons.c.playbook, knowledge_bases.c.digest, lessons.c.at)
        .join_from(lessons, knowledge_bases, lessons.c.kb == knowledge_bases.c.id)
        .order_by(lessons.c.case_number, lessons.c.playbook)
    )
    return tuple(Lesson(str(number), playbook, digest, shown(at)) for number, playbook, digest, at in found)
