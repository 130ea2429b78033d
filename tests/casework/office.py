"""An organisation of five lines around the workshop, and cases in it without a record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from diagnose import Intake, KnowledgeBase, casework
from diagnose.case import Case
from diagnose.case.chain import follow, genesis
from diagnose.case.events import Deed
from tests.consultation.workshop import WORDS, workshop

SUPPORT = """\
support: office
lines:
  front: {channels: [phone, chat, portal], competence: consult}
  line-1: {channels: [phone, chat, report], risk: low, steps: {never: [push-cable]}}
  line-2: {channels: [phone, on-site], sectors: [printing, network], risk: medium}
  line-3: {channels: [phone, on-site]}
  makers: {channels: [phone, on-site], vendors: true}
sectors: {printing: {equipment: [printer]}, network: {equipment: [router]}, power: {equipment: [device]}}
channels:
  phone: {askable: [customer, line-1]}
  chat: {askable: [customer]}
  portal: {askable: [customer]}
  on-site: {kind: on-site, askable: [on-site, customer]}
  report: {kind: automatic, askable: []}
options:
  warranty: {level: standard, charges: [on-site]}
  plain: {level: unwatched, hours: working-days}
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
    warn: [0.5, 0.8]
    escalate: {0.5: line-2, 0.9: line-3}
  unwatched: {respond: 1 h, resolve: 8 h}
calendars:
  working-days: {days: [mon, tue, wed, thu, fri], hours: [['09:00', '18:00']], timezone: UTC}
vendors:
  hp: {title: HP, agreement: {respond: 1 h, resolve: 10 h, calendar: working-days}}
  brother: {title: Brother}
"""
SAYING = """\
playbook: printing.change-tray
title: {en: How to change the tray, ru: Как сменить лоток}
kind: how-to
applies_to: {equipment: printer}
when: {printer.changes: {contains: moved}}
frequency: common
shows: {print.noise: {true: usually}}
outcome: how-to
say: {en: Pull it out., ru: Потяните.}
"""
NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""A Monday."""
FADED = Intake(equipment="laser-printer", symptoms={"print.output": "faded"}, channel="phone", support="warranty")
EMPTY = Intake(
    equipment="laser-printer",
    symptoms={"print.output": "faded", "printer.toner_low": True},
    channel="phone",
    support="warranty",
)
NEW = Intake(equipment="router", symptoms={"device.smell": True}, channel="phone")
"""Nobody has written anything down about a smell."""
NOISY = Intake(equipment="router", symptoms={"print.noise": True}, channel="phone")
"""A router that rattles: only printers are known to."""


@cache
def office(**changed: str) -> KnowledgeBase:
    """The knowledge base of the workshop in this organisation, with some files changed or added."""
    words = WORDS.replace("laser-printer: {is_a: printer,", "laser-printer: {is_a: printer, vendor: hp,")
    words = words.replace(
        "    relevant: {equipment: printer}\n    question: {en: Does it rattle?", "    question: {en: Does it rattle?"
    )
    words += "  device.smell: {type: yes/no, abnormal: [true], complaint: true, common: 0.01, answered_by: [customer], takes: 5 s}\n"
    return workshop(**{"support": SUPPORT, "tray": SAYING, "words": words, **changed})


def at(hours: float = 0.0) -> datetime:
    """So many hours after the opening of the office on a Monday."""
    return NINE + timedelta(hours=hours)


class Desk:
    """A case that is worked on without a record: what a casebook does, in a few lines."""

    def __init__(self, intake: Intake = FADED, kb: KnowledgeBase | None = None, **more) -> None:
        self.kb = kb or office()
        self.now = NINE
        happened = casework.open_case(intake, self.kb, at=NINE, line=more.pop("line", "line-1"), **more)
        line = happened[0].intake.at_line
        deeds = [(Deed("desk-1", NINE, line, digest=self.kb.digest), each) for each in happened]
        self.case = Case.of("7", follow(0, genesis("7"), deeds))
        self.decide()

    def do(self, command, *args, by="desk-1", hours=0.1, channel=None, **more):
        """Do it, somewhat later; the decision follows."""
        happened = command(self.case, self.kb, *args, **more)
        self.now += timedelta(hours=hours)
        self.add(*happened, by=by, channel=channel)
        if not self.case.settled:
            self.decide()
        return happened

    def add(self, *happened, by="desk-1", channel=None):
        deeds = [(Deed(by, self.now, self.case.line, channel, self.kb.digest), each) for each in happened]
        self.case = self.case.after(follow(self.case.version, self.case.head, deeds))

    def decide(self):
        found = casework.decided(self.case, self.kb)
        if found is not None and casework.is_news(found[0], self.case.last):
            self.add(found[0], by=casework.AUTOMATIC)

    def tell(self, attribute, value, **more):
        return self.do(casework.tell, attribute, value, **more)

    def tried(self, step, outcome="failed", seen=None, **more):
        return self.do(casework.try_step, step, outcome, seen, **more)

    def up(self, to_line=None, because="it is for them", **more):
        return self.do(casework.escalate, to_line=to_line, because=because, **more)

    def resolve(self, ending="solved", **more):
        return self.do(casework.resolve, ending, **more)

    @property
    def consultation(self):
        return casework.consultation_of(self.case, self.kb)
