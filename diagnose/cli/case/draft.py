"""``diagnose case draft``: a solved case of the record becomes a draft playbook."""

from __future__ import annotations

import click

from diagnose.cli.case.options import Asked, case_argument, desk, reading_as
from diagnose.cli.drafting import drafted_from
from diagnose.cli.new import check_id, write


@click.command()
@case_argument
@click.argument("playbook", required=False)
@reading_as()
def draft(asked: Asked, case: str, playbook: str | None) -> int:
    """Write a draft playbook and its fixture cases from a solved case.

    Its facts become the conditions, the most telling first, and what helped the plan; private attributes and people's
    words are left out. PLAYBOOK is the id, such as printing.toner-empty. No file is ever overwritten.
    """
    check_id(playbook)
    with desk(asked) as at:
        from diagnose.record.report import closed_case

        found = at.book.case(case)
        files = drafted_from(closed_case(found), playbook, f"case-{found.id}", asked.folder)
    write(asked.folder, files)
    return 0
