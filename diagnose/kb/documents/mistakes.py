"""The errors of one validation: as findings, and as a repair that lets the rest be checked."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from diagnose.errors import Finding, Fix, FixKind, echo
from diagnose.kb.documents.model import KEY, DocumentPart
from diagnose.kb.documents.places import Path, Repair, homes, key_at, keys_of, model_at, node_at, written
from diagnose.kb.spellings import OTHER_KEYS, plain
from diagnose.names import closest, did_you_mean, fold
from diagnose.nodes import Mapping, Node
from diagnose.wording import worded

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
        holder = node_at(self.root, parent)
        taken = {key.text for key, _ in holder} | set(self.meant.values()) if isinstance(holder, Mapping) else set()
        free = set(keys_of(model_at(self.model, parent))) - taken
        meant = closest(name, lacking) or next((key for key in OTHER_KEYS.get(plain(name), ()) if key in free), None)
        if meant is None:
            near = closest(name, free)
            at_home = any(True for _ in homes(self.model, name))
            meant = near if near is not None and (not at_home or _nearly(name, near)) else None
        if meant is not None:
            self.missing.discard((*parent, meant))
            self.meant[path] = meant

    def explains(self, lacking: Finding) -> bool:
        """Whether a misspelt key of the same mapping is what ``lacking`` says is missing."""
        return any(
            lacking.code == "PB101"
            and lacking.at == node_at(self.root, path[:-1]).at
            and f"'{meant}'" in lacking.message
            for path, meant in self.meant.items()
        )

    def findings(self) -> list[Finding]:
        """Every error with its place, its path and advice."""
        found = [self._missing(path) for path in sorted(self.missing, key=str)]
        for error in self.errors:
            if error["type"] == "extra_forbidden":
                found.append(self._unknown(error["loc"]))
            elif error["type"] != "missing":
                found.append(self._refused(error))
        if self.uncounted:
            message = worded("{count} more errors in this document are not listed", count=len(self.uncounted))
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
        message = worded("'{key}' is missing", key=key)
        advice = worded("write {key}: {example}", key=key, example=example)
        return Finding("PB101", message, at, advice=advice, path=written(path))

    def _unknown(self, path: Path) -> Finding:
        name = str(path[-1])
        key = key_at(self.root, path)
        at = key.at if key is not None else node_at(self.root, path).at
        known = keys_of(model_at(self.model, path[:-1]))
        meant = self.meant.get(path)
        advice = worded("did you mean '{near}'?", near=meant) if meant else self._home(name, path, known)
        advice = advice or worded("known here: {known}", known=", ".join(sorted(known)))
        message = worded("unknown key '{key}'", key=echo(name))
        fix = Fix(FixKind.REPLACE, at, meant) if meant is not None and _bare(meant) == _bare(name) else None
        return Finding("PB104", message, at, advice=advice, path=written(path), fix=fix)

    def _home(self, name: str, path: Path, known: Iterable[str]) -> str:
        top = keys_of(self.model)
        if path[:-1] and name in top:
            return worded("it belongs to the {document} itself, not here", document=next(iter(top)))
        elsewhere = next(homes(self.model, name), "")
        if elsewhere:
            return worded("it belongs under '{elsewhere}'", elsewhere=elsewhere)
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
        return Finding(
            code,
            message,
            at,
            advice=context.get("advice", ""),
            path=written(path),
            related=related,
            fix=context.get("fix"),
        )


def _nearly(name: str, near: str) -> bool:
    """Whether ``name`` is ``near`` but for a letter or two, as a singular is its plural."""
    return SequenceMatcher(None, name, near).ratio() >= 0.85


def _bare(key: str) -> str:
    """``key`` without what people write differently: case, dashes, underscores and spaces."""
    return fold(key).replace("-", "").replace("_", "").replace(" ", "")
