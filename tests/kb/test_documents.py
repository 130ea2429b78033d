import json
from datetime import date
from pathlib import Path

import pytest

from diagnose.errors import Location, Severity, UsageError
from diagnose.kb.documents import (
    KINDS,
    CasesDocument,
    ConclusionDocument,
    PlaybookDocument,
    SettingsDocument,
    SupportDocument,
    VocabularyDocument,
    read_document,
)
from diagnose.kb.documents.cases import TodoMark
from diagnose.kb.documents.places import keys_of
from diagnose.kb.documents.schema import SCHEMA_NAMES, json_schema
from diagnose.nodes import Mapping, Sequence, find_documents, read_file, read_text
from diagnose.texts import Text

SHIPPED = Path(__file__).parents[2] / "playbooks"

PLAYBOOK = """\
playbook: printing.toner-empty
kind: fault
title: {en: The toner cartridge is empty, ru: Закончился тонер}
revision: 3
status: approved
authors: [line-3 printing]
reviewed: 2026-10-01
sources: ["User guide, problem solving"]
formerly: [printing.no-toner]
replaced_by: printing.toner-used-up
applies_to: {equipment: laser-printer}
when:
  print.output: faded
  any: [{printer.toner_low: true}, {printer.pages: {at_least: 1500}}]
frequency: common
shows:
  print.streaks: {vertical: often, none: rare}
because: No toner reaches the paper.
plan:
  - step: shake-cartridge
    do: {en: Rock it gently.}
    by: line-1
    via: [phone, on-site]
    takes: 3 min
    risk: low
    price: 2.5
    needs: [gloves, {en: toner cartridge, ru: картридж}]
    requires: {when: {printer.power: false}, safety: {en: 'Mind the fuser, it is hot.'}}
    confirm: Is the printer off?
    fixes: 0.2
    check: {print.output: normal}
    stop: true
    formerly: [rock-cartridge]
  - step: replace-cartridge
    do: Put in a new one.
    after: [shake-cartridge]
    requires: {printer.power: false, safety: Switch it off.}
escalate: {to: line-2, sector: printing, because: Still faded., if: {print.output: faded}}
vendor: hp
requires: 1
"""

CONCLUSION = """\
conclusion: access.line-down
when: {ont.los_led: red, none: [{access.maintenance: true}]}
sets: {access.line: down}
because: No light on the fibre.
sources: [field practice]
"""

VOCABULARY = """\
vocabulary: printing
taxonomies:
  equipment:
    printer: {title: Printer}
    laser-printer: {is_a: printer, vendor: hp, formerly: [laser]}
  location:
    msk: {}
    msk/office-3: {within: msk, title: {ru: Офис 3}}
attributes:
  print.output:
    type: choice
    values: [normal, faded]
    abnormal: [faded]
    complaint: true
    common: {faded: rare}
    relevant: {equipment: printer}
    question: {en: 'What does the page look like?'}
    answered_by: [customer, line-1]
    takes: 30 s
    labels: {faded: {en: faded, ru: бледная}}
    phrases: {faded: {en: [too light, washed out]}}
  ups.voltage: {type: number, unit: V, also: {mV: 0.001}, range: [0, 400], step: 1, private: true}
"""

SUPPORT = """\
support: office
lines:
  line-1: {title: Service desk, may: [consultation, remote], channels: [phone], competence: mend}
  line-2: {sectors: [printing], vendors: true}
sectors: {printing: {equipment: [printer], location: [msk]}}
channels: {phone: {kind: consultation, askable: [customer]}, report: {kind: automatic, askable: []}}
options: {warranty: {pays: organisation, level: standard, channels: [phone]}}
levels: {standard: {respond: 4 h, resolve: 3 d, calendar: working-days}}
calendars: {working-days: {days: [mon, tue], hours: [['09:00', '13:00'], ['14:00', '18:00']], holidays: RU}}
vendors: {hp: {title: HP, contact: mail, agreement: {respond: 1 d, resolve: 10 d}, evidence: [print.output]}}
"""

CASES = """\
cases: printing.toner-empty
given: {location: msk, channel: phone}
tests:
  - name: faded page
    ticket: HD-48213
    intake: {equipment: printer, symptoms: {print.output: faded}}
    expect: {outcome: plan, fault: printing.toner-empty, steps_include: [a], not_matched: [b.c]}
  - name: fine page
    like: faded page
    change: {symptoms: {print.output: {remove: true}}}
    table: {ups.temperature: [39, 40]}
    expect_each: [{fault: a.b}, {fault: a.c}]
    todo: needs a sensor playbook
"""

SETTINGS = """\
format: 1
name: office-support
version: 2026.11
languages: [en, ru]
timezone: Europe/Moscow
currency: EUR
signs: {rare: 0.02, often: 0.5}
frequency: {rare: 1, common: 60}
prices: {hour: 40, visit: 55, risk: {none: 0, high: 90}, escalation: {line-1: 60}}
thresholds: {sure: 0.9, unexplained: 0.5, misfit: 0.99, dear: 30}
bounds: {candidates: 20, set_size: 2, firings: 10000}
rules: []
"""

WHOLE = {
    "playbook": PLAYBOOK,
    "conclusion": CONCLUSION,
    "vocabulary": VOCABULARY,
    "support": SUPPORT,
    "cases": CASES,
    "format": SETTINGS,
}


def read(text, file="x.yaml"):
    node, findings = read_text(text, file)
    assert node is not None, findings
    document, more = read_document(node, file)
    return document, (*findings, *more)


def brief(findings):
    return [(each.code, each.at.line, each.at.column, each.path) for each in findings]


def test_a_playbook_is_read_whole():
    book, findings = read(PLAYBOOK)
    assert isinstance(book, PlaybookDocument)
    assert findings == ()
    assert (book.playbook.text, book.playbook.at) == ("printing.toner-empty", Location("x.yaml", 1, 11))
    assert (book.kind, book.revision, book.status, book.reviewed) == ("fault", 3, "approved", date(2026, 10, 1))
    assert book.title == Text.of({"en": "The toner cartridge is empty", "ru": "Закончился тонер"})
    assert (book.authors, book.sources) == (("line-3 printing",), ("User guide, problem solving",))
    assert ([each.text for each in book.formerly], book.replaced_by.text) == (
        ["printing.no-toner"],
        "printing.toner-used-up",
    )
    assert all(isinstance(part, Mapping) for part in (book.applies_to, book.when, book.shows))
    assert (book.frequency.text, book.because, book.vendor.text) == (
        "common",
        Text.of("No toner reaches the paper."),
        "hp",
    )
    first, second = book.plan
    assert (first.step.text, first.by.text, [each.text for each in first.via]) == (
        "shake-cartridge",
        "line-1",
        ["phone", "on-site"],
    )
    assert (first.takes, first.price, first.risk.text, first.fixes.text, first.stop) == (180.0, 2.5, "low", "0.2", True)
    assert first.needs == (Text.of("gloves"), Text.of({"en": "toner cartridge", "ru": "картридж"}))
    assert first.requires.safety == Text.of({"en": "Mind the fuser, it is hot."})
    assert first.requires.when.get("printer.power").text == "false"
    assert first.at == Location("x.yaml", 20, 5)
    assert [each.text for each in second.after] == ["shake-cartridge"]
    assert (second.requires.safety, second.requires.when.get("safety")) == (Text.of("Switch it off."), None)
    assert (second.by, second.via, second.takes, second.stop) == (None, (), None, False)
    assert (book.escalate.to.text, book.escalate.sector.text) == ("line-2", "printing")
    assert isinstance(book.escalate.if_, Mapping)


def test_a_conclusion_is_read_whole():
    conclusion, findings = read(CONCLUSION)
    assert isinstance(conclusion, ConclusionDocument)
    assert findings == ()
    assert (conclusion.conclusion.text, conclusion.sets.get("access.line").text) == ("access.line-down", "down")


def test_a_vocabulary_is_read_whole():
    vocabulary, findings = read(VOCABULARY)
    assert isinstance(vocabulary, VocabularyDocument)
    assert findings == ()
    assert list(vocabulary.attributes) == ["print.output", "ups.voltage"]
    output, voltage = vocabulary.attributes.values()
    assert (output.id.text, output.id.at) == ("print.output", Location("x.yaml", 10, 3))
    assert (output.type, output.complaint, output.takes) == ("choice", True, 30.0)
    assert isinstance(output.values, Sequence)
    assert (voltage.unit, voltage.also, voltage.step, voltage.private) == ("V", {"mV": 0.001}, 1.0, True)
    kinds, places = vocabulary.taxonomies.equipment, vocabulary.taxonomies.location
    assert (kinds["laser-printer"].is_a.text, kinds["laser-printer"].vendor.text) == ("printer", "hp")
    assert places["msk/office-3"].within.text == "msk"


def test_a_support_document_is_read_whole():
    support, findings = read(SUPPORT)
    assert isinstance(support, SupportDocument)
    assert findings == ()
    assert list(support.lines) == ["line-1", "line-2"]
    assert (support.lines["line-1"].may, support.lines["line-2"].vendors) == (("consultation", "remote"), True)
    assert (support.levels["standard"].respond, support.levels["standard"].resolve) == (14400.0, 259200.0)
    assert support.calendars["working-days"].hours == (("09:00", "13:00"), ("14:00", "18:00"))
    assert (support.vendors["hp"].agreement.respond, support.vendors["hp"].evidence[0].text) == (
        86400.0,
        "print.output",
    )
    assert support.channels["report"].askable == ()


def test_fixture_cases_are_read_whole():
    cases, findings = read(CASES)
    assert isinstance(cases, CasesDocument)
    assert findings == ()
    first, second = cases.tests
    assert (cases.cases.text, first.name, first.ticket) == ("printing.toner-empty", "faded page", "HD-48213")
    assert isinstance(first.intake, Mapping)
    assert isinstance(first.expect, Mapping)
    assert (second.like, second.todo, len(second.expect_each)) == ("faded page", TodoMark("needs a sensor playbook"), 2)


def test_the_settings_are_read_whole():
    settings, findings = read(SETTINGS, "kb.yaml")
    assert isinstance(settings, SettingsDocument)
    assert findings == ()
    assert (settings.version, settings.languages, settings.signs) == (
        "2026.11",
        ("en", "ru"),
        {"rare": 0.02, "often": 0.5},
    )
    assert (settings.prices.risk, settings.thresholds.dear, settings.bounds.firings) == (
        {"none": 0.0, "high": 90.0},
        30.0,
        10000,
    )
    assert isinstance(read("name: x\nformat: 1\n", "a/kb.yaml")[0], SettingsDocument)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", [("PB014", 1, 1, "")]),
        ("[a]", [("PB014", 1, 1, "")]),
        ("{}", [("PB014", 1, 1, "")]),
        ("alert: x", [("PB014", 1, 1, "")]),
        ("title: x\nformat: 1", [("PB014", 1, 1, "")]),
    ],
)
def test_a_document_whose_first_key_names_no_kind_is_refused(text, expected):
    document, findings = read(text)
    assert document is None
    assert brief(findings) == expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (f"revision: 3\n{PLAYBOOK.replace('revision: 3', '')}", "move 'playbook' to the top"),
        (PLAYBOOK.replace("playbook:", "playbok:", 1), "did you mean 'playbook'?"),
    ],
)
def test_a_misplaced_or_misspelt_kind_is_read_on(text, advice):
    document, findings = read(text)
    assert [each.code for each in findings] == ["PB014"]
    assert advice in findings[0].advice
    assert document.playbook.text == "printing.toner-empty"


def changed(text, old, new):
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("kind", "old", "new", "code", "line", "words"),
    [
        ("playbook", "title:", "titel:", "PB104", 3, "did you mean 'title'?"),
        ("playbook", "revision: 3", "revision: three", "PB102", 4, "found a text where a whole number"),
        ("playbook", "revision: 3", "revision: '3'", "PB102", 4, "found a text in quotes"),
        ("playbook", "revision: 3", "revision: 0", "PB102", 4, "a whole number from 1"),
        ("playbook", "revision: 3", "revision:", "PB102", 4, "found nothing (null)"),
        ("playbook", "status: approved", "status: aproved", "PB103", 5, "did you mean 'approved'?"),
        ("playbook", "status: approved", "status: [approved]", "PB102", 5, "found a list"),
        ("playbook", "authors: [line-3 printing]", "authors: line-3 printing", "PB116", 6, "put it in brackets"),
        ("playbook", "authors: [line-3 printing]", "authors: {a: b}", "PB102", 6, "found a mapping where a list"),
        ("playbook", "authors: [line-3 printing]", "authors: [a, {b: c}]", "PB102", 6, "found a mapping where a text"),
        ("playbook", "authors: [line-3 printing]", "authors: [a, a]", "PB111", 6, "listed twice"),
        ("playbook", "authors: [line-3 printing]", "authors: ['']", "PB102", 6, "empty"),
        ("playbook", "reviewed: 2026-10-01", "reviewed: 01.10.2026", "PB108", 7, "2026-11-22"),
        ("playbook", "printing.toner-empty", "toner", "PB112", 1, "at least two"),
        ("playbook", "printing.toner-empty", "printing.t\u043ener", "PB213", 1, "mixes"),
        ("playbook", "printing.toner-empty", "[a.b]", "PB102", 1, "where an id is wanted"),
        ("playbook", "[printing.no-toner]", "[no-toner]", "PB112", 9, "at least two"),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "{en: Empty, out of toner, ru: Тонер}",
            "PB102",
            3,
            "put the whole text in quotes",
        ),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "{en: , ru: Тонер}",
            "PB102",
            3,
            "found nothing",
        ),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "{english: Empty}",
            "PB104",
            3,
            "is no language",
        ),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "{en: [a]}",
            "PB102",
            3,
            "found a list",
        ),
        ("playbook", "{en: The toner cartridge is empty, ru: Закончился тонер}", "''", "PB102", 3, "the text is empty"),
        ("playbook", "{en: The toner cartridge is empty, ru: Закончился тонер}", "no", "PB113", 3, "put it in quotes"),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "12:30",
            "PB113",
            3,
            "put it in quotes",
        ),
        ("playbook", "applies_to: {equipment: laser-printer}", "applies_to: laser-printer", "PB102", 11, "a condition"),
        ("playbook", "frequency: common", "frequency: [common]", "PB102", 15, "a word or a number"),
        ("playbook", "frequency: common", "frequency:", "PB102", 15, "found nothing"),
        ("playbook", "by: line-1", "by:", "PB102", 22, "found nothing"),
        ("playbook", "via: [phone, on-site]", "via: []", "PB110", 23, "at least one entry"),
        ("playbook", "via: [phone, on-site]", "via: phone", "PB116", 23, "in brackets: [phone]"),
        ("playbook", "via: [phone, on-site]", "via: [phone, ]\n    vai: x", "PB104", 24, "did you mean 'via'?"),
        ("playbook", "takes: 3 min", "takes: 3", "PB108", 24, "5 min"),
        ("playbook", "takes: 3 min", "takes: 3 minutes", "PB108", 24, "is no duration"),
        ("playbook", "price: 2.5", "price: -1", "PB103", 26, "at least 0"),
        ("playbook", "price: 2.5", "price: '2.5'", "PB102", 26, "a number"),
        ("playbook", "price: 2.5", "price: .inf", "PB102", 26, "a number"),
        ("playbook", "stop: true", "stop: yes", "PB102", 32, "true or false"),
        ("playbook", "stop: true", "stop: 'true'", "PB102", 32, "true or false"),
        ("playbook", "step: shake-cartridge", "step: shake cartridge", "PB112", 20, "U+0020"),
        ("playbook", "    do: Put in a new one.\n", "", "PB101", 34, "write do:"),
        ("playbook", "escalate: {to: line-2", "escalate: {too: line-2", "PB104", 38, "did you mean 'to'?"),
        ("playbook", "escalate: {to: line-2, ", "escalate: {", "PB101", 38, "write to: line-2"),
        (
            "playbook",
            "escalate: {to: line-2, sector: printing, because: Still faded., if: {print.output: faded}}",
            "escalate: line-2",
            "PB102",
            38,
            "a mapping",
        ),
        ("playbook", "requires: 1", "requires: 2", "PB115", 40, "needs format 2"),
        ("playbook", "vendor: hp", "do: it", "PB104", 39, "it belongs under 'plan'"),
        ("playbook", "vendor: hp", "print.output: x", "PB104", 39, "conditions belong under 'when'"),
        ("playbook", "vendor: hp", "none: [a]", "PB104", 39, "conditions belong under 'when'"),
        ("playbook", "    stop: true", "    vendor: hp", "PB104", 32, "belongs to the playbook itself"),
        ("playbook", "vendor: hp", "outcome: no-fault", "PB104", 39, "not both"),
        ("conclusion", "sets: {access.line: down}\n", "", "PB101", 1, "write sets:"),
        ("conclusion", "sets: {access.line: down}", "sets: [a]", "PB102", 3, "a table of attributes"),
        ("conclusion", "sources: [field practice]", "plan: []", "PB104", 5, "known here:"),
        ("vocabulary", "type: choice", "type: choise", "PB103", 11, "did you mean 'choice'?"),
        ("vocabulary", "    type: choice\n", "", "PB101", 11, "write type: choice"),
        ("vocabulary", "    values: [normal, faded]\n", "", "PB101", 11, "the type choice needs them"),
        ("vocabulary", "values: [normal, faded]", "values: normal", "PB116", 12, "put it in brackets"),
        ("vocabulary", "values: [normal, faded]", "values: []", "PB110", 12, "empty"),
        ("vocabulary", "type: number, unit", "type: number, values: [a], unit", "PB104", 22, "belongs to: choice, set"),
        ("vocabulary", "print.output:\n", "output:\n", "PB112", 10, "at least two"),
        ("vocabulary", "laser-printer: {is_a", "laser.printer: {is_a", "PB112", 5, "several parts"),
        ("vocabulary", "printer: {title: Printer}", "printer:", "PB102", 4, "found nothing (null) where a mapping"),
        ("vocabulary", "  location:\n", "  locations:\n", "PB104", 6, "did you mean 'location'?"),
        ("vocabulary", "also: {mV: 0.001}", "also: {mV: milli}", "PB102", 22, "a number"),
        ("vocabulary", "answered_by: [customer, line-1]", "answered_by: customer", "PB116", 18, "in brackets"),
        ("vocabulary", "complaint: true", "complain: true", "PB104", 14, "did you mean 'complaint'?"),
        ("support", "competence: mend", "competence: fix", "PB103", 3, "mend, consult"),
        (
            "support",
            "may: [consultation, remote]",
            "may: [consultation, remotely]",
            "PB103",
            3,
            "did you mean 'remote'?",
        ),
        ("support", "kind: automatic", "kind: automatik", "PB103", 6, "did you mean 'automatic'?"),
        ("support", "respond: 4 h, ", "", "PB101", 8, "write respond: 4 h"),
        (
            "support",
            "['09:00', '13:00']",
            "['13:00', '09:00']",
            "PB109",
            9,
            "past midnight are two pairs: ['00:00', '09:00'], ['13:00', '24:00']",
        ),
        ("support", "['09:00', '13:00']", "['9 am', '13:00']", "PB108", 9, "time of day"),
        ("support", "['09:00', '13:00']", "'09:00'", "PB102", 9, "a pair of times"),
        ("support", "days: [mon, tue]", "days: [monday, tue]", "PB103", 9, "did you mean 'mon'?"),
        ("support", "line-1: {title", "Line 1: {title", "PB112", 3, "U+0020"),
        ("cases", "  - name: faded page\n    ticket", "  - ticket", "PB101", 4, "write name:"),
        ("cases", "    intake: {equipment: printer, symptoms: {print.output: faded}}\n", "", "PB101", 4, "an intake"),
        ("cases", "outcome: plan", "outcome: fixplan", "PB103", 7, "allowed:"),
        ("cases", "fault: printing", "falt: printing", "PB104", 7, "did you mean 'fault'?"),
        ("cases", "steps_include: [a]", "steps_include: a", "PB116", 7, "[a]"),
        ("cases", "not_matched: [b.c]", "not_matched: [null]", "PB102", 7, "ids alone"),
        (
            "cases",
            "table: {ups.temperature: [39, 40]}",
            "table: {ups.temperature: 39}",
            "PB102",
            11,
            "a list of values",
        ),
        (
            "cases",
            "expect: {outcome: plan, fault: printing.toner-empty, steps_include: [a], not_matched: [b.c]}",
            "expect: plan",
            "PB102",
            7,
            "what is expected",
        ),
        ("cases", "fault: printing.toner-empty", "fault: [printing.toner-empty]", "PB102", 7, "takes one word"),
        ("cases", "steps_include: [a]", "steps_include: {a: b}", "PB102", 7, "a list of ids"),
        (
            "cases",
            "table: {ups.temperature: [39, 40]}",
            "table: [39, 40]",
            "PB102",
            11,
            "a table of attributes and lists",
        ),
        ("cases", "table: {ups.temperature: [39, 40]}", "table: {}", "PB110", 11, "the table is empty"),
        ("cases", "    like: faded page\n", "    like: faded page\n    intake: {}\n", "PB104", 9, "not both"),
        ("support", "['09:00', '13:00']", "[[], '13:00']", "PB102", 9, "a time"),
        (
            "playbook",
            "requires: {when: {printer.power: false}, safety: {en: 'Mind the fuser, it is hot.'}}",
            "requires: {wehn: {a.b: c}}",
            "PB104",
            28,
            "did you mean 'when'?",
        ),
        (
            "playbook",
            "{en: The toner cartridge is empty, ru: Закончился тонер}",
            "{en: ''}",
            "PB102",
            3,
            "the text is empty",
        ),
        ("playbook", "replaced_by: printing.toner-used-up", "replaced_by: ''", "PB102", 10, "an id"),
        ("format", "format: 1", "format: 2", "PB115", 1, "write format: 1"),
        ("format", "format: 1\n", "", "PB101", 1, "write format: 1"),
        ("format", "hour: 40", "hour: forty", "PB102", 9, "a number"),
        ("format", "sure: 0.9", "sure: 9", "PB103", 10, "between 0 and 1"),
        ("format", "languages: [en, ru]", "languages: [english]", "PB103", 4, "is no language"),
        ("format", "candidates: 20", "candidate: 20", "PB104", 11, "did you mean 'candidates'?"),
        ("format", "signs: {rare: 0.02", "signs: {rare: often", "PB102", 7, "a number"),
    ],
)
def test_one_mistake_is_one_finding_with_its_line_and_advice(kind, old, new, code, line, words):
    file = "kb.yaml" if kind == "format" else "x.yaml"
    _, findings = read(changed(WHOLE[kind], old, new), file)
    assert [(each.code, each.at.line) for each in findings] == [(code, line)], [str(each) for each in findings]
    assert words in str(findings[0])
    assert findings[0].at.column >= 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("playbook: a.b\ntitle: x\n", []),  # PB501 asks for more than one document
        ("playbook: a.b\ntitle: x\nstatus: retired\n", []),
        ("playbook: a.b\ntitle: x\noutcome: no-fault\n", ["PB101"]),
        ("playbook: a.b\ntitle: x\noutcome: no-fault\nsay: Wait.\n", []),
        ("playbook: a.b\ntitle: x\nkind: how-to\n", ["PB101"]),
        ("playbook: a.b\ntitle: x\nkind: how-to\nsay: Press it.\n", []),
        ("playbook: a.b\ntitle: x\noutcome: hand-over\n", ["PB101"]),
        ("playbook: a.b\ntitle: x\noutcome: hand-over\nescalate: {to: line-2}\n", []),
    ],
)
def test_a_playbook_has_a_plan_or_an_outcome_with_what_that_needs(text, codes):
    assert [each.code for each in read(text)[1]] == codes


def test_all_mistakes_of_a_document_come_at_once_in_order_of_place():
    _, findings = read(
        "playbook: toner\ntitel: x\nrevision: x\nstatus: y\nplan:\n  - {step: a, do: no, via: phone}\n  - {do: x}\n"
    )
    assert [(each.code, each.at.line) for each in findings] == [
        ("PB112", 1),
        ("PB104", 2),
        ("PB102", 3),
        ("PB103", 4),
        ("PB113", 6),
        ("PB116", 6),
        ("PB101", 7),
    ]


def test_paths_name_the_faulty_value():
    _, findings = read(changed(PLAYBOOK, "takes: 3 min", "takes: x"))
    assert findings[0].path == "plan[0].takes"
    _, findings = read(changed(VOCABULARY, "takes: 30 s", "takes: x"))
    assert findings[0].path == "attributes.print.output.takes"


def test_a_faulty_part_does_not_take_the_rest_with_it():
    vocabulary, findings = read(changed(VOCABULARY, "type: choice", "type: list"))
    assert [each.code for each in findings] == ["PB103"]
    assert list(vocabulary.attributes) == ["ups.voltage"]
    vocabulary, findings = read(changed(VOCABULARY, "values: [normal, faded]", "values: normal"))
    assert [each.code for each in findings] == ["PB116"]
    assert list(vocabulary.attributes) == ["ups.voltage"]
    vocabulary, findings = read(changed(VOCABULARY, "takes: 30 s", "takes: x"))
    assert vocabulary.attributes["print.output"].takes is None
    book, findings = read(changed(PLAYBOOK, "    do: Put in a new one.\n", ""))
    assert [each.step.text for each in book.plan] == ["shake-cartridge"]


def test_the_rest_is_checked_with_what_was_probably_meant():
    vocabulary, _ = read(changed(VOCABULARY, "type: choice", "type: choise"))
    assert vocabulary.attributes["print.output"].type == "choice"
    vocabulary, _ = read(changed(VOCABULARY, "attributes:", "atributes:"))
    assert list(vocabulary.attributes) == ["print.output", "ups.voltage"]
    book, _ = read(changed(PLAYBOOK, "after: [shake-cartridge]", "after: shake-cartridge"))
    assert [each.text for each in book.plan[1].after] == ["shake-cartridge"]
    book, _ = read(changed(PLAYBOOK, "do: Put in a new one.", "do: {en: Put it, gently, in}"))
    assert [each.step.text for each in book.plan] == ["shake-cartridge", "replace-cartridge"]


def test_a_document_without_its_id_is_not_usable():
    document, findings = read(changed(PLAYBOOK, "printing.toner-empty", "toner"))
    assert document is None
    assert [each.code for each in findings] == ["PB112"]


def test_very_many_mistakes_are_counted_rather_than_listed():
    _, findings = read(PLAYBOOK + "".join(f"key{n}: 1\n" for n in range(5_000)))
    assert [each.code for each in findings] == ["PB008", *["PB104"] * 200]
    assert "4800 more errors" in findings[0].message


def test_warnings_do_not_keep_a_document_from_being_read():
    book, findings = read(changed(PLAYBOOK, "authors: [line-3 printing]", "authors: [a, a]"))
    assert book.authors == ("a", "a")
    assert [each.severity for each in findings] == [Severity.WARNING]


def test_numbers_that_are_versions_or_choices_are_not_ambiguous():
    assert read("vocabulary: v\nattributes: {a.b: {type: choice, values: [on, off, 1.10]}}\n")[1] == ()
    assert read("format: 1\nversion: 1.10\n", "kb.yaml")[1] == ()


EVERY_KEY = [(kind, key) for kind in sorted(KINDS) for key in sorted(keys_of(KINDS[kind]))]


@pytest.mark.parametrize(("kind", "key"), EVERY_KEY)
@pytest.mark.parametrize(
    "wrong", ["", "~", "[[[~]]]", "{'': {}}", "{a: ~}", "[{}, [], ~]", "'\\'", "-1e999", "!!set {}"]
)
def test_every_key_withstands_a_value_of_the_wrong_type(kind, key, wrong):
    head = WHOLE[kind].split("\n")[0]
    file = "kb.yaml" if kind == "format" else "x.yaml"
    first = "" if key == head.split(":")[0] else f"{head}\n"
    node, found = read_text(f"{first}{key}: {wrong}\n", file)
    _, more = read_document(node, file)
    assert all(each.at.line >= 1 and each.at.column >= 1 and each.advice for each in (*found, *more))
    if wrong in ("", "~"):
        line = 2 if first else 1
        assert [each.code for each in more if each.at.line == line and each.at.column > 1] == ["PB102"]


def yaml_as_json(node):
    """The content as an editor's YAML reader would see it, for the schemas."""
    if isinstance(node, Mapping):
        return {key.text: yaml_as_json(value) for key, value in node}
    if isinstance(node, Sequence):
        return [yaml_as_json(item) for item in node.items]
    if not node.quoted:
        try:
            return json.loads(node.text)
        except ValueError:
            return node.text
    return node.text


@pytest.fixture(scope="module")
def jsonschema():
    return pytest.importorskip("jsonschema")


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_schema_is_a_schema(name, jsonschema):
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert "null" not in text
    assert "\\u0000" not in text
    assert "x-defined" not in text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_the_reader_accepts_the_schema_accepts(kind, jsonschema):
    text = (
        changed(PLAYBOOK, "{printer.power: false, safety: Switch it off.}", "{when: {a.b: c}}")
        if kind == "playbook"
        else WHOLE[kind]
    )
    node, _ = read_text(text, "x.yaml")
    validator = jsonschema.Draft202012Validator(json_schema("kb" if kind == "format" else kind))
    assert [error.message for error in validator.iter_errors(yaml_as_json(node))] == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("playbook", "title:", "titel:"),
        ("playbook", "takes: 3 min", "takes: 3"),
        ("playbook", "status: approved", "status: aproved"),
        ("playbook", "via: [phone, on-site]", "via: phone"),
        ("playbook", "via: [phone, on-site]", "via: []"),
        ("playbook", "printer.pages: {at_least: 1500}", "printer.pages: {atleast: 1500}"),
        ("playbook", "any: [", "anny: ["),
        ("vocabulary", "type: choice", "type: choise"),
        ("support", "competence: mend", "competence: fix"),
        ("cases", "outcome: plan", "outcome: fix"),
        ("cases", "equipment: printer,", "equipmnt: printer,"),
        ("format", "sure: 0.9", "sure: 9"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(kind, old, new, jsonschema):
    node, _ = read_text(changed(WHOLE[kind], old, new), "x.yaml")
    validator = jsonschema.Draft202012Validator(json_schema("kb" if kind == "format" else kind))
    assert list(validator.iter_errors(yaml_as_json(node)))


def test_there_is_no_schema_of_an_unknown_kind():
    with pytest.raises(UsageError, match="known: cases, conclusion"):
        json_schema("nothing")


def test_shipped_documents_are_read_without_findings_and_fit_their_schemas(jsonschema):
    validators = {name: jsonschema.Draft202012Validator(json_schema(name)) for name in SCHEMA_NAMES}
    read_so_far = 0
    for path in find_documents(SHIPPED):
        node, findings = read_file(path, SHIPPED)
        document, more = read_document(node, str(path))
        assert [str(each) for each in (*findings, *more)] == []
        name = "kb" if isinstance(document, SettingsDocument) else node.entries[0][0].text
        assert [f"{path}: {error.message}" for error in validators[name].iter_errors(yaml_as_json(node))] == []
        read_so_far += 1
    assert read_so_far > 80
