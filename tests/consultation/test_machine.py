"""Consultations in which anything may happen: what must be true of all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from diagnose import Ask, Consultation, DiagnoseError, Do, Done, HandOver, Intake, UsageError, load
from diagnose.desk.events import Answered, Corrected, StepReported, TakenOver
from diagnose.desk.situation import open_complaints, situation_of
from diagnose.facts import BUILT_IN, CHANNEL, EQUIPMENT, LOCATION
from diagnose.kb.observe import steps_of
from tests.answers import intakes
from tests.consultation.watching import check_action, normal_values, replies
from tests.consultation.workshop import workshop

PLAYBOOKS = Path(__file__).parent.parent.parent / "playbooks"
NOBODY_KNOWS = {"unknown": "customer"}
NOT_RELEVANT = {"applies": False}
STARTS = (
    {},
    {"equipment": "printer", "channel": "phone"},
    {"equipment": "laser-printer", "symptoms": {"print.output": "faded"}, "channel": "phone"},
    {"equipment": "laser-printer", "symptoms": {"print.output": "blank", "print.noise": True}, "channel": "chat"},
    {"equipment": "ink-printer", "symptoms": {"print.noise": True, "net.link": "down"}, "channel": "phone"},
    {"equipment": "router", "symptoms": {"net.link": "down"}, "channel": "on-site", "at_line": "line-2"},
    {"equipment": "device", "symptoms": {"net.link": "down"}, "channel": "report"},
    {"equipment": "laser-printer", "symptoms": {"print.output": "faded"}, "tried": ["change-paper"]},
    {"equipment": ["laser-printer", "router"], "symptoms": {"print.output": "faded", "net.link": "down"}},
    {"equipment": "laser-printer", "symptoms": {"print.output": "blank"}, "facts": {"printer.heat": 120}},
    {"equipment": "printer", "symptoms": {"print.output": "blank"}, "askable": []},
    {
        "symptoms": {"print.output": NOBODY_KNOWS, "print.noise": True, "printer.lamp": NOT_RELEVANT},
        "at_line": "line-3",
    },
)
MOST = 60
"""So many actions are more than any of these cases can need: attributes and steps of the workshop together."""


@cache
def shipped():
    return load(PLAYBOOKS)


@cache
def shipped_intakes():
    return tuple(intakes())


def same_next(one, other):
    assert one.next().to_data() == other.next().to_data()


def outcomes_of(consultation, draw):
    """An outcome, with what is seen, that fits the complaints that are open."""
    kb = consultation.kb
    complaints = open_complaints(kb, consultation.situation.memory.values)
    curable = sorted(name for name in complaints if normal_values(kb, name))
    seen = signs_seen(kb, complaints, draw)
    outcome = draw(st.sampled_from(["fixed", "failed", "not-possible", "partly"]))
    if outcome == "partly" and curable and len(complaints) > 1:
        gone = draw(st.lists(st.sampled_from(curable), min_size=1, max_size=len(complaints) - 1, unique=True))
        return outcome, {**seen, **{name: normal_values(kb, name)[0] for name in gone}}
    if outcome == "fixed":
        return outcome, {**seen, **{name: normal_values(kb, name)[0] for name in curable if draw(st.booleans())}}
    return "failed" if outcome == "partly" else outcome, {**seen, **{n: complaints[n] for n in sorted(complaints)[:1]}}


def signs_seen(kb, complaints, draw):
    """What was looked at besides the complaints."""
    attributes = kb.vocabulary.attributes
    others = [name for name in sorted(attributes) if name.startswith("printer.") and name not in complaints]
    names = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    return {name: draw(st.sampled_from(replies(kb, name))) for name in names}


def replied(consultation, draw, name):
    values = [*replies(consultation.kb, name), NOBODY_KNOWS]
    return draw(st.sampled_from(values))


class Consulting(RuleBasedStateMachine):
    """Any legal event in any order; each is taken back and repeated, and the case saved and resumed."""

    consultation: Consultation

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start):
        self.kb = workshop()
        self.consultation = Consultation.start(Intake(**start), self.kb)

    def happens(self, event):
        """``event`` happens, is taken back, and happens again."""
        consultation = self.consultation
        before, action = consultation.to_json(), consultation.next().to_data()
        assert event(consultation) is consultation
        after, then = consultation.to_json(), consultation.next().to_data()
        assert after != before
        consultation.undo()
        assert consultation.to_json() == before
        assert consultation.next().to_data() == action
        event(consultation)
        assert consultation.to_json() == after
        assert consultation.next().to_data() == then

    @rule(data=st.data(), times=st.integers(1, 4))
    def what_is_proposed(self, data, times):
        for _ in range(times):
            self.proposed_once(data)

    def proposed_once(self, data):
        """The next action is taken, with any reply or outcome."""
        action = self.consultation.next()
        if isinstance(action, Ask):
            value = replied(self.consultation, data.draw, action.attribute)
            assume(self.may_be_answered(action.attribute, value))
            self.happens(lambda one: one.answer(action.attribute, value))
        elif isinstance(action, Do):
            outcome, seen = outcomes_of(self.consultation, data.draw)
            self.happens(lambda one: one.report(action.step.id, outcome, seen))

    def may_be_answered(self, name, value):
        """Whether ``value`` says more than is known; a kind beside the known one is for correct()."""
        try:
            Consultation.from_json(self.consultation.to_json(), self.kb).answer(name, value)
        except UsageError:
            return False
        return True

    @rule(data=st.data())
    def something_is_answered_unasked(self, data):
        memory = self.consultation.situation.memory
        known = memory.values.keys() | memory.inapplicable | set(BUILT_IN)
        names = sorted(self.kb.vocabulary.attributes.keys() - known)
        assume(names)
        name = data.draw(st.sampled_from(names))
        value = data.draw(st.sampled_from([*replies(self.kb, name), NOBODY_KNOWS, NOT_RELEVANT]))
        by = data.draw(st.sampled_from([None, "customer", "line-1"]))
        self.happens(lambda one: one.answer(name, value, by=by))

    @rule(data=st.data())
    def any_step_is_reported(self, data):
        if self.consultation.situation.ended_by is not None:
            return
        reported = {each.step for each in self.consultation.events if isinstance(each, StepReported)}
        tried = {each.step for each in self.consultation.intake.tried}
        own = {step.id for playbook in self.kb.playbooks.values() for step in playbook.steps}
        left = sorted((own | {"printing.saving-mode"}) - reported - tried)
        assume(left)
        step = data.draw(st.sampled_from(left))
        outcome, seen = outcomes_of(self.consultation, data.draw)
        turned = dict(reversed(seen.items()))
        if len(seen) > 1:
            other = Consultation.from_json(self.consultation.to_json(), self.kb).report(step, outcome, turned)
            same_next(other, Consultation.from_json(self.consultation.to_json(), self.kb).report(step, outcome, seen))
        self.happens(lambda one: one.report(step, outcome, seen))

    @rule(data=st.data())
    def something_is_corrected(self, data):
        situation = self.consultation.situation
        names = sorted({*(fact.attribute for fact in situation.memory.facts), *situation.set_aside} - {CHANNEL})
        assume(names)
        name = data.draw(st.sampled_from(names))
        value = replied(self.consultation, data.draw, name)
        self.happens(lambda one: one.correct(name, value))
        self.as_if_said_at_first(name, value)

    def as_if_said_at_first(self, name, value):
        """Unless a step may have changed it since, it is as if ``value`` had been said from the beginning."""
        consultation, events = self.consultation, self.consultation.events
        reports = [each for each in events if isinstance(each, StepReported)]
        checked = {seen.attribute for each in reports for seen in each.seen}
        if name in checked or name in BUILT_IN:
            return
        if self.kb.vocabulary.attributes[name].is_sign and reports:
            return
        intake = consultation.intake
        reported = {each.attribute: each.value for each in intake.reported() if each.attribute != name}
        start = Intake.from_data({**intake.to_data(), "symptoms": {}, "facts": {**reported, name: value}})
        other = Consultation.start(start, self.kb)
        for event in events:
            if isinstance(event, Answered | Corrected) and event.given.attribute == name:
                continue
            try:
                repeat(other, event)
            except DiagnoseError:
                return
        memory, expected = consultation.situation.memory, other.situation.memory
        aside = consultation.situation.set_aside
        if name in aside:
            return
        assert memory.values == expected.values
        assert memory.unknown == expected.unknown
        assert memory.inapplicable == expected.inapplicable
        assert aside == other.situation.set_aside

    @precondition(lambda self: len(self.consultation.events) < MOST)
    @rule(line=st.sampled_from(["line-1", "line-2", "line-3"]), channel=st.sampled_from([None, "phone", "on-site"]))
    def another_line_takes_over(self, line, channel):
        self.happens(lambda one: one.take_over(line, channel))
        standing = self.consultation.situation.standing
        assert standing.at_line == line
        assert line in standing.askable

    @precondition(lambda self: self.consultation.events)
    @rule()
    def the_last_event_is_taken_back(self):
        self.consultation.undo()

    @rule()
    def it_is_resumed_by_somebody_else(self):
        text = self.consultation.to_json()
        resumed = Consultation.from_json(text.encode(), self.kb)
        assert resumed.to_json() == text
        assert resumed.events == self.consultation.events
        same_next(resumed, self.consultation)
        moved, lost = Consultation.move_over(text, self.kb)
        assert (moved.to_json(), lost) == (text, ())
        self.consultation = resumed

    @invariant()
    def the_next_action_makes_sense(self):
        check_action(self.consultation)

    @invariant()
    def what_is_known_follows_from_the_events_alone(self):
        now = self.consultation.situation
        again = situation_of(self.consultation.intake, self.kb, self.consultation.events)
        assert now.memory.facts == again.memory.facts
        assert (now.standing, now.ended_by, now.set_aside) == (again.standing, again.ended_by, again.set_aside)


def repeat(consultation, event):
    """Let ``event`` happen in ``consultation`` too."""
    match event:
        case Answered(given, by, at):
            consultation.answer(given.attribute, given.value, by=by, at=at)
        case Corrected(given, by, at):
            consultation.correct(given.attribute, given.value, by=by, at=at)
        case StepReported(step, outcome, seen, at):
            consultation.report(step, outcome, {each.attribute: each.value for each in seen}, at=at)
        case TakenOver(line, channel):
            consultation.take_over(line, channel)


TestConsulting = Consulting.TestCase
TestConsulting.settings = settings(
    max_examples=60, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


def to_the_end(consultation, draw):
    """Follow the actions line by line, with drawn replies and outcomes, until the case ends; how many there were."""
    kb, asked, told = consultation.kb, [], []
    most = len(kb.vocabulary.attributes) + len(steps_of(kb)) + len(kb.playbooks) + 2 * len(kb.support.lines)
    for count in range(most):
        action = check_action(consultation)
        match action:
            case Ask():
                asked.append(action.attribute)
                consultation.answer(action.attribute, reply(kb, consultation, action.attribute, draw))
            case Do():
                told.append(action.step.id)
                came, seen = outcome(kb, consultation, draw)
                consultation.report(action.step.id, came, seen)
            case Done():
                return count, asked, told
            case HandOver(to_line=line):
                if line == consultation.situation.standing.at_line:
                    return count, asked, told
                consultation.take_over(line, draw.choice([None, "on-site"]))
    raise AssertionError(f"no end after {most} actions: {asked} {told}")


def reply(kb, consultation, name, draw):
    """Something that is not known, half of the time that nobody knows."""
    known = consultation.situation.memory.values.get(name)
    values = replies(kb, name)
    if isinstance(known, tuple):
        taxonomy = kb.vocabulary.taxonomy(name)
        values = sorted(kind for each in known for kind in taxonomy.below(each) if kind not in known)
    return draw.choice([draw.choice(values), NOBODY_KNOWS]) if values else NOBODY_KNOWS


def outcome(kb, consultation, draw):
    complaints = open_complaints(kb, consultation.situation.memory.values)
    curable = sorted(name for name in complaints if normal_values(kb, name))
    came = draw.choice(["failed"] * 5 + ["not-possible", "partly", "fixed"])
    if came != "partly":
        return came, {}
    return (came, {curable[0]: normal_values(kb, curable[0])[0]}) if curable and len(complaints) > 1 else ("failed", {})


@settings(max_examples=80, deadline=None)
@given(start=st.sampled_from(STARTS), seed=st.integers(0, 10_000))
def test_a_consultation_that_follows_the_actions_ends_and_repeats_nothing(start, seed):
    _, asked, told = to_the_end(Consultation.start(Intake(**start), workshop()), Random(seed))
    assert len(told) == len(set(told))
    again = [name for name in asked if asked.count(name) > 1]
    assert set(again) <= {EQUIPMENT, LOCATION}


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 500), seed=st.integers(0, 10_000))
def test_a_consultation_with_the_shipped_playbooks_ends_too(number, seed):
    cases = shipped_intakes()
    consultation = Consultation.start(cases[number % len(cases)], shipped())
    _, asked, told = to_the_end(consultation, Random(seed))
    assert len(told) == len(set(told))
    assert {name for name in asked if asked.count(name) > 1} <= {EQUIPMENT, LOCATION}
    resumed = Consultation.from_json(consultation.to_json(), shipped())
    same_next(resumed, consultation)
    while consultation.events:
        consultation.undo()
    same_next(consultation, Consultation.start(consultation.intake, shipped()))
