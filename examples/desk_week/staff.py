"""How the people of the desk work on a case: everything they do is one call of the casebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from benchmarks.troubleshooting.playing import World
from diagnose.case import Case, CaseStatus
from diagnose.decision import Escalation, Unprecedented
from diagnose.desk import Ask, Do, Done, HandOver
from diagnose.errors import RefusedError
from diagnose.record import Casebook
from examples.desk_week.people import Request

MOST_MOVES: Final = 40
FIELD: Final = ("printing", "payments", "network", "workstations", "servers", "access")
"""Sectors whose second line goes to the customer; the others work from afar."""
VENDORS: Final = {"printing": "printer-maker", "payments": "bank", "access": "provider", "telephony": "provider"}
SILENT, HELPED, RETURNED, BACK_AGAIN, IMPATIENT = 0.03, 0.05, 0.08, 0.04, 0.3
"""Chances: no answer, help, a case given back, trouble back again, and an attempt to close what must go up."""

Later = Callable[[datetime, Callable[[], None]], None]


class Clock:
    """The clock of the week."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, minutes: float) -> None:
        """So many minutes pass."""
        self.now += timedelta(seconds=round(minutes * 60))


@dataclass
class Known:
    """What the week knows of a case beside the record: the request, and the world as it develops."""

    request: Request
    world: World
    studied: bool = False
    asked_in_vain: bool = False
    duplicate_of: str | None = None


@dataclass
class Staff:
    """The people of the desk, with all cases; ``later`` lets something happen at a moment."""

    book: Casebook
    clock: Clock
    random: Random
    later: Later
    known: dict[str, Known] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def work(self, engineer: str, case: str) -> None:
        """Work on ``case`` until it is settled, passed on, or waits."""
        line = self.book.case(case).line
        known = self.known[case]
        if known.duplicate_of is not None:
            self._resolved(case, "duplicate", engineer, text=f"the same as case {known.duplicate_of}")
            return
        if line == "line-2" and self._gives_back(engineer, case):
            return
        for _ in range(MOST_MOVES):
            match self.book.next(case):
                case Ask(attribute=attribute):
                    goes_on = self._ask(engineer, case, attribute)
                case Do(step=step):
                    goes_on = self._do(engineer, case, step.id)
                case HandOver(decision=decision):
                    goes_on = self._hand_over(engineer, case, line, decision)
                case Done(outcome=outcome):
                    self._resolved(case, outcome, engineer)
                    goes_on = False
            if not goes_on:
                return
        self._escalate(engineer, case, because="it took too long")

    def _ask(self, engineer: str, case: str, attribute: str) -> bool:
        """Ask, and write down the answer; False: the customer does not answer."""
        known = self.known[case]
        of = self.book.ask(case, attribute, by=engineer).events[-1].what.of
        self.clock.on(self.random.uniform(0.5, 3))
        if of == "customer" and known.asked_in_vain:
            self._resolved(case, "went-away", engineer, text="nobody answers any more")
            return False
        if of == "customer" and self.random.random() < SILENT:
            self._wait_for_customer(engineer, case, attribute)
            return False
        self.book.tell(case, attribute, known.world.answer(attribute), source=of, by=engineer)
        return True

    def _wait_for_customer(self, engineer: str, case: str, attribute: str) -> None:
        until = self.clock() + timedelta(days=1)
        self.book.wait(case, "customer", because="the customer does not answer", until=until, by=engineer)
        if self.random.random() < 0.7:
            at = self.clock() + timedelta(hours=self.random.uniform(1, 20))
            self.later(at, lambda: self._answered(case, attribute))
        else:
            self.known[case].asked_in_vain = True

    def _answered(self, case: str, attribute: str) -> None:
        if self.book.case(case).status is CaseStatus.WAITING:
            self.book.resume(case, because="the customer called back", by="customer")
            value = self.known[case].world.answer(attribute)
            self.book.tell(case, attribute, value, source="customer", by="customer")

    def _do(self, engineer: str, case: str, step: str) -> bool:
        """Take a step, and say what came of it."""
        if self.book.case(case).line == "line-1" and self.random.random() < HELPED:
            self.book.help(case, f"line 2 stays on the phone for {step}", line="line-2", by="engineer-21")
        self.clock.on(self.random.uniform(3, 15))
        outcome, seen = self.known[case].world.take(step)
        try:
            self.book.try_step(case, step, outcome, seen, by=engineer)
        except RefusedError as refusal:
            self._count(refusal)
            return self._escalate(engineer, case, because=str(refusal))
        return True

    def _hand_over(self, engineer: str, case: str, line: str, decision: Unprecedented | Escalation) -> bool:
        if line == "line-3":
            return self._study(engineer, case)
        if line == "line-2" and self._looks_further(engineer, case):
            found = self.book.case(case)
            return found.line == line and found.status is CaseStatus.OPEN
        return self._escalate(engineer, case, decision=decision)

    def _escalate(
        self, engineer: str, case: str, *, decision: Unprecedented | Escalation | None = None, because: str = ""
    ) -> bool:
        """Pass the case on, where the decision says; the next line goes there, or looks from afar."""
        sector = (decision.sector if decision is not None else None) or self.book.case(case).sector
        to_vendor = decision is not None and decision.to_line == "line-4"
        vendor = VENDORS.get(str(sector), "hardware-maker") if to_vendor else None
        channel = "on-site" if sector in FIELD else "remote"
        found = self.book.escalate(case, vendor=vendor, because=because, channel=channel, by=engineer)
        if found.line == "line-4":
            self._at_vendor(found)
        return False

    def _gives_back(self, engineer: str, case: str) -> bool:
        found = self.book.case(case)
        if found.stays[0].line != "line-1" or len(found.stays) > 2 or self.random.random() >= RETURNED:
            return False
        self.clock.on(5)
        self.book.give_back(case, because="the customer has to be asked again what exactly is seen", by=engineer)
        return True

    def _looks_further(self, engineer: str, case: str) -> bool:
        """What line 2 does where no playbook helps: precedents, near misses; True: something came of it."""
        self.clock.on(10)
        others, world = self.book.alternatives(case), self.known[case].world
        if not others.any and self.random.random() < IMPATIENT:
            self._resolved(case, "solved", engineer, text="it works again")
            return True
        for precedent in others.precedents:
            if self._is_like(case, precedent.case):
                self.clock.on(25)
                self._resolved(case, "solved", engineer, text=f"done as in case {precedent.case}")
                return True
        for near in others.near[:1]:
            for step in self.book.kb.playbooks[near.playbook].steps[:1]:
                self.clock.on(10)
                outcome, seen = world.take(step.id)
                try:
                    self.book.try_step(case, step.id, outcome, seen, by=engineer)
                except RefusedError as refusal:
                    self._count(refusal)
                    continue
                if outcome == "fixed":
                    return True
        return False

    def _is_like(self, case: str, other: str) -> bool:
        """Whether what was done there helps here too, as it turns out when it is done."""
        one, two = self.known[case].request, self.known[other].request
        return bool(one.part_of) and one.part_of == two.part_of

    def _study(self, engineer: str, case: str) -> bool:
        """Line 3 finds out what it is, or who can: a vendor, which gets the case or sends a part."""
        known, sector = self.known[case], self.book.case(case).sector
        if not known.studied:
            known.studied = True
            self.clock.on(self.random.uniform(15, 60))
            vendor, lot = VENDORS.get(str(sector), "hardware-maker"), self.random.random()
            if lot < 0.25:
                self._at_vendor(
                    self.book.escalate(
                        case, to_line="line-4", vendor=vendor, because="a fault of the product", by=engineer
                    )
                )
                return False
            if lot < 0.45:
                until = self.clock() + timedelta(hours=20)
                self.book.wait(case, "vendor", vendor=vendor, because="a part is on its way", until=until, by=engineer)
                return False
        cause = known.request.truth.faults
        self._resolved(
            case, "solved", engineer, fault=cause[0] if cause else None, text="found out and mended by line 3"
        )
        return False

    def _at_vendor(self, case: Case) -> None:
        self.later(self.clock() + timedelta(hours=self.random.uniform(2, 26)), lambda: self._vendor_answers(case.id))

    def _vendor_answers(self, case: str) -> None:
        found = self.book.case(case)
        if found.line != "line-4" or found.settled:
            return
        if self.random.random() < 0.5:
            self.book.give_back(case, because="the vendor has replaced it; please check", by="vendor")
            self.known[case].studied = True
        else:
            self._resolved(case, "solved", "vendor", text="mended by the vendor")

    def _resolved(self, case: str, ending: str, by: str, *, fault: str | None = None, text: str = "") -> None:
        try:
            self.book.resolve(case, ending, fault=fault, text=text, by=by)
        except RefusedError as refusal:
            self._count(refusal)
            self._escalate(by, case, because=str(refusal))
            return
        lot, at = self.random.random(), self.clock()
        if ending == "solved" and lot < BACK_AGAIN:
            self.later(at + timedelta(hours=self.random.uniform(1, 6)), lambda: self._back_again(case))
        self.later(at + timedelta(hours=22), lambda: self._close(case))

    def _back_again(self, case: str) -> None:
        if self.book.case(case).status is CaseStatus.RESOLVED:
            self.known[case].world.mended.clear()
            self.known[case].studied = True
            self.book.reopen(case, because="it is back again", by="customer")

    def _close(self, case: str) -> None:
        if self.book.case(case).status is CaseStatus.RESOLVED:
            self.book.close(case, by="engineer-11")

    def _count(self, refusal: RefusedError) -> None:
        self.refused[refusal.reason] = self.refused.get(refusal.reason, 0) + 1
