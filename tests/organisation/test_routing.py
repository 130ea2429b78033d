"""To whom a case goes: line, sector and vendor, by equipment and place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.decision import Escalation, Standing, Unprecedented, decide
from diagnose.explain import answer
from diagnose.kb.playbook import EscalateTo
from diagnose.support import Sector, Support, SupportLine, Vendor
from diagnose.texts import Text
from diagnose.vocabulary import Taxonomy
from tests.small import EQUIPMENT_TREE, base, complaint, fault, memory, seen, step

ATTRIBUTES = [complaint("c.main")]
LINES = (
    SupportLine("line-1", 0),
    SupportLine("line-2", 1, sectors=("printing",)),
    SupportLine("line-3", 2, sectors=("printing", "network")),
    SupportLine("line-4", 3, vendors=True),
)
SECTORS = {
    "printing": Sector("printing", ("printer",)),
    "network": Sector("network", ("router",)),
    "spb": Sector("spb", (), ("spb",)),
}
VENDORS = {"hp": Vendor("hp", Text.of("HP"), contact="by mail"), "oki": Vendor("oki")}
PLACES = Taxonomy({"spb": None, "spb/office": "spb", "msk": None})


def organisation(playbooks=(), lines=LINES, sectors=None):
    kb = base(ATTRIBUTES, list(playbooks), support=Support(lines, sectors or SECTORS, vendors=VENDORS))
    equipment = Taxonomy(dict(EQUIPMENT_TREE.parents), vendors={"router": "oki"})
    return replace(kb, vocabulary=replace(kb.vocabulary, equipment=equipment, location=PLACES))


def verdict(kb, line="line-1", **values):
    return decide(kb, memory({"c.main": True, **values}), Standing(line, frozenset()))


def passed(outcome="hand-over", vendor=None, to="line-2"):
    return fault("f.a", 0.2, {"c.main": {True: 0.8}}, outcome=outcome, vendor=vendor, escalate=EscalateTo(to))


def test_a_line_without_a_sector_for_the_equipment_is_skipped_where_a_higher_one_has_it():
    kb = organisation()
    found = verdict(kb, equipment=("router",))
    assert isinstance(found.decision, Unprecedented)
    assert (found.decision.to_line, found.decision.sector, found.decision.skipped) == ("line-3", "network", ("line-2",))
    text = answer(found, memory({"c.main": True}), kb)
    assert "Passed over, since it has no sector for this case: line-2." in text
    assert "Пропущено" in answer(found, memory({"c.main": True}), kb, "ru")


def test_a_line_with_the_sector_is_not_skipped():
    found = verdict(organisation(), equipment=("laser",)).decision
    assert (found.to_line, found.sector, found.skipped) == ("line-2", "printing", ())


def test_without_equipment_nobody_is_skipped():
    found = verdict(organisation()).decision
    assert (found.to_line, found.sector, found.skipped) == ("line-2", None, ())


def test_where_no_line_has_the_sector_the_next_one_takes_the_case():
    found = verdict(organisation(lines=(*LINES[:2], replace(LINES[2], sectors=("printing",)))), equipment=("router",))
    assert (found.decision.to_line, found.decision.sector) == ("line-2", None)


def test_a_sector_of_a_place_covers_all_equipment_there_and_a_closer_one_goes_before_it():
    lines = (LINES[0], replace(LINES[1], sectors=("printing", "spb")))
    kb = organisation(lines=lines)
    assert verdict(kb, equipment=("router",), location=("spb/office",)).decision.sector == "spb"
    assert verdict(kb, location=("spb/office",)).decision.sector == "spb"
    assert verdict(kb, equipment=("laser",), location=("spb/office",)).decision.sector == "printing"
    assert verdict(kb, equipment=("router",), location=("msk",)).decision.sector is None


def test_of_two_sectors_for_a_kind_the_one_that_names_the_closer_place_takes_it():
    sectors = {
        "everywhere": Sector("everywhere", ("printer",)),
        "north": Sector("north", ("printer",), ("spb",)),
        "office": Sector("office", ("printer",), ("spb/office",)),
    }
    kb = organisation(lines=(LINES[0], SupportLine("line-2", 1)), sectors=sectors)
    assert verdict(kb, equipment=("laser",), location=("spb/office",)).decision.sector == "office"
    assert verdict(kb, equipment=("laser",), location=("spb",)).decision.sector == "north"
    assert verdict(kb, equipment=("laser",), location=("msk",)).decision.sector == "everywhere"


@pytest.mark.parametrize(("line", "to"), [("line-1", "line-2"), ("line-2", "line-3"), ("line-3", "line-4")])
def test_the_vendors_come_after_the_last_line_that_is_not_theirs(line, to):
    assert verdict(organisation(), line, equipment=("laser",)).decision.to_line == to


def test_the_line_of_the_vendors_keeps_its_case():
    found = verdict(organisation(), "line-4", equipment=("laser",)).decision
    assert (found.to_line, found.skipped) == ("line-4", ())


def test_an_escalation_to_the_vendors_names_the_one_of_the_playbook_else_that_of_the_equipment():
    kb = organisation([passed(vendor="hp")])
    found = verdict(kb, "line-3", equipment=("router",))
    assert isinstance(found.decision, Escalation)
    assert (found.decision.to_line, found.decision.vendor) == ("line-4", "hp")
    assert "Ask there: HP (by mail)." in answer(found, memory({"c.main": True}), kb)
    kb = organisation([passed()])
    found = verdict(kb, "line-3", equipment=("router",))
    assert (found.decision.to_line, found.decision.vendor) == ("line-4", "oki")
    assert "Ask there: oki." in answer(found, memory({"c.main": True}), kb)
    assert verdict(kb, "line-3", equipment=("laser",)).decision.vendor is None
    assert verdict(kb, "line-1", equipment=("router",)).decision.vendor is None


def test_a_playbook_may_send_a_case_to_the_vendors_at_once():
    found = verdict(organisation([passed(vendor="hp", to="line-4")]), equipment=("laser",)).decision
    assert (found.to_line, found.vendor, found.skipped) == ("line-4", "hp", ())


def test_the_line_that_may_take_the_next_step_is_passed_over_for_one_with_the_sector():
    steps = [step("swap", 0.9, by="line-2", via=())]
    kb = organisation([fault("f.a", 0.2, {"c.main": {True: 0.8}}, seen("c.main", True), steps)])
    found = verdict(kb, equipment=("router",)).decision
    assert (found.to_line, found.sector, found.skipped) == ("line-3", "network", ("line-2",))
