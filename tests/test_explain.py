"""Explanations: every decision in both languages, why and why not, and what customers' texts cannot do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from diagnose.case import Intake
from diagnose.decision import (
    EscalationReason,
    MoreFacts,
    UnprecedentedReason,
    Verdict,
)
from diagnose.errors import UsageError
from diagnose.explain import Against, answer, explain, explain_why, explain_why_not, what_would_change, why, why_not
from diagnose.explain.messages import LANGUAGES, MESSAGES, PLACEHOLDERS, holes, say
from diagnose.explain.words import Words, clean
from diagnose.facts import DoesNotApply, Duration, Fact, Unknown, Version, WorkingMemory
from diagnose.kb.base import KnowledgeBase, SignIndex
from diagnose.kb.playbook import Shown
from diagnose.questions import Question, QuestionReason
from diagnose.rules.conditions import AllOf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import Between, HasAll, Operator, Within
from diagnose.rules.rule import Rule
from diagnose.vocabulary import BUILT_IN, Attribute, AttributeType
from tests.small_printing import DECISIONS, FACTS, FADED, QUESTION, WORN, small_kb, verdict

GOLDEN = Path(__file__).parent / "golden"
MOMENT = datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def kb() -> KnowledgeBase:
    return small_kb()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DECISIONS)
def test_the_explanation_of_each_decision_reads_as_it_was_approved(kb: KnowledgeBase, name: str, language: str) -> None:
    questions = (QUESTION,) if name in {"more-facts", "plan"} else ()
    found = verdict(kb, DECISIONS[name], questions=questions)
    approved = (GOLDEN / f"{name}.{language}.txt").read_text("utf-8")
    assert explain(found, found.inference.memory, kb, language) == approved


@pytest.mark.parametrize("name", DECISIONS)
def test_an_answer_is_an_explanation_with_parts_left_out(kb: KnowledgeBase, name: str) -> None:
    found = verdict(kb, DECISIONS[name])
    places = re.compile(r" \[[^ ]+:\d+:\d+\]$", re.MULTILINE)
    whole = places.sub("", explain(found, found.inference.memory, kb, "en")).splitlines()
    short = answer(found, found.inference.memory, kb, "en").splitlines()
    assert [line for line in short if line not in whole] == []
    assert len(short) < len(whole)


# why, why not


def test_why_shows_every_condition_with_what_was_reported(kb: KnowledgeBase) -> None:
    found = why("printing.toner-empty", verdict(kb, DECISIONS["plan"]), kb)
    assert [(each.written, each.stands) for each in found.standings] == [
        ("equipment: laser-printer", "holds"),
        ("print.output: faded", "holds"),
        ("printer.supplies: used-up", "holds"),
        ("none: [printer.drum_error: true]", "assumed"),
    ]
    page = explain_why(found, kb, "en")
    assert "yes: print.output: faded, reported: too light [printing/toner-empty.yaml:8:3]" in page
    assert "taken for granted: none: [printer.drum_error: true]" in page


def test_why_not_names_the_condition_that_failed_and_where_it_stands(kb: KnowledgeBase) -> None:
    found = why_not("printing.laser-off", verdict(kb, DECISIONS["plan"]), kb)
    assert (found.kind, found.total, len(found.standings)) == (Against.REFUTED, 3, 1)
    page = explain_why_not(found, kb, "en")
    assert "ruled out: 1 of 3 conditions do not hold" in page
    assert "no: print.output: blank, reported: too light [printing/laser-off.yaml:8:3]" in page


def test_why_not_says_which_report_bars_a_playbook(kb: KnowledgeBase) -> None:
    barred = verdict(kb, DECISIONS["unprecedented"], (*FACTS, Fact("printer.drum_error", True)))
    page = explain_why_not(why_not("printing.toner-empty", barred, kb), kb, "en")
    assert "must not be so: printer.drum_error: true, reported: yes [printing/toner-empty.yaml:13:7]" in page


def test_why_not_of_an_open_playbook_says_what_it_waits_for(kb: KnowledgeBase) -> None:
    question = Question("printer.pages", QuestionReason.GATE, ("customer",), 1.0, 1.0)
    opened = verdict(kb, MoreFacts((question,)), FACTS[:2], (question,))
    found = why_not("printing.toner-empty", opened, kb)
    assert (found.kind, found.waits_for) == (Against.OPEN, ("printer.pages",))
    assert "How many pages since the last cartridge? (printer.pages)" in explain_why_not(found, kb, "en")


def test_why_not_of_a_less_likely_fault_lists_the_facts_against_it(kb: KnowledgeBase) -> None:
    found = why_not("printing.drum-worn", verdict(kb, DECISIONS["plan"]), kb)
    assert (found.kind, [each.attribute for each in found.against]) == (Against.LESS_LIKELY, ["printer.supplies"])
    page = explain_why_not(found, kb, "en")
    assert "less likely: unlikely (9 %)" in page
    assert "printer.supplies: used-up: speaks strongly against it (12 times less likely)" in page


def test_why_not_of_the_chosen_fault_says_that_it_was_chosen(kb: KnowledgeBase) -> None:
    assert why_not("printing.toner-empty", verdict(kb, DECISIONS["plan"]), kb).kind is Against.CHOSEN


def test_why_not_of_a_retired_playbook_names_its_successor(kb: KnowledgeBase) -> None:
    page = explain_why_not(why_not("printing.old", verdict(kb, DECISIONS["plan"]), kb), kb, "en")
    assert "it is retired; printing.drum-worn took its place" in page


def test_an_unknown_playbook_is_refused_with_the_nearest_name(kb: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match=r"did you mean 'printing\.toner-empty'"):
        why_not("printing.toner-emtpy", verdict(kb, DECISIONS["plan"]), kb)


# what would change


def test_each_answer_to_an_open_question_is_followed_up(kb: KnowledgeBase) -> None:
    def decide(memory: WorkingMemory) -> Verdict:
        broken = memory.values.get("printer.drum_error") is True
        return verdict(kb, DECISIONS["escalation" if broken else "plan"])

    changes = what_would_change(verdict(kb, DECISIONS["plan"], questions=(QUESTION,)), kb, decide)
    assert [(each.attribute, each.answer, each.same) for each in changes] == [
        ("printer.drum_error", True, False),
        ("printer.drum_error", False, True),
    ]
    found = verdict(kb, DECISIONS["plan"], questions=(QUESTION,))
    page = explain(found, found.inference.memory, kb, "en", changes=changes)
    assert "if the answer is yes: hand over to Specialists (line-2): The toner cartridge is empty" in page
    assert "if the answer is no: the same decision" in page


@pytest.mark.parametrize(
    ("attribute", "written", "answers"),
    [
        (Attribute("a.x", AttributeType.NUMBER, low=0.0), Between(low=0.0, high=10.0), [0.0, 5.0, 10.0, 11.0]),
        (Attribute("a.x", AttributeType.DURATION), Between(low=Duration(90)), [89.0, 90.0, 91.0]),
        (Attribute("a.x", AttributeType.DATE), Between(high=MOMENT), [MOMENT]),
        (Attribute("a.x", AttributeType.VERSION), Between(low=Version("1.10")), [Version("1.10")]),
        (Attribute("a.x", AttributeType.SET), HasAll(frozenset({"moved"})), [frozenset(), frozenset({"moved"})]),
        (
            Attribute("a.x", AttributeType.TAXONOMY),
            Within(("attic",), frozenset({"attic"}), frozenset()),
            [("attic",)],
        ),
    ],
)
def test_questions_of_every_type_are_followed_up(
    kb: KnowledgeBase, attribute: Attribute, written: Operator, answers: list[object]
) -> None:
    asks = replace(WORN, condition=AllOf((FADED, Test("a.x", written))), shows=(Shown("print.output", "faded", 0.9),))
    vocabulary = replace(kb.vocabulary, attributes={**kb.vocabulary.attributes, "a.x": attribute})
    playbooks = {asks.id: asks}
    rules = RuleBase.build([Rule(asks.id, asks.condition, stratum=1)], vocabulary)
    known = replace(kb, vocabulary=vocabulary, playbooks=playbooks, rules=rules, signs=SignIndex([asks]))
    found = verdict(known, DECISIONS["plan"], questions=(replace(QUESTION, attribute="a.x"),))
    changes = what_would_change(found, known, lambda _: found)
    assert [each.answer for each in changes] == answers


# facts and contradictions


def test_an_observation_that_contradicts_a_conclusion_is_listed_and_kept(kb: KnowledgeBase) -> None:
    found = verdict(kb, DECISIONS["plan"], (*FACTS, Fact("printer.supplies", "fine")))
    page = explain(found, found.inference.memory, kb, "en")
    assert "printer.supplies: fine (as reported), used-up (printing.supplies-used-up). The observation is kept." in page


def test_the_four_states_of_an_attribute_are_told_apart(kb: KnowledgeBase) -> None:
    facts = (*FACTS[:3], Fact("printer.toner_low", Unknown("customer")), Fact("printer.drum_error", DoesNotApply()))
    found = verdict(kb, DECISIONS["plan"], facts)
    page = answer(found, found.inference.memory, kb, "en")
    assert "Does it say that toner is low? - not known (the customer was asked)" in page
    assert "Does it show a drum error? - does not apply" in page


# texts from outside


def test_control_characters_and_braces_in_texts_stay_harmless() -> None:
    assert clean("a\x1b[31mb\u202ec\nd\x00") == "a\ufffd[31mb\ufffdc d\ufffd"
    assert say("decision.say", "en", text="{fault} {text}") == "Say: {fault} {text}"


def test_a_text_in_another_language_says_so(kb: KnowledgeBase) -> None:
    assert Words(kb, "ru").fault("printing.laser-off") == "The laser is off [en]"


# the catalogue


@pytest.mark.parametrize("key", MESSAGES)
def test_every_message_has_the_same_placeholders_in_all_languages(key: str) -> None:
    assert set(MESSAGES[key]) == set(LANGUAGES)
    found = {holes(MESSAGES[key][language]) for language in LANGUAGES}
    assert len(found) == 1
    assert set(found.pop()) <= PLACEHOLDERS


def test_no_placeholder_is_declared_in_vain() -> None:
    used = {hole for row in MESSAGES.values() for message in row.values() for hole in holes(message)}
    assert used == PLACEHOLDERS


@pytest.mark.parametrize("key", MESSAGES)
def test_russian_messages_are_russian(key: str) -> None:
    english, russian = MESSAGES[key]["en"], MESSAGES[key]["ru"]
    words = re.sub(r"\{[a-z]+\}|[^A-Za-zА-Яа-яЁё]", "", english)
    assert not words or re.search("[А-Яа-яЁё]", russian)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "unlikely (under 1 %)"),
        (0.094, "unlikely (9 %)"),
        (0.5, "about even (50 %)"),
        (0.999, "practically certain (over 99 %)"),
    ],
)
def test_chances_are_said_in_words_and_whole_per_cent(kb: KnowledgeBase, chance: float, words: str) -> None:
    assert Words(kb, "en").chance(chance) == words


@pytest.mark.parametrize(
    ("log_odds", "words"),
    [
        (3.0, "сильно подтверждает (в 20 раз вероятнее)"),
        (1.1, "подтверждает (в 3 раза вероятнее)"),
        (3.5, "сильно подтверждает (в 33 раза вероятнее)"),
        (0.1, "почти ничего не меняет"),
        (-1.61, "говорит против (в 5 раз менее вероятно)"),
    ],
)
def test_weights_are_said_in_times(kb: KnowledgeBase, log_odds: float, words: str) -> None:
    assert Words(kb, "ru").weight(log_odds) == words


@pytest.mark.parametrize(
    "key",
    [
        *(f"unprecedented.{reason.value}" for reason in UnprecedentedReason),
        *(f"escalation.{reason.value}" for reason in EscalationReason),
        *(f"question.{reason.value}" for reason in QuestionReason),
        *(f"decision.{outcome}" for outcome in ("no-fault", "out-of-scope", "how-to")),
        *(f"outcome.{outcome}" for outcome in ("no-fault", "out-of-scope", "how-to")),
        *(f"why-not.{kind.value}" for kind in Against),
        *(f"story.{field}" for field in ("story", "since", "changed", "impact")),
        *(f"unit.{unit}" for unit in ("s", "min", "h", "d")),
        *(f"ask.{name}" for name in BUILT_IN),
        *(f"attribute.{name}" for name in BUILT_IN),
    ],
)
def test_whatever_the_types_can_say_has_a_message(key: str) -> None:
    assert key in MESSAGES


def test_the_customers_words_are_quoted_and_harmless(kb: KnowledgeBase) -> None:
    found = verdict(kb, DECISIONS["plan"])
    told = Intake(story="{fault}\tsays [en]", since="Monday", changed="nothing", impact="late")
    page = answer(found, found.inference.memory, kb, "en", intake=told)
    assert (
        "In the customer's words\n"
        '  "{fault} says [en]"\n'
        '  since: "Monday"\n'
        '  changed before: "nothing"\n'
        '  consequence: "late"\n'
    ) in page


def test_a_date_without_a_time_is_said_without_one(kb: KnowledgeBase) -> None:
    made = Attribute("lamp.made", AttributeType.DATE)
    vocabulary = replace(kb.vocabulary, attributes={**kb.vocabulary.attributes, made.id: made})
    words = Words(replace(kb, vocabulary=vocabulary), "en")
    zone = timezone(timedelta(hours=3))
    assert words.value("lamp.made", datetime(2016, 3, 1, tzinfo=zone)) == "2016-03-01"
    assert words.value("lamp.made", datetime(2016, 3, 1, 9, 30, tzinfo=zone)) == "2016-03-01 09:30+03:00"
