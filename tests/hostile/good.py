"""A small knowledge base about which `check` has nothing to say."""

from __future__ import annotations

from pathlib import Path

GOOD = {
    "kb.yaml": """\
format: 1
name: small
version: 1.0
languages: [en, ru]
timezone: Europe/Moscow
prices: {hour: 40, visit: 55, escalation: {line-1: 60, line-2: 150}}
""",
    "words.yaml": """\
vocabulary: words
taxonomies:
  equipment:
    printer: {title: {en: Printer, ru: Принтер}}
    laser-printer: {is_a: printer, title: Laser printer}
  location:
    msk: {title: Moscow}
    msk/office-3: {within: msk, title: Office 3}
attributes:
  print.output:
    type: choice
    values: [normal, faded, blank]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: rare, blank: 0.001}
    relevant: {equipment: printer}
    question: {en: 'What does the page look like?', ru: 'Как выглядит страница?'}
    answered_by: [customer, line-1]
    takes: 30 s
  printer.toner_low:
    type: yes/no
    abnormal: [true]
    common: 0.05
    question: Does the printer say that toner is low?
    answered_by: [customer]
    takes: 20 s
  printer.pages:
    type: number
    unit: pages
    range: [0, 1000000]
    question: How many pages has it printed?
    answered_by: [line-1]
    takes: 1 min
  printer.supply:
    type: choice
    values: [present, used-up]
    abnormal: [used-up]
    common: {used-up: 0.05}
""",
    "support.yaml": """\
support: office
lines:
  line-1: {title: Service desk, may: [consultation], channels: [phone, report]}
  line-2: {title: Engineers, may: [on-site], channels: [phone, on-site], sectors: [printing]}
sectors: {printing: {equipment: [printer]}}
channels:
  phone: {kind: consultation, askable: [customer, line-1]}
  on-site: {kind: on-site, askable: [customer]}
  report: {kind: automatic, askable: []}
""",
    "used-up.yaml": """\
conclusion: printer.used-up
when: {printer.toner_low: true, printer.pages: {at_least: 1500}}
sets: {printer.supply: used-up}
because: Toner lasts for 1500 pages.
sources: [field practice]
""",
    "toner.yaml": """\
playbook: printing.toner-empty
title: {en: The toner is used up, ru: Закончился тонер}
revision: 1
status: approved
authors: [line-3 printing]
reviewed: 2026-10-01
sources: [field practice]
applies_to: {equipment: laser-printer}
when:
  print.output: faded
  any:
    - printer.supply: used-up
    - printer.pages: {above: 3000}
frequency: common
shows:
  print.output: {faded: usually, blank: 0.1}
  printer.toner_low: often
because: No toner reaches the paper.
plan:
  - step: shake-cartridge
    do: {en: Rock it gently., ru: Осторожно покачайте.}
    by: line-1
    via: [phone]
    takes: 3 min
    risk: low
    fixes: sometimes
    check: {print.output: normal}
  - step: replace-cartridge
    do: Put in a new one.
    by: line-1
    via: [phone, on-site]
    takes: 10 min
    after: [shake-cartridge]
    fixes: always
    check: {print.output: normal}
escalate: {to: line-2, sector: printing, because: The page is still faded.}
""",
    "toner.cases.yaml": """\
cases: printing.toner-empty
given: {location: msk/office-3, channel: phone}
tests:
  - name: faded and low
    intake:
      equipment: laser-printer
      symptoms: {print.output: faded, printer.toner_low: true, printer.pages: 2000}
    expect: {outcome: plan, fault: printing.toner-empty}
  - name: few pages
    like: faded and low
    change: {symptoms: {printer.pages: 20}}
    expect: {not_matched: [printing.toner-empty]}
""",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """``folder`` with ``files`` in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
