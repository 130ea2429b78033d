"""Conclusions, relevance and Python rules as the solver sees them."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.kb.logic import Logic, NotAnalysed, Satisfied, Unsatisfiable, conjunction, disjunction, negation
from diagnose.kb.playbook import Conclusion
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Known, NoneOf, Test
from diagnose.rules.operators import HasAll, OneOf
from tests.logic.small_worlds import VOCABULARY


def is_(name, *values):
    return Test(name, OneOf(frozenset(values)))


def concludes(name, condition, attribute, value):
    return Conclusion(name, condition, ((attribute, value),))


LAMP = concludes("c.lamp", is_("a.pick", "x"), "c.inner", "u")
DEEP = concludes("c.deep", is_("c.inner", "u"), "c.deep", "v")


def test_a_witness_gives_the_facts_behind_a_chain_of_conclusions():
    answer = Logic.of(VOCABULARY, (LAMP, DEEP)).solve(is_("c.deep", "v"))
    assert answer.witness.yaml == "{facts: {a.pick: x}}"
    assert answer.witness.to_intake().to_data()["facts"] == {"a.pick": "x"}


def test_a_value_that_no_conclusion_sets_is_never_there():
    assert isinstance(Logic.of(VOCABULARY, (LAMP,)).solve(is_("c.inner", "w")), Unsatisfiable)


def test_a_concluded_attribute_that_can_be_asked_may_be_reported_against_its_conclusion():
    both = concludes("c.both", is_("a.pick", "x"), "c.both", True)
    answer = Logic.of(VOCABULARY, (both,)).solve(conjunction(is_("a.pick", "x"), is_("c.both", False)))
    assert answer.witness.yaml == "{facts: {a.pick: x, c.both: false}}"


def test_two_conclusions_that_disagree_conclude_nothing():
    other = concludes("c.other", is_("a.yes", True), "c.inner", "v")
    logic = Logic.of(VOCABULARY, (LAMP, other))
    together = conjunction(is_("a.pick", "x"), is_("a.yes", True))
    assert logic.implies(together, Known("c.inner", False)) is True
    assert logic.implies(is_("c.inner", "u"), negation(is_("a.yes", True))) is True


def test_sets_collect_what_several_conclusions_say():
    conclusions = (
        concludes("c.p", is_("a.pick", "x"), "c.tags", frozenset("p")),
        concludes("c.q", is_("a.yes", True), "c.tags", frozenset("q")),
    )
    answer = Logic.of(VOCABULARY, conclusions).solve(Test("c.tags", HasAll(frozenset("pq"))))
    assert answer.witness.yaml == "{symptoms: {a.yes: true}, facts: {a.pick: x}}"


def test_an_attribute_does_not_apply_where_it_is_surely_not_relevant():
    logic = Logic.of(VOCABULARY, (), {"a.told": is_("a.pick", "x")})
    assert logic.solve(Applies("a.told", wanted=False)).witness.yaml == "{facts: {a.told: {applies: false}}}"
    assert (
        logic.solve(Applies("a.told", wanted=False), told=frozenset(["a.pick"])).witness.yaml
        == "{facts: {a.pick: 'y'}}"
    )
    assert (
        logic.implies(is_("a.pick", "y"), negation(conjunction(Applies("a.told", True), Known("a.told", False))))
        is True
    )


def test_conclusions_that_run_in_a_circle_are_not_analysed():
    circle = (
        concludes("c.one", is_("c.deep", "u"), "c.inner", "u"),
        concludes("c.two", is_("c.inner", "u"), "c.deep", "u"),
    )
    answer = Logic.of(VOCABULARY, circle).solve(is_("c.deep", "u"))
    assert answer == NotAnalysed("c.two leads back to itself", "c.two")


@dataclass(frozen=True)
class Opaque:
    sets: tuple[str, ...]


def test_what_python_rules_set_may_be_anything():
    logic = Logic.of(VOCABULARY, (), {}, (Opaque(("c.inner", "c.both")),))
    inner = is_("c.inner", "u")
    assert logic.solve(inner) == NotAnalysed("Python rules conclude c.inner", "c.inner")
    assert isinstance(logic.solve(conjunction(inner, is_("c.inner", "v"))), Unsatisfiable)
    assert isinstance(logic.solve(disjunction(inner, is_("a.pick", "x"))), Satisfied)
    assert logic.solve(is_("c.both", True)).witness.yaml == "{facts: {c.both: true}}"


def test_builders_with_one_condition_give_it_back():
    one = is_("a.pick", "x")
    assert conjunction(one) is one
    assert disjunction(one) is one
    assert (conjunction(), disjunction(), negation(one)) == (AllOf(()), AnyOf(()), NoneOf((one,)))


def test_nothing_said_satisfies_what_asks_for_nothing():
    logic = Logic.of(VOCABULARY)
    assert logic.solve(AllOf(())).witness.yaml == "{}"
    assert isinstance(logic.solve(AnyOf(())), Unsatisfiable)


def test_a_case_that_may_speak_of_nothing_satisfies_negative_conditions_alone():
    logic = Logic.of(VOCABULARY)
    assert isinstance(logic.solve(negation(is_("a.pick", "x")), told=frozenset()), Satisfied)
    assert isinstance(logic.solve(is_("a.pick", "x"), told=frozenset(["a.yes"])), Unsatisfiable)
