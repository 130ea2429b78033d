"""What depends on what: strata of conclusions, circles, and pictures of faults, signs and conclusions.

The only module that imports networkx; a diagnosis never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from diagnose.kb.base import KnowledgeBase
from diagnose.rules.conditions import Condition, attributes_of

ATTRIBUTE, RULE, FAULT = "attribute", "rule", "fault"
Key: TypeAlias = tuple[str, str]
"""A node: what it is, and its id."""

Reads: TypeAlias = Mapping[str, frozenset[str]]
"""For an attribute, the attributes that it depends on."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """What one rule reads and what it sets, by attribute."""

    rule: str
    reads: frozenset[str]
    sets: frozenset[str]


class DependencyGraph:
    """Attribute -> rule -> attribute; an attribute also depends on what its relevance and its ``given`` rows read.

    All conclusions of one attribute form one stratum, so attributes that one rule sets together stand or fall
    together: among the ``_joined`` they are one node.
    """

    def __init__(self, dependencies: Iterable[Dependency], relevance: Reads, given: Reads | None = None) -> None:
        rules = sorted(dependencies, key=lambda each: each.rule)
        both = {name: relevance.get(name, frozenset()) | reads for name, reads in (given or {}).items()}
        self._plain = _graph(rules, relevance, {})
        self._joined = _graph(rules, relevance, _groups(rules))
        self._given = _graph(rules, {**relevance, **both}, {}) if given else None

    def circles(self) -> tuple[tuple[Key, ...], ...]:
        """One shortest circle out of every knot, sorted; the first node is not repeated at the end.

        A circle of ``given`` rows alone does no harm, since nothing is concluded from them.
        """
        found = _circles(self._plain) or _circles(self._joined)
        return found if found or self._given is None else _circles(self._given, through=RULE)

    def strata(self) -> Mapping[str, int]:
        """The stratum of every rule: above all that sets what it reads. The graph has no circles."""
        graph = self._joined
        level: dict[Key, int] = {}
        for node in nx.topological_sort(graph):
            level[node] = max((level[each] + (each[0] == RULE) for each in graph.predecessors(node)), default=0)
        return {
            node[1]: min((level[each] - 1 for each in graph.successors(node)), default=level[node])
            for node in graph
            if node[0] == RULE
        }


def _groups(rules: Iterable[Dependency]) -> dict[str, str]:
    """For each attribute that is set together with others, the least of them all."""
    graph: Any = nx.Graph()
    for each in rules:
        nx.add_path(graph, sorted(each.sets))
    return {name: min(group) for group in nx.connected_components(graph) for name in group}


def _graph(rules: Iterable[Dependency], relevance: Reads, groups: Mapping[str, str]) -> Any:
    def node(attribute: str) -> Key:
        return (ATTRIBUTE, groups.get(attribute, attribute))

    graph: Any = nx.DiGraph()
    for each in rules:
        graph.add_node((RULE, each.rule))
        graph.add_edges_from((node(name), (RULE, each.rule)) for name in sorted(each.reads))
        graph.add_edges_from(((RULE, each.rule), node(name)) for name in sorted(each.sets))
    for attribute in sorted(relevance):
        reads = (name for name in sorted(relevance[attribute]) if not groups or node(name) != node(attribute))
        graph.add_edges_from((node(name), node(attribute)) for name in reads)
    return graph


def _circles(graph: Any, through: str = "") -> tuple[tuple[Key, ...], ...]:
    """A shortest circle through the least node of each knot; where ``through`` is given, the least of that kind."""
    found: list[tuple[Key, ...]] = []
    for knot in nx.strongly_connected_components(graph):
        starts = [node for node in knot if node[0] == through] if through else knot
        if starts and _is_knot(graph, knot):
            found.append(_shortest(graph.subgraph(knot), min(starts)))
    return tuple(sorted(found))


def _is_knot(graph: Any, nodes: set[Key]) -> bool:
    return len(nodes) > 1 or any(graph.has_edge(node, node) for node in nodes)


def _shortest(knot: Any, start: Key) -> tuple[Key, ...]:
    """The shortest circle through ``start``."""
    if knot.has_edge(start, start):
        return (start,)
    back = nx.single_target_shortest_path(knot, start)
    best: list[Key] = min((back[after] for after in knot.successors(start)), key=lambda path: (len(path), path))
    return (start, *best[:-1])


def circle_among(edges: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A circle that ``edges`` run in, beginning with its least node; empty when there is none."""
    graph: Any = nx.DiGraph(sorted(edges))
    try:
        found = [start for start, _ in nx.find_cycle(graph)]
    except nx.NetworkXNoCycle:
        return ()
    first = found.index(min(found))
    return tuple(found[first:] + found[:first])


def picture(kb: KnowledgeBase, language: str = "en", only: Iterable[str] = ()) -> Any:
    """Faults, signs and conclusions of ``kb`` as a directed graph whose nodes carry ``label`` and ``kind``.

    ``only`` names playbooks, conclusions or attributes; then just they and what touches them are drawn.
    """
    graph: Any = nx.DiGraph()
    for conclusion in kb.conclusions.values():
        node = (RULE, conclusion.id)
        graph.add_node(node)
        _read_by(graph, node, conclusion.condition)
        graph.add_edges_from((node, (ATTRIBUTE, attribute)) for attribute, _ in conclusion.sets)
    for playbook in kb.playbooks.values():
        node = (FAULT, playbook.id)
        graph.add_node(node)
        _read_by(graph, node, playbook.condition)
        graph.add_edges_from((node, (ATTRIBUTE, row.attribute)) for row in playbook.shows)
    for kind, name in graph:
        graph.nodes[kind, name]["label"] = _label(kb, kind, name, language)
    wanted = set(only)
    if wanted:
        chosen = {node for node in graph if node[1] in wanted}
        near = {other for node in chosen for other in (*graph.predecessors(node), *graph.successors(node))}
        graph = graph.subgraph(chosen | near)
    return graph


def to_mermaid(graph: Any) -> str:
    """``graph`` of :func:`picture` as a Mermaid flow chart."""
    names = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    shapes = {FAULT: ('["', '"]'), RULE: ('{{"', '"}}'), ATTRIBUTE: ('(["', '"])')}
    lines = ["flowchart LR"]
    for node, name in names.items():
        before, after = shapes[node[0]]
        lines.append(f"  {name}{before}{_for_mermaid(graph.nodes[node]['label'])}{after}:::{node[0]}")
    lines += [f"  {names[start]} --> {names[end]}" for start, end in sorted(graph.edges)]
    return "\n".join(lines) + "\n"


def to_dot(graph: Any) -> str:
    """``graph`` of :func:`picture` in the DOT language of graphviz."""
    shapes = {FAULT: "box", RULE: "hexagon", ATTRIBUTE: "ellipse"}
    lines = ["digraph knowledge {", "  rankdir=LR;"]
    for node in sorted(graph):
        label = _for_dot(graph.nodes[node]["label"])
        lines.append(f"  {_dot_name(node)} [shape={shapes[node[0]]}, label={label}];")
    lines += [f"  {_dot_name(start)} -> {_dot_name(end)};" for start, end in sorted(graph.edges)]
    return "\n".join([*lines, "}"]) + "\n"


def _read_by(graph: Any, node: Key, condition: Condition) -> None:
    graph.add_edges_from(((ATTRIBUTE, name), node) for name in sorted(attributes_of(condition)) if "." in name)


def _label(kb: KnowledgeBase, kind: str, name: str, language: str) -> str:
    if kind != FAULT:
        return name
    title = kb.playbooks[name].title.say(language, kb.languages)
    return f"{title}\n{name}" if title else name


def _for_mermaid(text: str) -> str:
    escaped = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "#quot;", "#": "#35;", "\n": "<br/>"}
    return "".join(escaped.get(mark, mark) for mark in text if mark == "\n" or mark.isprintable())


def _for_dot(text: str) -> str:
    printable = "".join(mark for mark in text if mark == "\n" or mark.isprintable())
    return '"' + printable.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _dot_name(node: Key) -> str:
    return _for_dot(f"{node[0]}:{node[1]}")
