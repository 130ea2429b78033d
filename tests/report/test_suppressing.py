"""Findings held back in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.authoring.checking import check_folder
from diagnose.authoring.config import Config
from diagnose.errors import KnowledgeBaseError
from diagnose.kb.load import load
from diagnose.kb.suppressing import remarks_in
from tests.report.folders import GOOD, REMARKED, WORDS, small, summary

UNUSED_LINE = WORDS.splitlines().index("  printer.colour:") + 1


def test_without_a_remark_the_finding_is_shown(tmp_path):
    assert summary(check_folder(small(tmp_path, words=WORDS)).findings) == [("words.yaml", UNUSED_LINE, "PB210")]


def test_a_remark_at_the_end_of_the_line_holds_the_finding_back(tmp_path):
    checked = check_folder(small(tmp_path, words=REMARKED))
    assert checked.findings == ()
    assert [(each.finding.code, each.remark.reason) for each in checked.suppressed] == [
        ("PB210", "it is asked by hand")
    ]


def test_a_remark_alone_on_a_line_is_about_the_next_line_that_is_no_comment(tmp_path):
    remark = "  # diagnose: ignore PB210 because it is asked by hand\n\n  # asked by hand\n"
    text = WORDS.replace("  printer.colour:", f"{remark}  printer.colour:")
    assert check_folder(small(tmp_path, words=text)).findings == ()


def test_a_remark_in_the_head_is_about_the_whole_file(tmp_path):
    text = "# Words.\n# diagnose: ignore-file PB210 because it is asked by hand\n" + WORDS
    assert check_folder(small(tmp_path, words=text)).findings == ()


def test_a_remark_names_several_codes(tmp_path):
    text = REMARKED.replace("PB210 because", "PB604, PB210 because")
    assert summary(check_folder(small(tmp_path, words=text)).findings) == [("words.yaml", UNUSED_LINE, "PB606")]


def test_a_remark_about_another_line_holds_nothing_back(tmp_path):
    text = WORDS.replace("vocabulary: words", "vocabulary: words  # diagnose: ignore PB210 because x")
    assert summary(check_folder(small(tmp_path, words=text)).findings) == [
        ("words.yaml", 1, "PB606"),
        ("words.yaml", UNUSED_LINE, "PB210"),
    ]


def test_a_remark_without_a_reason_is_an_error_and_nothing_loads(tmp_path):
    folder = small(tmp_path, words=REMARKED.replace(" because it is asked by hand", ""))
    assert summary(check_folder(folder).findings) == [("words.yaml", UNUSED_LINE, "PB607")]
    with pytest.raises(KnowledgeBaseError) as raised:
        load(folder)
    assert summary(raised.value.findings) == [("words.yaml", UNUSED_LINE, "PB607")]


def test_loading_reads_the_same_remarks(tmp_path):
    assert "PB210" in {each.code for each in load(small(tmp_path / "a", words=WORDS)).warnings}
    assert "PB210" not in {each.code for each in load(small(tmp_path / "b", words=REMARKED)).warnings}


def test_an_error_is_not_held_back(tmp_path):
    toner = (
        GOOD["toner.yaml"]
        .replace("sector: printing", "sector: printers")
        .replace("escalate:", "# diagnose: ignore PB203 because we call it so\nescalate:")
    )
    line = toner.splitlines().index("# diagnose: ignore PB203 because we call it so") + 1
    assert summary(check_folder(small(tmp_path, toner=toner)).findings) == [
        ("toner.yaml", line, "PB605"),
        ("toner.yaml", line + 1, "PB203"),
    ]


@pytest.mark.parametrize(
    ("remark", "message"),
    [
        ("ignore PB999 because x", "no finding has the code 'PB999'"),
        ("ignore because x", "this suppression names no code"),
        ("ingore PB210 because x", "'ingore' after 'diagnose:' means nothing"),
        ("ignore-file PB604 because x", "'ignore-file' holds only in the head of the file"),
    ],
)
def test_a_remark_that_cannot_be_followed_is_a_finding(tmp_path, remark, message):
    text = GOOD["words.yaml"].replace("  print.output:", f"  print.output:  # diagnose: {remark}")
    (found,) = check_folder(small(tmp_path, words=text)).findings
    assert (found.code, found.message) == ("PB605", message)


def test_with_errors_nobody_can_say_that_a_remark_is_idle(tmp_path):
    words = GOOD["words.yaml"].replace("vocabulary: words", "vocabulary: words  # diagnose: ignore PB604 because x")
    toner = GOOD["toner.yaml"].replace("sector: printing", "sector: printers")
    folder = small(tmp_path, words=words, toner=toner)
    assert [each.code for each in check_folder(folder).findings] == ["PB203"]


def test_a_remark_about_form_is_idle_only_where_form_is_looked_at(tmp_path):
    text = GOOD["words.yaml"].replace("vocabulary: words", "vocabulary: words  # diagnose: ignore PB608 because x")
    folder = small(tmp_path, words=text)
    assert check_folder(folder).findings == ()
    found = check_folder(folder, Config(select=("PB606", "PB608"), ignore=("PB608",))).findings
    assert summary(found) == [("words.yaml", 1, "PB606")]


NO_COMMENTS = [
    "a: '# diagnose: ignore PB210 because x'\n",
    'a: "x # diagnose: ignore PB210 because x"\n',
    "a: |\n  x\n  # diagnose: ignore PB210 because x\n",
    "a: >-\n  # diagnose: ignore PB210 because x\n\n",
    "a: x# diagnose: ignore PB210 because x\n",
    "a: 'x\n  # diagnose: ignore PB210 because x'\n",
]


@pytest.mark.parametrize("text", NO_COMMENTS)
def test_a_text_is_no_remark(text):
    assert remarks_in(text, "x.yaml") == ()


COMMENTS = [
    ("a: | # diagnose: ignore PB210 because x\n  # y\n", 1),
    ("a: [b, # diagnose: ignore PB210 because x\n  c]\n", 1),
    ("a: 'x'# diagnose: ignore PB210 because x\n", 1),
    ("a: |\n  x\n# diagnose: ignore PB210 because x\nb: y\n", 4),
    ("a:\n  # diagnose: ignore PB210 because x\n  # z\n\n  b: y\n", 5),
    ("a: x\n# diagnose: ignore PB210 because x\n", 3),
]


@pytest.mark.parametrize(("text", "line"), COMMENTS)
def test_a_comment_is_a_remark_about_its_line_or_the_next(text, line):
    (remark,) = remarks_in(text, "x.yaml")
    assert (remark.line, remark.reason, [each.code for each in remark.codes]) == (line, "x", ["PB210"])


@given(st.text(alphabet="# :'\"|>\nabx-[]{},", max_size=60))
def test_remarks_are_found_or_not_in_any_text(text):
    for remark in remarks_in(f"{text}\n# diagnose: ignore PB210 because x", "x.yaml"):
        assert remark.reason == "x"
