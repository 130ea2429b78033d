"""Reading what is handed in, from documents and from Python alike, with a finding for everything that is wrong."""

from __future__ import annotations

import math
import re
from collections import abc
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from diagnose.case.reported import is_nothing, node_place
from diagnose.errors import Finding, Location, echo
from diagnose.names import did_you_mean
from diagnose.nodes import Mapping, Scalar, Sequence, as_instant, kind_of
from diagnose.wording import phrase, worded

NOTHING_ADVICE = "leave it out; if it is not known write {unknown: customer}, if it does not apply {applies: false}"
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What a document may not hold, so that everything taken in can be written out and read again."""
_OFFSET_ADVICE = "write date, time and offset: 2026-11-22T09:30+03:00"


class Taking:
    """Takes apart one intake; ``findings`` collects what is wrong with it, each with its path and place."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.findings: list[Finding] = []

    def report(
        self, code: str, message: str, path: str, at: Location, advice: str, *related: tuple[Location, str]
    ) -> None:
        """Keep a finding."""
        message = worded("{path}: {problem}", path=path, problem=phrase(message)) if path else message
        self.findings.append(Finding(code, message, at, advice=advice, path=path, related=related))

    def nothing(self, path: str, at: Location) -> None:
        """Refuse a bare null."""
        self.report("PB102", "a bare null says nothing", path, at, NOTHING_ADVICE)

    def wrong(self, source: object, wanted: str, path: str, at: Location, example: str) -> None:
        """Refuse a value of another kind."""
        message = worded("found {found} where {wanted} is wanted", found=described(source), wanted=phrase(wanted))
        self.report("PB102", message, path, at, worded("write it like {example}", example=phrase(example)))

    def words(self, source: object, path: str, at: Location, example: str) -> str | None:
        """A text that is not empty and not too long."""
        at = node_place(source, at)
        if is_nothing(source):
            self.report("PB102", "a bare null says nothing", path, at, "leave the entry out")
            return None
        text = source.text if isinstance(source, Scalar) else source
        if not isinstance(text, str):
            self.wrong(source, "a text", path, at, example)
            return None
        if not text.strip():
            advice = worded("leave the entry out, or write it like {example}", example=phrase(example))
            self.report("PB102", "the text is empty", path, at, advice)
            return None
        return text if self.fits(text, path, at) else None

    def fits(self, text: str, path: str, at: Location) -> bool:
        """Whether ``text`` is within the limit and can be written out again."""
        if len(text) > self.longest:
            message = worded(
                "{count} characters are more than the limit of {limit}", count=len(text), limit=self.longest
            )
            self.report("PB008", message, path, at, "shorten the text")
            return False
        if _NO_TEXT.search(text):
            self.report("PB001", "the text holds half a character or a control character", path, at, "delete it")
            return False
        return True

    def several(self, source: object, path: str, at: Location, example: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        at = node_place(source, at)
        if isinstance(source, str | Scalar) or is_nothing(source):
            one = self.words(source, path, at, example)
            return (one,) if one is not None else ()
        items = listed(source)
        if items is None:
            self.wrong(source, "a text or a list of texts", path, at, example)
            return ()
        found = (self.words(item, f"{path}[{index}]", at, example) for index, item in enumerate(items))
        return tuple(text for text in found if text is not None)

    def moment(self, source: object, path: str, at: Location) -> datetime | None:
        """A date and time with its offset."""
        at = node_place(source, at)
        given = source.isoformat() if isinstance(source, datetime) else source
        text = self.words(given, path, at, "'2026-11-22T09:30Z'")
        if text is None:
            return None
        moment = as_instant(text)
        if moment is not None and moment.tzinfo is not None:
            return source if isinstance(source, datetime) else moment
        message = worded("'{text}' has no offset", text=echo(text))
        if moment is None:
            message = worded("'{text}' is no date and time", text=echo(text))
        self.report("PB108", message, path, at, _OFFSET_ADVICE)
        return None

    def entries(self, source: object, path: str, at: Location) -> Iterator[tuple[str, Any, Location]]:
        """The entries of a mapping: key, value and the place of the key."""
        if isinstance(source, Mapping):
            for key, node in source:
                yield key.text, node, key.at
        elif isinstance(source, abc.Mapping):
            for name, value in source.items():
                if isinstance(name, str):
                    yield name, value, at
                else:
                    message = worded("a key must be a text, not {found}", found=described(name))
                    self.report("PB013", message, path, at, "write it as a text")

    def known_keys(self, source: object, known: tuple[str, ...], path: str, at: Location) -> dict[str, Any]:
        """The entries under ``known`` keys; others are reported."""
        found: dict[str, Any] = {}
        for key, value, place in self.entries(source, path, at):
            if key in known:
                found[key] = value
            else:
                advice = did_you_mean(key, known) or worded("known here: {known}", known=", ".join(sorted(known)))
                message = worded("unknown key '{key}'", key=echo(key))
                self.report("PB104", message, f"{path}.{echo(key)}".lstrip("."), place, advice)
        return found


def listed(source: object) -> list[Any] | None:
    """The items of a list, tuple or set, of Python or of a document; None for anything else."""
    if isinstance(source, Sequence):
        return list(source.items)
    if isinstance(source, set | frozenset):
        return sorted(source, key=str)
    return list(source) if isinstance(source, list | tuple) else None


def is_mapping(source: object) -> bool:
    """Whether ``source`` has keys."""
    return isinstance(source, Mapping | abc.Mapping)


def keys_of(source: Any) -> list[Any]:
    """The keys of a mapping, in the order written."""
    return [key.text for key, _ in source] if isinstance(source, Mapping) else list(source)


def described(source: object) -> str:
    """What ``source`` is, for a message."""
    if isinstance(source, Scalar | Sequence | Mapping):
        return kind_of(source)
    if isinstance(source, bool):
        return worded("the yes/no {text}", text=str(source).lower())
    if isinstance(source, int):
        return phrase("a number")
    if isinstance(source, float):
        return phrase("a number" if math.isfinite(source) else "a number that is not finite")
    names = {str: "a text", dict: "a mapping", list: "a list", tuple: "a list", type(None): "nothing (null)"}
    name = names.get(type(source))
    return phrase(name) if name else worded("a Python object of type {type}", type=type(source).__name__[:40])
