"""A whole case as it is handed over, and the same with other words planted wherever people can write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache

from diagnose import Consultation, Intake, KnowledgeBase
from diagnose.case import Case, Deed, Ending, Outcome, Precedent, Terms, WaitingFor, What
from diagnose.case.chain import sealed
from diagnose.case.events import (
    Asked,
    Closed,
    Diagnosed,
    Escalated,
    Helped,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Told,
    TriedStep,
    Waiting,
)
from diagnose.casework.dossier import Dossier
from tests.consultation.workshop import WORDS, workshop

ZONE = timezone(timedelta(hours=3))
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=ZONE)
NOW = NINE + timedelta(hours=5)
DEADLINES = {
    "at": NOW.isoformat(),
    "respond": {"target": 14_400.0, "due": (NINE + timedelta(hours=4)).isoformat(), "paused": False, "breached": True},
    "resolve": {"target": 97_200.0, "due": None, "met_at": None, "paused": True, "breached": False},
}


@cache
def kb() -> KnowledgeBase:
    """The workshop, where one attribute is private and one text is not."""
    words = WORDS.replace("printer.heat: {type: number,", "printer.heat: {private: true, type: number,")
    words += "  printer.label: {type: text, private: false, answered_by: [customer], takes: 30 s}\n"
    return workshop(words=words)


def plain(kind: str, place: str) -> str:
    """Words that could stand at ``place``."""
    return {"names": "engineer-1", "serials": "VNC3F08123", "versions": "1.10"}.get(kind, f"{place} said so")


def case_of(plant: Callable[[str, str], str] = plain, number: str = "17") -> Case:
    """A case in which everything happens; ``plant(kind, place)`` gives the words of people."""
    intake = Intake(
        equipment="laser-printer",
        location="msk/office-3",
        channel="phone",
        support="warranty",
        story=plant("words", "story"),
        since=plant("words", "since"),
        changed=plant("words", "changed"),
        impact=plant("words", "impact"),
        source=plant("names", "source of the intake"),
        customer=plant("names", "customer"),
        contract=plant("contracts", "contract"),
        serial=plant("serials", "serial"),
        reported_at=NINE,
        facts=[
            {"attribute": "print.output", "value": "faded"},
            {"attribute": "printer.firmware", "value": plant("versions", "firmware")},
            {"attribute": "printer.lamp", "unknown": plant("names", "who did not know")},
            {"attribute": "printer.power", "value": True, "source": plant("names", "source of a fact")},
        ],
        tried=["turn-ribbon"],
    )
    deeds = _first(intake, plant) + _second(plant)
    return Case.of(number, sealed(number, [], deeds))


def _deed(minutes: int, plant: Callable[[str, str], str], line: str = "line-1") -> Deed:
    return Deed(plant("names", f"by at {minutes}"), NINE + timedelta(minutes=minutes), line, "phone")


def _first(intake: Intake, plant: Callable[[str, str], str]) -> list[tuple[Deed, What]]:
    return [
        (_deed(0, plant), Opened(intake, Terms("warranty", plant("contracts", "entitlement"), NOW, "standard"))),
        (_deed(1, plant), Prioritised(level="standard", respond=14_400.0, because=plant("notes", "priority"))),
        (_deed(2, plant), Diagnosed("more-facts", "0" * 64, "0.5.0", reason=plant("notes", "reason"))),
        (_deed(3, plant), Asked("printer.message", of=plant("names", "asked"))),
        (_deed(4, plant), Told("printer.message", plant("texts", "text"), plant("names", "source of an answer"))),
        (_deed(5, plant), Told("printer.message", plant("texts", "text again"), corrects=True)),
        (_deed(6, plant), Told("printer.label", plant("labels", "label"))),
        (_deed(7, plant), Told("printer.heat", 41.5, "customer")),
        (_deed(8, plant), Told("printer.age", "80 d", "customer")),
        (_deed(9, plant), Told(f"printer.{plant('names', 'attribute')}", plant("texts", "unknown attribute"))),
        (_deed(10, plant), Told("printer.pages", f"5 {plant('units', 'unit')}")),
        (_deed(11, plant), TriedStep("shake-cartridge", Outcome.FAILED, {"printer.label": plant("labels", "seen")})),
        (_deed(12, plant, "line-2"), Helped("line-2", plant("notes", "help"))),
    ]


def _second(plant: Callable[[str, str], str]) -> list[tuple[Deed, What]]:
    reason = plant("notes", "why up")
    return [
        (_deed(13, plant), Waiting(WaitingFor.CUSTOMER, plant("notes", "waits"), NINE + timedelta(hours=1))),
        (_deed(14, plant), Resumed(plant("notes", "goes on"))),
        (
            _deed(15, plant),
            Escalated("line-2", "plan-used-up", reason, plant("notes", "sector"), plant("notes", "vendor")),
        ),
        (_deed(16, plant, "line-2"), Returned("line-1", plant("notes", "back"))),
        (_deed(17, plant), Resolved(Ending.WENT_AWAY, text=plant("notes", "settled"))),
        (_deed(18, plant), Reopened(plant("notes", "again"))),
        (_deed(19, plant), Escalated("line-2", plant("notes", "reason up"), reason, "printing")),
    ]


def closed(case: Case) -> Case:
    """``case`` settled and closed."""
    deeds = [
        (Deed("engineer-2", NOW, "line-2"), Resolved(Ending.SOLVED, "printing.toner-empty", "replace-cartridge")),
        (Deed("engineer-2", NOW, "line-2"), Closed()),
    ]
    return case.after(sealed(case.id, case.events, deeds))


def consulted(case: Case, base: KnowledgeBase, found: tuple[Precedent, ...] | None = None) -> Consultation:
    """The consultation that ``case`` comes to, as far as ``base`` can read it."""
    consultation = Consultation.start(case.intake, base, found)
    for event in case.events:
        at, what = event.deed.at, event.what
        match what:
            case Told(attribute=name) if name.startswith("printer.") and name not in base.vocabulary.attributes:
                pass
            case Told(attribute="printer.pages"):
                pass
            case Told(attribute=name, value=value, source=source, corrects=corrects):
                say = consultation.correct if corrects else consultation.answer
                say(name, value, by=source, at=at)
            case TriedStep(step=step, outcome=outcome, seen=seen):
                consultation.report(step, outcome, {n: v for n, v in seen.items() if n != "printer.label"}, at=at)
            case Escalated(to_line=line) | Returned(to_line=line):
                consultation.take_over(line, "phone")
    return consultation


def precedents(plant: Callable[[str, str], str] = plain) -> tuple[Precedent, ...]:
    """Two closed cases that are like it; what they say comes from ``plant``."""
    return (
        Precedent("4", 0.78, "solved", "printing.toner-empty", "replace-cartridge", (plant("notes", "shared"),)),
        Precedent("9", 0.4, plant("notes", "ending"), plant("notes", "fault"), plant("notes", "fixed by"), ()),
    )


def dossier(plant: Callable[[str, str], str] = plain, case: Case | None = None) -> Dossier:
    """The dossier of the example."""
    found = case_of(plant) if case is None else case
    return Dossier.of(found, kb(), consulted(found, kb(), precedents(plant)), now=NOW, deadlines=DEADLINES)
