"""Settled cases as precedents are looked for in them, straight from the tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from diagnose.precedents import Described
from diagnose.record.database import Database
from diagnose.record.findable import EVERYTHING
from diagnose.record.tables import cases, described, feature_names, features

_AT_ONCE: Final = 500
_COUNTS = select(feature_names.c.name, feature_names.c.count).where(
    feature_names.c.name.in_(bindparam("names", expanding=True))
)
_HAVING = (
    select(features.c.case_number)
    .where(
        features.c.feature
        == select(feature_names.c.id).where(feature_names.c.name == bindparam("of_name")).scalar_subquery()
    )
    .order_by(features.c.case_number.desc())
    .limit(bindparam("most"))
)
_DESCRIBED = (
    select(described.c.case_number, described.c.features, cases.c.ending, cases.c.fault, cases.c.fixed_by)
    .join_from(described, cases, described.c.case_number == cases.c.number)
    .where(described.c.case_number.in_(bindparam("numbers", expanding=True)))
    .order_by(described.c.case_number)
)
_NAMES = select(feature_names.c.id, feature_names.c.name).where(
    feature_names.c.id.in_(bindparam("ids", expanding=True))
)


class RecordedCases:
    """A :class:`~diagnose.precedents.Source`: the cases that are resolved or closed at the time of each call."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names: dict[int, str] = {}

    def total(self) -> int:
        """How many cases there are."""
        return self.counts([EVERYTHING]).get(EVERYTHING, 0)

    def counts(self, features: Collection[str]) -> Mapping[str, int]:
        """How many cases have each of ``features``; those that no case has are left out."""
        wanted = sorted(features)
        found = self._found(_COUNTS, "names", wanted)
        return {str(name): int(count) for name, count in found if count}

    def having(self, feature: str, limit: int) -> Sequence[str]:
        """Ids of the cases that have ``feature``, the newest first, ``limit`` at most."""
        wanted = {"of_name": feature, "most": limit}
        return [str(number) for number in self._database.read(lambda one: one.execute(_HAVING, wanted).scalars().all())]

    def described(self, cases: Iterable[str]) -> Mapping[str, Described]:
        """The cases with these ids; unknown ids are left out."""
        numbers = sorted({int(each) for each in cases if each.isascii() and each.isdigit() and len(each) < 15})
        found = self._found(_DESCRIBED, "numbers", numbers)
        own = {str(number): tuple(map(int, ids.split())) for number, ids, *_ in found}
        names = self._named({each for ids in own.values() for each in ids})
        return {
            str(number): Described(
                str(number), frozenset(names[each] for each in own[str(number)]), ending or "", fault, fixed_by
            )
            for number, _, ending, fault, fixed_by in found
        }

    def everything(self) -> Iterator[Described]:
        """All of them, by id."""
        last = 0
        numbers = select(described.c.case_number).order_by(described.c.case_number).limit(_AT_ONCE)
        while True:
            after = numbers.where(described.c.case_number > last)
            found = self._database.read(_all_of(after))
            if not found:
                return
            last = int(found[-1])
            yield from self.described(map(str, found)).values()

    def _named(self, ids: Collection[int]) -> Mapping[int, str]:
        """The names of these features; they never change, so they are asked for once."""
        missing = sorted(set(ids) - self._names.keys())
        if missing:
            self._names.update({int(number): str(name) for number, name in self._found(_NAMES, "ids", missing)})
        return self._names

    def _found(self, statement: Any, name: str, values: Sequence[Any]) -> list[Any]:
        """The rows for all ``values``, which are handed over in parts."""
        parts = [values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE)]

        def work(connection: Connection) -> list[Any]:
            return [row for part in parts for row in connection.execute(statement, {name: part}).all()]

        return self._database.read(work) if parts else []


def _all_of(statement: Any) -> Callable[[Connection], Sequence[Any]]:
    return lambda connection: connection.execute(statement).scalars().all()
