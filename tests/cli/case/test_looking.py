"""Looking at cases: lists, queues, pages, documents, and what hostile texts cannot do."""

from __future__ import annotations

import json

import pytest

from diagnose.case.chain import breaks
from diagnose.case.writing import event_of
from tests.cli.case.conftest import Desk


def ids(desk: Desk, *arguments: str) -> list[str]:
    found = desk.case("list", "--format", "json", *arguments)
    assert found.code == 0, found.err
    assert found.data["schema"] == "diagnose/cases/1"
    return [each["id"] for each in found.data["cases"]]


def test_a_list_shows_what_was_asked_for(desk: Desk) -> None:
    faded, new = desk.new(), desk.new("new", at="2026-11-03T09:00")
    done = desk.new(at="2026-11-04T09:00")
    assert desk.case("resolve", done, "withdrawn", at="2026-11-04T10:00").code == 0
    assert desk.case("escalate", new, "--because", "x", at="2026-11-03T10:00").code == 0
    assert ids(desk) == [faded, new]
    assert ids(desk, "--status", "resolved") == [done]
    assert ids(desk, "--status", "all") == [done, new, faded]
    assert ids(desk, "--status", "all", "--customer", "c-17") == [done, faded]
    assert ids(desk, "--equipment", "router") == [new]
    assert ids(desk, "--line", "1") == [faded]
    assert ids(desk, "--line", "line-1", "--status", "all") == [done, faded]
    assert ids(desk, "--status", "all", "--since", "2026-11-03") == [done, new]
    assert ids(desk, "--customer", "c-18") == []


def test_a_list_goes_on_where_it_ended(desk: Desk) -> None:
    cases = [desk.new(at=f"2026-11-02T09:{minute:02}") for minute in range(5)]
    first = desk.case("list", "--limit", "2")
    assert first.out.splitlines()[-1] == f"There are more; --limit shows more at once, --after {cases[1]} goes on."
    assert ids(desk, "--limit", "2") == cases[:2]
    assert ids(desk, "--limit", "2", "--after", cases[1]) == cases[2:4]
    assert ids(desk, "--limit", "2", "--after", cases[3]) == cases[4:]
    everything = ("--status", "all", "--limit", "2")
    assert ids(desk, *everything) == cases[:2:-1]
    assert ids(desk, *everything, "--after", cases[3]) == cases[2:0:-1]


def test_an_empty_list_says_so_in_words(desk: Desk) -> None:
    desk.new()
    assert desk.case("list", "--status", "closed").out == "No case fits.\n"
    assert desk.case("list", "--status", "closed", "--lang", "ru").out == "Таких случаев нет.\n"


@pytest.mark.parametrize("name", ["--customer", "--sector", "--equipment", "--line"])
@pytest.mark.parametrize("text", ["\0", "\ud800"])
def test_what_nobody_can_be_called_fits_no_case(desk: Desk, name: str, text: str) -> None:
    desk.new()
    assert desk.case("list", name, text).out == "No case fits.\n"


def test_tables_fit_a_hundred_columns(desk: Desk) -> None:
    for _ in range(3):
        desk.new()
    for language in ("en", "ru"):
        out = desk.case("list", "--lang", language).out
        assert max(map(len, out.splitlines())) <= 100


def test_a_queue_is_in_the_order_of_the_deadlines(desk: Desk) -> None:
    slow = desk.new()
    quick = desk.new("faded", "--impact", "everybody", "--urgency", "urgent", at="2026-11-02T09:10")
    place = ("--record", str(desk.record), "--kb", str(desk.kb), "--at", "2026-11-02T12:00")
    found = desk.call("queue", *place, "--format", "json")
    assert found.data["schema"] == "diagnose/queue/1"
    assert found.data["line"] == "line-1"
    assert [each["id"] for each in found.data["cases"]] == [quick, slow]
    assert desk.call("queue", *place).out.splitlines()[2].split()[5:6] == ["!"]
    assert desk.call("queue", *place, "--line", "2").out == "Nothing is waiting for Engineers (line-2).\n"
    assert desk.call("queue", *place, "--line", "2", "--lang", "ru").out == "Инженеры (line-2): обращений нет.\n"
    wrong = desk.call("queue", *place, "--line", "lin-2")
    assert (wrong.code, "did you mean 'line-2'" in wrong.err) == (2, True)


def test_the_queue_of_the_experts_is_grouped_by_likeness(desk: Desk) -> None:
    cases = [desk.new("new") for _ in range(2)]
    for case in cases:
        assert desk.case("escalate", case, "--to", "3", "--because", "Nobody knows it.").code == 0
    place = ("--record", str(desk.record), "--kb", str(desk.kb), "--at", "2026-11-02T12:00", "--line", "3")
    found = desk.call("queue", *place, "--format", "json")
    assert [sorted(each["cases"]) for each in found.data["groups"]] == [cases]
    assert "one group is one missing playbook" in desk.call("queue", *place).out


def test_the_document_of_a_case_says_where_it_stands(desk: Desk) -> None:
    case = desk.new()
    document = desk.case("show", case, "--format", "json").data
    assert document["schema"] == "diagnose/case/1"
    assert (document["case"], document["status"], document["line"]) == (case, "open", "line-1")
    assert document["terms"]["entitlement"] == "office-printers"
    assert document["deadlines"]["resolve"]["due"].startswith("2026-11-02T17:00")
    assert document["next"]["schema"] == "diagnose/action/1"
    assert document["first"]["decision"] == "more-facts"
    assert document["intake"]["customer"] == "c-17"


def test_the_document_of_a_history_is_the_sealed_one(desk: Desk) -> None:
    case = desk.new()
    document = desk.case("history", case, "--format", "json").data
    events = [event_of(each) for each in document["events"]]
    assert document["schema"] == "diagnose/history/1"
    assert breaks(case, events, document["head"]) == ()


@pytest.mark.parametrize(
    ("name", "code", "first"),
    [("faded", 10, "Decision: more facts are needed"), ("new", 20, "Decision: unprecedented")],
)
def test_new_and_next_exit_with_the_code_of_the_decision(desk: Desk, name: str, code: int, first: str) -> None:
    found = desk.case("new", str(desk.folder / f"{name}.yaml"))
    assert found.code == code
    assert found.out.startswith(f"Case 1: open, First line (line-1)\n\n{first}")
    assert desk.case("next", "1").code == code


@pytest.mark.parametrize(
    ("language", "here", "waits"),
    [
        ("en", "it stays with Makers (makers): there is no line to pass it on to", "to wait: "),
        ("ru", "остаётся здесь, Производители (makers): передавать некому", "ждать: "),
    ],
)
def test_at_the_last_line_the_page_names_nothing_that_would_be_refused(
    desk: Desk, language: str, here: str, waits: str
) -> None:
    desk.new("new")
    for more in (("--to", "line-3"), ("--to", "makers", "--vendor", "hp")):
        assert desk.case("escalate", "1", *more, "--because", "nobody knows it").code == 0
    page = desk.case("show", "1", "--lang", language).out
    assert here in page
    assert f"{waits}diagnose case wait 1 vendor|customer" in page
    assert "case escalate" not in page
    assert desk.case("escalate", "1").code == 7
    assert desk.case("wait", "1", "vendor").code == 0
    page = desk.case("show", "1", "--lang", language).out
    assert "diagnose case resume 1" in page
    assert "case wait" not in page
    assert desk.case("resume", "1").code == 0


def test_a_few_words_open_a_case(desk: Desk) -> None:
    words = ("--equipment", "laser-printer", "--fact", "print.output=faded", "--fact", "printer.toner_low=unknown")
    found = desk.case("new", *words, "--story", "It is pale.", "--channel", "phone", "--format", "json")
    assert found.code in {0, 10}
    intake = found.data["intake"]
    assert (intake["equipment"], intake["story"]) == (["laser-printer"], "It is pale.")
    assert found.data["channel"] == "phone"


HOSTILE = "\x1b[2Jgone \u202e [bold]x[/bold] <script>"


def test_words_of_other_people_cannot_reach_the_terminal(desk: Desk) -> None:
    case = desk.new()
    calls = [
        desk.case("answer", case, "printer.message", "\u202e[red]x", "--by", "desk\u202e-1"),
        desk.case("help", case, "\u202eRTL [bold]", "--line", "2"),
        desk.case("help", case, HOSTILE, "--line", "2"),
        desk.case("wait", case, "customer", "--because", "\u202e"),
        desk.case("show", case),
        desk.case("history", case),
        desk.case("list"),
        desk.case("show", "\x1b[2J"),
        desk.case("list", "--customer", "\x1b[2J"),
    ]
    for found in calls:
        assert "\x1b" not in found.out + found.err
        assert "\u202e" not in found.out + found.err
    assert "[bold]" in calls[5].out


def test_who_does_it_is_the_line_unless_somebody_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.new()
    monkeypatch.setenv("DIAGNOSE_BY", "desk-7")
    desk.case("answer", case, "printer.lamp", "off")
    events = desk.case("history", case, "--format", "json").data["events"]
    assert [each["by"] for each in events if each["kind"] in {"opened", "told"}] == ["line-1", "desk-7"]


def test_the_record_may_come_from_the_environment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.new()
    monkeypatch.setenv("DIAGNOSE_RECORD", str(desk.record))
    found = desk.call("case", "list", "--kb", str(desk.kb), "--at", "2026-11-02T10:00", "--format", "json")
    assert [each["id"] for each in found.data["cases"]] == ["1"]


def test_without_a_moment_it_is_now(desk: Desk) -> None:
    found = desk.call(
        "case",
        "new",
        str(desk.folder / "new.yaml"),
        "--record",
        str(desk.record),
        "--kb",
        str(desk.kb),
        "--format",
        "json",
    )
    assert found.data["opened_at"] > "2026"


def test_alternatives_and_similar_cases_come_as_text_and_document(desk: Desk) -> None:
    case = desk.new("new")
    assert desk.case("similar", case).out == "No closed case is like it.\n"
    for command, schema in (("similar", "diagnose/precedents/1"), ("alternatives", "diagnose/alternatives/1")):
        document = desk.case(command, case, "--format", "json").data
        assert (document["schema"], document["case"]) == (schema, case)
    assert desk.case("alternatives", case).code == 0


def test_a_precedent_is_named_with_how_it_ended(desk: Desk) -> None:
    old = desk.new("new")
    for line in ("2", "3"):
        assert desk.case("escalate", old, "--to", line, "--because", "Nobody knows it.").code == 0
    assert desk.case("resolve", old, "solved", "--text", "Aired the room.").code == 0
    assert desk.case("close", old).code == 0
    again = desk.new("new", at="2026-11-05T09:00")
    found = desk.case("similar", again, "--format", "json").data["precedents"]
    assert [(each["case"], each["ending"]) for each in found] == [(old, "solved")]
    assert f"case {old}" in desk.case("similar", again).out


def test_json_is_json_in_every_command(desk: Desk) -> None:
    case = desk.new()
    for command in (["show", case], ["next", case], ["history", case], ["replay", case], ["list"], ["tick"], ["adopt"]):
        found = desk.case(*command, "--format", "json")
        assert json.loads(found.out)["schema"].startswith("diagnose/"), command
