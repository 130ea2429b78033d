"""``diagnose case tick``: what happens by itself, such as passing on a case whose time runs out."""

from __future__ import annotations

import click

from diagnose.cli.case.options import Asked, desk, reading
from diagnose.cli.case.saying import happened
from diagnose.cli.screen import show_json

TICK = "diagnose/tick/1"


@click.command()
@reading
def tick(asked: Asked) -> int:
    """Do what is due now: waits that are over end, cases whose time runs out go up.

    Run it every few minutes, with cron for example; a second run at once does nothing.
    """
    with desk(asked) as at:
        changed = at.book.tick()
        if asked.form == "json":
            show_json({"schema": TICK, "cases": [{"case": each.id, "line": each.line} for each in changed]})
        elif not changed:
            click.echo(at.words.say("act.nothing-due"))
        for case in changed if asked.form == "text" else ():
            last = next(event for event in reversed(case.events) if event.kind != "diagnosed")
            click.echo(at.words.say("act.ticked", case=case.id, text=happened(last.what, at.words)))
    return 0
