"""What closed cases do to a decision: they keep a case from being unprecedented, and are shown beside any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagnose import Consultation, ConsultationError, Escalation, Intake, Unprecedented, UsageError, diagnose, load
from diagnose.case import Precedent
from diagnose.decision import EscalationReason, UnprecedentedReason
from diagnose.desk import HandOver

KB = load("playbooks")
UNHEARD_OF = Intake.parse(Path("examples/intakes/unprecedented.yaml").read_text(encoding="utf-8"))
KNOWN = Intake.parse(Path("examples/intakes/fix-plan.yaml").read_text(encoding="utf-8"))
CLOSE = Precedent("17", 0.83, "solved", None, "replace-toner-cartridge", ("print.output=faded", "word:шум"))
FAR = Precedent("9", 0.2, "solved", "printing.toner-empty", "gone-step", ("equipment>laser-printer",))


def test_without_precedents_nothing_is_said_of_them():
    plain = diagnose(UNHEARD_OF, KB)
    assert isinstance(plain.decision, Unprecedented)
    assert (plain.decision.precedents, plain.decision.closest) == ((), None)
    assert "precedent" not in plain.to_json().replace("unprecedented", "")


def test_a_closed_case_that_is_close_enough_makes_it_an_escalation_to_the_line_above():
    plain, decision = diagnose(UNHEARD_OF, KB).decision, diagnose(UNHEARD_OF, KB, [CLOSE, FAR]).decision
    assert decision == Escalation(
        to_line=plain.to_line,
        reason=EscalationReason.PRECEDENT,
        fault=None,
        sector=plain.sector,
        near_misses=plain.near_misses,
        unexplained=plain.unexplained,
        precedents=(CLOSE, FAR),
        closest=0.83,
    )


def test_without_one_it_is_unprecedented_and_says_how_close_the_closest_is():
    decision = diagnose(UNHEARD_OF, KB, [FAR]).decision
    assert isinstance(decision, Unprecedented)
    assert decision.reason is UnprecedentedReason.NOTHING_FITS
    assert (decision.precedents, decision.closest) == ((FAR,), 0.2)


def test_where_somebody_looked_in_vain_the_closest_is_not_close_at_all():
    assert diagnose(UNHEARD_OF, KB, []).decision.closest == 0.0


@pytest.mark.parametrize("ending", ["duplicate", "withdrawn"])
def test_a_case_in_which_nobody_found_out_anything_is_no_precedent(ending):
    decision = diagnose(UNHEARD_OF, KB, [Precedent("3", 0.99, ending), FAR]).decision
    assert isinstance(decision, Unprecedented)
    assert decision.closest == 0.2


def test_the_limit_is_the_one_of_the_knowledge_base():
    at_limit = Precedent("3", KB.settings.precedent, "solved")
    below = Precedent("3", KB.settings.precedent - 1e-9, "solved")
    assert isinstance(diagnose(UNHEARD_OF, KB, [at_limit]).decision, Escalation)
    assert isinstance(diagnose(UNHEARD_OF, KB, [below]).decision, Unprecedented)


def test_precedents_never_change_what_a_playbook_decides():
    plain, beside = diagnose(KNOWN, KB), diagnose(KNOWN, KB, [CLOSE])
    assert beside.decision == plain.decision
    assert beside.hypotheses == plain.hypotheses
    assert beside.verdict.precedents == (CLOSE,)


def test_a_document_with_precedents_names_them_and_the_limit():
    written = diagnose(UNHEARD_OF, KB, [CLOSE]).to_data()
    entry = {
        "case": "17",
        "like": 0.83,
        "ending": "solved",
        "fault": None,
        "fixed_by": "replace-toner-cartridge",
        "shared": ["print.output=faded", "word:шум"],
    }
    assert written["decision"]["closest"] == 0.83
    assert written["decision"]["precedents"] == [entry]
    assert written["trace"]["precedents"] == [entry]
    assert written["trace"]["precedent_limit"] == KB.settings.precedent
    plain = diagnose(UNHEARD_OF, KB).to_data()
    assert {key: each for key, each in written["trace"].items() if not key.startswith("precedent")} == plain["trace"]


@pytest.mark.parametrize(
    ("precedents", "said"),
    [
        ([{"case": "17"}], "a dict is no Precedent"),
        ([Precedent("17", 1.5)], "likeness lies in"),
        ([Precedent("17", float("nan"))], "likeness lies in"),
        ([CLOSE] * 101, "101 precedents are more than the limit of 100"),
    ],
)
def test_what_is_no_precedent_is_refused(precedents, said):
    with pytest.raises(UsageError, match=said):
        diagnose(UNHEARD_OF, KB, precedents)
    with pytest.raises(UsageError, match=said):
        Consultation.start(UNHEARD_OF, KB, precedents)


SAID = {
    "en": [
        "no playbook explains it, but a closed case is close enough to go by (precedent).",
        "Case 17 is the closest of the closed cases: 83 % alike. From {limit} on that is a precedent.",
        "case 17, 83 % alike: solved",
        "cause: nothing that a playbook knows",
        'the word "шум…"',
        "case 9, 20 % alike: solved",
        "cause: The toner cartridge is used up (printing.toner-empty)",
        "what ended it: gone-step\n",
        "Equipment: Laser printer",
    ],
    "ru": [
        "есть достаточно похожий закрытый случай (прецедент).",
        "Ближайший из закрытых случаев - 17: сходство 83 %. Начиная с {limit} это прецедент.",
        "случай 17, сходство 83 %: решён",
        "причина: сценария для неё нет",
        "слово «шум…»",
        "причина: Закончился тонер в картридже (printing.toner-empty)",
        "общее: ",
    ],
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_explanation_says_what_is_shared_how_it_ended_and_what_ended_it(language):
    limit = f"{KB.settings.precedent:.0%}".replace("%", " %")
    explained = diagnose(UNHEARD_OF, KB, [CLOSE, FAR]).explain(language)
    assert [each for each in SAID[language] if each.format(limit=limit) not in explained] == []


@pytest.mark.parametrize(
    ("precedents", "said"),
    [
        ([FAR], "Case 9 is the closest of the closed cases: 20 % alike."),
        ([], "No closed case has anything in common with it that would be worth naming."),
    ],
)
def test_an_unprecedented_case_says_how_close_the_closest_is(precedents, said):
    assert said in diagnose(UNHEARD_OF, KB, precedents).explain("en")


def test_a_plan_shows_precedents_as_a_lead():
    assert "case 17, 83 % alike: solved" in diagnose(KNOWN, KB, [CLOSE]).explain("en")


def handed_over(precedents):
    """A consultation in which nobody can be asked anything more."""
    intake = Intake.from_data({**UNHEARD_OF.to_data(), "askable": []})
    return Consultation.start(intake, KB, precedents)


def test_a_consultation_hands_over_with_the_precedent():
    consultation = handed_over([CLOSE, FAR])
    while not isinstance(consultation.next(), HandOver):
        consultation.report(consultation.next().step.id, "failed")
    decision = consultation.next().decision
    assert decision.precedents == (CLOSE, FAR)
    assert "case 17, 83 % alike: solved" in consultation.dossier("en")
    assert "случай 17, сходство 83 %: решён" in consultation.dossier("ru")
    assert consultation.next().to_data()["decision"]["closest"] == 0.83


@pytest.mark.parametrize("precedents", [None, [], [CLOSE, FAR]])
def test_a_saved_consultation_keeps_its_precedents(precedents):
    consultation = handed_over(precedents)
    again = Consultation.from_json(consultation.to_json(), KB)
    assert again.precedents == consultation.precedents
    assert again.to_json() == consultation.to_json()
    assert again.diagnosis().to_json() == consultation.diagnosis().to_json()
    assert ("precedents" in consultation.to_data()) == (precedents is not None)
    moved, _ = Consultation.move_over(consultation.to_json(), KB)
    assert moved.precedents == consultation.precedents


def test_taking_something_back_keeps_the_precedents():
    consultation = handed_over([CLOSE])
    before = consultation.to_json()
    consultation.take_over("line-2").undo()
    assert consultation.to_json() == before


@pytest.mark.parametrize(
    ("precedents", "path"),
    [
        ("none", "precedents"),
        ([17], "precedents[0]"),
        ([{"case": "17"}], "precedents[0].like"),
        ([{"case": "17", "like": 2}], "precedents[0].like"),
        ([{"like": 0.5}], "precedents[0].case"),
        ([{"case": "17", "like": 0.5, "colour": "red"}], "precedents[0].colour"),
        ([{"case": "17", "like": 0.5, "shared": {"a": 1}}], "precedents[0].shared"),
        ([{"case": "17", "like": 0.5}] * 101, "precedents"),
    ],
)
def test_precedents_edited_by_hand_are_refused_with_their_place(precedents, path):
    saved = {**handed_over([CLOSE]).to_data(), "precedents": precedents}
    with pytest.raises(ConsultationError) as refused:
        Consultation.from_json(json.dumps(saved), KB)
    assert refused.value.findings[0].path == path
