"""The commands of ``diagnose case``, in the order of the work; they are imported when the first of them is wanted."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from importlib import import_module

import click

HOMES = (
    *("new.new", "listing.list_cases", "show.show", "show.next_action", "history.history"),
    *("answer.ask", "answer.answer", "tried.tried"),
    *("passing.help_line", "passing.escalate", "passing.give_back", "pausing.wait", "pausing.resume"),
    *("prioritise.prioritise", "ending.resolve", "ending.close", "ending.reopen"),
    *("dossier.dossier", "similar.similar", "other_ways.alternatives", "draft.draft"),
    *("tick.tick", "adopt.adopt", "checking.replay", "checking.verify"),
    *("exchange.export_record", "exchange.import_record"),
)
"""Module and name of each command, in the order in which help lists them."""


class _Cases(click.Group):
    """A group whose commands are imported late: nobody else has to wait for what they need."""

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        """The commands by name."""
        return self._imported

    @commands.setter
    def commands(self, commands: MutableMapping[str, click.Command]) -> None:
        """Nothing: which commands there are stands in :data:`HOMES`."""

    @cached_property
    def _imported(self) -> dict[str, click.Command]:
        found = (home.split(".") for home in HOMES)
        made = [getattr(import_module(f"diagnose.cli.case.{module}"), name) for module, name in found]
        return {str(each.name): each for each in made}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it in
        """The names in the order of the work, not of the alphabet."""
        return list(self.commands)


@click.group(cls=_Cases)
def case() -> None:
    """Keep cases in the record: from the first call to the last line.

    Everything that is done stands in the history of its case, with who, when and at which line. What the rules of the
    organisation do not allow is refused with the reason (exit code 7).
    """
