"""Which cases of a folder a run takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.running.affected import Touched
from diagnose.authoring.running.matching import Expression
from diagnose.explain.words import clean


@dataclass(frozen=True, slots=True)
class Selection:
    """What a case has to be to be run; whatever is left empty asks for nothing.

    ``files`` are files and folders, ``words`` an expression over the id, the playbook and the ticket, ``ids`` ids of
    cases, ``rules`` ids of playbooks and conclusions that the case is about or names, ``touched`` what has changed.
    """

    files: tuple[Path, ...] = ()
    words: Expression | None = None
    ids: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    touched: Touched | None = None

    @property
    def everything(self) -> bool:
        """Whether no case is left out."""
        return self == Selection()

    def takes_file(self, path: Path) -> bool:
        """Whether the file at ``path`` is one of those chosen or lies below one."""
        return not self.files or any(path.resolve().is_relative_to(chosen) for chosen in self.files)

    def takes(self, case: FixtureCase) -> bool:
        """Whether ``case``, of a file that is taken, is run."""
        if self.ids and case.id not in self.ids and clean(case.id) not in self.ids:
            return False
        if self.rules and not self.rules & case.concerned:
            return False
        if self.touched is not None and not self.touched.reaches(case):
            return False
        return self.words is None or self.words.matches(_text(case))


def _text(case: FixtureCase) -> str:
    return " ".join(f"{case.id} {case.about} {case.ticket}".split()).casefold()
