"""What the codes of references, of the rule base and of plans find, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # references, from PB201
    "A kind of equipment is not in the taxonomy.": "Вида оборудования нет в классификации.",
    "The playbook would apply to nothing.": "Сценарий не относился бы ни к чему.",
    "A location, channel, support option, line, sector, vendor, service level or calendar is not declared.": (
        "Не объявлены место, канал, вариант поддержки, линия, сектор, производитель, "
        "уровень обслуживания или календарь."
    ),
    "The case could not be handed to it.": "Передать туда случай было бы нельзя.",
    "No vocabulary declares the attribute.": "Ни один словарь не объявляет этого признака.",
    "The condition would never hold, and the playbook silently never fire.": (
        "Условие не выполнится никогда, и сценарий молча не сработает."
    ),
    "`replaced_by` names no playbook, or `tried` in an intake no step.": (
        "`replaced_by` не называет сценария, или `tried` в обращении не называет шага."
    ),
    "Who meets the retired id would find nothing in its place.": (
        "Тот, кому встретится старый идентификатор, ничего не найдёт вместо него."
    ),
    "`after` names a step that is not in the plan.": "`after` называет шаг, которого нет в плане.",
    "The order of the plan cannot be kept.": "Порядок плана соблюсти нельзя.",
    "Two things of one kind have the same id, perhaps in other case.": (
        "У двух вещей одного рода один идентификатор, возможно, в другом регистре."
    ),
    "One of them would be lost, and nobody could say which.": "Одна из них потерялась бы, и никто не знает какая.",
    "two files with playbook: printing.toner-empty": "два файла с playbook: printing.toner-empty",
    "give one of them another id": "дайте одному из них другой идентификатор",
    "A name is used that was replaced by another one.": "Используется имя, которое заменено другим.",
    "It is still understood, but the two names will drift apart.": (
        "Оно ещё понятно, но со временем два имени разойдутся."
    ),
    "A value is written in the words of customers, not by its id.": (
        "Значение записано словами клиентов, а не идентификатором."
    ),
    "It is understood as long as the phrase stays in the vocabulary.": "Его понимают, пока фраза остаётся в словаре.",
    "No document uses the attribute or the kind of equipment; as information, no condition and no `shows` names "
    "these values of it.": (
        "Ни один документ не использует признак или вид оборудования; как сведение - ни одно условие и ни один `shows` "
        "не называет этих его значений."
    ),
    "Either it is left over, or a playbook is missing: an abnormal value that nothing shows is never explained.": (
        "Либо это осталось от прежнего, либо не хватает сценария: отклонение, которого не показывает ни один сценарий, "
        "никогда не объяснят."
    ),
    "use it, or take it away": "используйте или уберите",
    "The operator, or the key, does not go with the type of the attribute.": (
        "Оператор или ключ не подходит к типу признака."
    ),
    "The test has no meaning.": "Проверка не имеет смысла.",
    "The value is not among those declared, or lies outside the range.": (
        "Значения нет среди объявленных, или оно вне границ."
    ),
    "The condition would never hold.": "Условие не выполнится никогда.",
    "Two ids look the same but mix letters of different alphabets.": (
        "Два идентификатора выглядят одинаково, но в них буквы разных алфавитов."
    ),
    "Nobody can see which of the two is meant.": "Никому не видно, какой из двух имеется в виду.",
    "print.output and print.оutput": "print.output и print.оutput",
    "write both with the letters of one alphabet": "напишите оба буквами одного алфавита",
    "Two ids of one kind are equal but for dashes and underscores.": (
        "Два идентификатора одного рода различаются только дефисами и подчёркиваниями."
    ),
    "They will be confused.": "Их будут путать.",
    "printer.toner_low and printer.toner-low": "printer.toner_low и printer.toner-low",
    "give one of them another name, or use one for both": "дайте одному другое имя или пишите в обоих местах одно",
    "The strengths of the abnormal values of one sign sum to more than 0.98.": (
        "Доли отклонений одного признака дают в сумме больше 0.98."
    ),
    "The values of one sign exclude each other; the strengths are scaled down.": (
        "Значения одного признака исключают друг друга; доли будут уменьшены."
    ),
    "`part` of a playbook names no part of a chain, or `points` a part that is not among `parts`.": (
        "`part` в сценарии не называет звена цепочки, или `points` называет звено, которого нет в `parts`."
    ),
    "Nothing would be known of what is seen behind it, and no observation could clear it.": (
        "О том, что видно за ним, ничего не было бы известно, и никакое наблюдение не сняло бы с него подозрений."
    ),
    "What is said to be seen behind a broken part is no abnormal value of a sign.": (
        "То, что видно за неисправным звеном, - не отклонение от нормы."
    ),
    "A broken part could not be told from a sound one there.": ("Неисправное звено там не отличить от исправного."),
    "Two points of a chain have the same sign.": "В двух точках цепочки стоит один признак.",
    "One of them would say nothing new, and with two values the sign would have to show both at once.": (
        "Одна из них не говорит ничего нового, а с двумя значениями признак должен был бы показывать оба сразу."
    ),
    # the rule base, from PB401
    "Conclusions lead back to their own conditions, or a taxonomy runs in a circle.": (
        "Выводы возвращаются к собственным условиям, или классификация идёт по кругу."
    ),
    "What is concluded would depend on the order of work.": "Что будет выведено, зависело бы от порядка работы.",
    "let one of them read something observed": "пусть один из них опирается на наблюдение",
    # plans, from PB501
    "A fault has neither a step to do nor an outcome to say.": (
        "У неисправности нет ни шага, который сделать, ни исхода, о котором сказать."
    ),
    "A playbook that fits would answer nothing.": "Подошедший сценарий ничего не ответил бы.",
    "The `after` of the steps of a plan runs in a circle, or a step comes after one with `stop: true`.": (
        "`after` у шагов плана идёт по кругу, или шаг стоит после шага со `stop: true`."
    ),
    "Steps in a circle wait for one another; behind a step that ends the plan nothing follows.": (
        "Шаги по кругу ждут друг друга; за шагом, который заканчивает план, ничего не следует."
    ),
    "`escalate` names a line that is not declared, or one not above every `by` of the plan.": (
        "`escalate` называет линию, которая не объявлена или не выше каждого `by` в плане."
    ),
    "The case would go back to those who could not help.": "Случай вернулся бы к тем, кто не смог помочь.",
}
