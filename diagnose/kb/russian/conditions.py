"""Conditions, operators and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # groups
    "a condition is a map, not {found}": "условие - это набор ключей со значениями, а здесь {found}",
    "write 'attribute: value'; several entries mean all of them": (
        "напишите 'признак: значение'; несколько записей значат, что верны все"
    ),
    "write the entries without dashes, or put the list under 'all', 'any' or 'none'": (
        "напишите записи без дефисов или поместите список под 'all', 'any' или 'none'"
    ),
    "an empty condition": "пустое условие",
    "write what must be observed, or leave the key out": "напишите, что должно наблюдаться, или уберите ключ",
    "there is no group {key!r}": "группы {key!r} нет",
    "write {group}: [...]": "напишите {group}: [...]",
    "unknown key {key!r} in a condition": "неизвестный ключ {key!r} в условии",
    "the operator {key!r} stands where an attribute belongs": "оператор {key!r} стоит на месте признака",
    "put it below an attribute: 'attribute: {{{key}: ...}}'": ("поставьте его под признак: 'признак: {{{key}: ...}}'"),
    "{key!r} takes a list of conditions": "{key!r} принимает список условий",
    "begin each condition with a dash": "начинайте каждое условие с дефиса",
    "{key!r} has no conditions": "в {key!r} нет условий",
    "name at least one": "назовите хотя бы одно",
    "'count' takes a map, not {found}": "'count' принимает набор ключей со значениями, а здесь {found}",
    "unknown key {key!r} in 'count'": "неизвестный ключ {key!r} в 'count'",
    "it takes at_least, at_most, of": "допускаются at_least, at_most, of",
    "'count' has no 'of'": "в 'count' нет 'of'",
    "add of: [...] with the conditions to count": "добавьте of: [...] с условиями, которые считать",
    "'count' has neither 'at_least' nor 'at_most'": "в 'count' нет ни 'at_least', ни 'at_most'",
    "add at_least: 2": "добавьте at_least: 2",
    "at_least {least} of {limit} never holds": "at_least {least} не выполнится никогда: {limit}",
    "{many} conditions": "условий всего {many}",
    "at_most {most}": "задано at_most {most}",
    "lower at_least": "уменьшите at_least",
    "{name!r} takes a whole number, not {found}": "{name!r} принимает целое число, а здесь {found}",
    "such as 2": "например, 2",
    # operators
    "unknown operator {word!r}": "неизвестный оператор {word!r}",
    "there are {known}": "есть {known}",
    "groups stand beside attributes, not below them": "группы стоят рядом с признаками, а не под ними",
    "{what} is not allowed for {attribute!r}, which is of type {type}": (
        "для признака {attribute!r} типа {type} не допускается: {what}"
    ),
    "it takes {words}": "допускаются: {words}",
    "the value itself": "само значение",
    "a value alone": "одно значение без оператора",
    "a value": "значение",
    "{attribute!r} has no operator": "у признака {attribute!r} нет оператора",
    "write a value or an operator": "напишите значение или оператор",
    "{word!r} takes true or false, not {found}": "{word!r} принимает true или false, а здесь {found}",
    "{word!r} takes a list, not {found}": "{word!r} принимает список, а здесь {found}",
    "write {word}: [{text}]": "напишите {word}: [{text}]",
    "'is_not' takes one value": "'is_not' принимает одно значение",
    "write none_of: [...] for several": "для нескольких напишите none_of: [...]",
    "'between' takes a list of two values, not {found}": "'between' принимает список из двух значений, а здесь {found}",
    "one of {count}": "их {count}",
    "[low, high]": "[нижняя граница, верхняя граница]",
    "nothing lies between {low} and {high}": "между {low} и {high} ничего нет",
    "write the lower end first": "первой напишите нижнюю границу",
    "an age is a duration, not {found}": "возраст - это длительность, а здесь {found}",
    "such as 90 s, 5 min, 3 h or 2 d": "например, 90 s, 5 min, 3 h или 2 d",
    "'contains' takes one value": "'contains' принимает одно значение",
    "write contains_all: [...] for several": "для нескольких напишите contains_all: [...]",
    "'matches' takes a map with one of {forms}, not {found}": (
        "'matches' принимает набор с одним из ключей {forms}, а здесь {found}"
    ),
    "write matches: {word: ...}, {phrase: ...} or {regex: ...}": (
        "напишите matches: {word: ...}, {phrase: ...} или {regex: ...}"
    ),
    "'matches' does not know {key!r}": "'matches' не знает {key!r}",
    "it knows {forms}": "известны {forms}",
    "the list of {attribute!r} is empty": "список значений признака {attribute!r} пуст",
    "name at least one value": "назовите хотя бы одно значение",
    "the list of {attribute!r} mixes values with maps or lists": (
        "в списке признака {attribute!r} значения смешаны с условиями или списками"
    ),
    "a list holds plain values only; put conditions into 'any'": (
        "в списке только простые значения; условия поместите в 'any'"
    ),
    "{value!r} stands twice in the list": "{value!r} стоит в списке дважды",
    "take one away": "уберите одно",
    # texts
    "{kind!r} takes a text": "{kind!r} принимает текст",
    "{kind!r} has no word to look for": "в {kind!r} нет слова, которое искать",
    "write at least one": "напишите хотя бы одно",
    "{text!r} is more than one word": "{text!r} - больше одного слова",
    "write phrase: ...": "напишите phrase: ...",
    "a regular expression of {count} characters; the limit is {limit}": (
        "длина регулярного выражения в символах, {count}, больше предела {limit}"
    ),
    "write several shorter ones under 'any'": "напишите несколько коротких под 'any'",
    "{reason}: {pattern!r}": "{reason}: {pattern!r}",
    "regular expressions need the extra 'regex'": "для регулярных выражений нужно дополнение 'regex'",
    "install diagnose[regex], or use matches: {word: ...} or {phrase: ...}": (
        "установите diagnose[regex] или пишите matches: {word: ...} или {phrase: ...}"
    ),
    "bad regular expression ({reason})": "ошибка в регулярном выражении ({reason})",
    "write it in RE2 syntax: without look-around and back references": (
        "пишите в синтаксисе RE2: без просмотра вокруг и обратных ссылок"
    ),
}
