"""What a history says about the numbers of playbooks: counts, posteriors and proposals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import UsageError
from diagnose.authoring.calibration import Plan, Wanted, Weights, calibrate, source_of
from diagnose.authoring.calibration.numbers import Frequency, Strength, Success
from diagnose.authoring.calibration.posteriors import learn
from diagnose.authoring.calibration.tallies import count, expected_of
from diagnose.case.closed import HistoryError
from diagnose.hypotheses import Reading
from diagnose.hypotheses.models import model_of
from tests.authoring.learning import OLD, SWITCH, closed, kb_in, read, written
from tests.authoring.learning import PLUG as PLUG_TEXT
from tests.small import base, complaint, fault, memory, sign

WEIGHTS = Weights(requests=50.0, of_fault=10.0)
ANY = Wanted(least=1)
BULB, SWITCHES, PLUG = "lamp.bulb", "lamp.switch", "lamp.plug"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(tmp_path_factory.mktemp("lamps"))


@pytest.fixture(scope="module")
def kb(folder):
    return kb_in(folder)


def learned(kb, *cases, **more):
    """What ``cases`` teach, by number: hits, cases, estimate."""
    return {each.number: each for each in learn(count(read(kb, *cases), kb, **more), kb, WEIGHTS)}


def strength(name, row):
    return Strength(name, row, "", "")


# frequencies


def test_a_frequency_is_the_mean_of_what_the_author_said_and_what_was_counted(kb):
    found = learned(kb, (closed(BULB), 12), (closed(None), 28))[Frequency(BULB)]
    assert (found.hits, found.cases) == (12, 40)
    assert found.estimate == pytest.approx((50 * 0.06 + 12) / (50 + 40))


def test_only_requests_about_such_equipment_count_for_a_frequency(kb):
    found = learned(kb, (closed(BULB), 3), (closed(None, "heater"), 5))
    assert (found[Frequency(BULB)].hits, found[Frequency(BULB)].cases) == (3, 3)
    assert (found[Frequency(PLUG)].hits, found[Frequency(PLUG)].cases) == (0, 8)


def test_equipment_that_is_more_general_than_asked_may_fit(kb):
    assert learned(kb, closed(BULB, "lamp"))[Frequency(BULB)].cases == 1


def test_a_request_about_no_equipment_counts_only_for_faults_of_any(kb):
    found = learned(kb, closed(BULB, equipment=None), closed(PLUG))
    assert found[Frequency(BULB)].cases == 1
    assert found[Frequency(PLUG)].cases == 2


def test_a_fault_replaced_or_renamed_since_counts_for_what_it_is_called_now(kb):
    found = learned(kb, closed("lamp.fuse"), closed("LAMP.GLOBE"), closed("lamp.bulb"))
    assert found[Frequency(PLUG)].hits == 1
    assert found[Frequency(BULB)].hits == 2


def test_a_fault_that_takes_no_part_any_more_is_no_known_cause(tmp_path):
    written(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD.replace("replaced_by: lamp.plug\n", ""), "utf-8")
    (tmp_path / "draft.yaml").write_text(OLD.replace("fuse", "draft").replace("retired", "draft"), "utf-8")
    from diagnose import load

    lessons = read(load(tmp_path), closed("lamp.fuse"), closed("lamp.draft"))
    assert [lesson.fault for lesson in lessons] == [None, None]


# strengths


def test_the_strength_of_a_sign_leaves_out_what_chance_brings_about(kb):
    smell = {"lamp.light": "none", "lamp.smell": True}
    fresh = {"lamp.light": "none", "lamp.smell": False}
    found = learned(kb, (closed(BULB, seen=smell), 20), (closed(BULB, seen=fresh), 10))[strength(BULB, 2)]
    before = 1.0 - 0.9 * 0.8  # of ten cases with strength 0.2 and leak 0.1
    share = (10 * before + 20) / (10 + 30)
    assert (found.hits, found.cases) == (20, 30)
    assert found.after.mean == pytest.approx(share)
    assert found.estimate == pytest.approx(1.0 - (1.0 - share) / 0.9)


def test_what_was_not_asked_or_not_known_says_nothing_about_a_strength(kb):
    unknown = {"lamp.light": "none", "lamp.smell": {"unknown": "customer"}}
    assert strength(BULB, 2) not in learned(kb, closed(BULB), closed(BULB, seen=unknown))


def test_the_values_of_a_circumstance_share_what_there_is(kb):
    cases = [(closed(BULB, seen={"lamp.light": "none", "lamp.since": when}), times) for when, times in SINCE]
    found = learned(kb, *cases)
    shares = [found[strength(BULB, row)].estimate for row in (5, 6, 7)]
    assert shares == pytest.approx([(6 + 5) / 30, (3 + 5) / 30, (1 + 10) / 30])


SINCE = [("today", 5), ("week", 5), ("always", 10)]


def test_members_of_a_set_are_counted_one_by_one(kb):
    both = {"lamp.sound": "click", "lamp.light": "flickers", "lamp.moved": ["room", "house"]}
    found = learned(kb, (closed(SWITCHES, seen=both), 4), (closed(SWITCHES, seen=both | {"lamp.moved": []}), 2))
    assert (found[strength(SWITCHES, 3)].hits, found[strength(SWITCHES, 3)].cases) == (4, 6)


def test_a_row_counts_only_where_its_given_holds(kb):
    seen = {"lamp.light": "flickers", "lamp.sound": "click", "lamp.smell": True}
    cases = [
        (closed(SWITCHES, seen={**seen, "lamp.since": "today"}), 3),
        (closed(SWITCHES, seen={**seen, "lamp.since": "week"}), 2),
        (closed(SWITCHES, seen=seen), 7),
        closed(None, seen={**seen, "lamp.smell": False}),
    ]
    found = learned(kb, *cases)
    assert (found[strength(SWITCHES, 1)].cases, found[strength(SWITCHES, 2)].cases) == (3, 2)


def test_complaints_and_what_the_gate_asks_for_count_only_on_request(kb):
    seen = {"lamp.light": "flickers", "lamp.sound": "click"}
    quiet = closed(None, seen={"lamp.light": "steady", "lamp.sound": "quiet"})
    light, gate = strength(SWITCHES, 0), strength(SWITCHES, 4)
    assert not {light, gate} & set(learned(kb, closed(SWITCHES, seen=seen), quiet))
    assert {light, gate} <= set(learned(kb, closed(SWITCHES, seen=seen), quiet, complaints=True))


def test_a_sign_that_nobody_writes_down_as_normal_is_left_out(kb, folder):
    smell = {"lamp.light": "none", "lamp.smell": True}
    told = calibrate(read(kb, (closed(BULB, seen=smell), 20)), kb, source_of(folder, kb))
    assert told.never_normal == ("lamp.smell",)
    assert not [each for each in told.proposals if isinstance(each.learned.number, Strength)]


def test_rows_that_say_nothing_of_a_value_are_not_learned(tmp_path):
    shows = "{lamp.light: {none: often, steady: rare}, lamp.warm: {does-not-apply: rare, true: usually}"
    plug = PLUG_TEXT.replace(
        "shows: {lamp.light: {none: often}, lamp.smell: rare, lamp.warm: usually", f"shows: {shows}"
    )
    kb = kb_in(tmp_path, plug=plug.replace("}\nplan", ", lamp.since: {today: 0.5, does-not-apply: 0.2}}\nplan"))
    seen = {"lamp.light": "none", "lamp.warm": True, "lamp.since": "today"}
    cases = [closed("lamp.plug", seen=seen), closed(None, seen={"lamp.light": "steady", "lamp.warm": False})]
    found = learned(kb, *cases, complaints=True)
    told = {each.value: each.attribute for each in found if isinstance(each, Strength)}
    assert told == {"none": "lamp.light", True: "lamp.warm"}


def test_a_sign_that_is_always_there_teaches_nothing(tmp_path):
    from diagnose import load

    written(tmp_path)
    words = (tmp_path / "words.yaml").read_text("utf-8").replace("common: 0.05", "common: 1")
    (tmp_path / "words.yaml").write_text(words, "utf-8")
    kb = load(tmp_path)
    warm = {"lamp.light": "none", "lamp.warm": True}
    found = learned(kb, closed("lamp.plug", seen=warm), closed(None, seen={"lamp.warm": False}))
    assert not [each for each in found if isinstance(each, Strength)]


STRENGTHS = st.floats(0.02, 0.45)
LEAKS = st.floats(0.001, 0.3)


@given(STRENGTHS, STRENGTHS, LEAKS, LEAKS)
@settings(deadline=None)
def test_the_share_that_a_strength_leads_one_to_expect_leads_back_to_it(one, other, leak, other_leak):
    values = ("calm", "loud", "shrill")
    noise = sign("x.noise", values, ("loud", "shrill"))
    small = base(
        [complaint("x.broken"), noise],
        [fault("x.fault", shows={"x.broken": {True: 0.5}, "x.noise": {"loud": one, "shrill": other}})],
        common={"x.noise": {"loud": leak, "shrill": other_leak}},
    )
    case = Reading.of(small, memory({"x.noise": "loud"}))
    playbook = small.playbooks["x.fault"]
    for row in playbook.shows[1:]:
        expected = expected_of(case, model_of(case, playbook), row)
        assert expected.value_at(expected.share, expected.normal) == pytest.approx(row.strength, abs=1e-9)


# steps


def test_a_step_is_counted_where_its_fault_was_the_cause(kb):
    cases = [
        (closed(BULB, tried=[("change-bulb", "failed")]), 2),
        (closed(BULB, fixed_by="change-bulb"), 3),
        closed(BULB, fixed_by="change-bulb", tried=[("change-bulb", "fixed")]),
        closed(BULB, tried=[("change-bulb", "partly"), ("change-bulb", "not-possible")]),
        closed(PLUG, tried=[("change-bulb", "failed")]),
        closed(None, fixed_by="change-bulb"),
    ]
    found = learned(kb, *cases)
    assert (found[Success(BULB, "change-bulb")].hits, found[Success(BULB, "change-bulb")].cases) == (4, 6)
    assert found[Success(BULB, "change-bulb")].estimate == pytest.approx((9.8 + 4) / 16)
    assert [number for number in found if isinstance(number, Success)] == [Success(BULB, "change-bulb")]


def test_a_step_that_was_renamed_counts_for_what_it_is_called_now(kb):
    assert learned(kb, closed(BULB, fixed_by="twist-bulb"))[Success(BULB, "turn-bulb")].hits == 1


def test_what_was_tried_before_the_call_is_not_counted(kb):
    found = learned(kb, closed(BULB, tried=[], seen={"lamp.light": "none"}))
    lesson = read(kb, CALLED_LATE)[0]
    assert Success(BULB, "change-bulb") not in found
    assert (lesson.outcomes, lesson.before.failed) == ((), {"turn-bulb"})


CALLED_LATE = closed(BULB).from_data(
    {
        "equipment": "lamp",
        "symptoms": {"lamp.light": "none"},
        "tried": ["twist-bulb", {"step": "change-bulb", "outcome": "not-possible"}],
        "closed": {"fault": BULB},
    }
)


def test_saying_what_a_playbook_says_is_a_step_with_its_id(kb):
    assert read(kb, closed("lamp.fuse", fixed_by="lamp.fuse"))[0].outcomes == (("lamp.fuse", True),)


# proposals


def proposals(kb, folder, *cases, wanted=ANY):
    told = calibrate(read(kb, *cases), kb, source_of(folder, kb), Plan(wanted=wanted))
    return {each.learned.number: each for each in told.proposals}


def test_a_word_gives_way_to_the_nearest_word(kb, folder):
    assert Frequency(BULB) not in proposals(kb, folder, (closed(BULB), 20), (closed(None), 180))
    found = proposals(kb, folder, (closed(BULB), 60), (closed(None), 140))
    assert found[Frequency(BULB)].written == "'very-common'"
    assert found[Frequency(BULB)].value == 0.2


def test_a_number_gives_way_to_a_number_of_two_digits(kb, folder):
    found = proposals(kb, folder, (closed(PLUG), 31), (closed(None, "heater"), 270))
    assert (found[Frequency(PLUG)].written, found[Frequency(PLUG)].value) == ("91", 0.091)


def test_beyond_the_ends_of_the_table_no_word_is_near(kb, folder):
    found = proposals(kb, folder, (closed(BULB), 900), (closed(None), 100))
    assert found[Frequency(BULB)].written == "860"


def test_what_no_file_says_is_proposed_in_words(kb, folder):
    found = proposals(kb, folder, (closed(SWITCHES), 60), (closed(None), 60))
    assert (found[Frequency(SWITCHES)].place, found[Frequency(SWITCHES)].written) == (None, "very-common")


@pytest.mark.parametrize(("hits", "cases"), [(0, 1), (1, 3), (3, 50), (6, 100)])
def test_a_difference_that_may_be_chance_is_not_proposed(kb, folder, hits, cases):
    found = proposals(kb, folder, (closed(BULB), hits), (closed(None), cases - hits))
    assert Frequency(BULB) not in found


def test_a_very_rare_fault_that_did_not_come_is_no_news(tmp_path):
    kb = kb_in(tmp_path, plug=SWITCH.replace("lamp.switch", "lamp.plug").replace("when:", "frequency: 0.3\nwhen:"))
    assert Frequency(PLUG) not in proposals(kb, tmp_path, (closed(None), 200))


def test_too_few_cases_propose_nothing(kb, folder):
    few = ((closed(BULB), 9),)
    assert Frequency(BULB) in proposals(kb, folder, *few, wanted=Wanted(9))
    assert Frequency(BULB) not in proposals(kb, folder, *few, wanted=Wanted(10))


def test_on_request_every_difference_is_proposed(kb, folder):
    some = ((closed(PLUG), 2), (closed(None), 50))
    assert Frequency(PLUG) not in proposals(kb, folder, *some)
    assert proposals(kb, folder, *some, wanted=Wanted(1, every=True))[Frequency(PLUG)].written == "29"


def test_values_that_exclude_each_other_are_corrected_together(kb, folder):
    cases = [(closed(BULB, seen={"lamp.light": "none", "lamp.since": when}), times) for when, times in SINCE]
    found = proposals(kb, folder, *cases)
    assert [found[strength(BULB, row)].written for row in (5, 6, 7)] == ["0.36", "0.26", "0.36"]  # not 0.37 + ...


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(lambda counts: sum(counts) > 0))
@settings(deadline=None, max_examples=25)
def test_corrected_values_never_make_more_than_there_is(kb, folder, counts):
    sounds = zip(("quiet", "hum", "click"), counts, strict=True)
    cases = [(closed(BULB, seen={"lamp.light": "none", "lamp.sound": sound}), times) for sound, times in sounds]
    since = zip(("today", "week", "always"), counts, strict=True)
    cases += [(closed(BULB, seen={"lamp.light": "none", "lamp.since": when}), times) for when, times in since]
    found = proposals(kb, folder, *cases, closed(None, seen={"lamp.sound": "quiet"}), wanted=Wanted(1, every=True))
    rows = kb.playbooks[BULB].shows

    def value(row):
        number = strength(BULB, row)
        return found[number].value if number in found else rows[row].strength

    assert math.fsum(map(value, (3, 4))) <= 0.98 + 1e-9
    assert math.fsum(map(value, (5, 6, 7))) <= 1.0 + 1e-9


# what is refused


def test_unknown_faults_and_steps_are_named_all_at_once(kb):
    cases = [closed("lamp.bulp"), closed(None, fixed_by="chang-bulb", tried=[("chang-bulb", "fixed")])]
    with pytest.raises(HistoryError) as refused:
        read(kb, *cases, closed(None, seen={"lamp.lihgt": "none"}), closed(BULB))
    told = [(each.code, each.message, each.advice) for each in refused.value.findings]
    assert ("CV701", "no playbook is called 'lamp.bulp'", "did you mean 'lamp.bulb'?") in told
    assert told.count(("CV701", "no step is called 'chang-bulb'", "did you mean 'change-bulb'?")) == 2
    assert [code for code, message, _ in told if "lamp.lihgt" in message] == ["PB204"]
    assert str(refused.value).startswith("invalid history: 4 findings")


def test_without_a_case_there_is_nothing_to_learn(kb, folder):
    with pytest.raises(UsageError, match="no closed case"):
        calibrate((), kb, source_of(folder, kb))


def test_one_fold_tests_nothing(kb, folder):
    with pytest.raises(UsageError, match="at least 2"):
        calibrate(read(kb, closed(BULB)), kb, source_of(folder, kb), Plan(folds=1))
