"""A mutant is called equivalent only where nothing can tell it from its rule."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from diagnose.authoring.mutation import mutants_of, variant_of
from diagnose.authoring.mutation.answers import Wanted, answer_to
from diagnose.authoring.mutation.equivalence import proof_of
from diagnose.authoring.mutation.ground import prepare
from diagnose.authoring.mutation.mutant import Mutant, Operator
from diagnose.case import Intake
from diagnose.desk.diagnosis import standing_at
from diagnose.errors import Location
from diagnose.hypotheses import Reading
from diagnose.kb.observe import observe
from diagnose.rules.conditions import AllOf, AnyOf, Known, NoneOf, Test
from diagnose.rules.operators import Between
from tests.mutation.random_bases import intake, knowledge
from tests.small import base, circumstance, complaint, fault, number, seen

AT = Location("a.yaml", 1, 1)


def answers(kb, intakes):
    for each in intakes:
        reading = Reading.of(kb, observe(each, kb))
        fired = frozenset(firing.rule for firing in reading.inference.firings)
        yield [answer_to(reading, standing_at(each, kb), fired, Wanted(question=name)) for name in ("s.c", "c.x")]


@pytest.mark.parametrize("seed", range(300, 312))
def test_what_is_proven_is_never_told_apart_on_random_bases(seed):
    random = Random(seed)
    kb = knowledge(random)
    prepare(kb)
    intakes = [Intake.from_node(intake(random)) for _ in range(40)]
    expected = list(answers(kb, intakes))
    proven = [each for each in mutants_of(kb, {}) if proof_of(each, kb)]
    for mutant in proven[:15]:
        assert list(answers(variant_of(kb, mutant.rule), intakes)) == expected, mutant.id


def proof(before, after):
    attributes = [complaint("c.x", ("fine", "odd", "bad"), ("odd", "bad")), circumstance("k.t"), number("k.n")]
    playbook = fault("p.a", shows={"c.x": {"odd": 0.5}}, when=before)
    kb = base(attributes, [playbook])
    return proof_of(Mutant(Operator.DROP, replace(playbook, condition=after), AT, "", ""), kb)


ODD, BAD = seen("c.x", "odd"), seen("c.x", "bad")


def test_a_condition_that_another_one_implies_can_be_left_out():
    either = seen("c.x", "odd", "bad")
    assert proof(AllOf((seen("k.t", True), AnyOf((either, ODD)))), AllOf((seen("k.t", True), AnyOf((either,)))))


def test_conditions_on_one_choice_are_compared_over_all_its_values():
    assert proof(AllOf((ODD, NoneOf((BAD,)))), AllOf((ODD,)))
    assert proof(AllOf((ODD, NoneOf((BAD,)))), AllOf((BAD,))) == ""


def test_what_decides_only_while_a_fact_is_missing_is_no_proof():
    assert proof(AllOf((ODD, Known("k.t", wanted=True))), AllOf((ODD,))) == ""
    assert proof(AllOf((ODD, NoneOf((seen("k.t", True),)))), AllOf((ODD, seen("k.t", False)))) == ""


def test_ranges_are_compared_at_their_ends_and_between_them():
    low, high = Test("k.n", Between(1.0, None)), Test("k.n", Between(2.0, None))
    assert proof(AllOf((ODD, AnyOf((low, high)))), AllOf((ODD, AnyOf((low,)))))
    assert proof(AllOf((ODD, low)), AllOf((ODD, high))) == ""
    assert proof(AllOf((ODD, low)), AllOf((ODD, Test("k.n", Between(1.0, None, low_included=False))))) == ""


def test_what_nobody_has_declared_is_not_compared():
    assert proof(AllOf((ODD, seen("x.undeclared", "a"))), AllOf((ODD,))) == ""
