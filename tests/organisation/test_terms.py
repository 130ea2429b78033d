"""What the customer is entitled to on a day, and how it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from diagnose import Consultation, Intake, diagnose
from diagnose.decision import Coverage, terms_of
from diagnose.support import Entitlement, Support, SupportLine, SupportOption
from diagnose.texts import Text
from tests.small import SUPPORT, base, complaint, fault, seen, step

WARRANTY = SupportOption(
    "warranty", Text.of({"en": "Warranty", "ru": "Гарантия"}), level="standard", channels=("phone",)
)
PAID = SupportOption("paid", Text.of("Paid repair"), charges=("on-site",))
FREE = SupportOption("self-service")
LASER = Entitlement("laser", "warranty", equipment=("printer",), serials=("SN1",), until=date(2027, 3, 1))
OLD = Entitlement("old", "warranty", customer="c-1", until=date(2026, 1, 31))
EVERYBODY = Entitlement("everybody", "paid")


def organisation(*entitlements):
    support = Support(
        (SupportLine("line-1", 0), SupportLine("line-2", 1)),
        channels=SUPPORT.channels,
        options={each.id: each for each in (WARRANTY, PAID, FREE)},
        entitlements=entitlements,
    )
    mended = fault("f.a", 0.2, {"c.main": {True: 0.8}}, seen("c.main", True), [step("mend")])
    return base([complaint("c.main")], [mended], support=support)


def at(day):
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)


COVERED = Coverage("warranty", "laser", date(2027, 3, 1), None, "standard", ("phone",))


def test_an_entitlement_covers_what_it_names():
    kb = organisation(LASER)
    intake = Intake(equipment="laser", serial="sn1")
    assert terms_of(kb, intake, at("2026-11-22")) == COVERED
    assert terms_of(kb, intake, None) == COVERED
    assert terms_of(kb, Intake(equipment="laser", serial="SN2"), at("2026-11-22")) == Coverage()
    assert terms_of(kb, Intake(equipment="router", serial="SN1"), at("2026-11-22")) == Coverage()


def test_the_last_day_is_covered_and_the_next_one_not():
    kb = organisation(LASER)
    intake = Intake(equipment="laser", serial="SN1", support="warranty")
    assert terms_of(kb, intake, at("2027-03-01")) == COVERED
    assert terms_of(kb, intake, at("2027-03-02")) == Coverage(ended=LASER)


def test_the_day_is_that_of_the_time_zone_of_the_knowledge_base():
    kb = organisation(LASER)
    late = datetime(2027, 3, 1, 22, tzinfo=UTC)
    intake = Intake(equipment="laser", serial="SN1")
    assert terms_of(kb, intake, late) == COVERED
    from dataclasses import replace

    moscow = replace(kb, settings=replace(kb.settings, timezone="Europe/Moscow"))
    assert terms_of(moscow, intake, late) == Coverage(ended=LASER)


def test_what_everybody_has_stands_in_for_what_has_run_out():
    kb = organisation(OLD, EVERYBODY)
    found = terms_of(kb, Intake(customer="c-1", support="warranty"), at("2026-11-22"))
    assert found == Coverage("paid", "everybody", None, OLD, None, None, ("on-site",))
    assert terms_of(kb, Intake(customer="c-1"), at("2026-11-22")).ended is None


@pytest.mark.parametrize("entitlements", [(), (LASER,)])
def test_an_option_that_needs_no_entitlement_is_taken_at_its_word(entitlements):
    kb = organisation(*entitlements)
    assert terms_of(kb, Intake(support="self-service"), at("2026-11-22")) == Coverage("self-service")


def test_without_entitlements_any_option_is_taken_at_its_word():
    assert terms_of(organisation(), Intake(support="warranty"), None) == Coverage(
        "warranty", level="standard", channels=("phone",)
    )
    assert terms_of(organisation(), Intake(), None) == Coverage()


def explained(kb, lang, **intake):
    return diagnose(Intake(symptoms={"c.main": True}, askable=[], **intake), kb).explain(lang)


def test_the_term_is_said_in_both_languages():
    covered = {"equipment": "laser", "serial": "SN1", "reported_at": at("2026-11-22")}
    assert "Warranty: covered until 2027-03-01" in explained(organisation(LASER), "en", **covered)
    assert "Гарантия: действует до 2027-03-01" in explained(organisation(LASER), "ru", **covered)
    gone = {"customer": "c-1", "support": "warranty", "reported_at": at("2026-11-22")}
    assert "Warranty: ended on 2026-01-31" in explained(organisation(OLD, EVERYBODY), "en", **gone)
    assert "Гарантия: срок истёк 2026-01-31" in explained(organisation(OLD, EVERYBODY), "ru", **gone)
    assert "Paid repair: covered, without an end" in explained(organisation(OLD, EVERYBODY), "en", **gone)


def test_a_diagnosis_says_its_terms_as_data():
    intake = Intake(
        symptoms={"c.main": True}, equipment="laser", serial="SN1", askable=[], reported_at=at("2026-11-22")
    )
    assert diagnose(intake, organisation(LASER)).to_data()["coverage"] == {
        "option": "warranty",
        "entitlement": "laser",
        "until": "2027-03-01",
        "ended": None,
        "level": "standard",
        "channels": ["phone"],
        "charges": [],
    }
    late = Intake(symptoms={"c.main": True}, customer="c-1", support="warranty", reported_at=at("2026-11-22"))
    ended = diagnose(late, organisation(OLD)).to_data()["coverage"]["ended"]
    assert ended == {"option": "warranty", "entitlement": "old", "on": "2026-01-31"}


def test_equipment_that_is_told_later_is_looked_up_again():
    kb = organisation(LASER)
    intake = Intake(symptoms={"c.main": True}, serial="SN1", channel="phone", reported_at=at("2026-11-22"))
    consultation = Consultation.start(intake, kb)
    assert consultation.situation.standing.terms == Coverage()
    told = consultation.answer("equipment", "laser")
    assert told.situation.standing.terms == COVERED
