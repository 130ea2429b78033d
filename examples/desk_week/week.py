"""A week of a small desk, from the first call to line 4, as a model of how to use the casebook.

    python -m examples.desk_week.week --out week --seed 5

All of it is drawn; nobody in it is real. What happens on which day stands in the README beside this file.
"""

from __future__ import annotations

import argparse
import heapq
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from benchmarks.troubleshooting.playing import World
from diagnose import load
from diagnose.authoring.drafting import draft_from, playbook_text
from diagnose.case import Case, CaseStatus
from diagnose.record import Casebook
from diagnose.record.report import case_incident, closed_case, missing_playbooks
from diagnose.support import WorkCalendar
from examples.desk_week.ending import finish
from examples.desk_week.people import STRANGE, WORDS, People, Request, requests_of
from examples.desk_week.staff import Clock, Known, Staff

HERE: Final = Path(__file__).parent
SHIPPED: Final = HERE.parents[1] / "playbooks"
MOSCOW: Final = ZoneInfo("Europe/Moscow")
SATURDAY: Final = datetime(2026, 11, 14, tzinfo=MOSCOW)
COUNTS: Final = (5, 4, 66, 60, 52, 56, 44)
"""Requests a day, from Saturday to Friday."""
ENGINEERS: Final = {
    "line-1": ("engineer-11", "engineer-12", "engineer-13", "engineer-14"),
    "line-2": ("engineer-21", "engineer-22", "engineer-23"),
    "line-3": ("engineer-31", "engineer-32"),
}
TICK, PAUSE = timedelta(minutes=30), timedelta(minutes=10)
WITHDRAWN, TWICE = 0.02, 0.02
"""Chances: a customer takes a request back, a colleague reports the same trouble again."""


def moment(day: int, hour: float) -> datetime:
    """An hour of a day of the week; Monday is 0."""
    return SATURDAY + timedelta(days=day + 2, hours=hour)


class Week:
    """The week as it goes on: what is still to happen, the casebook, and what is worth telling afterwards."""

    def __init__(self, record: str, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = Random(seed)
        self.base = folder / "playbooks"
        shutil.copytree(SHIPPED, self.base)
        shutil.copy(HERE / "desk" / "customers.yaml", self.base / "shared" / "customers.yaml")
        self.clock = Clock(SATURDAY)
        self.kb = load(self.base)
        self.people = People(self.kb, seed)
        self.staff = Staff(Casebook.open(record, self.kb, self.clock), self.clock, self.random, self.at)
        self.hours = WorkCalendar.of(self.kb.support.calendars["working-days"], self.kb.settings.timezone)
        self.waiting: list[tuple[datetime, int, Callable[[], None]]] = []
        self.order = count()
        self.held: set[str] = set()
        self.told: dict[str, Any] = {}

    @property
    def book(self) -> Casebook:
        """The casebook with the knowledge base of the day."""
        return self.staff.book

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        """``what`` happens at the moment ``when``."""
        heapq.heappush(self.waiting, (when, next(self.order), what))

    def play(self) -> None:
        """The whole week."""
        days = {SATURDAY + timedelta(days=day): number for day, number in enumerate(COUNTS)}
        for request in requests_of(self.people, days, self.random):
            self.at(request.at, lambda request=request: self.comes_in(request))  # type: ignore[misc]
        self.happenings()
        for line, people in ENGINEERS.items():
            for engineer in people:
                self.at(moment(0, 9), lambda line=line, engineer=engineer: self.takes(line, engineer))  # type: ignore[misc]
        self.at(SATURDAY + TICK, self.tick)
        while self.waiting:
            self.clock.now, _, what = heapq.heappop(self.waiting)
            if self.clock.now <= moment(4, 18):
                what()
        self.clock.now = moment(4, 18)

    def happenings(self) -> None:
        """What is special in this week, day by day."""
        for number, (day, hour) in enumerate(
            [(0, 10.2), (0, 14.3), (1, 9.6), (2, 9.4), (3, 13), (3, 15.5), (4, 10), (4, 14)]
        ):
            words = WORDS[number % len(WORDS)]
            self.at(
                moment(day, hour),
                lambda words=words: self.comes_in(self.people.strange(self.clock(), words, self.random)),
            )  # type: ignore[misc]
        self.at(moment(1, 16), self.line_3_looks_at_its_queue)
        for minute in (0, 3, 4, 9, 11, 12, 18, 21, 22, 30, 36, 41):
            self.at(
                moment(2, 11) + timedelta(minutes=minute),
                lambda: self.comes_in(self.people.outage(self.clock(), self.random)),
            )
        self.at(moment(3, 10), self.knows_better)

    # requests

    def comes_in(self, request: Request) -> Case:
        """A request is opened, by the portal perhaps twice; the intake says so when it is one of many of its kind."""
        by, key = ("portal", f"portal/{request.truth.number}") if request.automatic else ("customer", None)
        opened = [
            self.book.new(request.intake, impact=request.impact, urgency=request.urgency, by=by, key=key)
            for _ in range(2 if request.automatic else 1)
        ]
        case = opened[-1]
        if request.automatic:
            self.told["retried"] = self.told.get("retried", 0) + (opened[0] == opened[1])
        self.staff.known[case.id] = Known(request, World(self.kb, request.truth))
        if request.part_of == "strange" and STRANGE not in self.kb.playbooks and "missing" not in self.told:
            self.held.add(case.id)
        self.is_one_of_many(case)
        if not request.part_of:
            self.may_be_withdrawn_or_told_twice(case, request)
        return case

    def is_one_of_many(self, case: Case) -> None:
        """Look whether the request belongs to a major incident; all of them are the same trouble as the first."""
        found = case_incident(self.book.record, self.kb, case, self.clock())
        if found is None:
            return
        texts = {language: found.text(language, self.kb) for language in self.kb.languages}
        self.told.setdefault("incidents", []).append({"case": case.id, "cases": list(found.cases), **texts})
        self.book.prioritise(case.id, impact="site", urgency="stopped", because=texts["en"], by="engineer-11")
        for later in found.cases[1:]:
            self.staff.known[later].duplicate_of = found.cases[0]

    def may_be_withdrawn_or_told_twice(self, case: Case, request: Request) -> None:
        lot = self.random.random()
        if lot < WITHDRAWN:
            self.at(self.clock() + timedelta(minutes=self.random.uniform(5, 90)), lambda: self.withdraw(case.id))
        elif lot < WITHDRAWN + TWICE:
            self.at(self.clock() + timedelta(minutes=20), lambda: self.again(case.id, request))

    def withdraw(self, case: str) -> None:
        """The customer does not need it any more."""
        if not self.book.case(case).settled:
            self.book.resolve(case, "withdrawn", text="not needed any more", by="customer")

    def again(self, case: str, request: Request) -> None:
        """A colleague reports the same trouble."""
        twin = self.book.new(replace(request.intake, channel="phone"), by="customer")
        self.staff.known[twin.id] = Known(request, World(self.kb, request.truth), duplicate_of=case)

    # the desk

    def takes(self, line: str, engineer: str) -> None:
        """An engineer takes the most pressing case that is free, works on it, and comes back for the next."""
        if not self.hours.is_open(self.clock()):
            self.at(self.hours.next_open(self.clock()), lambda: self.takes(line, engineer))
            return
        row = next((row for row in self.book.queue(line) if self.is_free(row)), None)
        if row is None:
            self.clock.now += PAUSE
        else:
            self.staff.work(engineer, row.id)
        self.at(self.clock() + timedelta(minutes=1), lambda: self.takes(line, engineer))

    def is_free(self, row: Any) -> bool:
        """Whether somebody can go on with the case now: nobody is waited for, and line 3 does not study it already."""
        at_study = row.line == "line-3" and row.id in self.held
        return row.status is CaseStatus.OPEN and row.changed_at <= self.clock() and not at_study

    def tick(self) -> None:
        """What happens by itself: waits that are over, cases whose time runs out."""
        self.book.tick()
        self.at(self.clock() + TICK, self.tick)

    # line 3, and what becomes of it

    def line_3_looks_at_its_queue(self) -> None:
        """One missing playbook is one group; its oldest case is solved, and a draft is made of it."""
        groups = missing_playbooks(self.book.record, self.kb)
        group = next(each for each in groups if {row.id for row in each.rows} & self.held)
        self.told["missing"] = {"cases": [row.id for row in group.rows], "shared": list(group.shared)}
        oldest = min(group.rows, key=lambda row: row.opened_at).id
        dossier = self.book.dossier(oldest)
        (self.folder / "dossier.md").write_text(dossier.markdown("en"), "utf-8")
        (self.folder / "dossier.html").write_text(dossier.html("ru"), "utf-8")
        (self.folder / "dossier.json").write_text(dossier.redacted(self.kb).to_json(), "utf-8")
        words = "install the Windows update of 25 March 2025 or a later one"
        for row in group.rows:
            if row.id in self.held:
                self.book.resolve(row.id, "solved", text=words, by="engineer-31")
        first = self.book.case(oldest)
        solved = replace(closed_case(first), fixed_by=words)
        self.told["drafted_from"] = first.id
        (self.folder / "draft.yaml").write_text(playbook_text(draft_from(solved, STRANGE, self.kb), self.kb), "utf-8")
        self.held.clear()

    def knows_better(self) -> None:
        """The completed playbook is approved and in use: the desk works with the new knowledge base from now on."""
        shutil.copytree(HERE / "new_playbook", self.base, dirs_exist_ok=True)
        self.kb = load(self.base)
        self.staff.book = Casebook(self.book.record, self.kb, self.clock)
        self.people.kb = self.kb
        lessons = self.book.adopt()
        self.told["lessons"] = [{"case": each.case, "playbook": each.playbook} for each in lessons]


def main(arguments: list[str] | None = None) -> None:
    """Play a week, and say where its report is."""
    options = argparse.ArgumentParser(description="Play a week of a small desk.")
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--out", type=Path, default=Path("week"))
    options.add_argument("--record", help="a file, or the URL of a database; otherwise cases.db in the folder")
    given = options.parse_args(arguments)
    given.out.mkdir(parents=True)
    week = Week(given.record or str(given.out / "cases.db"), given.out, given.seed)
    week.play()
    told = finish(week.book, week.clock(), week.told | {"refused": week.staff.refused}, given.out)
    week.book.close_record()
    print((given.out / "report.en.txt").read_text("utf-8"), end="")
    print(f"{told['cases']} cases and {told['events']} events; report, dossier and draft are in {given.out}")


if __name__ == "__main__":
    main()
