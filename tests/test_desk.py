from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import diagnose as library
from diagnose import Advice, Escalation, FixPlan, Intake, IntakeError, KnowledgeBase, MoreFacts, Unprecedented, load
from diagnose.desk import Diagnosis, diagnose, standing_at, trace_from_json
from diagnose.desk.documents import state_data, value_data
from diagnose.errors import UsageError
from diagnose.facts import DoesNotApply, Unknown, Version
from diagnose.rules.rule import Rule
from tests.small import base, circumstance, complaint, seen

KB_FILES = {
    "kb.yaml": """
format: 1
name: small
version: '7'
languages: [en, ru]
prices: {hour: 40, visit: 55, risk: {none: 0, low: 0, medium: 15, high: 90}, escalation: {line-1: 60, line-2: 150}}
""",
    "support.yaml": """
support: small
lines:
  line-1: {title: Desk, may: [consultation], channels: [phone, report], competence: mend}
  line-2: {title: Specialists, may: [consultation, on-site], channels: [phone, visit], competence: mend}
sectors: {printing: {equipment: [printer]}}
channels:
  phone: {kind: consultation, askable: [customer, line-1]}
  visit: {kind: on-site, askable: [customer]}
  report: {kind: automatic, askable: []}
""",
    "vocabulary.yaml": """
vocabulary: small
taxonomies:
  equipment:
    printer: {title: Printer}
    laser-printer: {is_a: printer, title: Laser printer}
attributes:
  print.output:
    type: choice
    values: [normal, faded, blank]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: 0.02, blank: 0.01}
    question: What does the page look like?
    answered_by: [customer]
    takes: 30 s
  printer.toner_low:
    type: yes/no
    abnormal: [true]
    common: {true: 0.05}
    question: Does the printer say that toner is low?
    answered_by: [customer]
    takes: 20 s
  printer.tray: {type: choice, values: [one, two], question: Which tray?, answered_by: [customer], takes: 10 s}
  printer.empty: {type: yes/no}
""",
    "conclusion.yaml": """
conclusion: printing.empty
when: {printer.toner_low: true}
sets: {printer.empty: true}
because: A low toner warning is taken for an empty cartridge.
""",
    "toner.yaml": """
playbook: printing.toner-empty
title: The cartridge is empty
revision: 4
status: approved
authors: [line-3]
reviewed: 2026-10-01
sources: [field practice]
applies_to: {equipment: laser-printer}
when: {printer.empty: true}
frequency: common
shows: {print.output: {faded: usually}}
because: No toner reaches the paper.
plan:
  - step: replace-cartridge
    do: Put in a new cartridge.
    by: line-1
    via: [phone]
    takes: 5 min
    risk: low
    requires: {when: {none: [{printer.tray: two}]}, safety: Switch it off first.}
    needs: [cartridge]
    fixes: usually
    check: {print.output: normal}
escalate: {to: line-2, sector: printing, because: Still faded.}
""",
    "calm.yaml": """
playbook: printing.calm
title: The page is meant to be blank
revision: 1
status: approved
authors: [line-3]
reviewed: 2026-10-01
sources: [field practice]
applies_to: {equipment: printer}
when: {print.output: blank, printer.tray: two}
frequency: very-common
shows: {print.output: {blank: always}}
because: Tray two holds separator sheets.
outcome: no-fault
say: Take the page from tray one.
""",
}


@pytest.fixture(scope="module")
def kb(tmp_path_factory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("kb")
    for name, text in KB_FILES.items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


FADED = {"print.output": "faded", "printer.toner_low": True}


def intake(symptoms=None, **more):
    given = {"equipment": "laser-printer", "channel": "report", "symptoms": FADED if symptoms is None else symptoms}
    return Intake(**{**given, **more})


INTAKES = {
    "plan": intake(),
    "no-fault": intake({"print.output": "blank"}, facts={"printer.tray": "two"}),
    "more-facts": intake({"print.output": "faded"}, channel="phone", facts={"printer.tray": "one"}),
    "unprecedented": intake({"print.output": "blank"}),
    "escalation": intake(tried=["replace-cartridge"], at_line="line-1", facts={"printer.tray": "one"}),
}


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("plan", FixPlan),
        ("no-fault", Advice),
        ("more-facts", MoreFacts),
        ("unprecedented", Unprecedented),
        ("escalation", Escalation),
    ],
)
def test_every_outcome_comes_back_as_its_own_type_and_is_written_by_its_name(kb, outcome, kind):
    diagnosis = diagnose(INTAKES[outcome], kb)
    assert isinstance(diagnosis.decision, kind)
    assert diagnosis.to_data()["decision"]["outcome"] == outcome


@pytest.mark.parametrize("outcome", INTAKES)
def test_the_trace_read_back_from_json_is_the_trace(kb, outcome):
    diagnosis = diagnose(INTAKES[outcome], kb)
    assert trace_from_json(diagnosis.to_json()) == diagnosis.trace
    assert trace_from_json(json.dumps(diagnosis.trace)) == diagnosis.trace
    assert json.loads(diagnosis.to_json()) == diagnosis.to_data()


@pytest.mark.parametrize("outcome", INTAKES)
def test_the_same_intake_gives_the_same_bytes(kb, outcome):
    data = INTAKES[outcome].to_data()
    for key in ("symptoms", "facts"):
        if isinstance(data.get(key), dict):
            data[key] = dict(reversed(data[key].items()))
    first, second = diagnose(INTAKES[outcome], kb), diagnose(Intake.from_data(data), kb)
    assert first.trace["sets"] == second.trace["sets"]
    assert first.to_data()["decision"] == second.to_data()["decision"]
    assert first.to_json() == diagnose(INTAKES[outcome], kb).to_json()


def test_the_trace_holds_everything_the_decision_rests_on(kb):
    diagnosis = diagnose(INTAKES["plan"], kb)
    trace = diagnosis.trace
    assert trace["schema"] == "diagnose/trace/1"
    assert trace["library"] == library.__version__
    assert trace["digest"] == diagnosis.digest == kb.digest
    assert trace["playbooks"] == {"printing.toner-empty": 4}
    assert {fact["attribute"]: fact["value"] for fact in trace["facts"]}["print.output"] == "faded"
    assert trace["concluded"] == {"printer.empty": True}
    assert [firing["rule"] for firing in trace["firings"]] == ["printing.empty", "printing.toner-empty"]
    assert trace["complaints"] == {"print.output": "faded"}
    assert [each["fault"] for each in trace["hypotheses"]] == ["printing.toner-empty"]
    assert [each["step"] for each in trace["plan"]["steps"]] == ["replace-cartridge"]
    assert trace["near_misses"] == trace["questions"] == trace["conflicts"] == trace["notes"] == []


def test_a_conflict_between_what_is_seen_and_what_is_concluded_is_in_the_trace():
    attributes = [complaint("c.main"), circumstance("k.flag")]
    rule = Rule("c.rule", seen("k.flag", True), (("c.main", True),))
    found = diagnose(
        Intake(symptoms={"c.main": False, "k.flag": True}, askable=()), base(attributes, [], conclusions=[rule])
    )
    assert found.trace["conflicts"] == [
        {
            "attribute": "c.main",
            "values": [{"value": True, "rules": ["c.rule"]}, {"value": False, "rules": ["observed"]}],
        }
    ]
    assert [each.attribute for each in found.conflicts] == ["c.main"]


def test_reports_with_more_to_say_are_written_in_order_of_attribute(kb):
    reports = [
        {"attribute": "printer.toner_low", "value": True, "source": "panel"},
        {"attribute": "print.output", "value": "faded"},
    ]
    written = [
        diagnose(Intake(equipment="laser-printer", symptoms=given, askable=()), kb).to_data()["intake"]["symptoms"]
        for given in (reports, reports[::-1])
    ]
    assert written[0] == written[1]
    assert [each["attribute"] for each in written[0]] == ["print.output", "printer.toner_low"]


def test_a_diagnosis_gives_the_parts_of_its_verdict(kb):
    diagnosis = diagnose(INTAKES["more-facts"], kb)
    assert [each.fault for each in diagnosis.hypotheses] == ["printing.toner-empty"]
    assert [each.attribute for each in diagnosis.questions] == ["printer.toner_low"]
    assert (diagnosis.settled, diagnosis.conflicts) == (False, ())
    assert diagnose(INTAKES["plan"], kb).settled


def test_the_steps_say_who_how_how_long_and_what_to_check(kb):
    (planned,) = diagnose(INTAKES["plan"], kb).to_data()["decision"]["steps"]
    assert planned["step"] == "replace-cartridge"
    assert (planned["by"], planned["via"], planned["takes"], planned["needs"]) == (
        "line-1",
        ["phone"],
        300.0,
        ["cartridge"],
    )
    assert (planned["check"], planned["safety"], planned["risk"]) == (
        {"print.output": "normal"},
        "Switch it off first.",
        "low",
    )


def test_an_escalation_says_why_and_an_unprecedented_case_what_came_near(kb):
    passed_on = diagnose(INTAKES["escalation"], kb).to_data()["decision"]
    assert (passed_on["reason"], passed_on["to_line"], passed_on["sector"], passed_on["because"]) == (
        "plan-used-up",
        "line-2",
        "printing",
        "Still faded.",
    )
    unknown = diagnose(INTAKES["unprecedented"], kb).to_data()["decision"]
    assert (unknown["reason"], unknown["to_line"], unknown["sector"]) == ("nothing-fits", "line-2", "printing")
    (near,) = unknown["near_misses"]
    assert (near["playbook"], near["held"]) == ("printing.calm", 2)
    assert [(each["written"], each["state"]) for each in near["failed"]] == [("printer.tray: two", "never-asked")]
    assert near["failed"][0]["place"].endswith("calm.yaml:10:29")


def test_the_explanation_comes_in_english_and_russian(kb):
    diagnosis = diagnose(INTAKES["plan"], kb)
    assert "The cartridge is empty" in diagnosis.explain()
    assert diagnosis.explain("ru") != diagnosis.explain("en")


def test_changes_tell_what_each_answer_would_lead_to(kb):
    changes = diagnose(INTAKES["more-facts"], kb).changes()
    assert [(each.attribute, each.answer, type(each.decision)) for each in changes] == [
        ("printer.toner_low", True, FixPlan),
        ("printer.toner_low", False, Unprecedented),
    ]


def test_an_intake_that_does_not_fit_the_vocabulary_is_an_intake_error(kb):
    with pytest.raises(IntakeError, match=r"print\.outptu"):
        diagnose(Intake(symptoms={"print.outptu": "faded"}), kb)


def test_what_is_no_intake_or_no_knowledge_base_is_a_usage_error(kb):
    with pytest.raises(UsageError, match="a dict is no Intake"):
        diagnose({"equipment": "printer"}, kb)
    with pytest.raises(UsageError, match="a NoneType is no KnowledgeBase"):
        diagnose(Intake(), None)


def test_the_standing_of_an_intake_follows_its_fields(kb):
    tried = [{"step": "a", "outcome": "failed"}, {"step": "b", "outcome": "not-possible"}, "c"]
    found = standing_at(Intake(at_line="line-2", channel="visit", tried=tried), kb)
    assert (found.at_line, found.askable, found.treatment.failed, found.passed_over, found.on_site) == (
        "line-2",
        {"customer"},
        {"a", "c"},
        {"b"},
        True,
    )
    assert standing_at(Intake(channel="phone", askable=()), kb).askable == frozenset()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "diagnose/intake/1"}', '{"trace": []}', "[" * 100_000])
def test_what_is_no_trace_is_refused(text):
    with pytest.raises(UsageError):
        trace_from_json(text)


@pytest.mark.parametrize(
    ("state", "written"),
    [
        (Unknown("customer"), {"unknown": "customer"}),
        (DoesNotApply(), {"applies": False}),
        (True, True),
        (1.0, 1.0),
        (1 / 3, 0.333333333),
        ("faded", "faded"),
        (Version("1.10"), "1.10"),
        (datetime(2026, 11, 22, 12, tzinfo=UTC), "2026-11-22T12:00:00+00:00"),
        (frozenset(["b", "a"]), ["a", "b"]),
        (("laser-printer",), ["laser-printer"]),
    ],
)
def test_every_state_can_be_written(state, written):
    assert state_data(state) == written


def test_values_are_written_as_json_holds_them():
    assert json.loads(json.dumps(value_data(frozenset(["b", "a"])))) == ["a", "b"]


# the package itself


def test_the_public_names_are_sorted_and_all_there():
    assert library.__all__ == sorted(library.__all__)
    assert all(getattr(library, name) is not None for name in library.__all__)
    assert set(library.__all__) <= set(dir(library))


def test_the_function_and_the_package_share_their_name():
    from diagnose import diagnose as function

    assert function is diagnose
    assert library.Diagnosis is Diagnosis


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'diagnoze'"):
        library.diagnoze  # noqa: B018


QUIET = """
import collections, locale, logging, signal, sys, warnings
before = (dict(vars(collections)), list(logging.root.handlers), logging.root.level, list(warnings.filters), locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGINT))
import diagnose
heavy = sorted(name for name in ('pydantic', 'yaml', 'networkx', 'experta', 'click', 'rich') if name in sys.modules)
after = (dict(vars(collections)), list(logging.root.handlers), logging.root.level, list(warnings.filters), locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGINT))
print(heavy, before == after, [type(each).__name__ for each in logging.getLogger('diagnose').handlers])
"""


def test_importing_the_library_loads_nothing_heavy_and_leaves_the_host_as_it_was():
    root = Path(library.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[] True ['NullHandler']"


def test_a_diagnosis_needs_neither_networkx_nor_click():
    root = Path(library.__file__).parent.parent
    code = (
        "import sys\nfrom diagnose import Intake, diagnose\nfrom tests.small import base\n"
        "diagnose(Intake(), base([], [])).to_json()\n"
        "print([name for name in ('networkx', 'click', 'rich', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


def test_the_library_only_adds_a_silent_handler_to_its_own_logger():
    assert any(isinstance(each, logging.NullHandler) for each in logging.getLogger("diagnose").handlers)
