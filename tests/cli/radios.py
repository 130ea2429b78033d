"""A knowledge base about radios that needs every kind of key: all types of attributes, a step with a consent, an advice."""

from __future__ import annotations

from pathlib import Path

from diagnose.cli.scaffold import KB

SUPPORT = """\
support: office
lines:
  line-1: {title: {en: Service desk, ru: Первая линия}, may: [consultation], channels: [phone], competence: mend}
  line-2: {title: {en: Specialists, ru: Вторая линия}, may: [consultation, on-site], channels: [phone, on-site], competence: mend}
channels:
  phone: {kind: consultation, askable: [customer]}
  on-site: {kind: on-site, askable: [customer, on-site]}
options:
  warranty: {title: {en: Warranty, ru: Гарантия}}
vendors:
  tube-works: {title: Tube Works, contact: desk 5, agreement: {respond: 4 h, resolve: 3 d}, evidence: [radio.sound, radio.serial]}
"""

VOCABULARY = """\
vocabulary: radio
taxonomies:
  equipment:
    radio: {title: {en: Radio, ru: Радио}}
    tube-radio: {is_a: radio, title: {en: Tube radio, ru: Ламповое радио}}
    tube-radio-12: {is_a: tube-radio, title: Tube 12}
    tube-radio-14: {is_a: tube-radio, title: Tube 14}
    pocket-radio: {is_a: radio, title: {en: Pocket radio, ru: Карманное радио}}
  location:
    attic: {title: {en: Attic, ru: Чердак}}
attributes:
  radio.sound:
    type: choice
    values: [normal, none, hum, crackle, whistle, whisper, echo, click, hiss, buzz, knock]
    abnormal: [none, hum, crackle, whistle, whisper, echo, click, hiss, buzz, knock]
    complaint: true
    question: {en: What does it sound like?, ru: Как оно звучит?}
    answered_by: [customer]
    takes: 10 s
  radio.smell:
    type: yes/no
    abnormal: [true]
    complaint: true
    question: {en: Does it smell burnt?, ru: Пахнет горелым?}
    answered_by: [customer]
    takes: 10 s
  radio.level: {type: number, unit: dBm, range: [-100, 0], question: {en: Which level?, ru: Какой уровень?}, answered_by: [customer], takes: 10 s}
  radio.bought: {type: date, question: {en: When was it bought?, ru: Когда его купили?}, answered_by: [customer], takes: 10 s}
  radio.warm_for: {type: duration, question: {en: For how long is it warm?, ru: Как долго оно тёплое?}, answered_by: [customer], takes: 10 s}
  radio.firmware: {type: version, question: {en: Which version?, ru: Какая версия?}, answered_by: [customer], takes: 10 s}
  radio.serial: {type: text, question: {en: Which serial number?, ru: Какой серийный номер?}, answered_by: [customer], takes: 10 s}
  radio.parts:
    type: set
    values: [knob, back, lamp]
    labels: {knob: {en: the knob, ru: ручка}, back: {en: the back, ru: крышка}}
    question: {en: Which parts are missing?, ru: Чего не хватает?}
    answered_by: [customer]
    takes: 10 s
"""

HEAD = """\
revision: 1
status: approved
authors: [tests]
reviewed: 2026-11-22
sources: [field practice]
"""

TUBE = f"""\
playbook: radio.tube-dead
title: {{en: A tube is dead, ru: Перегорела лампа}}
{HEAD}vendor: tube-works
applies_to: {{equipment: tube-radio}}
when:
  radio.sound: hum
  radio.level: {{below: -10}}
  radio.bought: {{known: true}}
  radio.warm_for: {{at_least: 1 min}}
  radio.firmware: {{version_below: "2.0"}}
  radio.parts: {{contains_none: [lamp]}}
frequency: common
shows: {{radio.sound: {{hum: usually}}, radio.smell: {{true: often}}}}
because: The tube does not glow.
plan:
  - step: change-tube
    do: {{en: Change the tube., ru: Смените лампу.}}
    by: line-1
    via: [phone]
    takes: 3 min
    risk: none
    fixes: usually
    confirm: {{en: The old tube is thrown away. Go on?, ru: Старая лампа будет выброшена. Продолжать?}}
    check: {{radio.sound: normal, radio.smell: false}}
  - step: air-radio
    do: {{en: Let it stand open., ru: Пусть постоит открытым.}}
    by: line-1
    via: [phone]
    takes: 5 min
    risk: none
    after: [change-tube]
    fixes: often
    check: {{radio.smell: false}}
escalate: {{to: line-2, because: {{en: The tube is new and it hums., ru: 'Лампа новая, а гул остался.'}}}}
"""

WHISPER = f"""\
playbook: radio.night
title: {{en: It is set to whisper at night, ru: Включён ночной режим}}
{HEAD}applies_to: {{equipment: radio}}
when: {{radio.sound: whisper}}
frequency: common
shows: {{radio.sound: {{whisper: always}}}}
because: It has a switch for the night.
outcome: no-fault
say: {{en: Turn the switch to day., ru: Переключите на день.}}
"""


def written(folder: Path) -> Path:
    """The knowledge base, written to ``folder``."""
    texts = {"kb": KB, "support": SUPPORT, "vocabulary": VOCABULARY, "tube-dead": TUBE, "night": WHISPER}
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder
