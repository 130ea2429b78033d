"""Which cases a change of files can reach: rather too many than one too few."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.golden import SUFFIXES as KEPT
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.kb.reading import CASES
from diagnose.nodes import Mapping, Node, Scalar, Sequence, read_text
from diagnose.nodes.files import SUFFIXES, is_called, name_of
from diagnose.vocabulary import EQUIPMENT, Taxonomy


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches. ``everything``: the vocabulary, the support, a conclusion or something that is gone.

    ``files`` are files of cases and kept explanations, named from the folder; ``playbooks`` the ids of those that
    changed, ``kinds`` the equipment they are or were about with all above and below it; None when it may be any.
    """

    everything: bool = False
    files: frozenset[str] = frozenset()
    playbooks: frozenset[str] = frozenset()
    kinds: frozenset[str] | None = frozenset()
    known: frozenset[str] = frozenset()

    def reaches(self, case: FixtureCase) -> bool:
        """Whether the outcome of ``case`` can be another one after the change."""
        kept = posixpath.normpath(posixpath.join(posixpath.dirname(case.file), case.golden)) if case.golden else ""
        if self.everything or case.file in self.files or kept in self.files:
            return True
        if not self.playbooks:
            return False
        return bool(case.golden or self.playbooks & case.concerned) or self._competes(case)

    def _competes(self, case: FixtureCase) -> bool:
        """Whether the equipment of ``case`` is such that a changed playbook may take part."""
        if self.kinds is None:
            return True
        equipment = _texts(case.intake.get(EQUIPMENT))
        return not equipment or any(kind in self.kinds or kind not in self.known for kind in equipment)


def touched_by(
    changed: Iterable[str], kb: KnowledgeBase, folder: Path, earlier: Callable[[str], str | None]
) -> Touched:
    """What a change of the files ``changed``, named from ``folder``, touches in ``kb``.

    ``earlier`` gives the text of such a file before the change, None where there was none.
    """
    names = sorted(set(changed))
    files = frozenset(name for name in names if is_called(name, (*CASES, *KEPT)))
    rest = [name for name in names if name not in files and _matters(name, kb)]
    by_file = {playbook.at.file: playbook for playbook in kb.playbooks.values() if playbook.at}
    found = [(by_file.get(name_of(folder / name)), name) for name in rest]
    taxonomy = kb.vocabulary.taxonomy(EQUIPMENT)
    kinds: set[str] = set()
    anywhere = False
    for playbook, name in found:
        before = _scope_before(earlier(name), playbook) if playbook else None
        if playbook is None or before is None:
            return Touched(everything=True)
        anywhere = anywhere or not playbook.scope or not before
        kinds.update(other for kind in (*playbook.scope, *before) for other in _related(kind, taxonomy))
    ids = frozenset(playbook.id for playbook, _ in found if playbook)
    return Touched(False, files, ids, None if anywhere else frozenset(kinds), frozenset(taxonomy.parents))


def _matters(name: str, kb: KnowledgeBase) -> bool:
    """Whether a file that holds no cases takes part in the knowledge base."""
    return is_called(name, SUFFIXES) or (bool(kb.settings.rules) and name.endswith(".py"))


def _scope_before(text: str | None, playbook: Playbook) -> tuple[str, ...] | None:
    """The equipment that ``playbook`` was about in its earlier ``text``; empty for any, None when nobody can tell."""
    if text is None:
        return playbook.scope
    node, _ = read_text(text, "earlier")
    named = node.get("playbook") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(named, Scalar) or named.text != playbook.id:
        return None
    applies = node.get("applies_to")
    return _texts(applies.get(EQUIPMENT)) if isinstance(applies, Mapping) else ()


def _related(kind: str, taxonomy: Taxonomy) -> Iterable[str]:
    return {*taxonomy.upwards(kind), *taxonomy.below(kind)}


def _texts(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item.text for item in items if isinstance(item, Scalar))
