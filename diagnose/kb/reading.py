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
from diagnose.nodes.files import name_of


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
    documents: list[Document] = []
    findings: list[Finding] = []
    excused: set[str] = set()
    blind = False
    paths = find_documents(folder)
    if not paths:
        missing = "is empty" if folder.is_dir() else "does not exist"
        findings.append(
            finding("PB017", f"the folder {missing}", Location(name_of(folder)), "name a folder of playbooks")
        )
    for path in paths:
        if not cases and path.name.endswith(CASES):
            continue
        content = read_bytes(path, folder)
        if isinstance(content, Finding):
            findings.append(content)
            blind = True
            continue
        node, found = read_text(content, name_of(path))
        findings += found
        if node is None:
            blind = blind or _may_declare(content)
            continue
        document, wrong = read_document(node, name_of(path))
        findings += wrong
        if document is not None:
            documents.append(document)
        if any(each.severity is Severity.ERROR for each in (*found, *wrong)):
            excused.update(fold(name) for name in _damaged(node, document is None, (*found, *wrong)))
    return Folder(Documents.of(documents, frozenset(excused), blind=blind), tuple(findings))


def _may_declare(content: bytes) -> bool:
    """Whether a file that cannot be read looks like one whose names others use: not like a playbook or its cases."""
    for line in content[:10_000].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        word = line.split("#")[0].strip()
        if word and word != "---":
            return word.split(":")[0].strip() not in ("playbook", "conclusion", "cases")
    return False


def _damaged(root: Node, whole: bool, findings: tuple[Finding, ...]) -> Iterator[str]:
    """The names that a document declares where something is wrong with the declaration."""
    if not isinstance(root, Mapping):
        return
    for path, name in _declared(root):
        inside = f"{path}."
        if whole or any(each.path == path or each.path.startswith(inside) or not each.path for each in findings):
            yield name


def _declared(root: Mapping) -> Iterator[tuple[str, str]]:
    """The path and the name of everything that the document declares."""
    for key, node in root.entries:
        if key.text in ("playbook", "conclusion") and isinstance(node, Scalar):
            yield key.text, node.text
        if not isinstance(node, Mapping):
            continue
        for name, below in node.entries:
            if key.text != "taxonomies":
                yield f"{key.text}.{name.text}", name.text
            elif isinstance(below, Mapping):
                yield from ((f"taxonomies.{name.text}.{kind.text}", kind.text) for kind, _ in below.entries)
