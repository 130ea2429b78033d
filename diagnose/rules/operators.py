"""What a test asks of a value. Each operator is a small immutable object; ``test`` answers True, False or None.

None means that the value, though known, does not settle the matter: a printer, asked whether it is a laser printer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from diagnose.facts import Duration, Value, Version


class Operator(Protocol):
    """What a test asks of a value."""

    def test(self, value: Any, now: datetime | None) -> bool | None:
        """Whether ``value`` satisfies the operator; ``now`` is when the case was reported."""

    @property
    def written(self) -> str:
        """The operator and its operand as an author writes them."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of ``values``."""

    values: frozenset[Value]

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Membership."""
        return value in self.values

    @property
    def written(self) -> str:
        """``value`` or ``[value, value]``."""
        return _listed(self.values)


@dataclass(frozen=True, slots=True)
class NotOneOf:
    """The value is known and none of ``values``."""

    values: frozenset[Value]

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Absence of membership."""
        return value not in self.values

    @property
    def written(self) -> str:
        """``{is_not: value}`` or ``{none_of: [...]}``."""
        word = "is_not" if len(self.values) == 1 else "none_of"
        return f"{{{word}: {_listed(self.values)}}}"


@dataclass(frozen=True, slots=True)
class Between:
    """The value lies between ``low`` and ``high``; an end that is None is open to infinity."""

    low: Any = None
    high: Any = None
    low_included: bool = True
    high_included: bool = True

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Comparison with both ends."""
        low, high = self.low, self.high
        if low is not None and (value < low or (value == low and not self.low_included)):
            return False
        return high is None or value < high or (value == high and self.high_included)

    @property
    def written(self) -> str:
        """``{at_least: 5}``, ``{between: [1, 2]}`` and the like."""
        if self.low is not None and self.high is not None and self.low_included and self.high_included:
            return f"{{between: [{shown(self.low)}, {shown(self.high)}]}}"
        ends = zip(_end_words(self), (self.low, self.high), strict=True)
        return "{" + ", ".join(f"{word}: {shown(end)}" for word, end in ends if end is not None) + "}"


@dataclass(frozen=True, slots=True)
class Age:
    """The date lies more (``older``) or less than ``seconds`` before the case was reported."""

    seconds: float
    older: bool

    def test(self, value: Any, now: datetime | None) -> bool | None:
        """Distance from ``now``; unknown without it."""
        if now is None:
            return None
        age = now - value
        limit = timedelta(seconds=self.seconds)
        return bool(age > limit) if self.older else bool(age < limit)

    @property
    def written(self) -> str:
        """``{older_than: 30 d}``."""
        return f"{{{'older_than' if self.older else 'newer_than'}: {shown_duration(self.seconds)}}}"


@dataclass(frozen=True, slots=True)
class HasAll:
    """The set contains every one of ``values``."""

    values: frozenset[str]

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Inclusion."""
        return self.values.issubset(value)

    @property
    def written(self) -> str:
        """``{contains: value}`` or ``{contains_all: [...]}``."""
        word = "contains" if len(self.values) == 1 else "contains_all"
        return f"{{{word}: {_listed(self.values)}}}"


@dataclass(frozen=True, slots=True)
class HasNone:
    """The set is known and contains none of ``values``."""

    values: frozenset[str]

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Disjointness."""
        return self.values.isdisjoint(value)

    @property
    def written(self) -> str:
        """``{contains_none: [...]}``."""
        return f"{{contains_none: [{', '.join(sorted(self.values))}]}}"


@dataclass(frozen=True, slots=True)
class Words:
    """The text contains ``words``: anywhere (``contains``), as one word, or as a phrase; case does not matter."""

    kind: str
    words: str

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Search in the casefolded text."""
        if self.kind == "contains":
            return self.words.casefold() in value.casefold()
        return f" {_spaced(self.words)} " in f" {_spaced(value)} "

    @property
    def written(self) -> str:
        """``{contains: words}`` or ``{matches: {word: words}}``."""
        return (
            f"{{contains: {self.words}}}" if self.kind == "contains" else f"{{matches: {{{self.kind}: {self.words}}}}}"
        )


@dataclass(frozen=True, slots=True)
class Regex:
    """The text matches ``pattern`` somewhere, by RE2; ``search`` is the compiled pattern's own method."""

    pattern: str
    search: Any = field(compare=False, repr=False)

    def test(self, value: Any, now: datetime | None) -> bool:  # noqa: ARG002 - operators share one form
        """Search by RE2, in time linear in the text."""
        return self.search(value) is not None

    @property
    def written(self) -> str:
        """``{matches: {regex: pattern}}``."""
        return f"{{matches: {{regex: {self.pattern}}}}}"


@dataclass(frozen=True, slots=True)
class Within:
    """One of the case's kinds is one of ``asked`` or below it: ``inside`` holds all of those.

    A kind among ``above`` is more general than what is asked and leaves the matter open.
    """

    asked: tuple[str, ...]
    inside: frozenset[str] = field(compare=False)
    above: frozenset[str] = field(compare=False)

    def test(self, value: Any, now: datetime | None) -> bool | None:  # noqa: ARG002 - likewise
        """True as soon as one kind fits, None while one could."""
        if any(kind in self.inside for kind in value):
            return True
        return None if any(kind in self.above for kind in value) else False

    @property
    def written(self) -> str:
        """``kind`` or ``[kind, kind]``."""
        return self.asked[0] if len(self.asked) == 1 else f"[{', '.join(self.asked)}]"


@dataclass(frozen=True, slots=True)
class NotWithin:
    """One of the case's kinds is known to be none of ``asked``, nor below it."""

    asked: tuple[str, ...]
    inside: frozenset[str] = field(compare=False)
    above: frozenset[str] = field(compare=False)

    def test(self, value: Any, now: datetime | None) -> bool | None:  # noqa: ARG002 - likewise
        """True as soon as one kind is outside, None while one could be."""
        if any(kind not in self.inside and kind not in self.above for kind in value):
            return True
        return None if any(kind in self.above for kind in value) else False

    @property
    def written(self) -> str:
        """``{is_not: kind}`` or ``{none_of: [...]}``."""
        word = "is_not" if len(self.asked) == 1 else "none_of"
        inner = self.asked[0] if len(self.asked) == 1 else f"[{', '.join(self.asked)}]"
        return f"{{{word}: {inner}}}"


def shown(value: object) -> str:
    """A value as an author writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Duration):
        return shown_duration(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if isinstance(value, tuple):
        return str(value[0]) if len(value) == 1 else f"[{', '.join(map(str, value))}]"
    return str(value)


def shown_duration(seconds: float) -> str:
    """``seconds`` in the largest unit that keeps the number whole."""
    for unit, size in (("d", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds and (seconds / size).is_integer():
            return f"{shown(float(seconds / size))} {unit}"
    return f"{shown(float(seconds))} s"


def _end_words(span: Between) -> tuple[str, str]:
    """The operators for the lower and the upper end of ``span``."""
    end = span.high if span.low is None else span.low
    if isinstance(end, datetime):
        return "after", "before"
    if isinstance(end, Version):
        return "version_at_least", "version_below"
    return "at_least" if span.low_included else "above", "at_most" if span.high_included else "below"


def _listed(values: frozenset[Any]) -> str:
    written = sorted(shown(value) for value in values)
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _spaced(text: str) -> str:
    return " ".join("".join(ch if ch.isalnum() else " " for ch in text.casefold()).split())
