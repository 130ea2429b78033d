"""What else might be tried: near misses, playbooks of sibling equipment, precedents - and what would have to differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagnose import Intake, diagnose, load
from diagnose.case import Precedent
from diagnose.decision import Alternatives, FailedCondition, NearMiss, Sibling, alternatives_of, decide
from diagnose.desk.alternatives import alternatives_data
from diagnose.explain.alternatives import alternatives
from diagnose.rules.conditions import AllOf
from tests.small import base, complaint, fault, memory, seen, sign

PARTS = [complaint("print.noise"), complaint("print.smell"), sign("lid.open"), sign("fan.dusty"), sign("belt.worn")]
NOISY = {"print.noise": {True: 0.8}}


def both(*conditions):
    return AllOf(conditions)


def found_in(playbooks, values, precedents=(), **settings):
    kb = base(PARTS, playbooks, **settings)
    known = memory(values)
    return alternatives_of(decide(kb, known), known, kb, precedents)


def noisy(name, *conditions, **more):
    return fault(name, shows=NOISY, when=both(seen("print.noise", True), *conditions), **more)


def test_a_playbook_with_one_condition_that_fails_is_a_near_miss():
    playbook = noisy("lid", seen("lid.open", True))
    found = found_in([playbook], {"print.noise": True, "lid.open": False})
    assert found == Alternatives(
        near=(NearMiss("lid", 1, (FailedCondition("lid.open", seen("lid.open", True).written, "value", False),)),)
    )


def test_a_near_miss_that_observation_contradicts_is_shown_but_no_way_to_go_on():
    found = found_in([noisy("lid", seen("lid.open", True))], {"print.noise": True, "lid.open": False})
    assert found.near
    assert not found.any


def test_an_open_condition_says_that_nobody_was_asked():
    found = found_in([noisy("lid", seen("lid.open", True))], {"print.noise": True})
    assert found.near[0].failed[0].state == "never-asked"
    assert found.any


def test_two_conditions_that_fail_are_too_many():
    playbook = noisy("lid", seen("lid.open", True), seen("fan.dusty", True))
    assert not found_in([playbook], {"print.noise": True}).near
    assert found_in([playbook], {"print.noise": True, "fan.dusty": True}).near


def test_the_same_equipment_alone_makes_no_near_miss():
    playbook = fault("lid", shows=NOISY, when=seen("lid.open", True), scope=("laser",))
    assert not found_in([playbook], {"equipment": ("laser",), "print.noise": True, "lid.open": False}).near


def test_what_holds_is_no_alternative_to_itself():
    assert not found_in([noisy("noise")], {"print.noise": True}).any


def test_a_playbook_of_sibling_equipment_that_shows_the_complaint_is_an_alternative():
    playbook = noisy("bearing", seen("fan.dusty", True), scope=("router",))
    found = found_in([playbook], {"equipment": ("printer",), "print.noise": True})
    (sibling,) = found.siblings
    assert (sibling.playbook, sibling.equipment, sibling.shows) == ("bearing", ("router",), ("print.noise",))
    assert [(each.attribute, each.state) for each in sibling.failed] == [
        ("equipment", "value"),
        ("fan.dusty", "never-asked"),
    ]


def test_a_sibling_whose_conditions_are_known_not_to_hold_is_none():
    playbook = noisy("bearing", seen("fan.dusty", True), scope=("router",))
    assert not found_in([playbook], {"equipment": ("printer",), "print.noise": True, "fan.dusty": False}).any


def test_a_sibling_that_does_not_show_the_complaint_is_none():
    playbook = noisy("bearing", scope=("router",))
    assert not found_in([playbook], {"equipment": ("printer",), "print.smell": True}).any


@pytest.mark.parametrize("kind", ["laser", "printer", "device"])
def test_equipment_above_and_below_is_no_sibling(kind):
    playbook = noisy("belt", seen("belt.worn", True), seen("fan.dusty", True), scope=(kind,))
    assert found_in([playbook], {"equipment": ("printer",), "print.noise": True}).siblings == ()


def test_a_cousin_counts_through_its_own_parent_only():
    """A laser printer is a sibling of routers by what is above it; a router is none of a laser printer's."""
    about_routers = noisy("port", scope=("router",))
    about_lasers = noisy("drum", scope=("laser",))
    assert found_in([about_routers], {"equipment": ("laser",), "print.noise": True}).any
    assert not found_in([about_lasers], {"equipment": ("router",), "print.noise": True}).siblings


def test_five_of_each_kind_are_enough():
    playbooks = [noisy(f"lid-{number}", seen("lid.open", True)) for number in range(9)]
    siblings = [noisy(f"port-{number}", scope=("router",)) for number in range(9)]
    many = [Precedent(str(number), 0.9, "solved") for number in range(9)]
    found = found_in([*playbooks, *siblings], {"equipment": ("printer",), "print.noise": True}, many)
    assert (len(found.near), len(found.siblings), len(found.precedents)) == (5, 5, 5)


def test_a_precedent_counts_from_the_limit_on():
    precedents = [Precedent("1", 0.8, "solved"), Precedent("2", 0.69, "solved"), Precedent("3", 0.9, "withdrawn")]
    found = found_in([], {"print.noise": True}, precedents, precedent=0.7)
    assert found == Alternatives(precedents=(precedents[0],))


def test_without_any_the_case_has_none():
    found = found_in([], {"print.noise": True})
    assert (found, found.any) == (Alternatives(), False)


KB = load("playbooks")
UNHEARD_OF = Intake.parse(Path("examples/intakes/unprecedented.yaml").read_text(encoding="utf-8"))
CLOSE = Precedent("17", 0.83, "solved", None, None, ("access.internet=none",))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "What else might be tried",
                "What nearly fits, and what would have to be different",
                "asks for access.maintenance: true, reported: no",
                "case 17, 83 % alike: solved",
            ],
        ),
        (
            "ru",
            [
                "Что ещё можно попробовать",
                "Что почти подходит и что должно быть иначе",
                "требуется access.maintenance: true, сообщили: нет",
                "случай 17, сходство 83 %: решён",
            ],
        ),
    ],
)
def test_alternatives_are_said_in_both_languages(language, said):
    diagnosis = diagnose(UNHEARD_OF, KB, [CLOSE])
    text = alternatives(diagnosis.alternatives(), diagnosis.verdict, KB, language)
    assert [each for each in said if each not in text] == []


def test_a_sibling_is_said_with_what_it_shows_and_what_is_different():
    kb = base(PARTS, [noisy("bearing", seen("fan.dusty", True), scope=("router",))])
    known = memory({"equipment": ("printer",), "print.noise": True})
    verdict = decide(kb, known)
    text = alternatives(alternatives_of(verdict, known, kb), verdict, kb, "en")
    assert "bearing (bearing)\n    shows as well: print.noise: yes\n    asks for equipment" in text
    assert "reported: printer" in text


def test_that_there_is_none_is_said():
    kb = base(PARTS, [])
    known = memory({"print.noise": True})
    verdict = decide(kb, known)
    assert alternatives(Alternatives(), verdict, kb, "ru").startswith("Ничего похожего")


def test_alternatives_are_plain_data():
    written = alternatives_data(diagnose(UNHEARD_OF, KB, [CLOSE]).alternatives())
    assert json.loads(json.dumps(written)) == written
    assert written["schema"] == "diagnose/alternatives/1"
    assert [each["case"] for each in written["precedents"]] == ["17"]
    assert all(each["failed"] for each in written["near_misses"])


def test_a_sibling_in_data_names_its_equipment():
    sibling = Sibling("a.b", ("router",), ("print.noise",), ())
    assert alternatives_data(Alternatives(siblings=(sibling,)))["siblings"] == [
        {"playbook": "a.b", "equipment": ["router"], "shows": ["print.noise"], "failed": []}
    ]
