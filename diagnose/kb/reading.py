"""A folder of documents, read: what it holds, and what is wrong with each file on its own."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path

from diagnose.errors import Finding, Location, Severity
from diagnose.kb.codes import finding
from diagnose.kb.compile import Documents
from diagnose.kb.documents import Document, read_document
from diagnose.kb.suppressing import Remark, remarks_in
from diagnose.names import fold
from diagnose.nodes import Mapping, Node, Scalar, find_documents, read_bytes, read_text
from diagnose.nodes.files import is_called, is_folder, name_of


@dataclass(frozen=True, slots=True)
class Folder:
    """The documents of a folder, the findings of reading them, and the remarks that hold findings back."""

    documents: Documents
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()


CASES = (".cases.yaml", ".cases.yml")
"""How the names of files with fixture cases end."""

CONFIGURATION = "diagnose.yaml"
"""The name of a file that is no document: it says how the folder is checked."""


def read_folder(folder: Path, *, cases: bool = True, unsaved: MappingType[Path, bytes] | None = None) -> Folder:
    """Everything that can be read below ``folder``; a folder that is missing or empty is a finding.

    Fixture cases, and mere advice on files, are left out unless ``cases`` are wanted. ``unsaved`` holds what is read
    in place of some files.
    """
    instead = unsaved or {}
    found_paths = {path for path in find_documents(folder) if path != folder / CONFIGURATION}
    paths = sorted(found_paths | instead.keys(), key=Path.as_posix)
    if not paths:
        message = "the folder is empty" if is_folder(folder) else "the folder does not exist"
        at = Location(name_of(folder))
        return Folder(
            Documents(),
            (finding("PB017", message, at, "name a folder of playbooks"),),
        )
    wanted = [path for path in paths if cases or not is_called(path.name, CASES)]
    files = [_read(path, folder, instead.get(path), thorough=cases) for path in wanted]
    documents = Documents.of(
        (file.document for file in files if file.document is not None),
        frozenset(name for file in files for name in file.excused),
        blind=any(file.blind for file in files),
    )
    return Folder(
        documents,
        tuple(found for file in files for found in file.findings),
        tuple(remark for file in files for remark in file.remarks),
    )


def text_called(name: str, unsaved: MappingType[Path, bytes] | None = None) -> str:
    """The text of the file that findings call ``name``, as far as it can be read."""
    content = (unsaved or {}).get(Path(name))
    found = read_bytes(Path(name)) if content is None else content
    return "" if isinstance(found, Finding) else found.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read: see :class:`Documents` for ``excused`` and ``blind``."""

    document: Document | None
    findings: tuple[Finding, ...]
    excused: frozenset[str] = frozenset()
    blind: bool = False
    remarks: tuple[Remark, ...] = ()


def _read(path: Path, folder: Path, unsaved: bytes | None = None, *, thorough: bool = True) -> _File:
    content = read_bytes(path, folder) if unsaved is None else unsaved
    if isinstance(content, Finding):
        return _File(None, (content,), blind=True)
    node, found = read_text(content, name_of(path))
    if node is None:
        return _File(None, found, blind=_may_declare(content))
    document, wrong = read_document(node, name_of(path))
    findings = (*found, *wrong)
    remarks, advice = _remarks(content, name_of(path))
    if thorough:
        advice = (*advice, *_advice(path, folder, content, node))
    if all(each.severity < Severity.ERROR for each in findings):
        return _File(document, (*findings, *advice), remarks=remarks)
    damaged = frozenset(fold(name) for name in _damaged(node, findings, whole=document is None))
    return _File(document, (*findings, *advice), damaged, remarks=remarks)


def _remarks(content: bytes, file: str) -> tuple[tuple[Remark, ...], tuple[Finding, ...]]:
    """The remarks in ``content``, which has been read as text, and what is wrong with them."""
    if b"diagnose:" not in content:
        return (), ()
    from diagnose.kb.checks import pb605_suppression_of_nothing_known, pb607_suppression_without_reason

    checks = (pb605_suppression_of_nothing_known.check, pb607_suppression_without_reason.check)
    remarks = remarks_in(content.decode("utf-8"), file)
    return remarks, tuple(found for remark in remarks for check in checks for found in check(remark))


def _advice(path: Path, folder: Path, content: bytes, node: Node) -> tuple[Finding, ...]:
    """What is to be said about one file as it is written, whatever it means."""
    from diagnose.kb.checks import FILE_ADVICE, FileSubject

    subject = FileSubject(path, folder, content.decode("utf-8"), node)
    return tuple(found for check in FILE_ADVICE for found in check(subject))


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
            if key.text in ("taxonomies", "prices") and isinstance(below, Mapping):
                yield from ((f"{key.text}.{name.text}.{kind.text}", kind.text) for kind, _ in below.entries)
