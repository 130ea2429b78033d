"""What chains of components mean, what they add to playbooks, and what the digest and the schemas know of them."""

from __future__ import annotations

import pytest

from diagnose.kb.documents.schema import json_schema
from diagnose.kb.load import load
from diagnose.kb.playbook import Shown
from diagnose.texts import Text
from diagnose.vocabulary import Chain
from tests.kb.chain_files import BLANK, DARK, FILES, RED, ROUTER, WORDS, compiled


def playbook(part="internet-path.router", more="", **words):
    """The playbook of the router with another ``part`` and ``more`` keys."""
    files = FILES | {"router.yaml": ROUTER.replace("internet-path.router", part) + more}
    return compiled(files | {f"{name}.yaml": text for name, text in words.items()}).playbooks["net.router"]


def rows(part="internet-path.router", more="", **words):
    return set(playbook(part, more, **words).shows)


# what a chain means


def test_a_chain_has_its_points_in_the_order_of_its_parts():
    assert compiled().vocabulary.chains == {
        "internet-path": Chain(
            "internet-path",
            Text.of("The way to the internet"),
            ("provider-line", "ont", "router", "computer"),
            (
                ("provider-line", "ont.los_lamp", "red"),
                ("router", "desk.page", "blank"),
                ("router", "wifi.lamp", "dark"),
            ),
        )
    }


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("provider-line", {RED, DARK, BLANK}),
        ("ont", {DARK, BLANK}),
        ("router", {DARK, BLANK}),
        ("computer", set()),
    ],
)
def test_a_broken_part_shows_always_what_is_seen_behind_it_and_nothing_before_it(part, shown):
    assert rows(f"internet-path.{part}") == shown


def test_a_playbook_without_a_part_shows_what_it_says_alone():
    files = FILES | {
        "router.yaml": ROUTER.replace("part: internet-path.router\n", "shows: {wifi.lamp: {dark: often}}\n")
    }
    found = compiled(files).playbooks["net.router"]
    assert (found.part, found.shows) == (None, (Shown("wifi.lamp", "dark", 0.5),))


def test_case_makes_no_difference_in_the_name_of_a_part():
    assert playbook("Internet-Path.ROUTER").part == "internet-path.router"


def test_a_part_may_belong_to_several_chains_and_its_playbook_names_one():
    other = """\
vocabulary: paper
chains:
  paper-path: {parts: [tray, router], points: {tray: {sheet.out: false}}}
attributes:
  sheet.out: {type: yes/no, abnormal: [false]}
"""
    assert rows("paper-path.router", other=other) == set()
    assert rows("internet-path.router", other=other) == {DARK, BLANK}


def test_the_points_of_a_part_of_another_chain_are_none():
    assert compiled().vocabulary.chains["internet-path"].behind("tray") == ()


# the author has the last word


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("shows: {wifi.lamp: {dark: rare}}\n", {Shown("wifi.lamp", "dark", 0.02), BLANK}),
        ("when: {wifi.lamp: dark, desk.page: blank}\n", {DARK, BLANK}),
        ("when: {wifi.lamp: lit, desk.wireless: true}\n", {BLANK}),
        ("when: {desk.wireless: true, none: [{wifi.lamp: dark}]}\n", {BLANK}),
        ("when: {any: [{wifi.lamp: dark}, {desk.wireless: true}]}\n", {BLANK}),
    ],
)
def test_of_an_attribute_that_the_playbook_itself_names_the_chain_adds_nothing(more, shown):
    assert rows(more=more) == shown


def test_a_row_with_a_condition_is_the_word_of_the_author_too():
    found = playbook(more="shows: {wifi.lamp: [{dark: often, given: {desk.wireless: true}}]}\n")
    assert [(row.attribute, row.strength, row.given is None) for row in found.shows] == [
        ("wifi.lamp", 0.5, False),
        ("desk.page", 0.97, True),
    ]


# digest and schema


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("words.yaml", "wifi.lamp: dark, desk.page: blank", "desk.page: blank"),
        ("words.yaml", "provider-line: {ont", "ont: {ont"),
        ("words.yaml", "[provider-line, ont, router, computer]", "[ont, provider-line, router, computer]"),
        ("words.yaml", "title: The way", "title: Another way"),
        ("router.yaml", "internet-path.router", "internet-path.ont"),
    ],
)
def test_the_digest_knows_points_parts_their_order_and_who_breaks_them(file, old, new):
    assert old in FILES[file]
    assert compiled(FILES | {file: FILES[file].replace(old, new, 1)}).digest != compiled().digest


def test_the_digest_does_not_know_the_order_of_points():
    points = "      router: {wifi.lamp: dark, desk.page: blank}\n      provider-line: {ont.los_lamp: red}\n"
    turned = "      provider-line: {ont.los_lamp: red}\n      router: {desk.page: blank, wifi.lamp: dark}\n"
    assert points in WORDS
    assert compiled(FILES | {"words.yaml": WORDS.replace(points, turned)}).digest == compiled().digest


def test_the_schemas_know_chains_and_parts():
    chain = json_schema("vocabulary")["$defs"]["ChainDocument"]
    assert (chain["required"], sorted(chain["properties"])) == (["parts", "points"], ["parts", "points", "title"])
    assert json_schema("playbook")["properties"]["part"] == {"type": "string", "minLength": 1, "pattern": "\\S"}


@pytest.mark.parametrize(
    ("points", "fits"),
    [
        ({"line": {"a.b": "red"}}, True),
        ({"line": {"a.b": False, "c.d": 3}}, True),
        ({"line": {}}, False),
        ({"line": ["red"]}, False),
        ({"line": {"lamp": "red"}}, False),
        ({}, False),
    ],
)
def test_the_schema_refuses_points_that_the_reader_refuses(points, fits):
    jsonschema = pytest.importorskip("jsonschema")
    written = {"vocabulary": "x", "chains": {"way": {"parts": ["line"], "points": points}}}
    assert jsonschema.Draft202012Validator(json_schema("vocabulary")).is_valid(written) is fits


def test_the_shipped_network_chain_puts_the_faults_in_their_order():
    kb = load("playbooks")
    chain = kb.vocabulary.chains["office-network"]
    faults = {
        part: [each.id for each in kb.playbooks.values() if each.part == f"office-network.{part}"]
        for part in chain.parts
    }
    assert faults == {
        "desk-cable": ["network.patch-lead"],
        "switch-port": ["network.port-shut-down"],
        "address-service": ["network.dhcp-pool-empty", "network.second-dhcp-server"],
        "name-service": ["network.wrong-dns-server"],
    }
