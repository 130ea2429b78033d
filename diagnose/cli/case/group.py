"""The commands of ``diagnose case``, in the order in which help lists them."""

from __future__ import annotations

import click

from diagnose.cli.case.adopt import adopt
from diagnose.cli.case.answer import answer, ask
from diagnose.cli.case.checking import replay, verify
from diagnose.cli.case.dossier import dossier
from diagnose.cli.case.draft import draft
from diagnose.cli.case.ending import close, reopen, resolve
from diagnose.cli.case.exchange import export_record, import_record
from diagnose.cli.case.history import history
from diagnose.cli.case.listing import list_cases
from diagnose.cli.case.new import new
from diagnose.cli.case.other_ways import alternatives
from diagnose.cli.case.passing import escalate, give_back, help_line
from diagnose.cli.case.pausing import resume, wait
from diagnose.cli.case.prioritise import prioritise
from diagnose.cli.case.show import next_action, show
from diagnose.cli.case.similar import similar
from diagnose.cli.case.tick import tick
from diagnose.cli.case.tried import tried

IN_THE_ORDER_OF_WORK = (
    *(new, list_cases, show, next_action, history),
    *(ask, answer, tried),
    *(help_line, escalate, give_back, wait, resume, prioritise),
    *(resolve, close, reopen),
    *(dossier, similar, alternatives, draft),
    *(tick, adopt, replay, verify, export_record, import_record),
)


class _InOrder(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it in
        """The names as they were added."""
        return list(self.commands)


@click.group(cls=_InOrder)
def case() -> None:
    """Keep cases in the record: from the first call to the last line.

    Everything that is done stands in the history of its case, with who, when and at which line. What the rules of the
    organisation do not allow is refused with the reason (exit code 7).
    """


for _command in IN_THE_ORDER_OF_WORK:
    case.add_command(_command)
