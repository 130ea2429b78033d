"""Events in plain data, read with a message for everything that is of a wrong type or beyond its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from diagnose.case.events import KINDS, CaseEvent, Deed, Ending, Precedent, Terms, WaitingFor, What
from diagnose.case.intake import Intake
from diagnose.case.reported import Outcome
from diagnose.case.taking import Taking, described
from diagnose.errors import HistoryFormatError, IntakeError, Location, echo
from diagnose.names import LONGEST
from diagnose.nodes import INTAKE, as_instant
from diagnose.wording import phrase, worded

MOST_ITEMS: Final = 2_000
"""So many values may one event hold."""
DEEPEST: Final = 8
MOST_SECONDS: Final = 1e11
BIGGEST: Final = 10**300

Reader = Callable[[Any], Any]
_SEAL = re.compile("[0-9a-f]{64}")


def what_of(kind: str, data: Mapping[str, Any]) -> What:
    """What :func:`diagnose.case.writing.what_data` wrote.

    Raises:
        HistoryFormatError: there is no such kind of event, or a field is missing, unknown, of another type or too big.
    """
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise HistoryFormatError(worded("'{kind}' is no kind of event", kind=echo(kind)))
    readers = _READERS[made]
    given = data if type(data) is dict else _entries(data, worded("an event '{kind}'", kind=kind))
    for name in given:
        if name not in readers:
            raise HistoryFormatError(worded("an event '{kind}' has no '{name}'", kind=kind, name=echo(name)))
    for name in _REQUIRED[made]:
        if name not in given:
            raise HistoryFormatError(worded("an event '{kind}' needs '{name}'", kind=kind, name=name))
    return made(**{name: _read(readers[name], value, kind, name) for name, value in given.items()})


def event_of(data: Mapping[str, Any]) -> CaseEvent:
    """The event that :func:`diagnose.case.writing.event_data` wrote; whether its seal is right is for the chain to say.

    Raises:
        HistoryFormatError: it cannot be read.
    """
    given = _entries(data, phrase("an event"))
    for name in ("number", "kind", "at", "by", "line", "what", "before", "seal"):
        if name not in given:
            raise HistoryFormatError(worded("an event needs '{name}'", name=name))
    unknown = sorted(given.keys() - _EVENT)
    if unknown:
        raise HistoryFormatError(worded("an event has no '{name}'", name=echo(unknown[0])))
    kind = given["kind"]
    number, before, seal = (
        _read(reader, given[name], kind, name)
        for name, reader in (("number", _count), ("before", _digest), ("seal", _digest))
    )
    return CaseEvent(number, deed_of(given), what_of(kind, given["what"]), before, seal)


def deed_of(data: Mapping[str, Any]) -> Deed:
    """Who, when and where, from the plain data of an event.

    Raises:
        HistoryFormatError: it cannot be read.
    """
    kind = data.get("kind", "")
    read = {name: _read(reader, data[name], kind, name) for name, reader in _DEED.items() if name in data}
    missing = [name for name in ("by", "at", "line") if name not in read]
    if missing:
        raise HistoryFormatError(worded("an event needs '{name}'", name=missing[0]))
    return Deed(**read)


def _read(reader: Reader, value: Any, kind: object, name: str) -> Any:
    try:
        return reader(value)
    except HistoryFormatError as error:
        raise HistoryFormatError(
            worded("'{name}' of an event '{kind}': {problem}", name=name, kind=echo(kind), problem=error.args[0])
        ) from None


def _wanted(value: object, wanted: str) -> HistoryFormatError:
    message = worded("found {found} where {wanted} is wanted", found=described(value), wanted=phrase(wanted))
    return HistoryFormatError(message)


def _entries(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise HistoryFormatError(worded("{what} is a mapping, not {found}", what=what, found=described(value)))
    strange = [key for key in value if not isinstance(key, str)]
    if strange:
        raise HistoryFormatError(worded("a key must be a text, not {found}", found=described(strange[0])))
    return dict(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wanted(value, phrase("a text"))
    if len(value) <= INTAKE.scalar and value.isprintable():  # nearly every text; the rest is looked at more closely
        return value
    taking = Taking(INTAKE.scalar)
    if not taking.fits(value, "", Location("")):
        raise HistoryFormatError(taking.findings[0].message)
    return value


def _name(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise HistoryFormatError(phrase("the text is empty"))
    if len(text) > LONGEST:
        raise HistoryFormatError(
            worded("{count} characters are more than the limit of {limit}", count=len(text), limit=LONGEST)
        )
    return text


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wanted(value, phrase("yes or no"))
    return value


def _number(value: Any, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wanted(value, phrase("a number"))
    if not 0 <= value <= most:
        message = worded("{value} is not between 0 and {most}", value=echo(value), most=f"{most:g}")
        raise HistoryFormatError(message)
    return value


def _seconds(value: Any) -> float:
    return _number(value, MOST_SECONDS)


def _share(value: Any) -> float:
    return _number(value, 1.0)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wanted(value, phrase("a whole number"))
    return int(_number(value, 1e9))


def _moment(value: Any) -> datetime:
    moment = as_instant(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None:
        raise _wanted(value, phrase("a moment with an offset"))
    return moment


def _digest(value: Any) -> str:
    if not (isinstance(value, str) and _SEAL.fullmatch(value)):
        raise _wanted(value, phrase("a SHA-256 in hexadecimal"))
    return value


def _names(value: Any) -> tuple[str, ...]:
    return _several(value, _name)


def _several(value: Any, reader: Reader) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _wanted(value, phrase("a list"))
    if len(value) > MOST_ITEMS:
        raise _too_many(len(value))
    return tuple(reader(each) for each in value)


def _too_many(count: int) -> HistoryFormatError:
    return HistoryFormatError(
        worded("{count} values are more than the limit of {limit}", count=count, limit=MOST_ITEMS)
    )


def _plain(value: Any) -> Any:
    """A value of JSON, within the bounds of an intake."""
    left = [MOST_ITEMS]
    _check_plain(value, DEEPEST, left)
    return value


def _check_plain(value: Any, depth: int, left: list[int]) -> None:
    left[0] -= 1
    if left[0] < 0:
        raise _too_many(MOST_ITEMS + 1)
    if depth < 0:
        raise HistoryFormatError(worded("it is nested deeper than {limit} levels", limit=DEEPEST))
    match value:
        case list() | tuple():
            inner = list(value)
        case Mapping():
            inner = [each for entry in _entries(value, phrase("it")).items() for each in entry]
        case _:
            return _check_scalar(value)
    for each in inner:
        _check_plain(each, depth - 1, left)
    return None


def _check_scalar(value: Any) -> None:
    match value:
        case str():
            _text(value)
        case bool() | None:
            pass
        case int() | float():
            if not abs(value) <= BIGGEST:
                raise HistoryFormatError(phrase("it is no number that can be kept"))
        case _:
            raise _wanted(value, phrase("a value of JSON"))


def _content(value: Any) -> Mapping[str, Any]:
    return MappingProxyType(_entries(_plain(value), phrase("it")))


def _intake(value: Any) -> Intake:
    try:
        return Intake.from_data(value)
    except IntakeError as error:
        raise HistoryFormatError(phrase(error.findings[0].message)) from None


def _terms(value: Any) -> Terms:
    return Terms(**_parts(Terms, {"option": _name, "entitlement": _name, "until": _moment, "level": _name}, value))


def _precedent(value: Any) -> Precedent:
    readers = {"case": _name, "like": _share, "ending": _text, "fault": _name, "fixed_by": _name, "shared": _names}
    return Precedent(**_parts(Precedent, readers, value))


def _parts(made: type[Any], readers: Mapping[str, Reader], value: Any) -> dict[str, Any]:
    given = _entries(value, phrase("it"))
    for name in given:
        if name not in readers:
            raise HistoryFormatError(worded("it has no '{name}'", name=echo(name)))
    missing = [name for name in _needed(made) if name not in given]
    if missing:
        raise HistoryFormatError(worded("it needs '{name}'", name=missing[0]))
    return {name: readers[name](each) for name, each in given.items()}


def _revisions(value: Any) -> tuple[tuple[str, int], ...]:
    given = _entries(value, phrase("it"))
    if len(given) > MOST_ITEMS:
        raise _too_many(len(given))
    return tuple(sorted((_name(name), _count(number)) for name, number in given.items()))


def _one_of(words: type[StrEnum]) -> Reader:
    def read(value: Any) -> StrEnum:
        if not (isinstance(value, str) and value in set(words)):
            known = ", ".join(words)
            raise HistoryFormatError(worded("'{value}' is none of: {known}", value=echo(value), known=known))
        return words(value)

    return read


def _needed(made: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(made) if each.default is MISSING and each.default_factory is MISSING)


_DEED: Final[Mapping[str, Reader]] = {
    "by": _name,
    "at": _moment,
    "line": _name,
    "channel": _name,
    "digest": _name,
    "revisions": _revisions,
}
_EVENT: Final = frozenset({*_DEED, "number", "kind", "what", "before", "seal"})

_BY_NAME: Final[Mapping[str, Reader]] = {
    "intake": _intake,
    "terms": _terms,
    "value": _plain,
    "corrects": _flag,
    "charged": _flag,
    "automatic": _flag,
    "looked": _flag,
    "outline": _content,
    "seen": _content,
    "precedents": lambda value: _several(value, _precedent),
    "closest": _share,
    "skipped": _names,
    "until": _moment,
    "respond": _seconds,
    "resolve": _seconds,
    "fraction": lambda value: _number(value, 1e6),
    "outcome": _one_of(Outcome),
    "on": _one_of(WaitingFor),
    "ending": _one_of(Ending),
    "sha256": _digest,
    "because": _text,
    "text": _text,
    "reason": _text,
}
"""How a field is read that is no name."""

_READERS: Final[Mapping[type[What], Mapping[str, Reader]]] = {
    made: {each.name: _BY_NAME.get(each.name, _name) for each in fields(made)} for made in KINDS.values()
}
_REQUIRED: Final[Mapping[type[What], tuple[str, ...]]] = {made: _needed(made) for made in KINDS.values()}
