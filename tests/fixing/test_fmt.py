"""Formatting: the one way to write a document, and nothing but the form changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from diagnose.authoring.formatting import Unformattable, format_bytes, format_folder, format_text
from diagnose.kb.load import load
from tests.fixing.decorated import comments, content, good_documents, strange_documents
from tests.hostile.good import GOOD, write

ROOT = Path(__file__).parents[2]

WRONG = """\
# head


playbook:   a.b   # the id

title: {en:   Hello,ru: "Привет"  ,}
# about the plan
plan:
- step:   s1  # first
  do:   {
      en: 'Do it',   # english
      # alone
      ru:   Да }
      # still about s1
  by: line-1


- step: s2
  do: >-
       folded text
         more

       end
  via: [ a,b , c ]
# before when
when:
      any:
      -   x.y: 1
      # second
      -   z.w: {at_least: 3}
      - - a
        - b
because: |2
   keeps
  two
shows: {}
applies_to:
   # inner first
   equipment: printer
   # inner last
frequency:
   "com
    mon"
sources:
  - "it's, well"
  - 'yes'
  - "tab\\there"
  -
    a: 1
say: |+
  keep

"""
RIGHT = """\
# head

playbook: a.b   # the id

title: {en: Hello, ru: Привет}
sources:
  - "it's, well"
  - 'yes'
  - "tab\\there"
  - a: 1
applies_to:
  # inner first
  equipment: printer
  # inner last
# before when
when:
  any:
    - x.y: 1
    # second
    - z.w: {at_least: 3}
    - - a
      - b
frequency: "com
  mon"
shows: {}
because: |2
   keeps
  two
# about the plan
plan:
  - step: s1  # first
    do: {
      en: Do it,   # english
      # alone
      ru: Да}
    # still about s1
    by: line-1

  - step: s2
    do: >-
      folded text
        more

      end
    via: [a, b, c]
say: |+
  keep

"""


def test_the_one_way():
    assert format_text(WRONG, "x.yaml") == RIGHT
    assert format_text(RIGHT, "x.yaml") == RIGHT


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ("a: 'plain'\n", "a: plain\n"),
        ("a: 'no'\n", "a: 'no'\n"),
        ('a: "1.10"\n', "a: '1.10'\n"),
        ('a: "x, y"\n', "a: 'x, y'\n"),
        ("a: 'it''s, it''s'\n", "a: \"it's, it's\"\n"),
        ("a: x, y\n", "a: x, y\n"),
        ('a: "\\u00a0"\n', 'a: "\\u00a0"\n'),
        ("a:\n- b\n-   c\n", "a:\n  - b\n  - c\n"),
        ("a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
        ("a: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
        ("a: 1   \n", "a: 1\n"),
        ("a: {b:   1 ,c: [ ]}\n", "a: {b: 1, c: []}\n"),
        ("a: # why\n  b\n", "a:  # why\n  b\n"),
        ("a:\n  # why\n  b\n", "a:\n  # why\n  b\n"),
        ("a:\n# why\n  b: 1\n", "a:\n  # why\n  b: 1\n"),
        ("- a\n-  - b\n", "- a\n- - b\n"),
        ("---\na: 1\n", "a: 1\n"),
        ("a :  1\n", "a: 1\n"),
        ("a: |\n      x\n       y\n\n\nb: 1\n", "a: |\n  x\n   y\n\nb: 1\n"),
        ("a: 1", "a: 1\n"),
    ],
)
def test_small_things(written, formatted):
    assert format_text(written, "x.yaml") == formatted
    assert format_text(formatted, "x.yaml") == formatted


def test_line_ends_stay_and_byte_order_marks_go():
    assert format_bytes(b"\xef\xbb\xbfa:   1\r\nb: 2\r\n", "x.yaml") == b"a: 1\r\nb: 2\r\n"
    assert format_bytes(b"a:   1\r\nb: 2\r\nc: 3\n", "x.yaml") == b"a: 1\r\nb: 2\r\nc: 3\r\n"


@pytest.mark.parametrize("text", ["a: [", "", "a: &x 1\n", "a: 1\na: 2\n", "{a}\n", "a: x\u2028y\n", "? [a]\n: b\n"])
def test_what_cannot_be_formatted_is_left_alone(text):
    with pytest.raises(Unformattable):
        format_text(text, "x.yaml")


@given(strange_documents())
@settings(max_examples=150, deadline=None)
def test_any_layout_is_brought_into_the_one_way(text):
    result = format_text(text, "x.yaml")
    assert content(result) == content(text)
    assert comments(result) == comments(text)
    assert format_text(result, "x.yaml") == result
    assert not any(line != line.rstrip() for line in result.splitlines())
    assert "\n\n\n" not in result or "|-" in text or ">-" in text


@given(good_documents())
@settings(max_examples=60, deadline=None)
def test_decorated_documents_keep_their_comments_and_say_the_same(document):
    file, text = document
    result = format_text(text, file)
    assert content(result) == content(text)
    assert comments(result) == comments(text)
    assert format_text(result, file) == result


def test_the_knowledge_base_stays_the_same(tmp_path):
    strange = {file: text.replace(": ", ":   ").replace("[", "[ ") for file, text in GOOD.items()}
    before = write(tmp_path / "before", strange)
    after = write(tmp_path / "after", {file: format_text(text, file) for file, text in strange.items()})
    assert load(after).digest == load(before).digest == load(write(tmp_path / "good", GOOD)).digest


def test_the_shipped_playbooks_can_all_be_formatted():
    assert format_folder(ROOT / "playbooks").skipped == ()


def test_the_command_line_formats_checks_and_shows(tmp_path, call):
    folder = write(tmp_path / "kb", {**GOOD, "toner.yaml": GOOD["toner.yaml"].replace("revision: 1", "revision:   1")})
    wrong = (folder / "toner.yaml").read_bytes()
    checked = call("fmt", folder, "--check")
    assert (checked.code, checked.err) == (1, f"would format 1 file, left {len(GOOD) - 1} as they are\n")
    assert checked.out == f"{folder}/toner.yaml: info[PB608] this document is not formatted; run: diagnose fmt\n"
    shown = call("fmt", folder, "--diff")
    assert (shown.code, "-revision:   1\n+revision: 1\n" in shown.out) == (0, True)
    assert (folder / "toner.yaml").read_bytes() == wrong
    assert call("fmt", folder).code == 0
    assert (folder / "toner.yaml").read_text("utf-8") == GOOD["toner.yaml"]
    assert call("fmt", folder, "--check").code == 0


def test_only_the_files_that_are_named_are_formatted(tmp_path, call):
    odd = {file: text.replace(": ", ":  ", 1) for file, text in GOOD.items()}
    folder = write(tmp_path / "kb", odd)
    assert call("fmt", folder / "toner.yaml").code == 0
    assert (folder / "toner.yaml").read_text("utf-8") == GOOD["toner.yaml"]
    assert (folder / "words.yaml").read_text("utf-8") == odd["words.yaml"]


def test_what_cannot_be_read_is_named_and_left_alone(tmp_path, call):
    folder = write(tmp_path / "kb", {**GOOD, "broken.yaml": "a: [\n"})
    answer = call("fmt", folder)
    assert (answer.code, f"{folder}/broken.yaml: left as it is" in answer.err) == (0, True)
    assert (folder / "broken.yaml").read_text("utf-8") == "a: [\n"
