"""Expressions that choose cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.authoring.running.matching import Both, Either, Expression, Not, Words, read_expression
from diagnose.errors import UsageError

TEXT = "lamps/worn.cases.yaml::not old enough lamp.worn hd-1"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("worn", True),
        ("WORN", True),
        ("old enough", True),
        ("old  enough", True),
        ("enough old", False),
        ("enough and hd-1", True),
        ("enough and fan", False),
        ("fan or worn", True),
        ("not fan", True),
        ("not worn", False),
        ("not not worn", True),
        ("not fan and worn", True),
        ("fan and worn or hd-1", True),
        ("fan and (worn or hd-1)", False),
        ("not (fan or worn)", False),
        ("'not old'", True),
        ('"and"', False),
        ("((worn))", True),
    ],
)
def test_words_are_joined_by_and_or_and_not(expression: str, expected: bool) -> None:
    assert read_expression(expression).matches(TEXT) is expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "-k is empty"),
        ("  ", "-k is empty"),
        ("and", "a word is missing, at character 1"),
        ("a and", "a word is missing, at character 6"),
        ("a or or b", "a word is missing, at character 5"),
        ("(a", "a bracket is not closed, at character 3"),
        ("a)", "a bracket is closed that was not opened, at character 2"),
        ("()", "a word is missing, at character 2"),
        ("'a", "a quote is not closed, at character 1"),
        ("(" * 100 + "a", "brackets more than 50 deep"),
        ("not " * 400 + "a", "brackets more than 50 deep"),
        ("a or " * 2000 + "a", "more than 500 words"),
    ],
)
def test_what_is_no_expression_is_refused_with_its_place(expression: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        read_expression(expression)


WORDS = st.sampled_from(["worn", "fan", "old enough", "hd-1", "x"]).map(Words)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda found: Both(tuple(found))),
        st.lists(inner, min_size=2, max_size=3).map(lambda found: Either(tuple(found))),
    ),
    max_leaves=8,
)


def written(tree: Expression) -> str:
    match tree:
        case Words(text):
            return text
        case Not(member):
            return f"not ({written(member)})"
        case Both(members):
            return " and ".join(f"({written(member)})" for member in members)
        case Either(members):
            return " or ".join(f"({written(member)})" for member in members)


@given(TREES, st.lists(st.sampled_from(["worn", "fan", "old enough", "hd-1"])).map(" ".join))
def test_an_expression_that_is_written_out_means_the_same(tree: Expression, text: str) -> None:
    assert read_expression(written(tree)).matches(text) is tree.matches(text)


@given(st.text("ab()'\" andortnot", max_size=40))
def test_any_text_is_an_expression_or_wrong_usage(text: str) -> None:
    try:
        read_expression(text).matches("a b")
    except UsageError as error:
        assert str(error).startswith("-k")
