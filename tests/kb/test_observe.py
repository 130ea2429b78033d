"""An intake is typed by the vocabulary, and every mistake in it names its path."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.errors import IntakeError
from diagnose.facts import DoesNotApply, Fact, Unknown, Version
from diagnose.kb.compile import compile_documents
from diagnose.kb.observe import observe, steps_of
from diagnose.kb.playbook import Playbook, Step
from diagnose.rules.conditions import ALWAYS
from diagnose.texts import Text
from tests.kb.folders import documents

KB, _ = compile_documents(documents())


def test_everything_reported_becomes_a_typed_fact():
    intake = Intake(
        location="msk/office-3",
        equipment=["laser-printer", "router"],
        channel="phone",
        support="warranty",
        symptoms={"print.output": "faded", "printer.toner_low": True},
        facts={"printer.pages": 1500, "printer.firmware": "1.10", "printer.changes": ["moved"]},
        reported_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    memory = observe(intake, KB)
    assert dict(memory.values) == {
        "channel": "phone",
        "equipment": ("laser-printer", "router"),
        "location": ("msk/office-3",),
        "print.output": "faded",
        "printer.changes": frozenset({"moved"}),
        "printer.firmware": Version("1.10"),
        "printer.pages": 1500.0,
        "printer.toner_low": True,
        "support": "warranty",
    }
    assert memory.reported_at == datetime(2026, 11, 22, tzinfo=UTC)


def test_what_is_left_out_is_absent():
    memory = observe(Intake(symptoms={"print.output": "faded"}), KB)
    assert dict(memory.values) == {"print.output": "faded"}
    assert memory.facts == (Fact("print.output", "faded"),)


def test_unknown_and_does_not_apply_are_states_of_their_own():
    memory = observe(Intake(facts={"print.output": Unknown("customer"), "printer.pages": DoesNotApply()}), KB)
    assert dict(memory.unknown) == {"print.output": "customer"}
    assert memory.inapplicable == {"printer.pages"}


def test_former_names_count_as_what_they_are_called_now():
    memory = observe(Intake(equipment="laserjet", symptoms={"print.look": "pale"}), KB)
    assert dict(memory.values) == {"equipment": ("laser-printer",), "print.output": "faded"}


def test_names_in_another_case_are_the_same_names():
    memory = observe(Intake(equipment="Laser-Printer", symptoms={"Print.Output": "Faded"}), KB)
    assert dict(memory.values) == {"equipment": ("laser-printer",), "print.output": "faded"}


def test_a_fact_keeps_who_reported_it_and_when():
    told = {
        "attribute": "print.output",
        "value": "faded",
        "source": "monitor",
        "at": "2026-11-22T09:00Z",
        "about": "printer",
    }
    memory = observe(Intake(facts=[told]), KB)
    assert memory.facts == (Fact("print.output", "faded", "monitor", datetime(2026, 11, 22, 9, tzinfo=UTC), "printer"),)


def test_a_step_tried_that_no_playbook_has_names_what_was_meant():
    known = min(steps_of(KB))
    observe(Intake(tried=[known]), KB)
    with pytest.raises(IntakeError) as caught:
        observe(Intake(tried=[known, f"{known}x"]), KB)
    assert [(each.code, each.path, each.advice) for each in caught.value.findings] == [
        ("PB205", "tried[1]", f"did you mean {known!r}?")
    ]


def test_steps_of_retired_playbooks_may_have_been_tried():
    retired = replace(KB, playbooks={}, retired=KB.playbooks, derived={})
    assert steps_of(retired) == steps_of(KB) != {}


def test_a_former_id_of_a_step_stands_for_the_present_one():
    step = Step("new", Text.of("Do it."), "customer", formerly=("old",))
    kb = replace(KB, playbooks={"a.b": Playbook("a.b", "fault", Text.of("B"), ALWAYS, 0.1, steps=(step,))}, derived={})
    assert steps_of(kb) == {"new": "new", "old": "new"}


def test_equipment_that_a_report_is_about_is_declared_or_was():
    def told(about):
        return Intake(facts=[{"attribute": "print.output", "value": "faded", "about": about}])

    assert [observe(told(each), KB).facts[0].about for each in ("printer", "laserjet")] == ["printer", "laserjet"]
    with pytest.raises(IntakeError) as caught:
        observe(told("printre"), KB)
    assert [(each.code, each.path, each.advice) for each in caught.value.findings] == [
        ("PB201", "facts[0].about", "did you mean 'printer'?")
    ]


def test_the_latest_of_several_reports_counts():
    early = {"attribute": "print.output", "value": "faded", "at": "2026-11-22T09:00Z"}
    late = {"attribute": "print.output", "value": "blank", "at": "2026-11-22T10:00Z"}
    for facts in ([early, late], [late, early]):
        memory = observe(Intake(facts=facts), KB)
        assert memory.values["print.output"] == "blank"
        assert len(memory.facts) == 2


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"equipment": "lazer-printer"}, ("PB201", "equipment")),
        ({"equipment": ["printer", "phone"]}, ("PB201", "equipment[1]")),
        ({"location": "msk/office-4"}, ("PB203", "location")),
        ({"channel": "fone"}, ("PB203", "channel")),
        ({"support": "gold"}, ("PB203", "support")),
        ({"at_line": "line-9"}, ("PB203", "at_line")),
        ({"askable": ["customer", "cat"]}, ("PB203", "askable[1]")),
        ({"symptoms": {"print.outptu": "faded"}}, ("PB204", "symptoms.print.outptu")),
        ({"symptoms": {"print.output": "fadet"}}, ("PB212", "symptoms.print.output")),
        ({"symptoms": ["print.output"]}, ("PB102", "symptoms[0]")),
        ({"facts": {"printer.pages": "1500"}}, ("PB102", "facts.printer.pages")),
        ({"facts": {"printer.pages": True}}, ("PB102", "facts.printer.pages")),
        ({"facts": {"printer.pages": 10**400}}, ("PB102", "facts.printer.pages")),
        ({"facts": {"printer.pages": 1500.5}}, ("PB212", "facts.printer.pages")),
        ({"facts": {"printer.toner_low": 1}}, ("PB102", "facts.printer.toner_low")),
        ({"facts": {"printer.firmware": 1.1}}, ("PB102", "facts.printer.firmware")),
        ({"facts": {"printer.bought": "22.11.2026"}}, ("PB108", "facts.printer.bought")),
        ({"facts": {"printer.changes": ["flown"]}}, ("PB212", "facts.printer.changes")),
        ({"symptoms": {"print.output": "faded"}, "facts": {"print.look": "pale"}}, ("PB010", "facts.print.look")),
    ],
)
def test_a_mistake_names_its_path(fields, finding):
    with pytest.raises(IntakeError) as caught:
        observe(Intake(**fields), KB)
    assert [(each.code, each.path) for each in caught.value.findings] == [finding]


def test_all_mistakes_come_at_once_with_what_was_meant():
    intake = Intake.parse(
        "{equipment: lazer-printer,\n symptoms: {print.outptu: faded, print.output: fadet}}", "in.yaml"
    )
    with pytest.raises(IntakeError) as caught:
        observe(intake, KB)
    assert [(str(each.at), each.code, each.advice) for each in caught.value.findings] == [
        ("in.yaml:1:13", "PB201", "did you mean 'laser-printer'?"),
        ("in.yaml:2:27", "PB204", "did you mean 'print.output'?"),
        ("in.yaml:2:48", "PB212", "did you mean 'faded'?"),
    ]


def test_a_look_alike_letter_is_named():
    with pytest.raises(IntakeError) as caught:
        observe(Intake(symptoms={"print.\u043eutput": "faded"}), KB)
    assert "Cyrillic small letter o" in caught.value.findings[0].advice


@pytest.mark.parametrize(
    ("fields", "meant"),
    [({"equipment": "l\u0430serjet"}, "laserjet"), ({"symptoms": {"print.lo\u043ek": "faded"}}, "print.look")],
)
def test_a_look_alike_of_a_former_id_is_named(fields, meant):
    with pytest.raises(IntakeError) as caught:
        observe(Intake(**fields), KB)
    assert caught.value.findings[0].advice.startswith(f"did you mean {meant!r}? ")
    assert "is Cyrillic" in caught.value.findings[0].advice


@given(
    st.dictionaries(
        st.sampled_from(sorted(name for name in KB.vocabulary.attributes if "." in name)),
        st.one_of(
            st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.text(max_size=4), max_size=2)
        ),
        max_size=4,
    )
)
def test_whatever_is_reported_is_observed_or_refused(symptoms):
    seen, findings = set(), ()
    try:
        seen = set(observe(Intake(symptoms=symptoms), KB).values)
    except IntakeError as error:
        findings = error.findings
    assert seen == set(symptoms) or all(each.code and each.path for each in findings)
    assert bool(findings) is (seen != set(symptoms))
