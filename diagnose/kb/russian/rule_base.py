"""What is found about rules side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "{conclusion} is here": "{conclusion} здесь",
    "{playbook} is here": "{playbook} здесь",
    # conclusions
    "{other} concludes the same wherever {conclusion} does": (
        "{other} выводит то же самое всегда, когда верен вывод {conclusion}"
    ),
    "take {conclusion} away, or let it say what is special about it": (
        "уберите {conclusion} или допишите, в чём его особенность"
    ),
    "{conclusion} says the same as {other}": "{conclusion} говорит то же, что {other}",
    "take {conclusion} away": "уберите {conclusion}",
    "wherever {conclusion} holds, one of {others} does": (
        "всегда, когда верен вывод {conclusion}, верен и один из: {others}"
    ),
    "{other} can hold together with {conclusion}, and sets {attribute} to {second} instead of {first}": (
        "{other} может быть верен вместе с {conclusion}, но задаёт {attribute}: {second} вместо {first}"
    ),
    "neither would be used then: let one of them ask for what keeps them apart": (
        "тогда не берётся ни одно из значений: пусть один из них спросит о том, что их различает"
    ),
    "{conclusions} set the same and differ in {attribute} alone": (
        "{conclusions} задают одно и то же и различаются только признаком {attribute}"
    ),
    "keep {first} with '{test}'": "оставьте {first} с проверкой '{test}'",
    "nothing uses what {conclusion} sets: {attributes}": ("то, что задаёт {conclusion}, никому не нужно: {attributes}"),
    "read it in a playbook or another conclusion, or take this one away": (
        "используйте это в сценарии или другом выводе или уберите этот вывод"
    ),
    "{rule} can never hold: it contradicts what is needed for {conclusions}": (
        "{rule} не выполнится никогда: это противоречит тому, что нужно для {conclusions}"
    ),
    "compare its conditions with those of the conclusions it reads, and take away what excludes them": (
        "сравните его условия с условиями выводов, на которые он смотрит, и уберите то, что их исключает"
    ),
    # what can be supplied
    "say who can answer it ('answered_by' in the vocabulary), or write the conclusion that sets it": (
        "укажите, кто может ответить ('answered_by' в словаре), или напишите вывод, который его задаёт"
    ),
    "no conclusion sets a value of {attribute} for which '{test}' is true": (
        "ни один вывод не задаёт {attribute} значения, при котором '{test}' верно"
    ),
    "conclusions set {attribute} to {values}: ask for that, or write the conclusion": (
        "выводы задают {attribute} такие значения: {values}; спросите о них или напишите нужный вывод"
    ),
    # playbooks
    "{worse} can never rank first: {better} always comes before it": (
        "{worse} никогда не окажется первым: {better} всегда раньше"
    ),
    "let it show a sign that the other one does not show, or give the other one a condition of its own": (
        "допишите симптом, которого не показывает другой сценарий, или дайте другому собственное условие"
    ),
    "nothing separates {later} from {earlier}": "{later} и {earlier} ничем не различаются",
    "name a sign that only one of them shows, let one be more frequent, or make them one playbook": (
        "назовите симптом, который показывает только один из них, задайте одному другую частоту или объедините их"
    ),
    "when the answer to {attribute} is {answers}, no playbook can match any more": (
        "если ответ на {attribute} - {answers}, не подойдёт уже ни один сценарий"
    ),
    "write the playbook for it (known by then: {known}), or say there where to pass the case on": (
        "напишите для этого сценарий (к тому времени известно: {known}) или укажите в нём, куда передать обращение"
    ),
    # tables, frequencies, shares
    "no playbook for {equipment} with {known}": "для {equipment} нет сценария при {known}",
    "write it, or take an attribute out of the table": "напишите его или уберите признак из таблицы",
    "the table has {size} combinations and is not looked at": ("в таблице сочетаний: {size}, она не проверяется"),
    "leave attributes out: {most} are the most": "уберите лишние признаки: сочетаний может быть не больше {most}",
    "the values of {name!r} cannot be listed": "значения {name!r} нельзя перечислить",
    "a complete table has yes/no and choice attributes": "в полной таблице могут быть признаки да/нет и с выбором",
    "all {count} playbooks have the same frequency, or none": (
        "у всех сценариев ({count}) частота одинаковая или не указана"
    ),
    "say how many of 1 000 requests about such equipment each fault stands behind": (
        "укажите, за сколькими из 1 000 обращений о таком оборудовании стоит каждая неисправность"
    ),
    "nobody says how common {values} of {attribute} is": (
        "не сказано, насколько обычно значение {values} признака {attribute}"
    ),
    "add 'common'; without it the value counts as rare": "добавьте 'common'; без него значение считается редким",
}
