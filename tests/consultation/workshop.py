"""A small knowledge base in which everything happens that can happen in a consultation.

Gates, steps with a safety condition, `given`, a conclusion, relevance, advice, a fault that is always passed on, two
complaints, a shared step, `after`, `stop`, a visit, and two lines that mend.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from diagnose import KnowledgeBase, load
from tests.kb.folders import write

KB = """\
format: 1
name: workshop
version: '7'
languages: [en, ru]
timezone: Europe/Moscow
prices: {hour: 40, visit: 55, risk: {low: 0, medium: 15, high: 90}, escalation: {line-1: 60, line-2: 150}}
thresholds: {dear: 30}
"""

WORDS = """\
vocabulary: words
taxonomies:
  equipment:
    device: {title: Device}
    printer: {is_a: device, title: Printer}
    laser-printer: {is_a: printer, formerly: [laserjet]}
    ink-printer: {is_a: printer}
    router: {is_a: device, title: Router}
  location:
    msk: {title: Moscow}
    msk/office-3: {within: msk}
attributes:
  print.output:
    type: choice
    values: [normal, {faded: {formerly: [pale]}}, blank]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: 0.03, blank: 0.01}
    relevant: {equipment: printer}
    formerly: [print.look]
    question: {en: What does the page look like?, ru: Как выглядит страница?}
    answered_by: [customer, line-1]
    takes: 30 s
  print.noise:
    type: yes/no
    abnormal: [true]
    complaint: true
    common: 0.02
    relevant: {equipment: printer}
    question: {en: Does it rattle?, ru: Он гремит?}
    answered_by: [customer]
    takes: 20 s
  net.link:
    type: choice
    values: [up, down]
    abnormal: [down]
    complaint: true
    common: {down: 0.03}
    question: {en: Is there a connection?, ru: Есть ли соединение?}
    answered_by: [customer, line-1]
    takes: 20 s
  printer.toner_low: {type: yes/no, abnormal: [true], common: 0.05, relevant: {equipment: laser-printer}, answered_by: [customer], takes: 20 s}
  printer.streaks: {type: yes/no, abnormal: [true], common: 0.05, relevant: {print.output: [faded, blank]}, answered_by: [customer], takes: 20 s}
  printer.lamp: {type: choice, values: ['off', steady, blinking], abnormal: [blinking], common: {blinking: 0.05}, answered_by: [customer], takes: 20 s}
  printer.power: {type: yes/no, answered_by: [customer], takes: 10 s}
  printer.unplugged: {type: yes/no, answered_by: [customer], takes: 30 s, relevant: {equipment: device}}
  printer.drum: {type: choice, values: [clean, worn], abnormal: [worn], common: {worn: 0.05}, answered_by: [on-site], takes: 5 min}
  printer.pages: {type: number, unit: pages, also: {kpages: 1000}, range: [0, 1000000], step: 1, answered_by: [line-1], takes: 30 s}
  printer.heat: {type: number, unit: C, range: [-40, 400], answered_by: [customer], takes: 30 s}
  printer.supply: {type: choice, values: [fine, used-up]}
  printer.age: {type: duration, range: [0 s, 900 d], answered_by: [customer], takes: 30 s}
  printer.bought: {type: date, answered_by: [customer], takes: 30 s}
  printer.firmware: {type: version, answered_by: [line-1], takes: 30 s}
  printer.message: {type: text, answered_by: [customer], takes: 30 s}
  printer.changes: {type: set, values: [moved, updated, cleaned], answered_by: [customer], takes: 30 s}
  net.lamp: {type: choice, values: ['off', green, red], abnormal: [red, 'off'], common: {red: 0.05, 'off': 0.05}, relevant: {equipment: router}, answered_by: [customer], takes: 20 s}
"""

SUPPORT = """\
support: office
lines:
  line-1: {channels: [phone, chat, report]}
  line-2: {channels: [phone, on-site], sectors: [printing]}
  line-3: {channels: [phone, on-site]}
sectors: {printing: {equipment: [printer]}, network: {equipment: [router]}}
channels:
  phone: {askable: [customer, line-1]}
  chat: {askable: [customer]}
  on-site: {kind: on-site, askable: [on-site, customer]}
  report: {kind: automatic, askable: []}
options: {warranty: {level: standard, channels: [phone]}}
levels: {standard: {respond: 4 h, resolve: 3 d, calendar: working-days}}
calendars: {working-days: {days: [mon], hours: [['09:00', '18:00']]}}
vendors: {}
"""

PARTS = {
    "used-up": """\
conclusion: printer.used-up
when: {printer.toner_low: true, printer.pages: {at_least: 1500}}
sets: {printer.supply: used-up}
""",
    "toner": """\
playbook: printing.toner-empty
title: {en: The toner is used up, ru: Закончился тонер}
applies_to: {equipment: laser-printer}
when:
  print.output: [faded, blank]
  any: [{printer.supply: used-up}, {printer.toner_low: true}]
frequency: common
shows: {print.output: {faded: usually, blank: sometimes}, printer.streaks: {true: often}, printer.toner_low: {true: usually}}
plan:
  - {step: shake-cartridge, formerly: [rock-cartridge], do: Rock it gently., by: line-1, via: [phone], takes: 3 min, fixes: sometimes, check: {print.output: normal}}
  - {step: replace-cartridge, after: [shake-cartridge], do: Put in a new one., by: line-1, via: [phone, on-site], takes: 10 min, fixes: usually, check: {print.output: normal}}
escalate: {to: line-2, sector: printing}
""",
    "drum": """\
playbook: printing.drum-worn
title: {en: The drum is worn, ru: Износился барабан}
applies_to: {equipment: laser-printer}
frequency: occasional
shows: {print.output: {faded: often, blank: rare}, printer.streaks: {true: usually}, printer.drum: {worn: always}, print.noise: {true: sometimes}}
plan:
  - {step: shake-cartridge, formerly: [rock-cartridge], do: Rock it gently., by: line-1, via: [phone], takes: 3 min, fixes: rare}
  - {step: replace-drum, do: Put in a new drum., by: line-1, via: [on-site], takes: 20 min, price: 30, fixes: always}
""",
    "gear": """\
playbook: printing.gear-broken
title: {en: A gear is broken, ru: Сломана шестерня}
applies_to: {equipment: printer}
when: {print.noise: true, printer.power: true}
frequency: occasional
shows: {print.noise: {true: always}, print.output: {blank: often}}
plan:
  - step: look-at-gears
    do: Open the lid and look.
    by: line-1
    via: [phone]
    takes: 5 min
    risk: medium
    fixes: often
    requires: {when: {printer.unplugged: true}, safety: {en: Pull the plug first., ru: Сначала выньте вилку.}}
    stop: true
  - {step: swap-gears, do: Put in new gears., by: line-2, via: [on-site], takes: 40 min, fixes: always}
escalate: {to: line-3, sector: printing}
""",
    "humidity": """\
playbook: printing.damp-paper
title: {en: The paper is damp, ru: Бумага отсырела}
applies_to: {equipment: printer}
frequency: occasional
shows:
  print.output: {faded: often}
  printer.lamp: [{blinking: usually, given: {printer.power: true}}]
  printer.changes: {moved: often}
plan: [{step: change-paper, do: Take fresh paper., by: line-1, via: [phone, chat], takes: 2 min, fixes: usually}]
""",
    "saving": """\
playbook: printing.saving-mode
title: {en: Toner saving is on, ru: Включена экономия тонера}
applies_to: {equipment: laser-printer}
when: {print.output: faded, printer.toner_low: false}
frequency: common
shows: {print.output: {faded: usually}}
outcome: no-fault
say: {en: Saving toner makes the page lighter., ru: При экономии тонера страница бледнее.}
""",
    "recall": """\
playbook: printing.recalled
title: {en: The printer is recalled, ru: Принтер отзывается}
applies_to: {equipment: laser-printer}
when: {printer.heat: {above: 90}}
frequency: rare
shows: {print.output: {blank: usually}, printer.lamp: {blinking: always}}
outcome: hand-over
escalate: {to: line-2, sector: printing, because: The maker takes it back.}
""",
    "cable": """\
playbook: network.cable
title: {en: The cable is loose, ru: Отошёл кабель}
applies_to: {equipment: device}
frequency: common
shows: {net.link: {down: usually}, net.lamp: {'off': usually}}
plan: [{step: push-cable, do: Push the cable in., by: line-1, via: [phone, chat], takes: 1 min, fixes: often, check: {net.link: up}}]
""",
    "line": """\
playbook: network.line-down
title: {en: The line is down, ru: Авария на линии}
applies_to: {equipment: router}
frequency: occasional
shows: {net.link: {down: always}, net.lamp: {red: usually}}
plan:
  - {step: restart-router, do: Switch it off and on., by: line-1, via: [phone, chat], takes: 4 min, fixes: sometimes}
  - {step: measure-line, do: Measure the line., by: line-2, via: [on-site], takes: 30 min, fixes: usually, after: [restart-router]}
escalate: {to: line-3, sector: network}
""",
    "gone": """\
playbook: printing.ribbon
title: The ribbon is dry
status: retired
replaced_by: printing.toner-empty
plan: [{step: turn-ribbon, do: Turn the ribbon., by: line-1, via: [phone]}]
""",
}
FILES = {
    "kb.yaml": KB,
    "words.yaml": WORDS,
    "support.yaml": SUPPORT,
    **{f"{name}.yaml": text for name, text in PARTS.items()},
}


@cache
def workshop(**changed: str) -> KnowledgeBase:
    """The knowledge base, with some files (named without their suffix) changed or added."""
    with TemporaryDirectory() as folder:
        return load(write(Path(folder), FILES | {f"{name}.yaml": text for name, text in changed.items()}))
