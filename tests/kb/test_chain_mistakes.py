"""Mistakes in chains: each is found at its place, once, and says what was meant."""

from __future__ import annotations

import pytest

from diagnose.errors import Severity
from diagnose.kb.lint import check
from tests.kb.chain_files import BLANK, DARK, FILES, ROUTER, WORDS, compiled
from tests.kb.folders import aside, expected, write

MISTAKES = [
    (ROUTER, "part: internet-path.router", "part: internet-path.rooter   # expect: PB217"),
    (ROUTER, "part: internet-path.router", "part: router   # expect: PB217"),
    (ROUTER, "part: internet-path.router", "part: internet.router   # expect: PB217"),
    (ROUTER, "part: internet-path.router", "part: [internet-path.router]   # expect: PB102"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider: {ont.los_lamp: red}   # expect: PB217"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {ont.loss_lamp: red}   # expect: PB204"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {ont.los_lamp: green}   # expect: PB212"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {ont.los_lamp: dark}   # expect: PB218"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {desk.wireless: true}   # expect: PB218"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {equipment: box}   # expect: PB201"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {wifi.lamp: dark}   # expect: PB219"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {ont.led: red}   # expect: PB208"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {ont.los_lamp: [red]}   # expect: PB102"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: red   # expect: PB102"),
    (WORDS, "provider-line: {ont.los_lamp: red}", "provider-line: {}   # expect: PB102"),
    (WORDS, "[provider-line, ont, router, computer]", "[provider-line, ont, Ont, router, computer]  # expect: PB207"),
    (WORDS, "[provider-line, ont, router, computer]", "[provider-line, router, on-t, on_t]  # expect: PB214"),
    (WORDS, "    title: The way", "    tittle: The way", "PB104", 4),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake[2].strip())
def test_a_mistake_in_a_chain_is_found_at_its_place_and_once(tmp_path, mistake):
    good, old, new, *place = mistake
    assert old in good
    file = "words.yaml" if good is WORDS else "router.yaml"
    text = good.replace(old, new, 1)
    wanted = [(file, place[1], place[0])] if place else expected(text, file)
    found = [each for each in check(write(tmp_path, FILES | {file: text})) if not aside(each.code)]
    assert [(each.at.file.split("/")[-1], each.at.line, each.code) for each in found] == wanted
    assert all(each.at.column for each in found)


def test_a_chain_without_a_mistake_has_no_findings(tmp_path):
    assert [each for each in check(write(tmp_path, FILES)) if not aside(each.code)] == []


@pytest.mark.parametrize("missing", ["parts", "points"])
def test_a_chain_has_parts_and_points(tmp_path, missing):
    chains = {"parts": "points: {line: {wifi.lamp: dark}}", "points": "parts: [line]"}
    text = WORDS.replace("attributes:", f"  other: {{{chains[missing]}}}\nattributes:")
    found = [each for each in check(write(tmp_path, FILES | {"words.yaml": text})) if not aside(each.code)]
    assert [(each.code, each.at.line) for each in found] == [("PB101", 9)]
    assert f"'{missing}'" in found[0].message


@pytest.mark.parametrize("empty", ["parts: []", "points: {}"])
def test_neither_parts_nor_points_may_be_empty(tmp_path, empty):
    whole = {"parts": "[line]", "points": "{line: {ont.los_lamp: red}}"}
    key, _, value = empty.partition(": ")
    written = ", ".join(f"{name}: {text}" for name, text in (whole | {key: value}).items())
    text = WORDS.replace("attributes:", f"  other: {{{written}}}\nattributes:")
    found = [each for each in check(write(tmp_path, FILES | {"words.yaml": text})) if not aside(each.code)]
    assert [(each.code, each.at.line) for each in found] == [("PB110", 9)]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("internet-path.rooter", "did you mean 'internet-path.router'?"),
        ("router", "write internet-path.router"),
        (
            "something.else",
            "declared: internet-path.computer, internet-path.ont, internet-path.provider-line, internet-path.router",
        ),
    ],
)
def test_an_unknown_part_is_told_what_was_meant(tmp_path, written, advice):
    text = ROUTER.replace("internet-path.router", written)
    (found,) = [each for each in check(write(tmp_path, FILES | {"router.yaml": text})) if each.code == "PB217"]
    assert (found.severity, found.advice) == (Severity.ERROR, advice)


def test_a_chain_that_is_declared_twice_is_an_error_with_both_places(tmp_path):
    again = "vocabulary: again\nchains:\n  Internet-Path: {parts: [line], points: {line: {ont.los_lamp: red}}}\n"
    found = [each for each in check(write(tmp_path, FILES | {"zz.yaml": again})) if not aside(each.code)]
    assert [(each.code, each.at.line, each.related[0][0].line) for each in found] == [("PB207", 3, 3)]


def test_a_chain_that_is_wrong_itself_does_not_blame_the_playbooks_on_it(tmp_path):
    text = WORDS.replace("    points:", "    pionts:")
    found = [each for each in check(write(tmp_path, FILES | {"words.yaml": text})) if not aside(each.code)]
    assert {(each.at.file.split("/")[-1], each.code) for each in found} == {("words.yaml", "PB104")}


def test_a_sign_at_two_points_is_one_finding_and_counts_once(tmp_path):
    words = WORDS.replace("{ont.los_lamp: red}", "{wifi.lamp: dark}")
    line = ROUTER.replace("internet-path.router", "internet-path.provider-line")
    files = FILES | {"words.yaml": words, "router.yaml": line}
    (found,) = [each for each in check(write(tmp_path, files)) if not aside(each.code)]
    assert (found.code, found.at.line, [place.line for place, _ in found.related]) == ("PB219", 8, [7])
    assert set(compiled(files).playbooks["net.router"].shows) == {DARK, BLANK}
