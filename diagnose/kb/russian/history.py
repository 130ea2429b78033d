"""The history of a case: what is wrong with an event from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "the history of case {case} does not begin with its opening": (
        "история обращения {case} начинается не с его открытия"
    ),
    "event {number} opens case {case} again": "событие {number} открывает обращение {case} ещё раз",
    "'{kind}' is no kind of event": "события '{kind}' не бывает",
    "an event '{kind}' has no '{name}'": "в событии '{kind}' нет поля '{name}'",
    "an event '{kind}' needs '{name}'": "в событии '{kind}' не хватает поля '{name}'",
    "an event '{kind}'": "событие '{kind}'",
    "an event": "событие",
    "it": "это",
    "an event needs '{name}'": "в событии не хватает поля '{name}'",
    "an event has no '{name}'": "в событии нет поля '{name}'",
    "it has no '{name}'": "здесь нет поля '{name}'",
    "it needs '{name}'": "здесь не хватает поля '{name}'",
    "'{name}' of an event '{kind}': {problem}": "поле '{name}' события '{kind}': {problem}",
    "{what} is a mapping, not {found}": "{what}: нужен набор ключей со значениями, а найдено: {found}",
    "yes or no": "да или нет",
    "a number": "число",
    "a whole number": "целое число",
    "a moment with an offset": "момент со смещением от UTC",
    "a SHA-256 in hexadecimal": "SHA-256 шестнадцатеричными цифрами",
    "a value of JSON": "значение JSON",
    "{value} is not between 0 and {most}": "{value} не лежит между 0 и {most}",
    "{count} values are more than the limit of {limit}": "значений, {count}, больше предела {limit}",
    "it is nested deeper than {limit} levels": "вложенность больше предела в {limit} уровней",
    "it is no number that can be kept": "такое число нельзя сохранить",
    "'{value}' is none of: {known}": "'{value}' не из этого списка: {known}",
}
