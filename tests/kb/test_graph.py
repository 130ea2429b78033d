"""Strata and circles, held against a search that looks at every path; pictures, escaped and sorted."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.kb.compile import compile_documents
from diagnose.kb.graph import Dependency, DependencyGraph, circle_among, picture, to_dot, to_mermaid
from tests.kb.folders import BLANK, FILES, documents

NAMES = st.sampled_from("abcdef")
SOME = st.frozensets(NAMES, max_size=3)
RULES = st.lists(st.tuples(SOME, st.frozensets(NAMES, min_size=1, max_size=2)), max_size=6).map(
    lambda pairs: [Dependency(f"r{number}", reads, sets) for number, (reads, sets) in enumerate(pairs)]
)
RELEVANCE = st.dictionaries(NAMES, st.frozensets(NAMES, min_size=1, max_size=2), max_size=2)


def test_a_rule_stands_above_all_that_sets_what_it_reads():
    rules = [
        Dependency("third", frozenset({"b"}), frozenset({"c"})),
        Dependency("second", frozenset({"a"}), frozenset({"b"})),
        Dependency("first", frozenset({"seen"}), frozenset({"a"})),
    ]
    assert DependencyGraph(rules, {}).strata() == {"first": 0, "second": 1, "third": 2}


def test_all_conclusions_of_one_attribute_share_a_stratum():
    rules = [
        Dependency("early", frozenset({"seen"}), frozenset({"b"})),
        Dependency("late", frozenset({"a"}), frozenset({"b"})),
        Dependency("first", frozenset({"seen"}), frozenset({"a"})),
    ]
    assert DependencyGraph(rules, {}).strata() == {"first": 0, "early": 1, "late": 1}


def test_a_rule_waits_for_what_makes_relevant_what_it_reads():
    rules = [
        Dependency("reads", frozenset({"b"}), frozenset({"c"})),
        Dependency("first", frozenset({"seen"}), frozenset({"a"})),
    ]
    assert DependencyGraph(rules, {"b": frozenset({"a"})}).strata() == {"first": 0, "reads": 1}


def test_a_rule_that_reads_what_it_sets_is_a_circle():
    rules = [Dependency("r", frozenset({"a"}), frozenset({"a"}))]
    assert DependencyGraph(rules, {}).circles() == ((("attribute", "a"), ("rule", "r")),)


def test_attributes_set_together_cannot_wait_for_one_another():
    rules = [
        Dependency("both", frozenset({"seen"}), frozenset({"a", "b"})),
        Dependency("next", frozenset({"a"}), frozenset({"b"})),
    ]
    assert len(DependencyGraph(rules, {}).circles()) == 1


@given(RULES, RELEVANCE)
def test_strata_keep_every_dependency_unless_there_is_a_circle(rules, relevance):
    graph = DependencyGraph(rules, relevance)
    if graph.circles():
        return
    strata = graph.strata()
    for reader in rules:
        needed = set(reader.reads)
        while extra := {name for each in needed for name in relevance.get(each, ())} - needed:
            needed |= extra
        for setter in rules:
            if setter.sets & needed:
                assert strata[setter.rule] < strata[reader.rule]
            if setter.sets & reader.sets:
                assert strata[setter.rule] == strata[reader.rule]


@given(RULES, RELEVANCE)
def test_a_circle_is_really_one_and_none_is_missed(rules, relevance):
    edges = {(("attribute", name), ("rule", each.rule)) for each in rules for name in each.reads}
    edges |= {(("rule", each.rule), ("attribute", name)) for each in rules for name in each.sets}
    edges |= {(("attribute", name), ("attribute", each)) for each, names in relevance.items() for name in names}
    circles = DependencyGraph(rules, relevance).circles()
    if not nx.is_directed_acyclic_graph(nx.DiGraph(edges)):
        assert circles
        for circle in circles:
            assert set(zip(circle, (*circle[1:], circle[0]), strict=True)) <= edges


@pytest.mark.parametrize(
    ("edges", "circle"),
    [
        ([("a", "b"), ("b", "c")], ()),
        ([("b", "c"), ("c", "a"), ("a", "b")], ("a", "b", "c")),
        ([("a", "a")], ("a",)),
    ],
)
def test_a_circle_among_steps_begins_with_its_least(edges, circle):
    assert circle_among(edges) == circle


def knowledge_base(**changed: str):
    kb, _ = compile_documents(documents(FILES | {f"{name}.yaml": text for name, text in changed.items()}))
    return kb


def test_a_picture_as_mermaid_is_sorted_and_escaped():
    kb = knowledge_base(blank=BLANK.replace("The page is blank", "'A \"blank\" <page> #1 & more'"))
    assert to_mermaid(picture(kb, only=["printing.blank"])) == (
        "flowchart LR\n"
        '  n0(["print.output"]):::attribute\n'
        '  n1["A #quot;blank#quot; &lt;page&gt; #35;1 &amp; more<br/>printing.blank"]:::fault\n'
        "  n0 --> n1\n"
        "  n1 --> n0\n"
    )


def test_a_picture_as_dot_is_sorted_and_escaped():
    kb = knowledge_base(blank=BLANK.replace("The page is blank", "'A \"blank\" page \\'"))
    assert to_dot(picture(kb, only=["printing.blank"])) == (
        "digraph knowledge {\n"
        "  rankdir=LR;\n"
        '  "attribute:print.output" [shape=ellipse, label="print.output"];\n'
        '  "fault:printing.blank" [shape=box, label="A \\"blank\\" page \\\\\\nprinting.blank"];\n'
        '  "attribute:print.output" -> "fault:printing.blank";\n'
        '  "fault:printing.blank" -> "attribute:print.output";\n'
        "}\n"
    )


def test_a_picture_is_in_the_language_asked_for_and_holds_conclusions():
    text = to_mermaid(picture(knowledge_base(), "ru"))
    assert "Закончился тонер<br/>printing.toner-empty" in text
    assert '{{"printer.used-up"}}:::rule' in text
    assert text == to_mermaid(picture(knowledge_base(), "ru"))
