"""A small knowledge base with every kind of key, about which `check` has nothing to say."""

from __future__ import annotations

GOOD = {
    "kb.yaml": """\
format: 1
name: small
version: 1.0
languages: [en, ru]
timezone: Europe/Moscow
currency: EUR
signs: {rare: 0.02, sometimes: 0.2, often: 0.5, usually: 0.8, always: 0.98}
frequency: {rare: 1, occasional: 20, common: 60}
prices:
  hour: 40
  visit: 55
  risk: {none: 0, low: 0, medium: 15, high: 90}
  escalation: {line-1: 60, line-2: 150}
thresholds: {sure: 0.9, unexplained: 0.5, misfit: 0.99, dear: 30}
bounds: {candidates: 20, set_size: 2, firings: 10000}
rules: []
""",
    "vocabulary.yaml": """\
vocabulary: words
taxonomies:
  equipment:
    printer: {title: {en: Printer, ru: Принтер}}
    laser-printer: {is_a: printer, vendor: hp, title: Laser printer, formerly: [laserjet]}
    router: {title: {en: Router, ru: Маршрутизатор}}
  location:
    msk: {title: {en: Moscow, ru: Москва}}
    msk/office-3: {within: msk, title: {en: Office 3, ru: Офис 3}}
attributes:
  print.output:
    type: choice
    values: [normal, {faded: {formerly: [pale]}}, blank]
    abnormal: [faded, blank]
    complaint: true
    common: {faded: rare, blank: 0.001}
    relevant: {equipment: printer}
    question: {en: 'What does the page look like?', ru: 'Как выглядит страница?'}
    answered_by: [customer, line-1]
    takes: 30 s
    labels: {faded: {en: faded, ru: бледная}}
    phrases: {faded: {en: [too light], ru: [бледно печатает]}}
    formerly: [print.look]
  printer.toner_low:
    type: yes/no
    abnormal: [true]
    common: 0.05
    relevant: {equipment: printer}
    question: {en: Does the printer say that toner is low?, ru: 'Принтер сообщает, что тонер заканчивается?'}
    answered_by: [customer]
    takes: 20 s
  printer.pages:
    type: number
    unit: pages
    also: {kpages: 1000}
    range: [0, 1000000]
    step: 1
    question: {en: How many pages has it printed?, ru: Сколько страниц напечатано?}
    answered_by: [line-1]
    takes: 1 min
  printer.age:
    type: duration
    range: [0 s, 10000 d]
    question: {en: How old is it?, ru: Сколько ему лет?}
    answered_by: [customer]
    takes: 20 s
  printer.bought:
    type: date
    question: {en: When was it bought?, ru: Когда его купили?}
    answered_by: [customer]
    takes: 20 s
  printer.firmware:
    type: version
    question: {en: Which firmware has it?, ru: Какая у него прошивка?}
    answered_by: [line-1]
    takes: 20 s
  printer.message:
    type: text
    question: {en: What does the display say?, ru: Что на экране?}
    answered_by: [customer]
    takes: 20 s
  printer.changes:
    type: set
    values: [moved, updated, cleaned]
    question: {en: What was done to it lately?, ru: Что с ним недавно делали?}
    answered_by: [customer]
    takes: 20 s
  printer.supply:
    type: choice
    values: [present, used-up]
    abnormal: [used-up]
    common: {used-up: 0.05}
    relevant: {equipment: printer}
  router.lamp:
    type: choice
    values: [green, dark]
    abnormal: [dark]
    complaint: true
    common: {dark: rare}
    relevant: {equipment: router}
    question: {en: Is the lamp of the router on?, ru: Горит ли лампа маршрутизатора?}
    answered_by: [customer]
    takes: 10 s
chains:
  router-path:
    title: {en: From the socket to the router, ru: От розетки до маршрутизатора}
    parts: [socket, adapter]
    points: {socket: {router.lamp: dark}}
""",
    "support.yaml": """\
support: office
lines:
  line-1: {title: {en: Service desk, ru: Первая линия}, may: [consultation, remote], channels: [phone, report], competence: mend}
  line-2: {title: {en: Engineers, ru: Вторая линия}, may: [consultation, on-site], channels: [phone, on-site], sectors: [printing, network]}
  line-3: {title: {en: Experts, ru: Третья линия}, channels: [phone, on-site]}
sectors:
  printing: {title: {en: Printing, ru: Печать}, equipment: [printer], location: [msk]}
  network: {equipment: [router]}
channels:
  phone: {kind: consultation, askable: [customer, line-1]}
  on-site: {kind: on-site, askable: [customer, on-site]}
  report: {kind: automatic, askable: []}
options:
  warranty: {title: {en: Warranty, ru: Гарантия}, pays: organisation, level: standard, channels: [phone, on-site]}
levels:
  standard: {respond: 4 h, resolve: 3 d, calendar: working-days}
calendars:
  working-days: {days: [mon, tue, wed], hours: [['09:00', '13:00'], ['14:00', '18:00']], holidays: RU}
vendors:
  hp: {title: HP, contact: the portal, agreement: {respond: 1 d, resolve: 10 d, calendar: working-days}, evidence: [printer.firmware]}
""",
    "used-up.yaml": """\
conclusion: printer.used-up
when:
  printer.toner_low: true
  printer.pages: {at_least: 1500}
sets: {printer.supply: used-up}
because: {en: Toner lasts for 1500 pages., ru: Тонера хватает на 1500 страниц.}
sources: [field practice]
status: approved
""",
    "toner.yaml": """\
playbook: printing.toner-empty
title: {en: The toner is used up, ru: Закончился тонер}
revision: 3
status: approved
authors: [line-3 printing]
reviewed: 2026-10-01
sources: [field practice]
formerly: [printing.no-toner]
applies_to:
  equipment: laser-printer
when:
  print.output: faded
  any:
    - printer.supply: used-up
    - printer.pages: {at_least: 3000}
    - printer.age: {above: 300 d}
    - printer.firmware: {version_below: '2.0'}
    - printer.message: {contains: toner}
    - count: {at_least: 2, of: [{printer.toner_low: true}, {printer.bought: {older_than: 365 d}}]}
  none:
    - printer.changes: {contains: moved}
    - location: msk/office-3
frequency: common
shows:
  print.output: {faded: usually, blank: 0.1}
  printer.toner_low: often
  printer.changes: [{cleaned: rare, updated: rare, given: {printer.bought: {known: true}}}]
because:
  en: No toner reaches the paper.
  ru: Тонер не попадает на бумагу.
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
    do: {en: Put in a new one., ru: Поставьте новый.}
    by: line-1
    via: [phone, on-site]
    takes: 10 min
    price: 60
    needs: [{en: toner cartridge, ru: картридж}]
    after: [shake-cartridge]
    requires: {printer.supply: used-up, safety: {en: Let it cool down., ru: Дайте остыть.}}
    confirm: {en: Is a new cartridge at hand?, ru: Есть ли новый картридж?}
    fixes: always
    check: {print.output: normal}
escalate:
  to: line-2
  sector: printing
  because: {en: The page is still faded., ru: Страница всё ещё бледная.}
  if: {print.output: faded}
vendor: hp
requires: 1
""",
    "router.yaml": """\
playbook: network.router-dark
title: {en: The router has no power, ru: Маршрутизатор без питания}
authors: [line-3 network]
reviewed: 2026-10-01
sources: [field practice]
applies_to: {equipment: router}
part: router-path.socket
frequency: rare
because: {en: Without power no lamp is lit., ru: Без питания лампа не горит.}
plan:
  - step: plug-in
    do: {en: Plug it in., ru: Включите в розетку.}
    by: line-1
    via: [phone]
    takes: 2 min
    check: {router.lamp: green}
""",
    "toner.cases.yaml": """\
cases: printing.toner-empty
given: {location: msk, channel: phone, support: warranty}
tests:
  - name: faded and many pages
    ticket: HD-48213
    intake:
      equipment: laser-printer
      symptoms: {print.output: faded, printer.toner_low: true, printer.pages: 3200}
    expect:
      outcome: plan
      fault: printing.toner-empty
      first_step: replace-cartridge
      steps_include: [replace-cartridge]
      matched: [printing.toner-empty]
  - name: few pages
    like: faded and many pages
    change: {symptoms: {printer.pages: 20}}
    expect:
      not_matched: [printing.toner-empty]
  - name: at the limit
    like: faded and many pages
    table: {printer.pages: [2999, 3000]}
    expect_each: [{not_matched: [printing.toner-empty]}, {matched: [printing.toner-empty]}]
""",
}
