"""What is foreseen, beside working everything out."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.decision import Standing
from diagnose.decision.course import consider
from diagnose.decision.looking import look
from diagnose.hypotheses import Reading
from diagnose.hypotheses.misfit import chances_of
from diagnose.planning import Offer, Prices, plan_of
from diagnose.planning.reckoning import Reckoner
from diagnose.questions import branches
from tests.small import base, complaint, fault, memory, sign, step

CUSTOMER = Standing(askable=frozenset({"customer"}))
STRENGTHS = st.sampled_from([0.0, 0.2, 0.5, 0.8, 0.95])
ROWS = st.lists(
    st.tuples(
        st.sampled_from([0.01, 0.05, 0.2]),
        st.sampled_from([0.2, 0.5, 0.9]),
        STRENGTHS,
        STRENGTHS,
        st.sampled_from([0.3, 0.8, 0.95]),
        st.sampled_from([3.0, 15.0, 60.0]),
    ),
    min_size=1,
    max_size=4,
)


def knowledge(rows, size=2):
    faults = [
        fault(
            f"f.{number}",
            prior,
            {"c.main": {True: main}, "s.one": {True: one}, "s.two": {"red": two}},
            steps=[step(f"mend-{number}", fixes, minutes=minutes)],
        )
        for number, (prior, main, one, two, fixes, minutes) in enumerate(rows)
    ]
    signs = [complaint("c.main"), sign("s.one"), sign("s.two", ("green", "red", "off"), ("red", "off"))]
    return base(signs, faults, set_size=size)


def looked_at(kb, values):
    return look(consider(Reading.of(kb, memory(values)), CUSTOMER))


@pytest.fixture
def everything(monkeypatch):
    """All sets are looked at, so that nothing but the formulas can differ."""
    monkeypatch.setattr(branches, "COVERED", 2.0)


def test_the_cost_after_a_question_is_the_mean_over_its_answers(everything):
    """Of a yes/no sign; the chances of several abnormal values of one sign sum to 1 only nearly, and are scaled."""

    @given(ROWS)
    @settings(max_examples=60, deadline=None)
    def check(rows):
        kb = knowledge(rows)
        now = looked_at(kb, {"c.main": True})
        attribute = kb.vocabulary.attributes["s.one"]
        expected = []
        for answer in (True, False):
            chance = math.fsum(
                branch.weight
                * chances_of(now.case.reading, attribute, [belief.model for belief in members(now, branch)]).get(
                    True if answer else None
                )
                for branch in now.foresight.belief.branches
            )
            expected.append(chance * looked_at(kb, {"c.main": True, "s.one": answer}).foresight.cost)
        assert now.foresight.prospect("s.one").after == pytest.approx(math.fsum(expected))

    check()


def members(looking, branch):
    return [looking.foresight.belief.faults[place] for place in branch.members]


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_an_answer_never_makes_the_case_dearer_on_average(rows):
    """With one fault at a time; of two the chances to end the case may sum above 1, and are scaled."""
    now = looked_at(knowledge(rows, size=1), {"c.main": True})
    for prospect in now.questions:
        assert prospect.after <= now.foresight.cost + 60.0 * 1e-4  # answers less likely than that are passed over
        assert prospect.whole == pytest.approx(prospect.cost + prospect.after)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 0.3), st.sampled_from([0.2, 0.5, 0.9]), st.floats(0.5, 40.0), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_what_is_reckoned_for_independent_steps_is_the_cost_of_the_best_plan(rows):
    offers = [
        Offer(step(f"s-{number}"), ((f"f.{number}", fixes),), cost) for number, (_, fixes, cost, _) in enumerate(rows)
    ]
    responsible = [chance for chance, *_ in rows]
    prices = Prices(60.0, 0.0)
    reckoner = Reckoner(offers, {f"f.{number}": number for number in range(len(rows))}, prices)
    plan = plan_of(offers, {f"f.{number}": chance for number, chance in enumerate(responsible)}, prices)
    assert reckoner.cost(responsible) == pytest.approx(plan.expected_cost, abs=1e-6)
    jobs = [(chance * fixes, cost) for chance, fixes, cost, _ in rows]
    total = max(1.0, sum(chance for chance, _ in jobs))
    best = min(spent_on([(chance / total, cost) for chance, cost in order], 60.0) for order in permutations(jobs))
    assert plan.expected_cost == pytest.approx(best, abs=1e-6)


def spent_on(order, hand_over):
    """The least expected cost over all places to stop."""
    best, spent, left = hand_over, 0.0, 1.0
    for chance, cost in order:
        spent += cost * left
        left -= chance
        best = min(best, spent + hand_over * left)
    return best


def test_the_belief_after_a_failed_step_is_that_of_the_case_with_the_step_failed(everything):
    rows = [(0.05, 0.9, 0.8, 0.2, 0.8, 15.0), (0.05, 0.9, 0.2, 0.8, 0.5, 15.0), (0.2, 0.5, 0.0, 0.0, 0.3, 3.0)]
    kb = knowledge(rows)
    now = looked_at(kb, {"c.main": True})
    later = now.foresight.after_failure("mend-0")
    treated = consider(Reading.of(kb, memory({"c.main": True})), failed("mend-0"))
    then = look(treated)
    assert later.cost == pytest.approx(then.foresight.cost, rel=0.03)
    assert dict(zip("012", later.responsible, strict=True)) == pytest.approx(
        dict(zip("012", then.foresight.responsible, strict=True)), abs=0.03
    )


def failed(name):
    from diagnose.hypotheses import Treatment

    return Standing(askable=frozenset({"customer"}), treatment=Treatment(frozenset({name})))
