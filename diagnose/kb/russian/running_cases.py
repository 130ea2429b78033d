"""Fixture cases in a run: what they lack, which of them are chosen, and why none is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # how they are written
    "some words, or why and since": "слова или why и since",
    "'change' changes another case, and 'like' names none": "'change' меняет другой пример, а 'like' его не называет",
    "write what is changed into 'intake'": "запишите изменённое прямо в 'intake'",
    "'expect_each' goes with the rows of a table, and there is none": (
        "'expect_each' относится к строкам таблицы, а таблицы нет"
    ),
    "write 'expect' for 'expect_each'": "вместо 'expect_each' напишите 'expect'",
    "{count} cases are enough for one file; those after this one are left out": (
        "{count} примеров для одного файла довольно; те, что после этого, пропущены"
    ),
    "split the file": "разделите файл",
    "{count} rows make more than {limit} cases in one file": (
        "строк {count}, и примеров в файле становится больше {limit}"
    ),
    "keep the values on both sides of a limit": "оставьте значения по обе стороны границы",
    "a table keeps no explanations: all its rows would share one file": (
        "таблица не хранит объяснений: у всех строк оказался бы один файл"
    ),
    "write 'golden' into a case of its own": "напишите 'golden' в отдельном примере",
    "two cases keep their explanations in '{file}'": "два примера хранят объяснения в '{file}'",
    "give each a file of its own": "дайте каждому свой файл",
    "name a case of this file": "назовите пример из этого файла",
    "more than {limit} cases follow one another by 'like'": (
        "больше {limit} примеров следуют друг за другом через 'like'"
    ),
    "write an intake of its own": "напишите для него отдельное обращение",
    "'{name}' is taken away, but it is not there": "'{name}' убирается, но его там нет",
    "leave the line out, or correct the name": "уберите строку или исправьте имя",
    "the name of this file says that it holds cases, and it holds something else": (
        "судя по имени, в этом файле примеры, а в нём что-то другое"
    ),
    "give the file another name, or begin it with 'cases'": "назовите файл иначе или начните его с 'cases'",
    # what they name
    "no playbook has this id": "сценария с таким идентификатором нет",
    "no playbook and no conclusion has this id": "ни сценария, ни вывода с таким идентификатором нет",
    "no step has this id": "шага с таким идентификатором нет",
    "no attribute has this id": "признака с таким идентификатором нет",
    "no line has this id": "линии с таким идентификатором нет",
    "'{name}': {problem}": "'{name}': {problem}",
    "'{name}' is a draft and takes no part": "'{name}' - черновик и не участвует",
    "run with --drafts, or approve it first": "запустите с --drafts или сначала утвердите его",
    # what comes of them
    "this case passes, although it is marked todo ({text})": "пример проходит, хотя помечен todo ({text})",
    "remove the mark": "снимите пометку",
    "the case has no answer: {reason}": "на пример нет ответа: {reason}",
    "marked todo for {days} days: {text}": "помечен todo уже дней: {days} ({text})",
    "do what it says, or leave the case out": "сделайте то, что в ней написано, или уберите пример",
    "no explanation can be kept as '{file}'": "объяснение нельзя хранить как '{file}'",
    "name a .txt file in the folder of the case": "назовите файл .txt в папке примера",
    "excluding '{name}' proves nothing: it is not about this case ({condition}), whatever else it says": (
        "исключение '{name}' ничего не доказывает: он не о таком случае ({condition}), что бы в нём ни говорилось ещё"
    ),
    "excluding '{name}' proves nothing: none of its conditions is true in this case": (
        "исключение '{name}' ничего не доказывает: ни одно его условие в этом примере не верно"
    ),
    "excluding '{name}' proves nothing: it is retired": "исключение '{name}' ничего не доказывает: он снят с работы",
    "leave it out": "уберите его",
    "start from a case that fits it and change one fact; here {condition} is not true": (
        "возьмите пример, который ему подходит, и измените один факт; здесь не верно {condition}"
    ),
    "make {condition} true and change another fact, or report all else it asks for": (
        "сделайте верным {condition} и измените другой факт, или сообщите всё остальное, что ему нужно"
    ),
    "make {condition} true and change another fact, or report a sign that it shows": (
        "сделайте верным {condition} и измените другой факт, или сообщите признак, который он вызывает"
    ),
    # which are chosen
    "-k '{text}': {what}, at character {place}; join words with and, or, not": (
        "-k '{text}': {what}, знак {place}; слова соединяются через and, or, not"
    ),
    "a quote is not closed": "кавычка не закрыта",
    "more than {limit} words": "больше {limit} слов",
    "a bracket is closed that was not opened": "закрыта скобка, которую не открывали",
    "brackets more than {limit} deep": "скобки вложены глубже {limit}",
    "a bracket is not closed": "скобка не закрыта",
    "a word is missing": "не хватает слова",
    "-k is empty; write a word that the names of the cases hold": (
        "-k пусто; напишите слово, которое есть в названиях примеров"
    ),
    "'{folder}' lies in no repository of git": "'{folder}' не лежит в репозитории git",
    "git knows no revision '{revision}'": "git не знает ревизии '{revision}'",
    "git: {reason}": "git: {reason}",
    "git was not found; revisions cannot be looked at without it": "git не найден, а без него ревизий не увидеть",
    "a process of this run was ended (exit code {code}); run it again with -j 1": (
        "один из процессов был прерван (код {code}); запустите ещё раз с -j 1"
    ),
    "{count} cases after these were not run: too many intakes cannot be read": (
        "примеров после этих не запущено: {count}; слишком много обращений нельзя прочитать"
    ),
    "'{path}' is no path": "'{path}' - не путь",
    "no case was selected: no file in '{folder}' is called *.cases.yaml": (
        "не выбран ни один пример: в '{folder}' нет файлов с именем *.cases.yaml"
    ),
    "no case was selected: no file of cases lies in {paths}": "не выбран ни один пример: в {paths} нет файлов примеров",
    "no case was selected: there is none in {count} files": (
        "не выбран ни один пример: файлов {count}, но примеров в них нет"
    ),
    "no case was selected: of {count} cases none fits {asked}": (
        "не выбран ни один пример: из {count} ни один не отвечает {asked}"
    ),
    "{option} (did you mean '{near}'?)": "{option} (может быть, '{near}'?)",
    # golden files
    "--update is refused where CI is set: a run that rewrites what it compares with proves nothing": (
        "--update не работает, когда задана CI: запуск, который переписывает то, с чем сравнивает, ничего не доказывает"
    ),
    "--update asks before it writes, and no terminal is there; add --yes": (
        "--update спрашивает, прежде чем писать, а терминала нет; добавьте --yes"
    ),
}
