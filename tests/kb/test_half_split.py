"""One look in the middle of a chain halves the suspects, and the questions find it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Intake, diagnose
from diagnose.questions import QuestionReason
from tests.kb.chain_files import KB, SUPPORT, compiled


def chain_base(parts: int, leak: float, frequency: int, hand_over: int = 60):
    """A chain of so many parts, with a test point behind and a fault in each; all are equally likely."""
    numbers = range(1, parts + 1)
    points = ", ".join(f"p{n}: {{test.p{n}: false}}" for n in numbers)
    attributes = "\n".join(
        f"  test.p{n}: {{type: yes/no, abnormal: [false], common: {{false: {leak}}}, "
        f"question: Signal behind {n}?, answered_by: [customer], takes: 3 min}}"
        for n in numbers
    )
    words = f"""\
vocabulary: chain
chains:
  way: {{parts: [{", ".join(f"p{n}" for n in numbers)}], points: {{{points}}}}}
attributes:
  main.works: {{type: yes/no, abnormal: [false], complaint: true, common: {{false: 0.001}}, answered_by: [customer]}}
{attributes}
"""
    faults = {
        f"p{n}.yaml": f"""\
playbook: broken.p{n}
title: Part {n} is broken
part: way.p{n}
frequency: {frequency}
shows: {{main.works: {{false: always}}}}
plan: [{{step: mend-p{n}, do: Mend part {n}., by: line-1, via: [phone], takes: 30 min, fixes: always}}]
"""
        for n in numbers
    }
    prices = KB.replace("{line-1: 60}", f"{{line-1: {hand_over}}}")
    return compiled({"kb.yaml": prices, "support.yaml": SUPPORT, "words.yaml": words} | faults)


def blame(kb, **seen):
    """How much each part is held responsible, by number."""
    symptoms = {"main.works": False} | {f"test.{point}": value for point, value in seen.items()}
    found = diagnose(Intake(symptoms=symptoms, channel="report"), kb).hypotheses
    return {int(each.fault.removeprefix("broken.p")): each.responsible for each in found}


def before_and_behind(found, point):
    return (
        math.fsum(share for part, share in found.items() if part <= point),
        math.fsum(share for part, share in found.items() if part > point),
    )


@given(
    st.integers(2, 9).flatmap(lambda parts: st.tuples(st.just(parts), st.integers(1, parts - 1))),
    st.sampled_from([0.005, 0.02, 0.05]),
    st.sampled_from([1, 5, 20]),
)
@settings(max_examples=40, deadline=None)
def test_a_sound_point_clears_the_parts_before_it_and_a_dead_one_those_behind_it(place, leak, frequency):
    parts, point = place
    kb = chain_base(parts, leak, frequency)
    nothing = blame(kb)
    sound = blame(kb, **{f"p{point}": True})
    dead = blame(kb, **{f"p{point}": False})
    assert before_and_behind(sound, point)[0] < before_and_behind(sound, point)[1]
    assert before_and_behind(dead, point)[0] > before_and_behind(dead, point)[1]
    for part in range(1, parts + 1):
        cleared, blamed = (sound, dead) if part <= point else (dead, sound)
        assert cleared.get(part, 0.0) < nothing[part] < blamed[part]


@pytest.mark.parametrize("broken", range(1, 9))
def test_three_looks_in_the_middle_find_one_of_eight_parts(broken):
    kb = chain_base(8, 0.005, 5)
    low, high, seen = 1, 8, {}
    while low < high:
        middle = (low + high) // 2
        seen[f"p{middle}"] = middle < broken
        low, high = (low, middle) if middle >= broken else (middle + 1, high)
    assert len(seen) == 3
    found = blame(kb, **seen)
    assert max(found, key=found.__getitem__) == broken
    assert found[broken] > 0.75


@pytest.mark.parametrize("parts", range(3, 10))
def test_the_question_that_saves_most_is_the_one_in_the_middle(parts):
    kb = chain_base(parts, 0.005, 5, hand_over=150)
    first = diagnose(Intake(symptoms={"main.works": False}, channel="phone"), kb).questions[0]
    assert first.reason is QuestionReason.WORTH_IT
    assert abs(int(first.attribute.removeprefix("test.p")) - parts / 2) <= 1
