"""Values: of attributes, in tables, as numbers, dates and versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "{attribute!r} has no value": "у признака {attribute!r} нет значения",
    "write a value, {unknown: customer} or {applies: false}": (
        "напишите значение, {unknown: customer} или {applies: false}"
    ),
    "the text {text!r}": "текст {text!r}",
    "a huge number": "огромное число",
    "a value of type {type}": "значение типа {type}",
    "{attribute!r} takes {wanted}, not {found}": "признак {attribute!r} принимает: {wanted}; здесь: {found}",
    "{attribute!r} takes true or false, not {found}": "признак {attribute!r} принимает true или false; здесь: {found}",
    "write {word}, without quotes": "напишите {word} без кавычек",
    "write true": "напишите true",
    "write it in quotes": "возьмите в кавычки",
    "take the quotes away": "уберите кавычки",
    "one of its values": "одно из его значений",
    "a list of its values": "список его значений",
    "write [{text}]": "напишите [{text}]",
    "{text!r} is a phrase for {value!r}, not a value": "{text!r} - фраза для значения {value!r}, а не значение",
    "{attribute!r} is never {text!r}": "признак {attribute!r} не бывает {text!r}",
    "its values are {values}": "его значения: {values}",
    "a multiple of {step}": "число, кратное {step}",
    "a finite number": "конечное число",
    "write a finite number such as 12.5": "напишите конечное число, например 12.5",
    "write a finite number such as 12.5 in {units}": (
        "напишите конечное число, например 12.5; единицы измерения: {units}"
    ),
    "{attribute!r} lies outside its range: {found}": "признак {attribute!r} вне своих границ: {found}",
    "its range is {low} to {high}": "его границы: от {low} до {high}",
    "its range is {low} to {high} {unit}": "его границы: от {low} до {high} {unit}",
    "{attribute!r} takes a duration, not {found}": "признак {attribute!r} принимает длительность; здесь: {found}",
    "write 90 s, 5 min, 3 h or 2 d, up to a hundred years": "напишите 90 s, 5 min, 3 h или 2 d, не больше ста лет",
    "{attribute!r} takes a date, not {found}: {why}": "признак {attribute!r} принимает дату; здесь: {found}; {why}",
    "such as 2026-11-22": "например, 2026-11-22",
    "such as 2026-11-22 or 2026-11-22T10:00:00+03:00": "например, 2026-11-22 или 2026-11-22T10:00:00+03:00",
    "it is no day and time from 1900 to 2199": "это не дата и время с 1900 по 2199 год",
    "it lies outside the years 1900 to 2199": "это раньше 1900 или позже 2199 года",
    "the time zone {zone!r} is not known on this machine": "часовой пояс {zone!r} на этой машине неизвестен",
    "its time zone gives no offset": "её часовой пояс не даёт смещения",
    "a version": "версия",
    "{attribute!r} takes a version, not {found}": "признак {attribute!r} принимает версию; здесь: {found}",
    "such as 1.10 or 2.0-rc1": "например, 1.10 или 2.0-rc1",
    "write it in quotes: as a number 1.10 is 1.1": "возьмите в кавычки: как число 1.10 - это 1.1",
    "{attribute!r} is an empty list": "признак {attribute!r} - пустой список",
    "leave it out, or name at least one": "уберите его или назовите хотя бы одно",
    "an id of the taxonomy of {attribute}": "идентификатор из классификации {attribute}",
    # numbers by words
    "{found} is not {wanted}": "нужно: {wanted}; здесь: {found}",
    "the words are {words}": "слова: {words}",
    "a word of the signs table or a number from 0 to 1": "слово из таблицы signs или число от 0 до 1",
    "a word of the frequency table or a number from 0 to 1000": "слово из таблицы frequency или число от 0 до 1000",
    "a word of prices.risk in kb.yaml": "слово из prices.risk в kb.yaml",
    # tables
    "{what!r} cannot list values of {attribute!r}, which is of type {type}": (
        "{what!r} не может перечислять значения признака {attribute!r} типа {type}"
    ),
    "only yes/no, choice and set attributes have it; or test it in 'when'": (
        "это есть только у признаков yes/no, choice и set; иначе проверяйте его в 'when'"
    ),
    "{what!r} of {attribute!r}": "{what!r} признака {attribute!r}",
    "{table} is empty": "{table}: пусто",
    "name a value": "назовите значение",
    "{table} does not say which value": "{table}: не сказано, какое значение",
    "write {{value: {text}}}": "напишите {{значение: {text}}}",
    "a row of {table} is a map of values, not {found}": (
        "{table}: строка - это набор значений с долями, а здесь {found}"
    ),
    "write - {value: often, given: {...}}": "напишите - {значение: often, given: {...}}",
    "'given' stands outside a list in {table}": "{table}: 'given' стоит вне списка",
    "begin the row with a dash": "начните строку с дефиса",
    "{table} names no value": "{table}: не названо ни одного значения",
    "write value: often": "напишите значение: often",
}
