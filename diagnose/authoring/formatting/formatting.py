"""Formatting of texts, files and folders, with proof that nothing was changed but the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from diagnose.authoring.checking.sources import Sources
from diagnose.authoring.fixing.resaving import Saved, line_end
from diagnose.authoring.formatting.comments import Unformattable
from diagnose.authoring.formatting.printer import Printer
from diagnose.authoring.formatting.scalars import means_more
from diagnose.errors import Finding, Location, Severity
from diagnose.kb.checks import pb608_not_formatted
from diagnose.kb.documents import KINDS
from diagnose.kb.reading import CONFIGURATION
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, Sequence, find_documents, read_bytes, read_text
from diagnose.nodes.files import name_of
from diagnose.nodes.written import WrittenDocument, WrittenMapping, WrittenScalar, read_written

_UNUSUAL = ("\x85", "\u2028", "\u2029", "\t")
_SETTINGS = ("kb.yaml", "kb.yml")


@dataclass(frozen=True, slots=True)
class Formatted:
    """What formatting comes to: by path, the bytes before and after; how many files stay; which cannot be formatted."""

    changes: Mapping[Path, tuple[bytes, bytes]]
    unchanged: int
    skipped: tuple[Path, ...]


def format_folder(folder: Path, paths: Iterable[Path] = ()) -> Formatted:
    """What formatting the documents in ``folder`` comes to, or only those in ``paths``; nothing is written."""
    roots = [path.resolve() for path in paths]
    changes: dict[Path, tuple[bytes, bytes]] = {}
    skipped: list[Path] = []
    unchanged = 0
    for path in find_documents(folder):
        if path == folder / CONFIGURATION or (roots and not any(path.resolve().is_relative_to(root) for root in roots)):
            continue
        before = read_bytes(path, folder)
        try:
            after = before if isinstance(before, Finding) else format_bytes(before, name_of(path))
        except Unformattable:
            after = None
        if after is None or isinstance(before, Finding) or isinstance(after, Finding):
            skipped.append(path)
        elif after == before:
            unchanged += 1
        else:
            changes[path] = (before, after)
    return Formatted(MappingProxyType(changes), unchanged, tuple(skipped))


def format_bytes(content: bytes, file: str) -> bytes:
    """The bytes of ``file`` as they should be: no byte order mark, the line ends it uses most.

    Raises:
        Unformattable: it cannot be read, or not formatted without changing what it says.
    """
    try:
        text = Saved.of(content).text
    except UnicodeDecodeError:
        raise Unformattable from None
    end = line_end(text)
    return format_text(text, file).replace("\n", end).encode("utf-8")


def format_text(text: str, file: str) -> str:
    """``text``, which ``file`` holds, as it should be; its lines end with a line feed.

    Raises:
        Unformattable: it cannot be read, or not formatted without changing what it says.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    node, findings = read_text(plain, file)
    if node is None or any(each.severity is Severity.ERROR for each in findings):
        raise Unformattable
    document = read_written(plain)
    if document is None or _is_unusual(document):
        raise Unformattable
    result = Printer(document).print(_order(document, file))
    again, _ = read_text(result, file)
    if again is None or not _same(node, again, top=True) or _comments(document) != _comments(read_written(result)):
        raise Unformattable
    return result


def _is_unusual(document: WrittenDocument) -> bool:
    """Whether lines end in ways, or a directive stands there, that is better left alone."""
    return any(sign in document.text for sign in _UNUSUAL[:3]) or document.text.lstrip().startswith("%")


def _comments(document: WrittenDocument | None) -> list[str]:
    return sorted(comment.text.rstrip() for comment in document.comments) if document else []


def _order(document: WrittenDocument, file: str) -> Callable[[str], int]:
    """The place of a key at the top: as the language lists them; keys that it does not list come last, as written."""
    kind = "format" if Path(file).name.lower() in _SETTINGS else ""
    root = document.root
    if not kind and isinstance(root, WrittenMapping) and root.entries and isinstance(root.entries[0][0], WrittenScalar):
        kind = root.entries[0][0].value
    keys = _keys(kind)
    return lambda key: keys.get(key, len(keys))


@cache
def _keys(kind: str) -> Mapping[str, int]:
    model = KINDS.get(kind)
    names = [] if model is None else [field.alias or name for name, field in model.model_fields.items() if name != "at"]
    return {name: number for number, name in enumerate(names)}


def _same(one: Node, other: Node, *, top: bool = False) -> bool:
    """Whether two trees say the same, wherever they stand; at the top in any order."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text and (one.quoted == other.quoted or not means_more(one.text))
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        pairs = zip(one.items, other.items, strict=False)
        return len(one.items) == len(other.items) and all(_same(*pair) for pair in pairs)
    if isinstance(one, MappingNode) and isinstance(other, MappingNode):
        ours, theirs = _entries(one, top), _entries(other, top)
        both = zip(ours, theirs, strict=False)
        return len(ours) == len(theirs) and all(_same(k, other_key) and _same(v, w) for (k, v), (other_key, w) in both)
    return False


def _entries(node: MappingNode, top: bool) -> list[tuple[Scalar, Node]]:
    return sorted(node.entries, key=lambda entry: entry[0].text) if top else list(node.entries)


def not_formatted(file: str, sources: Sources) -> Iterator[Finding]:
    """PB608 for ``file`` at the first line that would change; nothing for one that cannot be formatted."""
    lines = sources.lines(file)
    if lines is None:
        return
    text = lines.text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        result = format_text(text, file)
    except Unformattable:
        return
    if result != text:
        pairs = zip(text.split("\n"), result.split("\n"), strict=False)
        number = next((number for number, (old, new) in enumerate(pairs, 1) if old != new), text.count("\n") + 1)
        yield pb608_not_formatted.found_at(Location(file, number, 1))
