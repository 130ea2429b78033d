"""What a fixture case is, once everything that it takes over from others is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diagnose.authoring.expectation import Expectation
from diagnose.errors import Location
from diagnose.nodes import Mapping


@dataclass(frozen=True, slots=True)
class FixtureCase:
    """One intake with what is expected of the answer. ``about`` names a playbook, or an area by its one part.

    ``file`` is where it stands, named from the folder of the knowledge base. ``todo`` says why it may fail for now,
    and ``since`` from which day on; empty when it may not. ``golden`` names a file beside it with the whole
    explanation. ``ticket`` is the request it was taken from.
    """

    name: str
    file: str
    about: str
    intake: Mapping
    expect: Expectation
    at: Location
    like: str = ""
    todo: str = ""
    golden: str = ""
    ticket: str = ""
    since: date | None = None

    @property
    def id(self) -> str:
        """The name by which ``diagnose test --case`` runs this case alone."""
        return f"{self.file}::{self.name}"

    @property
    def concerned(self) -> frozenset[str]:
        """The playbooks and conclusions that the case is about or names."""
        return frozenset({self.about, *self.expect.proven, *map(str, self.expect.not_matched)})
