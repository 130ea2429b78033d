"""An organisation around the workshop: three lines and makers, a warranty with a term, priorities, a calendar."""

from __future__ import annotations

from pathlib import Path

from tests.consultation.workshop import FILES
from tests.kb.folders import write

SUPPORT = """\
support: office
lines:
  line-1: {title: {en: First line, ru: Первая линия}, channels: [phone, chat, report], steps: {never: [push-cable]}}
  line-2: {title: {en: Engineers, ru: Инженеры}, channels: [phone, on-site], sectors: [printing, network]}
  line-3: {title: {en: Experts, ru: Эксперты}, channels: [phone, on-site]}
  makers: {title: {en: Makers, ru: Производители}, channels: [phone], vendors: true}
sectors: {printing: {equipment: [printer]}, network: {equipment: [router]}}
channels:
  phone: {askable: [customer, line-1]}
  chat: {askable: [customer]}
  on-site: {kind: on-site, askable: [on-site, customer]}
  report: {kind: automatic, askable: []}
options:
  warranty: {title: {en: Warranty, ru: Гарантия}, level: standard, charges: [on-site]}
entitlements:
  office-printers: {option: warranty, customer: c-17, equipment: [printer], until: 2027-03-01}
  old-routers: {option: warranty, customer: c-17, equipment: [router], until: 2025-03-01}
priorities:
  order: [p1, p2]
  impacts: [one-person, everybody]
  urgencies: [can-wait, urgent]
  table:
    one-person: {can-wait: p2, urgent: p2}
    everybody: {can-wait: p2, urgent: p1}
levels:
  standard:
    respond: 1 h
    resolve: 8 h
    calendar: working-days
    priorities: {p1: {respond: 15 min, resolve: 2 h}}
    escalate: {0.5: line-2, 0.9: line-3}
calendars:
  working-days: {days: [mon, tue, wed, thu, fri], hours: [['09:00', '18:00']]}
vendors:
  hp: {title: HP}
"""
SMELL = "  device.smell: {type: yes/no, abnormal: [true], complaint: true, common: 0.01, answered_by: [customer], takes: 5 s}\n"

FADED = """\
equipment: laser-printer
channel: phone
customer: c-17
symptoms: {print.output: faded}
story: The pages come out pale.
"""
NEW = "equipment: router\nchannel: phone\nsymptoms: {device.smell: true}\n"
"""Nobody has written anything down about a smell."""


def organisation(folder: Path, **changed: str) -> Path:
    """The knowledge base in ``folder``, with some files changed or added."""
    words = FILES["words.yaml"] + SMELL
    own = {f"{name}.yaml": text for name, text in changed.items()}
    return write(folder, FILES | {"words.yaml": words, "support.yaml": SUPPORT} | own)
