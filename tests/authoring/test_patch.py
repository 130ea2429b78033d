"""The patch: it changes the scalars it proposes to change and no other byte, and what it makes can be loaded."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import load
from diagnose.authoring.calibration import Plan, Wanted, as_patch, calibrate, patched_kb, patched_texts, source_of
from diagnose.authoring.calibration.patch import command_for
from tests.authoring.learning import BULB, KB, PLUG, applied, closed, kb_in, read, written

SMELL = {"lamp.light": "none", "lamp.smell": True, "lamp.sound": "hum", "lamp.since": "always"}
CASES = [
    (closed("lamp.bulb", seen=SMELL, fixed_by="turn-bulb", tried=[("change-bulb", "failed")]), 40),
    (closed("lamp.plug", seen={"lamp.light": "none", "lamp.warm": False, "lamp.smell": False}), 20),
    (closed(None, seen={"lamp.light": "none", "lamp.sound": "quiet", "lamp.warm": True}), 3),
    (closed("lamp.plug", tried=[("push-plug", "failed")]), 20),
]
EVERY = Plan(wanted=Wanted(1, every=True))


def calibrated(folder, kb, plan=EVERY):
    source = source_of(folder, kb)
    return calibrate(read(kb, *CASES), kb, source, plan).proposals, source


def texts_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def numbers(kb):
    return {
        name: (each.prior, [row.strength for row in each.shows], [step.fixes for step in each.steps])
        for name, each in kb.playbooks.items()
    }


def test_the_patch_changes_only_the_scalars(tmp_path):
    kb = kb_in(tmp_path)
    proposals, source = calibrated(tmp_path, kb)
    changed = patched_texts(proposals, source)
    assert sorted(changed) == ["faults/bulb.yaml", "plug.yaml"]
    assert changed["faults/bulb.yaml"].splitlines() == [
        *BULB.splitlines()[:7],
        "frequency: 'very-common'   # from the trade",
        "shows:",
        "  lamp.light: {none: usually, flickers: 0.1}",
        '  lamp.smell: "usually"  # burnt dust',
        "  lamp.sound: {hum: 0.88,   click: 0.02}",
        "  lamp.since: {today: 0.12, week: 0.06, always: 0.82}",
        "plan:",
        "  - step: change-bulb   # a new one",
        "    do: Put in a new bulb.",
        "    takes: 2 min",
        "    fixes: sometimes",
        *BULB.splitlines()[18:],
    ]


FLOW = ", ".join(PLUG.replace("plan:\n  - ", "plan: [").rstrip().split("\n")) + "]"
WORLDS = {
    "as it is": {},
    "windows": {"bulb": BULB.replace("\n", "\r\n")},
    "mark": {"bulb": "\ufeff" + BULB.replace("# The bulb is the first thing to look at.\n", "")},
    "no end of line": {"plug": PLUG.replace("plan:", "because: x\nplan:").rstrip("\n")},
    "other letters": {"bulb": BULB.replace("{en: The bulb", "{ru: 'Лампа \N{ELECTRIC LIGHT BULB}', en: The bulb")},
    "one line": {"plug": f"{{{FLOW}}}\n"},
}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("program", ["ours", "patch", "git"])
def test_the_patched_files_load_as_foretold(tmp_path, world, program):
    if program != "ours" and shutil.which(program) is None:
        pytest.skip(f"there is no {program}")
    folder = tmp_path / "kb"
    kb = kb_in(folder, **WORLDS[world])
    proposals, source = calibrated(folder, kb)
    patch = as_patch(proposals, source, str(folder))
    before = texts_in(folder)
    made = applied(patch, before)
    assert made != before
    if program == "ours":
        for file, content in made.items():
            (folder / file).write_bytes(content)
    else:
        command = {"patch": ["patch", "-p1", "--binary"], "git": ["git", "apply"]}[program]
        subprocess.run(command, cwd=folder, input=patch.encode(), check=True, capture_output=True)
        assert {file: made[file] for file in before} == texts_in(folder)
    assert numbers(load(folder)) == numbers(patched_kb(kb, proposals))
    assert numbers(load(folder)) != numbers(kb)


@given(st.randoms(use_true_random=False), st.integers(1, 30))
@settings(deadline=None, max_examples=15)
def test_no_byte_outside_of_the_changed_scalars_differs(tmp_path_factory, random, cases):
    folder = tmp_path_factory.mktemp("kb")
    bulb = BULB.replace("   #", " " * random.randint(1, 9) + "#").replace(
        ": 0.1", ":" + " " * random.randint(1, 4) + "0.1"
    )
    kb = kb_in(folder, bulb=bulb)
    source = source_of(folder, kb)
    lessons = read(kb, *[(case, random.randint(1, cases)) for case, _ in CASES])
    proposals = calibrate(lessons, kb, source, EVERY).proposals
    changed = patched_texts(proposals, source)
    for file, text in changed.items():
        own = sorted(
            (each.place for each in proposals if each.place and each.place.file == file), key=lambda p: p.offset
        )
        kept, start = [], 0
        for place in own:
            kept.append(re.escape(source.texts[file][start : place.offset]))
            start = place.end
        kept.append(re.escape(source.texts[file][start:]))
        assert re.fullmatch("[^\n]{1,20}?".join(kept), text)


def test_what_is_written_in_another_way_than_it_reads_is_only_said(tmp_path):
    folded = BULB.replace("frequency: 'common'   # from the trade", "frequency: >-\n  common")
    escaped = folded.replace('lamp.smell: "sometimes"', 'lamp.smell: "some\\x74imes"')
    kb = kb_in(tmp_path, bulb=escaped)
    proposals, source = calibrated(tmp_path, kb)
    said = [each.written for each in proposals if each.place is None and each.learned.number.playbook == "lamp.bulb"]
    assert said[:2] == ["very-common", "usually"]
    assert ">-\n  common" in (patched_texts(proposals, source)["faults/bulb.yaml"])


def test_a_word_that_yaml_would_take_for_something_else_is_put_in_quotes(tmp_path):
    kb_in(tmp_path)
    tables = KB + "signs: {rare: 0.02, 'no': 0.5, yes yes: 0.9}\nfrequency: {few: 1, 'on': 200}\n"
    (tmp_path / "kb.yaml").write_text(tables, "utf-8")
    plug = PLUG.replace("frequency: 20", "frequency: few").replace("often", "0.5").replace("usually", "yes yes")
    others = {"bulb": "lamp.bulb", "switch": "lamp.switch"}
    for name in others:
        (tmp_path / "faults" / f"{name}.yaml").unlink()
    (tmp_path / "plug.yaml").write_text(plug.replace("fixes: 0.5", "fixes: rare"), "utf-8")
    (tmp_path / "old.yaml").unlink()
    kb = load(tmp_path)
    source = source_of(tmp_path, kb)
    lessons = read(kb, (closed("lamp.plug", fixed_by="push-plug", seen={"lamp.light": "none", "lamp.warm": True}), 20))
    lessons += read(kb, (closed("lamp.plug", tried=[("push-plug", "failed")], seen={"lamp.warm": False}), 40))
    changed = patched_texts(calibrate(lessons, kb, source, EVERY).proposals, source)["plug.yaml"]
    assert "fixes: 'no'" in changed
    (tmp_path / "plug.yaml").write_text(changed, "utf-8")
    assert load(tmp_path).playbooks["lamp.plug"].steps[0].fixes == 0.5


def test_without_a_proposal_the_patch_is_empty(tmp_path):
    kb = kb_in(tmp_path)
    assert as_patch((), source_of(tmp_path, kb), "kb") == ""


@pytest.mark.parametrize(
    ("folder", "head", "command"),
    [
        ("playbooks", "--- a/playbooks/plug.yaml", "patch -p1 < p"),
        ("./our kb/", "--- a/our kb/plug.yaml\t", "patch -p1 < p"),
        ("/srv/kb", "--- a/plug.yaml", "patch -p1 -d /srv/kb < p"),
        ("../kb", "--- a/plug.yaml", "patch -p1 -d ../kb < p"),
        (".", "--- a/plug.yaml", "patch -p1 -d . < p"),
    ],
)
def test_files_are_named_from_where_the_patch_is_applied(tmp_path, folder, head, command):
    kb = kb_in(tmp_path)
    proposals, source = calibrated(tmp_path, kb)
    patch = as_patch([each for each in proposals if each.place and each.place.file == "plug.yaml"], source, folder)
    assert patch.split("\n")[0] == head
    assert command_for(folder, "p") == command


def test_the_folder_is_never_written(tmp_path):
    kb = kb_in(tmp_path)
    before = texts_in(tmp_path)
    proposals, source = calibrated(tmp_path, kb)
    as_patch(proposals, source, "kb")
    patched_kb(kb, proposals)
    assert texts_in(tmp_path) == before


def test_a_diff_of_ours_is_a_diff_of_the_standard_library(tmp_path):
    kb = kb_in(written(tmp_path))
    proposals, source = calibrated(tmp_path, kb)
    changed = patched_texts(proposals, source)
    whole = [
        line
        for file in sorted(changed)
        for line in difflib.unified_diff(
            source.texts[file].splitlines(keepends=True),
            changed[file].splitlines(keepends=True),
            f"a/kb/{file}",
            f"b/kb/{file}",
        )
    ]
    assert as_patch(proposals, source, "kb") == "".join(whole)
