"""Whatever an organisation declares: plans keep to it, and cases go to lines and sectors that exist."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Consultation, Do, Escalation, FixPlan, HandOver, Intake, Unprecedented, diagnose
from diagnose.support import Channel, Sector, Support, SupportLine, SupportOption
from tests.small import base, complaint, fault, seen, sign, step

KINDS = ("consultation", "remote", "on-site")
CHANNELS = {
    "phone": Channel("phone", "consultation", ("customer",)),
    "remote": Channel("remote", "remote", ("customer",)),
    "visit": Channel("visit", "on-site", ("customer",)),
}
SECTORS = {
    "printing": Sector("printing", ("printer",)),
    "lasers": Sector("lasers", ("laser",)),
    "network": Sector("network", ("router",)),
}
STEPS = ("one", "two", "three", "four")
RISKS = ("none", "low", "medium", "high")


def some(of):
    return st.lists(st.sampled_from(of), unique=True, max_size=len(of)).map(tuple)


@st.composite
def lines(draw):
    count = draw(st.integers(1, 5))
    vendors = draw(st.booleans()) and count > 1
    return tuple(
        SupportLine(
            f"line-{rank + 1}",
            rank,
            may=draw(some(KINDS)),
            channels=draw(some(sorted(CHANNELS))),
            sectors=draw(some(sorted(SECTORS))),
            competence=draw(st.sampled_from(("mend", "mend", "consult"))),
            vendors=vendors and rank == count - 1,
            risk=draw(st.sampled_from((None, *RISKS))),
            only_steps=draw(some(STEPS)) if draw(st.integers(0, 3)) == 0 else (),
            never_steps=draw(some(STEPS)) if draw(st.integers(0, 3)) == 0 else (),
            hour=draw(st.sampled_from((None, 1.0, 90.0))),
        )
        for rank in range(count)
    )


@st.composite
def knowledge_bases(draw):
    own = draw(lines())
    option = SupportOption("option", channels=draw(some(sorted(CHANNELS))), charges=draw(some((*KINDS, "parts"))))
    support = Support(own, SECTORS, CHANNELS, {"option": option})
    steps = [
        step(
            name,
            draw(st.sampled_from((0.3, 0.6, 0.9))),
            by=draw(st.sampled_from(own)).id,
            via=draw(some(sorted(CHANNELS))),
            risk=draw(st.sampled_from(RISKS)),
            price=draw(st.sampled_from((0.0, 3.0))),
            after=(STEPS[number - 1],) if number and draw(st.booleans()) else (),
        )
        for number, name in enumerate(STEPS)
    ]
    cut = draw(st.integers(1, 3))
    first = fault("f.a", 0.2, {"c.main": {True: 0.8}}, seen("c.main", True), steps[:cut])
    second = fault("f.b", 0.1, {"c.main": {True: 0.6}, "s.one": {True: 0.9}}, None, _loose(steps[cut:], steps[:cut]))
    return base([complaint("c.main"), sign("s.one")], [first, second], support=support, visit=2.0, risk=_FREE)


_FREE = {"none": 0.0, "low": 1.0, "medium": 2.0, "high": 3.0}


def _loose(steps, others):
    """``steps`` without the need of a step of another playbook."""
    gone = {each.id for each in others}
    return [replace(each, after=tuple(name for name in each.after if name not in gone)) for each in steps]


def may(kb, line, planned, offered):
    """The rule once more, as it is read in the documentation."""
    ways = [name for name in planned.via if offered is None or name in offered]
    ways = [name for name in ways if not line.channels or name in line.channels]
    ways = [name for name in ways if not line.may or CHANNELS[name].kind in line.may]
    return (
        line.competence == "mend"
        and kb.support.rank(planned.by) <= line.rank
        and (not line.only_steps or planned.id in line.only_steps)
        and planned.id not in line.never_steps
        and (line.risk is None or RISKS.index(planned.risk) <= RISKS.index(line.risk))
        and (bool(ways) or not planned.via)
    )


INTAKES = st.builds(
    dict,
    equipment=st.sampled_from([(), ("laser",), ("printer",), ("router",)]),
    support=st.sampled_from((None, "option")),
)


def offered_in(kb, given_):
    channels = kb.support.options["option"].channels
    return (channels or None) if given_["support"] else None


@settings(max_examples=150, deadline=None)
@given(kb=knowledge_bases(), given_=INTAKES, data=st.data())
def test_a_plan_holds_no_step_that_its_line_may_not_take_or_the_option_does_not_allow(kb, given_, data):
    here = data.draw(st.sampled_from(kb.support.lines))
    found = diagnose(Intake(symptoms={"c.main": True}, at_line=here.id, askable=[], **given_), kb).decision
    if isinstance(found, FixPlan):
        offered = offered_in(kb, given_)
        assert may(kb, here, found.steps[0].step, offered)
        for planned in found.steps:
            named = max(here, kb.support.line(planned.step.by), key=lambda line: line.rank)
            assert may(kb, named, planned.step, offered)
        before = set()
        for planned in found.steps:
            own = {each.id for playbook in kb.playbooks.values() for each in playbook.steps}
            assert set(planned.step.after) & own <= before
            before.add(planned.step.id)


@settings(max_examples=60, deadline=None)
@given(kb=knowledge_bases(), given_=INTAKES, data=st.data())
def test_a_consultation_tells_a_line_nothing_that_it_may_not_do(kb, given_, data):
    here = data.draw(st.sampled_from(kb.support.lines))
    consultation = Consultation.start(Intake(symptoms={"c.main": True}, at_line=here.id, askable=[], **given_), kb)
    for _ in STEPS:
        action = consultation.next()
        if not isinstance(action, Do):
            break
        assert may(kb, here, action.step, offered_in(kb, given_))
        consultation = consultation.report(action.step.id, "failed")
    if isinstance(action, HandOver):
        goes_somewhere(kb, here, action.decision)


@settings(max_examples=150, deadline=None)
@given(kb=knowledge_bases(), given_=INTAKES, data=st.data())
def test_a_case_goes_to_a_declared_line_above_and_to_a_sector_of_it(kb, given_, data):
    here = data.draw(st.sampled_from(kb.support.lines))
    found = diagnose(Intake(symptoms={"c.main": True}, at_line=here.id, askable=[], **given_), kb).decision
    if isinstance(found, Escalation | Unprecedented):
        goes_somewhere(kb, here, found)


def goes_somewhere(kb, here, found):
    to = kb.support.line(found.to_line)
    assert to is not None
    if here is kb.support.lines[-1]:
        assert to == here
        return
    assert to.rank > here.rank
    if to.vendors:
        assert to.rank == here.rank + 1
    if to.sectors and found.sector is not None:
        assert found.sector in to.sectors
    assert found.sector is None or found.sector in kb.support.sectors
    assert set(found.skipped) <= {line.id for line in kb.support.lines[here.rank + 1 : to.rank]}
