"""Random work on random cases against a naive model, on a real file: what may happen happens, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from diagnose.case import Case, CaseStatus
from diagnose.casework import AUTOMATIC
from diagnose.desk.situation import open_complaints
from diagnose.errors import CaseChangedError, RefusedError
from diagnose.record import Record
from diagnose.record.casebook import Casebook
from tests.casework.office import EMPTY, FADED, NEW, NINE, NOISY, office
from tests.consultation.watching import normal_values, replies
from tests.record.clock import Clock

LINES = ("front", "line-1", "line-2", "line-3", "makers")
PEOPLE = ("desk-1", "engineer-2", "customer")
HOUR = timedelta(hours=1)
OPEN, CLOSES = 9, 18


@cache
def attributes():
    return tuple(sorted(name for name in office().vocabulary.attributes if "." in name))


@cache
def steps():
    playbooks = office().playbooks
    return (*sorted({step.id for each in playbooks.values() for step in each.steps}), *sorted(playbooks))


def worked(start, end):
    """The naive count of working seconds: every quarter of an hour looked at by itself."""
    quarter, seconds, at = timedelta(minutes=15), 0.0, start
    while at < end:
        seconds += 900.0 if at.weekday() < 5 and OPEN <= at.hour < CLOSES else 0.0
        at += quarter
    return seconds


class Naive:
    """What must be true of a case, told in the simplest way."""

    def __init__(self, line):
        self.line = line
        self.status = "open"
        self.events = 0
        self.seals = ()
        self.runs: list[tuple[datetime, datetime | None]] = []
        self.responded: datetime | None = None
        self.target = None
        self.stays = [line]

    def start(self, at):
        if not self.runs or self.runs[-1][1] is not None:
            self.runs.append((at, None))

    def stop(self, at):
        if self.runs and self.runs[-1][1] is None:
            self.runs[-1] = (self.runs[-1][0], at)

    def consumed(self, at):
        return sum(worked(start, end or at) for start, end in self.runs)


class RandomWork(RuleBasedStateMachine):
    """Only moments that are whole quarters of an hour, so that the naive count is exact."""

    cases = Bundle("cases")

    @initialize()
    def begin(self):
        self.folder = TemporaryDirectory()
        self.clock = Clock(NINE)
        self.record = Record.open(Path(self.folder.name) / "cases.db")
        self.book = Casebook(self.record, office(), self.clock)
        self.known: dict[str, Naive] = {}
        self.settled_before: set[str] = set()

    def teardown(self):
        if hasattr(self, "record"):
            self.record.close()
            self.folder.cleanup()

    @rule(quarters=st.integers(1, 80))
    def time_passes(self, quarters):
        self.clock.now += quarters * timedelta(minutes=15)

    @rule(target=cases, intake=st.sampled_from([FADED, EMPTY, NEW, NOISY]), line=st.sampled_from(LINES[:4]))
    @precondition(lambda self: len(self.known) < 4)
    def new(self, intake, line):
        case = self.book.new(intake, by="desk-1", line=line)
        model = self.known[case.id] = Naive(line)
        model.target = 28800.0 if intake.support else None
        model.start(self.clock.now)
        self.keep(case)
        return case.id

    def keep(self, case):
        """The history has grown, and by nothing but what came after."""
        model = self.known[case.id]
        seals = tuple(event.seal for event in case.events)
        assert seals[: len(model.seals)] == model.seals
        model.seals, model.events = seals, len(seals)

    def attempt(self, name, command, *args, by="desk-1", **more):
        """The case afterwards; None when it was refused, which leaves no trace."""
        model = self.known[name]
        before = self.record.events(name)
        try:
            case = command(name, *args, by=by, **more)
        except RefusedError as error:
            assert error.reason
            assert self.record.events(name) == before
            return None
        self.keep(case)
        if by != "customer" and model.responded is None and command != self.book.prioritise:
            model.responded = self.clock.now
        return case

    def settled(self, name):
        return self.known[name].status in ("resolved", "closed")

    @rule(name=cases, attribute=st.sampled_from(attributes()), data=st.data(), by=st.sampled_from(PEOPLE))
    def tell(self, name, attribute, data, by):
        value = data.draw(st.sampled_from(replies(office(), attribute)))
        case = self.attempt(name, self.book.tell, attribute, value, corrects=data.draw(st.booleans()), by=by)
        assert case is None or not self.settled(name)

    @rule(name=cases, attribute=st.sampled_from(attributes()), of=st.none() | st.sampled_from(("customer", *LINES)))
    def ask(self, name, attribute, of):
        case = self.attempt(name, self.book.ask, attribute, of=of)
        assert case is None or not self.settled(name)

    @rule(name=cases, step=st.sampled_from(steps()), outcome=st.sampled_from(["fixed", "failed", "not-possible"]))
    def try_step(self, name, step, outcome):
        case = self.attempt(name, self.book.try_step, step, outcome)
        if case is None:
            return
        assert not self.settled(name)
        declared = next((s for p in office().playbooks.values() for s in p.steps if s.id == step), None)
        if declared is not None:
            line = office().support.line(self.known[name].line)
            assert line.competence == "mend"
            assert step not in line.never_steps
            assert LINES.index(declared.by) <= line.rank

    @rule(name=cases)
    def mend_a_part(self, name):
        case = self.book.case(name)
        if case.settled:
            return
        complaints = open_complaints(office(), self.book.consultation(name).situation.memory.values)
        curable = [each for each in sorted(complaints) if normal_values(office(), each)]
        if len(complaints) > 1 and curable:
            seen = {curable[0]: normal_values(office(), curable[0])[0]}
            self.attempt(name, self.book.try_step, "shake-cartridge", "partly", seen)

    @rule(name=cases, line=st.sampled_from(LINES))
    def help(self, name, line):
        case = self.attempt(name, self.book.help, "look here", line=line, by="engineer-2")
        assert (case is not None) == (not self.settled(name) and line != self.known[name].line)

    @rule(name=cases, to=st.none() | st.sampled_from(LINES), vendor=st.sampled_from([None, "hp", "brother"]))
    def escalate(self, name, to, vendor):
        model = self.known[name]
        case = self.attempt(name, self.book.escalate, to_line=to, vendor=vendor, because="so it is")
        if case is None:
            return
        assert not self.settled(name)
        assert LINES.index(case.line) > LINES.index(model.line)
        assert to in (None, case.line)
        assert case.line != "makers" or case.vendor is not None
        self.moved(model, case)

    @rule(name=cases, to=st.none() | st.sampled_from(LINES), because=st.sampled_from(["", "so it is"]))
    def give_back(self, name, to, because):
        model = self.known[name]
        case = self.attempt(name, self.book.give_back, to_line=to, because=because)
        below = LINES.index(model.line) > 0 if to is None else LINES.index(to) < LINES.index(model.line)
        assert (case is not None) == (not self.settled(name) and bool(because) and below)
        if case is not None:
            assert LINES.index(case.line) < LINES.index(model.line)
            self.moved(model, case)

    def moved(self, model, case):
        model.line, model.status = case.line, "open"
        model.stays.append(case.line)
        model.start(self.clock.now)

    @rule(name=cases, on=st.sampled_from(["customer", "vendor"]), hours=st.none() | st.integers(-1, 30))
    def wait(self, name, on, hours):
        model = self.known[name]
        until = None if hours is None else self.clock.now + hours * HOUR
        case = self.attempt(name, self.book.wait, on, until=until, vendor="hp" if on == "vendor" else None)
        assert (case is not None) == (model.status == "open" and (hours is None or hours > 0))
        if case is not None:
            model.status = "waiting"
            model.stop(self.clock.now)

    @rule(name=cases)
    def resume(self, name):
        model = self.known[name]
        case = self.attempt(name, self.book.resume)
        assert (case is not None) == (model.status == "waiting")
        if case is not None:
            model.status = "open"
            model.start(self.clock.now)

    @rule(name=cases, urgency=st.sampled_from(["can-wait", "urgent"]))
    def prioritise(self, name, urgency):
        model = self.known[name]
        case = self.attempt(name, self.book.prioritise, impact="everybody", urgency=urgency, because="so it is")
        assert (case is not None) == (not self.settled(name))
        if case is not None and model.target is not None:
            model.target = 7200.0 if urgency == "urgent" else 28800.0

    @rule(
        name=cases,
        ending=st.sampled_from(["solved", "no-fault", "how-to", "out-of-scope", "went-away", "duplicate", "withdrawn"]),
        text=st.sampled_from(["", "mended"]),
        fault=st.none() | st.sampled_from(sorted(office().playbooks)),
    )
    def resolve(self, name, ending, text, fault):
        model = self.known[name]
        case = self.attempt(name, self.book.resolve, ending, text=text, fault=fault)
        if ending in ("went-away", "duplicate", "withdrawn"):
            assert (case is not None) == (not self.settled(name))
        if case is None:
            return
        if ending == "solved" and LINES.index(model.line) < LINES.index("line-3"):
            self.check_grounds(case)
        self.settled_before.add(name)
        model.status = "resolved"
        model.stop(self.clock.now)

    def check_grounds(self, case):
        """A smell of which nothing else is known may only be solved below the expert line like one before it."""
        told = {event.kind for event in case.events if event.kind in ("told", "tried")}
        if case.intake.symptoms == NEW.symptoms and not told:
            assert self.settled_before - {case.id}

    @rule(name=cases)
    def reopen(self, name):
        model = self.known[name]
        case = self.attempt(name, self.book.reopen, because="it is back")
        assert (case is not None) == self.settled(name)
        if case is not None:
            model.status = "open"
            model.start(self.clock.now)

    @rule(name=cases)
    def close(self, name):
        model = self.known[name]
        case = self.attempt(name, self.book.close)
        assert (case is not None) == (model.status == "resolved")
        if case is not None:
            model.status = "closed"

    @rule()
    def tick(self):
        for case in self.book.tick():
            model = self.known[case.id]
            self.keep(case)
            last = [event for event in case.events if event.deed.by == AUTOMATIC and event.kind != "diagnosed"][-1]
            assert last.kind in ("resumed", "escalated")
            if last.kind == "resumed":
                model.status = "open"
                model.start(self.clock.now)
            else:
                assert model.consumed(self.clock.now) >= last.what.fraction * model.target
                self.moved(model, case)

    @rule(name=cases)
    def somebody_was_faster(self, name):
        case = self.book.case(name)
        with pytest.raises(CaseChangedError):
            self.book.help(name, "too late", by="engineer-2", line="line-2", version=case.version - 1)
        assert self.book.case(name) == case

    @invariant()
    def everything_holds(self):
        for name, model in getattr(self, "known", {}).items():
            case = self.book.case(name)
            assert case == Case.of(name, self.record.events(name))
            assert self.record.breaks(name) == ()
            assert (case.version, case.line, case.status) == (model.events, model.line, CaseStatus(model.status))
            assert [stay.line for stay in case.stays] == model.stays
            self.check_clocks(name, model)

    def check_clocks(self, name, model):
        found = self.book.deadlines(name)
        if model.target is None:
            assert found.resolve is None
            return
        assert found.resolve.target == model.target
        assert found.resolve.consumed == pytest.approx(model.consumed(self.clock.now))
        assert (found.respond.met_at is not None) == (model.responded is not None or self.settled(name))
        assert found.resolve.breached == (model.consumed(self.clock.now) > model.target)


RandomWork.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRandomWork = RandomWork.TestCase


def test_the_naive_count_counts_working_time():
    friday = datetime(2026, 11, 6, 17, 0, tzinfo=UTC)
    assert worked(friday, friday + timedelta(days=3)) == 9 * 3600.0
