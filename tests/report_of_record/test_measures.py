"""Every measure of the report, counted in a database, is that of a plain count over the histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.case.events import Ending
from diagnose.record.report import report
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import Report
from tests.report_of_record import naive
from tests.report_of_record.desk import NOW, STORIES, UTC_NOW, Story, empty, put

RECENT = timedelta(days=28)


def expected(found, now, since=None, until=None) -> Report:
    """The whole report but for its clusters, which have tests of their own."""
    zone = now.tzinfo
    found = naive.in_cohort(found, since, until)
    cases = [case for _, case in found]
    settled = [case for case in cases if case.status in naive.SETTLED]
    recent = min(now, until or now) - RECENT
    known, new = sum(map(naive.is_known, cases)), sum(naive.said(case)[0] == "unprecedented" for case in cases)
    timed = [(story, case) for story, case in found if story.due is not None and case.resolved_at is not None]
    taught = naive.lessons(found, zone)
    days, slots = naive.slot_measures(cases, zone, lambda day: datetime(day.year, day.month, day.day, tzinfo=zone))
    hours = sorted(case.opened_at.astimezone(zone).replace(minute=0, second=0, microsecond=0) for case in cases)
    return Report(
        now=now,
        recent=recent,
        since=since,
        until=until,
        opened=len(cases),
        settled=len(settled),
        first=hours[0] if hours else None,
        last=hours[-1] if hours else None,
        lines=naive.line_measures(cases),
        known=Share(known, known + new),
        decisions=naive.tallies(naive.said(case)[0] for case in cases),
        endings=naive.tallies(case.resolution.ending.value for case in settled),
        reopened=naive.share(lambda case: case.reopened, cases),
        escalated=naive.share(naive.escalated, cases),
        in_time=Share(
            sum(case.resolved_at <= NOW - timedelta(minutes=story.ago - story.due) for story, case in timed), len(timed)
        ),
        playbooks=naive.playbook_measures(cases, recent, zone),
        false_known=naive.share(lambda case: naive.cause(case) != naive.said(case)[1], naive.treated(cases)),
        false_new=naive.share(naive.was_there, naive.new(cases)),
        mistaken=naive.mistakes(cases),
        lead=naive.times([round(each.hours * 60) for each in taught]),
        lessons=taught,
        repeated=naive.repeated(found, zone),
        days=days,
        slots=slots,
    )


BOUNDS = st.none() | st.integers(0, 80).map(lambda days: NOW - timedelta(days=days))


@given(stories=st.lists(STORIES, max_size=12), since=BOUNDS, until=BOUNDS, now=st.sampled_from([NOW, UTC_NOW]))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_report_is_what_a_plain_count_over_the_histories_gives(record, stories, since, until, now):
    found = put(record, stories)
    got = report(record, now=now, since=since, until=until)
    assert replace(got, clusters=()) == expected(found, now, since, until)


def test_an_empty_record_teaches_nothing(record):
    empty(record)
    assert report(record, now=NOW) == Report(now=NOW, recent=NOW - RECENT)


def test_a_single_case_is_all_there_is(record):
    found = put(record, [Story(ago=120, due=60, closed=True)])
    got = report(record, now=NOW)
    assert got == expected(found, NOW)
    assert (got.at_first_line, got.in_time, got.known) == (Share(1, 1), Share(1, 1), Share(1, 1))


def test_cases_from_other_time_zones_are_counted_at_the_moment_they_were_opened(record):
    stories = [Story(ago=90 + each, offset=offset) for each, offset in enumerate([0, 720, -720, 345])]
    found = put(record, stories)
    for now in (NOW, UTC_NOW):
        assert report(record, now=now) == expected(found, now)


def test_a_withdrawn_request_says_nothing_about_the_playbook_that_was_named(record):
    put(record, [Story(ago=100, fault=None, ending=Ending.WITHDRAWN), Story(ago=100, fault=None)])
    (got,) = report(record, now=NOW).playbooks
    assert (got.hits, got.right, got.success) == (2, Share(0, 1), Share(0, 1))
