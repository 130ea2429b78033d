"""``diagnose cover`` and ``diagnose mutate`` as they are called."""

from __future__ import annotations

import json
import subprocess

import pytest

from diagnose.cli.app import run
from tests.mutation.folder import TONER_CASES, written


@pytest.fixture
def kb(tmp_path):
    return written(tmp_path)


def call(capsys, *arguments):
    code = run([str(each) for each in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_cover_lists_what_is_missing_and_holds_to_thresholds(kb, capsys):
    code, out, _ = call(capsys, "cover", "--kb", kb)
    assert code == 0
    assert "cold.yaml:1:11: rule: printing.cold\n  wanted: a case that fits" in out
    assert call(capsys, "cover", "--kb", kb, "--min", "step=100,branch=50")[0] == 0
    code, _, err = call(capsys, "cover", "--kb", kb, "--min", "rule=100,near-miss=90")
    assert code == 1
    assert err.splitlines() == [
        "negative coverage of 33.3 % is below 90 %",
        "rule coverage of 33.3 % is below 100 %",
    ]


@pytest.mark.parametrize("wrong", ["rules=100", "rule=101", "rule=much", "rule"])
def test_cover_refuses_what_is_no_threshold(kb, capsys, wrong):
    assert call(capsys, "cover", "--kb", kb, "--min", wrong)[0] == 2


def test_cover_of_one_rule_and_of_a_rule_that_is_not_there(kb, capsys):
    code, out, _ = call(capsys, "cover", "--kb", kb, "--rule", "printing.cold", "--format", "json")
    assert code == 0
    assert {each["subject"] for each in json.loads(out)["items"]} == {"printing.cold"}
    code, _, err = call(capsys, "cover", "--kb", kb, "--rule", "printing.cld")
    assert code == 2
    assert "did you mean 'printing.cold'?" in err


def test_cover_without_a_case_that_passes_selects_nothing(tmp_path, capsys):
    folder = written(tmp_path)
    for path in folder.glob("*.cases.yaml"):
        path.unlink()
    assert call(capsys, "cover", "--kb", folder)[0] == 5


def test_a_test_run_says_what_is_covered(kb, capsys):
    code, out, err = call(capsys, "test", "--kb", kb, "--coverage", "--min-coverage", "rule=50")
    assert code == 1
    assert "4 cases: 4 passed" in out
    assert "wanted: a case that fits" in out
    assert "rule coverage of 33.3 % is below 50 %" in err


def test_mutate_counts_by_operator_and_area_and_holds_to_a_score(kb, capsys):
    code, out, _ = call(capsys, "mutate", "--kb", kb, "--survivors", "1")
    assert code == 0
    assert "... and " in out
    assert " mutants: " in out.splitlines()[-1]
    code, _, err = call(capsys, "mutate", "--kb", kb, "--min-score", "95")
    assert code == 1
    assert "is below 95 %" in err


def test_mutate_selects_rules_and_operators(kb, capsys):
    code, out, _ = call(
        capsys, "mutate", "--kb", kb, "--rule", "printing.cold", "--operator", "freq", "--format", "json"
    )
    data = json.loads(out)
    assert code == 0
    assert [(each["rule"], each["was"], each["now"]) for each in data["mutants"]] == [
        ("printing.cold", "frequency: rare", "frequency: exceptional"),
        ("printing.cold", "frequency: rare", "frequency: uncommon"),
    ]
    assert call(capsys, "mutate", "--kb", kb, "--operator", "frequency")[0] == 2
    assert call(capsys, "mutate", "--kb", kb, "--rule", "printing.cold", "--operator", "esc")[0] == 5
    assert call(capsys, "mutate", "--kb", kb, "--write")[0] == 2


def test_the_same_mutants_come_out_of_one_process_and_of_two(kb, capsys):
    one = call(capsys, "mutate", "--kb", kb, "--format", "json")[1]
    assert call(capsys, "mutate", "--kb", kb, "--format", "json", "-j", "2")[1] == one


def test_suggestions_are_printed_or_written(kb, capsys):
    code, out, _ = call(capsys, "mutate", "--kb", kb, "--suggest", "--rule", "printing.toner")
    assert code == 0
    assert "# kills printing.toner class" in out
    assert (kb / "toner.cases.yaml").read_text("utf-8") == TONER_CASES
    _, _, err = call(capsys, "mutate", "--kb", kb, "--suggest", "--write", "--rule", "printing.toner")
    assert "wrote toner.cases.yaml" in err
    assert call(capsys, "test", "--kb", kb)[0] == 0


def test_only_rules_that_changed_since_a_revision_are_mutated(kb, capsys):
    def git(*arguments):
        command = ["git", "-C", str(kb), "-c", "user.name=author", "-c", "user.email=author@example.org", *arguments]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    assert call(capsys, "mutate", "--kb", kb, "--changed-since", "HEAD")[0] == 5
    text = (kb / "cold.yaml").read_text("utf-8")
    (kb / "cold.yaml").write_text(text.replace("frequency: rare", "frequency: common"), "utf-8")
    code, out, _ = call(capsys, "mutate", "--kb", kb, "--changed-since", "HEAD", "--format", "json")
    assert code == 0
    assert {each["rule"] for each in json.loads(out)["mutants"]} == {"printing.cold"}


def test_thresholds_come_from_the_configuration_unless_the_command_line_names_some(kb, capsys):
    (kb / "diagnose.yaml").write_text("min_score: 100\nmin_coverage: {condition: 100}\n", "utf-8")
    assert call(capsys, "mutate", "--kb", kb, "--survivors", "0")[0] == 1
    assert call(capsys, "mutate", "--kb", kb, "--survivors", "0", "--min-score", "1")[0] == 0
    assert call(capsys, "cover", "--kb", kb)[0] == 1
    assert call(capsys, "cover", "--kb", kb, "--min", "condition=1")[0] == 0
    assert call(capsys, "test", "--kb", kb)[0] == 0
    assert call(capsys, "test", "--kb", kb, "--coverage", "json")[0] == 1
