"""The shape of documents: keys, types, lists, texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # keys
    "'{key}' is missing": "нет ключа '{key}'",
    "'{key}' is missing: {why}": "нет ключа '{key}': {why}",
    "write {key}: {example}": "напишите {key}: {example}",
    "unknown key '{key}'": "неизвестный ключ '{key}'",
    "known here: {known}": "здесь известны: {known}",
    "known: {known}": "известны: {known}",
    "it belongs to the {document} itself, not here": "его место не здесь, а на верхнем уровне документа {document}",
    "it belongs under '{elsewhere}'": "его место под '{elsewhere}'",
    "conditions belong under 'when'": "условия пишутся под 'when'",
    "attributes belong under 'attributes'": "признаки пишутся под 'attributes'",
    "{count} more errors in this document are not listed": "ещё ошибок в этом документе, которые не показаны: {count}",
    "correct these first": "сначала исправьте эти",
    # kinds of documents
    "begin the document with one of: {kinds}": "начните документ с одного из ключей: {kinds}",
    "found {found} where a document is wanted": "здесь нужен документ, а найдено: {found}",
    "the document is an empty mapping": "в документе нет ни одного ключа",
    "the first key '{key}' names no kind of document": "первый ключ '{key}' не называет вида документа",
    "move '{later}' to the top: the first key names the kind of the document": (
        "перенесите '{later}' в начало: первый ключ называет вид документа"
    ),
    # types
    "found {found} where {wanted} is wanted": "здесь нужно: {wanted}; найдено: {found}",
    "write it like {example}": "напишите, например, так: {example}",
    "found '{text}' where a list is wanted": "здесь нужен список, а найдено '{text}'",
    "put it in brackets: {own}": "возьмите в скобки: {own}",
    "the list is empty": "список пуст",
    "the table is empty": "таблица пуста",
    "write at least one entry: {example}": "напишите хотя бы одну запись: {example}",
    "'{name}' is listed twice": "'{name}' стоит в списке дважды",
    "delete one of them": "удалите один из них",
    "delete one of the two": "удалите один из двух",
    "write the words, or leave the key out": "напишите текст или уберите ключ",
    "write the words, or leave the language out": "напишите текст или уберите язык",
    "'{text}' without quotes is no text for every reader of YAML": (
        "'{text}' без кавычек не каждая программа, читающая YAML, примет за текст"
    ),
    "put it in quotes": "возьмите в кавычки",
    "put the whole text in quotes": "возьмите весь текст в кавычки",
    "'{text}' is no duration": "'{text}' - не длительность",
    "write a number with s, min, h or d: 90 s, 5 min, 3 h, 2 d": (
        "напишите число с единицей s, min, h или d: 90 s, 5 min, 3 h, 2 d"
    ),
    "'{text}' is no date": "'{text}' - не дата",
    "write year-month-day: 2026-11-22": "напишите год-месяц-день: 2026-11-22",
    "'{text}' is not allowed here": "'{text}' здесь не допускается",
    "allowed: {words}": "допускаются: {words}",
    "allowed: {known}": "допускаются: {known}",
    "{text} is out of range": "{text} вне допустимых границ",
    "write a number {ends}": "напишите число {ends}",
    "of at least {low:g}": "не меньше {low:g}",
    "between {low:g} and {high:g}": "от {low:g} до {high:g}",
    "'{language}' is no language": "'{language}' - не язык",
    "'{text}' is no language": "'{text}' - не язык",
    "write a code such as en or ru": "напишите код языка, например en или ru",
    "write a code such as en or ru; if it belongs to the text, put the whole text in quotes": (
        "напишите код языка, например en или ru; если это часть текста, возьмите весь текст в кавычки"
    ),
    "'{language}' is no language and has no value; a comma has cut the text in two": (
        "'{language}' - не язык и не имеет значения; запятая разрезала текст надвое"
    ),
    "'{text}' is no time of day": "'{text}' - не время суток",
    "write it like '09:00'": "напишите, например, так: '09:00'",
    "{opens} is not before {closes}": "{opens} не раньше, чем {closes}",
    "hours past midnight are two pairs: {example}": "часы через полночь пишутся двумя парами: {example}",
    # the organisation
    "{opens} to {closes} overlaps with the hours before it": ("часы с {opens} до {closes} пересекаются с предыдущими"),
    "the days stand under 'hours' already": "дни уже названы под 'hours'",
    "leave 'days' out": "уберите 'days'",
    "a line may take some steps only, or never some, not both": (
        "линии либо разрешены только некоторые шаги, либо некоторые запрещены, но не то и другое"
    ),
    "a limit on steps names some": "ограничение на шаги называет хотя бы один",
    "write the first day under 'from', the last under 'until'": (
        "напишите первый день под 'from', последний - под 'until'"
    ),
    "'{text}' is no fraction of a target": "'{text}' - не доля срока",
    # formats
    "format '{text}' is not known; this library reads format {ours}": (
        "формат '{text}' неизвестен; эта версия библиотеки читает формат {ours}"
    ),
    "write format: {ours}, or update the library": "напишите format: {ours} или обновите библиотеку",
    "the playbook needs format {text}; this library reads format {ours}": (
        "сценарию нужен формат {text}; эта версия библиотеки читает формат {ours}"
    ),
    "update the library, or write the playbook for this format": (
        "обновите библиотеку или напишите сценарий для этого формата"
    ),
    # playbooks and vocabulary
    "a playbook has a plan or an outcome, not both": "у сценария либо план, либо исход, но не то и другое",
    "it tells what to say": "в нём написано, что сказать",
    "a case that is handed over goes somewhere": "случай, который передают, нужно куда-то передать",
    "the type {type} needs them": "их требует тип {type}",
    "'{key}' has no meaning for the type {type}": "'{key}' не имеет смысла для типа {type}",
    "it belongs to: {types}": "относится к типам: {types}",
    # fixture cases
    "'{name}' takes one word": "'{name}' принимает одно слово",
    "write {name}: an id": "напишите {name}: идентификатор",
    "'{text}' is no outcome": "'{text}' - не исход",
    "'{name}' takes a list": "'{name}' принимает список",
    "write {name}: [{text}]": "напишите {name}: [{text}]",
    "'{name}' takes a list of ids": "'{name}' принимает список идентификаторов",
    "write {name}: [id, id]": "напишите {name}: [идентификатор, идентификатор]",
    "'{name}' takes ids alone": "'{name}' принимает только идентификаторы",
    "'{name}' takes a map of ids and numbers": "'{name}' принимает идентификаторы с числами",
    "'{name}' names nothing": "в '{name}' ничего не названо",
    "a chance from 0 to 1": "вероятность от 0 до 1",
    "a number above 0": "число больше 0",
    "write an id": "напишите идентификатор",
    "a case has an intake, or names another one under 'like'": (
        "у примера есть обращение, или он называет другой пример в 'like'"
    ),
    "a case has an intake or starts from another one, not both": (
        "у примера либо своё обращение, либо чужое за основу, но не то и другое"
    ),
    "delete 'like', or write 'change' for 'intake'": "удалите 'like' или замените 'intake' на 'change'",
    # what is wanted
    "a closed case": "закрытый случай",
    "a condition": "условие",
    "a country": "страна",
    "a date": "дата",
    "a duration": "длительность",
    "a format number": "номер формата",
    "a language": "язык",
    "a list of pairs of times": "список пар времён суток",
    "a list of values": "список значений",
    "a low and a high end": "нижняя и верхняя граница",
    "a mapping of words to numbers": "таблица слов и чисел",
    "a number": "число",
    "a pair of times": "два времени суток",
    "a table": "таблица",
    "a table of attributes": "таблица признаков",
    "a table of attributes and lists": "таблица признаков и списков",
    "a table of fractions and lines": "таблица долей и линий",
    "a table of impacts": "таблица влияний",
    "a table of observations": "таблица наблюдений",
    "a table of phrases": "таблица фраз",
    "a table of texts": "таблица текстов",
    "a table of urgencies": "таблица срочностей",
    "a time": "время суток",
    "a whole number": "целое число",
    "a whole number from 1": "целое число от 1",
    "a word": "слово",
    "a word or a number": "слово или число",
    "a word, a number or a table": "слово, число или таблица",
    "an id": "идентификатор",
    "an intake": "обращение",
    "true or false": "true или false",
    "what changes": "что меняется",
    "what is expected": "что ожидается",
    "'some words'": "'несколько слов'",
    "printing.toner-empty or printing": "printing.toner-empty или printing",
}
