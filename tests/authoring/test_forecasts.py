"""How good forecasts are, and what learning is worth: scores by hand, folds, and histories drawn from a known world."""

from __future__ import annotations

import math
import re
from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import load
from diagnose.authoring.calibration import Plan, Wanted, calibrate, lessons_of, patched_kb, source_of
from diagnose.authoring.calibration.calibrate import Calibration
from diagnose.authoring.calibration.forecast import Forecast, chances_in, forecast, score_of, step_loss
from diagnose.authoring.calibration.numbers import Frequency, Strength, Success
from diagnose.authoring.calibration.plot import reliability_svg
from diagnose.authoring.calibration.report import report_text
from diagnose.authoring.calibration.words import TEXTS
from diagnose.hypotheses import Reading, weigh
from tests.authoring.learning import closed, drawing, read, written
from tests.small import base, complaint, fault, memory


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(tmp_path_factory.mktemp("lamps"))


@pytest.fixture(scope="module")
def kb(folder):
    return load(folder)


# chances of causes


def test_one_fault_and_chance_divide_a_complaint_between_them():
    prior, strength, leak = 0.1, 0.8, 0.05
    small = base(
        [complaint("x.broken")],
        [fault("x.fault", prior, {"x.broken": {True: strength}})],
        common={"x.broken": {True: leak}},
    )
    found = chances_in(weigh(Reading.of(small, memory({"x.broken": True}))))
    nothing = (1 - prior) * leak
    alone = prior * leak * (1 - strength)
    assert found["x.fault"] == pytest.approx(prior * strength / (prior * strength + alone + nothing), abs=1e-8)
    assert found[None] == pytest.approx((alone + nothing) / (prior * strength + alone + nothing), abs=1e-8)


def test_without_a_complaint_nothing_is_the_cause():
    small = base([complaint("x.broken")], [fault("x.fault", 0.1, {"x.broken": {True: 0.5}}, when=None)])
    assert chances_in(weigh(Reading.of(small, memory({})))) == {None: 1.0}


@given(
    st.lists(st.tuples(st.floats(0.001, 0.5), st.floats(0.05, 0.99), st.floats(0.0, 0.99)), min_size=1, max_size=5),
    st.booleans(),
)
@settings(deadline=None)
def test_chances_sum_to_one(faults, both):
    playbooks = [
        fault(f"x.fault-{number}", prior, {"x.broken": {True: strength}, "x.dark": {True: other}})
        for number, (prior, strength, other) in enumerate(faults)
    ]
    small = base([complaint("x.broken"), complaint("x.dark")], playbooks)
    found = chances_in(weigh(Reading.of(small, memory({"x.broken": True, "x.dark": both}))))
    assert math.fsum(found.values()) == pytest.approx(1.0)
    assert min(found.values()) >= 0.0


# scores


def expected(chance, others, *, right):
    first = max(chance, *others)
    brier = (1 - chance) ** 2 + sum(each**2 for each in others)
    return Forecast(chance, brier, first, right, considered=True)


def test_scores_are_those_of_the_books():
    forecasts = [
        expected(0.95, [0.05], right=True),
        expected(0.92, [0.08], right=True),
        expected(0.05, [0.95], right=False),
        expected(0.6, [0.3, 0.1], right=True),
    ]
    score = score_of(forecasts)
    assert score.log_loss == pytest.approx(-(math.log(0.95) + math.log(0.92) + math.log(0.05) + math.log(0.6)) / 4)
    assert score.brier == pytest.approx((2 * 0.05**2 + 2 * 0.08**2 + 2 * 0.95**2 + 0.4**2 + 0.3**2 + 0.1**2) / 4)
    assert score.first_choice == 0.75
    assert [each.cases for each in score.bins] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 3]
    sure = (0.95 + 0.92 + 0.95) / 3
    assert score.calibration_error == pytest.approx((3 * abs(sure - 2 / 3) + abs(0.6 - 1.0)) / 4)


@given(st.lists(st.tuples(st.integers(0, 999), st.booleans()), min_size=1, max_size=50))
def test_the_calibration_error_is_that_of_a_naive_count(pairs):
    score = score_of([Forecast(0.5, 0.5, (each + 0.5) / 1000, right, considered=True) for each, right in pairs])
    error = 0.0
    for tenth in range(10):
        inside = [((each + 0.5) / 1000, right) for each, right in pairs if each // 100 == tenth]
        error += abs(sum(chance for chance, _ in inside) - sum(right for _, right in inside)) / len(pairs)
    assert score.calibration_error == pytest.approx(error, abs=1e-9)


def test_certainty_belongs_to_the_last_bin():
    assert score_of([Forecast(1.0, 0.0, 1.0, True, considered=True)]).bins[9].cases == 1


def test_a_cause_that_is_no_candidate_costs_a_bounded_price(kb):
    heater = closed("lamp.bulb", "heater")
    found = forecast(read(kb, heater)[0], kb)
    assert (found.considered, found.right, found.chance) == (False, False, 1e-4)


def test_the_loss_of_steps_is_the_mean_surprise():
    assert step_loss([(0.8, True), (0.8, False)]) == pytest.approx(-(math.log(0.8) + math.log(0.2)) / 2)
    assert step_loss([]) == 0.0


# a whole calibration


CASES = [
    (closed("lamp.bulb", seen={"lamp.light": "none", "lamp.smell": True}, fixed_by="change-bulb"), 30),
    (closed("lamp.bulb", seen={"lamp.light": "none", "lamp.smell": False}, fixed_by="change-bulb"), 8),
    (closed("lamp.plug", seen={"lamp.light": "none", "lamp.warm": False}, tried=[("push-plug", "failed")]), 11),
    (closed("lamp.plug", seen={"lamp.light": "none", "lamp.warm": True}, fixed_by="push-plug"), 2),
    (closed(None, seen={"lamp.light": "flickers", "lamp.smell": False}), 15),
]


def test_the_order_of_a_history_changes_nothing(kb, folder):
    cases = [case for case, times in CASES for _ in range(times)]
    source = source_of(folder, kb)
    one = calibrate(lessons_of(cases, kb), kb, source)
    other = calibrate(lessons_of(cases[::-1], kb), kb, source)
    assert report_text(one, "en") == report_text(other, "en")
    assert one.held_out == other.held_out


def test_held_out_cases_teach_nothing_about_themselves(kb, folder):
    """Four cases alike in four folds: each is foretold by three, and all four by four."""
    source = source_of(folder, kb)
    told = calibrate(read(kb, (closed("lamp.plug"), 4)), kb, source, Plan(wanted=Wanted(4), folds=4))
    assert [each.learned.number for each in told.proposals] == [Frequency("lamp.plug")]
    assert told.held_out == told.before
    assert told.fitted.causes.log_loss < told.before.causes.log_loss


def test_fewer_cases_than_folds_hold_nothing_out(kb, folder):
    told = calibrate(read(kb, closed("lamp.bulb")), kb, source_of(folder, kb))
    assert told.held_out is None
    assert "too few cases" in report_text(told, "en")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_the_same_figures(key):
    english, russian = (sorted(re.findall(r"{(\w+)}", text)) for text in TEXTS[key])
    assert english == russian
    assert key == "column.interval" or re.search("[а-яё]", TEXTS[key][1])


def test_the_report_speaks_russian(kb, folder):
    text = report_text(calibrate(read(kb, *CASES), kb, source_of(folder, kb)), "ru")
    assert text.startswith("Закрытых обращений: 66, из них с известной причиной: 51.")
    assert "частота" in text
    assert "push-plug помогает" in text


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Confidence and share right"), ("ru", "Уверенность и доля верных")]
)
def test_the_picture_is_well_formed_and_shows_both_scores(kb, folder, language, title):
    from xml.etree import ElementTree as ET

    told = calibrate(read(kb, *CASES), kb, source_of(folder, kb))
    after = told.held_out.causes
    root = ET.fromstring(reliability_svg(told.before.causes, after, language))
    svg = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{svg}title").text == title
    filled = [sum(1 for each in score.bins if each.cases) for score in (told.before.causes, after)]
    assert len(root.findall(f"{svg}circle")) == filled[0] + 1
    assert len(root.findall(f"{svg}rect")) == filled[1] + 2


# histories drawn from a world that differs from what the authors wrote


def number_in(kb, number):
    playbook = kb.playbooks[number.playbook]
    match number:
        case Frequency():
            return playbook.prior
        case Strength(row=row):
            return playbook.shows[row].strength
        case Success(step=step):
            return next(each.fixes for each in playbook.steps if each.id == step)


def distance(chance, other):
    return abs(math.log(chance / (1 - chance)) - math.log(other / (1 - other)))


def test_what_is_learned_lies_nearer_to_the_world_and_foretells_new_cases_better(kb, folder):
    draw = drawing()
    away, left, gained, promised, steps = [], [], [], [], []
    for seed in range(4):
        random = Random(seed)
        world = draw.moved(kb, 0.6, random)
        lessons = lessons_of(list(islice(draw.drawn(world, random), 800)), kb)
        told = calibrate(lessons, kb, source_of(folder, kb))
        for each in told.proposals:
            true = number_in(world, each.learned.number)
            away.append(distance(each.learned.present, true))
            left.append(distance(each.value, true))
        new = lessons_of(list(islice(draw.drawn(world, random), 500)), kb)
        changed = patched_kb(kb, told.proposals)
        before, after = (score_of([forecast(each, known) for each in new]) for known in (kb, changed))
        gained.append(before.log_loss - after.log_loss)
        promised.append(told.before.causes.log_loss - told.held_out.causes.log_loss)
        steps.append(told.before.step_loss - told.held_out.step_loss)
    assert len(away) >= 12
    assert math.fsum(left) < 0.5 * math.fsum(away)
    assert math.fsum(gained) / 4 > 0.02
    assert math.fsum(promised) / 4 > 0.02
    assert math.fsum(steps) > 0.0


@pytest.mark.parametrize("seed", range(2))
def test_a_world_that_is_as_the_authors_wrote_gives_little_cause_for_change(kb, folder, seed):
    draw, random = drawing(), Random(seed)
    told: Calibration = calibrate(lessons_of(list(islice(draw.drawn(kb, random), 800)), kb), kb, source_of(folder, kb))
    assert len(told.proposals) <= 4
    assert told.held_out.causes.log_loss == pytest.approx(told.before.causes.log_loss, abs=0.02)
