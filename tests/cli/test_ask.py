"""``diagnose ask``, the real program, driven through a pseudo-terminal and through a pipe."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose import Consultation, load
from diagnose.cli.app import run
from diagnose.cli.ask.keys import COMMANDS, ENTER, OUTCOMES, Key
from tests.cli import radios
from tests.cli.terminal import BACKSPACE, CTRL_C, CTRL_D, ESCAPE, ROOT, UP, Terminal
from tests.cli.terminal import ENTER as RETURN

FADED = "examples/intakes/more-facts.yaml"
"""A pale print: the display is asked for first."""
TOO_PALE = "examples/intakes/fix-plan.yaml"
"""The toner is used up: two steps, the first one is offered at once."""


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    return radios.written(tmp_path / "kb")


HUM = "equipment: tube-radio-12\nchannel: phone\nsymptoms: {radio.sound: hum, radio.smell: true}\nstory: It hums.\n"
ANSWERS = {
    "Which level?": "-70,5" + RETURN,
    "When was it bought?": RETURN + "22.11.2020" + RETURN,
    "For how long is it warm?": "5 min" + RETURN,
    "Which version?": RETURN + "1.10" + RETURN,
    "Which parts are missing?": "1" + RETURN,
}
CONSENT = "The old tube is thrown away. Go on?"


def humming(folder: Path, more: str = "") -> str:
    """An intake about a tube radio that hums; ``more`` are further entries."""
    path = folder / "hum.yaml"
    path.write_text(HUM + more, "utf-8")
    return str(path)


def answer_until(terminal: Terminal, wanted: str, answers: dict[str, str] = ANSWERS) -> str:
    """Answer each question as it comes, until ``wanted`` is shown; everything shown on the way."""
    shown = ""
    while wanted not in (turn := terminal.expect("\n> ")):
        shown += turn
        terminal.type(next((keys for question, keys in answers.items() if question in turn), ""))
    return shown + turn


# whole cases


def test_a_case_is_solved_with_single_keys() -> None:
    with Terminal("ask", FADED) as terminal:
        first = terminal.expect("\n> ")
        assert "── 1 ──" in first
        assert re.search(r"\d+ % +The toner cartridge is used up", first)
        assert "What does the printer show on its own panel?\n  Why: No step may be taken without the answer" in first
        assert "  2  the cartridge is running low\n" in first
        terminal.type("2")
        second = terminal.expect("\n> ")
        assert second.startswith("the cartridge is running low\n")
        assert re.search(r"↑ +>? ?\d+ % \(\+\d+\) +The toner cartridge is used up", second)
        assert "Do this:\nTake the toner cartridge out, rock it gently" in second
        assert "  who: Service desk (line-1); how: by phone" in second
        assert "  then check: What does the printed page look like? - it should be" in second
        terminal.type("f")
        last = terminal.press(RETURN).expect("Thank you; the case is closed.")
        assert "Solved.\nThe step redistribute-toner settled it" in terminal.seen
        assert "The cause was, most likely: The toner cartridge is used up." in terminal.seen
        assert "end\n" in last
        assert terminal.code() == 0


def test_a_russian_case_goes_back_corrects_an_answer_and_is_handed_over() -> None:
    with Terminal("ask", FADED, "--lang", "ru") as terminal:
        terminal.press("2")
        terminal.press("ш")  # back
        assert terminal.expect("\n── 1 ──") == "шаг назад\n"
        terminal.press("2")
        terminal.press("и")  # correct
        assert "1  Что показывает панель самого принтера? - заканчивается тонер" in terminal.expect("\n> ")
        terminal.type("1")
        terminal.press("1")
        terminal.expect("\n── 3 ──")
        assert re.search(r"↓ +\d+ % \(-\d+\) +Закончился тонер", terminal.expect("Спросите"))
        terminal.press("?")
        while "Случай пора передать." not in (shown := terminal.expect("\n> ")):
            terminal.type("м" if "сделать нельзя" in shown else "?")
        terminal.type(RETURN)
        assert terminal.code() in {20, 21}
    assert "Передача случая: Первая линия (line-1) - Вторая линия (line-2)\n" in shown
    assert "Словами заявителя\n  «The pages come out pale.»" in shown
    unwrapped = " ".join(shown.split())
    assert "Что показывает панель самого принтера? - готов; исправлено, 20" in unwrapped
    assert "На ней тот же дефект? - неизвестно (спрашивали: заявитель); 20" in unwrapped
    assert "Передать: Вторая линия (line-2), направление printing." in shown


def test_an_escalation_exits_21_and_tells_what_was_tried() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        for _ in range(2):
            terminal.press("x")
            terminal.expect("What is seen now? What does the printed page look like?")
            terminal.press("2")
        shown = terminal.expect("\n> ")
        terminal.type("h")
        assert terminal.code() == 21
    unwrapped = " ".join(shown.split())
    assert "[redistribute-toner]: it did not help, 20" in unwrapped
    assert "seen afterwards: What does the printed page look like? - too light" in unwrapped
    assert "Reason: every step of the plan has been tried (plan used up)." in shown


def test_without_an_intake_words_place_equipment_and_complaint_are_asked_for(kb: Path) -> None:
    with Terminal("ask", "--kb", str(kb)) as terminal:
        terminal.press("It hums, and how" + BACKSPACE * 9 + RETURN)
        terminal.expect("Where is it?")
        terminal.press("1")
        terminal.expect("What equipment is it about?")
        terminal.press("/").type("lampen" + RETURN)
        terminal.expect("Nothing is called like that.")
        terminal.press("/").type("tube radio" + RETURN)
        terminal.expect("Tube radio. Which exactly?\n  1  Tube 12\n  2  Tube 14\n")
        terminal.press(RETURN)
        terminal.expect("What does it sound like?")
        terminal.press("3")
        terminal.press("h")
        shown = terminal.expect("Hand the case over with this text?")
        terminal.press("y")
        assert terminal.code() == 21
    assert 'In the customer\'s words\n  "It hums"\n' in shown
    assert "  Equipment: Tube radio\n  Location: Attic\n" in shown
    assert "handed over before everything was tried" in shown


def test_equipment_can_be_named_on_the_command_line(kb: Path) -> None:
    with Terminal("ask", "--kb", str(kb), "--equipment", "tube-radio-14") as terminal:
        terminal.press(RETURN).press(RETURN)
        assert "What does it sound like?" in terminal.expect("\n> ")
        terminal.type("q")
        assert terminal.code() == 0


def test_equipment_that_cannot_be_named_more_closely_is_not_asked_for_again(kb: Path, tmp_path: Path) -> None:
    intake = "equipment: radio\nchannel: phone\nsymptoms: {radio.sound: hum}\n"
    with Terminal("ask", "-", "--kb", str(kb), given=intake.encode()) as terminal:
        shown = answer_until(terminal, "Hand the case over.", {**ANSWERS, "What equipment is it about?": "?"})
        assert shown.count("What equipment is it about?") == 1
        terminal.type("k").type(str(tmp_path / "case.json") + RETURN)
        terminal.press(RETURN)
        assert terminal.code() == 20
    with Terminal("ask", "--resume", str(tmp_path / "case.json"), "--kb", str(kb)) as terminal:
        terminal.expect("Hand the case over.")


# every kind of answer


def test_every_type_of_answer_can_be_given(kb: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    with Terminal("ask", humming(tmp_path), "--kb", str(kb), "--save", str(saved)) as terminal:
        answer_until(terminal, CONSENT)
        terminal.type("q")
        assert terminal.code() == 0
    events = json.loads(saved.read_text("utf-8"))["events"]
    assert {each["attribute"]: each["value"] for each in events} == {
        "radio.level": -70.5,
        "radio.bought": "2020-11-22",
        "radio.warm_for": "5 min",
        "radio.firmware": {"written": "1.10"},
        "radio.parts": ["knob"],
    }


def test_a_minus_alone_says_that_a_number_does_not_apply(kb: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    with Terminal("ask", humming(tmp_path), "--kb", str(kb), "--save", str(saved)) as terminal:
        shown = answer_until(terminal, "Which level?")
        assert "a number from -100 to 0 dBm" in shown
        terminal.type("-" + RETURN)
        terminal.expect("──")
        terminal.press("q")
        assert terminal.code() == 0
    assert json.loads(saved.read_text("utf-8"))["events"][-1]["value"] == {"applies": False}


def test_long_lists_have_pages(kb: Path, tmp_path: Path) -> None:
    intake = tmp_path / "silent.yaml"
    intake.write_text("equipment: tube-radio-12\n", "utf-8")
    with Terminal("ask", str(intake), "--kb", str(kb)) as terminal:
        first = terminal.expect("\n> ")
        assert "  9  hiss\n" in first
        assert "buzz" not in first
        assert "[0] more answers" in first
        terminal.type("0")
        assert "  1  buzz\n  2  knock\n" in terminal.expect("\n> ")
        terminal.type("0").press("0").press("2")
        assert terminal.expect("\n── 2 ──").startswith("knock")


def test_a_value_of_a_wrong_kind_is_refused_in_a_line_and_asked_for_again(kb: Path, tmp_path: Path) -> None:
    with Terminal("ask", humming(tmp_path), "--kb", str(kb)) as terminal:
        answer_until(terminal, "Which level?")
        terminal.type("7" + RETURN)
        terminal.expect("Not taken: 'radio.level' lies outside its range: 7; its range is -100 to 0 dBm")
        terminal.press(RETURN).type("loud" + RETURN)
        terminal.expect("Not taken: 'radio.level' takes a number, not loud;")
        terminal.press(RETURN).type("loud" + ESCAPE)
        terminal.press("-50" + RETURN)
        terminal.expect("──")


def test_something_that_was_not_asked_for_can_be_told() -> None:
    with Terminal("ask", FADED) as terminal:
        terminal.press("a")
        terminal.expect("What else is to be told?")
        terminal.press("/").type("last new cartridge" + RETURN)
        terminal.expect("1  How many pages has the printer made since the last new cartridge?")
        terminal.press("1")
        terminal.press("12000" + RETURN)
        terminal.expect("── 2 ──")
        terminal.press("c")
        assert "1  How many pages has the printer made since the last new cartridge?" in terminal.expect("\n> ")


# steps


def test_a_step_that_needs_consent_is_shown_after_the_yes(kb: Path, tmp_path: Path) -> None:
    with Terminal("ask", humming(tmp_path), "--kb", str(kb)) as terminal:
        asked = answer_until(terminal, CONSENT)
        assert "Change the tube." not in asked
        terminal.type("y")
        assert "Do this:\nChange the tube." in terminal.expect("[f] it helped")
        terminal.press("u")
        terminal.expect(CONSENT)
        terminal.press("n")
        assert "──" in terminal.expect("\n> ")
        terminal.type("u")
        terminal.expect(CONSENT)


def test_a_step_that_nobody_agrees_to_counts_as_not_possible(kb: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    with Terminal("ask", humming(tmp_path), "--kb", str(kb), "--save", str(saved)) as terminal:
        answer_until(terminal, CONSENT)
        terminal.type("n")
        terminal.expect("──")
        terminal.press("h").type("y")
        terminal.code()
    report = json.loads(saved.read_text("utf-8"))["events"][-1]
    assert (report["step"], report["outcome"]) == ("change-tube", "not-possible")


def test_a_step_that_helped_in_part_asks_which_complaints_are_gone(kb: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    with Terminal("ask", humming(tmp_path), "--kb", str(kb), "--save", str(saved)) as terminal:
        answer_until(terminal, CONSENT)
        terminal.type("y").press("p")
        terminal.expect("Is this gone: Does it smell burnt? - yes?")
        terminal.press("n")
        terminal.expect("Is this gone: What does it sound like? - hum?")
        terminal.press("y")
        terminal.expect("──")
        terminal.press("q")
        assert terminal.code() == 0
    report = json.loads(saved.read_text("utf-8"))["events"][-1]
    assert (report["outcome"], report["seen"]) == ("partly", {"radio.sound": "normal"})


def test_in_part_makes_no_sense_with_one_complaint() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("p")
        shown = terminal.expect("\n> ")
        if "Is this gone" not in shown:
            assert "Only one complaint is open: either it is gone (f) or it is not (x)." in shown
        else:  # the display is a complaint as well
            terminal.type("u")
        terminal.press("q")
        assert terminal.code() == 0


def test_what_is_gone_after_a_step_that_did_not_help_is_questioned() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("x").press("1")
        terminal.expect("Then a complaint is gone: report the step as f or p.")
        terminal.press("x").press(RETURN)
        terminal.expect("── 2 ──")


def test_a_complaint_that_is_still_there_has_a_value() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("x")
        assert "don't know" not in terminal.expect("\n> ")
        terminal.type("?")
        terminal.expect('"?" means nothing here.')


def test_equipment_that_is_known_roughly_is_picked_below_what_is_known(kb: Path) -> None:
    intake = "equipment: radio\nchannel: phone\nsymptoms: {radio.sound: hum}\n"
    with Terminal("ask", "-", "--kb", str(kb), given=intake.encode()) as terminal:
        assert "  1  Pocket radio\n  2  Tube radio\n" in answer_until(terminal, "What equipment is it about?")
        terminal.type("/radio" + RETURN)
        assert "  1  Pocket radio\n  2  Tube 12\n  3  Tube 14\n  4  Tube radio\n" in terminal.expect("\n> ")


def test_an_advice_is_said_and_can_settle_the_case(kb: Path) -> None:
    intake = b"equipment: pocket-radio\nchannel: phone\nsymptoms: {radio.sound: whisper}\n"
    with Terminal("ask", "-", "--kb", str(kb), given=intake) as terminal:
        assert "Say this:\nTurn the switch to day." in terminal.expect("\n> ")
        terminal.type("f")
        assert "Settled: no fault." in terminal.expect("\n> ")
        terminal.type(RETURN)
        assert terminal.code() == 0


# looking around


def test_suspects_reasons_and_the_plan_can_be_looked_at_without_losing_the_turn() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("s").press("w").press("l").press("W").press("q")
        assert terminal.code() == 0
    shown = terminal.seen
    assert shown.count("── 1 ──") == 1
    assert "Figures\n  expected cost to the end without another question: " in shown
    assert "The plan as it stands\n  1. Take the toner cartridge out" in shown
    assert "handing over now costs 60 EUR" in shown


def test_a_key_that_means_nothing_names_those_that_do() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.expect("\n> ")
        for wrong in ("z", "Я", "§", UP, "\t", "\x00", "9", ESCAPE):
            terminal.type(wrong)
            terminal.expect("means nothing here.\n")
            assert "[f п] it helped" in terminal.expect("\n> ")
        terminal.type("q")
        assert terminal.code() == 0


def test_there_is_no_way_back_from_the_first_turn() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("u")
        terminal.expect("Nothing has happened yet that could be taken back.")


def test_a_solved_case_can_be_taken_back() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        terminal.press("f")
        terminal.expect("Solved.")
        terminal.press("u")
        terminal.expect("── 1 ──")


def test_the_next_line_goes_on_where_the_first_one_hands_over() -> None:
    with Terminal("ask", TOO_PALE) as terminal:
        for _ in range(2):
            terminal.press("x").press(RETURN)
        terminal.press("t")
        terminal.expect("Specialists and field engineers (line-2) has the case now.")
        terminal.press("q").press("y")
        assert terminal.code() in {0, 20, 21}


# leaving, keeping, going on


def test_an_interrupted_case_is_kept_and_goes_on_where_it_was(tmp_path: Path) -> None:
    saved = tmp_path / "case.json"
    with Terminal("ask", FADED, "--save", str(saved)) as terminal:
        terminal.press("2")
        terminal.expect("Do this:")
        terminal.press(CTRL_C)
        assert terminal.code() == 130
        assert terminal.mode_now() == terminal.mode
    with Terminal("ask", "--resume", str(saved), "--save", str(saved)) as terminal:
        assert "── 2 ──" in terminal.expect("Do this:")
        terminal.press("f").press(RETURN)
        assert terminal.code() == 0
    kept = json.loads(saved.read_text("utf-8"))
    assert [each["event"] for each in kept["events"]] == ["answer", "report"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json"]


def test_the_end_of_the_answers_leaves_with_0_and_the_case_kept(tmp_path: Path) -> None:
    saved = tmp_path / "case.json"
    with Terminal("ask", FADED, "--save", str(saved)) as terminal:
        terminal.press("2").press(CTRL_D)
        terminal.expect("Left; the case is not finished.")
        assert terminal.code() == 0
        assert terminal.mode_now() == terminal.mode
    assert len(json.loads(saved.read_text("utf-8"))["events"]) == 1


def test_a_terminal_that_is_closed_leaves_the_case_kept(tmp_path: Path) -> None:
    saved = tmp_path / "case.json"
    with Terminal("ask", FADED, "--save", str(saved)) as terminal:
        terminal.press("2")
        terminal.expect("Do this:")
        terminal.expect("\n> ")
        terminal.hang_up()
        assert terminal.wait() == 0
    assert len(json.loads(saved.read_text("utf-8"))["events"]) == 1


def test_being_told_to_stop_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal("ask", FADED) as terminal:
        terminal.expect("\n> ")
        terminal.send(signal.SIGTERM)
        assert terminal.code() == 130
        assert terminal.mode_now() == terminal.mode


def test_leaving_asks_when_something_would_be_lost(tmp_path: Path) -> None:
    with Terminal("ask", FADED, cwd=ROOT) as terminal:
        terminal.press("2").press("q")
        terminal.expect("This is not saved. Quit all the same?")
        terminal.press("n").press("k").type(str(tmp_path / "later.json") + RETURN)
        terminal.expect("Saved in")
        terminal.press("q")
        assert terminal.code() == 0
    assert json.loads((tmp_path / "later.json").read_text("utf-8"))["schema"] == "diagnose/consultation/1"


def test_a_file_that_holds_something_else_is_never_written_over(kb: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not to be lost", "utf-8")
    start = ("ask", humming(tmp_path), "--kb", "kb")
    with Terminal(*start, "--save", "notes.txt", cwd=tmp_path) as terminal:
        assert terminal.code() == 2
        assert "notes.txt holds something else than a consultation; name another file" in terminal.seen
    with Terminal(*start, cwd=tmp_path) as terminal:
        terminal.press("k").type("notes.txt" + RETURN)
        terminal.expect("Not taken: notes.txt holds something else than a consultation;")
        terminal.press("k").type("no/such" + RETURN)
        terminal.expect("Not taken: there is no folder 'no'")
        terminal.press("k").type(RETURN)
        terminal.press("q")
        assert terminal.code() == 0
    assert (tmp_path / "notes.txt").read_text("utf-8") == "not to be lost"


def test_a_changed_knowledge_base_is_said_and_moved_to_after_a_yes(kb: Path, tmp_path: Path) -> None:
    saved = tmp_path / "case.json"
    with Terminal("ask", humming(tmp_path), "--kb", str(kb), "--save", str(saved)) as terminal:
        answer_until(terminal, CONSENT)
        terminal.type("q")
        assert terminal.code() == 0
    for name in ("vocabulary", "tube-dead"):
        path = kb / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("radio.parts", "radio.bits"), "utf-8")
    with Terminal("ask", "--kb", str(kb), "--resume", str(saved)) as terminal:
        terminal.expect("The knowledge base has changed since this was saved. Go on with the new one?")
        terminal.press("n")
        assert terminal.code() == 0
    with Terminal("ask", "--kb", str(kb), "--resume", str(saved)) as terminal:
        terminal.press("y")
        assert "radio.parts" in terminal.expect("── 5 ──")
        assert "Could not be taken along:" in terminal.seen
        assert "Which parts are missing?" in terminal.expect("\n> ")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("{", 4, "the consultation cannot be resumed: 1 finding"),
        ('{"schema": "diagnose/intake/1"}', 4, "the consultation cannot be resumed"),
        (None, 2, "cannot read"),
    ],
)
def test_a_file_that_cannot_be_resumed_is_named(tmp_path: Path, text: str | None, code: int, said: str) -> None:
    path = tmp_path / "case.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with Terminal("ask", "--resume", str(path)) as terminal:
        assert terminal.code() == code
        assert said in terminal.seen


@pytest.mark.parametrize(
    "arguments",
    [
        ["--resume", "case.json", FADED],
        ["--resume", "case.json", "--equipment", "laser-printer"],
        [FADED, "--equipment", "laser-printer"],
        ["no-such-intake.yaml"],
    ],
)
def test_options_that_contradict_each_other_exit_2(arguments: list[str]) -> None:
    with Terminal("ask", *arguments) as terminal:
        assert terminal.code() == 2


# other terminals, and none


def piped(*arguments: str, lines: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "diagnose", "ask", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environment,
        input=lines,
        encoding="utf-8",
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_a_pipe_gives_an_answer_a_line() -> None:
    done = piped(FADED, lines="toner-low\nF\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "> the cartridge is running low\n" in done.stdout
    assert done.stdout.endswith("Thank you; the case is closed.\n")
    assert "\x1b" not in done.stdout


def test_a_pipe_that_ends_early_leaves_with_0_and_one_at_a_hand_over_with_its_code() -> None:
    assert piped(FADED, lines="").returncode == 0
    assert piped("examples/intakes/unprecedented.yaml", lines="").returncode == 20


def test_answers_in_a_pipe_are_numbers_ids_labels_and_lines(kb: Path, tmp_path: Path) -> None:
    done = piped("--kb", str(kb), lines="\nattic\nTube 14\n11\nu\nhum\ny\n")
    assert "> knock\n" in done.stdout
    assert "> hum\n" in done.stdout
    assert done.stdout.count("── 3 ──") == 2


def test_no_line_is_wider_than_a_narrow_terminal() -> None:
    with Terminal("ask", TOO_PALE, "--lang", "ru", columns=40) as terminal:
        terminal.press("э").press("n").press("q")
        assert terminal.code() == 0
    assert max(len(line) for line in terminal.seen.splitlines()) <= 40


def test_a_terminal_without_utf_8_gets_signs_it_can_show() -> None:
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": ""}
    with Terminal("ask", FADED, **plain) as terminal:
        terminal.press("2")
        assert re.search(r"\^ +>? ?\d+ % \(\+\d+\)", terminal.expect("Do this:"))
        terminal.press("f").press(RETURN)
        assert terminal.code() == 0
    assert terminal.seen.isascii()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(environment: dict[str, str], coloured: bool) -> None:
    with Terminal("ask", FADED, **environment) as terminal:
        terminal.press("2")
        terminal.expect("Do this:")
        assert ("\x1b[32m" in terminal.raw) is coloured


def test_an_intake_from_a_pipe_leaves_the_terminal_for_the_keys() -> None:
    with Terminal("ask", "-", given=(ROOT / FADED).read_bytes()) as terminal:
        terminal.press("2").press("f").press(RETURN)
        assert terminal.code() == 0


# any keys at all


LINES = [
    "",
    *"1234567890ynfpxoucaswlht?-/.",
    "шивзлэпчнмд",
    "-5",
    "22.11.2020",
    "5 min",
    "1.10",
    "hum",
    "tube-radio",
    "x" * 50,
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(LINES), max_size=40), begun=st.booleans())
def test_whatever_is_pressed_the_dialogue_ends_with_a_documented_code(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, lines: list[str], begun: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    arguments = ["ask", "--kb", str(radios.written(folder / "kb")), "--save", str(folder / "case.json")]
    if begun:
        arguments.append(humming(folder))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert run(arguments) in {0, 20, 21}
    if (folder / "case.json").exists():
        kept = (folder / "case.json").read_text("utf-8")
        assert Consultation.from_json(kept, load(folder / "kb")).to_json() == kept


# the keys themselves


def test_no_russian_key_looks_like_a_latin_one() -> None:
    looks = set("асеорухк")
    every: tuple[Key, ...] = (*COMMANDS, *OUTCOMES)
    assert not looks.intersection(key.cyrillic for key in every)


def test_no_key_means_two_things_at_one_turn() -> None:
    characters = [each for key in (*COMMANDS, *OUTCOMES) for each in {key.latin, key.cyrillic}]
    assert len(characters) == len(set(characters))
    assert ENTER.latin == RETURN
