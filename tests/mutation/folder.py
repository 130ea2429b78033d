"""A small knowledge base as files, with its cases: two faults of printers, told apart by the page and the lamp."""

from __future__ import annotations

from pathlib import Path

KB = """\
format: 1
name: office
version: 1
languages: [en]
timezone: UTC
prices: {hour: 40, visit: 55, escalation: {line-1: 60, line-2: 150}}
"""
SUPPORT = """\
support: office
lines:
  line-1: {title: Desk, may: [consultation, remote], channels: [phone, report]}
  line-2: {title: Engineers, may: [consultation, remote, on-site], channels: [phone, on-site]}
  line-3: {title: Authors, may: [consultation, remote, on-site], channels: [phone, on-site]}
channels:
  phone: {kind: consultation, askable: [customer]}
  on-site: {kind: on-site, askable: [customer]}
  report: {kind: automatic, askable: []}
"""
VOCABULARY = """\
vocabulary: printing
taxonomies:
  equipment:
    printer: {title: Printer}
    laser: {is_a: printer, title: Laser printer}
    inkjet: {is_a: printer, title: Inkjet printer}
attributes:
  print.output:
    type: choice
    values: [normal, faded, blank]
    abnormal: [faded, blank]
    complaint: true
    question: What does the page look like?
    answered_by: [customer]
  printer.lamp:
    type: choice
    values: [green, amber, red]
    abnormal: [amber, red]
    question: Which lamp is on?
    answered_by: [customer]
  printer.pages:
    type: number
    range: [0, 100000]
    step: 1
    question: How many pages since the last cartridge?
    answered_by: [customer]
  printer.warmed:
    type: yes/no
    question: Was it warmed up?
    answered_by: [customer]
  printer.old:
    type: yes/no
"""
OLD = """\
conclusion: printing.much-used
when:
  printer.pages: {at_least: 1500}
sets: {printer.old: true}
"""
TONER = """\
playbook: printing.toner
title: The toner is used up
applies_to: {equipment: laser}
when:
  print.output: faded
  any:
    - printer.lamp: amber
    - printer.old: true
frequency: common
shows:
  print.output: {faded: usually}
  printer.lamp: {amber: often}
plan:
  - step: shake-cartridge
    do: Shake the cartridge.
    by: line-1
    via: [phone]
    takes: 3 min
    fixes: sometimes
  - step: replace-cartridge
    do: Put in a new cartridge.
    by: line-1
    via: [phone]
    takes: 10 min
    after: [shake-cartridge]
    fixes: always
escalate: {to: line-2}
"""
COLD = """\
playbook: printing.cold
title: The printer is cold
applies_to: {equipment: printer}
when:
  print.output: [faded, blank]
  none:
    - printer.warmed: true
  printer.lamp: red
frequency: rare
plan:
  - step: warm-up
    do: Let it warm up.
    by: line-1
    via: [phone]
    takes: 5 min
    fixes: usually
"""
TONER_CASES = """\
# what the first line sees
cases: printing.toner
given: {channel: report}
tests:
  - name: faded and amber   # the usual case
    intake:
      equipment: laser
      symptoms: {print.output: faded, printer.lamp: amber}
    expect: {outcome: plan, fault: printing.toner}
  - name: many pages
    intake:
      equipment: laser
      symptoms: {print.output: faded, printer.lamp: green}
      facts: {printer.pages: 1500}
    expect:
      fault: printing.toner
      matched: [printing.toner]
  - name: few pages
    like: many pages
    change: {facts: {printer.pages: 1499}}
    expect:
      outcome: unprecedented
      not_matched: [printing.toner]

# the end
"""
COLD_CASES = """\
cases: printing.cold
given: {channel: report}
tests:
  - name: blank and red
    intake:
      equipment: inkjet
      symptoms: {print.output: blank, printer.lamp: red}
    expect: {outcome: plan, first_step: warm-up}
"""
FILES = {
    "kb.yaml": KB,
    "support.yaml": SUPPORT,
    "vocabulary.yaml": VOCABULARY,
    "much-used.yaml": OLD,
    "toner.yaml": TONER,
    "toner.cases.yaml": TONER_CASES,
    "cold.yaml": COLD,
    "cold.cases.yaml": COLD_CASES,
}


def written(folder: Path, **changed: str) -> Path:
    """The knowledge base in ``folder``; ``changed`` gives other text for ``toner_cases`` and the like."""
    for name, text in FILES.items():
        key = name.removesuffix(".yaml").replace(".", "_").replace("-", "_")
        (folder / name).write_text(changed.get(key, text), "utf-8")
    return folder
