"""From a node to a document: the kind by its first key, and every error with its own place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from diagnose.errors import Finding, Location, echo
from diagnose.kb.documents.cases import CasesDocument
from diagnose.kb.documents.model import KEY
from diagnose.kb.documents.places import Path, homes, key_at, keys_of, model_at, node_at, without, written
from diagnose.kb.documents.playbook import ConclusionDocument, PlaybookDocument
from diagnose.kb.documents.problems import Notes
from diagnose.kb.documents.settings import SettingsDocument
from diagnose.kb.documents.support import SupportDocument
from diagnose.kb.documents.vocabulary import VocabularyDocument
from diagnose.names import closest, did_you_mean
from diagnose.nodes import Mapping, Node, kind_of

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

MOST_FINDINGS = 200
"""So many errors of one document are worked out; the rest is counted."""

_SETTINGS = ("kb.yaml", "kb.yml")
_TESTS = frozenset({"all", "any", "none", "count"})


def read_document(node: Node, file: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document that ``node`` holds, and what is wrong with it.

    A document may come back together with findings of level error: then the faulty parts have been left out of it,
    as far as it can do without them, so that the rest is checked as well. None when nothing usable is left.
    """
    model = _model(node, file)
    if isinstance(model, Finding):
        return None, (model,)
    document, errors, notes = _validate(model, node)
    findings = (*_findings(errors, model, node), *notes.errors, *notes.warnings)
    rest: Node | None = node
    while document is None and rest is not None:
        rest = without(rest, {_to_leave_out(error) for error in errors})
        if rest is not None:
            document, errors, _ = _validate(model, rest)
    return document, tuple(sorted(findings, key=lambda finding: finding.sort_key))


def _model(node: Node, file: str) -> type[Document] | Finding:
    known = ", ".join(key for key in KINDS if key != "format")
    advice = f"begin the document with one of: {known}"
    if not isinstance(node, Mapping):
        return Finding("PB014", f"found {kind_of(node)} where a document is wanted", node.at, advice=advice)
    if file.replace("\\", "/").rsplit("/", 1)[-1] in _SETTINGS:
        return SettingsDocument
    if not node.entries:
        return Finding("PB014", "the document is an empty mapping", node.at, advice=advice)
    first = node.entries[0][0]
    if first.text in KINDS:
        return KINDS[first.text]
    later = next((key for key, _ in node if key.text in KINDS), None)
    if later is not None:
        advice = f"move '{later.text}' to the top: the first key names the kind of the document"
    else:
        advice = f"{did_you_mean(first.text, KINDS)} {advice}".strip()
    return Finding("PB014", f"the first key '{echo(first.text)}' names no kind of document", first.at, advice=advice)


def _validate(model: type[Document], node: Node) -> tuple[Document | None, list[Any], Notes]:
    notes = Notes()
    try:
        return model.model_validate(node, context=notes), [], notes
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False), notes


def _to_leave_out(error: Any) -> Path:
    path: Path = error["loc"]
    return path[:-1] if error["type"] == "missing" or path[-1:] == (KEY,) else path


def _findings(every: list[Any], model: type[Document], root: Node) -> list[Finding]:
    """The errors as findings; a misspelt key that is missing under its right name is one mistake."""
    errors = every[:MOST_FINDINGS]
    missing: dict[Path, list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            missing.setdefault(error["loc"][:-1], []).append(error["loc"][-1])
    found: list[Finding] = []
    for error in errors:
        path: Path = error["loc"]
        if error["type"] == "extra_forbidden":
            wanted = missing.get(path[:-1], [])
            meant = closest(str(path[-1]), wanted)
            if meant:
                wanted.remove(meant)
            found.append(_unknown(path, model, root, meant))
        elif error["type"] != "missing":
            found.append(_refused(error, root))
    for parent, keys in missing.items():
        found += [_missing((*parent, key), model, node_at(root, parent).at) for key in keys]
    if len(every) > len(errors):
        message = f"{len(every) - len(errors)} more errors in this document are not listed"
        found.append(Finding("PB008", message, root.at, advice="correct these first"))
    return found


def _refused(error: Any, root: Node) -> Finding:
    path: Path = error["loc"]
    context = error.get("ctx", {})
    at = context.get("at") or node_at(root, path).at
    message = context.get("message") or error["msg"]
    code = error["type"] if "message" in context else "PB102"
    related = tuple(context.get("related", ()))
    return Finding(code, message, at, advice=context.get("advice", ""), path=written(path), related=related)


def _missing(path: Path, model: type[Document], at: Location) -> Finding:
    key = str(path[-1])
    field = _field(model_at(model, path[:-1]), key)
    example = field.examples[0] if field is not None and field.examples else "..."
    return Finding("PB101", f"'{key}' is missing", at, advice=f"write {key}: {example}", path=written(path))


def _field(model: type[BaseModel], key: str) -> Any:
    return next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)


def _unknown(path: Path, model: type[Document], root: Node, meant: str | None) -> Finding:
    name = str(path[-1])
    key = key_at(root, path)
    at = key.at if key is not None else node_at(root, path).at
    known = keys_of(model_at(model, path[:-1]))
    advice = f"did you mean '{meant}'?" if meant else _home(name, path, model, known)
    advice = advice or f"known here: {', '.join(sorted(known))}"
    return Finding("PB104", f"unknown key '{echo(name)}'", at, advice=advice, path=written(path))


def _home(name: str, path: Path, model: type[Document], known: Iterable[str]) -> str:
    if path[:-1] and name in keys_of(model):
        return f"it belongs to the {next(iter(keys_of(model)))} itself, not here"
    elsewhere = next(homes(model, name), "")
    if elsewhere:
        return f"it belongs under '{elsewhere}'"
    near = did_you_mean(name, known)
    if near:
        return near
    if ("." in name or name in _TESTS) and "when" in known:
        return "conditions belong under 'when'"
    return "attributes belong under 'attributes'" if "." in name and "attributes" in known else ""
