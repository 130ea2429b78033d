"""Identifiers, references, and what may have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "did you mean '{near}'?": "может быть, '{near}'?",
    "did you mean {near!r}?{difference}": "может быть, {near!r}?{difference}",
    " {written!r} is {letter}, {wanted!r} is {other}": " {written!r} - {letter}, {wanted!r} - {other}",
    "{script} small letter {letter}": "буква {letter} ({script})",
    "{near} {advice}": "{near} {advice}",
    # identifiers
    "'{name}' is no identifier: it {reason}": "'{name}' - не идентификатор: {reason}",
    "is longer than {limit} characters": "символов больше, чем {limit}",
    "holds '/'; parts are joined by dots": "в нём есть '/'; части соединяют точками",
    "has several parts; one is wanted": "в нём несколько частей, а нужна одна",
    "has one part; at least two are wanted, joined by a dot": (
        "в нём одна часть, а нужны хотя бы две, соединённые точкой"
    ),
    "is empty": "он пуст",
    "is not in the composed form (NFC)": "он не в составной форме (NFC)",
    "has a part that does not begin with a letter": "одна из частей начинается не с буквы",
    "holds '{letter}' (U+{number:04X})": "в нём есть '{letter}' (U+{number:04X})",
    "'{name}' mixes {listed} letters in one word": "в одном слове '{name}' смешаны буквы разных алфавитов: {listed}",
    "{odd} is {alphabet}; write the word in one alphabet": (
        "{odd} - это {alphabet}; напишите слово буквами одного алфавита"
    ),
    # references
    "unknown {what} {name!r}": "неизвестное имя {name!r} ({what})",
    "unknown attribute {name!r}": "неизвестный признак {name!r}",
    "unknown calendar {name!r}": "неизвестный календарь {name!r}",
    "unknown channel {name!r}": "неизвестный канал {name!r}",
    "unknown equipment {name!r}": "неизвестное оборудование {name!r}",
    "unknown impact {name!r}": "неизвестное влияние {name!r}",
    "unknown line {name!r}": "неизвестная линия {name!r}",
    "unknown line or person {name!r}": "неизвестная линия или человек {name!r}",
    "unknown location {name!r}": "неизвестное место {name!r}",
    "unknown part {name!r}": "неизвестное звено {name!r}",
    "unknown playbook {name!r}": "неизвестный сценарий {name!r}",
    "unknown priority {name!r}": "неизвестный приоритет {name!r}",
    "unknown sector {name!r}": "неизвестный сектор {name!r}",
    "unknown service level {name!r}": "неизвестный уровень обслуживания {name!r}",
    "unknown step {name!r}": "неизвестный шаг {name!r}",
    "unknown support option {name!r}": "неизвестный вариант поддержки {name!r}",
    "unknown urgency {name!r}": "неизвестная срочность {name!r}",
    "unknown vendor {name!r}": "неизвестный производитель {name!r}",
    "no {what} is declared": "не объявлено ни одного имени такого рода ({what})",
    "declared: {known}": "объявлены: {known}",
    "{name!r} is now called {now!r}": "{name!r} теперь называется {now!r}",
    "write {text}": "напишите {text}",
    "the {what} {name!r} is declared twice": "имя {name!r} ({what}) объявлено дважды",
    "the {what}s {name!r} and {before!r} differ in case only": (
        "имена {name!r} и {before!r} ({what}) различаются только регистром букв"
    ),
    "first declared here": "впервые объявлено здесь",
    "a second document with settings": "второй документ с настройками",
    "keep one kb.yaml": "оставьте один kb.yaml",
    "a second table of priorities": "вторая таблица приоритетов",
    "first one here": "первый здесь",
    "no {what} is called '{name}'": "имени '{name}' нет ({what})",
    # kinds of names
    "attribute": "признак",
    "calendar": "календарь",
    "chain": "цепочка",
    "channel": "канал",
    "conclusion": "вывод",
    "entitlement": "право на поддержку",
    "equipment": "оборудование",
    "impact": "влияние",
    "line": "линия",
    "line or person": "линия или человек",
    "location": "место",
    "outcome": "исход",
    "part": "звено",
    "playbook": "сценарий",
    "playbook or conclusion": "сценарий или вывод",
    "priority": "приоритет",
    "sector": "сектор",
    "service level": "уровень обслуживания",
    "step": "шаг",
    "support option": "вариант поддержки",
    "urgency": "срочность",
    "vendor": "производитель или поставщик",
    "value of {attribute}": "значение признака {attribute}",
    # listings
    " and ": " и ",
    " or ": " или ",
    ", ": ", ",
    "none": "нет",
}
