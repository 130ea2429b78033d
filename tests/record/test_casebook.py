"""The casebook on real databases: work is done once, in order, and nothing of it is lost."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from diagnose import Ask, Do, Done, HandOver, Intake, load
from diagnose.case import CaseStatus, Ending
from diagnose.case.events import Deed, Diagnosed, Escalated, Opened, Resumed
from diagnose.casework import Refusal
from diagnose.errors import (
    CaseChangedError,
    IntakeError,
    KeyReusedError,
    MissingExtraError,
    NoSuchCaseError,
    RefusedError,
    UsageError,
)
from diagnose.precedents import features_of
from diagnose.record import About, CaseQuery
from diagnose.record.casebook import Casebook
from tests.casework.office import EMPTY, FADED, NEW, NINE, NOISY, at, office
from tests.casework.refusing import refused
from tests.consultation.workshop import KB, workshop
from tests.kb.folders import write
from tests.record.clock import Clock

DESK = {"by": "desk-1", "line": "line-1"}
EXPERT = {"by": "engineer-3", "line": "line-3"}


@pytest.fixture
def clock():
    return Clock(NINE)


@pytest.fixture
def book(record, clock):
    return Casebook(record, office(), clock)


def kinds(case):
    return [event.kind for event in case.events]


def work_through(book, case, outcome="failed"):
    """Do what is next until there is nothing left to do."""
    for _ in range(40):
        doer = {"by": "engineer-1"}
        match book.next(case.id):
            case Ask() as action:
                case = book.tell(case.id, action.attribute, {"unknown": "customer"}, **doer)
            case Do() as action:
                case = book.try_step(case.id, action.step.id, outcome, **doer)
            case HandOver() as action if case.line not in (action.to_line, "line-3"):
                case = book.escalate(case.id, **doer)
            case Done() | HandOver():
                return case
    raise AssertionError("it does not end")


def test_a_case_from_the_call_to_its_end(book, clock):
    case = book.new(FADED, by="desk-1", line="line-1", impact="one-person", urgency="urgent")
    assert (case.id, kinds(case)) == ("1", ["opened", "prioritised", "diagnosed"])
    clock.go()
    case = book.ask("1", "printer.toner_low", **DESK)
    case = book.tell("1", "printer.toner_low", True, source="customer", **DESK)
    clock.go()
    assert book.next("1").step.id == "shake-cartridge"
    case = book.try_step("1", "shake-cartridge", "failed", **DESK)
    case = book.help("1", "try a new one", by="engineer-2", line="line-2")
    case = book.try_step("1", "replace-cartridge", "fixed", **DESK)
    assert isinstance(book.next("1"), Done)
    case = book.resolve("1", "solved", **DESK)
    clock.go()
    case = book.close("1", **DESK)
    assert kinds(case) == [
        "opened",
        "prioritised",
        "diagnosed",
        "asked",
        "told",
        "diagnosed",
        "tried",
        "diagnosed",
        "helped",
        "tried",
        "resolved",
        "closed",
    ]
    assert (case.resolution.fault, case.resolution.fixed_by) == ("printing.toner-empty", "replace-cartridge")
    assert book.case("1") == case
    assert book.record.breaks("1") == ()
    assert all(each.same for each in book.replay("1"))
    assert {event.deed.digest for event in case.events} == {office().digest}


def test_whatever_is_left_undone_comes_to_an_end(book):
    case = work_through(book, book.new(FADED, **DESK))
    assert case.line == "line-3"
    assert all(each.same for each in book.replay(case.id))


def test_a_step_that_helps_ends_the_case(book):
    case = work_through(book, book.new(EMPTY, **DESK), "fixed")
    assert book.resolve(case.id, Ending.SOLVED, by="desk-1").status is CaseStatus.RESOLVED


def test_a_decision_names_who_made_it_and_what_it_rests_on(book):
    case = book.new(EMPTY, **DESK)
    event = case.events[-1]
    assert isinstance(event.what, Diagnosed)
    assert (event.deed.by, event.deed.digest) == ("diagnose", office().digest)
    assert ("printing.toner-empty", 1) in event.deed.revisions
    assert case.events[0].deed.revisions == ()
    case = book.try_step("1", "replace-cartridge", "fixed", **DESK)
    assert case.events[-1].deed.revisions == (("printing.toner-empty", 1),)
    assert book.resolve("1", "solved", **DESK).events[-1].deed.revisions == (("printing.toner-empty", 1),)


def test_nothing_is_next_in_a_case_that_is_settled(book):
    book.new(NEW, **DESK)
    assert isinstance(book.next("1"), HandOver)
    book.resolve("1", "withdrawn", **DESK)
    with refused(Refusal.WRONG_STATE, "case 1 is resolved; reopen it first"):
        book.next("1")


def test_the_list_of_cases_says_whether_an_unprecedented_one_has_alternatives(book):
    book.new(NEW, **DESK)
    book.new(NOISY, **DESK)
    book.new(EMPTY, **DESK)
    assert {row.id: row.alternatives for row in book.record.rows()} == {"1": False, "2": True, "3": None}
    assert book.tell("1", "printer.power", True, **DESK).last.outline.get("alternatives") is None
    assert book.case("2").last.outline["alternatives"] == ["printing.change-tray", "printing.gear-broken"]


# what is refused leaves no trace


@pytest.mark.parametrize(
    "refuse",
    [
        lambda book: book.tell("1", "device.smell", True, **DESK),
        lambda book: book.try_step("1", "swap-gears", "failed", **DESK),
        lambda book: book.try_step("1", "shake-cartridge", "failed", by="engineer-2", line="line-2"),
        lambda book: book.resolve("1", "solved", **DESK),
        lambda book: book.tell("1", "printer.power", True, by=" "),
        lambda book: book.tell("1", "printer.power", True, by="x" * 300),
        lambda book: book.tell("1", "printer.power", True, by="desk-1", line="line-9"),
        lambda book: book.tell("1", "printer.power", True, by="desk-1", channel="smoke"),
        lambda book: book.tell("1", "printer.power", True, by="desk-1", at=NINE - timedelta(seconds=1)),
        lambda book: book.tell("1", "printer.power", True, by="desk-1", at=NINE.replace(tzinfo=None)),
        lambda book: book.help("1", "x", by="desk-1"),
        lambda book: book.tell("2", "printer.power", True, by="desk-1"),
        lambda book: book.tell("1", "printer.power", True, by="desk-1", version=1),
        lambda book: book.new(Intake(equipment="prnter"), by="desk-1"),
        lambda book: book.new(NEW, by="desk-1", line="line-9"),
    ],
)
def test_what_is_refused_leaves_no_trace(book, refuse):
    before = book.new(NEW, **DESK)
    with pytest.raises((RefusedError, UsageError, NoSuchCaseError, CaseChangedError, IntakeError)):
        refuse(book)
    assert book.case("1") == before
    with pytest.raises(NoSuchCaseError):
        book.case("2")


def test_what_nobody_has_written_down_must_go_up(book):
    book.new(NEW, **DESK)
    with refused(Refusal.MUST_GO_UP):
        book.resolve("1", "solved", text="hit it", **DESK)
    book.escalate("1", **DESK)
    with refused(Refusal.MUST_GO_UP):
        book.resolve("1", "solved", text="hit it", by="engineer-2", line="line-2")
    book.escalate("1", by="engineer-2")
    assert book.resolve("1", "solved", text="a new fan", **EXPERT).settled


# time


def test_a_history_does_not_go_back_in_time(book, clock):
    book.new(NEW, at=at(2), **DESK)
    assert book.tell("1", "printer.power", True, **DESK).events[-1].deed.at == at(2)
    with refused(Refusal.IN_THE_PAST, "lies before the last event"):
        book.tell("1", "printer.heat", 20, at=at(1), **DESK)
    clock.now = at(3)
    assert book.tell("1", "printer.heat", 20, **DESK).events[-1].deed.at == at(3)


def test_everything_that_is_due_is_looked_at_however_much_it_is(book, clock, monkeypatch):
    monkeypatch.setattr("diagnose.record.casebook.MOST_AT_ONCE", 2)
    for _ in range(5):
        book.new(FADED, **DESK)
    clock.now = at(4)
    assert sorted(case.id for case in book.tick()) == ["1", "2", "3", "4", "5"]


def test_deadlines_are_those_of_the_clock(book, clock):
    book.new(FADED, **DESK)
    clock.go(4)
    assert book.deadlines("1").resolve.fraction == 0.5
    assert book.deadlines("1", at(2)).resolve.fraction == 0.25
    assert book.queue("line-1")[0].due_at == at(1)


def test_what_falls_due_first_stands_first_in_the_queue(book, clock):
    book.new(NEW, **DESK)
    book.new(FADED, **DESK)
    book.new(FADED, impact="everybody", urgency="urgent", **DESK)
    assert [row.id for row in book.queue("line-1")] == ["3", "2", "1"]
    book.resolve("3", "withdrawn", **DESK)
    clock.go(0.5)
    book.tell("2", "printer.power", True, **DESK)
    assert [(row.id, row.due_at) for row in book.queue("line-1")] == [("2", at(8)), ("1", None)]


def test_what_is_due_happens_by_itself_and_once(book, clock):
    book.new(FADED, **DESK)
    book.new(NEW, **DESK)
    book.wait("2", "customer", until=at(1), **DESK)
    assert book.tick() == ()
    clock.now = at(1)
    assert [(case.id, case.events[-1].what) for case in book.tick()] == [("2", Resumed())]
    clock.now = at(4)
    changed = book.tick()
    assert [case.id for case in changed] == ["1"]
    assert [event.what for event in changed[0].events if isinstance(event.what, Escalated)] == [
        Escalated("line-2", "time-runs-out", automatic=True, fraction=0.5)
    ]
    assert changed[0].line == "line-2"
    assert book.tick() == ()
    assert [row.id for row in book.queue("line-2")] == ["1"]


# keys and versions


def test_a_repeated_request_is_done_once(book):
    first = book.new(NEW, key="k1", **DESK)
    assert book.new(NEW, key="k1", **DESK) == first
    told = book.tell("1", "printer.power", True, key="k2", **DESK)
    assert book.tell("1", "printer.power", True, key="k2", **DESK) == told
    gone = book.resolve("1", "withdrawn", key="k3", **DESK)
    assert book.resolve("1", "withdrawn", key="k3", **DESK) == gone
    with pytest.raises(KeyReusedError):
        book.tell("1", "printer.power", False, key="k2", **DESK)
    with pytest.raises(KeyReusedError):
        book.new(FADED, key="k1", **DESK)


def test_a_key_that_was_refused_may_be_used_again(book):
    book.new(NEW, **DESK)
    with refused(Refusal.MUST_GO_UP):
        book.resolve("1", "solved", text="x", key="k1", **DESK)
    book.tell("1", "printer.power", True, key="k1", **DESK)


def test_a_request_with_a_key_holds_plain_data(book):
    book.new(NEW, **DESK)
    with pytest.raises(UsageError, match="a request with a key holds plain data"):
        book.tell("1", "printer.power", object(), key="k1", **DESK)


def test_who_names_a_version_is_told_when_somebody_was_faster(book):
    case = book.new(NEW, **DESK)
    book.tell("1", "printer.power", True, version=case.version, **DESK)
    with pytest.raises(CaseChangedError) as found:
        book.tell("1", "printer.heat", 20, version=case.version, **DESK)
    assert (found.value.expected, found.value.found) == (2, 3)


def test_who_names_none_is_served_after_the_others(book):
    book.new(NEW, **DESK)
    failed = []

    def help_often(number):
        try:
            for turn in range(10):
                book.help("1", f"{number}.{turn}", by=f"engineer-{number}", line="line-2")
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    threads = [threading.Thread(target=help_often, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    said = [event.what.text for event in book.case("1").events if event.kind == "helped"]
    assert sorted(said) == sorted(f"{number}.{turn}" for number in range(4) for turn in range(10))
    assert book.record.breaks("1") == ()


class Hurried(Clock):
    """A clock that lets somebody else be faster whenever it is looked at, so many times."""

    def __init__(self, now, times):
        super().__init__(now)
        self.times, self.other = times, None

    def __call__(self):
        if self.other is not None and self.times > 0:
            self.times -= 1
            self.other.help("1", f"{self.times} more", by="engineer-2", line="line-2")
        return self.now


def test_who_is_always_too_late_is_told_so_in_the_end(record, clock, monkeypatch):
    monkeypatch.setattr("diagnose.record.acting.MOST_TRIES", 3)
    hurried = Hurried(NINE, 3)
    book = Casebook(record, office(), hurried)
    book.new(NEW, **DESK)
    hurried.other = Casebook(record, office(), clock)
    assert [event.kind for event in book.tell("1", "printer.power", True, **DESK).events[2:]] == ["helped"] * 3 + [
        "told"
    ]
    hurried.times = 4
    with pytest.raises(CaseChangedError):
        book.tell("1", "printer.heat", 20, **DESK)
    hurried.times = 1
    with pytest.raises(CaseChangedError):
        book.tell("1", "printer.heat", 20, version=book.case("1").version, **DESK)


def test_what_happens_by_itself_waits_for_its_turn(book, clock, monkeypatch):
    book.new(FADED, **DESK)
    clock.now = at(4)
    with monkeypatch.context() as patched:
        patched.setattr(book.record, "append", too_late)
        assert book.tick() == ()
    assert [case.line for case in book.tick()] == ["line-2"]


def too_late(*_args, **_more):
    raise CaseChangedError("too late")


def test_an_organisation_that_declares_no_lines_has_one(tmp_path, clock):
    kb = load(write(tmp_path / "kb", {"words.yaml": "vocabulary: words\nattributes: {a.b: {type: yes/no}}\n"}))
    with Casebook.open(tmp_path / "cases.db", kb, clock) as book:
        case = book.new(Intake(facts={"a.b": True}), by="desk-1")
        assert (case.line, case.intake.at_line) == ("line-1", None)
        assert book.next("1") is not None


# precedents


def test_a_settled_case_is_a_precedent_until_it_is_reopened(book):
    book.new(NEW, line="line-3", by="engineer-3")
    assert book.similar("1") == ()
    book.resolve("1", "solved", text="a new fan", **EXPERT)
    second = book.new(NEW, **DESK)
    assert [(each.case, each.ending) for each in book.similar("2")] == [("1", "solved")]
    assert (second.last.decision, second.last.reason, second.last.looked) == ("escalation", "precedent", True)
    assert [each.case for each in second.last.precedents] == ["1"]
    assert book.alternatives("2").precedents == second.last.precedents
    assert [each.case for each in book.diagnosis("2").decision.precedents] == ["1"]
    assert book.resolve("2", "solved", text="as in case 1", **DESK).settled
    book.reopen("1", because="it smells again", by="desk-1")
    book.reopen("2", because="here too", by="desk-1")
    assert book.similar("2") == ()
    assert all(each.same for each in book.replay("2"))


def test_what_was_told_makes_the_likeness_and_not_what_was_mended(book):
    book.new(EMPTY, **DESK)
    book.try_step("1", "shake-cartridge", "fixed", **DESK)
    book.resolve("1", "solved", **DESK)
    book.new(EMPTY, **DESK)
    assert book.similar("2")[0].like == pytest.approx(1.0)


def test_without_the_packages_for_words_facts_make_the_likeness(book, monkeypatch):
    def without_words(memory, kb, texts=()):
        if texts:
            raise MissingExtraError("pip install 'diagnose[ru]'", "pymorphy3", "ru")
        return features_of(memory, kb)

    monkeypatch.setattr("diagnose.record.finding.features_of", without_words)
    told = replace(NEW, story="it smells")
    for _ in range(2):
        book.new(told, **EXPERT)
    book.resolve("1", "solved", text="a new fan", **EXPERT)
    assert [each.case for each in book.similar("2")] == ["1"]


def test_an_alternative_is_found(book):
    book.new(NOISY, **DESK)
    assert book.alternatives("1").siblings


def test_a_dossier_says_how_the_case_stands(book, clock):
    book.new(FADED, **DESK)
    clock.go(2)
    dossier = book.dossier("1")
    assert dossier.case == book.case("1")
    assert dossier.to_data()["deadlines"]["resolve"]["fraction"] == 0.25
    assert book.dossier("1", redacted=True).is_redacted


# knowledge bases


def test_a_case_of_another_day_is_decided_again_with_the_knowledge_base_of_that_day(record, clock):
    Casebook(record, office(), clock).new(EMPTY, **DESK)
    later = Casebook(record, office(kb=KB.replace("dear: 30", "dear: 20")), clock)
    later.tell("1", "printer.power", True, **DESK)
    later.tell("1", "printer.toner_low", False, corrects=True, **DESK)
    digests = [event.deed.digest for event in later.case("1").events if event.kind == "diagnosed"]
    assert len(set(digests)) == 2
    assert all(each.same for each in later.replay("1"))


def test_a_case_that_does_not_fit_any_more_goes_on_with_its_own_knowledge_base(record, clock):
    Casebook(record, office(), clock).new(NEW, **DESK)
    other = Casebook(record, workshop(), clock)
    case = other.tell("1", "printer.power", True, **DESK)
    assert case.events[-1].deed.digest == office().digest


SMELL = """\
playbook: network.fan
title: {en: The fan is stuck, ru: Заклинил вентилятор}
applies_to: {equipment: router}
frequency: occasional
shows: {device.smell: {true: always}}
plan: [{step: clean-fan, do: Clean the fan., by: line-1, via: [phone], takes: 5 min, fixes: usually}]
"""


def test_a_new_playbook_teaches_which_cases_it_would_have_known(record, clock):
    old = Casebook(record, office(), clock)
    old.new(NEW, **DESK)
    old.new(EMPTY, **DESK)
    old.escalate("1", to_line="line-3", because="x", **DESK)
    old.resolve("1", "solved", text="cleaned the fan", **EXPERT)
    assert old.adopt() == ()
    new = Casebook(record, office(fan=SMELL), clock)
    lessons = new.adopt()
    assert [(each.case, each.playbook, each.digest) for each in lessons] == [("1", "network.fan", new.kb.digest)]
    assert new.adopt() == ()
    assert record.lessons() == lessons


def test_a_case_that_does_not_fit_teaches_nothing(record, clock):
    Casebook(record, office(), clock).new(NEW, **DESK)
    assert Casebook(record, workshop(), clock).adopt() == ()


def test_a_case_that_fits_no_knowledge_base_that_is_there_is_said(record, clock):
    old = Casebook(record, office(), clock)
    old.new(NEW, **DESK)
    deeds = [(Deed("desk-1", NINE, "line-1"), Opened(NEW))]
    record.new(deeds, About())
    with pytest.raises(IntakeError):
        Casebook(record, workshop(), clock).tell("2", "printer.power", True, **DESK)
    assert old.tell("2", "printer.power", True, **DESK).line == "line-1"


def test_a_casebook_is_opened_where_the_cases_are(where, clock):
    with Casebook.open(where, office(), clock) as book:
        book.new(NEW, **DESK)
    with Casebook.open(where, office()) as book:
        assert book.case("1").opened_at == NINE
        assert book.new(NEW, **DESK).opened_at > NINE


def test_nothing_but_a_knowledge_base_from_documents_is_kept(tmp_path):
    with Casebook.open(tmp_path / "cases.db", replace(office(), archive=None)) as book:
        with pytest.raises(UsageError, match="loaded from documents"):
            book.new(NEW, **DESK)
        assert book.queue("line-1") == ()


def test_the_knowledge_base_is_kept_by_the_first_who_writes_with_it(record, clock):
    reading = Casebook(record, office(), clock)
    assert reading.queue("line-1") == reading.tick() == ()
    assert record.knowledge_bases() == ()
    clock.go()
    began = clock()
    Casebook(record, office(), clock).new(NEW, **DESK)
    assert [(each.digest, each.kept_at) for each in record.knowledge_bases()] == [(office().digest, began)]


def test_a_knowledge_base_counts_as_there_since_it_was_adopted(record, clock):
    book = Casebook(record, office(), clock)
    assert book.adopt() == ()
    assert [each.kept_at for each in record.knowledge_bases()] == [NINE]


def test_a_list_goes_on_after_any_of_its_cases(book, record):
    ids = [book.new(NEW, **DESK).id for _ in range(3)]
    rows = record.rows()
    assert [record.place(row.id) for row in rows] == [row.place for row in rows]
    assert [row.id for row in record.rows(CaseQuery(after=record.place(rows[0].id)))] == [row.id for row in rows[1:]]
    assert sorted(row.id for row in rows) == ids
    with pytest.raises(NoSuchCaseError):
        record.place("99")
