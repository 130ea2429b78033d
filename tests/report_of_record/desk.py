"""Random cases of a small desk, and a record that holds them and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st
from sqlalchemy import delete, insert

from diagnose.case import Case, Intake, Outcome
from diagnose.case.chain import sealed
from diagnose.case.events import Closed, Deed, Diagnosed, Ending, Escalated, Opened, Reopened, Resolved, TriedStep
from diagnose.record import About
from diagnose.record.bases import Bases
from diagnose.record.moments import stored
from diagnose.record.tables import cases, complaints, events, knowledge_bases, lessons, playbooks, stays
from diagnose.record.writing import add_case, next_number

NOW = datetime(2026, 3, 30, 12, 0, tzinfo=timezone(timedelta(hours=3)))
OLD, NEW = "aa" * 32, "bb" * 32
"""The digests of two knowledge bases, in the order in which they came."""
FIRST_IN = {"f-1": 1, "f-2": 2}
"""The playbooks, and the knowledge base in which each was first; f-3 was in none."""
FAULTS = (None, "f-1", "f-2", "f-3")
DECISIONS = ("plan", "no-fault", "out-of-scope", "how-to", "more-facts", "unprecedented", "escalation")


@dataclass(frozen=True)
class Story:
    """What becomes of a case; ``minutes`` are those between one event and the next."""

    ago: int
    offset: int = 0
    equipment: str | None = "printer"
    location: str | None = "msk/1"
    digest: str = NEW
    decision: str | None = "plan"
    said: str | None = "f-1"
    to_lines: tuple[str, ...] = ()
    vendor: str | None = None
    tried: int = 0
    minutes: int = 10
    ending: Ending | None = Ending.SOLVED
    fault: str | None = "f-1"
    again: bool = False
    settled_again: bool = False
    closed: bool = False
    due: int | None = None
    lessons: tuple[tuple[str, int], ...] = field(default=())


def deeds(story: Story):
    """The events of a story."""
    zone = timezone(timedelta(minutes=story.offset))
    at, line = (NOW - timedelta(minutes=story.ago)).astimezone(zone), "line-1"
    found = []

    def add(what):
        nonlocal at
        found.append((Deed("engineer-1", at, line, "phone", story.digest), what))
        at += timedelta(minutes=story.minutes)

    add(Opened(Intake(equipment=story.equipment or (), location=story.location)))
    if story.decision:
        add(Diagnosed(story.decision, "cd" * 32, "1", story.said))
    for each in story.to_lines:
        add(Escalated(each, "used-up", vendor=story.vendor))
        line = each
    for each in range(story.tried):
        add(TriedStep(f"step-{each}", Outcome.FAILED))
    if story.ending:
        add(Resolved(story.ending, story.fault))
        if story.again:
            add(Reopened("it is back"))
            if story.settled_again:
                add(Resolved(story.ending, story.fault))
        if story.closed and not (story.again and not story.settled_again):
            add(Closed())
    return found


def empty(record):
    """``record`` without any case, with two knowledge bases."""

    def work(connection):
        for each in (cases, events, stays, lessons, playbooks, complaints):
            connection.execute(delete(each))
        if not connection.execute(knowledge_bases.select()).all():
            bases = [{"id": number, "digest": each} for number, each in ((1, OLD), (2, NEW))]
            connection.execute(insert(knowledge_bases), bases)
        connection.execute(
            insert(playbooks), [{"playbook": name, "first_kb": number} for name, number in FIRST_IN.items()]
        )

    record._database.write(work)
    record._reading = type(record._reading)(record.where, record._bases)


def put(record, stories) -> list[tuple[Story, Case]]:
    """The stories with their cases, which alone are in the record now."""
    empty(record)
    bases = Bases()

    def work(connection):
        found = []
        for story in stories:
            number = next_number(connection)
            case = Case.of(str(number), sealed(str(number), (), deeds(story)))
            due = None if story.due is None else NOW - timedelta(minutes=story.ago - story.due)
            about = About(equipment=story.equipment, location=story.location, due_at=due)
            add_case(connection, number, case, about, bases)
            found.append((story, case))
        return found

    found = record._database.write(work)
    rows = [
        {
            "case_number": int(case.id),
            "playbook": name,
            "kb": 2,
            "at": stored(case.opened_at + timedelta(minutes=later)),
        }
        for story, case in found
        for name, later in story.lessons
    ]
    if rows:
        record._database.write(lambda connection: connection.execute(insert(lessons), rows))
    return found


STORIES = st.builds(
    Story,
    ago=st.integers(0, 90 * 1440) | st.integers(0, 300),
    offset=st.sampled_from([0, 180, -570, 330]),
    equipment=st.sampled_from([None, "printer", "router"]),
    location=st.sampled_from([None, "msk/1", "msk/2"]),
    digest=st.sampled_from([OLD, NEW]),
    decision=st.none() | st.sampled_from(DECISIONS),
    said=st.sampled_from(FAULTS),
    to_lines=st.lists(st.sampled_from(["line-2", "line-3", "line-1"]), max_size=3).map(tuple),
    vendor=st.sampled_from([None, "vendor-1"]),
    tried=st.integers(0, 3),
    minutes=st.integers(0, 90) | st.integers(0, 3000),
    ending=st.none() | st.sampled_from(Ending),
    fault=st.sampled_from(FAULTS),
    again=st.booleans(),
    settled_again=st.booleans(),
    closed=st.booleans(),
    due=st.none() | st.integers(0, 500),
    lessons=st.dictionaries(st.sampled_from(["f-1", "f-2"]), st.integers(0, 9000), max_size=1).map(
        lambda found: tuple(found.items())
    ),
)
UTC_NOW = NOW.astimezone(UTC)
