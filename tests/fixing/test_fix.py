"""Fixes: small edits that do away with findings, and nothing else changes."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.authoring.checking import check_folder
from diagnose.authoring.config import Config
from diagnose.authoring.fixing import Edit, Editor, apply_edits, fix_folder, save, without_overlaps
from diagnose.errors import Fix, FixKind, KnowledgeBaseError, Location
from diagnose.kb.load import load
from diagnose.nodes.written import read_written
from tests.fixing.decorated import comments, decorated
from tests.hostile.good import GOOD, write


def applied(text, line, column, kind, new=""):
    document = read_written(text)
    fix = Fix(kind, Location("x.yaml", line, column), new)
    return apply_edits(text, Editor(document).edits(fix))


@pytest.mark.parametrize(
    ("text", "place", "kind", "new", "result"),
    [
        ("a: b # c\n", (1, 4), FixKind.REPLACE, "d", "a: d # c\n"),
        ("a: b\n", (1, 1), FixKind.REPLACE, "c", "c: b\n"),
        ("a: {'b': 'c'}\n", (1, 5), FixKind.REPLACE, "d", "a: {d: 'c'}\n"),
        ("a: no # c\n", (1, 4), FixKind.QUOTE, "", "a: 'no' # c\n"),
        ("a: it's\n", (1, 4), FixKind.QUOTE, "", "a: 'it''s'\n"),
        ("a: 'no'\n", (1, 4), FixKind.QUOTE, "", "a: 'no'\n"),
        ("a: b # c\n", (1, 4), FixKind.WRAP, "", "a: [b] # c\n"),
        ("a: b, c\n", (1, 4), FixKind.WRAP, "", "a: ['b, c']\n"),
        ("a: 'b, c'\n", (1, 4), FixKind.WRAP, "", "a: ['b, c']\n"),
        ("a: |\n  b\n", (1, 4), FixKind.WRAP, "", "a: |\n  b\n"),
        ("a: [b, c, d]\n", (1, 8), FixKind.REMOVE, "", "a: [b, d]\n"),
        ("a: [b, c, d]\n", (1, 11), FixKind.REMOVE, "", "a: [b, c]\n"),
        ("a: [b]\n", (1, 5), FixKind.REMOVE, "", "a: [b]\n"),
        ("a: [b, # about b\n  c]\n", (1, 5), FixKind.REMOVE, "", "a: [b, # about b\n  c]\n"),
        ("a: {b: 1, c: 2}\n", (1, 5), FixKind.REMOVE, "", "a: {c: 2}\n"),
        ("a:\n- b\n# about c\n- c # it\n# about d\n- d\n", (4, 3), FixKind.REMOVE, "", "a:\n- b\n# about d\n- d\n"),
        ("a:\n  - b\n  - c\n", (2, 5), FixKind.REMOVE, "", "a:\n  - c\n"),
        ("a:\n  - b\n  - c", (3, 5), FixKind.REMOVE, "", "a:\n  - b"),
        ("a:\n  # the first\n  - b\n  - c\n", (3, 5), FixKind.REMOVE, "", "a:\n  # the first\n  - c\n"),
        ("- a: 1\n  b: 2\n", (1, 3), FixKind.REMOVE, "", "- b: 2\n"),
        ("- a: 1\n  b: 2\n", (2, 3), FixKind.REMOVE, "", "- a: 1\n"),
        ("a: |\n  x - y\nb: 1\n", (1, 1), FixKind.REMOVE, "", "b: 1\n"),
        ("a:\n- # - no\n  b\n- c\n", (3, 3), FixKind.REMOVE, "", "a:\n- c\n"),
        ("a: b\n", (1, 2), FixKind.REPLACE, "c", "a: b\n"),
        ("a: b\n", (9, 9), FixKind.REMOVE, "", "a: b\n"),
    ],
)
def test_an_edit_changes_its_span_alone(text, place, kind, new, result):
    assert applied(text, *place, kind, new) == result


def test_edits_that_touch_wait_for_another_round():
    groups = [(Edit(0, 2, "x"),), (Edit(2, 4, "y"),), (Edit(5, 6, "z"), Edit(8, 9, "")), (Edit(8, 8, "w"),), ()]
    assert without_overlaps(groups) == [groups[0], groups[2]]
    assert without_overlaps([(Edit(5, 7, ""),), (Edit(2, 5, ""),), (Edit(7, 7, "x"),)]) == [
        (Edit(5, 7, ""),),
        (Edit(2, 5, ""),),
    ]


TONER, WORDS = GOOD["toner.yaml"], GOOD["words.yaml"]
RENAMED = WORDS.replace("    takes: 30 s\n", "    takes: 30 s\n    formerly: [print.look]\n", 1)

FIXABLE = {
    "PB116": {"toner.yaml": TONER.replace("via: [phone]\n", "via: phone\n")},
    "PB105": {"toner.yaml": TONER.replace("{above: 3000}", "{gt: 3000}")},
    "PB111": {"toner.yaml": TONER.replace("via: [phone, on-site]", "via: [phone, on-site, phone]")},
    "PB113": {"toner.yaml": TONER.replace("because: No toner reaches the paper.", "because: no")},
    "PB208": {"words.yaml": RENAMED, "toner.yaml": TONER.replace("print.output: faded", "print.look: faded")},
    "PB003": {"toner.yaml": "\ufeff" + TONER},
    "PB016": {"toner.yaml": TONER.replace("\n", "\r\n", 3)},
}


def files(changed):
    return {**GOOD, **changed}


def on_disk(folder, texts):
    write(folder, {})
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("code", sorted(FIXABLE))
def test_what_can_be_fixed_is_fixed(tmp_path, code):
    folder = on_disk(tmp_path, files(FIXABLE[code]))
    assert {each.code for each in check_folder(folder).findings} == {code}
    fixed = fix_folder(folder)
    assert ({each.code for each in fixed.applied}, fixed.refused) == ({code}, ())
    for path, (_, after) in fixed.changes.items():
        path.write_bytes(after)
    assert check_folder(folder).findings == ()
    assert fix_folder(folder).changes == {}


def digest(folder):
    try:
        return load(folder).digest
    except KnowledgeBaseError:
        return None


@given(
    st.lists(st.sampled_from(["PB116", "PB105", "PB113", "PB003", "PB016"]), unique=True),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 10_000).map(random.Random),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fixing_keeps_comments_and_the_knowledge_base_and_is_done_after_one_go(tmp_path_factory, codes, end, choice):
    folder = tmp_path_factory.mktemp("kb")
    text = TONER.replace("via: [phone]\n", "via: phone\n") if "PB116" in codes else TONER
    text = text.replace("{above: 3000}", "{gt: 3000}") if "PB105" in codes else text
    text = text.replace("because: No toner reaches the paper.", "because: no") if "PB113" in codes else text
    text = decorated(text, choice).replace("\n", end)
    text = (
        text.replace("\r\n" if end == "\r\n" else "\n", "\n" if end == "\r\n" else "\r\n", 1)
        if "PB016" in codes
        else text
    )
    text = "\ufeff" + text if "PB003" in codes else text
    on_disk(folder, files({"toner.yaml": text}))
    before, weight = digest(folder), len(check_folder(folder).findings)
    fixed = fix_folder(folder)
    assert {each.code for each in fixed.applied} == set(codes)
    result = text.encode()
    for path, (_, result) in fixed.changes.items():
        assert path == folder / "toner.yaml"
        path.write_bytes(result)
    assert comments(result.decode()) == comments(text)
    assert digest(folder) == (before or digest(folder))
    assert digest(folder)
    assert len(check_folder(folder).findings) <= weight
    assert fix_folder(folder).changes == {}
    assert result.decode().count("\n") == text.count("\n")


def test_a_fix_that_would_change_the_knowledge_base_is_refused(tmp_path, monkeypatch):
    folder = on_disk(
        tmp_path, files({"toner.yaml": TONER.replace("because: No toner reaches the paper.", "because: no")})
    )
    from diagnose.authoring.fixing import fixing

    real = fixing.fixed_text

    def worse(content, findings):
        after, done = real(content, findings)
        return after.replace(b"above: 3000", b"above: 3001"), done

    monkeypatch.setattr(fixing, "fixed_text", worse)
    fixed = fix_folder(folder)
    assert (fixed.changes, fixed.applied, [each.code for each in fixed.refused]) == ({}, (), ["PB113"])


def test_only_selected_codes_in_named_files_are_fixed(tmp_path):
    both = TONER.replace("via: [phone]\n", "via: phone\n").replace(
        "because: No toner reaches the paper.", "because: no"
    )
    folder = on_disk(tmp_path, files({"toner.yaml": both}))
    assert {each.code for each in fix_folder(folder, Config(select=("PB113",))).applied} == {"PB113"}
    assert fix_folder(folder, paths=[folder / "words.yaml"]).changes == {}
    assert {each.code for each in fix_folder(folder, paths=[folder / "toner.yaml"]).applied} == {"PB113", "PB116"}


def test_a_suppressed_finding_is_not_fixed(tmp_path):
    text = TONER.replace(
        "because: No toner reaches the paper.", "because: no  # diagnose: ignore PB113 because it is short"
    )
    assert fix_folder(on_disk(tmp_path, files({"toner.yaml": text}))).changes == {}


def test_the_command_line_fixes_checks_and_shows(tmp_path, call):
    folder = on_disk(tmp_path / "kb", files(FIXABLE["PB116"]))
    checked = call("fmt", "--check", folder / "toner.yaml")
    assert checked.code == 0
    assert (call("fix", folder, "--check").code, call("fix", folder, "--diff").code) == (1, 0)
    assert "-    via: phone\n+    via: [phone]\n" in call("fix", folder, "--diff").out
    assert (folder / "toner.yaml").read_text("utf-8") == FIXABLE["PB116"]["toner.yaml"]
    assert call("fix", folder).err == "fixed 1 finding in 1 file\n"
    assert (folder / "toner.yaml").read_text("utf-8") == TONER
    assert call("fix", folder, "--check").code == 0
    assert call("fix", folder, "--select", "PBX").code == 2


def test_a_file_is_written_as_a_whole_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    save(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [each.name for each in tmp_path.iterdir()] == ["x.yaml"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "x.yaml").write_text("old", "utf-8")
    (tmp_path / "link.yaml").symlink_to("x.yaml")
    save(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "x.yaml").read_bytes() == b"new"


def test_nothing_is_left_behind_when_a_file_cannot_be_written(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="irectory"):
        save(tmp_path / "folder", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
