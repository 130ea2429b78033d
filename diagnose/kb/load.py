"""``load``: a folder of documents becomes a knowledge base, or an error that lists everything wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from diagnose.errors import KnowledgeBaseError, Severity, UsageError
from diagnose.kb.base import KnowledgeBase


def load(folder: str | Path, *, drafts: bool = False, rules: Iterable[type] = ()) -> KnowledgeBase:
    """The knowledge base in ``folder``; ``drafts`` lets drafts take part, ``rules`` adds classes of Python rules.

    Raises:
        UsageError: one of ``rules`` is no class.
        KnowledgeBaseError: something is wrong with a document; the error lists every finding of level error.
    """
    from diagnose.kb.cascades import without_followers
    from diagnose.kb.checks import Subject
    from diagnose.kb.compile import assemble, translate
    from diagnose.kb.lint import in_order, run_checks
    from diagnose.kb.quiet import collector_held_off
    from diagnose.kb.reading import read_folder, text_called
    from diagnose.kb.suppressing import sift

    classes = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    for each in classes:
        if not isinstance(each, type):
            raise UsageError(f"rules takes classes of Python rules, not {each!r:.80}; pass the class itself")
    with collector_held_off():
        read = read_folder(Path(folder), cases=False)
        translation, found = translate(read.documents, drafts=drafts, rules=classes)
        kb, compiled = assemble(translation, found, drafts=drafts)
        checked = run_checks(Subject(read.documents, translation))
    findings = in_order(without_followers((*read.findings, *compiled, *checked), text_called))
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    if kb is None or errors:
        raise KnowledgeBaseError(errors)
    return replace(kb, warnings=sift(findings, read.remarks).findings)
