"""What is remembered changes nothing but the time that a check takes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.testing import write
from diagnose.authoring.checking import Checked, check_folder
from diagnose.authoring.checking.whole import whole_of
from diagnose.kb.caching import Memory, cache_folder, memory_of
from diagnose.kb.russian import RUSSIAN
from diagnose.wording import in_language
from tests.caching.editing import Editor
from tests.codes.folders import laid_out


def told(checked: Checked) -> list[object]:
    """All that is said, in both languages, with everything that programs are told besides."""
    said = [
        (each, in_language(each.message, RUSSIAN), in_language(each.advice, RUSSIAN), [*each.related], each.fix)
        for each in checked.findings
    ]
    return [said, checked.suppressed, checked.digest]


def remembering(folder: Path, caches: Path) -> Checked:
    memory = memory_of(folder, caches)
    assert memory is not None
    checked = check_folder(folder, memory=memory)
    memory.save()
    return checked


@pytest.mark.parametrize("calm", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_after_any_edits_the_findings_are_those_of_a_run_that_remembers_nothing(tmp_path, seed, calm):
    folder = tmp_path / "kb"
    folder.mkdir()
    editor = Editor(folder, seed, calm=calm)
    for number in range(25):
        deed = editor.edit()
        told_anew, told_again = told(check_folder(folder)), told(remembering(folder, tmp_path / "caches"))
        assert told_again == told_anew, f"edit {number} of seed {seed}: {deed}"
        assert told(remembering(folder, tmp_path / "caches")) == told_anew, f"unchanged after edit {number}: {deed}"


def test_good_cases_are_not_read_again_when_another_file_changes(tmp_path):
    folder, caches = tmp_path / "kb", tmp_path / "caches"
    folder.mkdir()
    write(folder, 4)
    first = remembering(folder, caches)
    playbook = min(folder.glob("*.fault-0.yaml"))
    playbook.write_text(playbook.read_text("utf-8").replace("title: ", "title: The "), "utf-8")
    memory = memory_of(folder, caches)
    whole = whole_of(folder, memory=memory)
    assert whole.examined is not None
    assert whole.examined.read.documents.cases == ()
    assert [each.code for each in whole.findings] == [each.code for each in first.findings]


def test_a_damaged_cache_is_no_cache(tmp_path):
    folder, caches, draw = laid_out("PB401", "wrong", tmp_path / "kb"), tmp_path / "caches", Random(1)
    anew = told(check_folder(folder))
    remembering(folder, caches)
    (file,) = caches.iterdir()
    whole = file.read_bytes()
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(draw.randrange(1, 4)):
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        file.write_bytes(bytes(spoilt)[: draw.choice((None, None, draw.randrange(len(spoilt))))])
        assert told(check_folder(folder, memory=memory_of(folder, caches))) == anew
    assert told(remembering(folder, caches)) == anew
    assert len(file.read_bytes()) == len(whole), "what is damaged is written again"


def test_what_another_version_kept_is_not_believed(tmp_path):
    ours, theirs = Memory(tmp_path / "kept", "1"), Memory(tmp_path / "kept", "2")
    assert ours.key("all", "x") != theirs.key("all", "x")


def test_parts_of_a_key_do_not_run_together(tmp_path):
    memory = Memory(tmp_path / "kept", "1")
    assert memory.key("all", "ab", "c") != memory.key("all", "a", "bc")


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path):
    first = Memory(tmp_path / "kept", "1")
    first.keep("a", [1])
    first.keep("b", [2])
    first.save()
    second = Memory(tmp_path / "kept", "1")
    assert second.recall("a") == [1]
    second.save()
    assert Memory(tmp_path / "kept", "1").recall("b") is None


def test_a_folder_that_cannot_be_written_is_ignored(tmp_path):
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "kept", "1")
    memory.keep("a", [1])
    memory.save()
    assert memory.recall("a") == [1]


def test_nothing_is_kept_where_python_rules_take_part(tmp_path):
    folder, caches = laid_out("PB401", "right", tmp_path / "kb"), tmp_path / "caches"
    path = folder / "kb.yaml"
    path.write_text(path.read_text("utf-8") + "rules: [no.such.module:Rule]\n", "utf-8")
    memory = memory_of(folder, caches)
    check_folder(folder, memory=memory)
    assert memory.recall(memory.key("all", folder.as_posix())) is None
    assert told(remembering(folder, caches)) == told(check_folder(folder))


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/diagnose"),
        ("linux", {"XDG_CACHE_HOME": "c", "HOME": "/h"}, "/h/.cache/diagnose"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/diagnose"),
        ("linux", {}, None),
    ],
)
def test_the_cache_lies_where_caches_of_the_user_lie(system, environment, expected):
    found = cache_folder(environment, system)
    assert (found and found.as_posix()) == expected
