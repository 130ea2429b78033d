"""What is said of single conditions: never, always, implied, dead, not analysed."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "{attribute} is not declared": "признак {attribute} не объявлен",
    "whether {attribute} applies depends on a conclusion": "применим ли {attribute}, зависит от вывода",
    "Python rules conclude {attribute}": "{attribute} выводят правила на Python",
    "{name} leads back to itself": "{name} опирается на самого себя",
    "the search took too many branches": "перебор вариантов оказался слишком долгим",
    "the tests on {attribute} are not compared with each other": (
        "проверки признака {attribute} не сравниваются между собой"
    ),
    "there are too many tests on {attribute}": "проверок признака {attribute} слишком много",
    "there are more than {count} tests": "проверок больше {count}",
    "it clashes with this test": "противоречит этой проверке",
    "{tests} can never hold": "условие {tests} невыполнимо",
    "{tests} can never hold together": "условия {tests} не могут выполняться вместе",
    "compare it with what the attribute can be, or take it away": (
        "сравните с тем, каким признак может быть, или уберите условие"
    ),
    "change one of them, or put them under 'any' if either is enough": (
        "измените одно из них или поставьте их под 'any', если достаточно любого"
    ),
    "'{test}' holds whatever the values are": "условие '{test}' выполнено при любых значениях",
    "take it away, or correct one of its tests": "уберите его или исправьте одну из проверок",
    "every value of {attribute} passes '{test}'": "проверке '{test}' отвечает любое значение {attribute}",
    "write {attribute}: {{known: true}} if any value will do, or take it away": (
        "если подходит любое значение, напишите {attribute}: {{known: true}}, иначе уберите проверку"
    ),
    "this implies it": "из этого оно следует",
    "'{test}' follows from {others}": "условие '{test}' следует из {others}",
    "take it away, or correct one of them": "уберите его или исправьте одно из них",
    "the branch '{test}' adds nothing to '{sibling}'": "ветвь '{test}' ничего не добавляет к '{sibling}'",
    "this branch holds wherever it does": "эта ветвь выполнена всюду, где выполнена та",
    "take it away, or correct one of the two": "уберите её или исправьте одну из двух",
    "the branch '{test}' never holds beside {others}": "ветвь '{test}' невыполнима рядом с {others}",
    "{tests} never hold beside {others}": "{tests} невыполнимы рядом с {others}",
    "take these branches away, or correct what excludes them": "уберите эти ветви или исправьте то, что их исключает",
    "this excludes it": "это её исключает",
    "{tests} fit no single kind of equipment together": "вместе {tests} не подходят ни к одному виду оборудования",
    "write one of them, or a list of kinds if either is enough": (
        "оставьте одно из них или перечислите виды списком, если подходит любой"
    ),
    "take the branch away, or correct one of them": "уберите ветвь или исправьте одно из условий",
    "'when' of {playbook} holds for every request that it applies to": (
        "'when' сценария {playbook} выполнено для каждой заявки, к которой он применим"
    ),
    "write what must be observed, or leave 'when' out: then what it shows decides": (
        "напишите, что должно наблюдаться, или уберите 'when': тогда решают признаки из 'shows'"
    ),
    "{rule} holds when nothing is known but the equipment": (
        "{rule} выполнено, когда неизвестно ничего, кроме оборудования"
    ),
    "ask for something that was observed: a value, or 'is_not', which needs one": (
        "потребуйте чего-то наблюдаемого: значения или 'is_not', которому значение нужно"
    ),
    "nobody is asked for {attribute}, and no conclusion sets it": (
        "о признаке {attribute} никого не спрашивают, и ни один вывод его не задаёт"
    ),
    "say who can answer it ('answered_by' in the vocabulary), or take the test away": (
        "укажите в словаре, кто может ответить ('answered_by'), или уберите проверку"
    ),
    "{attribute} is not relevant where this holds, so '{test}' is never answered": (
        "там, где это выполнено, признак {attribute} не имеет смысла, и на '{test}' никто не ответит"
    ),
    "compare it with 'relevant' of {attribute}": "сравните с 'relevant' признака {attribute}",
    "{attribute} is hardly ever exactly {number}": "{attribute} почти никогда не равно в точности {number}",
    "write {{between: [...]}}, or give {attribute} a step": (
        "напишите {{between: [...]}} или задайте признаку {attribute} шаг ('step')"
    ),
    "this condition is not analysed: {why}": "условие не проанализировано: {why}",
    "this rule is not compared with all others: {why}": "правило сопоставлено не со всеми остальными: {why}",
    "nothing is wrong with it; fewer alternatives in one rule can be compared": (
        "ошибки в этом нет; правило с меньшим числом вариантов можно сопоставить"
    ),
    "nothing is wrong with it; make sure by fixture cases that it holds where it should": (
        "ошибки в этом нет; убедитесь примерами, что условие выполняется там, где нужно"
    ),
}
