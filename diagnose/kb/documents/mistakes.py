"""The errors of one validation: as findings, and as a repair that lets the rest be checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from diagnose.errors import Finding, echo
from diagnose.kb.documents.model import KEY, DocumentPart
from diagnose.kb.documents.places import Path, Repair, homes, key_at, keys_of, model_at, node_at, written
from diagnose.names import closest, did_you_mean
from diagnose.nodes import Mapping, Node

MOST = 200
"""So many errors of one document are worked out; the rest is counted."""

_TESTS = frozenset({"all", "any", "none", "count"})


class Mistakes:
    """What pydantic found wrong with ``root``, read as ``model``.

    A misspelt key that is missing under its right name is one mistake: ``meant`` holds the right names.
    """

    def __init__(self, model: type[DocumentPart], root: Node, errors: list[Any]) -> None:
        self.model = model
        self.root = root
        self.errors = errors[:MOST]
        self.uncounted = errors[MOST:]
        self.missing = {error["loc"] for error in self.errors if error["type"] == "missing"}
        self.meant: dict[Path, str] = {}
        for error in self.errors:
            if error["type"] == "extra_forbidden":
                self._guess(error["loc"])

    def _guess(self, path: Path) -> None:
        parent = path[:-1]
        name = str(path[-1])
        lacking = [str(other[-1]) for other in self.missing if other[:-1] == parent]
        meant = closest(name, lacking)
        if meant is not None:
            self.missing.discard((*parent, meant))
        elif not any(True for _ in homes(self.model, name)):
            holder = node_at(self.root, parent)
            taken = {key.text for key, _ in holder} | set(self.meant.values()) if isinstance(holder, Mapping) else set()
            meant = closest(name, set(keys_of(model_at(self.model, parent))) - taken)
        if meant is not None:
            self.meant[path] = meant

    def findings(self) -> list[Finding]:
        """Every error with its place, its path and advice."""
        found = [self._missing(path) for path in sorted(self.missing, key=str)]
        for error in self.errors:
            if error["type"] == "extra_forbidden":
                found.append(self._unknown(error["loc"]))
            elif error["type"] != "missing":
                found.append(self._refused(error))
        if self.uncounted:
            message = f"{len(self.uncounted)} more errors in this document are not listed"
            found.append(Finding("PB008", message, self.root.at, advice="correct these first"))
        return found

    def repaired(self) -> Node | None:
        """The root without the faulty parts, or with what they were probably meant to be; None when nothing is left."""
        left_out: set[Path] = set()
        replaced: dict[Path, Node] = {}
        for error in (*self.errors, *self.uncounted):
            path: Path = error["loc"]
            instead = error.get("ctx", {}).get("instead")
            if error["type"] == "missing":
                left_out |= {path[:-1]} if path in self.missing else set()
            elif instead is not None:
                replaced[path] = instead
            elif path not in self.meant:
                left_out.add(self._part_of(path))
        return Repair(frozenset(left_out), replaced, self.meant).of(self.root)

    def _part_of(self, path: Path) -> Path:
        """The part that makes no sense without what stands at ``path``."""
        spoilt = path[-1:] == (KEY,) or (path and path[-1] in model_at(self.model, path[:-1]).vital)
        return path[:-1] if spoilt else path

    def _missing(self, path: Path) -> Finding:
        key = str(path[-1])
        fields = model_at(self.model, path[:-1]).model_fields.items()
        field = next((field for name, field in fields if (field.alias or name) == key), None)
        example = field.examples[0] if field is not None and field.examples else "..."
        at = node_at(self.root, path[:-1]).at
        return Finding("PB101", f"'{key}' is missing", at, advice=f"write {key}: {example}", path=written(path))

    def _unknown(self, path: Path) -> Finding:
        name = str(path[-1])
        key = key_at(self.root, path)
        at = key.at if key is not None else node_at(self.root, path).at
        known = keys_of(model_at(self.model, path[:-1]))
        meant = self.meant.get(path)
        advice = f"did you mean '{meant}'?" if meant else self._home(name, path, known)
        advice = advice or f"known here: {', '.join(sorted(known))}"
        return Finding("PB104", f"unknown key '{echo(name)}'", at, advice=advice, path=written(path))

    def _home(self, name: str, path: Path, known: Iterable[str]) -> str:
        top = keys_of(self.model)
        if path[:-1] and name in top:
            return f"it belongs to the {next(iter(top))} itself, not here"
        elsewhere = next(homes(self.model, name), "")
        if elsewhere:
            return f"it belongs under '{elsewhere}'"
        near = did_you_mean(name, known)
        if near:
            return near
        if ("." in name or name in _TESTS) and "when" in known:
            return "conditions belong under 'when'"
        return "attributes belong under 'attributes'" if "." in name and "attributes" in known else ""

    def _refused(self, error: Any) -> Finding:
        path: Path = error["loc"]
        context = error.get("ctx", {})
        at = context.get("at") or node_at(self.root, path).at
        message = context.get("message") or error["msg"]
        code = error["type"] if "message" in context else "PB102"
        related = tuple(context.get("related", ()))
        return Finding(code, message, at, advice=context.get("advice", ""), path=written(path), related=related)
