"""Whatever a caller gets wrong is a clear error, and leaves the consultation as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Consultation, DiagnoseError, Do, Done, Intake, IntakeError, UsageError
from diagnose.desk.events import MOST_EVENTS
from diagnose.desk.situation import situation_after
from diagnose.facts import DoesNotApply, Fact, Unknown, Version
from tests.consultation.workshop import WORDS, workshop

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


class NoOffset(tzinfo):
    """A time zone that does not say how far it is from anywhere."""

    def utcoffset(self, when):
        return None

    def dst(self, when):
        return None

    def tzname(self, when):
        return "nowhere"


class Mute:
    """An object that cannot even be shown."""

    def __repr__(self):
        raise RuntimeError

    __str__ = __repr__


def begun(**more):
    symptoms = {"print.output": "faded", "print.noise": True}
    return Consultation.start(
        Intake(equipment="laser-printer", symptoms=symptoms, channel="phone", **more), more.get("kb", workshop())
    )


def refused(call, consultation=None):
    """What ``call`` is refused with; the consultation is as it was before."""
    consultation = consultation or begun()
    before, action = consultation.to_json(), consultation.next().to_data()
    with pytest.raises(DiagnoseError) as caught:
        call(consultation)
    assert consultation.to_json() == before
    assert consultation.next().to_data() == action
    assert len(str(caught.value)) < 2_000
    return caught.value


def kept(consultation):
    """The consultation as it comes back from a file: the same in every byte and with the same next action."""
    text = consultation.to_json()
    resumed = Consultation.from_json(text.encode(), consultation.kb)
    assert resumed.to_json() == text
    assert resumed.situation.memory.facts == consultation.situation.memory.facts
    assert resumed.next().to_data() == consultation.next().to_data()
    return resumed


ANSWERS = {
    "an attribute with a typing error": ("printer.lmap", "blinking", "did you mean 'printer.lamp'?"),
    "a letter of another alphabet": ("printer.l\u0430mp", "blinking", "Cyrillic small letter a"),
    "no attribute at all": ("", True, "this is no attribute"),
    "a huge attribute": ("x" * 1_000_000, True, "this is no attribute"),
    "a field of the intake": ("at_line", "line-2", "unknown attribute 'at_line'"),
    "a word that is no value": ("printer.lamp", "blinkin", "'printer.lamp' is never 'blinkin'"),
    "a value of another alphabet": ("printer.lamp", "st\u0435ady", "'printer.lamp' is never"),
    "a number for a word": ("printer.lamp", 1, "takes one of its values"),
    "1 for yes": ("printer.toner_low", 1, "takes true or false"),
    "a word for yes": ("printer.toner_low", "yes", "takes true or false"),
    "a number in quotes": ("printer.pages", "1500", "takes a number"),
    "a number out of range": ("printer.pages", -1, "its range is 0 to 1000000 pages"),
    "half a page": ("printer.pages", 0.5, "takes a whole number"),
    "not a number": ("printer.heat", float("nan"), "the number is not finite"),
    "infinity": ("printer.heat", float("inf"), "the number is not finite"),
    "a number beyond every float": ("printer.heat", 10**400, "the number is not finite"),
    "a number too long to write": ("printer.heat", 10**5000, "the number is not finite"),
    "a bare number for a duration": ("printer.age", 5, "takes a duration"),
    "a date without sense": ("printer.bought", "2026-02-30", "takes a date"),
    "nothing": ("printer.lamp", None, "if it is not known write {unknown: customer}"),
    "bytes": ("printer.lamp", b"steady", "Python object of type bytes"),
    "an object": ("printer.lamp", Mute(), "Python object of type Mute"),
    "a fact": ("printer.lamp", Fact("printer.lamp", "steady"), "Python object of type Fact"),
    "a list for a word": ("printer.lamp", ["steady", "off"], "list"),
    "a list with a number": ("printer.changes", ["moved", 5], "found a number where a text is wanted"),
    "a condition": ("printer.pages", {"at_least": 1500}, "an intake says what was seen"),
    "an empty mapping": ("printer.lamp", {}, "a value is missing"),
    "an unknown key": ("printer.lamp", {"unknwon": "customer"}, "did you mean 'unknown'?"),
    "keys that are numbers": ("printer.lamp", {1: 2}, "a key must be a text"),
    "not known, by nobody": ("printer.lamp", {"unknown": ""}, "the text is empty"),
    "not known, by a number": ("printer.lamp", {"unknown": 5}, "found a number where a text is wanted"),
    "two states": ("printer.lamp", {"unknown": "customer", "applies": False}, "exclude each other"),
    "does apply": ("printer.lamp", {"applies": True}, "found the yes/no true where false is wanted"),
    "a long text": ("printer.message", "x" * 20_000, "more than the limit of 16384"),
    "half a character": ("printer.message", "\ud83d", "half a character"),
    "a control character": ("printer.message", "toner\x07low", "a control character"),
    "an escape of the terminal": ("printer.message", "\x9b2J", "a control character"),
    "more beside the value": (
        "printer.lamp",
        {"value": "steady", "source": "engineer"},
        "answer('printer.lamp', value, by=..., at=...)",
    ),
    "an unknown kind": ("equipment", "lazer-printer", "'laser-printer'"),
    "no kind": ("equipment", [], "needs a value"),
    "a number for a kind": ("equipment", 10**400, "found a number where a text"),
    "a kind that does not apply": ("equipment", {"applies": False}, "unknown key 'applies'"),
    "a kind that nobody knows": ("equipment", Unknown(""), "the text is empty"),
    "a kind that a number does not know": ("equipment", Unknown(5), "found a number where a text is wanted"),
    "a kind that half a character does not know": ("location", {"unknown": "\ud83d"}, "half a character"),
    "another kind, not a narrower one": ("equipment", "router", "use correct('equipment', ...)"),
    "an unknown place": ("location", "mks", "did you mean 'msk'?"),
    "an unknown channel": ("channel", "fax", "unknown channel 'fax'"),
    "an unknown support option": ("support", "waranty", "did you mean 'warranty'?"),
    "what is known already": ("print.output", "blank", "use correct('print.output', ...)"),
    "what is known already, by its former id": ("print.look", "blank", "use correct('print.output', ...)"),
}


@pytest.mark.parametrize(("attribute", "value", "says"), ANSWERS.values(), ids=ANSWERS)
def test_a_wrong_answer_is_refused_and_the_message_says_what_to_write(attribute, value, says):
    assert says in str(refused(lambda one: one.answer(attribute, value)))


@pytest.mark.parametrize("attribute", [None, 5, b"printer.lamp", ("printer.lamp",), Mute()])
def test_an_attribute_is_a_text(attribute):
    assert "an attribute is a text, not" in str(refused(lambda one: one.answer(attribute, True)))
    assert "an attribute is a text, not" in str(refused(lambda one: one.correct(attribute, True)))


@pytest.mark.parametrize("by", [5, "", "  ", b"customer", ["customer"], "cust\x07omer", "\ud83d", "x" * 20_000])
@pytest.mark.parametrize(("attribute", "value"), [("printer.lamp", "steady"), ("location", {"unknown": "customer"})])
def test_who_answered_is_a_text_that_can_be_kept(by, attribute, value):
    refused(lambda one: one.answer(attribute, value, by=by))


@pytest.mark.parametrize(
    "at",
    [
        5,
        "2026-05-04T09:30Z",
        date(2026, 5, 4),
        datetime(2026, 5, 4, 9, 30),  # noqa: DTZ001  a moment without an offset is the mistake
        NOW.replace(tzinfo=NoOffset()),
        NOW.replace(tzinfo=timezone(timedelta(seconds=1))),
        NOW.replace(year=1),
        NOW.replace(year=9999),
    ],
)
def test_a_moment_that_cannot_be_written_down_is_refused_everywhere(at):
    for call in (
        lambda one: one.answer("printer.lamp", "steady", at=at),
        lambda one: one.answer("location", "msk", at=at),
        lambda one: one.correct("print.output", "blank", at=at),
        lambda one: one.report("change-paper", "failed", at=at),
    ):
        error = refused(call)
        assert isinstance(error, UsageError)
        assert "a moment is a datetime with its offset" in str(error)


def test_an_offset_of_half_an_hour_and_parts_of_a_second_are_kept():
    at = datetime(2026, 5, 4, 9, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    resumed = kept(begun().answer("printer.lamp", "steady", at=at).report("change-paper", "failed", at=at))
    assert [each.at for each in resumed.events] == [at, at]


KEPT = {
    "a word": ("printer.lamp", "blinking"),
    "a former value of a former attribute": ("print.look", "pale"),
    "a number": ("printer.heat", 91.5),
    "a whole number": ("printer.pages", 1500),
    "a number in another unit": ("printer.pages", "1.5 kpages"),
    "a tiny number": ("printer.heat", 1e-7),
    "minus nothing": ("printer.heat", -0.0),
    "a version that looks like a number": ("printer.firmware", "1.10"),
    "a version": ("printer.firmware", Version("2.0-beta")),
    "a duration": ("printer.age", "3 d"),
    "a date": ("printer.bought", date(2026, 5, 4)),
    "a moment": ("printer.bought", NOW),
    "words": ("printer.changes", {"moved", "cleaned"}),
    "a text with anything printable": ("printer.message", 'Тонер "низкий"\n\t\\ {{x}} \u202e\U0001f5a8'),
    "not known": ("printer.lamp", Unknown("customer")),
    "does not apply": ("printer.lamp", DoesNotApply()),
    "a value in its long form": ("printer.lamp", {"value": "blinking"}),
    "as it was written": ("printer.firmware", {"written": "1.10"}),
    "a former kind": ("equipment", "laserjet"),
    "several kinds": ("equipment", ["laserjet", "router"]),
    "a kind by another case": ("Equipment", "router"),
    "nobody knows where": ("location", {"unknown": "customer"}),
}


@pytest.mark.parametrize(("attribute", "value"), KEPT.values(), ids=KEPT)
def test_an_answer_means_the_same_when_it_comes_back_from_a_file(attribute, value):
    known = {"print.look", "equipment", "Equipment"}
    consultation = begun()
    said = consultation.correct if attribute in known else consultation.answer
    assert said(attribute, value, by="customer", at=NOW) is consultation
    kept(consultation)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.datetimes()
    | st.sampled_from(["moved", "blinking", "1.10", "3 d", "2026-05-04", "msk"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["unknown", "applies", "value", "written", "at", "about"]) | st.text(), inner)
    ),
    max_leaves=4,
)


@settings(max_examples=200, deadline=None)
@given(attribute=st.sampled_from(sorted(workshop().vocabulary.attributes)) | st.text(), value=VALUES)
def test_any_answer_is_taken_and_kept_or_refused(attribute, value):
    consultation = begun()
    before = consultation.to_json()
    try:
        consultation.answer(attribute, value)
    except DiagnoseError:
        assert consultation.to_json() == before
    else:
        kept(consultation)


def test_only_what_was_said_can_be_corrected():
    error = refused(lambda one: one.correct("printer.lamp", "steady"))
    assert str(error) == "nothing was said about 'printer.lamp' yet; use answer('printer.lamp', ...)"
    assert isinstance(refused(lambda one: one.correct("print.output", "fadde")), IntakeError)


STEPS = {
    "a typing error": ("change-papre", "did you mean 'change-paper'?"),
    "a letter of another alphabet": ("ch\u0430nge-paper", "Cyrillic small letter a"),
    "another case": ("Change-Paper", "did you mean 'change-paper'?"),
    "nothing": (None, "the step is named by a text, not by nothing (null)"),
    "a number": (5, "the step is named by a text, not by a number"),
    "bytes": (b"change-paper", "the step is named by a text"),
    "a list": (["change-paper"], "the step is named by a text, not by a list"),
    "an object": (Mute(), "the step is named by a text"),
    "an empty text": ("", "known are: change-paper, look-at-gears"),
    "a huge text": ("x" * 1_000_000, "known are: change-paper, look-at-gears"),
    "control characters": ("change\x00paper", "did you mean 'change-paper'?"),
    "a playbook": ("printing.toner-empty", "report one of its steps: shake-cartridge, replace-cartridge"),
    "a playbook that is always passed on": ("printing.recalled", "it has no steps"),
    "a retired playbook": ("printing.ribbon", "there is no step 'printing.ribbon'"),
}


@pytest.mark.parametrize(("step", "says"), STEPS.values(), ids=STEPS)
def test_a_step_that_nobody_knows_is_refused(step, says):
    assert says in str(refused(lambda one: one.report(step, "failed")))


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("fixd", "did you mean 'fixed'?"),
        ("Fixed", "did you mean 'fixed'?"),
        ("not_possible", "did you mean 'not-possible'?"),
        ("f\u0456xed", "did you mean 'fixed'?"),
        ("", "known are: failed, fixed, not-possible, partly"),
        (None, "the outcome is named by a text, not by nothing (null)"),
        (True, "is named by a text, not by the yes/no true"),
        (Mute(), "is named by a text"),
    ],
)
def test_an_outcome_is_one_of_four(outcome, says):
    assert says in str(refused(lambda one: one.report("change-paper", outcome)))


SEEN = {
    "a text": ("print.output", "what was seen is a mapping"),
    "an empty text": ("", "what was seen is a mapping"),
    "nothing seen, as a list": ([], "what was seen is a mapping"),
    "pairs": ([("print.output", "normal")], "what was seen is a mapping"),
    "a number": (0, "what was seen is a mapping"),
    "an object": (Mute(), "what was seen is a mapping"),
    "keys that are numbers": ({1: 2}, "an attribute is a text"),
    "an unknown attribute": ({"print.outptu": "normal"}, "did you mean 'print.output'?"),
    "a wrong value": ({"printer.lamp": 5}, "takes one of its values"),
    "one attribute under two names": ({"print.look": "normal", "print.output": "blank"}, "is named twice"),
    "the equipment": ({"equipment": "router"}, "is not what a step changes"),
    "the channel": ({"Channel": "on-site"}, "is not what a step changes"),
    "a complaint that nobody looked at": ({"print.output": {"unknown": "customer"}}, "say what it is now"),
}


@pytest.mark.parametrize("outcome", ["fixed", "partly", "failed", "not-possible"])
@pytest.mark.parametrize(("seen", "says"), SEEN.values(), ids=SEEN)
def test_what_was_seen_is_checked_whatever_the_outcome(seen, says, outcome):
    assert says in str(refused(lambda one: one.report("change-paper", outcome, seen=seen)))


NORMAL, ABNORMAL = {"print.output": "normal"}, {"print.output": "blank"}
ALL_GONE = {**NORMAL, "print.noise": False}


@pytest.mark.parametrize(
    ("outcome", "seen", "says"),
    [
        ("partly", {}, "say which complaints are gone, as seen={...}; open are: print.noise, print.output"),
        ("partly", ABNORMAL, "say which complaints are gone"),
        ("partly", ALL_GONE, "report it as 'fixed'"),
        ("failed", NORMAL, "report it as 'partly' or 'fixed'"),
        ("not-possible", NORMAL, "report it as 'partly' or 'fixed'"),
        ("fixed", ABNORMAL, "report it as 'partly' or 'failed'"),
        ("fixed", {**ALL_GONE, "net.link": "down"}, "'net.link' is still abnormal"),
    ],
)
def test_an_outcome_that_contradicts_what_was_seen_is_refused(outcome, seen, says):
    assert says in str(refused(lambda one: one.report("change-paper", outcome, seen=seen)))


@pytest.mark.parametrize(
    ("outcome", "seen"),
    [
        ("fixed", {**ALL_GONE, "printer.lamp": "blinking"}),
        ("fixed", {"printer.lamp": "blinking"}),
        ("partly", {**ALL_GONE, "net.link": "down"}),
        ("partly", {**NORMAL, "printer.lamp": "blinking"}),
        ("failed", {**ABNORMAL, "net.link": "down"}),
        ("not-possible", {"printer.unplugged": True}),
    ],
)
def test_every_course_of_a_step_can_be_reported(outcome, seen):
    consultation = begun().report("change-paper", outcome, seen=seen)
    assert isinstance(consultation.next(), Done) is (outcome == "fixed")
    kept(consultation)


@pytest.mark.parametrize("first", ["failed", "partly", "fixed"])
@pytest.mark.parametrize("second", ["failed", "fixed", "not-possible"])
def test_a_step_is_reported_once(first, second):
    seen = NORMAL if first == "partly" else {}
    consultation = begun().report("change-paper", first, seen)
    assert "was reported already" in str(refused(lambda one: one.report("change-paper", second), consultation))
    consultation.undo().report("change-paper", second)


def test_a_step_that_was_not_possible_may_be_done_later():
    consultation = begun().report("change-paper", "not-possible").report("change-paper", "failed")
    assert "reported already (failed)" in str(refused(lambda one: one.report("change-paper", "fixed"), consultation))


def test_a_step_tried_before_the_call_is_not_reported_again():
    consultation = begun(tried=["change-paper"])
    assert "reported already (failed)" in str(refused(lambda one: one.report("change-paper", "fixed"), consultation))


def test_steps_go_by_their_former_ids_and_retired_ones_by_theirs():
    consultation = begun().report("rock-cartridge", "failed").report("turn-ribbon", "failed")
    assert [each.step for each in consultation.events] == ["shake-cartridge", "turn-ribbon"]
    assert "reported already" in str(refused(lambda one: one.report("shake-cartridge", "failed"), consultation))


def test_nothing_is_reported_about_a_case_that_is_settled():
    consultation = begun().report("change-paper", "fixed")
    error = refused(lambda one: one.report("shake-cartridge", "failed"), consultation)
    assert "'change-paper' settled the case" in str(error)
    consultation.correct("print.output", "faded").report("shake-cartridge", "failed")


@pytest.mark.parametrize("line", ["line-9", "Line-2", "l\u0456ne-2", "", None, 5, b"line-2", ["line-2"], Mute()])
def test_only_declared_lines_and_channels_take_over(line):
    error = refused(lambda one: one.take_over(line))
    assert any(each in str(error) for each in ("did you mean 'line-", "known are: line-1, line-2, line-3"))
    if line is not None:
        error = refused(lambda one: one.take_over("line-2", line))
        assert "known are: chat, on-site, phone, report" in str(error)


@pytest.mark.parametrize("wrong", [None, 5, "playbooks", {}, Mute(), Intake])
def test_what_is_no_knowledge_base_and_no_intake_is_refused(wrong):
    text = begun().to_json()
    for call in (
        lambda: Consultation.start(wrong, workshop()),
        lambda: Consultation.start(Intake(), wrong),
        lambda: Consultation.from_json(text, wrong),
        lambda: Consultation.move_over(text, wrong),
    ):
        with pytest.raises(UsageError, match=r"is no (Intake|KnowledgeBase)"):
            call()


def test_an_intake_that_does_not_fit_starts_nothing():
    with pytest.raises(IntakeError, match=r"did you mean 'print.output'\?"):
        Consultation.start(Intake(symptoms={"print.outptu": "faded"}), workshop())


def test_nothing_more_than_what_happened_can_be_taken_back():
    consultation = begun().answer("printer.lamp", "steady").undo()
    assert "nothing has happened yet" in str(refused(lambda one: one.undo(), consultation))


def test_a_consultation_does_not_grow_beyond_what_can_be_resumed():
    consultation = begun()
    for number in range(MOST_EVENTS):
        consultation.correct("print.output", ["faded", "blank"][number % 2])
    assert len(kept(consultation).events) == MOST_EVENTS
    assert "hand the case over" in str(refused(lambda one: one.take_over("line-2"), consultation))


def test_a_kind_that_nobody_knows_closer_stays_known_roughly():
    consultation = Consultation.start(Intake(equipment="printer", symptoms={"print.noise": True}), workshop())
    kept(consultation.answer("equipment", {"unknown": "customer"}))
    assert consultation.situation.memory.values["equipment"] == ("printer",)
    consultation.answer("equipment", "laser-printer")
    assert consultation.situation.memory.values["equipment"] == ("laser-printer",)
    kept(consultation.correct("equipment", {"unknown": "customer"}))
    assert "equipment" not in consultation.situation.memory.values


def test_what_follows_from_a_situation_leaves_it_as_it_was():
    consultation = begun()
    before = consultation.situation
    for _ in range(2):
        consultation.report("change-paper", "partly", NORMAL)
        after = situation_after(before, consultation.events[0])
        assert after.memory.facts == consultation.situation.memory.facts
        assert after.standing == consultation.situation.standing
        assert before.fold.facts["print.output"][0].value == "faded"
        consultation.undo()


# what a step has cured, and what comes back


def test_a_complaint_that_is_back_makes_a_failure_of_the_step_that_had_cured_it():
    consultation = begun().report("change-paper", "partly", NORMAL)
    assert consultation.situation.standing.treatment.failed == frozenset()
    consultation.correct("print.output", "faded")
    assert consultation.situation.standing.treatment.failed == {"change-paper"}
    assert consultation.situation.standing.treatment.cures == ()
    consultation.undo()
    assert consultation.situation.standing.treatment.failed == frozenset()


def test_a_step_that_has_cured_something_else_too_has_not_failed():
    consultation = begun().report("change-paper", "fixed").correct("print.output", "faded")
    treatment = consultation.situation.standing.treatment
    assert [cure.attribute for cure in treatment.cures] == ["print.noise"]
    assert treatment.failed == frozenset()
    assert treatment.done == {"change-paper"}


def test_a_step_that_settled_a_case_without_a_complaint_is_not_offered_when_there_is_one():
    kb = workshop()
    consultation = Consultation.start(Intake(equipment="ink-printer", channel="phone"), kb)
    consultation.report("change-paper", "fixed")
    assert isinstance(consultation.next(), Done)
    consultation.answer("print.output", "faded").answer("printer.changes", ["moved"])
    fresh = Consultation.start(Intake(equipment="ink-printer", channel="phone", symptoms={"print.output": "faded"}), kb)
    fresh.answer("printer.changes", ["moved"])
    action = fresh.next()
    assert isinstance(action, Do)
    assert action.step.id == "change-paper"
    assert "change-paper" in consultation.situation.standing.passed_over
    assert not (isinstance(consultation.next(), Do) and consultation.next().step.id == "change-paper")


def test_what_settled_the_case_is_told_the_same_whatever_is_said_afterwards():
    consultation = begun().report("shake-cartridge", "fixed")
    at_once = consultation.next().to_data()
    assert at_once["faults"] == ["printing.drum-worn", "printing.toner-empty"]
    assert consultation.answer("location", "msk").take_over("line-2").next().to_data() == at_once


def test_a_sign_without_a_normal_value_does_not_apply_once_it_is_cured():
    broken = (
        "  part.state: {type: choice, values: [bent, torn], abnormal: [bent, torn], complaint: true, common: 0.01}\n"
    )
    kb = workshop(words=WORDS + broken.replace("common: 0.01", "common: {bent: 0.01, torn: 0.01}"))
    consultation = Consultation.start(Intake(symptoms={"part.state": "bent"}), kb).report("change-paper", "fixed")
    assert isinstance(consultation.next(), Done)
    assert consultation.situation.memory.inapplicable == {"part.state"}
    both = Consultation.start(Intake(symptoms={"part.state": "bent", "print.noise": True}), kb)
    both.report("change-paper", "partly", {"part.state": {"applies": False}})
    assert both.situation.standing.treatment.cured == {"part.state"}


def test_answers_that_make_no_sense_any_more_by_their_age_are_set_aside():
    aged = "  printer.worth: {type: yes/no, relevant: {printer.bought: {newer_than: 30 d}}}\n"
    kb = workshop(words=WORDS + aged)
    intake = Intake(equipment="printer", symptoms={"print.noise": True}, reported_at=NOW)
    consultation = Consultation.start(intake, kb)
    consultation.answer("printer.bought", "2026-05-01").answer("printer.worth", True)
    assert consultation.situation.set_aside == ()
    consultation.correct("printer.bought", "2020-05-01")
    assert consultation.situation.set_aside == ("printer.worth",)
    assert "printer.worth" not in consultation.situation.memory.values
    consultation.correct("printer.bought", "2026-05-01")
    assert consultation.situation.memory.values["printer.worth"] is True
