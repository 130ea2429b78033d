"""Conclusions that set the same, and candidates among them for "the conditions of one imply those of the other"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diagnose.facts import Value
from diagnose.kb.checks.pairs import Wanted, apart, far_apart, spans, taking_part, wanted
from diagnose.kb.playbook import Conclusion

FEW = 24
"""So many conclusions that set the same are all compared with each other."""


class Clusters:
    """The conclusions of a knowledge base by what they set."""

    def __init__(self, conclusions: Iterable[Conclusion]) -> None:
        self.all = taking_part(conclusions)
        self.wanted: Mapping[str, Wanted] = {each.id: wanted(each.condition) for each in self.all}
        self._spans = {each.id: spans(each.condition) for each in self.all}
        self._sets = {each.id: frozenset(each.sets) for each in self.all}
        self._by_setting: dict[tuple[str, Value], list[Conclusion]] = {}
        self._by_attribute: dict[str, list[Conclusion]] = {}
        for each in self.all:
            for setting in each.sets:
                self._by_setting.setdefault(setting, []).append(each)
            for attribute in sorted({attribute for attribute, _ in each.sets}):
                self._by_attribute.setdefault(attribute, []).append(each)
        self._indexes: dict[tuple[str, Value], _ByTest] = {}
        self.wider: dict[str, Conclusion | None] = {}
        """What is known of conclusions that make others superfluous; it grows."""
        self._plainly = {
            name: {attribute: values for attribute, values in asked.items() if attribute not in self._by_attribute}
            for name, asked in self.wanted.items()
        }

    def setting_all_of(self, conclusion: Conclusion) -> Iterator[Conclusion]:
        """The others that set all that ``conclusion`` sets, in order of id, and are not plainly apart from it."""
        if not conclusion.sets:
            return
        setting = min(conclusion.sets, key=lambda each: len(self._by_setting[each]))
        own, asked = self._sets[conclusion.id], self.wanted[conclusion.id]
        for other in self._near(setting, asked):
            if other is conclusion or not own <= self._sets[other.id] or self.are_apart(conclusion, other):
                continue
            yield other

    def sets_the_same(self, one: Conclusion, other: Conclusion) -> bool:
        """Whether both set just the same."""
        return self._sets[one.id] == self._sets[other.id]

    def setting_otherwise(self, conclusion: Conclusion, attribute: str) -> Iterator[Conclusion]:
        """Those later in order of id that give ``attribute`` another value and are not plainly apart from it."""
        mine = {value for name, value in conclusion.sets if name == attribute}
        for other in self._by_attribute[attribute]:
            differs = {value for name, value in other.sets if name == attribute} != mine
            if differs and other.id > conclusion.id and not self.are_apart(conclusion, other):
                yield other

    def are_apart(self, one: Conclusion, other: Conclusion) -> bool:
        """Whether it is plain that both never hold together."""
        wanted_apart = apart(self.wanted[one.id], self.wanted[other.id])
        return wanted_apart or far_apart(self._spans[one.id], self._spans[other.id])

    def _near(self, setting: tuple[str, Value], asked: Wanted) -> Iterable[Conclusion]:
        cluster = self._by_setting[setting]
        if len(cluster) <= FEW:
            return cluster
        if setting not in self._indexes:
            self._indexes[setting] = _ByTest(cluster, self._plainly)
        return self._indexes[setting].near(asked)


class _ByTest:
    """Conclusions by the rarest equality that they ask for: who implies one of them asks for it, too.

    An equality on what is itself concluded is not counted on: it may follow from something else.
    """

    def __init__(self, cluster: Iterable[Conclusion], wanted_by: Mapping[str, Wanted]) -> None:
        self._plain: list[Conclusion] = []
        self._buckets: dict[str, dict[Value, list[Conclusion]]] = {}
        members = list(cluster)
        counts: dict[tuple[str, Value], int] = {}
        for each in members:
            for name, values in wanted_by[each.id].items():
                for value in values:
                    counts[name, value] = counts.get((name, value), 0) + 1
        for each in members:
            tests = [
                (sum(counts[name, value] for value in values), name) for name, values in wanted_by[each.id].items()
            ]
            if not tests:
                self._plain.append(each)
                continue
            name = min(tests)[1]
            for value in wanted_by[each.id][name]:
                self._buckets.setdefault(name, {}).setdefault(value, []).append(each)

    def near(self, asked: Wanted) -> list[Conclusion]:
        """Those that a rule asking for ``asked`` may imply or overlap in part, in order of id."""
        found = {each.id: each for each in self._plain}
        for name, by_value in self._buckets.items():
            for value in asked.get(name, ()):
                found.update((each.id, each) for each in by_value.get(value, ()))
        return [found[name] for name in sorted(found)]
