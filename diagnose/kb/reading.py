"""A folder of documents, read: what it holds, and what is wrong with each file on its own."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from diagnose.errors import Finding, Location, Severity
from diagnose.kb.caching import Known, Memory
from diagnose.kb.codes import finding
from diagnose.kb.compile import Documents
from diagnose.kb.documents import CasesDocument, Document, read_document
from diagnose.kb.suppressing import Remark, remarks_in
from diagnose.names import fold
from diagnose.nodes import Mapping, Node, Scalar, find_documents, read_bytes, read_text
from diagnose.nodes.files import is_called, is_folder, name_of, read_all


@dataclass(frozen=True, slots=True)
class Folder:
    """The documents of a folder, the findings of reading them, and the remarks that hold findings back.

    ``known`` says what was read in earlier runs; the cases that it remembers are not among the documents.
    """

    documents: Documents
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()
    known: Known | None = None


CASES = (".cases.yaml", ".cases.yml")
"""How the names of files with fixture cases end."""

CONFIGURATION = "diagnose.yaml"
"""The name of a file that is no document: it says how the folder is checked."""


Contents: TypeAlias = tuple[tuple[Path, bytes | Finding], ...]
"""Files with their bytes, or with the finding that says why they cannot be read, in order of path."""


def contents_of(folder: Path, *, cases: bool = True, unsaved: MappingType[Path, bytes] | None = None) -> Contents:
    """What the documents below ``folder`` hold; ``unsaved`` is what is read in place of some files."""
    instead = unsaved or {}
    found_paths = {path for path in find_documents(folder) if path != folder / CONFIGURATION}
    paths = sorted(found_paths | instead.keys(), key=Path.as_posix)
    wanted = [path for path in paths if cases or not is_called(path.name, CASES)]
    on_disk = [path for path in wanted if path not in instead]
    read = {**instead, **dict(zip(on_disk, read_all(on_disk, folder), strict=True))}
    return tuple((path, read[path]) for path in wanted)


def read_folder(
    folder: Path,
    *,
    cases: bool = True,
    unsaved: MappingType[Path, bytes] | None = None,
    contents: Contents | None = None,
    memory: Memory | None = None,
) -> Folder:
    """Everything that can be read below ``folder``; a folder that is missing or empty is a finding.

    Fixture cases, and mere advice on files, are left out unless ``cases`` are wanted. ``unsaved`` holds what is read
    in place of some files, ``contents`` what has been read of all of them, and ``memory`` what earlier runs found.
    """
    found = contents_of(folder, cases=cases, unsaved=unsaved) if contents is None else contents
    if not found and not any(path != folder / CONFIGURATION for path in find_documents(folder)):
        message = "the folder is empty" if is_folder(folder) else "the folder does not exist"
        at = Location(name_of(folder))
        return Folder(Documents(), (finding("PB017", message, at, "name a folder of playbooks"),))
    known = _known(found, memory)
    files = [_read_or_recall(path, folder, content, cases, known) for path, content in found]
    if known is not None:
        excused = frozenset(name for file in files for name in file.excused)
        known.look_around(((file.name, file.document) for file in files), excused, any(file.blind for file in files))
        for place, (path, content) in enumerate(found):
            if known.is_doubtful(name_of(path)):
                files[place] = _read(path, folder, content, cases, known)
    return _folder_of(files, known)


def _known(contents: Contents, memory: Memory | None) -> Known | None:
    """What ``memory`` knows of the files, unless two of them have the same name when it is made printable."""
    named = {name_of(path) for path, _ in contents}
    return None if memory is None or len(named) < len(contents) else Known(memory)


def _folder_of(files: list[_File], known: Known | None) -> Folder:
    documents = Documents.of(
        (file.document for file in files if file.document is not None),
        frozenset(name for file in files for name in file.excused),
        blind=any(file.blind for file in files),
    )
    findings = tuple(found for file in files for found in file.findings)
    return Folder(documents, findings, tuple(remark for file in files for remark in file.remarks), known)


def text_called(name: str, unsaved: MappingType[Path, bytes] | None = None) -> str:
    """The text of the file that findings call ``name``, as far as it can be read."""
    content = (unsaved or {}).get(Path(name))
    found = read_bytes(Path(name)) if content is None else content
    return "" if isinstance(found, Finding) else found.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read: see :class:`Documents` for ``excused`` and ``blind``."""

    name: str
    document: Document | None
    findings: tuple[Finding, ...] = ()
    excused: frozenset[str] = frozenset()
    blind: bool = False
    remarks: tuple[Remark, ...] = ()


def _read_or_recall(path: Path, folder: Path, content: bytes | Finding, thorough: bool, known: Known | None) -> _File:
    """The file, with nothing in it if it holds fixture cases that an earlier run knows."""
    name = name_of(path)
    if known is not None and isinstance(content, bytes):
        known.note(name, content)
        if is_called(path.name, CASES) and known.remembers_cases(name):
            return _File(name, None)
    return _read(path, folder, content, thorough, known)


def _read(path: Path, folder: Path, content: bytes | Finding, thorough: bool, known: Known | None) -> _File:
    name = name_of(path)
    if isinstance(content, Finding):
        return _File(name, None, (content,), blind=True)
    remembered = None if known is None else known.text(name)
    node, found, is_quiet = remembered or (*read_text(content, name), False)
    if node is None:
        return _File(name, None, found, blind=_may_declare(content))
    document, wrong = read_document(node, name)
    findings = (*found, *wrong)
    remarks, advice = _remarks(content, name)
    if thorough and not is_quiet:
        about = _advice(path, folder, content, node)
        advice = (*advice, *about)
        if known is not None and not found and not isinstance(document, CasesDocument):
            known.keep_text(name, node, is_quiet=not about and not _may_link(content))
    if all(each.severity < Severity.ERROR for each in findings):
        return _File(name, document, (*findings, *advice), remarks=remarks)
    damaged = frozenset(fold(each) for each in _damaged(node, findings, whole=document is None))
    return _File(name, document, (*findings, *advice), damaged, remarks=remarks)


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


def _may_link(content: bytes) -> bool:
    """Whether what is to be said about a file may rest on what lies beside it."""
    from diagnose.kb.checks.pb509_dead_link import may_link

    return may_link(content.decode("utf-8"))


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
    """The path and the name of everything that the document declares; the attributes in a rule are only used there."""
    own = next(
        ((key.text, node) for key, node in root.entries if key.text in ("playbook", "conclusion", "cases")), None
    )
    if own is not None:
        kind, name = own
        if isinstance(name, Scalar) and kind != "cases":
            yield kind, name.text
            yield "plan", name.text
        return
    for key, node in root.entries:
        if not isinstance(node, Mapping):
            continue
        for name, below in node.entries:
            if key.text != "taxonomies":
                yield f"{key.text}.{name.text}", name.text
            if key.text in ("taxonomies", "prices") and isinstance(below, Mapping):
                yield from ((f"{key.text}.{name.text}.{kind.text}", kind.text) for kind, _ in below.entries)
