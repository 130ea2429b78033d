"""What was done as evidence, beside going through everything that can happen."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.hypotheses import Cure, Reading, Treatment, weigh
from diagnose.hypotheses.treatment import ADVICE_SETTLES, BY_ITSELF
from tests.small import base, complaint, fault, memory, seen, sign, step

LEAK = 0.02
PRIORS = st.sampled_from([0.01, 0.05, 0.2, 0.4])
STRENGTHS = st.sampled_from([0.0, 0.2, 0.5, 0.8, 0.95])
FIXES = st.sampled_from([0.0, 0.3, 0.8, 1.0])


def posterior(kb, values, treatment):
    """P(S | what was seen and done) by set of fault ids."""
    scales = weigh(Reading.of(kb, memory(values)), treatment)
    ids = [each.id for each in scales.candidates.all]
    return {
        tuple(ids[number] for number in members): chance
        for members, chance in zip(scales.weights.sets, scales.weights.chances, strict=True)
    }


def odds(prior):
    return prior / (1.0 - prior)


def by_going_through(priors, strengths, chances):
    """The same by enumerating which faults are there; ``chances(members)`` is the chance of all that was observed."""
    shown = [number for number, strength in enumerate(strengths) if strength > 0.01]
    sets = [members for size in range(3) for members in combinations(shown, size)]
    weights = {members: math.prod(odds(priors[number]) for number in members) * chances(members) for members in sets}
    total = sum(weights.values())
    return {tuple(f"f.{number}" for number in members): weight / total for members, weight in weights.items()}


def outcomes(members, strengths, mends):
    """Every way in which causes may be active and mended: its chance, and who is active before and after."""
    for active in product([False, True], repeat=len(members)):
        for mended in product([False, True], repeat=len(members)):
            chance = math.prod(
                (strengths[number] if on else 1 - strengths[number]) * (mends[number] if off else 1 - mends[number])
                for number, on, off in zip(members, active, mended, strict=True)
            )
            yield chance, any(active), any(on and not off for on, off in zip(active, mended, strict=True))


def faults_of(priors, strengths, mends, attribute="c.main"):
    return [
        fault(f"f.{number}", prior, {attribute: {True: strength}}, steps=[step("fix", mend)] if mend else [])
        for number, (prior, strength, mend) in enumerate(zip(priors, strengths, mends, strict=True))
    ]


@given(st.lists(st.tuples(PRIORS, STRENGTHS, FIXES), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_failed_step_lowers_its_faults_by_exactly_what_it_should(rows):
    priors, strengths, mends = zip(*rows, strict=True)
    kb = base([complaint("c.main")], faults_of(priors, strengths, mends), common={"c.main": {True: LEAK}})

    def persists(members):
        return sum(chance * (1.0 if after else LEAK) for chance, _, after in outcomes(members, strengths, mends))

    found = posterior(kb, {"c.main": True}, Treatment(frozenset({"fix"})))
    assert found == pytest.approx(by_going_through(priors, strengths, persists), abs=1e-9)


@given(st.lists(st.tuples(PRIORS, STRENGTHS, STRENGTHS, FIXES), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_failed_step_weakens_a_fault_once_however_many_complaints_it_shows(rows):
    faults = [
        fault(f"f.{number}", prior, {"c.one": {True: one}, "c.two": {True: two}}, steps=[step("fix", mend)])
        for number, (prior, one, two, mend) in enumerate(rows)
    ]
    common = {"c.one": {True: LEAK}, "c.two": {True: 0.05}}
    kb = base([complaint("c.one"), complaint("c.two")], faults, common=common)
    strong = [[each if each > 0.01 else 0.0 for each in row[1:3]] for row in rows]

    def persist(members):
        total = 0.0
        for gone in product([False, True], repeat=len(members)):
            chance = math.prod(
                rows[each][3] if off else 1 - rows[each][3] for each, off in zip(members, gone, strict=True)
            )
            there = [each for each, off in zip(members, gone, strict=True) if not off]
            shown = [
                1 - (1 - leak) * math.prod(1 - strong[each][place] for each in there)
                for place, leak in enumerate((LEAK, 0.05))
            ]
            total += chance * math.prod(shown)
        return total

    shown = [0.5 if max(each) > 0.0 else 0.0 for each in strong]
    found = posterior(kb, {"c.one": True, "c.two": True}, Treatment(frozenset({"fix"})))
    assert found == pytest.approx(by_going_through([row[0] for row in rows], shown, persist), abs=1e-9)


@given(st.lists(st.tuples(PRIORS, STRENGTHS, FIXES), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_cured_complaint_speaks_for_what_the_step_treats(rows):
    priors, strengths, mends = zip(*rows, strict=True)
    playbooks = faults_of(priors, strengths, mends)
    kb = base([complaint("c.main"), complaint("c.other")], playbooks, common={"c.main": {True: LEAK}})
    treatment = Treatment(cures=(Cure("c.main", True, "fix"),))

    def cured(members):
        """The part of a complaint that goes away by itself is a thousandth of a case; the code allows for it alike."""
        ways = list(outcomes(members, strengths, mends))
        mended = sum(chance for chance, before, after in ways if before and not after)
        silent = sum(chance for chance, before, _ in ways if not before)
        return mended + BY_ITSELF * silent

    treated = [number for number in range(len(rows)) if mends[number] and strengths[number] > 0.01]
    found = posterior(kb, {"c.main": False, "c.other": True}, treatment)
    if len(treated) == 1:  # it was there for certain, so it is in every set and no suspect any more
        assert found == {(): 1.0}
        return
    kept = [strengths[number] if number in treated else 0.0 for number in range(len(rows))]
    assert found == pytest.approx(by_going_through(priors, kept, cured), abs=1e-9)


@given(st.lists(st.tuples(PRIORS, STRENGTHS), min_size=1, max_size=3), STRENGTHS, STRENGTHS)
@settings(max_examples=60, deadline=None)
def test_a_fault_mended_for_certain_is_in_every_set(rows, main, lamp):
    """The others are weighed as if it were there; what was seen before the cure may be its doing."""
    shown = [{"c.other": {True: 0.9}, "s.lamp": {True: strength}} for _, strength in rows]
    others = [fault(f"f.{number}", prior, shown[number]) for number, (prior, _) in enumerate(rows)]
    mended = fault(
        "a.mended", 0.05, {"c.main": {True: max(0.2, main)}, "s.lamp": {True: lamp}}, steps=[step("fix", 0.9)]
    )
    kb = base([complaint("c.main"), complaint("c.other"), sign("s.lamp")], [mended, *others])
    treatment = Treatment(cures=(Cure("c.main", True, "fix"),))
    found = posterior(kb, {"c.main": False, "c.other": True, "s.lamp": True}, treatment)

    def chances(members):
        dark = [1.0 - rows[number][1] if rows[number][1] > 0.01 else 1.0 for number in members]
        own = 1.0 - lamp if lamp > 0.01 else 1.0
        lit = 1.0 - 0.98 * own * math.prod(dark)
        return lit * (1.0 - 0.98 * 0.1 ** len(members))

    assert found == pytest.approx(by_going_through([prior for prior, _ in rows], [1.0] * len(rows), chances), abs=1e-9)


def test_a_mended_fault_goes_on_explaining_what_was_seen_before_but_not_what_persists():
    mended = fault("a.mended", 0.05, {"c.one": {True: 0.9}, "s.lamp": {True: 0.9}}, steps=[step("mend-a")])
    other = fault("b.other", 0.05, {"c.two": {True: 0.9}, "s.lamp": {True: 0.5}}, steps=[step("mend-b")])
    kb = base([complaint("c.one"), complaint("c.two"), sign("s.lamp")], [mended, other])
    values = {"c.one": False, "c.two": True, "s.lamp": True}
    after = weigh(Reading.of(kb, memory(values)), Treatment(cures=(Cure("c.one", True, "mend-a"),)))
    ids = [each.id for each in after.candidates.all]
    assert (ids, [each.id for each in after.candidates.mended]) == (["b.other"], ["a.mended"])
    alone = weigh(Reading.of(kb, memory({"c.two": True})))
    believed = dict(zip([each.id for each in alone.candidates.all], alone.found.responsible, strict=True))
    assert after.found.responsible[0] == pytest.approx(believed["b.other"], abs=0.05)


def test_a_mended_fault_takes_part_although_its_condition_holds_no_more():
    gated = fault("a.gated", 0.05, {"c.one": {True: 0.9}}, when=seen("c.one", True), steps=[step("mend-a")])
    kb = base([complaint("c.one"), complaint("c.two")], [gated])
    found = weigh(
        Reading.of(kb, memory({"c.one": False, "c.two": True})), Treatment(cures=(Cure("c.one", True, "mend-a"),))
    )
    assert [each.id for each in found.candidates.mended] == ["a.gated"]
    assert found.candidates.refuted == ()


@pytest.mark.parametrize("twin", [False, True])
def test_a_sign_looked_at_after_a_cure_is_not_expected_of_the_mended_fault(twin):
    shows = {"c.one": {True: 0.9}, "s.lamp": {True: 0.95}}
    mended = [fault("a.mended", 0.05, shows, steps=[step("mend-a", 0.9)])]
    mended += [fault("a.twin", 0.05, shows, steps=[step("mend-a", 0.9)])] if twin else []
    rival = fault("b.rival", 0.05, {"c.two": {True: 0.9}, "s.lamp": {True: 0.5}})
    kb = base([complaint("c.one"), complaint("c.two"), sign("s.lamp")], [*mended, rival])
    cures = (Cure("c.one", True, "mend-a"),)

    def belief(values, **more):
        found = posterior(kb, values, Treatment(cures=cures, **more))
        return sum(chance for members, chance in found.items() if "b.rival" in members)

    dark = {"c.one": False, "c.two": True, "s.lamp": False}
    lit = {"c.one": False, "c.two": True, "s.lamp": True}
    after = {"seen_after": {"s.lamp": frozenset({"mend-a"})}}
    alone = base([complaint("c.one"), complaint("c.two"), sign("s.lamp")], [rival])
    for values in (dark, lit):
        expected = posterior(alone, {"c.two": True, "s.lamp": values["s.lamp"]}, Treatment())
        assert belief(values, **after) == pytest.approx(expected[("b.rival",)], abs=0.01)  # sets of three are left out
    assert belief(lit, **after) > belief(lit)


def test_a_sign_looked_at_after_a_failed_step_counts_in_full():
    suspect = fault("a.suspect", 0.05, {"c.one": {True: 0.9}, "s.lamp": {True: 0.95}}, steps=[step("try", 0.9)])
    kb = base([complaint("c.one"), sign("s.lamp")], [suspect])
    values = {"c.one": True, "s.lamp": True}
    failed = Treatment(frozenset({"try"}))
    later = Treatment(frozenset({"try"}), seen_after={"s.lamp": frozenset({"try"})})
    assert posterior(kb, values, later) == pytest.approx(posterior(kb, values, failed))


def test_an_advice_that_did_not_settle_it_weakens_its_playbook():
    advice = fault("a.normal", 0.2, {"c.one": {True: 0.9}}, outcome="no-fault")
    rival = fault("b.rival", 0.02, {"c.one": {True: 0.9}})
    kb = base([complaint("c.one")], [advice, rival])
    before = posterior(kb, {"c.one": True}, Treatment())
    after = posterior(kb, {"c.one": True}, Treatment(frozenset({"a.normal"})))
    assert before[("a.normal",)] > before[("b.rival",)]
    assert after[("a.normal",)] < after[("b.rival",)]
    left = 0.9 * (1 - ADVICE_SETTLES)
    assert after[("a.normal",)] / after[()] == pytest.approx(odds(0.2) * (1 - (1 - LEAK) * (1 - left)) / LEAK)
