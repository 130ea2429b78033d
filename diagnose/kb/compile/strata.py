"""Which conclusions come before which: strata, and circles that are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diagnose.errors import Finding, Location
from diagnose.kb.codes import finding
from diagnose.kb.compile.python_rules import PythonRuleClass
from diagnose.kb.playbook import Common, Conclusion
from diagnose.rules.conditions import Condition, attributes_of, leaves
from diagnose.wording import worded


def strata_of(
    conclusions: Iterable[Conclusion],
    python: Iterable[PythonRuleClass],
    relevance: Mapping[str, Condition],
    common: Mapping[str, tuple[Common, ...]],
) -> tuple[Mapping[str, int], tuple[Finding, ...]]:
    """The stratum of each conclusion and class of Python rules by id, and a finding PB407 for each circle."""
    from diagnose.kb.graph import Dependency, DependencyGraph

    rules = tuple(conclusions)
    classes = tuple(python)
    dependencies = [
        *(
            Dependency(each.id, attributes_of(each.condition), frozenset(name for name, _ in each.sets))
            for each in rules
        ),
        *(Dependency(each.name, frozenset(each.reads), frozenset(each.sets)) for each in classes),
    ]
    reads = {attribute: attributes_of(condition) for attribute, condition in relevance.items()}
    given = {attribute: _given(rows) for attribute, rows in common.items() if _given(rows)}
    graph = DependencyGraph(dependencies, reads, given)
    circles = graph.circles()
    if circles:
        places: dict[str, Location | None] = {name: _first_place(condition) for name, condition in relevance.items()}
        places.update((each.id, each.at) for each in rules)
        return {}, tuple(_circle([name for _, name in circle], places) for circle in circles)
    return graph.strata(), ()


def _given(rows: Iterable[Common]) -> frozenset[str]:
    return frozenset().union(*(attributes_of(row.given) for row in rows if row.given is not None))


def _first_place(condition: Condition) -> Location | None:
    return min((leaf.at for leaf in leaves(condition) if leaf.at is not None), default=None)


def _circle(names: list[str], places: Mapping[str, Location | None]) -> Finding:
    where = [(place, name) for name in names if (place := places.get(name)) is not None]
    at = min((place for place, _ in where), default=Location(""))
    related = [(place, worded("{name} is part of it", name=name)) for place, name in where if place != at]
    message = worded("conclusions run in a circle: {way}", way=" -> ".join([*names, names[0]]))
    advice = "let one of them read something observed, or set one attribute each"
    return finding("PB407", message, at, advice, related)
