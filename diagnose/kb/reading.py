"""A folder of documents, read: what it holds, and what is wrong with each file on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diagnose.errors import Finding, Location, Severity
from diagnose.kb.codes import finding
from diagnose.kb.compile import Documents
from diagnose.kb.documents import Document, read_document
from diagnose.names import fold
from diagnose.nodes import Mapping, Node, Scalar, find_documents, read_bytes, read_text
from diagnose.nodes.files import is_called, is_folder, name_of


@dataclass(frozen=True, slots=True)
class Folder:
    """The documents of a folder, and the findings of reading them."""

    documents: Documents
    findings: tuple[Finding, ...]


CASES = (".cases.yaml", ".cases.yml")
"""How the names of files with fixture cases end."""


def read_folder(folder: Path, *, cases: bool = True) -> Folder:
    """Everything that can be read below ``folder``; a folder that is missing or empty is a finding.

    Fixture cases are left out unless ``cases`` are wanted.
    """
    paths = find_documents(folder)
    if not paths:
        missing = "is empty" if is_folder(folder) else "does not exist"
        at = Location(name_of(folder))
        return Folder(Documents(), (finding("PB017", f"the folder {missing}", at, "name a folder of playbooks"),))
    files = [_read(path, folder) for path in paths if cases or not is_called(path.name, CASES)]
    documents = Documents.of(
        (file.document for file in files if file.document is not None),
        frozenset(name for file in files for name in file.excused),
        blind=any(file.blind for file in files),
    )
    return Folder(documents, tuple(found for file in files for found in file.findings))


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read: see :class:`Documents` for ``excused`` and ``blind``."""

    document: Document | None
    findings: tuple[Finding, ...]
    excused: frozenset[str] = frozenset()
    blind: bool = False


def _read(path: Path, folder: Path) -> _File:
    content = read_bytes(path, folder)
    if isinstance(content, Finding):
        return _File(None, (content,), blind=True)
    node, found = read_text(content, name_of(path))
    if node is None:
        return _File(None, found, blind=_may_declare(content))
    document, wrong = read_document(node, name_of(path))
    findings = (*found, *wrong)
    if all(each.severity < Severity.ERROR for each in findings):
        return _File(document, findings)
    damaged = _damaged(node, findings, whole=document is None)
    return _File(document, findings, frozenset(fold(name) for name in damaged))


def _may_declare(content: bytes) -> bool:
    """Whether a file that cannot be read looks like one whose names others use: not like a playbook or its cases."""
    for line in content[:10_000].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        word = line.split("#")[0].strip()
        if word and word != "---":
            return word.split(":")[0].strip() not in ("playbook", "conclusion", "cases")
    return False


def _damaged(root: Node, findings: tuple[Finding, ...], *, whole: bool) -> Iterator[str]:
    """The names that a document declares where something is wrong with the declaration."""
    if not isinstance(root, Mapping):
        return
    for path, name in _declared(root):
        inside = (f"{path}.", f"{path}[")
        if whole or any(each.path == path or each.path.startswith(inside) or not each.path for each in findings):
            yield name


def _declared(root: Mapping) -> Iterator[tuple[str, str]]:
    """The path and the name of everything that the document declares."""
    for key, node in root.entries:
        if key.text in ("playbook", "conclusion") and isinstance(node, Scalar):
            yield key.text, node.text
            yield "plan", node.text
        if not isinstance(node, Mapping):
            continue
        for name, below in node.entries:
            if key.text != "taxonomies":
                yield f"{key.text}.{name.text}", name.text
            elif isinstance(below, Mapping):
                yield from ((f"taxonomies.{name.text}.{kind.text}", kind.text) for kind, _ in below.entries)
