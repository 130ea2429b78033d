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


@dataclass(frozen=True, slots=True)
class Dependency:
    """What one rule reads and what it sets, by attribute."""

    rule: str
    reads: frozenset[str]
    sets: frozenset[str]


class DependencyGraph:
    """Attribute -> rule -> attribute; an attribute also depends on what its relevance reads."""

    def __init__(self, dependencies: Iterable[Dependency], relevance: Mapping[str, frozenset[str]]) -> None:
        self._graph: Any = nx.DiGraph()
        for each in dependencies:
            self._graph.add_node((RULE, each.rule))
            self._graph.add_edges_from(((ATTRIBUTE, name), (RULE, each.rule)) for name in sorted(each.reads))
            self._graph.add_edges_from(((RULE, each.rule), (ATTRIBUTE, name)) for name in sorted(each.sets))
        for attribute in sorted(relevance):
            reads = sorted(relevance[attribute])
            self._graph.add_edges_from(((ATTRIBUTE, name), (ATTRIBUTE, attribute)) for name in reads)

    def circles(self) -> tuple[tuple[Key, ...], ...]:
        """One shortest circle out of every knot, sorted; the first node is not repeated at the end."""
        knots = (knot for knot in nx.strongly_connected_components(self._graph) if self._is_knot(knot))
        return tuple(sorted(self._shortest(knot) for knot in knots))

    def strata(self) -> Mapping[str, int]:
        """The stratum of every rule: above all that sets what it reads. The graph has no circles.

        All rules that set one attribute share a stratum; one that sets several takes the lowest of theirs.
        """
        level: dict[Key, int] = {}
        for node in nx.topological_sort(self._graph):
            before = self._graph.predecessors(node)
            level[node] = max((level[each] + (each[0] == RULE) for each in before), default=0)
        return {
            node[1]: min((level[each] - 1 for each in self._graph.successors(node)), default=level[node])
            for node in self._graph
            if node[0] == RULE
        }

    def _is_knot(self, nodes: set[Key]) -> bool:
        return len(nodes) > 1 or any(self._graph.has_edge(node, node) for node in nodes)

    def _shortest(self, knot: set[Key]) -> tuple[Key, ...]:
        start = min(knot)
        inner = self._graph.subgraph(knot)
        if inner.has_edge(start, start):
            return (start,)
        paths = (nx.shortest_path(inner, after, start) for after in sorted(inner.successors(start)))
        best = min(paths, key=lambda path: (len(path), path))
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
