"""Findings that can be corrected without asking anybody say how, and the others do not."""

from __future__ import annotations

import pytest

from diagnose.errors import Fix, FixKind, Location
from diagnose.kb.catalogue import FIXABLE
from diagnose.kb.lint import check
from tests.codes.good import GOOD
from tests.kb.folders import write

CERTAIN = [
    ("toner.yaml", "\nwhen:", "\nWhen:", "PB104", FixKind.REPLACE, "when"),
    ("toner.yaml", "applies_to:", "applies-to:", "PB104", FixKind.REPLACE, "applies_to"),
    ("toner.yaml", "status: approved", "status: Approved", "PB103", FixKind.REPLACE, "approved"),
    ("toner.yaml", "{at_least: 3000}", "{'>=': 3000}", "PB105", FixKind.REPLACE, "at_least"),
    ("toner.yaml", "  any:\n", "  or:\n", "PB105", FixKind.REPLACE, "any"),
    ("toner.yaml", "  print.output: faded\n", "  pr\u0456nt.output: faded\n", "PB204", FixKind.REPLACE, "print.output"),
    ("toner.yaml", "laser-printer", "laser-pr\u0456nter", "PB201", FixKind.REPLACE, "laser-printer"),
    ("toner.yaml", "    via: [phone]\n", "    via: [ph\u043ene]\n", "PB203", FixKind.REPLACE, "phone"),
    ("toner.yaml", "  print.output: faded\n", "  print.look: faded\n", "PB208", FixKind.REPLACE, "print.output"),
    ("toner.yaml", "  print.output: faded\n", "  print.output: pale\n", "PB208", FixKind.REPLACE, "faded"),
    ("toner.yaml", "  print.output: faded\n", "  print.output: too light\n", "PB209", FixKind.REPLACE, "faded"),
    ("toner.yaml", "equipment: laser-printer", "equipment: laserjet", "PB208", FixKind.REPLACE, "laser-printer"),
    ("toner.yaml", "    via: [phone]\n", "    via: [phone, phone]\n", "PB111", FixKind.REMOVE, ""),
    ("toner.yaml", "  print.output: faded\n", "  print.output: [faded, faded]\n", "PB111", FixKind.REMOVE, ""),
    ("toner.yaml", "    via: [phone]\n", "    via: phone\n", "PB116", FixKind.WRAP, ""),
    ("toner.yaml", "en: Rock it gently.", "en: 12:30", "PB113", FixKind.QUOTE, ""),
    ("toner.yaml", "{contains: toner}", "{contains: no}", "PB113", FixKind.QUOTE, ""),
    ("toner.yaml", "playbook:", "\ufeffplaybook:", "PB003", FixKind.RESAVE, ""),
    ("toner.yaml", "revision: 3\n", "revision: 3\r\n", "PB016", FixKind.RESAVE, ""),
]

UNCERTAIN = [
    ("toner.yaml", "applies_to:", "aplies_to:", "PB104"),
    ("toner.yaml", "status: approved", "status: aproved", "PB103"),
    ("toner.yaml", "{at_least: 3000}", "{at_leest: 3000}", "PB105"),
    ("toner.yaml", "  print.output: faded\n", "  print.output: {equals: faded}\n", "PB105"),
    ("toner.yaml", "  print.output: faded\n", "  print.outptu: faded\n", "PB204"),
    ("toner.yaml", "    via: [phone]\n", "    via: phone, on-site]\n", "PB116"),
]


def the_finding(folder, file, old, new):
    """The one finding that the change of ``old`` to ``new`` brings."""
    assert old in GOOD[file]
    write(folder, GOOD)
    (folder / file).write_bytes(GOOD[file].replace(old, new, 1).encode())
    (finding,) = check(folder)
    return finding


@pytest.mark.parametrize(("file", "old", "new", "code", "kind", "text"), CERTAIN)
def test_a_finding_about_which_there_is_no_doubt_has_a_fix(tmp_path, file, old, new, code, kind, text):
    finding = the_finding(tmp_path, file, old, new)
    assert (finding.code, finding.fix) == (code, Fix(kind, finding.at, text))
    assert isinstance(finding.at, Location)


@pytest.mark.parametrize(("file", "old", "new", "code"), UNCERTAIN)
def test_a_finding_that_leaves_a_doubt_has_none(tmp_path, file, old, new, code):
    finding = the_finding(tmp_path, file, old, new)
    assert (finding.code, finding.fix) == (code, None)


def test_the_codes_with_fixes_are_those_that_the_catalogue_lists():
    assert {row[3] for row in CERTAIN} | {"PB608"} == FIXABLE
