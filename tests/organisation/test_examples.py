"""The three organisations of examples/organisations: their knowledge is sound, and what they declare is what happens."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from diagnose import Advice, Consultation, Do, Escalation, FixPlan, HandOver, Intake, Severity, diagnose, load
from diagnose.authoring.checking import check_folder
from diagnose.authoring.config import Config
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.authoring.suite import read_suite
from diagnose.decision import EscalationReason

FOLDER = Path(__file__).parents[2] / "examples" / "organisations"
NAMES = ("bank", "office", "provider")
NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_the_knowledge_of(name):
    found = check_folder(FOLDER / name, Config()).findings
    assert [str(each) for each in found if each.severity >= Severity.WARNING] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_fixture_case_passes_in(name):
    kb, suite = load(FOLDER / name), read_suite(FOLDER / name)
    assert len(suite.cases) >= 15
    assert [
        each.case.name
        for each in (run_case(case, kb, FOLDER / name) for case in suite.cases)
        if each.state is not CaseState.PASSED
    ] == []


# an office


STUCK = {"print.result": "nothing", "print.queue": "jobs-stuck"}


def test_the_helpdesk_of_the_office_may_not_clear_a_queue():
    kb = load(FOLDER / "office")
    here = diagnose(Intake(equipment="printer", symptoms=STUCK, askable=[], reported_at=NOON), kb)
    assert isinstance(here.decision, FixPlan)
    assert [each.step.id for each in here.decision.steps] == ["restart-spooler"]
    assert (here.decision.then_to, here.decision.then_sector) == ("administrators", "printing")
    assert "Everybody in the office: covered, without an end" in here.explain("en")
    there = diagnose(Intake(equipment="printer", symptoms=STUCK, askable=[], at_line="administrators"), kb)
    assert isinstance(there.decision, FixPlan)
    assert [each.step.id for each in there.decision.steps] == ["restart-spooler", "clear-print-queue"]


# an internet provider


NO_LIGHT = {"access.internet": "none", "access.power_lamp": "lit", "ont.los_lamp": "red"}
ALONE = {"access.neighbours": "online", "access.maintenance": False}


def subscriber(**more):
    return Intake(equipment="fibre-terminal", symptoms=NO_LIGHT, facts=ALONE, askable=[], reported_at=NOON, **more)


def test_the_contact_centre_of_the_provider_consults_and_records():
    kb = load(FOLDER / "provider")
    found = diagnose(subscriber(), kb).decision
    assert isinstance(found, Escalation)
    assert (found.to_line, found.sector, found.reason) == ("engineers", "fibre", EscalationReason.ABOVE_LINE)
    works = Intake(
        equipment="fibre-terminal",
        symptoms={"access.internet": "none", "access.power_lamp": "lit"},
        facts={"access.neighbours": "offline", "access.maintenance": True},
        askable=[],
    )
    assert isinstance(diagnose(works, kb).decision, Advice)


def test_a_consultation_at_the_contact_centre_only_asks_tells_and_hands_over():
    kb = load(FOLDER / "provider")
    action = Consultation.start(subscriber(), kb).next()
    assert isinstance(action, HandOver)
    assert action.to_line == "engineers"
    action = Consultation.start(subscriber(at_line="engineers"), kb).next()
    assert isinstance(action, Do)
    assert action.step.id == "straighten-fibre-cord"


def test_the_crew_of_the_district_gets_its_own_district():
    kb = load(FOLDER / "provider")
    found = diagnose(subscriber(location="south/mill-lane"), kb).decision
    assert (found.to_line, found.sector) == ("engineers", "south")


def test_a_visit_is_charged_to_a_home_and_not_under_a_business_contract():
    kb = load(FOLDER / "provider")
    at_home = diagnose(subscriber(at_line="engineers"), kb)
    assert {each.step.id: each.charged for each in at_home.decision.steps} == {
        "straighten-fibre-cord": (),
        "clean-fibre-connector": ("on-site",),
        "replace-fibre-cord": ("on-site", "parts"),
    }
    assert "оплачивает заявитель: выезд на место, запчасти и материалы" in at_home.explain("ru")
    bakery = diagnose(subscriber(at_line="engineers", contract="B-1042"), kb)
    assert [each.charged for each in bakery.decision.steps] == [(), (), ()]
    assert "Business contract: covered until 2027-06-30" in bakery.explain("en")


# a bank


CHIP = {"pay.card": "card-not-read"}
FACTS = {"pay.contactless": True, "pay.cards_affected": "every-card"}
DONE = ["insert-card-again", "clean-chip-reader"]


def terminal(**more):
    said = {"equipment": "portable-terminal", "symptoms": CHIP, "facts": FACTS, "askable": [], "reported_at": NOON}
    return Intake(**{**said, **more})


def test_field_engineers_are_chosen_by_the_place_of_the_shop():
    kb = load(FOLDER / "bank")
    found = diagnose(terminal(location="south/market", tried=DONE), kb).decision
    assert (found.to_line, found.sector) == ("field", "terminals-south")
    found = diagnose(terminal(location="north", tried=DONE), kb).decision
    assert (found.to_line, found.sector) == ("field", "terminals-north")


def test_field_engineers_have_no_sector_for_cash_machines():
    kb = load(FOLDER / "bank")
    found = diagnose(Intake(equipment="cash-machine", askable=[]), kb).decision
    assert (found.to_line, found.sector, found.skipped) == ("payments", "cash-machines", ("field",))


def test_only_the_experts_go_to_the_manufacturer_and_name_it():
    kb = load(FOLDER / "bank")
    found = diagnose(terminal(at_line="payments", tried=[*DONE, "swap-payment-terminal"]), kb)
    assert (found.decision.to_line, found.decision.vendor) == ("manufacturers", "terminal-maker")
    assert "Ask there: Manufacturer of the terminals (the service portal named in agreement K-77)." in found.explain()


def test_a_terminal_is_covered_by_its_serial_number_until_the_last_day():
    kb = load(FOLDER / "bank")
    covered = diagnose(terminal(at_line="field", serial="PT-700118", tried=DONE), kb)
    assert "Warranty of the terminal: covered until 2027-03-01" in covered.explain("en")
    assert [each.charged for each in covered.decision.steps] == [()]
    later = datetime(2027, 3, 2, 9, tzinfo=UTC)
    ended = diagnose(
        terminal(at_line="field", serial="PT-700118", support="warranty", tried=DONE, reported_at=later), kb
    )
    assert "Warranty of the terminal: ended on 2027-03-01" in ended.explain("en")
    assert [each.charged for each in ended.decision.steps] == [("on-site",)]
    assert "Гарантия на терминал: срок истёк 2027-03-01" in ended.explain("ru")
