"""What earlier runs have found out about the files of one folder, as far as nothing that it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from diagnose.errors import Finding
from diagnose.kb.caching.memory import Memory
from diagnose.kb.caching.plain import NotPlainError, from_finding, from_node, to_finding, to_node
from diagnose.kb.documents import CasesDocument, Document, PlaybookDocument
from diagnose.nodes import Node


class Known:
    """One run over a folder with a ``memory`` of earlier ones; files are known by the names that findings give them.

    What was found is believed as long as all that it rests on has the same hash:

    - the nodes of a file rest on its bytes;
    - that nothing is wrong with fixture cases rests on their bytes, on the surroundings, and on the names that
      playbooks declare;
    - what is found in one playbook alone rests on its bytes and on the surroundings.

    The *surroundings* are all files but playbooks and fixture cases, and the names that are excused.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._hashes: dict[str, str] = {}
        self._cases: dict[str, Any] = {}
        self._around = ""
        self._names = ""

    def note(self, name: str, content: bytes) -> None:
        """The file holds this ``content`` now."""
        self._hashes[name] = self.memory.key("file", name, content)

    def text(self, name: str) -> tuple[Node, tuple[Finding, ...], bool] | None:
        """The node in a file that is plainly written, no findings, and whether there is nothing to advise either."""
        known = self.memory.recall(self._key("text", name))
        return None if known is None else (to_node(known[0], name), (), known[1])

    def keep_text(self, name: str, node: Node, *, is_quiet: bool) -> None:
        """Remember the ``node`` in a file that is plainly written."""
        self.memory.keep(self._key("text", name), [from_node(node), is_quiet])

    def remembers_cases(self, name: str) -> bool:
        """Whether an earlier run found nothing wrong with the fixture cases in a file."""
        known = self.memory.recall(self._key("cases", name))
        if known is not None:
            self._cases[name] = known
        return known is not None

    def look_around(self, files: Iterable[tuple[str, Document | None]], excused: Iterable[str], blind: bool) -> None:
        """Take note of the surroundings, once all ``files`` that are not remembered have been read."""
        alone = (PlaybookDocument, CasesDocument)
        parts = [str(blind), *sorted(excused), ""]
        names: list[str] = []
        for name, document in files:
            if isinstance(document, PlaybookDocument):
                steps = (step.step.text for step in document.plan)
                names += (document.playbook.text, document.status, *steps, "")
            if name not in self._cases and not isinstance(document, alone):
                parts += (name, self._hashes.get(name, ""))
        self._around = self.memory.key("around", *parts)
        self._names = self.memory.key("names", *names)

    def is_doubtful(self, name: str) -> bool:
        """Whether the file must be read after all, since its fixture cases were never seen in these surroundings."""
        if (
            name not in self._cases
            or self.memory.recall(self._key("cases in place", name, self._around, self._names)) is not None
        ):
            return False
        del self._cases[name]
        return True

    def keep_cases(self, name: str, proofs: list[Any]) -> None:
        """Remember that nothing is wrong with the fixture cases in a file, and what they prove."""
        self.memory.keep(self._key("cases", name), proofs)
        self.memory.keep(self._key("cases in place", name, self._around, self._names), True)

    def proofs(self) -> Iterable[list[Any]]:
        """What the fixture cases prove that were not read again, as it was kept."""
        for name in sorted(self._cases):
            yield from self._cases[name]

    def of_playbook(self, name: str, part: str, work: Callable[[], list[Finding]]) -> list[Finding]:
        """What is found in the ``part`` of playbooks that a file holds: remembered, or else by doing the ``work``."""
        key = self._key("playbook", name, self._around, part)
        known = self.memory.recall(key)
        if known is not None:
            return [to_finding(each) for each in known]
        found = work()
        try:
            self.memory.keep(key, [from_finding(each) for each in found])
        except NotPlainError:
            return found
        return found

    def _key(self, what: str, name: str, *more: str) -> str:
        return self.memory.key(what, name, self._hashes[name], *more)
