"""Where everything in a text begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.nodes.written import Lines, WrittenScalar, read_written

TEXT = """\
# head
a: plain text   # after
b: 'it''s' # after quotes
c: {x: [1, "# no"], y: z}
d: |   # header
  # no comment
  text

e:
- x
- y: >-
    folded
f:
"""


def spans(text):
    document = read_written(text)
    return [text[node.start : node.end] for node in document.walk() if isinstance(node, WrittenScalar)]


def test_scalars_are_cut_out_as_they_are_written():
    assert spans(TEXT) == [
        "a",
        "plain text",
        "b",
        "'it''s'",
        "c",
        "x",
        "1",
        '"# no"',
        "y",
        "z",
        "d",
        "|   # header\n  # no comment\n  text",
        "e",
        "x",
        "y",
        ">-\n    folded",
        "f",
        "",
    ]


def test_comments_are_what_no_scalar_holds():
    document = read_written(TEXT)
    assert [(each.text, each.alone) for each in document.comments] == [
        ("# head", True),
        ("# after", False),
        ("# after quotes", False),
        ("# header", False),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "a: [", "a: &x b\nc: *x\n", "a: !!str b\n", "a: 1\n---\nb: 2\n", "[" * 40 + "]" * 40, "a: \x00"],
    ids=["empty", "broken", "anchor", "tag", "two documents", "deep", "control"],
)
def test_what_is_not_plainly_written_is_nothing(text):
    assert read_written(text) is None


@given(st.text(alphabet="ab\n\r\x85\u2028é𝄞", max_size=40))
def test_place_and_offset_are_each_others_inverse(text):
    lines = Lines(text)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        if column - 1 <= len(lines.line(line)):
            assert lines.offset(line, column) == offset


VALUES = st.recursive(
    st.sampled_from(["x", "'y # z'", '"q"', "long text", "1.5"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n}: {item}" for n, item in enumerate(items)) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(VALUES, st.sampled_from(["", "  # one", " # 'two'"])), min_size=1, max_size=5))
def test_every_value_ends_where_it_was_written_to_end(rows):
    text = "".join(f"key{number}: {value}{comment}\n" for number, (value, comment) in enumerate(rows))
    document = read_written(text)
    values = [text[value.start : value.end] for _, value in document.root.entries]
    assert values == [value for value, _ in rows]
    assert [each.text for each in document.comments] == [comment.strip() for _, comment in rows if comment]
