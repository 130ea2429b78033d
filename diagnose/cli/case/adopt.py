"""``diagnose case adopt``: what a new knowledge base knows that was unprecedented before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from diagnose.cli.case.options import Asked, desk, reading
from diagnose.cli.screen import show_json
from diagnose.explain.words import clean

if TYPE_CHECKING:
    from diagnose.record.lessons import Lesson

ADOPTED = "diagnose/lessons/1"


@click.command()
@reading
def adopt(asked: Asked) -> int:
    """Say which unprecedented cases the knowledge base of today knows, and keep that for the report.

    Run it when a playbook was approved: it tells how long it took from a case that nobody knew to the playbook.
    """
    with desk(asked) as at:
        found = at.book.adopt()
        if asked.form == "json":
            show_json({"schema": ADOPTED, "lessons": [_data(each) for each in found]})
        elif not found:
            click.echo(at.words.say("act.nothing-learned"))
        for each in found if asked.form == "text" else ():
            title, fault = at.words.fault(each.playbook), clean(each.playbook)
            click.echo(at.words.say("act.learned", case=each.case, title=title, fault=fault))
    return 0


def _data(lesson: Lesson) -> dict[str, Any]:
    at = lesson.at.isoformat()
    return {"case": lesson.case, "playbook": lesson.playbook, "digest": lesson.digest, "at": at}
