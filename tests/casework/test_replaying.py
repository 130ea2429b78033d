"""Decisions made again: the same bytes, or every difference in words."""

from __future__ import annotations

from dataclasses import replace

from diagnose import casework
from diagnose.case import Case, Precedent
from diagnose.case.chain import follow, genesis
from diagnose.case.events import Deed, Diagnosed, Opened
from diagnose.casework import Difference, LeftOut, consulted, replay
from diagnose.errors import NotKeptError
from tests.casework.office import EMPTY, FADED, NEW, NINE, Desk, office
from tests.consultation.workshop import PARTS, workshop

CLOSE = Precedent("3", 0.99, "solved", fixed_by="shake-cartridge", shared=("device.smell=yes",))


GONE = PARTS["gone"].replace("printing.toner-empty", "printing.damp-paper")


def drafted(part):
    """A playbook that takes no part any more."""
    return PARTS[part].replace("title:", "status: draft\ntitle:", 1)


def long_case():
    desk = Desk(FADED)
    desk.tell("printer.toner_low", True)
    desk.tried("shake-cartridge", "fixed")
    desk.resolve()
    desk.do(casework.reopen, because="x")
    desk.tell("printer.power", True, channel="on-site")
    desk.up()
    desk.tell("printer.toner_low", False, corrects=True)
    desk.do(casework.give_back, because="y")
    return desk


def test_every_decision_of_a_case_comes_out_the_same():
    desk = long_case()
    found = replay(desk.case, lambda digest: {desk.kb.digest: desk.kb}[digest])
    assert [each.number for each in found] == [
        event.number for event in desk.case.events if isinstance(event.what, Diagnosed)
    ]
    assert len(found) == 4
    assert all(each.same and not each.differences for each in found)
    assert found[0].words() == "event 3: the same bytes"
    assert found[0].words("ru") == "событие 3: те же байты"


def test_the_precedents_of_the_day_are_handed_in_again():
    desk = Desk(NEW)
    found = casework.decided(desk.case, desk.kb, lambda _: (CLOSE,))
    assert found is not None
    assert (found[0].decision, found[0].reason, found[0].closest, found[0].looked) == (
        "escalation",
        "precedent",
        0.99,
        True,
    )
    desk.add(found[0], by=casework.AUTOMATIC)
    assert [each.same for each in replay(desk.case, lambda _: desk.kb)] == [True, True]


def test_nobody_looks_for_precedents_where_a_plan_is_found():
    desk = Desk(EMPTY)
    found = casework.decided(desk.case, desk.kb, lambda _: 1 / 0)
    assert found is not None
    assert found[0].looked is False


def test_that_nobody_was_found_is_not_that_nobody_looked():
    desk = Desk(NEW)
    looked = casework.decided(desk.case, desk.kb, lambda _: ())
    assert looked is not None
    assert (looked[0].looked, looked[0].closest) == (True, 0.0)
    assert looked[0].sha256 != desk.case.last.sha256
    assert desk.case.last.looked is False


def test_another_knowledge_base_decides_otherwise_and_the_differences_are_listed():
    desk = Desk(EMPTY)
    other = office(toner=drafted("toner"), gone=GONE)
    found = replay(desk.case, lambda _: other)[0]
    assert not found.same
    assert Difference("decision", "plan", "unprecedented") in found.differences
    assert "fault: printing.toner-empty then, not there now" in found.words()
    assert "fault: тогда printing.toner-empty, теперь ничего" in found.words("ru")
    assert found.to_data()["differences"][0].keys() == {"place", "before", "now"}


def test_another_version_of_the_library_is_named_when_the_bytes_differ():
    desk = Desk(EMPTY)
    then = replace(desk.case.last, library="0.0.1", sha256="0" * 64)
    desk.add(then)
    found = replay(desk.case, lambda _: desk.kb)[-1]
    assert (found.same, found.differences, found.library) == (False, (), "0.0.1")
    assert "the same decision in other bytes (library 0.0.1, now" in found.words()


def test_a_knowledge_base_that_is_not_there_is_said():
    desk = Desk(EMPTY)

    def missing(digest):
        raise NotKeptError("not kept", digest)

    found = replay(desk.case, missing)[0]
    assert (found.same, found.problem) == (False, "not kept")
    assert found.words() == "event 3: cannot be decided again: not kept"


def test_a_decision_that_does_not_name_its_knowledge_base_is_said():
    desk = Desk(EMPTY)
    deeds = [(Deed("diagnose", NINE, "line-1"), desk.case.last)]
    case = desk.case.after(follow(desk.case.version, desk.case.head, deeds))
    assert replay(case, lambda _: desk.kb)[-1].words() == (
        "event 4: cannot be decided again: event 4 does not name its knowledge base"
    )


def test_a_case_that_does_not_fit_the_knowledge_base_is_said():
    desk = Desk(NEW)
    found = replay(desk.case, lambda _: workshop())[0]
    assert "event 2: cannot be decided again: device.smell" not in found.words()
    assert "unknown attribute 'device.smell'" in found.words()


def test_what_another_knowledge_base_does_not_know_is_left_out_of_the_consultation():
    desk = long_case()
    less = office(toner=drafted("toner"), drum=drafted("drum"), gone=GONE)
    assert [each.number for each in consulted(desk.case, less).left_out] == [
        event.number for event in desk.case.events if event.kind == "tried"
    ]
    assert consulted(desk.case, less).left_out[0].reason.startswith("there is no step 'shake-cartridge'")
    assert consulted(desk.case, desk.kb).left_out == ()


def test_an_attribute_that_is_gone_is_left_out_too():
    desk = Desk(FADED)
    desk.tell("device.smell", True)
    assert (
        consulted(desk.case, workshop()).left_out == (LeftOut(4, "device.smell: unknown attribute 'device.smell'"),)
        or len(consulted(desk.case, workshop()).left_out) == 1
    )


def test_a_history_of_another_making_may_say_only_in_the_deed_which_line_has_the_case():
    opened = [(Deed("desk-1", NINE, "line-2"), Opened(FADED))]
    case = Case.of("7", follow(0, genesis("7"), opened))
    assert casework.consultation_of(case, office()).situation.standing.at_line == "line-2"
    elsewhere = Case.of("7", follow(0, genesis("7"), [(Deed("desk-1", NINE, "nowhere"), Opened(FADED))]))
    assert casework.consultation_of(elsewhere, office()).situation.standing.at_line == "front"
