"""Where the numbers of playbooks are written, so that one can be changed without touching anything around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.calibration.numbers import Frequency, Number, Strength, Success
from diagnose.errors import Location
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.compile.tables import GIVEN
from diagnose.kb.documents import PlaybookDocument
from diagnose.kb.reading import read_folder
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, as_number, find_documents, read_bytes
from diagnose.nodes.files import name_of

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML begins a new line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A scalar in the text of a file: ``text`` stands at ``offset``, between two of ``quote`` if it has any."""

    file: str
    offset: int
    text: str
    quote: str
    at: Location

    @property
    def end(self) -> int:
        """Where the scalar ends, its quotes included."""
        return self.offset + len(self.text) + 2 * len(self.quote)

    @property
    def is_word(self) -> bool:
        """Whether it is a word of a table rather than a number."""
        return as_number(Scalar(self.text, bool(self.quote), self.at)) is None


@dataclass(frozen=True, slots=True)
class Source:
    """The documents of a folder as text, by their names from the folder, and the numbers that stand in them.

    A number without a place is written nowhere: a default, or a sign that only ``when`` names.
    """

    texts: Mapping[str, str]
    places: Mapping[Number, Place]


def source_of(folder: Path, kb: KnowledgeBase) -> Source:
    """The source of ``kb``, which was loaded from ``folder``."""
    paths = {name_of(path): path for path in find_documents(folder)}
    texts: dict[str, str] = {}
    places: dict[Number, Place] = {}
    for document in read_folder(folder, cases=False).documents.playbooks:
        path = paths.get(document.at.file)
        content = None if path is None else read_bytes(path, folder)
        if path is None or not isinstance(content, bytes) or document.playbook.text not in kb.playbooks:
            continue
        file = path.relative_to(folder).as_posix()
        texts[file] = content.decode("utf-8")
        starts = [0, *(end.end() for end in _BREAK.finditer(texts[file]))]
        for number, scalar in _numbers(document, kb):
            place = _place(file, texts[file], starts, scalar)
            if place is not None:
                places[number] = place
    return Source(texts, places)


def _numbers(document: PlaybookDocument, kb: KnowledgeBase) -> Iterator[tuple[Number, Scalar]]:
    """The numbers that a playbook writes out. Rows were compiled in the order in which they are written."""
    playbook = kb.playbooks[document.playbook.text]
    if document.frequency is not None:
        yield Frequency(playbook.id), document.frequency
    entries = () if document.shows is None else document.shows.entries
    cells = [cell for _, node in entries for cell in _cells(node)]
    for number, (row, cell) in enumerate(zip(playbook.shows, cells, strict=False)):
        if row.value is not None:
            yield Strength(playbook.id, number, row.attribute, row.value), cell
    for step in document.plan:
        if step.fixes is not None:
            yield Success(playbook.id, step.step.text), step.fixes


def _cells(node: Node) -> Iterable[Scalar]:
    """The scalars of a table: a word alone, those of a map of values, or those of a list of such maps."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, MappingNode):
        return [each for key, each in node.entries if key.text != GIVEN and isinstance(each, Scalar)]
    return [cell for item in node.items for cell in _cells(item)]


def _place(file: str, text: str, starts: list[int], scalar: Scalar) -> Place | None:
    """Where exactly ``scalar`` stands; None for one that is written in another way than it reads (escapes, blocks)."""
    line = scalar.at.line - 1
    offset = starts[line] + scalar.at.column - 1 + (text.startswith("\ufeff") and line == 0)
    quote = text[offset : offset + 1] if scalar.quoted else ""
    if quote not in ("", "'", '"') or not text.startswith(f"{quote}{scalar.text}{quote}", offset):
        return None
    return Place(file, offset, scalar.text, quote, scalar.at)
