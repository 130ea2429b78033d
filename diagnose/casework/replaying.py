"""Decisions made again with the knowledge base of their day: the same bytes, or what is different now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diagnose._version import __version__
from diagnose.case import Case
from diagnose.case.events import Diagnosed
from diagnose.case.writing import what_data
from diagnose.casework.consulting import consultation_of
from diagnose.casework.deciding import diagnosed
from diagnose.errors import DiagnoseError, UsageError
from diagnose.kb.base import KnowledgeBase
from diagnose.wording import joined, phrase, worded

KbOf = Callable[[str], KnowledgeBase]
"""Finds a knowledge base by its digest."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the outline of a decision, in dotted parts, that was ``before`` and is ``now``; None: not there."""

    place: str
    before: Any
    now: Any

    @property
    def words(self) -> str:
        """The difference in words."""
        return worded(
            "{place}: {before} then, {now} now", place=self.place, before=_said(self.before), now=_said(self.now)
        )


@dataclass(frozen=True, slots=True)
class Replayed:
    """The decision at event ``number``, made again; ``same`` says that every byte of the diagnosis was the same.

    ``before`` and ``now`` are the SHA-256 of the two, ``library`` the version that decided then, ``present`` this one.
    ``problem`` says why it could not be made again.
    """

    number: int
    digest: str | None
    library: str
    before: str
    now: str | None = None
    differences: tuple[Difference, ...] = ()
    problem: str | None = None
    present: str = __version__

    @property
    def same(self) -> bool:
        """Whether every byte was the same."""
        return self.now == self.before

    def words(self, language: str = "en") -> str:
        """What came of it, in English (``en``) or Russian (``ru``)."""
        from diagnose.kb.russian import said

        return said(self._message(), language)

    def _message(self) -> str:
        if self.problem is not None:
            return worded(
                "event {number}: cannot be decided again: {problem}", number=self.number, problem=self.problem
            )
        if self.same:
            return worded("event {number}: the same bytes", number=self.number)
        versions = {"number": self.number, "library": self.library, "present": self.present}
        if not self.differences:
            return worded(
                "event {number}: the same decision in other bytes (library {library}, now {present})", **versions
            )
        listed = joined("; ", [each.words for each in self.differences])
        return worded(
            "event {number}: different (library {library}, now {present}): {listed}", **versions, listed=listed
        )

    def to_data(self) -> dict[str, Any]:
        """What came of it as plain data."""
        differences = [{"place": each.place, "before": each.before, "now": each.now} for each in self.differences]
        return {
            "number": self.number,
            "digest": self.digest,
            "library": self.library,
            "present": self.present,
            "same": self.same,
            "before": self.before,
            "now": self.now,
            "differences": differences,
            "problem": self.problem,
        }


def replay(case: Case, kb_of: KbOf) -> tuple[Replayed, ...]:
    """Every decision of ``case`` made again from what was known then, with the precedents that were handed in then.

    ``kb_of`` raises what it likes of :class:`DiagnoseError` for a knowledge base that it does not have.
    """
    return tuple(
        _again(case, event.number, event.deed.digest, event.what, kb_of)
        for event in case.events
        if isinstance(event.what, Diagnosed)
    )


def _again(case: Case, number: int, digest: str | None, then: Diagnosed, kb_of: KbOf) -> Replayed:
    try:
        now = decided_then(case, number, digest, then, kb_of)
    except DiagnoseError as error:
        problem = phrase(error.args[0]) if error.args and isinstance(error.args[0], str) else phrase(str(error))
        return Replayed(number, digest, then.library, then.sha256, problem=problem)
    return Replayed(number, digest, then.library, then.sha256, now.sha256, tuple(_differences(then, now)))


def decided_then(case: Case, number: int, digest: str | None, then: Diagnosed, kb_of: KbOf) -> Diagnosed:
    """What is decided now about ``case`` as it was before event ``number``.

    Raises:
        DiagnoseError: the knowledge base is not there, or the case does not fit it.
    """
    if digest is None:
        raise UsageError(worded("event {number} does not name its knowledge base", number=number))
    precedents = then.precedents if then.looked else None
    before = Case.of(case.id, case.events[: number - 1])
    return diagnosed(consultation_of(before, kb_of(digest), precedents).diagnosis(), precedents)


def _differences(before: Diagnosed, now: Diagnosed) -> Iterator[Difference]:
    left, right = (dict(_flat("", _outlined(each))) for each in (before, now))
    for place in sorted({*left, *right}):
        if left.get(place) != right.get(place):
            yield Difference(place, left.get(place), right.get(place))


def _outlined(decision: Diagnosed) -> dict[str, Any]:
    written = what_data(decision)
    return {name: value for name, value in written.items() if name not in {"sha256", "library", "precedents"}}


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name in value:
            yield from _flat(f"{path}.{name}" if path else str(name), value[name])
    else:
        yield path.removeprefix("outline."), value


def _said(value: Any) -> str:
    if value is None:
        return phrase("not there")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
