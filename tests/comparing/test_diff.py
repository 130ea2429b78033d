"""What a change of the playbooks means: real folders, a real repository of git, the real command."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.comparing import PastCase, as_data, as_markdown, as_text, compare
from diagnose.case import Intake
from diagnose.cli.app import run
from diagnose.kb.observe import observe
from diagnose.rules.engine import infer
from tests.kb.folders import BLANK, CONCLUSION, FILES, KB, TONER, WORDS, with_files

USUAL = BLANK.replace("playbook: printing.blank\n", "playbook: printing.blank\nfrequency: very-common\n").replace(
    "via: [phone]}", "via: [phone], takes: 1 min, fixes: usually}"
)


@pytest.fixture
def before(tmp_path):
    return with_files(tmp_path / "before")


def changed(tmp_path: Path, **files: str):
    return with_files(tmp_path / "after", **files)


def comparison(before: Path, after: Path, *intakes: Intake):
    cases = [PastCase(f"case {number}", intake) for number, intake in enumerate(intakes, 1)]
    return compare(load(before), load(after), cases)


def only(found):
    assert len(found.rules) == 1, found.rules
    return found.rules[0]


def matches(folder: Path, rule: str, witness: str) -> bool:
    kb = load(folder)
    return rule in infer(kb.rules, observe(Intake.parse(witness), kb)).matched


def test_the_same_base_differs_in_nothing(before, tmp_path):
    found = comparison(before, changed(tmp_path))
    assert not found
    assert "Nothing that changes an answer" in as_text(found)


def test_comments_and_the_order_of_keys_mean_nothing(before, tmp_path):
    blank = "playbook: printing.blank\n# a remark\nplan: [{do: Look inside., step: look-inside, via: [phone], by: line-1}]\nwhen: {print.output: blank}\ntitle: The page is blank\n"
    assert not comparison(before, changed(tmp_path, blank=blank))


def test_a_playbook_that_comes_is_added_and_one_that_goes_is_removed(before, tmp_path):
    after = changed(tmp_path, drum=BLANK.replace("printing.blank", "printing.drum").replace("blank}", "faded}"))
    (after / "router.yaml").unlink()
    assert [(each.id, each.heading) for each in comparison(before, after).rules] == [
        ("network.router-off", "removed"),
        ("printing.drum", "added"),
    ]


def test_a_further_value_widens_and_the_witness_is_such_a_case(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("print.output: blank}", "print.output: [blank, faded]}"))
    rule = only(comparison(before, after))
    assert (rule.heading, rule.losses) == ("widened", None)
    assert matches(after, "printing.blank", rule.gains.witness)
    assert not matches(before, "printing.blank", rule.gains.witness)


def test_a_further_condition_narrows_and_the_witness_is_such_a_case(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("blank}", "blank, printer.toner_low: true}"))
    rule = only(comparison(before, after))
    assert (rule.heading, rule.gains) == ("narrowed", None)
    assert matches(before, "printing.blank", rule.losses.witness)
    assert not matches(after, "printing.blank", rule.losses.witness)


def test_a_bound_that_moves_up_loses_what_lay_between(before, tmp_path):
    after = changed(tmp_path, toner=TONER.replace("at_least: 1500", "at_least: 2000"))
    rule = only(comparison(before, after))
    assert rule.heading == "narrowed"
    assert matches(before, "printing.toner-empty", rule.losses.witness)
    assert not matches(after, "printing.toner-empty", rule.losses.witness)


def test_another_value_widens_and_narrows(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("print.output: blank", "print.output: faded"))
    rule = only(comparison(before, after))
    assert rule.heading == "moved"
    assert matches(after, "printing.blank", rule.gains.witness)
    assert matches(before, "printing.blank", rule.losses.witness)


def test_conditions_written_otherwise_that_mean_the_same_differ_in_nothing(before, tmp_path):
    after = changed(
        tmp_path,
        blank=BLANK.replace(
            "{print.output: blank}",
            "{any: [{print.output: blank}, {all: [{print.output: blank}, {printer.toner_low: true}]}]}",
        ),
    )
    found = comparison(before, after)
    assert [each.heading for each in found.rules] in ([], ["changed"])
    assert all(each.gains is None and each.losses is None for each in found.rules)


def test_numbers_and_steps_are_named_with_what_they_were(before, tmp_path):
    toner = TONER.replace("frequency: common", "frequency: rare").replace("takes: 3 min", "takes: 5 min")
    toner = toner.replace("printer.toner_low: usually", "printer.toner_low: often")
    details = {
        each.part: (each.before, each.after)
        for each in only(comparison(before, changed(tmp_path, toner=toner))).details
    }
    assert details == {
        "frequency": ("60", "1"),
        "plan[shake-cartridge].takes": ("3 min", "5 min"),
        "shows.printer.toner_low: true": ("0.8", "0.5"),
    }


def test_a_step_that_comes_is_named_once(before, tmp_path):
    blank = BLANK.replace("via: [phone]}]", "via: [phone]}, {step: call, do: Call us., by: line-1, via: [phone]}]")
    details = only(comparison(before, changed(tmp_path, blank=blank))).details
    assert [(each.part, each.before, each.after) for each in details] == [
        ("plan", "look-inside", "look-inside -> call"),
        ("plan[call]", "", "call"),
    ]


def test_a_playbook_says_that_it_rests_on_a_changed_conclusion(before, tmp_path):
    after = changed(tmp_path, used_up=CONCLUSION.replace("printer.toner_low: true", "printer.pages: {at_least: 5000}"))
    found = {each.id: each for each in comparison(before, after).rules}
    assert found["printer.used-up"].heading == "moved"
    assert found["printing.toner-empty"].through == ("printer.used-up",)


def test_what_is_declared_around_the_playbooks_is_named(before, tmp_path):
    after = changed(
        tmp_path,
        words=WORDS.replace("answered_by: [customer, line-1]", "answered_by: [customer]"),
        kb=KB.replace("visit: 55", "visit: 70"),
    )
    assert [(each.kind, each.id, each.turn, each.parts) for each in comparison(before, after).declared] == [
        ("attribute", "print.output", "changed", ("answered_by",)),
        ("setting", "visit", "changed", ()),
    ]


def test_past_cases_that_get_another_answer_are_listed_with_both(tmp_path):
    faded = Intake(
        equipment="laser-printer", symptoms={"print.output": "faded", "printer.toner_low": True}, channel="phone"
    )
    blank = Intake(equipment="printer", symptoms={"print.output": "blank"}, channel="phone")
    before = with_files(tmp_path / "usual", blank=USUAL)
    after = changed(tmp_path, blank=USUAL.replace("step: look-inside", "step: open-it"))
    found = comparison(before, after, faded, blank)
    assert found.cases == 2
    assert [(each.name, each.before.first_step, each.after.first_step) for each in found.answers] == [
        ("case 2", "look-inside", "open-it")
    ]


def test_a_past_case_that_the_new_words_cannot_read_says_so(before, tmp_path):
    case = Intake(equipment="printer", symptoms={"print.output": "blank", "printer.message": "toner"}, channel="phone")
    words = WORDS.replace("  printer.message: {type: text}\n", "")
    after = changed(tmp_path, words=words, toner=TONER.replace("    - printer.message: {contains: toner}\n", ""))
    answers = comparison(before, after, case).answers
    assert [each.after.outcome for each in answers] == ["not-readable"]


def test_markdown_escapes_what_people_wrote(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("do: Look inside.", "do: 'Look | inside `now` <b>'"))
    page = as_markdown(comparison(before, after))
    assert "`` Look \\| inside `now` <b> ``" in page
    assert page.startswith("## What this change means\n")


def test_the_page_is_russian_when_asked(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("blank}", "blank, printer.toner_low: true}"))
    page = as_text(comparison(before, after), "ru")
    assert "Сужено: подходит меньшему числу случаев" in page
    assert "больше не подходит: intake: {" in page


def test_data_are_plain_and_the_same_each_time(before, tmp_path):
    after = changed(tmp_path, blank=BLANK.replace("print.output: blank", "print.output: faded"))
    first, second = (json.dumps(as_data(comparison(before, after))) for _ in range(2))
    assert first == second
    assert json.loads(first)["rules"][0]["change"] == "moved"


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "repository"
    with_files(root / "knowledge" / "playbooks")
    git(root.parent, "init", "-q", str(root))
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")
    return root


def test_the_command_compares_with_a_revision(repository, capsys):
    folder = repository / "knowledge" / "playbooks"
    (folder / "blank.yaml").write_text(BLANK.replace("blank}", "blank, printer.toner_low: true}"), encoding="utf-8")
    assert run(["diff", "HEAD", "--kb", str(folder)]) == 0
    assert "Narrowed" in capsys.readouterr().out
    assert run(["diff", "HEAD", "--kb", str(folder), "--exit-code"]) == 1
    git(repository, "commit", "-q", "-a", "-m", "second")
    capsys.readouterr()
    assert run(["diff", "HEAD", "--kb", str(folder), "--exit-code"]) == 0
    assert run(["diff", "HEAD~1", "--kb", str(folder), "--exit-code"]) == 1


def test_the_command_takes_a_folder_and_past_cases(tmp_path, capsys):
    before = with_files(tmp_path / "usual", blank=USUAL)
    after = changed(tmp_path, blank=USUAL.replace("step: look-inside", "step: open-it"))
    cases = tmp_path / "past.jsonl"
    cases.write_text(
        '{"equipment": "printer", "symptoms": {"print.output": "blank"}, "channel": "phone"}\n', encoding="utf-8"
    )
    assert run(["diff", str(before), "--kb", str(after), "--cases", str(cases), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["answers"][0]["case"].endswith("past.jsonl:1")
    assert data["answers"][0]["after"]["first_step"] == "open-it"


@pytest.mark.parametrize(
    ("revision", "said"),
    [("no-such-branch", "git knows no revision 'no-such-branch'"), ("--output=x", "revision")],
)
def test_an_unknown_revision_is_a_clear_mistake(repository, capsys, revision, said):
    assert run(["diff", "--kb", str(repository / "knowledge" / "playbooks"), "--", revision]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_outside_any_repository_is_a_clear_mistake(before, capsys):
    assert run(["diff", "HEAD", "--kb", str(before)]) == 2
    assert "git" in capsys.readouterr().err


def test_a_revision_that_does_not_load_says_which(repository, capsys):
    folder = repository / "knowledge" / "playbooks"
    (folder / "blank.yaml").write_text("playbook: [", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    (folder / "blank.yaml").write_text(FILES["blank.yaml"], encoding="utf-8")
    assert run(["diff", "HEAD", "--kb", str(folder)]) == 3
    assert "it cannot be loaded as of HEAD" in capsys.readouterr().err


def test_past_cases_that_cannot_be_read_are_named_by_line(before, tmp_path, capsys):
    cases = tmp_path / "past.jsonl"
    cases.write_text('{"equipment": "printer"}\n{"equipmnt": "printer"}\n', encoding="utf-8")
    assert run(["diff", str(before), "--kb", str(before), "--cases", str(cases)]) == 4
    assert "past.jsonl:2:" in capsys.readouterr().err
