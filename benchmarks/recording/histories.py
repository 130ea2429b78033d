"""Whole histories of requests, drawn from sketches: about ten events each, over lines, waits and endings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.recording.sketches import Sketch
from diagnose.case import Case, Outcome
from diagnose.case.chain import follow, genesis
from diagnose.case.events import (
    Asked,
    Closed,
    Deed,
    Ending,
    Escalated,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Terms,
    Told,
    TriedStep,
    Waiting,
    WaitingFor,
    What,
)
from diagnose.record import About

LINES = ("line-1", "line-2", "line-3", "line-4")
RESOLVE_WITHIN = {"p1": 4, "p2": 8, "p3": 24, "p4": 72}
OPTIONS = ("warranty", "service-contract", "premium", "self-service")
CHANNELS = ("phone", "email", "portal", "chat")
SITES = 60
"""So many sites has each place of the knowledge base."""
CUSTOMERS = 40_000
STORY = (4, 12)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn from: sketches, words with their features, and the digest that deeds name."""

    sketches: tuple[Sketch, ...]
    words: tuple[tuple[str, str], ...]
    digest: str

    def sketch(self, random: Random) -> Sketch:
        """One of them; some come up far more often than others."""
        return self.sketches[int(len(self.sketches) * random.random() ** 2.5)]

    def story(self, random: Random) -> list[tuple[str, str]]:
        """Some words; as in any language a few make up most of what is said."""
        return [self.words[int(len(self.words) * random.random() ** 3.0)] for _ in range(random.randint(*STORY))]


class Story:
    """One request as it goes on; ``deeds`` are what has happened so far."""

    def __init__(self, drawn: Drawn, random: Random, at: datetime) -> None:
        self.random = random
        self.drawn = drawn
        self.at = at
        self.line = LINES[0]
        self.sketch = drawn.sketch(random)
        self.told = drawn.story(random)
        self.priority = random.choices(tuple(RESOLVE_WITHIN), (2, 10, 60, 28))[0]
        self.opened = at
        self.location = f"{self.sketch.intake.location}/site-{int(SITES * random.random() ** 2) + 1}"
        self.customer = f"c-{random.randrange(CUSTOMERS)}"
        self.deeds: list[tuple[Deed, What]] = []

    def add(self, what: What, minutes: float = 0.0) -> None:
        """``what`` happens so many minutes later, more or less."""
        if minutes:
            self.at += timedelta(seconds=round(60.0 * self.random.uniform(0.3, 1.7) * minutes))
        by = f"{self.line}-{self.random.randrange(12)}"
        self.deeds.append((Deed(by, self.at, self.line, None, self.drawn.digest, self.sketch.revisions), what))

    def open(self) -> None:
        """The request comes in and is decided upon."""
        sketch, option = self.sketch, self.random.choice(OPTIONS)
        intake = replace(
            sketch.intake,
            location=self.location,
            channel=self.random.choice(CHANNELS),
            story=" ".join(word for word, _ in self.told),
            customer=self.customer,
            reported_at=self.at,
        )
        self.add(Opened(intake, Terms(option, f"{option}-2026", None, "standard")))
        seconds = 3600.0 * RESOLVE_WITHIN[self.priority]
        self.add(Prioritised(self.priority, "person", "soon", "standard", seconds / 8, seconds, "office-hours"))
        self.add(sketch.asking or sketch.decided)

    def work(self) -> None:
        """Questions, steps, escalations, waits."""
        if self.sketch.asking is not None:
            for name, value in self.sketch.answers[: self.random.randint(1, 2)]:
                self.add(Asked(name, "customer", "gate"), 2)
                self.add(Told(name, value, "customer"), 3)
            self.add(self.sketch.decided)
        if self.random.random() < 0.2:
            self.add(Waiting(self.random.choice(tuple(WaitingFor)), "asked for a time"), 10)
            self.add(Resumed(), 240)
        self.mended = self.try_steps()
        while not self.mended and self.line != LINES[2] and self.random.random() < 0.5:
            self.escalate()

    def try_steps(self) -> str | None:
        """The step that mended it."""
        for step in self.sketch.steps[: self.random.randint(1, 3)]:
            fixed = self.random.random() < (0.8 if step in self.sketch.mending else 0.3)
            self.add(TriedStep(step, Outcome.FIXED if fixed else Outcome.FAILED), 15)
            if fixed:
                return step
        return None

    def escalate(self) -> None:
        """The case goes up a line."""
        upper = LINES[LINES.index(self.line) + 1]
        reason = self.sketch.decided.reason or "tried-all"
        self.add(Escalated(upper, reason, sector=(self.sketch.fault or "workstations").partition(".")[0]), 5)
        self.line = upper
        if self.random.random() < 0.5:
            self.mended = self.mended or self.try_steps()

    def settle(self) -> None:
        """The case is resolved and mostly closed; a few come back."""
        ending = Ending.SOLVED if self.sketch.fault else self.random.choice(tuple(Ending))
        resolved = Resolved(ending, self.sketch.fault, self.mended if self.sketch.fault else None)
        self.add(resolved, 60)
        if self.random.random() < 0.03:
            self.add(Reopened("it is back"), 600)
            self.add(resolved, 120)
        if self.random.random() < 0.98:
            self.add(Closed(), 1440)

    def about(self, *, settled: bool) -> About:
        """What the record keeps beside the history."""
        due = self.opened + timedelta(hours=RESOLVE_WITHIN[self.priority])
        features = {each for each in self.sketch.features if not each.startswith("location>msk/")}
        return About(
            equipment=self.sketch.intake.equipment[0] if self.sketch.intake.equipment else None,
            location=self.location,
            customer=self.customer,
            due_at=due,
            warn_at=None if settled else due - timedelta(hours=1),
            features=frozenset(features | {f"location>{self.location}"} | {feature for _, feature in self.told})
            if settled
            else frozenset(),
            complaints=frozenset(f"{each.attribute}={each.value}" for each in self.sketch.intake.symptoms),
        )


def story_of(drawn: Drawn, random: Random, at: datetime, *, settled: bool) -> Story:
    """A request opened ``at`` a moment, as far as it has come."""
    story = Story(drawn, random, at)
    story.open()
    if settled or random.random() < 0.7:
        story.work()
    if settled:
        story.settle()
    return story


def case_of(number: int, story: Story, *, settled: bool) -> tuple[Case, About]:
    """The case with this number, sealed as the record would seal it."""
    name = str(number)
    return Case.of(name, follow(0, genesis(name), story.deeds)), story.about(settled=settled)
