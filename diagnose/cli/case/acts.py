"""What every act ends with: the case as it is afterwards, in short or as a document."""

from __future__ import annotations

from diagnose.case import Case
from diagnose.cli.case.options import Desk
from diagnose.cli.case.pages import page_after
from diagnose.cli.case.view import View, case_data, view_of
from diagnose.cli.screen import show, show_json


def show_case(desk: Desk, case: Case) -> View:
    """Write what matters of ``case`` now."""
    view = view_of(desk, case)
    if desk.asked.form == "json":
        show_json(case_data(view))
    else:
        show(page_after(view, desk.words_of(case)))
    return view
