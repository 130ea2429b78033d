"""Words of a story: one form for all forms of a word, in both languages, and nothing that could be personal."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose import load
from diagnose.precedents import russian
from diagnose.precedents.words import Words, words_of
from tests.small import base, complaint

AUTHORS = ("Put in a new toner cartridge.", "Тонер закончился, замените картридж. Сканер гремит.")


@pytest.fixture(scope="module")
def words():
    return Words(AUTHORS)


def among(words, text):
    return set(words.among(text))


@pytest.mark.parametrize(
    "forms",
    [
        "зависла завис зависает зависание зависший зависнет",
        "перезагружать перезагрузил перезагружали",
        "обновление обновили обновляется",
        "включается включить включился",
        "мигает мигнул мигание",
        "печатает печатал печать",
        "бледный бледная бледно бледные",
        "дребезжит дребезжал дребезжание",
        "принтер принтеры принтером",
    ],
)
def test_the_forms_of_a_russian_word_are_one(words, forms):
    assert len({frozenset(among(words, form)) for form in forms.split()}) == 1
    assert len(among(words, forms)) == 1


@pytest.mark.parametrize("forms", ["print prints printing printed", "cartridge cartridges", "freeze freezes"])
def test_the_forms_of_an_english_word_are_one(words, forms):
    assert len(among(words, forms)) == 1


@pytest.mark.parametrize(
    "pair", ["включить выключить", "питание пищит", "лежит лезет", "принтер сканер", "дым шум", "smoke smell"]
)
def test_different_words_stay_different(words, pair):
    assert len(among(words, pair)) == 2


def test_words_that_say_nothing_are_left_out(words):
    assert among(words, "Здравствуйте, у нас вот это и не работает, the it is of and please") == set()


def test_both_languages_may_stand_in_one_text(words):
    text = "Не печатает, пишет toner empty, а Wi-Fi и вай-фай ок"
    assert among(words, text) == {"печат", "пис", "toner", "empti", "wifi", "вайфай"}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("картрдж", "картридж"), ("картирдж", "картридж"), ("cartrdige", "cartridge"), ("smokng", "smoking")],
)
def test_a_typing_error_is_forgiven(words, wrong, right):
    assert among(words, wrong) == among(words, right) != set()


@pytest.mark.parametrize("word", ["tnor", "кртрдж", "xcartridge", "zzzzzz"])
def test_a_typing_error_is_not_forgiven_where_too_much_is_wrong(words, word):
    assert among(words, word) == set()


@pytest.mark.parametrize(
    "text",
    [
        "call 8 (916) 555-01-00 or +7-916-555-0100",
        "mail zanolvek.qurst@example.com",
        "host srv-dc01.corp.local, account CORP\\zanolvek, file //file/zanolvek",
        "serial PHB1K-77321, card 4111 1111 1111 1111, passport 4509 123456",
        "меня зовут Варвара Смирнова, передайте Ивану Петровичу",
        "ИВАНОВА ИЗ МОСКВЫ",
        "иванова ольга сергеевна",
        "Zanolvek Qurst from Brestonia asked, zanolvek again",
        "Зажмурилкина Перепетуя и пупыркин",
    ],
)
def test_nothing_personal_becomes_a_word(words, text):
    assert among(words, text) <= {
        "mail",
        "file",
        "account",
        "host",
        "card",
        "serial",
        "passport",
        "call",
        "звать",
        "перед",
    }


LETTERS = {"en": "bcdfghklmnprstvz", "ru": "бвгджзклмнпрстфх"}
VOWELS = {"en": "aeiou", "ru": "аеиоу"}


def invented(random, language):
    """A made-up name of four syllables."""
    syllables = [random.choice(LETTERS[language]) + random.choice(VOWELS[language]) for _ in range(4)]
    return "".join(syllables) + random.choice(LETTERS[language])


@pytest.mark.parametrize("language", ["en", "ru"])
def test_five_hundred_invented_names_leave_no_word_of_their_own(words, language):
    random = Random(7)
    for _ in range(500):
        name = invented(random, language)
        found = among(words, f"{name} {name.title()}, {name.upper()}; {name}-{name} {name}@{name}.ru {name}7")
        assert all(word in words._forms.values() or russian.dictionary().word_is_known(word) for word in found)
        assert name not in found


def test_what_is_written_large_in_mid_sentence_is_left_out_unless_authors_write_it(words):
    assert among(words, "Сломался Ковш. Ковш сломался. ковш") == {"слом", "ковш"}
    assert among(words, "Сломался Ковш") == {"слом"}
    assert among(words, "Сломался Картридж") == {"слом", "картридж"}


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_gives_the_same_again(text):
    words = Words(AUTHORS)
    assert among(words, text) == among(words, text)
    assert all(word == word.casefold() and word.isalpha() for word in words.among(text))


def test_threads_read_the_same_words(words):
    texts = ["зависла печать", "printing stopped", "Гудит и пахнет", "картрдж smoking"] * 20
    alone = [among(Words(AUTHORS), text) for text in texts[:4]] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: among(words, text), texts)) == alone


def test_without_the_extra_words_are_compared_casefolded(monkeypatch):
    def absent():
        raise ImportError("pymorphy3")

    monkeypatch.setattr(russian, "dictionary", absent)
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    words = Words(AUTHORS)
    assert among(words, "Замените КАРТРИДЖ, картриджи; smoking printers, cartridge") == {
        "замените",
        "картридж",
        "smoking",
        "cartridge",
    }


def test_the_words_of_the_knowledge_base_count():
    kb = base([complaint("a.b")], [])
    assert words_of(["toner"], kb) == {"toner"}
    assert words_of(["flummoxer"], kb) == set()
    assert words_of([], kb) == set()


def test_phrases_and_questions_of_the_shipped_knowledge_base_are_known():
    kb = load("playbooks")
    assert words_of(["Тонера почти не осталось, картридж пуст"], kb) >= {"тонер", "картридж"}
