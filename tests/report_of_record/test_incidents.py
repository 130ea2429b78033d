"""Many requests of a kind at once are noticed; what is usual is not."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.case import Case
from diagnose.case.chain import sealed
from diagnose.case.events import Deed, Told
from diagnose.record import About
from diagnose.record.bases import Bases
from diagnose.record.finding import complaints_of
from diagnose.record.report.incidents import Incident, Reported, incident_of
from diagnose.record.report.surprise import Alertness
from diagnose.record.writing import add_case, next_number
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary
from tests.report_of_record.desk import Story, deeds, empty
from tests.small import base, memory

NOW = datetime(2026, 3, 30, 11, 0, tzinfo=timezone(timedelta(hours=3)))
EQUIPMENT = Taxonomy({"device": None, "printer": "device", "laser": "printer", "ink": "printer", "router": "device"})
LOCATION = Taxonomy({"msk": None, "msk/1": "msk", "msk/2": "msk", "spb": None})
LINK = "link.state=down"


@pytest.fixture(scope="module")
def kb():
    attributes = {
        "link.state": Attribute(
            "link.state", AttributeType.CHOICE, ("up", "down"), abnormal=frozenset({"down"}), complaint=True
        ),
        "led.red": Attribute("led.red", AttributeType.YES_NO, abnormal=frozenset({True})),
        "beeps": Attribute("beeps", AttributeType.YES_NO, abnormal=frozenset({True}), complaint=True),
    }
    return replace(base(attributes.values(), []), vocabulary=Vocabulary(attributes, EQUIPMENT, LOCATION))


def request(record, ago, equipment="laser", location="msk/1", complaint=LINK):
    """The id of a new case that came in so many minutes ago."""
    return requests(record, [(ago, equipment, location, complaint)])[0]


def requests(record, told):
    def work(connection):
        bases, found = Bases(), []
        for ago, equipment, location, complaint in told:
            number = next_number(connection)
            (deed, opened), *_ = deeds(Story(0, equipment=equipment, location=location, ending=None))
            at = Deed(deed.by, NOW - timedelta(minutes=ago), deed.line)
            case = Case.of(str(number), sealed(str(number), (), [(at, opened)]))
            about = About(equipment=equipment, location=location, complaints=frozenset({complaint}))
            add_case(connection, number, case, about, bases)
            found.append(case.id)
        return found

    return record._database.write(work)


def asked(record, kb, equipment="laser", location="msk/1", complaints=(LINK,)):
    return incident_of(record, kb, Reported(equipment, location, frozenset(complaints)), now=NOW)


def test_many_requests_of_a_kind_within_two_hours_are_a_major_incident(record, kb):
    empty(record)
    requests(record, [(40 * 1440, "laser", "msk/1", LINK)])
    ids = requests(record, [(ago, "laser", "msk/1", LINK) for ago in (55, 40, 30, 20, 10, 5, 0)])
    found = asked(record, kb)
    usual = 0.125  # half a request is added to none on four Mondays at this time
    tail = math.fsum(math.exp(-usual) * usual**count / math.factorial(count) for count in range(7, 40))
    assert found == Incident(LINK, "laser", "msk/1", NOW - timedelta(minutes=55), tuple(ids), usual, found.chance)
    assert found.chance == pytest.approx(tail)
    assert (
        found.text("en")
        == "A major incident? 7 such requests since 2026-03-30 10:05, 0.1 usual: laser, msk/1, link.state=down."
    )
    assert (
        found.text("ru", kb)
        == "Массовый сбой? Таких обращений с 2026-03-30 10:05: 7, обычно 0.1: laser, msk/1, link.state=down."
    )


def test_a_fault_of_a_whole_city_is_told_as_one_of_the_city(record, kb):
    empty(record)
    places = [("laser", "msk/1"), ("router", "msk/2"), ("ink", "msk/2"), ("router", "msk/1")] * 2
    requests(
        record, [(40 * 1440, "laser", "spb", LINK), *((10 + ago, *place, LINK) for ago, place in enumerate(places))]
    )
    found = asked(record, kb)
    assert (found.equipment, found.location, len(found.cases)) == ("device", "msk", 8)


def test_what_comes_every_week_at_this_time_is_no_incident(record, kb):
    empty(record)
    weekly = [(week * 7 * 1440 + minute * 10, "laser", "msk/1", LINK) for week in range(5) for minute in range(7)]
    requests(record, weekly)
    assert asked(record, kb) is None


def test_what_comes_every_day_at_this_time_is_no_incident_in_a_new_record(record, kb):
    empty(record)
    requests(record, [(day * 1440 + minute * 10, "laser", "msk/1", LINK) for day in range(4) for minute in range(7)])
    assert asked(record, kb) is None


@pytest.mark.parametrize(
    ("equipment", "location", "complaints"),
    [("laser", "spb", (LINK,)), ("laser", "msk/1", ("beeps=true",)), ("laser", "msk/1", ()), (None, "spb", (LINK,))],
)
def test_a_request_of_another_kind_is_no_part_of_an_incident(record, kb, equipment, location, complaints):
    empty(record)
    requests(record, [(ago, "laser", "msk/1", LINK) for ago in range(12)])
    assert asked(record, kb, equipment, location, complaints) is None


def test_what_is_told_later_counts_from_when_the_case_was_opened(record, kb):
    empty(record)
    requests(record, [(40 * 1440, "laser", "msk/1", LINK), *((ago, "laser", "msk/1", LINK) for ago in range(1, 7))])
    late = request(record, 90, complaint="beeps=true")
    told = (Deed("engineer-1", NOW, "line-1"), Told("link.state", "down"))
    about = About(equipment="laser", location="msk/1", complaints=frozenset({LINK, "beeps=true"}))
    record.append(late, [told], about, version=1)
    assert asked(record, kb).cases[0] == late


def test_complaints_are_the_abnormal_values_of_what_people_complain_about(kb):
    values = {"link.state": "down", "led.red": True, "beeps": False, "printer.model": "x"}
    assert complaints_of(memory(values), kb) == {LINK}


TOLD = st.tuples(
    st.integers(0, 180)
    | st.integers(0, 40 * 1440)
    | st.sampled_from([7 * 1440 + 5, 14 * 1440 + 119, 1440, 1440 + 120]),
    st.sampled_from([None, "laser", "ink", "router"]),
    st.sampled_from([None, "msk/1", "msk/2", "spb"]),
    st.sampled_from([LINK, LINK, "beeps=true"]),
)
ALERT = Alertness(at_least=2, chance=0.2)
ABOVE = {
    "laser": ["laser", "printer", "device"], "ink": ["ink", "printer", "device"], "router": ["router", "device"],
    "msk/1": ["msk/1", "msk"], "msk/2": ["msk/2", "msk"], "spb": ["spb"], None: [],
}  # fmt: skip


def plainly(told, equipment, location, complaint):
    """(number, usual) of the kind that is least a chance, by counting everything."""
    found = []
    oldest = told[0][0]
    days = max(1, min(28, (oldest - 120) // 1440))
    for kind, place in product(ABOVE[equipment] or [None], ABOVE[location] or [None]):
        ages = [
            ago
            for ago, one, there, about in told
            if about == complaint and (kind is None or kind in ABOVE[one]) and (place is None or place in ABOVE[there])
        ]
        number = sum(ago < 120 for ago in ages)
        past = [ago for ago in ages if 120 <= ago < 28 * 1440 + 120]
        daily = sum(any(day * 1440 <= ago < day * 1440 + 120 for day in range(1, 29)) for ago in past)
        weekly = sum(any(week * 10080 <= ago < week * 10080 + 120 for week in range(1, 5)) for ago in past)
        rates = [(len(past) + 0.5) / (days * 12), (daily + 0.5) / days, (weekly + 0.5) / max(1, days // 7)]
        if number >= 2:
            usual = max(rates)
            tail = 1 - math.fsum(math.exp(-usual) * usual**each / math.factorial(each) for each in range(number))
            found.append((tail, number, usual))
    return min(found, default=None)


@given(
    told=st.lists(TOLD, min_size=1, max_size=25),
    equipment=st.sampled_from([None, "laser", "router"]),
    location=st.sampled_from([None, "msk/1", "spb"]),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_incident_is_what_a_plain_count_gives(record, kb, told, equipment, location):
    empty(record)
    requests(record, told)
    found = incident_of(record, kb, Reported(equipment, location, frozenset({LINK})), now=NOW, alert=ALERT)
    best = plainly(told, equipment, location, LINK)
    if best is None or best[0] > ALERT.chance + 1e-9:
        assert found is None
    elif best[0] < ALERT.chance - 1e-9:
        assert (found.chance, found.usual, len(found.cases)) == (
            pytest.approx(best[0], abs=1e-9),
            pytest.approx(best[2], abs=1e-5),
            best[1],
        )
