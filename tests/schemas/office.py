"""A small knowledge base that uses every key and operator, as files."""

from __future__ import annotations

KB = """\
format: 1
name: office
version: 1.2
languages: [en, ru]
timezone: UTC
currency: EUR
signs: {rare: 0.02, often: 0.5, always: 0.98}
frequency: {rare: 1, common: 60}
prices: {hour: 40, visit: 55, risk: {none: 0, low: 1, high: 90}, escalation: {line-1: 60, line-2: 150}}
thresholds: {sure: 0.9, unexplained: 0.5, misfit: 0.99, dear: 30}
bounds: {candidates: 20, set_size: 2, firings: 10000}
rules: []
"""

SUPPORT = """\
support: office
lines:
  line-1: {title: {en: Service desk}, may: [consultation, remote], channels: [phone, mail], competence: mend, risk: low, steps: {never: [replace-cartridge]}, hour: 30}
  line-2: {title: Specialists, may: [on-site], channels: [phone, on-site], sectors: [printing], steps: {only: [shake-cartridge, replace-cartridge]}}
  line-3: {title: Suppliers, may: [consultation], channels: [phone], vendors: true}
sectors: {printing: {title: Printing, equipment: [printer], location: [msk], skill: printers}}
channels: {phone: {kind: consultation, askable: [customer, line-1]}, mail: {}, on-site: {kind: on-site, askable: [on-site]}}
options: {warranty: {title: Warranty, pays: organisation, level: standard, channels: [phone], hours: working-days, charges: [on-site, parts]}}
entitlements:
  shop: {option: warranty, equipment: [printer], location: [msk], serials: [VNC3F08123], customer: c-17, contract: k-4, from: 2026-01-01, until: 2027-03-01}
priorities:
  order: [p1, p2]
  impacts: [one-person, everybody]
  urgencies: [can-wait, urgent]
  table: {one-person: {can-wait: p2, urgent: p2}, everybody: {can-wait: p2, urgent: p1}}
levels:
  standard:
    title: Standard
    respond: 4 h
    resolve: 3 d
    calendar: working-days
    priorities: {p1: {respond: 30 min, resolve: 4 h}}
    warn: [0.5, 0.8]
    escalate: {0.8: line-1, 1: line-2}
calendars:
  working-days: {days: [mon, tue], hours: [['09:00', '13:00'], ['14:00', '18:00']], holidays: RU, closed: [2026-12-31], opened: [2026-12-26], timezone: UTC}
  long-days: {title: Long days, hours: {mon: [['08:00', '20:00']], sat: []}}
vendors: {hp: {title: HP, contact: by mail, agreement: {respond: 1 d, resolve: 10 d, calendar: working-days}, evidence: [print.output]}}
"""

VOCABULARY = """\
vocabulary: printing
taxonomies:
  equipment:
    printer: {title: {en: Printer, ru: Принтер}}
    laser-printer: {is_a: printer, vendor: hp, formerly: [laser]}
  location:
    msk: {title: Moscow}
    msk/office-3: {within: msk}
attributes:
  print.output:
    type: choice
    values: [normal, faded, {blank: {formerly: [white]}}]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: rare, blank: 0.001}
    relevant: {equipment: printer}
    question: {en: 'What does the page look like?', ru: 'Как выглядит страница?'}
    answered_by: [customer, line-1]
    takes: 30 s
    labels: {faded: {en: pale, ru: бледная}}
    phrases: {faded: {en: [too light, washed out], ru: [бледно печатает]}}
    formerly: [print.page]
  printer.power: {type: choice, values: ['on', 'off'], abnormal: ['off'], question: 'Is it on?', answered_by: [customer]}
  printer.error: {type: yes/no, abnormal: [true], common: [{true: rare, given: {equipment: printer}}], answered_by: [customer]}
  printer.pages: {type: number, unit: pages, range: [0, 100000], step: 1, answered_by: [customer]}
  ups.voltage: {type: number, unit: V, also: {mV: 0.001}, private: true, answered_by: [line-1]}
  ups.runtime: {type: duration, range: [0 s, 1 d], answered_by: [line-1]}
  driver.version: {type: version, answered_by: [line-1]}
  driver.date: {type: date, answered_by: [line-1]}
  error.text: {type: text, answered_by: [customer]}
  printer.options: {type: set, values: [duplex, stapler], answered_by: [customer]}
  printer.state: {type: choice, values: [ready, stopped], answered_by: [line-1]}
chains:
  paper: {title: Paper path, parts: [tray, roller], points: {roller: {printer.error: true}}}
"""

CONCLUSION = """\
conclusion: printer.stopped
title: The printer stands
when: {printer.power: 'off', printer.error: {is_not: true}}
sets: {printer.state: stopped}
because: {en: Without power nothing moves.}
sources: [field practice]
revision: 2
status: approved
authors: [line-3]
reviewed: 2026-10-01
"""

PLAYBOOK = """\
playbook: printing.toner-empty
kind: fault
title: {en: The toner is empty, ru: Закончился тонер}
revision: 3
status: approved
authors: [line-3 printing]
reviewed: 2026-10-01
sources: ["User guide, problem solving"]
formerly: [printing.no-toner]
applies_to: {equipment: laser-printer, location: [msk]}
when:
  print.output: [faded, blank]
  printer.pages: {at_least: 1500, below: 90000}
  any: [{printer.error: {known: true}}, {ups.voltage: {between: [200 V, 240]}}]
  none: [{driver.version: {version_below: 1.10}}, {driver.date: {older_than: 90 d}}]
  count: {at_least: 1, of: [{error.text: {matches: {word: toner}}}, {printer.options: {contains: duplex}}]}
  printer.options: {contains_none: [stapler]}
  printer.state: {none_of: [stopped]}
  ups.runtime: {above: 5 min}
frequency: common
shows:
  print.output: {faded: often, blank: 0.1}
  printer.error: [{true: often, given: {printer.power: 'on'}}, {true: rare}]
because: No toner reaches the paper.
part: paper.roller
plan:
  - step: shake-cartridge
    do: {en: Rock it gently.}
    by: line-1
    via: [phone, on-site]
    takes: 3 min
    risk: low
    price: 2.5
    needs: [gloves, {en: toner cartridge, ru: картридж}]
    requires: {when: {printer.power: 'off'}, safety: {en: 'Mind the fuser, it is hot.'}}
    confirm: Is the printer off?
    fixes: 0.2
    check: {print.output: normal}
    stop: false
    formerly: [rock-cartridge]
  - step: replace-cartridge
    do: Put in a new one.
    by: line-1
    via: [phone]
    after: [shake-cartridge]
    requires: {printer.power: 'off', safety: Switch it off.}
    fixes: always
    check: {print.output: normal}
escalate: {to: line-2, sector: printing, because: Still faded., if: {print.output: faded}}
vendor: hp
requires: 1
"""

ADVICE = """\
playbook: printing.switched-off
title: The printer is switched off
applies_to: {equipment: printer}
when: {printer.state: stopped}
outcome: no-fault
say: {en: Switch it on.}
"""

CASES = """\
cases: printing.toner-empty
given: {location: msk/office-3, channel: phone, support: warranty, at_line: line-1}
tests:
  - name: faded page
    ticket: HD-48213
    intake:
      equipment: laser-printer
      symptoms: {print.output: faded, printer.error: {unknown: customer}}
      facts: [{attribute: driver.version, value: 1.10, source: probe}, {attribute: printer.options, value: [duplex]}]
      reported_at: 2026-11-22T09:30:00+03:00
      story: It prints pale.
      tried: [shake-cartridge, {step: replace-cartridge, outcome: failed}]
      askable: [customer]
    expect: {faults_include: [printing.toner-empty], steps_include: [shake-cartridge]}
  - name: fine page
    like: faded page
    change: {symptoms: {print.output: {remove: true}}, channel: mail}
    table: {printer.pages: [39, 40]}
    expect: {line: line-1}
    expect_each: [{outcome: more-facts}, {not_matched: [printing.switched-off]}]
    todo: needs a sensor playbook
"""

FILES = {
    "kb.yaml": KB,
    "support.yaml": SUPPORT,
    "vocabulary.yaml": VOCABULARY,
    "stopped.yaml": CONCLUSION,
    "toner-empty.yaml": PLAYBOOK,
    "switched-off.yaml": ADVICE,
    "toner-empty.cases.yaml": CASES,
}
KINDS = {
    "kb.yaml": "kb",
    "support.yaml": "support",
    "vocabulary.yaml": "vocabulary",
    "stopped.yaml": "conclusion",
    "toner-empty.yaml": "playbook",
    "switched-off.yaml": "playbook",
    "toner-empty.cases.yaml": "cases",
}


def written(folder):
    """The knowledge base in ``folder``."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
