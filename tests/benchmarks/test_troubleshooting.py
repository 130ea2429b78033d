"""The simulator behind ``python -m benchmarks troubleshooting``: what it draws, pays, reports and reckons."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.troubleshooting.account import Result
from benchmarks.troubleshooting.command import main
from benchmarks.troubleshooting.domain import Domain, kinds_of, places_of
from benchmarks.troubleshooting.drawer import Drawer, Mix
from benchmarks.troubleshooting.drawing import active_causes
from benchmarks.troubleshooting.exact import COMPLAINT, SmallModel, answered
from benchmarks.troubleshooting.forcing import Draft
from benchmarks.troubleshooting.generated import SHAPES, SMALL, generate
from benchmarks.troubleshooting.moves import Ask, Close, HandOn, Take
from benchmarks.troubleshooting.players import POLICIES
from benchmarks.troubleshooting.playing import World, clairvoyant, play
from benchmarks.troubleshooting.plot import Bar, Panel, svg
from benchmarks.troubleshooting.report import paired, rows_of, table
from benchmarks.troubleshooting.running import Played, Source, play_all
from benchmarks.troubleshooting.world import Truth
from diagnose import load
from diagnose.facts import Fact, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.kb.observe import observe
from tests.small import SUPPORT, base, circumstance, complaint, fault, seen, sign, step


@pytest.fixture(scope="module")
def shipped():
    return load("playbooks")


@pytest.fixture(scope="module")
def dead_lamp():
    """Two faults with one complaint; a lamp shows the second; a minute costs 2/3, a step of 6 minutes 4."""
    return base(
        [complaint("pc.dead"), sign("pc.lamp")],
        [
            fault("pc.cable", 0.06, {"pc.dead": {True: 0.98}}, steps=[step("push", 0.8)]),
            fault("pc.board", 0.02, {"pc.dead": {True: 0.98}, "pc.lamp": {True: 0.8}}, steps=[step("swap", 0.98)]),
        ],
        common={"pc.dead": {True: 0.02}, "pc.lamp": {True: 0.02}},
    )


def truth_of(faults, causes, mends=(), states=None, **more):
    """A case as it might have been drawn."""
    told = more.pop("told", ("pc.dead",))
    return Truth(
        number=0,
        kind=None,
        place=None,
        faults=tuple(faults),
        states={**dict.fromkeys(causes, True), **(states or {})},
        causes={name: frozenset(by) for name, by in causes.items()},
        mends=frozenset(mends),
        barred=frozenset(more.pop("barred", ())),
        forgotten=frozenset(more.pop("forgotten", ())),
        told=told,
    )


class Scripted:
    """A policy that does what it was told, and keeps what it hears."""

    def __init__(self, *moves):
        self.moves = list(moves)
        self.heard = []

    def next(self):
        return self.moves.pop(0)

    def answer(self, attribute, value):
        self.heard.append((attribute, value))

    def report(self, step, outcome, seen):
        self.heard.append((step, outcome, seen))


# ---- what is drawn


def test_a_case_is_the_same_whenever_it_is_drawn(shipped):
    first, second = Drawer(shipped, Mix(), seed=7), Drawer(shipped, Mix(), seed=7)
    drawn = [second.truth(number) for number in (5, 4, 3)]
    assert [first.truth(number) for number in (3, 4, 5)] == drawn[::-1]


def test_another_seed_draws_other_cases(shipped):
    numbers = range(5)
    drawn = [[Drawer(shipped, Mix(), seed).truth(number) for number in numbers] for seed in (1, 2)]
    assert drawn[0] != drawn[1]


def test_the_gates_of_present_faults_hold_and_their_complaints_are_told(shipped):
    drawer = Drawer(shipped, Mix(unknown=0.0), seed=3)
    for truth in filter(None, map(drawer.truth, range(60))):
        facts = [
            Fact(name, state)
            for name, state in truth.states.items()
            if name not in shipped.rules.setters or shipped.vocabulary.attributes[name].answered_by
        ]
        given = drawer.domain(truth.kind, truth.place).given
        reading = Reading.of(shipped, WorkingMemory.of([*given, *facts], truth.intake().reported_at))
        assert truth.faults
        assert all(reading.holds(shipped.playbooks[name].condition) for name in truth.faults)
        assert all(truth.causes[name] and truth.causes[name] <= set(truth.faults) for name in truth.told)


def test_every_drawn_intake_is_understood(shipped):
    drawer = Drawer(shipped, Mix(told=2), seed=4)
    for truth in filter(None, map(drawer.truth, range(40))):
        memory = observe(truth.intake(), shipped)
        assert {name: memory.values[name] for name in truth.told} == {name: truth.states[name] for name in truth.told}


def test_every_shipped_fault_can_be_drawn(shipped):
    """Forcing the gate of each fault succeeds somewhere, by one of a few attempts."""
    domains = [Domain(shipped, kind, place) for kind in kinds_of(shipped) for place in places_of(shipped)[:2]]
    missing = []
    for name in sorted(shipped.playbooks):
        condition = shipped.playbooks[name].condition
        at = [each for each in domains if name in each.playbooks]
        if not any(Draft(domain, Random(seed)).force(condition) for domain in at for seed in range(12)):
            missing.append(name)
    assert missing == []


def test_shares_of_unknown_and_several_faults_are_as_asked():
    drawer = Drawer(generate(SHAPES[0], 1), Mix(unknown=0.3, several=0.5), seed=1)
    counts = Counter(len(truth.faults) for truth in filter(None, map(drawer.truth, range(300))))
    assert 0.24 < counts[0] / 300 < 0.36
    assert 0.27 < (counts[2] + counts[3]) / 300 < 0.43


def test_nobody_is_asked_twice_for_what_he_forgot(dead_lamp):
    drawer = Drawer(dead_lamp, Mix(dont_know=1.0, unknown=0.0), seed=1)
    truth = drawer.truth(0)
    assert truth.forgotten == {"pc.lamp"}
    world = World(dead_lamp, truth)
    assert world.answer("pc.lamp") == {"unknown": "customer"}


def test_active_causes_follow_noisy_or():
    """Of a sign seen, P(a alone or with b) = s_a / (1 - x): 0.5 / (1 - 0.5 * 0.8 * 0.9) for a."""
    random = Random(1)
    drawn = [active_causes({"a": 0.5, "b": 0.2}, 0.1, random) for _ in range(20_000)]
    seen_at_all = 1.0 - 0.5 * 0.8 * 0.9
    share = sum("a" in each for each in drawn) / len(drawn)
    assert math.isclose(share, 0.5 / seen_at_all, abs_tol=0.012)
    assert math.isclose(sum(not each for each in drawn) / len(drawn), 0.5 * 0.8 * 0.1 / seen_at_all, abs_tol=0.006)


def test_a_gate_of_a_drawn_fault_is_satisfied_through_a_conclusion(shipped):
    """payments.acquirer-down reads pay.outage, which rests on conclusions that rest on conclusions."""
    domain = Domain(shipped, "ingenico-rx7000", "msk/shop-12")
    forced = [
        draft.fixed
        for seed in range(30)
        if (draft := Draft(domain, Random(seed))).force(shipped.playbooks["payments.acquirer-down"].condition)
    ]
    assert forced
    assert all(each["pay.cards_affected"] == "every-card" for each in forced)


# ---- what is paid


def test_the_account_of_a_case_by_hand(dead_lamp):
    truth = truth_of(["pc.cable"], {"pc.dead": ["pc.cable"]}, mends=[("pc.cable", "push")], states={"pc.lamp": False})
    policy = Scripted(Ask("pc.lamp"), Take("swap"), Take("push"))
    result = play(World(dead_lamp, truth), policy)
    assert policy.heard == [("pc.lamp", False), ("swap", "failed", {}), ("push", "fixed", {"pc.dead": False})]
    assert result.ending == "solved"
    assert (result.questions, result.steps) == (1, 2)
    assert math.isclose(result.cost, 36 / 3600 * 40 + 4.0 + 4.0)
    assert math.isclose(result.wrong_repairs, 4.0)


def test_a_step_that_would_not_have_worked_makes_the_escalation_right(dead_lamp):
    causes = {"pc.dead": ["pc.cable"]}
    could, could_not = truth_of(["pc.cable"], causes, mends=[("pc.cable", "push")]), truth_of(["pc.cable"], causes)
    assert play(World(dead_lamp, could), Scripted(HandOn())).ending == "escalated wrongly"
    assert play(World(dead_lamp, could_not), Scripted(HandOn())).ending == "escalated rightly"
    assert play(World(dead_lamp, could), Scripted(HandOn())).cost == 60.0


def test_what_chance_causes_cannot_be_mended(dead_lamp):
    truth = truth_of([], {"pc.dead": []})
    result = play(World(dead_lamp, truth), Scripted(Take("push"), Take("swap"), HandOn()))
    assert (result.ending, result.wrong_repairs) == ("escalated rightly", 8.0)
    assert clairvoyant(World(dead_lamp, truth)).cost == 60.0


def test_both_causes_of_a_complaint_must_be_mended(dead_lamp):
    mends = [("pc.cable", "push"), ("pc.board", "swap")]
    truth = truth_of(["pc.board", "pc.cable"], {"pc.dead": ["pc.board", "pc.cable"]}, mends=mends)
    policy = Scripted(Take("push"), Take("swap"))
    assert play(World(dead_lamp, truth), policy).ending == "solved"
    assert [heard[1] for heard in policy.heard] == ["failed", "fixed"]
    assert clairvoyant(World(dead_lamp, truth)).cost == 8.0


def test_closing_a_case_whose_complaint_stands_costs_an_escalation(dead_lamp):
    truth = truth_of(["pc.cable"], {"pc.dead": ["pc.cable"]})
    result = play(World(dead_lamp, truth), Scripted(Close()))
    assert (result.ending, result.cost) == ("closed in error", 60.0)


def test_a_barred_step_is_not_possible_and_costs_nothing(dead_lamp):
    truth = truth_of(["pc.cable"], {"pc.dead": ["pc.cable"]}, mends=[("pc.cable", "push")], barred=["push"])
    policy = Scripted(Take("push"), HandOn())
    assert play(World(dead_lamp, truth), policy).cost == 60.0
    assert policy.heard == [("push", "not-possible", {})]


def test_a_visit_is_paid_once():
    kb = base(
        [complaint("pc.dead")],
        [
            fault(
                "pc.cable",
                shows={"pc.dead": {True: 0.98}},
                steps=[step("look", via=("visit",)), step("swap", via=("visit",))],
            )
        ],
        visit=55.0,
    )
    truth = truth_of(["pc.cable"], {"pc.dead": ["pc.cable"]}, mends=[("pc.cable", "swap")])
    assert play(World(kb, truth), Scripted(Take("look"), Take("swap"))).cost == 55.0 + 4.0 + 4.0


def test_what_else_is_wrong_comes_out_when_the_told_complaint_is_gone():
    kb = base(
        [complaint("pc.dead"), complaint("pc.noise")],
        [
            fault("pc.cable", shows={"pc.dead": {True: 0.98}}, steps=[step("push")]),
            fault("pc.fan", shows={"pc.noise": {True: 0.98}}, steps=[step("clean")]),
        ],
    )
    mends = [("pc.cable", "push"), ("pc.fan", "clean")]
    truth = truth_of(["pc.cable", "pc.fan"], {"pc.dead": ["pc.cable"], "pc.noise": ["pc.fan"]}, mends=mends)
    policy = Scripted(Take("push"), Take("clean"))
    assert play(World(kb, truth), policy).ending == "solved"
    assert policy.heard[0] == ("push", "partly", {"pc.dead": False, "pc.noise": True})
    for name, make in POLICIES.items():
        played = play(World(kb, truth), make(truth.intake(), kb, 0))
        assert (name, played.ending) == (name, "solved")


# ---- policies at play


def test_nobody_beats_the_one_who_knows_everything():
    source = Source("drawn", Mix(), seed=2, shape=SHAPES[0])
    for results in play_all(source, cases=4, slow=1, jobs=1):
        bound = results["all known"].cost
        assert all(each.cost >= bound - 1e-9 for each in results.values())
        assert set(results) >= {"consultation", "everything first", "author's order", "priors only", "random order"}


def test_the_shipped_knowledge_base_is_played_to_an_end(shipped):
    drawer = Drawer(shipped, Mix(), seed=5)
    for truth in filter(None, map(drawer.truth, range(12))):
        result = play(World(shipped, truth), POLICIES["consultation"](truth.intake(), shipped, 0))
        assert "did not end" not in result.trail


# ---- small models


def test_one_fault_one_step_by_hand():
    """P(fault | complaint) = 0.98 * odds / (0.98 * odds + leak * (1 + 0.02 * odds)), odds of 0.06; E = 60."""
    kb = base(
        [complaint(COMPLAINT)],
        [fault("pc.cable", 0.06, {COMPLAINT: {True: 0.98}}, steps=[step("push", 0.8)])],
        common={COMPLAINT: {True: 0.02}},
    )
    model = SmallModel(kb)
    odds = 0.06 / 0.94
    idle = 1.0 + 0.02 * odds
    whole = 0.98 * odds + 0.02 * idle
    left = 0.98 * odds * 0.2 + 0.02 * idle
    assert math.isclose(model.weight(((), frozenset())), whole)
    assert math.isclose(model.weight(((), frozenset(["push"]))), left, rel_tol=1e-12)
    assert math.isclose(model.optimum(), min(60.0, 4.0 + left / whole * 60.0))


def test_weights_of_the_answers_to_a_question_add_up():
    model = SmallModel(generate(SMALL[2], 3))
    state = ((), frozenset(list(model.steps)[:1]))
    for name in model.questions:
        parts = [model.weight(answered(state, name, value)) for value in (False, True)]
        assert math.isclose(math.fsum(parts), model.weight(state), rel_tol=1e-12)


@settings(max_examples=3, deadline=None)
@given(shape=st.sampled_from(SMALL), seed=st.integers(0, 10_000))
def test_no_policy_that_keeps_behind_gates_costs_less_than_the_optimum(shape, seed):
    model = SmallModel(generate(shape, seed))
    best = model.optimum()
    assert best <= model.hand_over
    for name in ("consultation", "everything first", "author's order"):
        make = POLICIES[name]
        assert model.cost_of(lambda intake, kb, make=make: make(intake, kb, 0)) >= best - 1e-9


def test_the_exact_cost_of_a_policy_is_what_playing_it_costs_on_average(dead_lamp):
    """Tens of thousands of drawn worlds of a small model, mended and played, against the tree."""
    kb = generate(SMALL[0], 0)
    model = SmallModel(kb)
    first = min(model.steps, key=lambda name: model.steps[name][0])
    exact = model.cost_of(lambda _intake, _kb: Scripted2(first))
    random = Random(3)
    worlds, weights = model.worlds, [world.weight for world in model.worlds]
    total = count = 0.0
    for world in random.choices(worlds, weights, k=60_000):
        active = [number for number in world.faults if random.random() < model.strengths[number]]
        if active or random.random() < model.leak:
            price, fixes = model.steps[first]
            left = [number for number in active if random.random() >= fixes.get(number, 0.0)]
            total += price + (model.hand_over if left or not active else 0.0)
            count += 1
    assert math.isclose(total / count, exact, rel_tol=0.02)


class Scripted2:
    """Takes one step, then hands over."""

    def __init__(self, first):
        self.first = first
        self.done = False

    def next(self):
        return HandOn() if self.done else Take(self.first)

    def answer(self, attribute, value):
        raise AssertionError("nothing was asked")

    def report(self, step, outcome, seen):
        self.done = True


def test_a_step_behind_a_gate_may_not_be_taken_before_it_is_answered():
    kb = base(
        [complaint(COMPLAINT), circumstance("fact.f0")],
        [fault("pc.cable", when=seen("fact.f0", True), shows={COMPLAINT: {True: 0.98}}, steps=[step("push")])],
        support=SUPPORT,
    )
    model = SmallModel(kb)
    nothing = ((), frozenset())
    assert not model.may("push", nothing)
    assert model.may("push", answered(nothing, "fact.f0", True))
    assert not model.may("push", answered(nothing, "fact.f0", False))


# ---- the report


def results_of(policy, costs):
    return Played(policy, {n: Result(n, cost, 1, 1, True, 0.0, "solved") for n, cost in enumerate(costs)})


def test_a_policy_is_compared_on_the_cases_it_played():
    ours, theirs = results_of("consultation", [10.0, 20.0, 30.0]), results_of("look-ahead", [12.0, 18.0])
    rows = {row.policy: row for row in rows_of([ours, theirs, results_of("all known", [5.0, 5.0, 5.0])])}
    assert (rows["look-ahead"].ratio, rows["look-ahead"].above) == (1.0, 10.0)
    assert (rows["all known"].cost, rows["all known"].ratio) == (5.0, 0.25)
    assert [line.split()[0] for line in table("title", list(rows.values()))][:2] == ["title", "policy"]


def test_the_ratio_of_equal_costs_has_no_error():
    assert paired([10.0, 20.0], [10.0, 20.0]) == (1.0, 0.0)
    assert paired([20.0, 40.0], [10.0, 20.0]) == (2.0, 0.0)


def test_the_plot_is_well_formed_and_names_every_bar():
    panel = Panel("cost & more", (Bar("author's order", 12.5, 0.5, "other"), Bar("consultation", 10.0, 0.5, "ours")))
    texts = [each.text for each in ET.fromstring(svg("Title <1>", [panel])).iter() if each.text]
    assert {"Title <1>", "cost & more", "author's order", "consultation", "12.50"} <= set(texts)


def test_a_folder_is_played_from_the_command_line(tmp_path, capsys):
    plot = tmp_path / "plot.svg"
    main(["--kb", "playbooks", "--cases", "6", "--brute", "2", "--jobs", "1", "--plot", str(plot)])
    printed = capsys.readouterr().out
    assert "playbooks, first line, phone" in printed
    assert all(name in printed for name in (*POLICIES, "all known"))
    assert plot.read_text(encoding="utf-8").startswith("<svg ")
