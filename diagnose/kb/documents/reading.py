"""From a node to a document: the kind by its first key, and every error with its own place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from pydantic import ValidationError

from diagnose.errors import Finding, echo
from diagnose.kb.documents.cases import CasesDocument
from diagnose.kb.documents.mistakes import Mistakes
from diagnose.kb.documents.playbook import ConclusionDocument, PlaybookDocument
from diagnose.kb.documents.problems import Notes
from diagnose.kb.documents.settings import SettingsDocument
from diagnose.kb.documents.support import SupportDocument
from diagnose.kb.documents.vocabulary import VocabularyDocument
from diagnose.names import closest
from diagnose.nodes import Mapping, Node, kind_of
from diagnose.wording import worded

Document: TypeAlias = (
    PlaybookDocument | ConclusionDocument | VocabularyDocument | SupportDocument | CasesDocument | SettingsDocument
)

KINDS: dict[str, type[Document]] = {
    "playbook": PlaybookDocument,
    "conclusion": ConclusionDocument,
    "vocabulary": VocabularyDocument,
    "support": SupportDocument,
    "cases": CasesDocument,
    "format": SettingsDocument,
}
"""The kinds of documents by their first key; ``kb.yaml`` is known by its name as well."""

_SETTINGS = ("kb.yaml", "kb.yml")
_NAMED = tuple(key for key in KINDS if key != "format")
_ADVICE = worded("begin the document with one of: {kinds}", kinds=", ".join(_NAMED))


def read_document(node: Node, file: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document that ``node`` holds, and what is wrong with it.

    A document may come back together with findings of level error: then faulty parts have been left out of it or
    taken for what was probably meant, so that the rest is checked as well. None when nothing usable is left.
    """
    if not isinstance(node, Mapping):
        return None, (_no_document(node, worded("found {found} where a document is wanted", found=kind_of(node))),)
    if file.replace("\\", "/").rsplit("/", 1)[-1].lower() in _SETTINGS:
        return _read(SettingsDocument, node)
    if not node.entries:
        return None, (_no_document(node, "the document is an empty mapping"),)
    first = node.entries[0][0]
    return _read(KINDS[first.text], node) if first.text in KINDS else _read_as_meant(node)


def _read_as_meant(node: Mapping) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document under a first key that is misspelt or should not be the first."""
    first, value = node.entries[0]
    finding = _no_document(first, worded("the first key '{key}' names no kind of document", key=echo(first.text)))
    later = next((key.text for key, _ in node if key.text in _NAMED), None)
    meant = later or closest(first.text, _NAMED)
    if meant is None:
        return None, (finding,)
    if later:
        finding = replace(
            finding,
            advice=worded("move '{later}' to the top: the first key names the kind of the document", later=later),
        )
    else:
        finding = replace(
            finding, advice=worded("{near} {advice}", near=worded("did you mean '{near}'?", near=meant), advice=_ADVICE)
        )
        node = Mapping(((replace(first, text=meant), value), *node.entries[1:]), node.at)
    document, findings = _read(KINDS[meant], node)
    return document, (finding, *findings)


def _no_document(node: Node, message: str) -> Finding:
    return Finding("PB014", message, node.at, advice=_ADVICE)


def _read(model: type[Document], node: Node) -> tuple[Document | None, tuple[Finding, ...]]:
    document, mistakes, notes = _validate(model, node)
    errors = [each for each in notes.errors if not mistakes.explains(each)]
    findings = (*mistakes.findings(), *errors, *notes.warnings)
    rest: Node | None = node
    while document is None:
        rest = mistakes.repaired()
        if rest is None:
            break
        document, mistakes, _ = _validate(model, rest)
    if document is not None and not isinstance(document, CasesDocument):
        _ = document.fingerprint  # kept from now on; later it costs twice as much, when all of it must be fetched again
    return document, tuple(sorted(findings, key=lambda finding: finding.sort_key))


def _validate(model: type[Document], node: Node) -> tuple[Document | None, Mistakes, Notes]:
    notes = Notes()
    errors: list[Any] = []
    document = None
    try:
        document = model.model_validate(node, context=notes)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        # An empty list has its own finding already; `min_length` is there for the schema.
        errors = [each for each in found if each["type"] != "too_short"]
    return document, Mistakes(model, node, errors), notes
