"""The solver against every case of small knowledge bases, tried one by one by the engine itself."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.kb.logic import NotAnalysed, Satisfied
from diagnose.kb.observe import observe
from diagnose.rules.engine import infer
from tests.logic.small_worlds import World

WORLDS = int(os.environ.get("DIAGNOSE_WORLDS", "10000"))
"""So many knowledge bases are made; DIAGNOSE_WORLDS=1000000 makes more of them."""


def matches(world, condition, intake):
    memory = observe(Intake.from_data(intake), world.knowledge_base())
    return infer(world.rules([condition]), memory).matched == ("p.0",)


def with_one_thing_less(intake):
    """The intake without one of its fields, one of its facts, or one kind of equipment."""
    for name, value in intake.items():
        rest = {other: kept for other, kept in intake.items() if other != name}
        if not isinstance(value, dict | list) or len(value) == 1:
            yield rest
            continue
        for part in value:
            less = [each for each in value if each != part]
            yield rest | {name: {each: value[each] for each in less} if isinstance(value, dict) else less}


def checked(seed, *, thorough):
    """Checks one knowledge base; what came of the verdicts."""
    random = Random(seed)
    world = World(random)
    conditions = [world.condition(world.names, 2) for _ in range(3)]
    truths, _ = world.truths(conditions)
    logic = world.logic()
    verdicts = []
    for condition, holds in zip(conditions, truths, strict=True):
        answer = logic.solve(condition)
        verdicts.append(type(answer).__name__)
        if isinstance(answer, NotAnalysed):
            assert "applies" in condition.written
            continue
        assert isinstance(answer, Satisfied) == bool(holds), (seed, condition.written)
        if holds and thorough:
            memory = observe(answer.witness.to_intake(), world.knowledge_base())
            assert infer(world.rules([condition]), memory).matched == ("p.0",), (
                seed,
                condition.written,
                answer.witness.yaml,
            )
            assert all(not matches(world, condition, less) for less in with_one_thing_less(dict(answer.witness.intake)))
    for one, there in zip(conditions, truths, strict=True):
        for other, here in zip(conditions, truths, strict=True):
            implied = logic.implies(one, other)
            assert isinstance(implied, NotAnalysed) or implied == (not there & ~here), (
                seed,
                one.written,
                other.written,
            )
    return verdicts


@pytest.mark.parametrize("part", range(10))
def test_every_verdict_is_that_of_trying_all_cases_one_by_one(part):
    verdicts = [
        verdict
        for seed in range(part * WORLDS // 10, (part + 1) * WORLDS // 10)
        for verdict in checked(seed, thorough=seed % 10 == 0)
    ]
    assert verdicts.count("NotAnalysed") < len(verdicts) / 50
    assert verdicts.count("Unsatisfiable") > len(verdicts) / 50


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=WORLDS))
def test_every_witness_is_a_case_that_the_engine_finds_to_hold(seed):
    checked(seed, thorough=True)
