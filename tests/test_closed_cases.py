"""Closed cases and the histories that hold them: what is read, and what is said about what is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case.closed import ClosedCase, HistoryError
from diagnose.case.history import LINES, read_history
from diagnose.case.intake import Intake
from diagnose.case.reported import Tried
from diagnose.errors import Location

TONER = {
    "schema": "diagnose/closed-case/1",
    "equipment": ["hp-laserjet-m428"],
    "symptoms": {"print.output": "faded", "printer.toner_low": {"unknown": "customer"}},
    "closed": {
        "fault": "printing.toner-empty",
        "fixed_by": "replace-cartridge",
        "tried": [{"step": "shake-cartridge", "outcome": "failed"}, {"step": "replace-cartridge", "outcome": "fixed"}],
    },
}
NOTHING_KNOWN = {"schema": "diagnose/closed-case/1", "equipment": ["router"], "closed": {"fault": None}}


def test_a_closed_case_holds_the_intake_and_how_it_ended():
    case = ClosedCase.from_data(TONER)
    assert case.intake == Intake(equipment="hp-laserjet-m428", symptoms=TONER["symptoms"])
    assert (case.fault, case.fixed_by) == ("printing.toner-empty", "replace-cartridge")
    assert case.tried == (Tried("shake-cartridge", "failed"), Tried("replace-cartridge", "fixed"))


@pytest.mark.parametrize("data", [TONER, NOTHING_KNOWN])
def test_a_closed_case_written_and_read_again_is_the_same(data):
    case = ClosedCase.from_data(data)
    assert case.to_data() == data
    assert ClosedCase.from_data(json.loads(json.dumps(case.to_data()))) == case


LINED = "\n".join(json.dumps(each) for each in (TONER, NOTHING_KNOWN)) + "\n"
LISTED = json.dumps([TONER, NOTHING_KNOWN], indent=2)
YAML = """\
- equipment: hp-laserjet-m428
  symptoms: {print.output: faded, printer.toner_low: {unknown: customer}}
  closed:
    fault: printing.toner-empty
    fixed_by: replace-cartridge
    tried:
      - {step: shake-cartridge, outcome: failed}
      - {step: replace-cartridge, outcome: fixed}
- {equipment: router, closed: {fault: null}}
"""


@pytest.mark.parametrize(
    "text",
    [
        LINED,
        LINED.replace("\n", "\r\n"),
        LINED.replace("\n", "\n\n  \n"),
        "\ufeff" + LINED,
        LINED.encode(),
        LISTED,
        YAML,
        "[" + LISTED.strip("[]").replace('"', "") + "]",
    ],
    ids=["lines", "windows", "blank lines", "mark", "bytes", "json", "yaml", "flow"],
)
def test_lines_and_lists_in_json_and_yaml_hold_the_same_cases(text):
    cases, findings = read_history(text, "history")
    assert findings == ()
    assert [case.to_data() for case in cases] == [TONER, NOTHING_KNOWN]


@pytest.mark.parametrize("text", ["", "  \n\n", "[]"])
def test_an_empty_history_holds_no_case_and_is_no_mistake(text):
    assert read_history(text, "history") == ((), ())


def test_the_places_of_names_are_those_in_the_file():
    cases, _ = read_history("\n" + LINED, "old.jsonl")
    assert cases[0].at == Location("old.jsonl", 2, 1)
    line = LINED.split("\n")[0]
    assert cases[0].place("fault") == Location("old.jsonl", 2, line.index('"printing.toner-empty"') + 1)
    assert cases[0].place("tried[0]") == Location("old.jsonl", 2, line.index('{"step": "shake') + 1)
    assert cases[1].place("fixed_by") == Location("old.jsonl", 3, 1)


def wrong(closed: str, rest: str = "") -> str:
    return f'{{"equipment": "router"{rest}, "closed": {closed}}}'


@pytest.mark.parametrize(
    ("line", "code", "part"),
    [
        ('{"equipment": "router"}', "PB101", "'closed' is missing"),
        (wrong("3"), "PB102", "where a mapping is wanted"),
        (wrong("{}"), "PB101", "'fault' is missing"),
        (wrong('{"fault": ["a.b"]}'), "PB102", "where a text is wanted"),
        (wrong('{"fault": ""}'), "PB102", "the text is empty"),
        (wrong('{"fault": null, "because": "x"}'), "PB104", "unknown key 'because'"),
        (wrong('{"fault": null, "tried": {"step": "a"}}'), "PB102", "where a list of steps is wanted"),
        (wrong('{"fault": null, "tried": ["a"]}'), "PB102", "where a step with its outcome is wanted"),
        (wrong('{"fault": null, "tried": [{"step": "a"}]}'), "PB101", "'outcome' is missing"),
        (wrong('{"fault": null, "tried": [{"outcome": "failed"}]}'), "PB101", "'step' is missing"),
        (wrong('{"fault": null, "tried": [{"step": "a", "outcome": "faild"}]}'), "PB103", "did you mean 'failed'?"),
        (
            wrong('{"fault": null, "fixed_by": "a", "tried": [{"step": "a", "outcome": "failed"}]}'),
            "PB103",
            "'a' did not end the case",
        ),
        (wrong('{"fault": null}', ', "schema": "diagnose/intake/1"'), "PB115", "write diagnose/closed-case/1"),
        (wrong('{"fault": null}', ', "symptoms": {"a.b": null}'), "PB102", "a bare null says nothing"),
        (wrong('{"fault": null}', ', "colour": "red"'), "PB104", "unknown key 'colour'"),
        ('{"equipment": "router", "closed": {"fault": null}', "PB001", ""),
        ('{"equipment": "router", "equipment": "printer", "closed": {"fault": null}}', "PB010", "duplicate key"),
        (wrong('{"fault": null}', ', "symptoms": {"a.b": NaN}'), "PB102", "NaN is no number"),
        (wrong('{"fault": ' + "[" * 20 + "]" * 20 + "}"), "PB006", "more than 8 deep"),
        (wrong('{"fault": "' + "a" * 20_000 + '"}'), "PB008", "longer than the limit"),
        ("[1, 2]", "PB102", "where a closed case is wanted"),
    ],
)
def test_a_bad_line_is_named_and_hides_no_other(line, code, part):
    good = json.dumps(NOTHING_KNOWN)
    cases, findings = read_history(f"{good}\n{line}\n{good}\n{line}\n", "old.jsonl")
    assert len(cases) == 2
    found = [(each.code, each.at.file, each.at.line) for each in findings]
    assert found == [(code, "old.jsonl", 2), (code, "old.jsonl", 4)]
    assert all(part in str(each) for each in findings)


def test_a_line_that_is_not_utf_8_hides_no_other():
    good = json.dumps(NOTHING_KNOWN).encode()
    cases, findings = read_history(good + b'\n{"equipment": "\xff"}\n' + good, "old.jsonl")
    assert len(cases) == 2
    assert [(each.code, each.at.line) for each in findings] == [("PB002", 2)]


def test_a_bad_case_of_a_list_hides_no_other():
    cases, findings = read_history("- 3\n- {closed: {fault: null}}\n- {closed: {}}\n", "old.yaml")
    assert len(cases) == 1
    assert [(each.code, each.at.line) for each in findings] == [("PB102", 1), ("PB101", 3)]


@pytest.mark.parametrize("text", ["equipment: printer\nclosed: {fault: null}\n", "word"])
def test_a_document_that_is_no_list_is_refused(text):
    cases, (finding,) = read_history(text, "old.yaml")
    assert (cases, finding.code) == ((), "PB102")
    assert "where a list is wanted" in finding.message


def test_a_history_in_another_encoding_is_one_finding():
    cases, findings = read_history(LINED.encode("utf-16"), "old.jsonl")
    assert (cases, [each.code for each in findings]) == ((), ["PB002"])


def test_a_history_that_is_too_large_is_one_finding(monkeypatch):
    monkeypatch.setattr("diagnose.case.history.LINES", 100)
    cases, findings = read_history(LINED, "old.jsonl")
    assert LINES > 10_000_000
    assert (cases, [each.code for each in findings]) == ((), ["PB005"])


@pytest.mark.parametrize("source", [None, 3, "text", []])
def test_what_is_no_mapping_is_no_closed_case(source):
    with pytest.raises(HistoryError, match="where a closed case is wanted"):
        ClosedCase.from_data(source)


@given(
    st.integers(0, len(LINED) - 1), st.sampled_from(["", "{", "}", '"', ",", ":", "[", "\x00", "\ud800", "null", "\n"])
)
def test_a_damaged_history_is_read_or_refused_but_never_breaks(place, damage):
    cases, findings = read_history(LINED[:place] + damage + LINED[place + 1 :], "old.jsonl")
    assert len(cases) + len(findings) >= 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    cases, findings = read_history(content, "old")
    assert cases == ()
    assert all(each.at.file == "old" and each.advice for each in findings)
