"""What is written becomes a value: the type comes from the attribute, never from the look of the text.

A plain scalar may be a yes/no, a number or a word; a quoted one is text alone. Python values follow the same rules:
``True`` is not 1, and ``"5"`` is not 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from diagnose.errors import Location, echo
from diagnose.facts import Duration, Value, Version
from diagnose.kb.lexicon import Lexicon, Problem
from diagnose.kb.moments import moment_of, moment_written
from diagnose.kb.quantities import exact, is_multiple, number_written, quantity_written
from diagnose.kb.suggest import meant
from diagnose.names import fold
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Scalar, Sequence, as_bool, as_duration, is_null
from diagnose.rules.operators import shown
from diagnose.vocabulary import CHANNEL, SUPPORT, Attribute, AttributeType
from diagnose.wording import joined, phrase, worded

NOWHERE = Location("")

_Reader: TypeAlias = Callable[[Any, Attribute, Lexicon], Value | Problem]


def value_of(raw: object, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    """The value of ``attribute`` that ``raw`` stands for, or why there is none.

    ``raw`` is a node of a document or a plain Python value; a Python string counts as quoted.
    """
    if isinstance(raw, str):
        raw = Scalar(raw, True, NOWHERE)
    if raw is None or is_null(raw):
        message = worded("{attribute!r} has no value", attribute=attribute.id)
        return Problem("PB102", message, "write a value, {unknown: customer} or {applies: false}")
    return _READERS[attribute.type](raw, attribute, lexicon)


def seen(raw: object) -> str:
    """A few words for ``raw``, safe to print whatever it is."""
    if isinstance(raw, Scalar):
        return worded("the text {text!r}", text=echo(raw.text)) if raw.quoted else echo(raw.text) or phrase("nothing")
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int):
        return str(raw) if raw.bit_length() < 256 else phrase("a huge number")
    if isinstance(raw, float):
        return repr(raw)
    if isinstance(raw, Sequence | list | tuple | set | frozenset):
        return phrase("a list")
    if isinstance(raw, MappingNode | Mapping):
        return phrase("a map")
    return worded("a value of type {type}", type=type(raw).__name__)


def _wrong(raw: object, attribute: Attribute, wanted: str, advice: str = "") -> Problem:
    return Problem(
        "PB102",
        worded(
            "{attribute!r} takes {wanted}, not {found}", attribute=attribute.id, wanted=phrase(wanted), found=seen(raw)
        ),
        advice,
    )


def _yes_no(raw: Any, attribute: Attribute, _: Lexicon) -> Value | Problem:
    known = as_bool(raw) if isinstance(raw, Scalar) else raw
    if isinstance(known, bool):
        return known
    meaning = {"yes": "true", "on": "true", "y": "true", "true": "true"}
    meaning |= {"no": "false", "off": "false", "n": "false", "false": "false"}
    word = meaning.get(raw.text.casefold()) if isinstance(raw, Scalar) else None
    return _wrong(raw, attribute, "true or false", worded("write {word}, without quotes", word=word) if word else "")


def _choice(raw: Any, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    if not isinstance(raw, Scalar):
        advice = "write it in quotes" if isinstance(raw, int | float) else ""
        return _wrong(raw, attribute, "one of its values", advice)
    if raw.text in attribute.values:
        return raw.text
    return _other_name(raw.text, attribute, lexicon)


def _other_name(text: str, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    """The value that ``text`` names in another case, formerly or in everyday words."""
    word = fold(text)
    for value in attribute.values:
        if fold(value) == word:
            return value
    for former, value in attribute.former_values:
        if fold(former) == word:
            message = worded("{name!r} is now called {now!r}", name=echo(text), now=value)
            return Problem("PB208", message, worded("write {text}", text=value), value, fix=value)
    spoken = sorted(
        value
        for value, by_language in attribute.phrases
        if any(fold(phrase) == word for _, phrases in by_language for phrase in phrases)
    )
    if len(spoken) == 1:
        message = worded("{text!r} is a phrase for {value!r}, not a value", text=echo(text), value=spoken[0])
        return Problem("PB209", message, worded("write {text}", text=spoken[0]), spoken[0], fix=spoken[0])
    return _not_a_value(text, attribute, lexicon)


def _not_a_value(text: str, attribute: Attribute, lexicon: Lexicon) -> Problem:
    if attribute.id in (CHANNEL, SUPPORT):
        what = "channel" if attribute.id == CHANNEL else "support option"
        return lexicon.missing("PB203", what, text, attribute.values)
    values = attribute.values
    listed = worded("its values are {values}", values=", ".join([*values[:12], *(["..."] if len(values) > 12 else [])]))
    message = worded("{attribute!r} is never {text!r}", attribute=attribute.id, text=echo(text))
    return Problem("PB212", message, meant(text, values) or listed)


def _number(raw: Any, attribute: Attribute, _: Lexicon) -> Value | Problem:
    if isinstance(raw, Scalar):
        number = quantity_written(raw.text, attribute.unit, attribute.also)
        if raw.quoted and number_written(raw.text) is not None:
            return _wrong(raw, attribute, "a number", "take the quotes away")
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        number = exact(raw)
    else:
        return _wrong(raw, attribute, "a number")
    if number is None:
        return _wrong(raw, attribute, "a number", _units(attribute))
    if attribute.step is not None and not is_multiple(number, attribute.step):
        wanted = "a whole number" if attribute.step == 1 else worded("a multiple of {step}", step=shown(attribute.step))
        return replace(_wrong(raw, attribute, wanted, "round it"), code="PB212")
    return _in_range(float(number), raw, attribute)


def _units(attribute: Attribute) -> str:
    units = [unit for unit in (attribute.unit, *(name for name, _ in attribute.also)) if unit]
    if not units:
        return "write a finite number such as 12.5"
    return worded("write a finite number such as 12.5 in {units}", units=joined(" or ", units))


def _in_range(number: float, raw: object, attribute: Attribute) -> Value | Problem:
    if not math.isfinite(number):
        return _wrong(raw, attribute, "a finite number")
    low, high = attribute.low, attribute.high
    if (low is None or low <= number) and (high is None or number <= high):
        return number
    least, most = "-inf" if low is None else shown(low), "inf" if high is None else shown(high)
    advice = worded("its range is {low} to {high}", low=least, high=most)
    if attribute.unit:
        advice = worded("its range is {low} to {high} {unit}", low=least, high=most, unit=attribute.unit)
    message = worded("{attribute!r} lies outside its range: {found}", attribute=attribute.id, found=seen(raw))
    return Problem("PB212", message, advice)


def _duration(raw: Any, attribute: Attribute, _: Lexicon) -> Value | Problem:
    if isinstance(raw, timedelta):
        return _in_range(Duration(raw.total_seconds()), raw, attribute)
    seconds = as_duration(raw.text) if isinstance(raw, Scalar) else None
    if seconds is None:
        advice = "write 90 s, 5 min, 3 h or 2 d, up to a hundred years"
        code = "PB108" if isinstance(raw, Scalar) else "PB102"
        message = worded("{attribute!r} takes a duration, not {found}", attribute=attribute.id, found=seen(raw))
        return Problem(code, message, advice)
    return _in_range(Duration(seconds), raw, attribute)


def _date(raw: Any, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    zone = lexicon.vocabulary.timezone
    if isinstance(raw, date):
        found = moment_of(raw, zone)
    elif isinstance(raw, Scalar):
        found = moment_written(raw.text, zone)
    else:
        return _wrong(raw, attribute, "a date", "such as 2026-11-22 or 2026-11-22T10:00:00+03:00")
    if isinstance(found, datetime):
        return found
    return Problem(
        "PB108",
        worded("{attribute!r} takes a date, not {found}: {why}", attribute=attribute.id, found=seen(raw), why=found),
        "such as 2026-11-22",
    )


def _version(raw: Any, attribute: Attribute, _: Lexicon) -> Value | Problem:
    if isinstance(raw, Version):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**9:
        return Version(str(raw))
    if not isinstance(raw, Scalar):
        advice = "write it in quotes: as a number 1.10 is 1.1" if isinstance(raw, int | float) else ""
        return _wrong(raw, attribute, "a version", advice)
    text = raw.text
    if 0 < len(text) <= 100 and text[0].isalnum() and all(mark.isalnum() or mark in "._+-" for mark in text):
        return Version(text)
    message = worded("{attribute!r} takes a version, not {found}", attribute=attribute.id, found=seen(raw))
    return Problem("PB108", message, "such as 1.10 or 2.0-rc1")


def _text(raw: Any, attribute: Attribute, _: Lexicon) -> Value | Problem:
    if isinstance(raw, Scalar):
        return raw.text
    return _wrong(raw, attribute, "a text", "write it in quotes" if isinstance(raw, int | float) else "")


def _set(raw: Any, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    members = _items(raw)
    if members is None:
        advice = worded("write [{text}]", text=echo(raw.text)) if isinstance(raw, Scalar) else ""
        return _wrong(raw, attribute, "a list of its values", advice)
    found, problem = _each(members, lambda member: member_of(member, attribute, lexicon))
    return problem if problem and problem.instead is None else _renamed(frozenset(found), problem)


def member_of(raw: object, attribute: Attribute, lexicon: Lexicon) -> str | Problem:
    """One of the values of ``attribute``, a choice or a set, or why ``raw`` is none."""
    written = Scalar(raw, True, NOWHERE) if isinstance(raw, str) else raw
    value = _choice(written, attribute, lexicon)
    return _placed(value, raw) if isinstance(value, Problem) else str(value)


def _items(raw: Any) -> tuple[Any, ...] | None:
    if isinstance(raw, Sequence):
        return raw.items
    if isinstance(raw, set | frozenset):
        return tuple(sorted(raw, key=repr))
    return tuple(raw) if isinstance(raw, list | tuple) else None


def _taxonomy(raw: Any, attribute: Attribute, lexicon: Lexicon) -> Value | Problem:
    members = _items(raw)
    if members == ():
        message = worded("{attribute!r} is an empty list", attribute=attribute.id)
        return Problem("PB110", message, "leave it out, or name at least one")
    found, problem = _each((raw,) if members is None else members, lambda member: _kind(member, attribute, lexicon))
    return problem if problem and problem.instead is None else _renamed(tuple(dict.fromkeys(found)), problem)


def _kind(raw: object, attribute: Attribute, lexicon: Lexicon) -> str | Problem:
    text = raw if isinstance(raw, str) else raw.text if isinstance(raw, Scalar) else None
    if text is None:
        return _wrong(raw, attribute, worded("an id of the taxonomy of {attribute}", attribute=attribute.id))
    found = lexicon.kind(text, attribute.id)
    return _placed(found, raw) if isinstance(found, Problem) else found


def _each(members: Iterable[object], read: Callable[[object], str | Problem]) -> tuple[list[str], Problem | None]:
    """What ``members`` stand for, and the first problem; one that stops outweighs one that only renames."""
    found: list[str] = []
    problem: Problem | None = None
    for member in members:
        value = read(member)
        if not isinstance(value, Problem):
            found.append(value)
            continue
        if value.instead is None:
            return found, value
        found.append(str(value.instead))
        problem = problem or value
    return found, problem


def _renamed(value: Value, notice: Problem | None) -> Value | Problem:
    """``value``, or with a ``notice`` the problem that says so and gives ``value`` instead."""
    return value if notice is None else replace(notice, instead=value)


def _placed(problem: Problem, raw: object) -> Problem:
    """``problem`` at the place of ``raw``, where it has one."""
    return replace(problem, at=raw.at) if isinstance(raw, Scalar) and raw.at.file else problem


_READERS: Mapping[AttributeType, _Reader] = {
    AttributeType.YES_NO: _yes_no,
    AttributeType.CHOICE: _choice,
    AttributeType.NUMBER: _number,
    AttributeType.DURATION: _duration,
    AttributeType.DATE: _date,
    AttributeType.VERSION: _version,
    AttributeType.TEXT: _text,
    AttributeType.SET: _set,
    AttributeType.TAXONOMY: _taxonomy,
}
