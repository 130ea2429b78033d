"""Intakes, closed cases and saved consultations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "{path}: {problem}": "{path}: {problem}",
    "a bare null says nothing": "пустое значение (null) ничего не говорит",
    "leave it out; if it is not known write {unknown: customer}, if it does not apply {applies: false}": (
        "уберите его; если неизвестно, напишите {unknown: customer}, если неприменимо - {applies: false}"
    ),
    "leave the entry out": "уберите запись",
    "leave the entry out, or write it like {example}": "уберите запись или напишите, например, так: {example}",
    "{count} characters are more than the limit of {limit}": "длина в символах, {count}, больше предела {limit}",
    "shorten the text": "сократите текст",
    "the text holds half a character or a control character": "в тексте половина символа или управляющий символ",
    "'{text}' has no offset": "у '{text}' нет смещения от UTC",
    "'{text}' is no date and time": "'{text}' - не дата и время",
    "write date, time and offset: 2026-11-22T09:30+03:00": "напишите дату, время и смещение: 2026-11-22T09:30+03:00",
    "a key must be a text, not {found}": "ключ - это текст, а здесь {found}",
    "write it as a text": "напишите его как текст",
    "a number that is not finite": "не конечное число",
    "a Python object of type {type}": "объект Python типа {type}",
    "this is another format": "это другой формат",
    "{found} is no value": "это не значение: {found}",
    "write a text, a number or true": "напишите текст, число или true",
    "the number is not finite": "число не конечное",
    "write a finite number": "напишите конечное число",
    # fields
    "found {found} where a text is wanted": "здесь нужен текст, а найдено: {found}",
    "pass what the document holds, as str or bytes": "передайте содержимое документа как str или bytes",
    "found {found} where an intake is wanted": "здесь нужно обращение, а найдено: {found}",
    "write entries such as 'equipment: ...' and 'symptoms: {...}'": (
        "напишите записи вроде 'equipment: ...' и 'symptoms: {...}'"
    ),
    "an intake is a mapping": "обращение - это набор ключей со значениями",
    "pass a dict": "передайте dict",
    "'{name}' is named in symptoms and in facts": "'{name}' назван и в symptoms, и в facts",
    "reported here as well": "сообщено и здесь",
    "{count} facts are more than the limit of {limit}": "фактов, {count}, больше предела {limit}",
    "leave some out": "уберите часть",
    "'step' is missing": "нет ключа 'step'",
    "write {step: restart-router, outcome: failed}": "напишите {step: restart-router, outcome: failed}",
    "a list of steps": "список шагов",
    "a step with its outcome": "шаг с его исходом",
    "a text or a list of texts": "текст или список текстов",
    "{before!r} and {name!r} are one attribute, {attribute!r}": "{before!r} и {name!r} - один признак, {attribute!r}",
    # symptoms and facts
    "a mapping of attributes to values": "таблица признаков и значений",
    "an attribute, or a mapping with 'attribute' and 'value'": "признак или набор с ключами 'attribute' и 'value'",
    "'attribute' is missing": "нет ключа 'attribute'",
    "write {attribute: print.output, value: faded}, or use a mapping in place of the list": (
        "напишите {attribute: print.output, value: faded} или замените список набором 'признак: значение'"
    ),
    "'{name}' is a field of the intake itself": "'{name}' - поле самого обращения",
    "write it beside 'symptoms': {name}: ...": "напишите его рядом с 'symptoms': {name}: ...",
    "this is no attribute": "это не признак",
    "write an id like print.output": "напишите идентификатор, например print.output",
    "'{test}' is a condition; an intake says what was seen": "'{test}' - условие; в обращении пишут, что увидели",
    "write the value itself": "напишите само значение",
    "a value is missing": "нет значения",
    "{states} exclude each other": "{states} исключают друг друга",
    "write one of value: ..., {states}": "напишите одно из value: ..., {states}",
    "false": "false",
    "a mapping is no value": "набор ключей - не значение",
    # closed cases
    "'closed' is missing": "нет ключа 'closed'",
    "'fault' is missing": "нет ключа 'fault'",
    "write fault: and the id of the playbook, or fault: null if nothing known was the cause": (
        "напишите fault: и идентификатор сценария, или fault: null, если причина неизвестна"
    ),
    "'{step}' did not end the case by what stands under tried": (
        "судя по записанному в tried, случай закончил не шаг '{step}'"
    ),
    "correct one of the two": "исправьте одно из двух",
    "found {found} where a list is wanted": "здесь нужен список, а найдено: {found}",
    "begin each case with a dash, or write one case a line in JSON": (
        "начинайте каждый случай с дефиса или пишите в JSON по одному случаю на строку"
    ),
}
