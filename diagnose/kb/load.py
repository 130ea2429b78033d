"""``load``: a folder of documents becomes a knowledge base, or an error that lists everything wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from diagnose.errors import KnowledgeBaseError, Severity, UsageError
from diagnose.kb.archive import Archive, path_of
from diagnose.kb.base import KnowledgeBase

if TYPE_CHECKING:
    from diagnose.kb.reading import Contents


def load(folder: str | Path, *, drafts: bool = False, rules: Iterable[type] = ()) -> KnowledgeBase:
    """The knowledge base in ``folder``; ``drafts`` lets drafts take part, ``rules`` adds classes of Python rules.

    Raises:
        UsageError: one of ``rules`` is no class.
        KnowledgeBaseError: something is wrong with a document; the error lists every finding of level error.
    """
    from diagnose.kb.reading import contents_of

    classes = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    for each in classes:
        if not isinstance(each, type):
            raise UsageError(f"rules takes classes of Python rules, not {each!r:.80}; pass the class itself")
    root = Path(folder)
    return _loaded(root, contents_of(root, cases=False), drafts=drafts, classes=classes)


def load_archive(archive: Archive) -> KnowledgeBase:
    """The knowledge base that was loaded from these documents; findings and places call them what they were called.

    Raises:
        UsageError: Python rules that were handed in are not to be found any more.
        KnowledgeBaseError: something is wrong with a document, by the rules of this version of the library.
    """
    contents = tuple((Path(name), content) for name, content in archive.files)
    return _loaded(Path(archive.root), contents, drafts=archive.drafts, classes=archive.classes())


def _loaded(folder: Path, contents: Contents, *, drafts: bool, classes: tuple[type, ...]) -> KnowledgeBase:
    from diagnose.kb.cascades import without_followers
    from diagnose.kb.checks import Subject
    from diagnose.kb.compile import assemble, translate
    from diagnose.kb.lint import in_order, run_checks
    from diagnose.kb.quiet import collector_held_off
    from diagnose.kb.reading import read_folder, text_called
    from diagnose.kb.suppressing import sift

    texts: Mapping[Path, bytes] = {path: content for path, content in contents if isinstance(content, bytes)}
    with collector_held_off():
        read = read_folder(folder, cases=False, contents=contents)
        translation, found = translate(read.documents, drafts=drafts, rules=classes)
        kb, compiled = assemble(translation, found, drafts=drafts)
        checked = run_checks(Subject(read.documents, translation))
    findings = in_order(without_followers((*read.findings, *compiled, *checked), lambda name: text_called(name, texts)))
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    if kb is None or errors:
        raise KnowledgeBaseError(errors)
    files = tuple((path.as_posix(), content) for path, content in texts.items())
    archive = Archive(folder.as_posix(), files, drafts, tuple(map(path_of, classes)))
    return replace(kb, warnings=sift(findings, read.remarks).findings, archive=archive)
