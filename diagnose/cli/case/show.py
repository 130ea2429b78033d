"""``diagnose case show`` and ``next``: where a case stands, and what to do next."""

from __future__ import annotations

import click

from diagnose.cli.case.options import Asked, case_argument, desk, reading
from diagnose.cli.case.pages import heading, next_lines, whole_page
from diagnose.cli.case.view import case_data, view_of
from diagnose.cli.screen import show as show_text
from diagnose.cli.screen import show_json
from diagnose.explain.page import page


@click.command()
@case_argument
@reading
def show(asked: Asked, case: str) -> int:
    """Show a case on one page.

    State, decision, what to do next, what covers it, deadlines, the customer's words, what is known and was tried, and
    at which lines it was.
    """
    with desk(asked) as at:
        view = view_of(at, at.book.case(case))
        if asked.form == "json":
            show_json(case_data(view))
        else:
            show_text(whole_page(view, at.words_of(view.case)))
    return 0


@click.command("next")
@case_argument
@reading
def next_action(asked: Asked, case: str) -> int:
    """Say what to do next in a case, and why.

    The exit code is that of the decision: 0 for a plan or advice or a case that is settled, 10 for more facts, 20 for
    an unprecedented case and 21 for an escalation. The document is that of the action, schema diagnose/action/1.
    """
    with desk(asked) as at:
        view = view_of(at, at.book.case(case))
        if view.unread is not None:
            raise view.unread
        if asked.form == "json":
            show_json(None if view.action is None else view.action.to_data())
        else:
            words = at.words_of(view.case)
            show_text(page([heading(view.case, words)], next_lines(view, words)))
    return view.exit_code
