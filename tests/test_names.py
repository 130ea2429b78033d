import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.names import IdShape, closest, did_you_mean, fold, lookalike, problem_with_id


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("printing.toner-empty", IdShape.DOTTED),
        ("a.b.c_d-e1", IdShape.DOTTED),
        ("печать.тонер-закончился", IdShape.DOTTED),
        ("принтер.hp-1020", IdShape.DOTTED),
        ("hp-laserjet-1020", IdShape.WORD),
        ("msk/office-3", IdShape.PLACE),
        ("msk", IdShape.PLACE),
        ("printing", IdShape.NAME),
        ("印刷.かすれ", IdShape.DOTTED),
    ],
)
def test_good_identifiers_have_no_problem(name, shape):
    assert problem_with_id(name, shape) is None


@pytest.mark.parametrize(
    ("name", "shape", "code", "words"),
    [
        ("toner", IdShape.DOTTED, "PB112", "one part"),
        ("a.b", IdShape.WORD, "PB112", "several parts"),
        ("a/b", IdShape.WORD, "PB112", "joined by dots"),
        ("", IdShape.NAME, "PB112", "is empty"),
        ("a..b", IdShape.DOTTED, "PB112", "begin with a letter"),
        (".a", IdShape.DOTTED, "PB112", "begin with a letter"),
        ("a.1b", IdShape.DOTTED, "PB112", "begin with a letter"),
        ("a.b c", IdShape.DOTTED, "PB112", "U+0020"),
        ("a.b\u200bc", IdShape.DOTTED, "PB112", "U+200B"),
        ("a.b!", IdShape.DOTTED, "PB112", "U+0021"),
        ("a.cafe\u0301", IdShape.DOTTED, "PB112", "composed form"),
        ("a." + "b" * 300, IdShape.DOTTED, "PB112", "longer than 200"),
        ("printing.t\u043ener", IdShape.DOTTED, "PB213", "mixes Cyrillic and Latin"),
        ("printing.\uff50rint", IdShape.DOTTED, "PB213", "mixes"),
        ("\u03bfutput.a", IdShape.DOTTED, "PB213", "mixes Greek and Latin"),
    ],
)
def test_bad_identifiers_are_told_apart(name, shape, code, words):
    problem = problem_with_id(name, shape)
    assert problem is not None
    assert problem.code == code
    assert words in problem.message


def test_the_letter_of_the_other_alphabet_is_named():
    assert "'\u043e' (U+043E) is Cyrillic" in problem_with_id("printing.t\u043ener").advice


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("print.outptu", ["print.output", "scan.output"], "print.output"),
        ("Print.Output", ["print.output"], "print.output"),
        ("print.\u043eutput", ["print.output", "print.outputs"], "print.output"),
        ("titel", ["title", "until"], "title"),
        ("xyzzy", ["print.output"], None),
        ("print.output", ["print.output"], None),
        ("", [], None),
    ],
)
def test_the_closest_name_is_the_one_meant(name, known, meant):
    assert closest(name, known) == meant


def test_did_you_mean_is_silent_when_nothing_is_near():
    assert did_you_mean("faded", ["fade"]) == "did you mean 'fade'?"
    assert did_you_mean("qqq", ["fade"]) == ""


def test_names_are_compared_composed_and_without_case():
    assert fold("Cafe\u0301") == fold("caf\u00e9")


def test_a_lookalike_differs_in_letters_alone():
    assert lookalike("\u0430.b", ["a.b"]) == "a.b"
    assert lookalike("a.b", ["a.b"]) is None


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=5))
def test_any_text_can_be_asked_about(name, known):
    for shape in IdShape:
        problem_with_id(name, shape)
    meant = closest(name, known)
    assert meant is None or meant in known


@given(st.permutations(["print.output", "print.outputs", "print.outpux", "scan.output"]))
def test_the_order_of_known_names_does_not_matter(known):
    assert closest("print.outpu", known) == closest("print.outpu", sorted(known))
