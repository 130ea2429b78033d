"""What the codes of fixture cases find, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "`cases`, or an expectation, names a playbook, step or attribute that does not exist.": (
        "`cases` или ожидание называет сценарий, шаг или признак, которого нет."
    ),
    "An expectation about nothing is always met.": "Ожидание ни о чём выполняется всегда.",
    "A case expects nothing.": "Пример ничего не ожидает.",
    "It can only pass, and proves nothing.": "Он может только пройти и ничего не доказывает.",
    "A playbook in `not_matched` is no near miss: none of its conditions is true in the case, or it is about other "
    "equipment.": (
        "Сценарий из `not_matched` не подходит даже почти: ни одно его условие в примере не верно, "
        "или он о другом оборудовании."
    ),
    "It would not match whatever the condition says that the case is meant to prove.": (
        "Он не подошёл бы, что бы ни говорило условие, которое пример должен проверить."
    ),
    "not_matched: [network.dns-down]   # in a case about a printer": (
        "not_matched: [network.dns-down]   # в примере о принтере"
    ),
    "not_matched: [printing.drum-worn]   # a printer, one condition true, one false": (
        "not_matched: [printing.drum-worn]   # принтер, одно условие верно, одно нет"
    ),
    "No case expects an approved playbook to match or to be the fault.": (
        "Ни один пример не ожидает, что утверждённый сценарий подойдёт или окажется неисправностью."
    ),
    "Nobody would notice when it stops working.": "Никто не заметит, когда он перестанет работать.",
    "a playbook without a file of cases": "сценарий без файла примеров",
    "No case names the playbook in `not_matched`; `applies_to` counts as a condition.": (
        "Ни один пример не называет сценарий в `not_matched`; `applies_to` считается условием."
    ),
    "Nobody would notice when it matches too much.": "Никто не заметит, когда он начнёт подходить к лишнему.",
    "only cases that fit": "только подходящие примеры",
    "Two cases of one file have the same facts and expect nothing that contradicts.": (
        "У двух примеров одного файла одни и те же факты, и их ожидания не противоречат друг другу."
    ),
    "The second proves nothing new.": "Второй не доказывает ничего нового.",
    "two tests with the same intake": "два примера с одним обращением",
    "leave one of them out, or put the expectations together": "уберите один из них или объедините ожидания",
    "Two cases of one file have the same facts and expect different things.": (
        "У двух примеров одного файла одни и те же факты, а ожидания разные."
    ),
    "One of them must fail whatever the playbooks say.": "Один из них не пройдёт, что бы ни говорили сценарии.",
    "the same intake with `outcome: plan` and with `outcome: escalation`": (
        "одно обращение с `outcome: plan` и с `outcome: escalation`"
    ),
    "correct the one that is wrong": "исправьте тот, который неверен",
    "A case marked `todo` passes; or the mark is older than the run allows (a warning).": (
        "Пример с пометкой `todo` проходит; или пометка старше, чем допускает запуск (предупреждение)."
    ),
    "The mark hides that it works now, and would hide that it breaks; an old one is no plan but a habit.": (
        "Пометка скрывает, что он уже работает, и скрыла бы, что он сломался; старая пометка - не план, а привычка."
    ),
    "take `todo` away, or do what it says": "уберите `todo` или сделайте то, что в нём написано",
    "`like` names no case of the file, runs in a circle, or goes on over more cases than anybody can follow.": (
        "`like` не называет примера из файла, идёт по кругу или тянется через столько примеров, что не проследить."
    ),
    "There is nothing to take over.": "Взять за основу нечего.",
    "The case after `change` equals the one it is like, or something is taken away that is not there.": (
        "Пример после `change` равен исходному, или убирается то, чего в нём нет."
    ),
    "It tests the same thing twice.": "Одно и то же проверяется дважды.",
    "change: {symptoms: {printer.lights: none}}   # as before": (
        "change: {symptoms: {printer.lights: none}}   # как и было"
    ),
    "`golden` names a file that does not exist, that two cases share, or that no explanation may be kept in.": (
        "`golden` называет файл, которого нет, который общий у двух примеров или в котором объяснение хранить нельзя."
    ),
    "There is nothing to compare with.": "Сравнивать не с чем.",
    "golden: toner-empty.txt   # never written": "golden: toner-empty.txt   # так и не записан",
    "run `diagnose test --update`": "запустите `diagnose test --update`",
    "The knowledge base could not answer the case, for instance because more rules fired than `bounds.firings` "
    "allows.": (
        "База знаний не смогла ответить на пример: например, сработало больше правил, чем допускает `bounds.firings`."
    ),
    "Whatever it expects, nothing was looked at.": "Чего бы он ни ожидал, проверить это не удалось.",
}
