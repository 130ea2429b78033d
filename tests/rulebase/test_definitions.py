"""What each finding about rules side by side means, on small folders: what is found, what it says, what is left alone."""

from __future__ import annotations

import pytest

from diagnose.errors import Severity
from diagnose.kb.lint import check
from tests.codes.folders import HOUSEKEEPING
from tests.rulebase.texts import conclusion, folder_with, found, playbook

READER = playbook("reader", "{print.output: blank, printer.supply: used-up}")


def messages(findings):
    return [f"{finding.message}; {finding.advice}" for finding in findings]


def one_and(other_when, *more):
    """A rare playbook beside a common one that is gated on a faded page alone."""
    return {
        "rare": playbook("rare", other_when, "frequency: rare", *more),
        "usual": playbook("usual", "{print.output: faded}", "frequency: common"),
    }


MASKED = {
    "it is rarer": one_and("{print.output: faded}"),
    "it asks for more, and what it asks for says nothing": one_and(
        "{print.output: faded, printer.pages: {at_least: 9}}"
    ),
    "it shows the complaint less often": one_and("{print.output: faded}", "shows: {print.output: {faded: often}}"),
}
FREE = {
    "it shows a sign that the other one does not show": one_and(
        "{print.output: faded}", "shows: {printer.lights: {red: often}}"
    ),
    "it asks for a sign, which it then shows": one_and("{print.output: faded, printer.lights: red}"),
    "it does not ask for what the other one asks": one_and("{print.output: [faded, blank]}"),
    "it names a circumstance": one_and("{print.output: faded}", "shows: {printer.changes: {moved: often}}"),
    "the other one shows a sign that may be seen normal": {
        **one_and("{print.output: faded}"),
        "usual": playbook(
            "usual", "{print.output: faded}", "frequency: uncommon", "shows: {printer.lights: {red: always}}"
        ),
    },
}


@pytest.mark.parametrize("files", MASKED.values(), ids=MASKED)
def test_a_playbook_is_masked_although(tmp_path, files):
    (finding,) = found(folder_with(tmp_path, **files), "PB404")
    assert finding.message == "printing.rare can never rank first: printing.usual always comes before it"
    assert finding.witness.startswith("{symptoms: {print.output: faded}")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("files", FREE.values(), ids=FREE)
def test_a_playbook_is_not_masked_because(tmp_path, files):
    assert found(folder_with(tmp_path, **files), "PB404") == []


def test_a_draft_masks_nothing_that_is_approved(tmp_path):
    files = one_and("{print.output: faded}")
    files["usual"] = playbook("usual", "{print.output: faded}", "frequency: common", "status: draft")
    assert found(folder_with(tmp_path, **files), "PB404") == []


def test_a_rule_with_a_mistake_is_compared_with_nothing(tmp_path):
    files = one_and("{print.output: faded, printer.paegs: 3}")
    codes = {each.code for each in check(folder_with(tmp_path, **files))} - HOUSEKEEPING
    assert {code for code in codes if code.startswith("PB4")} == set()
    assert "PB204" in codes


def test_a_circle_is_all_that_is_said_of_rules_side_by_side(tmp_path):
    files = {
        "a": conclusion("a", "{printer.supply: fine}"),
        "b": conclusion("b", "{printer.supply: fine, printer.pages: 3}"),
        "reader": READER,
    }
    codes = [each.code for each in check(folder_with(tmp_path, **files)) if each.code.startswith(("PB3", "PB4"))]
    assert set(codes) == {"PB407"}


MERGED = {
    "a list": ("printer.lights: red", "printer.lights: none", "keep printer.a with 'printer.lights: [none, red]'"),
    "any value": (
        "printer.lights: red",
        "printer.lights: [green, none]",
        "keep printer.a with 'printer.lights: {known: true}'",
    ),
    "kinds": (
        "equipment: laser-printer",
        "equipment: router",
        "keep printer.a with 'equipment: [laser-printer, router]'",
    ),
    "spans that touch": (
        "printer.pages: {between: [1, 5]}",
        "printer.pages: {between: [5, 9]}",
        "keep printer.a with 'printer.pages: {between: [1, 9]}'",
    ),
    "spans with a gap": (
        "printer.pages: {at_most: 5}",
        "printer.pages: {above: 7}",
        "keep printer.a with 'any: [{printer.pages: {at_most: 5}}, {printer.pages: {above: 7}}]'",
    ),
}


@pytest.mark.parametrize(("one", "other", "advice"), MERGED.values(), ids=MERGED)
def test_conclusions_that_differ_in_one_test_are_merged_into(tmp_path, one, other, advice):
    files = {
        "a": conclusion("a", f"{{printer.toner_low: true, {one}}}"),
        "b": conclusion("b", f"{{printer.toner_low: true, {other}}}"),
        "reader": READER,
    }
    (finding,) = found(folder_with(tmp_path, **files), "PB411")
    assert finding.advice == advice


DEAD = {
    "needed": ("{print.output: faded, printer.supply: fine}", Severity.ERROR),
    "one way of several": (
        "{print.output: faded, any: [{printer.supply: fine}, {printer.toner_low: true}]}",
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize(("when", "severity"), DEAD.values(), ids=DEAD)
def test_a_value_that_no_conclusion_sets_is_a_dead_end(tmp_path, when, severity):
    files = {"a": conclusion("a", "{printer.toner_low: true}"), "p": playbook("p", when)}
    (finding,) = found(folder_with(tmp_path, **files), "PB408")
    assert (finding.at.line, finding.severity) == (3, severity)
    assert finding.advice == "conclusions set printer.supply to used-up: ask for that, or write the conclusion"


def test_what_a_program_may_report_is_a_warning(tmp_path):
    (finding,) = found(folder_with(tmp_path, p=READER), "PB408")
    assert finding.severity is Severity.WARNING
    assert finding.message == "nobody is asked for printer.supply, and no conclusion sets it"


USES = {
    "a condition": playbook("p", "{printer.supply: used-up}"),
    "given": playbook(
        "p", "{print.output: faded}", "shows: {printer.lights: [{red: often, given: {printer.supply: used-up}}]}"
    ),
    "escalate": playbook("p", "{print.output: faded}", "escalate: {to: line-2, if: {printer.supply: used-up}}"),
    "a check": playbook("p", "{print.output: faded}").replace(
        "via: [phone]", "via: [phone], check: {printer.supply: used-up}"
    ),
}


@pytest.mark.parametrize("reader", USES.values(), ids=USES)
def test_a_conclusion_is_used_by(tmp_path, reader):
    folder = folder_with(tmp_path, a=conclusion("a", "{printer.toner_low: true}"), p=reader)
    assert found(folder, "PB409") == []


def test_a_gap_is_a_combination_for_which_nothing_can_match(tmp_path):
    table = """\
vocabulary: complete
complete_for:
  - {equipment: laser-printer, attributes: [print.output, printer.lights]}
"""
    files = {
        "complete": table,
        "a": playbook("a", "{print.output: faded}"),
        "b": playbook("b", "{print.output: blank, printer.lights: [red, none], printer.pages: 3}"),
        "c": playbook("c", "", "applies_to: {equipment: printer}", "shows: {printer.lights: {red: often}}"),
    }
    findings = found(folder_with(tmp_path, **files), "PB412")
    assert messages(findings) == [
        f"no playbook for laser-printer with {known}; write it, or take an attribute out of the table"
        for known in ("print.output: blank, printer.lights: green", "print.output: normal, printer.lights: none")
    ]
    assert findings[0].witness == "{equipment: laser-printer, symptoms: {print.output: blank, printer.lights: green}}"


def test_of_many_gaps_ten_are_shown(tmp_path):
    table = "vocabulary: complete\ncomplete_for: [{equipment: router, attributes: [print.output, printer.lights, router.lights]}]\n"
    folder = folder_with(tmp_path, complete=table, a=playbook("a", "{print.output: faded}"))
    assert len(found(folder, "PB412")) == 10


WRONG_TABLES = {
    "{equipment: fax, attributes: [print.output]}": "PB201",
    "{equipment: router, attributes: [print.outptu]}": "PB204",
    "{equipment: router, attributes: [printer.pages]}": "PB211",
    "{equipment: router, attributes: []}": "PB110",
    "{equipment: router}": "PB101",
}


@pytest.mark.parametrize(("table", "code"), WRONG_TABLES.items())
def test_a_mistake_in_a_complete_table_is_one_finding(tmp_path, table, code):
    folder = folder_with(tmp_path, complete=f"vocabulary: complete\ncomplete_for:\n  - {table}\n", p=READER)
    errors = [each.code for each in check(folder) if each.severity is Severity.ERROR]
    assert errors == [code]


def test_four_playbooks_may_have_one_frequency(tmp_path):
    files = {f"p{n}": playbook(f"p{n}", f"{{print.output: faded, printer.pages: {n}}}") for n in range(5)}
    assert len(found(folder_with(tmp_path, **files), "PB416")) == 1
    files["p4"] = playbook("p4", "{print.output: blank}", "kind: how-to", "say: So.").replace("plan:", "# plan:")
    (tmp_path / "p4.yaml").write_text(files["p4"], encoding="utf-8")
    assert found(tmp_path, "PB416") == []
