"""Random events, deeds and histories."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from diagnose.case import Ending, Intake, Outcome, Precedent, Terms, WaitingFor
from diagnose.case.chain import sealed
from diagnose.case.events import KINDS, Deed, Opened

LETTERS = st.sampled_from("abXY 0-._/'\"\\{}[]<>&%\n\täжя漢")
TEXTS = st.text(LETTERS, max_size=20)
NAMES = st.text(st.sampled_from("ab-.0я"), min_size=1, max_size=12)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
START = datetime(1950, 1, 1, tzinfo=UTC)
MOMENTS = st.builds(
    lambda seconds, offset: (START + timedelta(seconds=seconds)).astimezone(offset), st.floats(0, 6.3e9), OFFSETS
)
NUMBERS = st.floats(0, 1e6)
SHARES = st.floats(0, 1)
SCALARS = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(-1e9, 1e9) | TEXTS
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
CONTENTS = st.dictionaries(TEXTS, PLAIN, max_size=3)
DIGESTS = st.integers(0, 16**64 - 1).map(lambda number: f"{number:064x}")
INTAKES = st.builds(
    Intake,
    equipment=st.lists(NAMES, max_size=2, unique=True).map(tuple),
    symptoms=st.dictionaries(
        st.sampled_from(["a.b", "c.d", "print.output"]), st.booleans() | st.integers(-5, 5) | NAMES, max_size=2
    ),
    story=st.none() | NAMES,
    reported_at=st.none() | MOMENTS,
    askable=st.none() | st.lists(NAMES, max_size=2, unique=True).map(tuple),
)
TERMS = st.builds(
    Terms,
    option=st.none() | NAMES,
    entitlement=st.none() | NAMES,
    until=st.none() | MOMENTS,
    level=st.none() | NAMES,
)
PRECEDENTS = st.builds(
    Precedent,
    case=NAMES,
    like=SHARES,
    ending=TEXTS,
    fault=st.none() | NAMES,
    fixed_by=st.none() | NAMES,
    shared=st.lists(NAMES, max_size=3).map(tuple),
)
FLAGS = ("corrects", "charged", "automatic", "looked")
BY_NAME = {
    "intake": INTAKES,
    "terms": TERMS,
    "value": PLAIN,
    "outline": CONTENTS,
    "seen": CONTENTS,
    "precedents": st.lists(PRECEDENTS, max_size=2).map(tuple),
    "closest": SHARES,
    "skipped": st.lists(NAMES, max_size=3).map(tuple),
    "until": MOMENTS,
    "respond": NUMBERS,
    "resolve": NUMBERS,
    "fraction": NUMBERS,
    "outcome": st.sampled_from(Outcome),
    "on": st.sampled_from(WaitingFor),
    "ending": st.sampled_from(Ending),
    "sha256": DIGESTS,
    "because": TEXTS,
    "text": TEXTS,
    "reason": TEXTS,
} | {name: st.booleans() for name in FLAGS}


def _field(each):
    values = BY_NAME.get(each.name, NAMES)
    if each.default is MISSING and each.default_factory is MISSING:
        return values
    return values | st.just(each.default) if each.default is not MISSING else values


def whats(kinds=tuple(KINDS)):
    """Anything that can happen, of these kinds."""
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.builds(KINDS[kind], **{each.name: _field(each) for each in fields(KINDS[kind])})
    )


DEEDS = st.builds(
    Deed,
    by=NAMES,
    at=MOMENTS,
    line=NAMES,
    channel=st.none() | NAMES,
    digest=st.none() | NAMES,
    revisions=st.dictionaries(NAMES, st.integers(0, 99), max_size=3).map(lambda found: tuple(sorted(found.items()))),
)
LATER = tuple(kind for kind in KINDS if kind != "opened")


@st.composite
def histories(draw, most=8):
    """The id of a case and its sealed events."""
    case = draw(NAMES)
    opened = (draw(DEEDS), draw(st.builds(Opened, intake=INTAKES, terms=TERMS)))
    later = draw(st.lists(st.tuples(DEEDS, whats(LATER)), max_size=most))
    return case, sealed(case, (), [opened, *later])
