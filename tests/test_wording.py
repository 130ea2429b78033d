"""Messages remember how they were put together, and every one of them can be said in Russian."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.cli.app import group
from diagnose.errors import Finding, IntakeError, Location, Severity
from diagnose.kb import russian
from diagnose.kb.catalogue import CODES
from diagnose.kb.lexicon import UNKNOWN
from diagnose.kb.lint import check
from diagnose.kb.russian import RUSSIAN, said, translated
from diagnose.nodes.json_text import _WORDS
from diagnose.wording import Wording, in_language, joined, phrase, worded, worded_from
from tests.hostile import good
from tests.hostile.corpus import corpus
from tests.hostile.test_one_mistake import MISTAKES
from tests.kb.folders import FILES, with_files
from tests.kb.test_checks import ADDED, CHANGED
from tests.kb.test_conditions import MISTAKES as WRONG_CONDITIONS
from tests.kb.test_conditions import read
from tests.saying import Said, constants, fields, is_prose, messages, wordings

NAMES = st.text(st.sampled_from("ab{}!:.'\"\\я "), max_size=12)


def test_a_message_is_an_ordinary_text():
    message = worded("unknown key {key!r}, {count} times", key="a.b", count=3)
    assert message == "unknown key 'a.b', 3 times"
    assert hash(message) == hash("unknown key 'a.b', 3 times")


def test_a_message_keeps_its_braces_when_nothing_is_filled_in():
    assert worded("write {at_least: 2}") == "write {at_least: 2}"
    assert in_language(worded("write {at_least: 2}"), {"write {at_least: 2}": "так: {at_least: 2}"}) == (
        "так: {at_least: 2}"
    )


def test_a_message_is_said_in_another_language_with_all_that_it_is_made_of():
    found = phrase("a list")
    message = worded("{path}: {problem}", path="tried", problem=worded("not {found}", found=found))
    catalogue = {"not {found}": "здесь {found}", "a list": "список"}
    assert in_language(message, catalogue) == "tried: здесь список"


def test_a_message_names_several_things_in_the_words_of_the_other_language():
    message = worded("write {text}", text=joined(" or ", [phrase("a list"), "phone"]))
    assert message == "write a list or phone"
    assert in_language(message, {" or ": " или ", "a list": "список", "write {text}": "напишите {text}"}) == (
        "напишите список или phone"
    )


def test_a_message_that_the_catalogue_does_not_know_stays_as_it_is():
    assert in_language(worded("no {what}", what="x"), {}) == "no x"
    assert in_language("no word of it", {}) == "no word of it"


def test_a_message_without_values_is_looked_up_as_it_is():
    assert in_language("the file is empty", {"the file is empty": "файл пуст"}) == "файл пуст"


def test_a_message_never_translates_what_somebody_wrote():
    assert in_language(worded("unknown key {key!r}", key="a list"), {"a list": "список"}) == "unknown key 'a list'"


def test_a_message_is_no_template():
    with pytest.raises(TypeError, match="no template"):
        worded(worded("{a}", a="{b}"), b=1)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_message_is_the_same_after_a_copy(copied):
    message = worded("write {text}", text=joined(" or ", [phrase("a list"), "{x}"]))
    again = copied(message)
    assert again == message
    assert in_language(again, RUSSIAN) == in_language(message, RUSSIAN) == "напишите список или {x}"


@given(st.recursive(NAMES, lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_a_message_may_hold_anything_and_is_said_whole(parts):
    def made(part: Any) -> str:
        if isinstance(part, str):
            return part
        return worded("{path}: {problem}", path="x", problem=joined(" and ", map(made, part)))

    def in_russian(part: Any) -> str:
        return part if isinstance(part, str) else f"x: {' и '.join(map(in_russian, part))}"

    assert in_language(made([parts]), RUSSIAN) == in_russian([parts])


TEMPLATES = sorted({each.text for each in wordings() if each.text is not None and each.values})


@given(st.sampled_from(TEMPLATES), st.data())
def test_every_template_takes_any_values_in_both_languages(template, data):
    numbers = {name for name, _, form in fields(template) if form}
    values = {
        name: data.draw(st.integers(0, 255) if name in numbers else NAMES)
        for name in {each[0] for each in fields(template)}
    }
    message = worded_from(template, values)
    assert message == template.format(**values)
    russian_text = in_language(message, RUSSIAN)
    for name, conversion, form in fields(template):
        if not form:
            shown = repr(values[name]) if conversion == "r" else str(values[name])
            assert shown in message
            assert shown in russian_text


def test_templates_are_literals_and_name_what_is_filled_in():
    wrong = [each.place for each in wordings() if each.text is None or _fills_in_otherwise(each)]
    assert wrong == []


def test_no_message_of_a_finding_is_an_f_string():
    assert [each.place for each in messages() if each.text is None] == []


def test_every_template_and_phrase_has_russian_words():
    lacking = [f"{each.place}: {each.text}" for each in wordings() if _is_missing(each.text)]
    assert lacking == []


def test_every_plain_message_has_russian_words():
    lacking = [f"{each.place}: {each.text}" for each in messages() if _is_missing(each.text)]
    assert lacking == []


def test_messages_in_tables_have_russian_words():
    assert [text for text in (*UNKNOWN.values(), *(ours for _, ours in _WORDS)) if text not in RUSSIAN] == []


def test_every_code_says_what_it_finds_and_why_in_russian():
    texts = {each.code: (each.what, each.why) for each in CODES.values()}
    lacking = [(code, text) for code, both in texts.items() for text in both if " ".join(text.split()) not in RUSSIAN]
    assert lacking == []


def test_examples_in_words_are_in_russian_too():
    texts = {(each.code, text) for each in CODES.values() for text in (each.example, each.instead)}
    assert sorted(text for text in texts if re.search(r"[:<>{\[#]", text[1]) is None and _is_missing(text[1])) == []


def test_what_is_filled_in_is_the_same_in_both_languages():
    filled = {*TEMPLATES, *UNKNOWN.values()} & set(RUSSIAN)
    assert {each: RUSSIAN[each] for each in sorted(filled) if fields(each) != fields(RUSSIAN[each])} == {}


def test_nothing_in_the_catalogue_is_out_of_use():
    known = {each.word for each in Severity} | constants()
    known |= {
        " ".join(text.split()) for each in CODES.values() for text in (each.what, each.why, each.example, each.instead)
    }
    assert sorted(set(RUSSIAN) - known - set(russian.outside.MESSAGES)) == []


def test_no_message_is_translated_in_two_ways():
    parts = [part.MESSAGES for part in vars(russian).values() if hasattr(part, "MESSAGES")]
    said_by = [(text, words) for part in parts for text, words in part.items()]
    assert [(text, words) for text, words in said_by if RUSSIAN[text] != words] == []


def test_russian_words_are_russian():
    plain = {text for text, words in RUSSIAN.items() if not re.search("[а-яё]", words) and _is_sentence(text)}
    assert sorted(plain) == []


def _fills_in_otherwise(each: Said) -> bool:
    named = {name for name, _, _ in fields(each.text)} if each.values else set()
    return "**" not in each.values and named != each.values


def _is_missing(text: str | None) -> bool:
    return text is not None and is_prose(text) and text not in RUSSIAN


def _is_sentence(text: str) -> bool:
    return re.search("[a-z]{2,} [a-z]{2,}", re.sub("`[^`]*`|'[^']*'|{[^}]*}", "", text)) is not None


def _broken_documents(tmp_path) -> Iterator[tuple[Finding, ...]]:
    for number, (file, old, new, _) in enumerate(MISTAKES):
        yield check(good.write(tmp_path / f"m{number}", {**good.GOOD, file: good.GOOD[file].replace(old, new, 1)}))
    for number, text in enumerate(ADDED):
        yield check(with_files(tmp_path / f"a{number}", added=text))
    for number, (name, old, new, *_) in enumerate(CHANGED):
        yield check(with_files(tmp_path / f"c{number}", **{name: FILES[f"{name}.yaml"].replace(old, new, 1)}))
    yield from (read(written)[1] for written, *_ in WRONG_CONDITIONS)


def _hostile_documents(tmp_path) -> Iterator[tuple[Finding, ...]]:
    for number, hostile in enumerate(corpus()):
        if isinstance(hostile.content, bytes) and len(hostile.content) < 50_000 and hostile.file.isprintable():
            folder = tmp_path / str(number)
            folder.mkdir()
            (folder / hostile.file).write_bytes(hostile.content)
            yield check(folder)


@pytest.mark.parametrize("documents", [_broken_documents, _hostile_documents])
def test_what_is_found_in_broken_documents_is_said_in_russian_from_end_to_end(documents, tmp_path):
    found = [each for findings in documents(tmp_path) for each in findings]
    assert len(found) > 100
    said_by = [text for each in found for text in (each.message, each.advice, *(text for _, text in each.related))]
    assert [text for text in said_by if in_language(text, {}) != text] == []
    assert sorted({str(part) for text in said_by if text for part in _left_in_english(text)}) == []
    assert sorted({text for each in found if (text := _latin(translated(each, "ru").message))}) == []


def _left_in_english(message: str) -> Iterator[str]:
    """The parts of ``message`` that stay in English though people read them."""
    if not isinstance(message, Wording):
        if is_prose(message) and message not in RUSSIAN:
            yield message
        return
    if is_prose(message.template) and message.template not in RUSSIAN:
        yield message.template
    parts = (part for value in message.values.values() for part in (value if isinstance(value, tuple) else [value]))
    for value in parts:
        if isinstance(value, Wording):
            yield from filter(_is_sentence, _left_in_english(value))


def _latin(message: str) -> str:
    """Three Latin words in a row in ``message``, outside quotes, brackets and braces."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"|\{.*\}|\[.*\]|\(.*\)|U\+.*", "", message)
    found = re.search("[a-z]{2,} [a-z]{2,} [a-z]{2,}", bare)
    return f"{found[0]}: {message}" if found else ""


def test_a_finding_in_russian_differs_in_its_words_alone():
    found = Finding(
        "PB010",
        worded("duplicate key '{key}'", key="a {b}"),
        Location("a.yaml", 2, 3),
        advice="keep one of the two",
        related=((Location("a.yaml", 1, 3), "first written here"),),
        subject="a.b",
        witness="{symptoms: {a.b: true}}",
    )
    there = translated(found, "ru")
    assert (there.message, there.advice) == ("ключ 'a {b}' повторяется", "оставьте один из двух")
    assert there.related == ((Location("a.yaml", 1, 3), "впервые записан здесь"),)
    assert (there.code, there.at, there.subject, there.witness) == (found.code, found.at, found.subject, found.witness)
    assert translated(found, "en") is found
    assert translated(found, "fr") is found


def test_an_unknown_name_agrees_with_the_word_for_its_kind():
    assert said(worded("unknown line {name!r}", name="line-9"), "ru") == "неизвестная линия 'line-9'"
    assert said(worded("unknown part {name!r}", name="rooter"), "ru") == "неизвестное звено 'rooter'"


def test_a_refused_intake_is_refused_in_russian():
    with pytest.raises(IntakeError) as refused:
        Intake.parse("equipment: printer\nsymtoms: {a.b: null}\ntried: 7\n")
    assert [translated(each, "ru").message for each in refused.value.findings] == [
        "symtoms: неизвестный ключ 'symtoms'",
        "tried: здесь нужно: список шагов; найдено: число 7",
    ]


def test_the_page_of_a_code_is_russian_but_for_its_examples():
    shown = CliRunner().invoke(group, ["codes", "PB204", "--lang", "ru"]).output
    assert shown == (
        "PB204 (ошибка): Неизвестный признак\n\n"
        "Что находит\n  Ни один словарь не объявляет этого признака.\n\n"
        "Почему это важно\n  Условие не выполнится никогда, и сценарий молча не сработает.\n\n"
        "Пример\n  when: {print.outptu: faded}\n\n"
        "Как написать\n  when: {print.output: faded}\n"
    )
