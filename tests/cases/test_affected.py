"""Which cases a change can reach, told from the files that changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.running.affected import touched_by
from diagnose.authoring.running.changes import changes_since
from diagnose.authoring.suite import read_suite
from diagnose.cli.app import run
from diagnose.errors import UsageError
from tests.cases.base import CASES, FILES, write

ALL = {"stuck", "in the attic", "dim", "dark", "worn", "not old enough"}
LAMPS = {"dim", "dark", "worn", "not old enough"}


def reached(folder: Path, *changed: str, earlier: dict[str, str] = FILES) -> set[str]:
    touched = touched_by(changed, load(folder), folder, earlier.get)
    return {case.name for case in read_suite(folder).cases if touched.reaches(case)}


def test_nothing_is_reached_when_nothing_changed(folder: Path) -> None:
    assert reached(folder) == set()
    assert reached(folder, "notes.md", "lamps/picture.png", "rules.py") == set()


def test_a_file_of_cases_reaches_its_own(folder: Path) -> None:
    assert reached(folder, "lamps/dim.cases.yaml") == {"dim", "dark"}


def test_a_playbook_reaches_all_cases_about_such_equipment(folder: Path) -> None:
    assert reached(folder, "lamps/dim.yaml") == LAMPS
    assert reached(folder, "fans/stuck.yaml") == {"stuck", "in the attic"}


def test_a_playbook_reaches_the_cases_of_the_equipment_it_was_about_before(folder: Path) -> None:
    before = FILES["lamps/dim.yaml"].replace("equipment: lamp", "equipment: fan")
    assert reached(folder, "lamps/dim.yaml", earlier={"lamps/dim.yaml": before}) == ALL


def test_a_playbook_of_any_equipment_reaches_all(folder: Path) -> None:
    before = FILES["lamps/dim.yaml"].replace("applies_to: {equipment: lamp}\n", "")
    assert reached(folder, "lamps/dim.yaml", earlier={"lamps/dim.yaml": before}) == ALL


def test_a_new_playbook_reaches_what_it_is_about(folder: Path) -> None:
    assert reached(folder, "lamps/dim.yaml", earlier={}) == LAMPS


@pytest.mark.parametrize("name", ["kb.yaml", "support.yaml", "vocabulary.yaml", "stale.yaml", "gone.yaml"])
def test_whatever_the_rest_rests_on_reaches_all(folder: Path, name: str) -> None:
    assert reached(folder, name) == ALL


def test_a_playbook_that_got_another_id_reaches_all(folder: Path) -> None:
    before = FILES["lamps/dim.yaml"].replace("playbook: lamp.dim", "playbook: lamp.darkish")
    assert reached(folder, "lamps/dim.yaml", earlier={"lamps/dim.yaml": before}) == ALL


def test_cases_that_keep_their_explanation_are_reached_by_it_and_by_every_playbook(folder: Path) -> None:
    path = folder / "fans/stuck.cases.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  - name: stuck\n", "  - name: stuck\n    golden: stuck.txt\n"), "utf-8"
    )
    assert reached(folder, "fans/stuck.txt") == {"stuck"}
    assert reached(folder, "lamps/dim.yaml") == LAMPS | {"stuck"}


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The knowledge base in a folder of a repository, with one commit."""
    folder = write(tmp_path / "repo" / "kb", FILES | CASES)
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-q", "-m", "first")
    return folder


def test_changes_are_those_of_the_folder_committed_or_not(kept: Path) -> None:
    write(kept, {"lamps/dim.yaml": FILES["lamps/dim.yaml"] + "# a remark\n", "new one.yaml": "x: y\n"})
    (kept / "stale.yaml").unlink()
    (kept.parent / "outside.txt").write_text("x", "utf-8")
    changes = changes_since(kept, "HEAD")
    assert changes.files == ("lamps/dim.yaml", "new one.yaml", "stale.yaml")
    assert changes.earlier("lamps/dim.yaml") == FILES["lamps/dim.yaml"]
    assert changes.earlier("new one.yaml") is None


@pytest.mark.parametrize("revision", ["nothing-like-it", "--output=x", "HEAD~7", ""])
def test_an_unknown_revision_is_wrong_usage(kept: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="git knows no revision"):
        changes_since(kept, revision)


def test_a_folder_outside_of_any_repository_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies in no repository of git"):
        changes_since(tmp_path, "HEAD")


def test_only_what_a_change_reaches_is_run(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["test", "--kb", str(kept), "--changed-since", "HEAD"]
    assert run(asked) == 5
    assert "of 6 cases none fits --changed-since HEAD" in capsys.readouterr().err
    path = kept / "lamps/dim.yaml"
    path.write_text(FILES["lamps/dim.yaml"].replace("frequency: common", "frequency: rare"), "utf-8")
    assert run(asked) == 0
    assert capsys.readouterr().out == "4 cases: 4 passed, 0 failed, 0 to do\n"
    assert run([*asked[:-1], "no-such"]) == 2
