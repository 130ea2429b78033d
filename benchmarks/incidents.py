"""How often an ordinary week is called a major incident, and how soon a real one is noticed.

    python -m benchmarks.incidents [REQUESTS A DAY] [WEEKS]

Requests are drawn by the hour of the week (most of them on working days, with a peak in the morning) over kinds of
equipment, offices and complaints, few of which are frequent. Every request is asked about as the record asks, on the
four weeks before it. Then incidents are planted: a number of requests with one complaint within an hour, from one
office, or from all offices of a city.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_right
from collections import defaultdict

from diagnose.record.report.surprise import (
    DAY,
    WEEK,
    Alertness,
    Past,
    Request,
    Surroundings,
    counts_of,
    crowds,
    surprise_of,
)
from diagnose.vocabulary import Taxonomy

HOUR = 3_600_000
FAMILIES = {
    "printer": ("laser", "ink", "label"),
    "network": ("router", "switch", "access-point"),
    "computer": ("laptop", "desktop", "terminal"),
}
CITIES = {f"city-{city}": tuple(f"city-{city}/office-{office}" for office in range(8)) for city in range(5)}
EQUIPMENT = Taxonomy(
    {
        **dict.fromkeys(FAMILIES, "device"),
        **{kind: family for family, kinds in FAMILIES.items() for kind in kinds},
        "device": None,
    }
)
LOCATION = Taxonomy(
    {**dict.fromkeys(CITIES), **{office: city for city, offices in CITIES.items() for office in offices}}
)
AROUND = Surroundings(EQUIPMENT, LOCATION)
KINDS = [(family, kind) for family, kinds in FAMILIES.items() for kind in kinds]
OFFICES = [office for offices in CITIES.values() for office in offices]
COMPLAINTS = 12
PER_HOUR = [0.1] * 8 + [1.0, 2.5, 2.2, 1.6, 1.2, 1.2, 1.5, 1.5, 1.3, 1.0, 0.5, 0.3] + [0.1] * 4
"""How busy each hour of a working day is."""


def weight(hour):
    day, of_day = divmod(hour % 168, 24)
    return PER_HOUR[of_day] * (1.0 if day < 5 else 0.1)


def ordinary(rng, per_day, weeks):
    """The requests of ordinary weeks, each with its complaint, in order of time."""
    hours = range(weeks * 168)
    weights = [weight(hour) for hour in hours]
    found = []
    for hour in rng.choices(hours, weights, k=per_day * 7 * weeks):
        family, kind = rng.choice(KINDS)
        office = rng.choices(OFFICES, [1 / (1 + index) ** 0.5 for index in range(len(OFFICES))])[0]
        complaint = rng.choices(range(COMPLAINTS), [1 / (1 + index) for index in range(COMPLAINTS)])[0]
        found.append((hour * HOUR + rng.randrange(HOUR), kind, office, f"{family}.{complaint}"))
    return sorted(found)


def planted(rng, number, wide, start):
    """``number`` requests within an hour with one complaint, from an office or (``wide``) a whole city."""
    family, kind = rng.choice(KINDS)
    city = rng.choice(list(CITIES))
    office = rng.choice(CITIES[city])
    complaint = f"{family}.{rng.randrange(COMPLAINTS)}"
    at = start + rng.randrange(5) * DAY + rng.randrange(9, 17) * HOUR
    return [
        (
            at + rng.randrange(HOUR),
            rng.choice(FAMILIES[family]) if wide else kind,
            rng.choice(CITIES[city]) if wide else office,
            complaint,
        )
        for _ in range(number)
    ]


class Desk:
    """Everything that came in so far, by complaint."""

    def __init__(self, alert):
        self.alert = alert
        self.times = defaultdict(list)
        self.requests = defaultdict(list)
        self.number = 0

    def take(self, at, kind, office, complaint):
        self.number += 1
        self.times[complaint].append(at)
        self.requests[complaint].append(Request(at, self.number, kind, office))

    def asks(self, at, kind, office, complaint):
        times, requests = self.times[complaint], self.requests[complaint]
        begun = bisect_right(times, at - self.alert.length)
        found = crowds(requests[begun:], AROUND.kinds(kind, office), AROUND, self.alert.at_least)
        if not found:
            return None
        past = requests[bisect_right(times, at - self.alert.reach) : begun]
        counts = {each: counts_of(AROUND.of_kind(each, past), at, self.alert.length) for each in found}
        return surprise_of(found, Past(counts, self.alert.weeks * 7), self.alert)


def run(requests, alert):
    """The alarms: the request that raised each, and the surprise."""
    desk, alarms = Desk(alert), []
    for each in requests:
        desk.take(*each)
        if each[0] >= alert.reach:
            surprise = desk.asks(*each)
            if surprise is not None:
                alarms.append((each, surprise))
    return alarms


def episodes(alarms, alert):
    """Alarms about one complaint that follow one another within the window are one."""
    last, count = {}, 0
    for (at, _, _, complaint), _surprise in alarms:
        if at - last.get(complaint, -(10**15)) > alert.length:
            count += 1
        last[complaint] = at
    return count


def false_alarms(per_day, weeks, alert, seed):
    requests = ordinary(random.Random(seed), per_day, weeks + alert.weeks)
    return episodes(run(requests, alert), alert) / weeks


def detection(per_day, number, wide, alert, rounds, seed):
    """The share of planted incidents that were noticed, and after how many of their requests on the average."""
    noticed, after = 0, []
    for each in range(rounds):
        rng = random.Random(seed * 1000 + each)
        extra = planted(rng, number, wide, alert.weeks * WEEK)
        before = [one for one in ordinary(rng, per_day, alert.weeks + 1) if one[3] == extra[0][3]]
        marked = set(extra)
        alarms = [one for one, _ in run(sorted(before + extra), alert) if one in marked]
        if alarms:
            noticed += 1
            after.append(sum(one[0] <= alarms[0][0] for one in extra))
    return noticed / rounds, sum(after) / len(after) if after else None


def main(per_day=150, weeks=26):
    for chance in (1e-4, 1e-5, 1e-6, 1e-7):
        alert = Alertness(chance=chance)
        rates = [false_alarms(per_day, weeks, alert, seed) for seed in range(2)]
        print(f"chance {chance:g}: {sum(rates) / len(rates):.2f} false alarms a week at {per_day} requests a day")
        for number, wide in ((5, False), (6, False), (8, False), (8, True), (12, True), (20, True)):
            share, after = detection(per_day, number, wide, alert, 60, 7)
            said = "-" if after is None else f"{after:.1f}"
            where = "a city" if wide else "an office"
            print(f"   {number} within an hour in {where}: {share:.0%} noticed, at request {said}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
