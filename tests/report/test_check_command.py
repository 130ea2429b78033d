"""``diagnose check``: what is asked about, what is shown, and the exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.authoring.checking import check_folder, check_text
from tests.report.folders import GOOD, REMARKED, TONER, WORDS, small, summary

BROKEN = TONER.replace("sector: printing", "sector: printers")
ROOT = Path(__file__).parents[2]


def lines(answer):
    return [line for line in answer.out.splitlines() if ": " in line and "[" in line]


def test_only_findings_about_the_paths_are_shown_though_all_is_read(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS, toner=BROKEN)
    both = call("check", folder, "--format", "compact")
    assert [line.rsplit("/", 1)[1].split(":")[0] for line in lines(both)] == ["toner.yaml", "words.yaml"]
    one = call("check", folder / "words.yaml", "--format", "compact")
    assert (one.code, len(lines(one)), "words.yaml" in one.out) == (0, 1, True)
    assert call("check", folder / "toner.yaml", folder / "words.yaml").code == 1


def test_a_path_leads_to_its_knowledge_base(tmp_path, call, monkeypatch):
    folder = small(tmp_path / "kb", words=WORDS)
    (folder / "area").mkdir()
    (folder / "area" / "blank.yaml").write_text(TONER.replace("toner-empty", "blank"), "utf-8")
    answer = call("check", folder / "area", "--format", "compact")
    assert {line.split(":")[0].rsplit("/", 1)[1] for line in lines(answer)} <= {"blank.yaml"}
    monkeypatch.chdir(tmp_path)
    assert call("check", "kb/words.yaml").out.splitlines()[0].startswith("kb/words.yaml:")


WRONG = [
    (["nowhere"], 2, "there is no file or folder"),
    (["--kb", "nowhere"], 2, "there is no folder"),
    (["--kb", "kb/kb.yaml"], 2, "is no folder"),
    (["other", "--kb", "kb"], 2, "does not lie in the knowledge base"),
    (["kb", "--kb", "other"], 2, "does not lie in the knowledge base"),
    (["empty"], 5, "there is no document in 'empty'"),
    (["kb", "--select", "PB9"], 2, "unknown code 'PB9'"),
    (["kb", "--ignore", "PB301"], 2, "PB301 is an error, which cannot be ignored"),
    (["kb", "--severity", "PB301=info"], 2, "stays one"),
    (["kb", "--severity", "PB210"], 2, "is no CODE=LEVEL"),
    (["kb", "--severity", "PB210=bad"], 2, "unknown level 'bad'"),
    (["kb", "--output", "sarif"], 2, "is no FORMAT=FILE"),
    (["kb", "--output", "doc=x"], 2, "is no FORMAT=FILE"),
    (["kb", "--output", "sarif=nowhere/x.sarif"], 2, "cannot write"),
    (["kb", "--max-per-code", "0"], 2, "max-per-code"),
    (["kb", "--fail-level", "fatal"], 2, "fail-level"),
    (["kb", "--config", "nowhere.yaml"], 2, "PB017"),
    (["kb", "--baseline", "nowhere.json"], 2, "there is no baseline"),
    (["kb", "--stdin-filename", "other/x.yaml"], 2, "does not lie in"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_wrong_call_is_told_what_is_wrong(tmp_path, call, monkeypatch, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    small(tmp_path / "kb")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.yaml").write_text("vocabulary: x\n", "utf-8")
    (tmp_path / "empty").mkdir()
    answer = call("check", *arguments)
    assert answer.code == code, answer
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_codes_are_selected_ignored_and_weighed(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS, toner=BROKEN)
    assert len(lines(call("check", folder, "--select", "PB2", "--format", "compact"))) == 2
    assert len(lines(call("check", folder, "--ignore", "PB210", "--format", "compact"))) == 1
    assert len(lines(call("check", folder, "--ignore", "PB2", "--format", "compact"))) == 1
    answer = call("check", folder, "--select", "PB210", "--severity", "PB210=error", "--format", "compact")
    assert (answer.code, lines(answer)[0].split(": ")[1][:12]) == (1, "error[PB210]")
    assert answer.err == "not shown for their codes: 1 error; with errors nothing loads\n"


def test_an_ignored_beginning_of_codes_never_hides_errors(tmp_path, call):
    folder = small(tmp_path / "kb", toner=BROKEN)
    assert call("check", folder, "--ignore", "PB2").code == 1


def test_quiet_never_hides_the_reason_for_the_exit_code(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS, toner=BROKEN)
    quiet = call("check", folder, "--quiet", "--format", "compact")
    assert (quiet.code, len(lines(quiet)), "PB203" in quiet.out) == (1, 1, True)
    strict = call("check", folder, "--quiet", "--fail-level", "warning", "--format", "compact")
    assert len(lines(strict)) == 2


def test_at_most_so_many_of_a_code_are_listed(tmp_path, call):
    more = WORDS + "".join(f"  a.b{n}: {{type: yes/no, question: Is it?, answered_by: [customer]}}\n" for n in range(5))
    folder = small(tmp_path / "kb", words=more)
    answer = call("check", folder, "--max-per-code", "2", "--format", "compact")
    assert (len(lines(answer)), answer.err) == (2, "4 more of PB210 are not shown\n")


def test_standard_input_stands_for_a_file(tmp_path, call, monkeypatch):
    folder = small(tmp_path / "kb", words=WORDS)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    answer = call("check", "--kb", folder, "--stdin-filename", folder / "toner.yaml", "--format", "json")
    found = json.loads(answer.out)["findings"]
    assert [(each["code"], Path(each["file"]).name) for each in found] == [("PB203", "toner.yaml")]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TONER.encode())))
    assert call("check", "--stdin-filename", folder / "toner.yaml").code == 0


def test_a_document_in_memory_is_checked_like_one_on_disk(tmp_path):
    folder = small(tmp_path / "kb")
    in_memory = check_text(BROKEN, folder / "toner.yaml", folder).findings
    assert summary(in_memory) == [("toner.yaml", BROKEN.splitlines().index(BROKEN.splitlines()[-1]) + 1, "PB203")]
    assert check_folder(folder).findings == ()
    small(folder, toner=BROKEN)
    assert check_folder(folder).findings == in_memory


def test_a_new_document_need_not_be_on_disk(tmp_path):
    folder = small(tmp_path / "kb")
    text = TONER.replace("printing.toner-empty", "printing.fresh").replace("print.output: faded", "print.outptu: faded")
    assert "PB204" in {each.code for each in check_text(text, folder / "fresh.yaml", folder).findings}


def test_the_configuration_beside_the_knowledge_base_is_followed_and_the_command_line_beats_it(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS)
    (tmp_path / "diagnose.yaml").write_text("fail_level: warning\nlang: ru\n", "utf-8")
    answer = call("check", folder)
    assert (answer.code, "предупреждение[PB210]" in answer.out) == (1, True)
    assert call("check", folder, "--fail-level", "error").code == 0
    assert "warning[PB210]" in call("check", folder, "--lang", "en").out
    (folder / "diagnose.yaml").write_text("ignore: PB210\n", "utf-8")
    assert call("check", folder, "--fail-level", "warning").out == "no findings\n"


def test_a_mistake_in_the_configuration_stops_the_run(tmp_path, call):
    folder = small(tmp_path / "kb")
    (tmp_path / "pyproject.toml").write_text("[tool.diagnose]\nfail_levl = 'error'\n", "utf-8")
    answer = call("check", folder)
    assert answer.code == 2
    assert "pyproject.toml:2:1: PB104 unknown key 'fail_levl'; did you mean 'fail_level'?" in answer.err


def test_reviews_are_judged_where_it_is_said_how_old_they_may_be(tmp_path, call):
    folder = small(tmp_path / "kb", toner=TONER.replace("2026-10-01", "2001-10-01"))
    assert "PB602" not in call("check", folder).out
    (tmp_path / "diagnose.yaml").write_text("review_days: 365\n", "utf-8")
    assert "PB602" in call("check", folder).out


def test_several_forms_at_once_and_the_same_bytes_each_time(tmp_path, call):
    folder = small(tmp_path / "kb", words=REMARKED, toner=BROKEN)
    forms = ["text", "compact", "json", "sarif", "junit", "github", "tap"]
    written = []
    for run in ("a", "b"):
        files = {form: tmp_path / f"{run}.{form}" for form in forms}
        call("check", folder, *(word for form, file in files.items() for word in ("--output", f"{form}={file}")))
        written.append({form: file.read_bytes() for form, file in files.items()})
    assert written[0] == written[1]
    assert all(b"PB203" in content for content in written[0].values())


def test_annotations_come_in_addition_on_a_runner(tmp_path, call, monkeypatch):
    folder = small(tmp_path / "kb", toner=BROKEN)
    assert "::error" not in call("check", folder).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    both = call("check", folder).out
    assert "error[PB203]" in both
    assert f"::error file={folder}/toner.yaml," in both
    assert "::error" not in call("check", folder, "--format", "compact").out


def test_the_bytes_depend_on_no_hash_seed(tmp_path):
    folder = small(tmp_path / "kb", words=WORDS, toner=BROKEN + "frequncy: x\nshws: y\n")
    outputs = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "diagnose", "check", str(folder), "--format", "sarif"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 1, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_what_the_shipped_files_are_like(call, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert call("check", "playbooks", "--select", "PB0,PB1,PB605,PB606,PB607", "--fail-level", "info").code == 0


def test_findings_of_cases_are_among_them(tmp_path, call):
    cases = GOOD["toner.cases.yaml"] + "  - name: again\n    like: faded and lw\n    expect: {outcome: plan}\n"
    folder = small(tmp_path / "kb")
    (folder / "toner.cases.yaml").write_text(cases, "utf-8")
    assert "CV709" in call("check", folder).out
    (folder / "toner.cases.yaml").unlink()
    assert {code for code in ("CV704", "CV705") if code in call("check", folder).out} == {"CV704", "CV705"}
