"""Events of a saved consultation: read one by one, and let happen again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from diagnose.case.reported import node_place
from diagnose.case.taking import Taking, described, is_mapping
from diagnose.errors import Finding, IntakeError, Location, UsageError
from diagnose.wording import phrase, worded

if TYPE_CHECKING:
    from diagnose.desk.consultation import Consultation

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "answer": ("attribute", "value"),
    "correct": ("attribute", "value"),
    "report": ("step", "outcome"),
    "take-over": ("line",),
}
_MORE: Final[Mapping[str, tuple[str, ...]]] = {
    "answer": ("by", "at"),
    "correct": ("by", "at"),
    "report": ("seen", "at"),
    "take-over": ("channel",),
}


class SavedEvent:
    """One event as it was read."""

    __slots__ = ("at", "keys", "kind", "moment", "path")

    def __init__(self, kind: str, keys: dict[str, Any], moment: datetime | None, path: str, at: Location) -> None:
        self.kind, self.keys, self.moment, self.path, self.at = kind, keys, moment, path, at

    @classmethod
    def of(cls, node: Any, number: int, taking: Taking, at: Location) -> SavedEvent:
        """The event in ``node``; ``taking`` collects what is wrong with it."""
        path, at = f"events[{number}]", node_place(node, at)
        every = sorted({"event", *(key for keys in (*_KEYS.values(), *_MORE.values()) for key in keys)})
        keys = taking.known_keys(node, tuple(every), path, at)
        kind = taking.words(keys.pop("event", None), f"{path}.event", at, "answer") or ""
        if kind and kind not in _KEYS:
            advice = worded("known are: {known}", known=", ".join(sorted(_KEYS)))
            taking.report("PB103", "no such event", f"{path}.event", at, advice)
        for name in _KEYS.get(kind, ()):
            if name not in keys:
                message = worded("'{key}' is missing", key=name)
                advice = worded("{kind} needs: {keys}", kind=kind, keys=", ".join(_KEYS[kind]))
                taking.report("PB101", message, path, at, advice)
        for name in sorted(set(keys) - {*_KEYS.get(kind, ()), *_MORE.get(kind, ())}) if kind in _KEYS else ():
            message = worded("'{key}' has no meaning for {kind}", key=name, kind=kind)
            taking.report("PB104", message, path, at, "delete it")
        moment = taking.moment(keys.pop("at"), f"{path}.at", at) if "at" in keys else None
        words = {
            name: taking.words(keys[name], f"{path}.{name}", at, name) for name in keys if name not in {"value", "seen"}
        }
        return cls(kind, {**keys, **words}, moment, path, at)

    def happen(self, consultation: Consultation) -> None:
        """Let it happen again.

        Raises:
            IntakeError: a value does not fit the knowledge base.
            UsageError: it cannot have happened.
        """
        keys = self.keys
        match self.kind:
            case "answer":
                consultation.answer(keys["attribute"], keys["value"], by=keys.get("by"), at=self.moment)
            case "correct":
                consultation.correct(keys["attribute"], keys["value"], by=keys.get("by"), at=self.moment)
            case "report":
                consultation.report(keys["step"], keys["outcome"], _entries(keys.get("seen")), at=self.moment)
            case _:
                consultation.take_over(keys["line"], keys.get("channel"))


def _entries(node: Any) -> dict[str, Any]:
    if node is None:
        return {}
    if not is_mapping(node):
        raise UsageError(
            worded("found {found} where a mapping is wanted; write seen: {{attribute: value}}", found=described(node))
        )
    return {key.text: value for key, value in node}


def replayed(consultation: Consultation, event: SavedEvent) -> tuple[Finding, ...]:
    """What kept ``event`` from happening again; nothing when it did."""
    try:
        event.happen(consultation)
    except IntakeError as error:
        return tuple(_in_event(found, event) for found in error.findings)
    except UsageError as error:
        message = worded("{path}: {problem}", path=event.path, problem=phrase(error.args[0]))
        return (Finding("PB118", message, event.at, advice="undo it, or take the event out", path=event.path),)
    return ()


def _in_event(found: Finding, event: SavedEvent) -> Finding:
    """``found`` about a value by itself as one about the value in ``event``."""
    at = found.at if found.at.line else event.at
    return replace(
        found,
        message=worded("{path}: {problem}", path=event.path, problem=phrase(found.message)),
        path=f"{event.path}.{found.path}",
        at=at,
    )
