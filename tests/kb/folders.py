"""A small knowledge base, and folders that differ from it in one file."""

from __future__ import annotations

import re
from pathlib import Path

from diagnose.kb.compile import Documents, translate
from diagnose.kb.documents import read_document
from diagnose.kb.lexicon import Lexicon
from diagnose.nodes import read_text
from tests.codes.folders import HOUSEKEEPING

KB = """\
format: 1
name: small
languages: [en, ru]
timezone: Europe/Moscow
prices: {hour: 40, visit: 55, risk: {low: 0, high: 90}, escalation: {line-1: 60, line-2: 150}}
"""

WORDS = """\
vocabulary: words
taxonomies:
  equipment:
    printer: {title: Printer}
    laser-printer: {is_a: printer, vendor: hp, formerly: [laserjet]}
    router: {title: Router}
  location:
    msk: {title: Moscow}
    msk/office-3: {within: msk}
attributes:
  print.output:
    type: choice
    values: [normal, {faded: {formerly: [pale]}}, blank]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: 0.03}
    relevant: {equipment: printer}
    phrases: {faded: {en: [too light]}}
    formerly: [print.look]
    answered_by: [customer, line-1]
  printer.toner_low: {type: yes/no, abnormal: [true], common: [{true: often, given: {print.output: faded}}, {true: 0.05}]}
  printer.pages: {type: number, unit: pages, also: {kpages: 1000}, range: [0, 1000000], step: 1}
  printer.age: {type: duration, range: [0 s, 100 d]}
  printer.bought: {type: date}
  printer.firmware: {type: version}
  printer.message: {type: text}
  printer.changes: {type: set, values: [moved, updated, cleaned]}
  printer.supply: {type: choice, values: [fine, used-up]}
"""

SUPPORT = """\
support: office
lines:
  line-1: {channels: [phone, chat]}
  line-2: {channels: [phone, on-site], sectors: [printing]}
sectors: {printing: {equipment: [printer, router], location: [msk]}}
channels:
  phone: {askable: [customer, line-1]}
  chat: {askable: [customer]}
  on-site: {kind: on-site, askable: [on-site]}
options: {warranty: {level: standard, channels: [phone]}}
levels: {standard: {respond: 4 h, resolve: 3 d, calendar: working-days}}
calendars: {working-days: {days: [mon], hours: [['09:00', '18:00']]}}
vendors: {hp: {title: HP, evidence: [printer.firmware]}}
"""

CONCLUSION = """\
conclusion: printer.used-up
when: {printer.toner_low: true}
sets: {printer.supply: used-up}
"""

TONER = """\
playbook: printing.toner-empty
title: {en: The toner is used up, ru: Закончился тонер}
revision: 3
reviewed: 2026-10-01
applies_to: {equipment: laser-printer}
when:
  print.output: faded
  any:
    - printer.supply: used-up
    - printer.pages: {at_least: 1500}
    - printer.age: {above: 3 d}
    - printer.bought: {before: 2026-01-01}
    - printer.firmware: {version_below: '2.0'}
    - printer.message: {contains: toner}
  none:
    - printer.changes: {contains: moved}
    - location: msk/office-3
frequency: common
shows:
  printer.toner_low: usually
  printer.changes: {cleaned: rare, updated: rare}
plan:
  - step: shake-cartridge
    do: Rock it gently.
    by: line-1
    via: [phone]
    takes: 3 min
    risk: low
    fixes: sometimes
    check: {print.output: normal}
  - step: replace-cartridge
    after: [shake-cartridge]
    do: Put in a new one.
    by: line-1
    via: [phone, on-site]
    takes: 10 min
escalate: {to: line-2, sector: printing}
vendor: hp
"""

BLANK = """\
playbook: printing.blank
title: The page is blank
when: {print.output: blank}
plan: [{step: look-inside, do: Look inside., by: line-1, via: [phone]}]
"""

ROUTER = """\
playbook: network.router-off
title: The router is off
applies_to: {equipment: router}
plan: [{step: switch-on, do: Switch it on., by: line-1, via: [phone]}]
"""

FILES = {
    "kb.yaml": KB,
    "words.yaml": WORDS,
    "support.yaml": SUPPORT,
    "used-up.yaml": CONCLUSION,
    "toner.yaml": TONER,
    "blank.yaml": BLANK,
    "router.yaml": ROUTER,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """``folder`` with ``files`` in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def with_files(folder: Path, **changed: str) -> Path:
    """The small knowledge base, with some files (named without their suffix) changed or added."""
    return write(folder, FILES | {f"{name.replace('_', '-')}.yaml": text for name, text in changed.items()})


def aside(code: str) -> bool:
    """Whether ``code`` is about what small playbooks leave out on purpose, or about what rules say of one another.

    The latter have tests of their own.
    """
    return code in HOUSEKEEPING or code == "PB210" or re.fullmatch("PB3..|PB4(?!05|07)..", code) is not None


def expected(text: str, file: str) -> list[tuple[str, int, str]]:
    """The findings that comments ``# expect: PB204`` announce, as file, line and code."""
    return [
        (file, number, code)
        for number, line in enumerate(text.splitlines(), 1)
        for code in re.findall(r"(?:PB|CV)\d{3}", line.partition("# expect:")[2])
    ]


def document(text: str, file: str = "made.yaml"):
    """The document that ``text`` holds; anything wrong with its shape fails the test."""
    node, findings = read_text(text, file)
    assert findings == ()
    made, found = read_document(node, file)
    assert found == ()
    return made


def documents(files: dict[str, str] = FILES):
    """The documents of ``files``."""
    return [document(text, name) for name, text in files.items()]


def lexicon() -> Lexicon:
    """The names of the small knowledge base."""
    meaning, findings = translate(Documents.of(documents()))
    assert findings == ()
    return meaning.lexicon
