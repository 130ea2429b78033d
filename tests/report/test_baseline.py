"""Findings that are known already."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.authoring.checking import baseline_of, check_folder, read_baseline
from diagnose.errors import ConfigurationError, UsageError
from tests.report.folders import UNUSED, WORDS, small, summary

LINE = WORDS.splitlines().index("  printer.colour:") + 1


def known(folder):
    checked = check_folder(folder)
    return baseline_of(checked.findings, checked.sources)


def test_known_findings_are_not_shown(tmp_path):
    folder = small(tmp_path, words=WORDS)
    checked = check_folder(folder, baseline=known(folder))
    assert (checked.findings, checked.known, checked.stale) == ((), 1, ())


def test_a_known_finding_may_move_to_another_line(tmp_path):
    baseline = known(small(tmp_path, words=WORDS))
    small(tmp_path, words="# A head.\n\n" + WORDS)
    assert check_folder(tmp_path, baseline=baseline).findings == ()


def test_a_second_finding_of_the_same_kind_is_new(tmp_path):
    baseline = known(small(tmp_path, words=WORDS))
    small(tmp_path, words=WORDS + UNUSED.replace("printer.colour", "printer.paper"))
    assert summary(check_folder(tmp_path, baseline=baseline).findings) == [("words.yaml", LINE + 4, "PB210")]


def test_what_is_fixed_is_stale(tmp_path):
    baseline = known(small(tmp_path, words=WORDS))
    checked = check_folder(small(tmp_path), baseline=baseline)
    assert [(each.code, each.file, each.line) for each in checked.stale] == [("PB210", "words.yaml", "printer.colour:")]


def test_an_error_is_never_known(tmp_path):
    broken = WORDS.replace("is_a: printer", "is_a: printr")
    folder = small(tmp_path, words=broken)
    checked = check_folder(folder, baseline=known(folder))
    assert [each.code for each in checked.findings] == ["PB201"]


@given(st.lists(st.sampled_from(["# note\n", "\n", "# diagnose is nice\n"]), max_size=6), st.integers(0, 3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_comments_and_empty_lines_make_nothing_new(tmp_path_factory, added, where):
    folder = small(tmp_path_factory.mktemp("kb"), words=WORDS)
    baseline = known(folder)
    lines = WORDS.splitlines(keepends=True)
    at = [0, 3, LINE - 1, len(lines)][where]
    small(folder, words="".join([*lines[:at], *added, *lines[at:]]))
    checked = check_folder(folder, baseline=baseline)
    assert (checked.findings, checked.stale) == ((), ())


def test_a_baseline_is_written_and_read_back(tmp_path):
    folder = small(tmp_path / "kb", words=WORDS)
    (tmp_path / "known.json").write_text(known(folder).to_json(), "utf-8")
    assert read_baseline(tmp_path / "known.json") == known(folder)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "PB001"),
        ("[]", "PB102"),
        ('{"schema": "diagnose/baseline/9"}', "PB102"),
        ('{"schema": "diagnose/baseline/1", "findings": [1]}', "PB102"),
        ('{"schema": "diagnose/baseline/1", "findings": [{"code": "PB210"}]}', "PB102"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path, text, code):
    (tmp_path / "known.json").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_baseline(tmp_path / "known.json")
    assert [each.code for each in raised.value.findings] == [code]


def test_a_missing_baseline_is_said_so(tmp_path):
    with pytest.raises(UsageError, match="--write-baseline"):
        read_baseline(tmp_path / "known.json")


def test_the_command_line_writes_and_uses_a_baseline(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS)
    file = tmp_path / "known.json"
    assert call("check", folder, "--fail-level", "warning").code == 1
    written = call("check", folder, "--baseline", file, "--write-baseline")
    assert (written.code, written.err) == (0, f"wrote 1 finding to {file}\n")
    assert [each["count"] for each in json.loads(file.read_text("utf-8"))["findings"]] == [1]
    assert call("check", folder, "--baseline", file, "--fail-level", "warning").code == 0
    small(folder)
    assert "fixed, so take it out of the baseline: words.yaml: PB210" in call("check", folder, "--baseline", file).err


def test_a_baseline_is_about_the_whole(tmp_path, call):
    folder = small(tmp_path / "kb", words=WORDS)
    refused = call("check", folder / "words.yaml", "--kb", folder, "--baseline", tmp_path / "b", "--write-baseline")
    assert (refused.code, "leave PATH out" in refused.err) == (2, True)
    assert call("check", folder, "--write-baseline").code == 2
