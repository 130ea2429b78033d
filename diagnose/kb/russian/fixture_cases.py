"""Fixture cases: how they are written, and what they prove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "write what must come of it, such as expect: {outcome: plan}": (
        "напишите, что должно получиться, например expect: {outcome: plan}"
    ),
    "this case expects nothing, so it proves nothing": "пример ничего не ожидает и потому ничего не доказывает",
    "these cases are about '{about}', which does not exist": "эти примеры - о '{about}', а такого нет",
    "name a playbook, or the first part of its id": "назовите сценарий или первую часть его идентификатора",
    "no case shows that '{playbook}' works": "ни один пример не показывает, что '{playbook}' работает",
    "write a case with expect: {{fault: {playbook}}}": "напишите пример с expect: {{fault: {playbook}}}",
    "no case shows where '{playbook}' stops": "ни один пример не показывает, где '{playbook}' уже не подходит",
    "write a case that nearly fits, with expect: {{not_matched: [{playbook}]}}": (
        "напишите почти подходящий пример с expect: {{not_matched: [{playbook}]}}"
    ),
    "no explanation is kept as '{file}'": "сохранённого объяснения '{file}' нет",
    "write it with: diagnose test --update": "запишите его командой diagnose test --update",
    # like, change, table
    "like '{name}' leads back to itself": "like '{name}' возвращается к самому себе",
    "name a case that has an intake": "назовите пример, у которого есть обращение",
    "like names no case of this file: '{name}'": "like не называет ни одного примера из этого файла: '{name}'",
    "this change changes nothing": "это изменение ничего не меняет",
    "change a value, or leave the case out": "измените значение или уберите пример",
    "this table has no rows, or lists of different length": "в таблице нет строк, или её списки разной длины",
    "write table: {attribute: [value, value]}, with as many values in each list": (
        "напишите table: {признак: [значение, значение]}, в каждом списке поровну"
    ),
    "expect_each has {entries} entries for {count} rows": "строк в таблице {count}, а записей в expect_each {entries}",
    "one for each row": "по одной на строку",
    # duplicates
    "two cases are called '{case}'": "два примера называются '{case}'",
    "rename one": "переименуйте один",
    "the first one": "первый",
    "the other case: {case}": "другой пример: {case}",
    "the same facts as '{case}', but another {key} is expected": (
        "факты те же, что в '{case}', а {key} ожидается другой"
    ),
    "one of the two is wrong": "один из двух неверен",
    "the same facts as '{case}'": "факты те же, что в '{case}'",
    "leave one of them out": "уберите один из них",
}
