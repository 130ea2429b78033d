"""Working time agrees with businesstimedelta on 10 000 random cases, but where that library errs on changed clocks.

Its errors, each shown below on its own: an edge of an interval that falls into a fold or a gap is moved by the change;
a holiday on the day of a change ends 24 hours after its midnight, an hour late or early; and from one that ends early it
finds no way out. Where the two disagree, counting minutes by the clock on the wall decides, and the number of such cases is fixed.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from diagnose.support import Calendar, WorkCalendar
from tests.support import minutes
from tests.support.independent import Span, library_add, library_between, spans

EVERY = minutes.DAYS
LATER = tuple(date(year, month, 15) for year in (2020, 2021) for month in range(1, 13))
"""Without a holiday to come the library breaks."""

DISAGREEMENTS = {0: 28, 1: 25, 2: 36, 3: 11, 4: 27, 5: 45, 6: 22, 7: 25, 8: 36, 9: 8}
"""By seed, of 1 000 cases, half of which are drawn around changes of the clocks."""


def ours(span: Span):
    return span.clock.between(span.start, span.end), span.clock.add(span.start, span.working)


def theirs(span: Span):
    return library_between(span), library_add(span)


def counted(span: Span):
    zone = ZoneInfo(span.zone)
    return (
        minutes.between(span.calendar, zone, span.start, span.end),
        minutes.add(span.calendar, zone, span.start, span.working),
    )


def clocks_are_changed(span: Span) -> bool:
    """Whether the offset changes from the day before the start to the day after the end."""
    stop = max(span.end, span.clock.add(span.start, span.working)) + timedelta(1)
    days = range(-1, (stop - span.start).days + 1)
    return len({(span.start + timedelta(day)).astimezone(ZoneInfo(span.zone)).utcoffset() for day in days}) > 1


@pytest.mark.parametrize("seed", DISAGREEMENTS)
def test_working_time_agrees_with_an_independent_library_but_where_that_errs(seed):
    drawn = list(spans(1_000, seed))
    apart = [span for span in drawn if ours(span) != theirs(span)]
    assert len(drawn) == 1_000
    assert [span for span in apart if ours(span) != counted(span)] == []
    assert [span for span in apart if not clocks_are_changed(span)] == []
    assert len(apart) == DISAGREEMENTS[seed]


@pytest.mark.parametrize(
    ("day", "hours", "closed", "right", "library"),
    [
        ("2020-10-25", ("01:00", "02:30"), (), 2 + 1.5, 2.5 + 1.5),
        ("2020-03-29", ("02:30", "12:00"), (), 9 + 9.5, 8.5 + 9.5),
        ("2020-03-29", ("00:00", "12:00"), (date(2020, 3, 29),), 12, 11),
        ("2020-10-25", ("12:00", "23:45"), (date(2020, 10, 25),), 0, None),
    ],
)
def test_where_the_library_errs_counting_minutes_says_so(day, hours, closed, right, library):
    calendar = Calendar("one", EVERY, (hours,), closed=(*closed, *LATER))
    start = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    clock = WorkCalendar.of(calendar, "Europe/Berlin")
    span = Span(calendar, clock, "Europe/Berlin", start, 36 * 3_600, 3_600)
    found = library_between(span)
    assert counted(span)[0] == ours(span)[0] == right * 3_600
    assert (None if found is None else found / 3_600) == library
