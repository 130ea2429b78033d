"""What happens to a case: events written and read again, the chain that seals them, and what follows from them."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case import Case, CaseStatus, Ending, Intake, Outcome, Stay, Terms, WaitingFor
from diagnose.case.chain import Break, breaks, follow, genesis, seal_of, sealed
from diagnose.case.events import (
    KINDS,
    CaseEvent,
    Closed,
    Deed,
    Diagnosed,
    Escalated,
    Helped,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Told,
    TriedStep,
    Waiting,
)
from diagnose.case.writing import body, canonical, event_data, event_of, what_data, what_of
from diagnose.errors import HistoryFormatError
from diagnose.kb.russian import RUSSIAN
from diagnose.wording import in_language
from tests.histories import DEEDS, LATER, NAMES, TERMS, histories, whats

NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SHA = "0" * 64


def deed(minutes=0, line="line-1", **more):
    return Deed("desk-1", NINE + timedelta(minutes=minutes), line, **more)


def case_of(*happened, case="7"):
    opened = (deed(), Opened(Intake(equipment="printer", channel="phone")))
    return Case.of(case, sealed(case, (), [opened, *happened]))


# written and read


@given(st.integers(1, 10**6), DEEDS, whats())
def test_an_event_that_was_written_is_read_as_it_was(number, done, what):
    event = CaseEvent(number, done, what, "a" * 64, "b" * 64)
    text = canonical(event_data(event))
    again = event_of(json.loads(text))
    assert again == event
    assert type(again.what) is type(what)
    assert canonical(event_data(again)) == text


@given(whats())
def test_what_goes_without_saying_is_not_written(what):
    written = what_data(what)
    for each in fields(what):
        if getattr(what, each.name) is each.default:
            assert each.name not in written


@given(whats(), st.data())
def test_every_field_refuses_what_it_cannot_hold(what, data):
    """A field may become anything of JSON: it is read as something that is written the same, or refused in words."""
    kind = next(name for name, made in KINDS.items() if made is type(what))
    written = what_data(what)
    name = data.draw(st.sampled_from(sorted({*written, *(each.name for each in fields(what))})))
    junk = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=4,
    )
    changed = {**written, name: data.draw(junk)}
    try:
        read = what_of(kind, changed)
    except HistoryFormatError as error:
        assert str(error)
        return
    assert what_of(kind, what_data(read)) == read


WRONG = [
    ("told", {"attribute": 7, "value": 1}, "'attribute' of an event 'told': found a number where a text is wanted"),
    ("told", {"attribute": "", "value": 1}, "'attribute' of an event 'told': the text is empty"),
    ("told", {"value": 1}, "an event 'told' needs 'attribute'"),
    ("told", {"attribute": "a.b", "value": 1, "corrects": "yes"}, "where yes or no is wanted"),
    ("told", {"attribute": "a.b", "value": float("nan")}, "it is no number that can be kept"),
    ("told", {"attribute": "a.b", "value": 10**400}, "it is no number that can be kept"),
    ("told", {"attribute": "a.b", "value": [[[[[[[[[[1]]]]]]]]]]}, "it is nested deeper than 8 levels"),
    ("told", {"attribute": "a.b", "value": [0] * 3000}, "2001 values are more than the limit of 2000"),
    ("told", {"attribute": "a.b", "value": "x" * 70_000}, "70000 characters are more than the limit of 16384"),
    ("told", {"attribute": "a.b", "value": "\ud800"}, "the text holds half a character or a control character"),
    ("told", {"attribute": "a.b", "value": {1: 2}}, "a key must be a text, not a number"),
    ("told", {"attribute": "a.b", "value": {"x"}}, "where a value of JSON is wanted"),
    ("told", {"attribute": "a" * 300, "value": 1}, "300 characters are more than the limit of 200"),
    ("told", ["attribute"], "an event 'told' is a mapping, not a list"),
    ("told", {"attribute": "a.b", "value": 1, "colour": "red"}, "an event 'told' has no 'colour'"),
    ("gone", {}, "'gone' is no kind of event"),
    (7, {}, "'7' is no kind of event"),
    ("tried", {"step": "a", "outcome": "great"}, "'great' is none of: fixed, partly, failed, not-possible"),
    ("tried", {"step": "a", "outcome": ["fixed"]}, "is none of: fixed"),
    ("tried", {"step": "a", "outcome": "fixed", "seen": [1]}, "it is a mapping, not a list"),
    ("waiting", {"on": "rain"}, "'rain' is none of: customer, vendor"),
    ("waiting", {"on": "customer", "until": "tomorrow"}, "where a moment with an offset is wanted"),
    ("waiting", {"on": "customer", "until": "2026-11-02T09:00"}, "where a moment with an offset is wanted"),
    ("resolved", {"ending": "luck"}, "'luck' is none of: solved"),
    ("prioritised", {"respond": -1}, "-1 is not between 0 and 1e+11"),
    ("prioritised", {"respond": True}, "where a number is wanted"),
    ("prioritised", {"respond": float("inf")}, "inf is not between 0 and 1e+11"),
    ("diagnosed", {"decision": "plan", "sha256": "abc", "library": "1"}, "a SHA-256 in hexadecimal is wanted"),
    ("diagnosed", {"decision": "plan", "sha256": SHA, "library": "1", "precedents": {}}, "where a list is wanted"),
    (
        "diagnosed",
        {"decision": "plan", "sha256": SHA, "library": "1", "precedents": [{"case": "1"}]},
        "it needs 'like'",
    ),
    (
        "diagnosed",
        {"decision": "plan", "sha256": SHA, "library": "1", "precedents": [{"case": "1", "like": 1.5}]},
        "1.5 is not between 0 and 1",
    ),
    ("opened", {"intake": {"colour": "red"}}, "'intake' of an event 'opened': colour: unknown key 'colour'"),
    ("opened", {"intake": []}, "an intake is a mapping"),
    ("opened", {"intake": {}, "terms": {"price": 1}}, "it has no 'price'"),
    ("escalated", {"to_line": "line-2", "reason": "x", "skipped": "line-2"}, "where a list is wanted"),
    ("escalated", {"to_line": "line-2", "reason": "x", "skipped": ["a"] * 3000}, "more than the limit of 2000"),
]


@pytest.mark.parametrize(("kind", "data", "message"), WRONG)
def test_an_event_from_outside_that_cannot_be_right_is_refused_in_words(kind, data, message):
    with pytest.raises(HistoryFormatError) as refused:
        what_of(kind, data)
    assert message in str(refused.value)
    assert in_language(refused.value.args[0], RUSSIAN) != str(refused.value)


EVENT = event_data(case_of().events[0])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"number": "1"}, "where a whole number is wanted"),
        ({"number": -1}, "-1 is not between 0 and 1e+09"),
        ({"by": None}, "where a text is wanted"),
        ({"line": ""}, "the text is empty"),
        ({"at": 7}, "where a moment with an offset is wanted"),
        ({"revisions": {"a": "1"}}, "where a whole number is wanted"),
        ({"revisions": {f"a{number}": 1 for number in range(2001)}}, "2001 values are more than the limit"),
        ({"seal": "short"}, "where a SHA-256 in hexadecimal is wanted"),
        ({"colour": "red"}, "an event has no 'colour'"),
    ],
)
def test_an_event_around_what_happened_is_read_with_care_too(changed, message):
    with pytest.raises(HistoryFormatError) as refused:
        event_of({**EVENT, **changed})
    assert message in str(refused.value)


@pytest.mark.parametrize("name", ["number", "kind", "at", "by", "line", "what", "before", "seal"])
def test_an_event_says_which_part_of_it_is_missing(name):
    with pytest.raises(HistoryFormatError, match=f"an event needs '{name}'"):
        event_of({key: value for key, value in EVENT.items() if key != name})


def test_an_event_is_a_mapping():
    with pytest.raises(HistoryFormatError, match="an event is a mapping, not a list"):
        event_of([])


# the chain


@given(histories())
def test_a_history_holds_together(history):
    case, events = history
    assert breaks(case, events, events[-1].seal) == ()
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert sealed(case, events[:1], [(each.deed, each.what) for each in events[1:]]) == events[1:]


@given(histories(), NAMES)
def test_a_history_cannot_be_passed_off_as_that_of_another_case(history, other):
    case, events = history
    assert bool(breaks(other, events)) == (other != case)


@given(histories(), st.data())
def test_whatever_is_changed_in_a_history_shows(history, data):
    case, events = history
    place = data.draw(st.integers(0, len(events) - 1))
    event = events[place]
    what = data.draw(whats(LATER))
    changed = data.draw(
        st.sampled_from(
            [
                replace(event, number=event.number + 1),
                replace(event, deed=replace(event.deed, by=event.deed.by + "x")),
                replace(event, deed=replace(event.deed, line=event.deed.line + "x")),
                replace(event, deed=replace(event.deed, at=event.deed.at + timedelta(seconds=1))),
                replace(event, what=what),
                replace(event, before="f" * 64),
                replace(event, seal="f" * 64),
            ]
        )
    )
    tampered = (*events[:place], changed, *events[place + 1 :])
    if canonical(event_data(changed)) != canonical(event_data(event)):
        assert breaks(case, tampered, events[-1].seal) != ()


@given(histories(), st.data())
def test_an_event_left_out_put_in_or_moved_shows(history, data):
    case, events = history
    place = data.draw(st.integers(0, len(events) - 1))
    head = events[-1].seal
    assert breaks(case, (*events[:place], *events[place + 1 :]), head) != ()
    assert breaks(case, (*events[: place + 1], *events[place:]), head) != ()
    if place:
        assert breaks(case, (*events[: place - 1], events[place], events[place - 1], *events[place + 1 :]), head) != ()


def test_who_seals_everything_again_is_found_out_by_the_head():
    case = case_of((deed(1), Told("a.b", 1)))
    forged = sealed("7", (), [(case.events[0].deed, case.events[0].what), (deed(1), Told("a.b", 2))])
    assert breaks("7", forged) == ()
    assert breaks("7", forged, case.head) == (Break(2, "the history does not end here"),)


def test_a_break_says_where_and_what():
    events = case_of((deed(1), Told("a.b", 1)), (deed(2), Told("c.d", 2))).events
    changed = replace(events[1], what=Told("a.b", 7))
    assert breaks("7", (events[0], changed, events[2])) == (Break(2, "what it says is not what was sealed"),)
    assert breaks("7", (events[0], events[2])) == (
        Break(3, "event 2 should stand here"),
        Break(3, "it does not follow the event before it"),
    )


def test_a_seal_is_what_it_is_said_to_be():
    import hashlib

    what, done = Told("a.b", 1), deed()
    written = '{"at":"2026-11-02T09:00:00+00:00","by":"desk-1","kind":"told","line":"line-1","number":1,'
    written += '"what":{"attribute":"a.b","value":1}}'
    assert canonical(body(1, done, what)) == written
    start = hashlib.sha256(b"diagnose/case/1\n7").hexdigest()
    assert genesis("7") == start
    assert seal_of(start, 1, done, what) == hashlib.sha256(f"{start}\n{written}".encode()).hexdigest()
    assert follow(0, start, [(done, what)]) == (CaseEvent(1, done, what, start, seal_of(start, 1, done, what)),)


# what follows from it


@given(histories(), st.data())
def test_a_case_is_the_fold_of_its_history_wherever_it_is_begun(history, data):
    case, events = history
    place = data.draw(st.integers(1, len(events)))
    whole = Case.of(case, events)
    assert Case.of(case, events[:place]).after(events[place:]) == whole
    assert whole.version == len(events)
    assert whole.head == events[-1].seal
    assert whole.events == events
    assert whole.stays[-1] == Stay(whole.line, whole.stays[-1].entered)
    assert whole.settled == (whole.status in (CaseStatus.RESOLVED, CaseStatus.CLOSED))


@given(TERMS)
def test_a_case_that_was_opened_is_open_where_it_came_in(terms):
    opened = Opened(Intake(equipment="printer", channel="phone"), terms)
    case = Case.of("7", sealed("7", (), [(deed(line="line-2"), opened)]))
    assert case == Case(
        id="7",
        events=case.events,
        intake=opened.intake,
        opened_at=NINE,
        line="line-2",
        terms=terms,
        channel="phone",
        stays=(Stay("line-2", NINE),),
    )


def test_a_case_is_where_it_was_passed_on_to():
    case = case_of(
        (deed(5), Waiting(WaitingFor.CUSTOMER)),
        (deed(9), Escalated("line-2", "asked", sector="printing", vendor="hp")),
        (deed(20, "line-2"), Helped("line-3", "look at the belt")),
        (deed(30, "line-2"), Returned("line-1", "a matter of settings")),
    )
    assert (case.line, case.sector, case.vendor, case.status) == ("line-1", "printing", "hp", CaseStatus.OPEN)
    assert case.stays == (
        Stay("line-1", NINE, NINE + timedelta(minutes=9)),
        Stay("line-2", NINE + timedelta(minutes=9), NINE + timedelta(minutes=30)),
        Stay("line-1", NINE + timedelta(minutes=30)),
    )


def test_a_case_that_was_reopened_has_no_resolution_any_more():
    ended = Resolved(Ending.SOLVED, "printing.toner-empty", "shake-cartridge")
    resolved = case_of((deed(5), TriedStep("shake-cartridge", Outcome.FIXED)), (deed(6), ended))
    assert (resolved.status, resolved.resolution, resolved.resolved_at) == (
        CaseStatus.RESOLVED,
        ended,
        NINE + timedelta(minutes=6),
    )
    closed = resolved.after(follow(resolved.version, resolved.head, [(deed(7), Closed())]))
    assert (closed.status, closed.resolution) == (CaseStatus.CLOSED, ended)
    again = closed.after(follow(closed.version, closed.head, [(deed(8), Reopened("it is back"))]))
    assert (again.status, again.resolution, again.resolved_at, again.reopened, again.tried) == (
        CaseStatus.OPEN,
        None,
        None,
        1,
        1,
    )


def test_a_case_knows_its_first_and_last_decision_and_its_targets():
    first, last = Diagnosed("plan", SHA, "1", fault="x.y"), Diagnosed("escalation", SHA, "1")
    targets = Prioritised("p1", "high", "high", "standard", 60.0, 3600.0, "working-days")
    case = case_of((deed(), first), (deed(), targets), (deed(), last))
    assert (case.first, case.last, case.targets) == (first, last, targets)


def test_the_first_decision_comes_after_the_questions_that_had_to_be_asked_first():
    asking, plan, last = (Diagnosed(each, SHA, "1") for each in ("more-facts", "plan", "more-facts"))
    assert case_of((deed(), asking)).first == asking
    case = case_of((deed(), asking), (deed(), plan), (deed(), last))
    assert (case.first, case.last) == (plan, last)


def test_waiting_ends_when_it_is_resumed():
    waiting = case_of((deed(1), Waiting(WaitingFor.VENDOR)))
    assert (waiting.status, waiting.waiting_for) == (CaseStatus.WAITING, WaitingFor.VENDOR)
    again = waiting.after(follow(waiting.version, waiting.head, [(deed(2), Resumed())]))
    assert (again.status, again.waiting_for) == (CaseStatus.OPEN, None)


def test_a_history_begins_with_its_opening_and_has_no_other():
    with pytest.raises(HistoryFormatError, match="the history of case 7 does not begin with its opening"):
        Case.of("7", ())
    with pytest.raises(HistoryFormatError, match="does not begin with its opening"):
        Case.of("7", sealed("7", (), [(deed(), Told("a.b", 1))]))
    with pytest.raises(HistoryFormatError, match="event 2 opens case 7 again"):
        case_of((deed(), Opened(Intake())))


def test_terms_that_say_nothing_are_not_written():
    assert what_data(Opened(Intake())) == {"intake": {"schema": "diagnose/intake/1"}}
    assert what_data(Opened(Intake(), Terms("warranty")))["terms"] == {"option": "warranty"}
