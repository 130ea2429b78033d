"""Histories to be written: small ones, and random ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.case.events import (
    Asked,
    Closed,
    Deed,
    Diagnosed,
    Ending,
    Escalated,
    Helped,
    Opened,
    Precedent,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Terms,
    Told,
    TriedStep,
    Waiting,
    WaitingFor,
)
from diagnose.case.reported import Outcome

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DIGEST = "ab" * 32
INTAKE = Intake(
    location="msk/office-3",
    equipment="printer",
    symptoms={"print.output": "faded"},
    story="бледная печать",
    reported_at=START,
)


def deed(minutes=0, line="line-1", by="engineer-1", digest=DIGEST):
    return Deed(by, START + timedelta(minutes=minutes), line, "phone", digest, (("printing.toner-empty", 3),))


def opening(minutes=0, intake=INTAKE, decision="plan"):
    diagnosed = Diagnosed(decision, "cd" * 32, "1.0", "printing.toner-empty", outline={"steps": ["shake-toner"]})
    return [(deed(minutes), Opened(intake, Terms("warranty"))), (deed(minutes), diagnosed)]


def ending(minutes=60, ending=Ending.SOLVED):
    return [(deed(minutes), Resolved(ending, "printing.toner-empty", "replace-toner"))]


WORDS = st.text(st.sampled_from("abc яё-\"'\\\n\t{}\u2028\x00\x7f😀"), max_size=12)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
MAYBE = st.none() | WORDS
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.timezones())  # noqa: DTZ001
MOMENTS = MOMENTS.map(lambda moment: datetime.fromisoformat(moment.isoformat()))
PRECEDENTS = st.builds(Precedent, WORDS, st.floats(0, 1), WORDS, MAYBE, MAYBE, st.lists(WORDS, max_size=2).map(tuple))
LINES = st.sampled_from(["line-1", "line-2", "line-3"])

LATER = st.one_of(
    st.builds(Told, WORDS, PLAIN, MAYBE, st.booleans()),
    st.builds(
        Diagnosed,
        st.sampled_from(["plan", "unprecedented", "escalation"]),
        WORDS,
        WORDS,
        MAYBE,
        MAYBE,
        MAYBE,
        st.dictionaries(WORDS, PLAIN, max_size=2),
        st.lists(PRECEDENTS, max_size=2).map(tuple),
        st.none() | st.floats(0, 1),
    ),
    st.builds(Asked, WORDS, MAYBE, MAYBE),
    st.builds(TriedStep, WORDS, st.sampled_from(Outcome), st.dictionaries(WORDS, PLAIN, max_size=2), st.booleans()),
    st.builds(Helped, WORDS, WORDS),
    st.builds(Escalated, LINES, WORDS, WORDS, MAYBE, MAYBE, st.lists(WORDS, max_size=2).map(tuple), st.booleans()),
    st.builds(Returned, LINES, WORDS),
    st.builds(Waiting, st.sampled_from(WaitingFor), WORDS, st.none() | MOMENTS),
    st.builds(Resumed, WORDS),
    st.builds(Prioritised, MAYBE, MAYBE, MAYBE, MAYBE, st.none() | st.floats(0, 1e9), st.none() | st.floats(0, 1e9)),
    st.builds(Resolved, st.sampled_from(Ending), MAYBE, MAYBE, WORDS),
    st.builds(Reopened, WORDS),
    st.builds(Closed, WORDS),
)
DEEDS = st.builds(
    Deed, WORDS, MOMENTS, LINES, MAYBE, st.sampled_from([None, DIGEST, "01" * 32]), st.sampled_from([(), (("a.b", 2),)])
)
HISTORIES = st.tuples(st.tuples(DEEDS, st.just(Opened(INTAKE))), st.lists(st.tuples(DEEDS, LATER), max_size=6)).map(
    lambda both: [both[0], *both[1]]
)
