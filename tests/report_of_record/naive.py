"""Every measure again, counted case by case in the plainest way."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import timedelta

from diagnose.case import CaseStatus
from diagnose.case.events import Escalated
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import Lesson, LineMeasure, Mistaken, PlaybookMeasure, Repeated, Slot, Tally, Times
from tests.report_of_record.desk import FIRST_IN, NEW

TREATED = ("plan", "no-fault", "out-of-scope", "how-to")
UNTOLD = ("went-away", "duplicate", "withdrawn")
SETTLED = (CaseStatus.RESOLVED, CaseStatus.CLOSED)


def in_cohort(found, since, until):
    return [
        (story, case)
        for story, case in found
        if (since is None or case.opened_at >= since) and (until is None or case.opened_at < until)
    ]


def said(case):
    return (case.first.decision, case.first.fault) if case.first else (None, None)


def is_known(case):
    decision, fault = said(case)
    return fault is not None and decision in (*TREATED, "escalation")


def is_judged(case):
    return case.status in SETTLED and case.resolution.ending not in UNTOLD


def cause(case):
    return case.resolution.fault if case.resolution else None


def times(minutes):
    ordered = sorted(minutes)
    if not ordered:
        return Times()
    nearest = [ordered[math.ceil(len(ordered) * share / 10) - 1] for share in (5, 9)]
    return Times(len(ordered), *(round(each / 60, 6) for each in nearest))


def whole_minutes(length):
    seconds = length.total_seconds()
    return int(seconds // 60) if seconds < 86400 else int(seconds // 3600) * 60


def stays(cases):
    """(line, vendor, minutes) of each stay that is through."""
    for case in cases:
        for stay in case.stays:
            left = stay.left or case.resolved_at
            if left is not None and left >= stay.entered:
                yield stay.line, case.vendor, whole_minutes(left - stay.entered)


def line_measures(cases):
    settled = Counter(case.line for case in cases if case.status in SETTLED)
    lengths = defaultdict(list)
    for line, _, minutes in stays(cases):
        lengths[line].append(minutes)
    here = Counter(case.line for case in cases if case.status not in SETTLED)
    order = sorted(settled)
    order += sorted({*lengths, *here} - set(order))
    total = sum(settled.values())
    return tuple(
        LineMeasure(line, Share(settled[line], total), times(lengths.get(line, ())), here[line]) for line in order
    )


def tallies(names):
    counted = Counter(name for name in names if name is not None)
    total = sum(counted.values())
    return tuple(
        Tally(name, Share(number, total))
        for name, number in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    )


def share(holds, cases):
    return Share(sum(bool(holds(case)) for case in cases), len(cases))


def playbook_measures(cases, recent, zone):
    names = {said(case)[1] for case in cases if is_known(case)}
    names |= {cause(case) for case in cases if case.status in SETTLED} - {None}
    found = [playbook_measure(name, cases, recent, zone) for name in names]
    return tuple(sorted(found, key=lambda each: (-each.hits, -each.settled, each.playbook)))


def playbook_measure(name, cases, recent, zone):
    hits = [case for case in cases if is_known(case) and said(case)[1] == name]
    judged = [case for case in hits if is_judged(case)]

    def good(case):
        return cause(case) == name and not case.reopened

    return PlaybookMeasure(
        playbook=name,
        hits=len(hits),
        right=share(lambda case: cause(case) == name, judged),
        success=share(good, judged),
        before=share(good, [case for case in judged if case.opened_at < recent]),
        last=share(good, [case for case in judged if case.opened_at >= recent]),
        steps=round(sum(case.tried for case in judged) / len(judged), 6) if judged else None,
        settled=sum(case.status in SETTLED and cause(case) == name for case in cases),
        last_hit=max(case.opened_at for case in hits).astimezone(zone) if hits else None,
    )


def treated(cases):
    return [case for case in cases if is_judged(case) and said(case)[0] in TREATED and said(case)[1] is not None]


def new(cases):
    return [case for case in cases if is_judged(case) and said(case)[0] == "unprecedented"]


def was_there(case):
    base = 2 if case.events[0].deed.digest == NEW else 1
    return FIRST_IN.get(cause(case), 9) <= base


def mistakes(cases):
    counted = Counter((said(case)[1], cause(case)) for case in treated(cases) if cause(case) != said(case)[1])
    counted.update((None, cause(case)) for case in new(cases) if was_there(case))
    order = sorted(counted.items(), key=lambda each: (-each[1], each[0][0] or "", each[0][1] or ""))
    return tuple(Mistaken(one, other, number) for (one, other), number in order)


def repeated(found, zone):
    groups = defaultdict(list)
    for story, case in found:
        if story.equipment and story.location and cause(case):
            groups[cause(case), story.equipment, story.location].append(case.opened_at.astimezone(zone))
    rows = [
        Repeated(kind, place, fault, len(at), min(at), max(at))
        for (fault, kind, place), at in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
        if len(at) >= 3
    ]
    return tuple(rows)


def lessons(found, zone):
    by_name = defaultdict(list)
    for story, case in found:
        for name, later in story.lessons:
            by_name[name].append((case.opened_at, case.opened_at + timedelta(minutes=later)))
    rows = [
        Lesson(name, len(each), min(at for at, _ in each).astimezone(zone), min(at for _, at in each).astimezone(zone))
        for name, each in by_name.items()
    ]
    return tuple(sorted(rows, key=lambda each: (each.learned, each.playbook)))


def days_and_slots(cases, zone):
    if not cases:
        return 7, ()
    opened = [case.opened_at.astimezone(zone).date() for case in cases]
    first, last = min(opened), max(opened)
    length = (last - first).days
    days = 1 if length < 35 else 7 if length < 420 else 28
    assert days < 28, "the stories do not go back that far"
    start = first if days == 1 else first - timedelta(days=first.weekday())
    slots = []
    while start <= last:
        here = [case for case, day in zip(cases, opened, strict=True) if start <= day < start + timedelta(days=days)]
        settled = [case for case in here if case.status in SETTLED]
        slots.append((start, here, settled))
        start += timedelta(days=days)
    return days, slots


def slot_measures(cases, zone, midnight):
    days, slots = days_and_slots(cases, zone)
    line = min((case.line for case in cases if case.status in SETTLED), default=None)
    return days, tuple(
        Slot(
            midnight(start),
            len(here),
            len(settled),
            sum(case.line == line for case in settled),
            sum(is_known(case) for case in here),
            sum(said(case)[0] == "unprecedented" for case in here),
        )
        for start, here, settled in slots
    )


def escalated(case):
    return any(isinstance(event.what, Escalated) for event in case.events)
