"""Who calls the desk, and what is really wrong with their equipment: drawn from the model of the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from benchmarks.troubleshooting.drawer import Drawer, Mix
from benchmarks.troubleshooting.drawing import Drawing
from benchmarks.troubleshooting.world import Truth
from diagnose.case import Intake
from diagnose.kb.base import KnowledgeBase

MIX: Final = Mix(unknown=0.06, several=0.06, dont_know=0.05)
"""Requests that nothing known is behind, two faults at once, and answers that nobody can give."""
CUSTOMERS: Final = {
    "msk/office-3": "c-office",
    "msk/warehouse": "c-warehouse",
    "msk/shop-12": "c-shop",
    "spb/branch": "c-branch",
    "home": "c-home",
}
CHANNELS: Final = ("phone", "phone", "phone", "mail", "chat", "portal")
URGENCIES: Final = ("hampered", "hampered", "hampered", "can-wait", "stopped")
IMPACTS: Final = {"several-users": "team", "whole-site": "site"}
OFTEN: Final = {
    "user-service": 3.0,
    "computer": 2.0,
    "printing-device": 1.5,
    "network-device": 0.6,
    "payment-device": 0.6,
    "access-device": 0.3,
    "server-room-device": 0.3,
}
"""An office calls about other things than a provider's customers do: how much more, or less, often."""
SELF_SERVICE: Final = 0.12
"""The share of home offices that only have the portal."""

STRANGE: Final = "printing.ipp-over-usb"
"""The playbook that is missing when the week begins."""
NOT_WRITTEN_DOWN: Final = "not-written-down"
WORDS: Final = (
    "Since the computer was updated the printer fills pages with strange characters, beginning with POST /ipp/print",
    "После обновления компьютера принтер печатает листы с непонятными символами, в начале POST /ipp/print",
    "Strange characters come out of the USB printer whenever it is switched on, the computer was updated before",
    "Принтер по USB после обновления печатает непонятные символы при включении",
)
OUTAGE: Final = ("payments.acquirer-down", "pax-a920", "msk/shop-12")
"""The fault, the equipment and the place of the major incident."""


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's trouble: when it comes in, as what, and the ``truth`` behind it; ``part_of`` names its story."""

    at: datetime
    intake: Intake
    impact: str
    urgency: str
    truth: Truth
    part_of: str = ""

    @property
    def automatic(self) -> bool:
        """Whether a program sends it, which may send it twice."""
        return self.intake.channel == "portal"


class People:
    """Draws requests for one knowledge base; the same seed draws the same."""

    def __init__(self, kb: KnowledgeBase, seed: int) -> None:
        self.kb = kb
        self.drawer = Drawer(kb, MIX, seed)
        for kind in self.drawer.requests:
            family = kb.vocabulary.equipment.upwards(str(kind))[-1]
            self.drawer.requests[kind] *= OFTEN.get(family, 1.0)
        self.numbers = iter(range(1, 1_000_000))

    def anybody(self, at: datetime, random: Random, *, by_night: bool = False) -> Request:
        """The next request of anybody; by night they come through the portal or by mail."""
        truth = next(found for number in self.numbers if (found := self.drawer.truth(number)) is not None)
        channel = random.choice(("portal", "mail") if by_night else CHANNELS)
        return self._request(truth, at, channel, random)

    def strange(self, at: datetime, words: str, random: Random) -> Request:
        """A printer that prints text of its own since the computer was updated."""
        known = STRANGE in self.kb.playbooks
        cause = STRANGE if known else NOT_WRITTEN_DOWN
        truth = Truth(
            number=0,
            kind=random.choice(("hp-laserjet-m428", "hp-laserjet-2550", "hp-laserjet-m428")),
            place=random.choice(("msk/office-3", "spb/branch")),
            faults=(STRANGE,) if known else (),
            states={
                "print.result": "garbled",
                "print.connection": "usb",
                "print.app_scope": "all-programs",
                "print.queue_state": "ready",
                "print.spooler_running": True,
                "printer.display": "ready",
                "scope.affected": "one-user",
                "onset.pattern": "intermittent",
                "change.recent": frozenset({"software-updated"}),
            },
            causes={"print.result": frozenset({cause})},
            mends=frozenset({(STRANGE, "install-windows-print-fix")}),
            barred=frozenset(),
            forgotten=frozenset(),
            told=("print.result", "print.connection", "change.recent"),
        )
        found = self._request(truth, at, "phone", random)
        intake = replace(found.intake, story=words)
        return replace(found, intake=intake, impact="one-person", urgency="hampered", part_of="strange")

    def outage(self, at: datetime, random: Random) -> Request:
        """One of many whose card terminals do not reach the bank."""
        fault, kind, place = OUTAGE
        domain = self.drawer.domain(kind, place)
        while True:
            drawing = Drawing(domain, (fault,), random)
            if drawing.run() and "pay.card" in drawing.causes:
                truth = replace(drawing.truth(0, 1, 0.0), told=("pay.card",))
                return replace(self._request(truth, at, "phone", random), urgency="stopped", part_of="outage")

    def _request(self, truth: Truth, at: datetime, channel: str, random: Random) -> Request:
        customer = CUSTOMERS[str(truth.place)]
        if customer == "c-home" and random.random() < SELF_SERVICE:
            customer, channel = "c-freelancers", "portal"
        truth = replace(truth, line="line-1", channel=channel)
        intake = replace(truth.intake(), at_line=None, reported_at=None, customer=customer)
        impact = IMPACTS.get(str(truth.states.get("scope.affected")), "one-person")
        return Request(at, intake, impact, random.choice(URGENCIES), truth)


def requests_of(people: People, days: Mapping[datetime, int], random: Random) -> Iterator[Request]:
    """So many requests on each of ``days``, which are given by their midnights: by day, and one in twelve by night."""
    for midnight, count in days.items():
        moments, weekend = [], midnight.weekday() > 4
        for _ in range(count):
            by_night = weekend or random.random() < 1 / 12
            hour = (
                random.uniform(10 if weekend else 19, 32)
                if by_night
                else 9 + 8.75 * min(random.random(), random.random() * 1.3)
            )
            moments.append((midnight + timedelta(minutes=int(hour * 60)), by_night))
        for at, by_night in sorted(moments):
            yield people.anybody(at, random, by_night=by_night)
