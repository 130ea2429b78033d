"""Every check in both directions: what must be found, at its place, and the small knowledge base that is clean."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from diagnose.errors import Finding, Severity
from diagnose.kb import checks
from diagnose.kb.catalogue import CODES
from diagnose.kb.lint import check as everything_about
from tests.kb.folders import BLANK, FILES, SUPPORT, TONER, WORDS, aside, expected, with_files


def check(folder: Path) -> tuple[Finding, ...]:
    """What is found in ``folder``, but for what these small playbooks leave out on purpose."""
    found = everything_about(folder)
    return tuple(each for each in found if each.code == "PB210" or not aside(each.code))


def found_in(folder: Path) -> list[tuple[str, int, str]]:
    return [(Path(each.at.file).name, each.at.line, each.code) for each in check(folder)]


def test_nothing_is_found_in_a_clean_knowledge_base(tmp_path):
    assert [str(each) for each in check(with_files(tmp_path)) if each.severity > Severity.INFO] == []


ADDED = [
    """\
playbook: a.b
title: Replaced by nothing
status: retired
replaced_by: printing.tonner-empty      # expect: PB205
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: After a step that is not there
plan:
  - {step: look, do: Look.}
  - {step: mend, do: Mend., after: [lok]}   # expect: PB206
""",
    """\
playbook: Printing.Toner-Empty          # expect: PB207
title: The same id in other case
plan: [{step: look, do: Look.}]
""",
    """\
conclusion: printing.toner-empty        # expect: PB207
when: {printer.toner_low: true}
sets: {printer.supply: used-up}
""",
    """\
playbook: a.b
title: Two steps with one id
plan:
  - {step: look, do: Look.}
  - {step: look, do: Look again.}       # expect: PB207
""",
    """\
playbook: a.b
title: The former id of another playbook
formerly: [printing.blank]              # expect: PB207
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: A former name of a kind
applies_to: {equipment: laserjet}       # expect: PB208
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: A phrase for a value
when: {print.output: too light}         # expect: PB209
plan: [{step: look, do: Look.}]
""",
    """\
playbook: printing.toner_empty          # expect: PB214
title: Like another id but for a dash
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: More than can be
shows:
  print.output: {faded: always, blank: often}   # expect: PB216
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: No table of numbers
shows:
  printer.pages: {5: often}             # expect: PB211
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: The given of a row stands in a list
shows:
  print.output:
    blank: often
    given: {printer.toner_low: true}    # expect: PB104
plan: [{step: look, do: Look.}]
""",
    """\
playbook: a.b
title: Which value
shows: {print.output: often}            # expect: PB102
plan: [{step: look, do: Look.}]
""",
    """\
playbook: z.z
title: A step with another text elsewhere
plan: [{step: look-inside, do: Look outside.}]   # expect: PB405
""",
    """\
playbook: a.b                           # expect: PB501
title: Nothing to do
""",
    """\
playbook: a.b
title: Round and round
plan:
  - {step: look, do: Look., after: [mend]}   # expect: PB502
  - {step: mend, do: Mend., after: [look]}
""",
    """\
playbook: a.b
title: Back to where it was
plan: [{step: look, do: Look., by: line-2, via: [phone]}]
escalate: {to: line-1}                  # expect: PB504
""",
    """\
playbook: a.b
title: To a line that is not there
plan: [{step: look, do: Look.}]
escalate: {to: line-9}                  # expect: PB504
""",
    """\
playbook: a.b
title: Nobody has this channel
plan: [{step: look, do: Look., by: line-2, via: [chat]}]   # expect: PB505
""",
    """\
playbook: a.b
title: Names of the organisation
vendor: hpp                             # expect: PB203
plan:
  - step: look
    do: Look.
    by: line1                           # expect: PB203
    via: [fone]                         # expect: PB203
    risk: lowest                        # expect: PB103
    fixes: sometime                     # expect: PB103
    check: {print.output: fine}         # expect: PB212
escalate: {to: line-2, sector: printers}   # expect: PB203
""",
    """\
cases: printing.toner-empty
given: {location: msk/office-4}         # expect: PB203
tests:
  - name: one
    intake: {equipment: lazer-printer, symptoms: {print.output: fadet}}   # expect: PB201 PB212
    expect: {outcome: plan}
  - name: two
    like: one
    change: {symptoms: {print.outptu: faded, printer.pages: {remove: true}}, channel: {remove: true}}   # expect: PB204
    expect: {outcome: plan}
  - name: three
    like: one
    table: {printer.pages: [5, '6']}    # expect: PB102
    expect: {outcome: plan}
""",
]


@pytest.mark.parametrize("text", ADDED, ids=lambda text: re.search(r"title: (.*)|^(\w+: \S+)", text)[0])
def test_a_bad_document_beside_good_ones_is_found(tmp_path, text):
    found = [each for each in found_in(with_files(tmp_path, zz=text)) if each[2] != "PB210"]
    assert sorted(found) == sorted(expected(text, "zz.yaml"))


CHANGED = [
    ("words", "vendor: hp", "vendor: ph", "PB203"),
    ("words", "is_a: printer", "is_a: printr", "PB201"),
    ("words", "within: msk", "within: mks", "PB203"),
    ("words", "    printer: {title: Printer}", "    printer: {is_a: laser-printer}", "PB407"),
    ("words", "answered_by: [customer, line-1]", "answered_by: [customer, line-7]", "PB203"),
    ("words", "abnormal: [faded, blank]", "abnormal: [fadde, blank]", "PB212"),
    ("words", "common: {faded: 0.03}", "common: {faded: raer}", "PB103"),
    ("words", "common: {faded: 0.03}", "common: {faded: 1.5}", "PB103"),
    ("words", "relevant: {equipment: printer}", "relevant: {equipmnt: printer}", "PB204"),
    ("words", "values: [fine, used-up]}", "values: [fine, used-up, Fine]}", "PB207"),
    ("words", "formerly: [print.look]", "formerly: [printer.message]", "PB207"),
    ("words", "formerly: [laserjet]", "formerly: [router]", "PB207"),
    ("words", "{type: text}", "{type: text, abnormal: [low]}", "PB211"),
    ("words", "{type: text}", "{type: text, unit: mm}", "PB104"),
    ("words", "type: set, values: [moved, updated, cleaned]", "type: set", "PB101"),
    ("words", "unit: pages, also", "also", "PB101"),
    ("words", "range: [0, 1000000]", "range: [1000000, 0]", "PB109"),
    ("words", "range: [0 s, 100 d]", "range: [0, 100 d]", "PB108"),
    ("words", "{faded: {en: [too light]}}", "{faint: {en: [too light]}}", "PB212"),
    ("words", "{faded: {en: [too light]}}", "{faded: {en: too light}}", "PB102"),
    ("words", "values: [fine, used-up]}", "values: [fine, [used-up]]}", "PB102"),
    ("words", "{faded: {formerly: [pale]}}", "{faded: [pale]}", "PB102"),
    ("words", "{faded: {formerly: [pale]}}", "{faded: {formerly: [[pale]]}}", "PB102"),
    ("words", "range: [0, 1000000]", "range: [0, 10, 1000000]", "PB102"),
    ("words", "range: [0, 1000000]", "range: [none, 1000000]", "PB102"),
    ("words", "{type: date}", "{type: yes/no, complaint: true}", "PB101"),
    ("words", "{faded: {en: [too light]}}", "{faded: {en: [[too light]]}}", "PB102"),
    ("words", "phrases: {faded", "labels: {faded: [x]}\n    phrases: {faded", "PB102"),
    ("words", "phrases: {faded", "labels: {faded: {en: [x]}}\n    phrases: {faded", "PB102"),
    ("words", "phrases: {faded", "labels: {faint: Faint}\n    phrases: {faded", "PB212"),
    ("words", "common: {faded: 0.03}", "common: []", "PB110"),
    ("words", "common: {faded: 0.03}", "common: [faded]", "PB102"),
    ("words", "common: {faded: 0.03}", "common: [{given: {printer.toner_low: true}}]", "PB110"),
    ("words", "common: {faded: 0.03}", "common: {does-not-apply: 0.03}", "PB212"),
    ("words", "{true: 0.05}]", "{yes: 0.05}]", "PB102"),
    ("words", "{true: 0.05}]", "{true: 0.05, given: {print.outptu: faded}}]", "PB204"),
    ("support", "sectors: [printing]}", "sectors: [painting]}", "PB203"),
    ("support", "{equipment: [printer, router]", "{equipment: [printr]", "PB201"),
    ("support", "location: [msk]", "location: [mks]", "PB203"),
    ("support", "askable: [customer, line-1]", "askable: [custmer]", "PB203"),
    ("support", "calendar: working-days}", "calendar: holidays}", "PB203"),
    ("support", "level: standard", "level: gold", "PB203"),
    ("support", "evidence: [printer.firmware]", "evidence: [printer.firmwear]", "PB204"),
    ("kb", "timezone: Europe/Moscow", "timezone: Europe/Mosco", "PB103"),
    ("kb", "escalation: {line-1: 60, line-2: 150}", "escalation: {line-1: 60, line-3: 150}", "PB203"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), CHANGED)
def test_a_mistake_in_what_is_declared_is_one_error(tmp_path, file, old, new, code):
    good = FILES[f"{file}.yaml"]
    assert old in good
    found = check(with_files(tmp_path, **{file: good.replace(old, new, 1)}))
    errors = [(each.code, Path(each.at.file).stem) for each in found if each.severity is Severity.ERROR]
    assert errors == [(code, file)], [str(each) for each in found]
    assert all(each.at.line and each.advice for each in found if each.severity is Severity.ERROR and code != "PB407")


@pytest.mark.parametrize("written", ["no", "1.10", "12:30"])
def test_a_text_in_a_condition_that_readers_of_yaml_disagree_on_is_a_warning(tmp_path, written):
    blank = BLANK.replace("print.output: blank", f"printer.message: {written}")
    found = [each for each in check(with_files(tmp_path, blank=blank)) if each.code == "PB113"]
    assert [(each.severity, each.advice) for each in found] == [(Severity.WARNING, "put it in quotes")]


def test_a_version_in_a_condition_needs_no_quotes(tmp_path):
    blank = BLANK.replace("print.output: blank", "printer.firmware: 1.10")
    assert "PB113" not in [each.code for each in check(with_files(tmp_path, blank=blank))]


def test_a_plan_whose_only_step_has_a_wrong_id_is_one_error(tmp_path):
    found = check(with_files(tmp_path, blank=BLANK.replace("look-inside", "fix it")))
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["PB112"]


def test_the_vendor_of_equipment_is_among_the_declared_ones(tmp_path):
    found = check(with_files(tmp_path, words=WORDS.replace("vendor: hp", "vendor: hq")))
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["PB203"]


def test_an_abnormal_value_named_twice_is_a_warning(tmp_path):
    words = WORDS.replace("abnormal: [faded, blank]", "abnormal: [faded, Faded]")
    assert "PB111" in [each.code for each in check(with_files(tmp_path, words=words))]


def test_former_names_are_warned_of_wherever_they_stand(tmp_path):
    toner = TONER.replace("shows:", "shows:\n  print.look: {pale: often}").replace("{print.output: n", "{print.look: n")
    found = [each for each in check(with_files(tmp_path, toner=toner)) if each.code == "PB208"]
    assert [each.at.line for each in found] == [20, 20, 31]
    support = SUPPORT.replace("[printer, router]", "[laserjet, router]")
    found = [each for each in check(with_files(tmp_path / "x", support=support)) if each.code == "PB208"]
    assert [Path(each.at.file).name for each in found] == ["support.yaml"]


def test_a_second_document_of_settings_is_a_duplicate(tmp_path):
    found = [each for each in check(with_files(tmp_path, more="format: 1\n")) if each.code == "PB207"]
    assert [Path(each.at.file).name for each in found] == ["more.yaml"]


def test_ids_in_another_alphabet_that_look_alike_are_an_error(tmp_path):
    words = WORDS + "  printer.\u0440\u043e\u0441\u0430: {type: text}\n  printer.poca: {type: text}\n"
    found = [each for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.ERROR]
    assert [(each.code, each.at.line, each.related[0][0].line) for each in found] == [("PB213", 30, 29)]


def test_both_places_of_a_duplicate_are_named(tmp_path):
    found = [each for each in check(with_files(tmp_path, toner_again=TONER)) if each.code == "PB207"]
    assert [(Path(each.at.file).name, each.at.line) for each in found] == [("toner.yaml", 1)]
    assert [(Path(at.file).name, at.line) for each in found for at, _ in each.related] == [("toner-again.yaml", 1)]


def test_look_alike_ids_are_an_error_that_names_both_places(tmp_path):
    twin = TONER.replace("printing.toner-empty", "printing.t\u043e\u043d\u0435\u0440-empty").replace(
        "step: ", "step: x-"
    )
    twin = twin.replace("after: [", "after: [x-")
    found = [each for each in check(with_files(tmp_path, twin=twin)) if each.code in ("PB213", "PB112")]
    assert [(each.code, each.severity) for each in found] == [("PB213", Severity.ERROR)]


def test_an_unused_attribute_and_an_unused_kind_are_warnings(tmp_path):
    words = WORDS.replace("    router: {title: Router}", "    router: {title: Router}\n    phone-set: {title: Phone}")
    words += "  router.led: {type: choice, values: [green, red]}\n"
    found = [each for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.WARNING]
    assert [(each.code, each.message) for each in found] == [
        ("PB210", "nothing is written about the equipment 'phone-set'"),
        ("PB210", "nothing uses the attribute 'router.led'"),
    ]


def test_an_abnormal_value_that_nothing_reads_is_worth_a_remark(tmp_path):
    words = WORDS.replace("abnormal: [faded, blank]", "abnormal: [faded, blank, torn]").replace(
        "blank]\n", "blank, torn]\n", 1
    )
    found = [each for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.INFO]
    assert [(each.code, each.message) for each in found] == [("PB210", "nothing reads torn of 'print.output'")]


def test_a_circle_of_conclusions_is_printed(tmp_path):
    back = "conclusion: a.back\nwhen: {printer.supply: used-up}\nsets: {printer.toner_low: true}\n"
    found = [each for each in check(with_files(tmp_path, back=back)) if each.code == "PB407"]
    way = "printer.supply -> a.back -> printer.toner_low -> printer.used-up -> printer.supply"
    assert [each.message for each in found] == [f"conclusions run in a circle: {way}"]
    assert [Path(at.file).name for each in found for at, _ in each.related] == ["used-up.yaml"]


def test_relevance_counts_as_a_dependency(tmp_path):
    words = WORDS.replace("relevant: {equipment: printer}", "relevant: {printer.supply: fine}").replace(
        "{type: yes/no, abnormal", "{type: yes/no, relevant: {print.output: faded}, abnormal"
    )
    found = [each for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.ERROR]
    assert [each.code for each in found] == ["PB407"]


def test_a_given_that_leads_back_through_a_conclusion_is_refused(tmp_path):
    words = WORDS.replace("given: {print.output: faded}", "given: {printer.supply: fine}")
    found = [each.code for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.ERROR]
    assert found == ["PB407"]


def test_givens_that_lead_back_without_a_conclusion_do_no_harm(tmp_path):
    words = WORDS.replace("common: {faded: 0.03}", "common: [{faded: 0.03, given: {printer.toner_low: true}}]")
    assert [each for each in check(with_files(tmp_path, words=words)) if each.severity is Severity.ERROR] == []


MODULES = {path.stem for path in Path(checks.__file__).parent.glob("pb*.py")}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_check_holds_its_own_code_and_says_what_it_is_in_one_line(name):
    module = import_module(f"{checks.__name__}.{name}")
    assert module.CODE is CODES[name[:5].upper()]
    assert module.__doc__.startswith(f"{module.CODE.code}: ")
    assert len(module.__doc__.splitlines()) == 1


@pytest.mark.parametrize("registry", ["CHECKS", "PLAYBOOK_CHECKS", "ADVICE", "PLAYBOOK_ADVICE", "FILE_ADVICE"])
def test_a_registry_lists_its_checks_in_order_of_code(registry):
    listed = [each.__module__.rsplit(".", 1)[-1] for each in getattr(checks, registry)]
    assert [name for name in listed if name.startswith("pb")] == sorted(
        name for name in listed if name.startswith("pb")
    )


@pytest.mark.parametrize("registry", ["ADVICE", "PLAYBOOK_ADVICE", "FILE_ADVICE"])
def test_advice_holds_no_errors(registry):
    found = [import_module(each.__module__).CODE for each in getattr(checks, registry)]
    assert [code.code for code in found if code.severity is Severity.ERROR] == []


def test_every_code_in_the_sources_is_in_the_table():
    root = Path(checks.__file__).parents[2]
    used = {
        code
        for path in root.rglob("*.py")
        if "codes" not in path.parts
        for code in re.findall(r'"((?:PB|CV)\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used <= set(CODES)


def test_every_code_has_a_title_in_both_languages():
    for code, each in CODES.items():
        assert each.code == code
        assert set(dict(each.title.by_language)) == {"en", "ru"}
        assert all((each.what, each.why, each.example, each.instead))


def test_findings_come_in_order_of_place(tmp_path):
    found = check(
        with_files(tmp_path, words=WORDS.replace("type: text", "type: txt").replace("type: date", "type: dat"))
    )
    assert list(found) == sorted(found, key=lambda each: each.sort_key)
    assert len(found) == len(set(map(Finding.__str__, found)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("may: [consultation], channels: [phone, portal]", ["line-1 has portal; write web-tool under its 'may'"]),
        ("may: [consultation], channels: [phone]", ["the lines have on-site, phone"]),
        ("may: [consultation, web-tool], channels: [phone, portal]", []),
        ("channels: [phone, portal]", []),
        ("may: [consultation, web-tool]", []),
    ],
)
def test_an_option_is_served_by_a_line_that_may_work_in_its_kind_of_channel(tmp_path, line, said):
    support = SUPPORT.replace("line-1: {channels: [phone, chat]}", f"line-1: {{{line}}}")
    support = support.replace("  chat: {", "  portal: {kind: web-tool}\n  chat: {")
    support = support.replace("options: {", "options: {self-service: {channels: [portal]}, ")
    found = check(with_files(tmp_path, support=support))
    assert [each.advice for each in found if each.code == "PB515"] == said
