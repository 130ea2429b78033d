"""Closed cases in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from diagnose.precedents.types import Described


class Cases:
    """A :class:`Source` in memory: the cases in the order in which they were closed, each id once."""

    def __init__(self, described: Iterable[Described] = ()) -> None:
        self._by_id: dict[str, Described] = {}
        self._having: dict[str, list[str]] = {}
        for each in described:
            self.add(each)

    def add(self, described: Described) -> None:
        """Take in one more closed case, the newest of all.

        Raises:
            ValueError: there is a case with this id.
        """
        if described.case in self._by_id:
            raise ValueError(described.case)
        self._by_id[described.case] = described
        for feature in described.features:
            self._having.setdefault(feature, []).append(described.case)

    def total(self) -> int:
        """How many cases there are."""
        return len(self._by_id)

    def counts(self, features: Collection[str]) -> Mapping[str, int]:
        """How many cases have each of ``features``."""
        return {each: len(self._having.get(each, ())) for each in features}

    def having(self, feature: str, limit: int) -> Sequence[str]:
        """Ids of the cases that have ``feature``, the newest first, ``limit`` at most."""
        return self._having.get(feature, [])[: -limit - 1 : -1]

    def described(self, cases: Iterable[str]) -> Mapping[str, Described]:
        """The cases with these ids; unknown ids are left out."""
        return {each: self._by_id[each] for each in cases if each in self._by_id}
