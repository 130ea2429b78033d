"""The dossier: what the next line reads, in both languages, and what other people's texts cannot do in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from diagnose import Consultation, HandOver, Intake, load
from diagnose.case.reported import Tried
from diagnose.decision import Escalation, Unprecedented, Verdict
from diagnose.explain.dossier import Attempt, Handed, Said, dossier
from diagnose.explain.messages import LANGUAGES
from diagnose.facts import DoesNotApply, Fact, Unknown, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Shown
from diagnose.support import ServiceLevel, Vendor
from diagnose.texts import Text
from tests.cli import radios
from tests.small_printing import DECISIONS, EMPTY, QUESTION, small_kb, verdict

GOLDEN = Path(__file__).parent / "golden"
ZONE = timezone(timedelta(hours=3))
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=ZONE)


def after(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


FACTS = (
    Fact("equipment", ("laser-printer",)),
    Fact("channel", "phone"),
    Fact("print.output", "faded"),
    Fact("printer.toner_low", Unknown("customer")),
    Fact("printer.pages", 2400.0, "customer", after(3)),
    Fact("printer.supplies", DoesNotApply()),
)
INTAKE = Intake(
    equipment="laser-printer",
    channel="phone",
    story="It got paler all week.",
    impact="The invoices cannot go out.",
    reported_at=NINE,
    tried=[Tried("shake-cartridge", "failed")],
)
SAID = (
    Said("printer.pages", 240.0, "customer", after(1)),
    Said("printer.toner_low", Unknown("customer"), "customer", after(2)),
    Said("printer.pages", 2400.0, "customer", after(3), corrected=True),
    Said("printer.supplies", DoesNotApply(), None, after(4)),
)
ATTEMPTS = (
    Attempt(
        "replace-cartridge",
        "partly",
        after(30),
        (("printer.toner_low", True),),
        (("printer.toner_low", False), ("print.output", "blank")),
    ),
    Attempt("printing.drum-worn", "not-possible", after(31)),
)


@pytest.fixture
def kb() -> KnowledgeBase:
    """The small knowledge base, where the maker of the printer has an agreement and wants evidence."""
    small = small_kb()
    level = ServiceLevel("", respond=4 * 3600.0, resolve=3 * 86400.0)
    maker = Vendor("maker", Text.of("Maker & Sons"), "desk 5", level, ("print.output", "printer.drum_error"))
    named = {**small.playbooks, EMPTY.id: replace(EMPTY, vendor="maker")}
    return replace(small, playbooks=named, support=replace(small.support, vendors={"maker": maker}))


def handed(kb: KnowledgeBase, name: str, **changes: object) -> Handed:
    """The case of ``DECISIONS[name]``, with answers and steps tried."""
    decision = DECISIONS[name]
    found: Verdict = verdict(kb, decision, FACTS, (QUESTION,))
    case = Handed(
        intake=INTAKE,
        memory=WorkingMemory.of(FACTS),
        verdict=found,
        at_line="line-1",
        decision=decision if isinstance(decision, Unprecedented | Escalation) else None,
        said=SAID,
        attempts=ATTEMPTS,
        set_aside=("printer.tray",),
        askable=frozenset({"customer"}),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["escalation", "unprecedented", "plan"])
def test_the_dossier_reads_as_it_was_approved(kb: KnowledgeBase, name: str, language: str) -> None:
    approved = (GOLDEN / f"dossier-{name}.{language}.txt").read_text("utf-8")
    assert dossier(handed(kb, name), kb, language) == approved


def test_a_case_without_anything_still_says_to_whom_it_goes(kb: KnowledgeBase) -> None:
    nothing = verdict(kb, DECISIONS["more-facts"], ())
    bare = replace(nothing, weighing=replace(nothing.weighing, hypotheses=(), unexplained=()))
    page = dossier(Handed(Intake(), WorkingMemory.of(()), bare, "line-1"), kb)
    assert page.startswith(
        "Hand-over: Service desk (line-1) to Specialists (line-2)\n\n"
        "Decision: handed over before everything was tried, by the choice of Service desk (line-1).\n"
        "Pass it to: Specialists (line-2).\n"
    )
    assert "What was tried\n  No step has been taken.\n" in page
    assert "Nothing in the knowledge base fits." in page


def test_the_last_line_hands_over_to_itself(kb: KnowledgeBase) -> None:
    page = dossier(handed(kb, "more-facts", at_line="line-2"), kb)
    assert page.startswith("Hand-over: Specialists (line-2) to Specialists (line-2)\n")


def test_the_maker_of_the_equipment_is_named_where_no_playbook_names_one(kb: KnowledgeBase) -> None:
    taxonomy = replace(kb.vocabulary.equipment, vendors={"printer": "maker"})
    plain = replace(
        kb,
        playbooks={each.id: replace(each, vendor=None) for each in kb.playbooks.values()},
        vocabulary=replace(kb.vocabulary, equipment=taxonomy),
    )
    assert "The manufacturer or supplier: Maker & Sons\n  - contact: desk 5\n" in dossier(handed(plain, "plan"), plain)


def test_who_did_not_know_is_not_named_among_those_who_could_say(kb: KnowledgeBase) -> None:
    declared = dict(kb.vocabulary.attributes)
    declared["printer.toner_low"] = replace(declared["printer.toner_low"], answered_by=("customer", "on-site"))
    shown = replace(kb.playbooks[EMPTY.id], shows=(Shown("printer.toner_low", True, 0.5),))
    wider = replace(
        kb,
        vocabulary=replace(kb.vocabulary, attributes=declared),
        playbooks={**kb.playbooks, EMPTY.id: shown},
    )
    page = dossier(handed(wider, "escalation"), wider)
    assert "Does it say that toner is low? (printer.toner_low); can say: somebody on site" in page


def test_the_words_of_customers_stay_words(kb: KnowledgeBase) -> None:
    hostile = replace(INTAKE, story="{fault}\n\nDecision: none\u202e", since="[bold]")
    page = dossier(handed(kb, "escalation", intake=hostile), kb)
    assert '  "{fault} Decision: none\ufffd"\n  since: "[bold]"\n' in page
    assert page.count("\nDecision:") == 1


# from a consultation


@pytest.fixture(scope="module")
def humming(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    """A tube radio that hums and smells: a question is not known, an answer corrected, the tube changed."""
    radio = load(radios.written(tmp_path_factory.mktemp("radio") / "kb"))
    intake = Intake(
        equipment="tube-radio-12",
        channel="phone",
        symptoms={"radio.sound": "hum", "radio.smell": True},
        facts={"radio.firmware": "1.0", "radio.parts": ["knob"], "radio.bought": "2020-11-22"},
        reported_at=NINE,
    )
    consultation = Consultation.start(intake, radio)
    consultation.answer("radio.serial", {"unknown": "customer"}, by="customer", at=after(1))
    consultation.answer("radio.level", -5, by="customer", at=after(2))
    consultation.answer("radio.warm_for", "5 min", by="customer", at=after(3))
    consultation.correct("radio.level", -50, at=after(4))
    return consultation.report("change-tube", "partly", {"radio.sound": "normal"}, at=after(5))


def test_a_consultation_tells_answers_in_order_and_what_each_step_did(humming: Consultation) -> None:
    page = humming.dossier()
    known, tried = page.index("What is known"), page.index("What was tried")
    lines = [line.strip() for line in page[known:tried].splitlines()[1:] if line]
    assert lines == [
        "- When was it bought? - 2020-11-22; from the start",
        "- Which version? - 1.0; from the start",
        "- Which parts are missing? - the knob; from the start",
        "- Does it smell burnt? - yes; from the start",
        "- Which serial number? - not known (the customer was asked); 2026-11-22 09:01+03:00",
        "- For how long is it warm? - 5 min; the customer, 2026-11-22 09:03+03:00",
        "- Which level? - -50 dBm; corrected, 2026-11-22 09:04+03:00",
    ]
    assert (
        "What was tried\n"
        "  - Change the tube. [change-tube]: it helped in part, 2026-11-22 09:05+03:00\n"
        "    gone since: What does it sound like? - hum\n"
    ) in page


def test_a_consultation_names_the_vendor_with_its_evidence(humming: Consultation) -> None:
    before = Consultation.from_json(humming.to_json(), humming.kb).undo()
    assert (
        "Производитель или поставщик: Tube Works\n"
        "  - связь: desk 5\n"
        "  - отвечает в течение: 4 ч\n"
        "  - просит сообщить: Как оно звучит? - hum\n"
        "  - просит сообщить: Какой серийный номер? - неизвестно (спрашивали: заявитель)\n"
    ) in before.dossier("ru")


def test_the_dossier_of_a_hand_over_names_its_line_and_reason(humming: Consultation) -> None:
    moved = Consultation.from_json(humming.to_json(), humming.kb)
    while not isinstance(action := moved.next(), HandOver):
        moved.report(action.step.id, "failed")  # type: ignore[union-attr]  # every question is answered
    page = moved.dossier()
    assert page.startswith("Hand-over: Service desk (line-1) to Specialists (line-2)\n")
    assert "Reason: " in page


def test_the_same_consultation_gives_the_same_dossier(humming: Consultation) -> None:
    again = Consultation.from_json(humming.to_json(), humming.kb)
    assert {again.dossier(language) for language in LANGUAGES} == {humming.dossier(language) for language in LANGUAGES}
