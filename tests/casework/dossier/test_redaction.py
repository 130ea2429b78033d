"""A redacted dossier leaks nothing that people wrote, wherever it stood and whatever form it has."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.casework.dossier import Dossier, resume
from diagnose.casework.dossier.patterns import is_plain_version, masked
from diagnose.explain import LANGUAGES
from diagnose.explain.words import clean
from tests.casework.dossier.example import case_of, dossier, kb

LATIN, CYRILLIC = "bcdfghklmnprstvz", "бвгджзклмнпрстфхц"
VOWELS = {LATIN: "aeiou", CYRILLIC: "аеиоуы"}
SEPARATORS = re.compile(r"[\s\-().+/№,\\]")


def luhn(digits: str) -> str:
    """``digits`` with the one that makes them a card number."""
    total = sum(sum(divmod(int(each) * (2 - place % 2), 10)) for place, each in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


def name(random: Random, letters: str) -> str:
    """Something of the form of a first and a last name."""
    return " ".join(
        "".join(random.choice(letters) + random.choice(VOWELS[letters]) for _ in range(random.randint(3, 5))).title()
        for _ in range(2)
    )


def phone(random: Random) -> str:
    number = "".join(random.choice("0123456789") for _ in range(7))
    return random.choice(
        [
            f"+7 9{number[0]}6 {number[1:4]}-{number[3:5]}-{number[5:]}",
            f"8(49{number[0]}){number}",
            f"+44 20 79{number[:2]} {number[2:6]}",
            f"89{number[:2]}{number}",
        ]
    )


def mail(random: Random) -> str:
    letters = random.choice([LATIN, CYRILLIC])
    user = "".join(random.choice(letters) for _ in range(9))
    return f"{user}@{random.choice(['почта.рф', 'example.org', 'mail.example.com'])}"


def serial(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHJKLMNPRSTUVWXYZ" if place % 3 else "0123456789") for place in range(11))


def card(random: Random) -> str:
    digits = luhn("4" + "".join(random.choice("0123456789") for _ in range(14)))
    return random.choice(
        [
            digits,
            " ".join(digits[i : i + 4] for i in range(0, 16, 4)),
            "-".join(digits[i : i + 4] for i in range(0, 16, 4)),
        ]
    )


def passport(random: Random) -> str:
    first, second = random.randint(1000, 9999), random.randint(100_000, 999_999)
    series = random.choice(["AB", "НЕ", "XII-АК"])
    return random.choice([f"{first} {second}", f"{str(first)[:2]} {str(first)[2:]} № {second}", f"{series} {second}"])


FORMS = {
    "latin names": lambda random: name(random, LATIN),
    "cyrillic names": lambda random: name(random, CYRILLIC),
    "phones": phone,
    "mails": mail,
    "serials": serial,
    "cards": card,
    "passports": passport,
}
BY_FORM = ("phones", "mails", "cards")


class Planted:
    """Gives a marker of its own for every place where people can write."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.places: dict[str, str] = {}

    def __call__(self, kind: str, place: str) -> str:
        forms = BY_FORM if kind == "labels" else tuple(FORMS)
        marker = FORMS[self.random.choice(forms)](self.random)
        if kind == "versions":
            marker = self.random.choice([serial(self.random), re.sub(r"\D", "", phone(self.random))])
        if place == "attribute":
            marker = re.sub(r"\W", "", marker)
        self.places[place] = marker
        around = (
            ""
            if kind in ("versions", "names", "serials") or place == "attribute"
            else self.random.choice(["", "call ", "это "])
        )
        return f"{around}{marker}"


def outputs(found: Dossier) -> dict[str, str]:
    """Everything that a dossier can be read as."""
    pages = {f"{make} {lang}": getattr(found, make)(lang) for make in ("markdown", "html") for lang in LANGUAGES}
    return {"json": found.to_json(), **pages}


def leaks(text: str, markers: dict[str, str]) -> list[tuple[str, str]]:
    """Markers in ``text``, also in another case or written together."""
    folded, together = text.casefold(), SEPARATORS.sub("", text.casefold())
    return [
        (place, marker)
        for place, marker in markers.items()
        if marker.casefold() in folded or SEPARATORS.sub("", marker.casefold()) in together
    ]


def test_none_of_more_than_500_markers_is_in_a_redacted_dossier_and_all_are_in_the_whole_one():
    planted = 0
    for seed in range(14):
        plant = Planted(seed)
        whole = dossier(plant)
        found = leaks(whole.to_json(), plant.places)
        assert {place for place, _ in found} == set(plant.places)
        redacted = whole.redacted(kb())
        assert {each: leaks(text, plant.places) for each, text in outputs(redacted).items()} == {
            each: [] for each in outputs(redacted)
        }
        planted += len(plant.places)
    assert planted > 500


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_is_planted_does_not_leave_the_desk(seed):
    plant = Planted(seed)
    redacted = dossier(plant).redacted(kb())
    assert [each for text in outputs(redacted).values() for each in leaks(text, plant.places)] == []
    assert resume(redacted, kb()).next().to_data() == redacted.to_data()["next"]
    assert Dossier.from_json(redacted.to_json()) == redacted


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=6, max_size=40).filter(lambda text: text.strip())
)
def test_words_of_any_kind_do_not_leave_the_desk(words):
    marker = f"qz{words}zq"
    redacted = dossier(
        lambda kind, place: (
            "1.10"
            if kind == "versions"
            else f"qz{place}"
            if place == "attribute"
            else "plain"
            if kind == "labels"
            else marker
        )
    ).redacted(kb())
    assert all(marker not in text and clean(marker) not in text for text in outputs(redacted).values())


def test_it_says_what_was_taken_out_by_kind_and_count():
    redacted = dossier().redacted(kb()).to_data()["redacted"]
    assert redacted == {
        "taken_out": {
            "contracts": 2,
            "events": 20,
            "names": 31,
            "notes": 10,
            "precedents": 2,
            "private": 3,
            "serials": 1,
            "undeclared": 8,
            "words": 4,
        },
        "masked": {},
    }


def test_what_is_declared_stays():
    content = dossier().redacted(kb()).to_data()
    assert content["case"]["line"] == "line-2"
    assert content["deadlines"]["respond"]["breached"] is True
    told = {each["attribute"]: each.get("value", each.get("taken_out")) for each in content["facts"] if each["counts"]}
    assert told == {
        "equipment": ["laser-printer"],
        "location": ["msk/office-3"],
        "channel": "phone",
        "support": "warranty",
        "print.output": "faded",
        "printer.age": 6_912_000,
        "printer.firmware": "1.10",
        "printer.heat": "private",
        "printer.label": "seen said so",
        "printer.lamp": None,
        "printer.message": "private",
        "printer.pages": "undeclared",
        "printer.power": True,
    }
    likeness = [
        (each["case"], each["like"], each["ending"], each["fault"], each["shared"]) for each in content["precedents"]
    ]
    assert likeness == [("4", 0.78, "solved", None, []), ("9", 0.4, "", None, [])]

    assert content["events"] == []


def test_a_redacted_dossier_can_be_gone_on_with():
    whole, redacted = dossier(), dossier().redacted(kb())
    assert resume(whole, kb()).next().to_data() == whole.to_data()["next"]
    consultation = resume(redacted, kb())
    assert consultation.next().to_data() == redacted.to_data()["next"]
    consultation.report("replace-cartridge", "fixed")
    assert consultation.next().to_data()["action"] == "done"


def test_redacting_again_changes_nothing():
    redacted = dossier().redacted(kb())
    assert redacted.redacted(kb()) == redacted
    assert (redacted.case, redacted.events, redacted.breaks()) == (None, (), ())


def test_a_case_that_is_called_by_words_loses_its_name():
    assert "id" not in dossier(case=case_of(number="Doe, J.")).redacted(kb()).to_data()["case"]


@pytest.mark.parametrize("form", BY_FORM)
def test_the_second_net_catches_what_has_a_form(form):
    random = Random(5)
    for _ in range(300):
        marker, found = FORMS[form](random), Counter()
        text = masked(f"см. {marker}; x", found)
        assert leaks(text, {form: marker}) == []
        assert sum(found.values()) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 09:00+03:00",
        "2026-11-22T09:00:00.125+03:00",
        "HP LaserJet 1020, 12 %, 1 500 pages",
        "digest 62143f9294ed",
        "9f107a4cf38cb099b71ebf0df58eb947fd09b5a6c17d7176a90db1596b40d43a",
        "printing.toner-empty r1, printing.drum-worn r12",
    ],
)
def test_the_second_net_lets_through_what_a_dossier_says_itself(text):
    found = Counter()
    assert (masked(text, found), found) == (text, Counter())


@pytest.mark.parametrize(
    ("version", "plain"),
    [
        ("1.10", True),
        ("v2.0-rc1", True),
        ("10.0.19045", True),
        ("Petrov", False),
        ("1.2-petrov", False),
        ("89161234567", False),
    ],
)
def test_a_version_stays_when_it_is_written_in_numbers(version, plain):
    assert is_plain_version(version) is plain
