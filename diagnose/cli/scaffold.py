"""The files that ``diagnose new`` writes, as templates with ``$names``."""

from __future__ import annotations

import os
from pathlib import Path
from string import Template

KB = """\
format: 1
name: my-support
version: 1
languages: [en, ru]
timezone: UTC
currency: EUR
prices:
  hour: 40
  visit: 55
  risk: {none: 0, low: 0, medium: 15, high: 90}
  escalation: {line-1: 60, line-2: 150}
"""

SUPPORT = """\
support: office
lines:
  line-1:
    title: {en: Service desk, ru: Первая линия}
    may: [consultation, remote]
    channels: [phone, chat, report]
    competence: mend
  line-2:
    title: {en: Specialists, ru: Вторая линия}
    may: [consultation, remote, on-site]
    channels: [phone, remote, on-site]
    competence: mend
channels:
  phone: {kind: consultation, askable: [customer, line-1]}
  chat: {kind: consultation, askable: [customer, line-1]}
  remote: {kind: remote, askable: [remote-tool, line-1]}
  on-site: {kind: on-site, askable: [customer, on-site]}
  report: {kind: automatic, askable: []}
"""

VOCABULARY = """\
vocabulary: $area
taxonomies:
  equipment:
    device:
      title: {en: Device, ru: Устройство}
    desk-device:
      is_a: device
      title: {en: Desk device, ru: Настольное устройство}
attributes:
  device.works:
    type: choice
    values: [normal, dead]
    abnormal: [dead]
    complaint: true
    common: {dead: 0.03}
    question:
      en: Does the device work?
      ru: Устройство работает?
    answered_by: [customer, line-1]
    takes: 30 s
    labels:
      normal: {en: 'yes, as usual', ru: 'да, как обычно'}
      dead: {en: it does nothing at all, ru: ничего не делает}
  device.lights:
    type: choice
    values: ['on', 'off']
    abnormal: ['off']
    common: {'off': 0.03}
    question:
      en: Is any lamp on it lit?
      ru: На устройстве горит хоть одна лампочка?
    answered_by: [customer, line-1]
    takes: 30 s
    labels:
      'on': {en: a lamp is lit, ru: лампочка горит}
      'off': {en: all lamps are dark, ru: ничего не горит}
"""

PLAYBOOK = """\
playbook: $id
title:
  en: $title
  ru: $title_ru
revision: 1
status: $status
authors: [$area]
reviewed: 2026-11-22
sources: [field practice]
applies_to:
  equipment: $equipment
when:
$when
frequency: common
shows:
$shows
because:
  en: $because
  ru: $because_ru
plan:
  - step: $step
    do:
      en: $do
      ru: $do_ru
    by: $line
    via: [$channel]
    takes: 3 min
    risk: none
    fixes: usually
    check: {$complaint: $normal}
escalate:
  to: $above
  because:
    en: The step did not help.
    ru: Шаг не помог.
"""

CASES = """\
cases: $id
given:
  equipment: $equipment
  channel: $report
tests:
  - name: it fits
    intake:
      symptoms:
$symptoms
    expect:
      outcome: plan
      fault: $id
      first_step: $step
  - name: a near miss
    like: it fits
    change:
      symptoms:
        $deciding: $other
    expect:
      not_matched: [$id]
"""

MISSING = """\
  - name: a fact is missing
    like: it fits
    change:
      symptoms:
        $deciding: {remove: true}
    expect:
      not_matched: [$id]
"""


def filled(template: str, names: dict[str, str]) -> str:
    """``template`` with every ``$name`` replaced.

    Raises:
        KeyError: the template names something that ``names`` lacks.
    """
    return Template(template).substitute(names)


def modeline(path: Path, folder: Path, text: str) -> str:
    """The comment that tells editors the schema of ``text``, which goes to ``path`` in the knowledge base ``folder``.

    Schemas are looked for in a folder ``schemas`` in or beside the knowledge base, where ``diagnose schema --out`` may
    have put them; empty when there is none.
    """
    kind = text.partition(":")[0]
    name = f"{'kb' if kind == 'format' else kind}-v1.json"
    for home in (folder, folder.absolute().parent):
        schema = home.absolute() / "schemas" / name
        if schema.is_file():
            where = Path(os.path.relpath(schema, path.absolute().parent)).as_posix()
            return f"# yaml-language-server: $schema={where}\n"
    return ""
