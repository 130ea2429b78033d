"""What the checks of plans and of authoring say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # names and shapes
    "take one {key!r} away": "уберите один из ключей {key!r}",
    "write true or false": "напишите true или false",
    "round it": "округлите его",
    # the organisation
    "no priority for the impact {impact} with the urgency {urgency}": (
        "нет приоритета для влияния {impact} со срочностью {urgency}"
    ),
    "write {impact}: {{{urgency}: ...}} in the table": "напишите в таблице {impact}: {{{urgency}: ...}}",
    "{fraction:g} of the target is named twice": "доля срока {fraction:g} названа дважды",
    "{line} is not above {other}": "{line} не выше, чем {other}",
    "name higher lines for greater fractions": "для больших долей называйте более высокие линии",
    "{line} is the line of the vendors": "{line} - линия производителей",
    "name a line of your own; vendors have their own agreement": (
        "назовите свою линию: у производителей своё соглашение"
    ),
    "the calendar {name} is never open": "по календарю {name} никогда не работают",
    "give one day its hours: mon: [['09:00', '18:00']]": "дайте часы хотя бы одному дню: mon: [['09:00', '18:00']]",
    "no public holidays are known for {code!r}": "праздники для {code!r} неизвестны",
    "{line} has channels of the kind {kinds} only, and may do {may}": (
        "у линии {line} каналы только вида {kinds}, а разрешено ей {may}"
    ),
    "let it do what its channels are for, or give it others": (
        "разрешите ей то, для чего её каналы, или дайте ей другие"
    ),
    "{line} may take none of the steps that it may take only": (
        "линия {line} не может выполнить ни одного из шагов, которые ей одни и разрешены"
    ),
    "they are for a higher line, or riskier than this one may go; name others": (
        "они для более высокой линии или рискованнее, чем ей можно; назовите другие"
    ),
    "no line has {channels}, over which {option!r} is served": (
        "ни у одной линии нет канала {channels}, а {option!r} выполняется по нему"
    ),
    "the lines have {channels}": "у линий есть {channels}",
    "{line} has {channel}; write {kind} under its 'may'": "у {line} есть {channel}; впишите {kind} в её 'may'",
    "no line from {line} upwards may take {step!r}": "ни одной линии, начиная с {line}, нельзя выполнить {step!r}",
    "look at risk, steps and competence of the lines": "посмотрите на risk, steps и competence линий",
    # plans
    "{step!r} is never reached: {end!r} ends the plan": "до шага {step!r} дело не дойдёт: шаг {end!r} завершает план",
    "take 'stop: true' away there, or this step": "уберите там 'stop: true' или этот шаг",
    "the plan ends here": "здесь план заканчивается",
    "when this plan fails nobody comes after {line}": "если план не поможет, после {line} передать случай некому",
    "write escalate: {{to: {line}, because: ...}}, or name the vendor": (
        "напишите escalate: {{to: {line}, because: ...}} или назовите производителя (vendor)"
    ),
    "no line from {line} upwards has {via}, or may use it": (
        "ни у одной линии, начиная с {line}, нет канала {via} или права им пользоваться"
    ),
    "over {via} nobody can see {attribute!r}, which this step checks": (
        "через {via} никто не увидит {attribute!r}, а шаг это проверяет"
    ),
    "it can only be seen on site; do the step there, or check something else": (
        "это видно только на месте: выполните шаг там или проверьте что-то другое"
    ),
    "{step!r} has no 'confirm', but {reason}": "у шага {step!r} нет 'confirm', а {reason}",
    "its risk is {risk}": "его риск - {risk}",
    "it says {words!r}": "в нём сказано {words!r}",
    "write confirm: with a question that must be answered yes before the step": (
        "напишите confirm: вопрос, на который до этого шага нужно ответить «да»"
    ),
    "nothing is checked after the last step {step!r}": "после последнего шага {step!r} ничего не проверяется",
    "write check: {attribute: value} with what must be seen when the fault is gone": (
        "напишите check: {attribute: value} - что должно быть видно, когда неисправность устранена"
    ),
    "there is no file {target!r}": "файла {target!r} нет",
    "put the file there, beside the playbook, or correct its name": (
        "положите файл рядом со сценарием или исправьте его имя"
    ),
    # authoring
    "an approved playbook without {keys}": "в утверждённом сценарии нет {keys}",
    "write authors: [the group that answers for it] and reviewed: the day, or status: draft": (
        "напишите authors: [группа, которая за него отвечает] и reviewed: день проверки - либо status: draft"
    ),
    "last reviewed {days} days ago, on {day}": "последний пересмотр - {day}, прошло дней: {days}",
    "read it again and write reviewed: {today}": "перечитайте и напишите reviewed: {today}",
    "{key!r} is not there in {languages}": "у {key!r} нет текста на языке: {languages}",
    "add {language}: ..., or write it once for all languages": (
        "добавьте {language}: ... или напишите один текст для всех языков"
    ),
    "{words!r} is still to be filled in": "{words!r} - заготовка, которую не заполнили",
    "write what is meant, or leave the key out": "напишите, что имеется в виду, или уберите ключ",
    "this looks like {what}": "похоже на {what}",
    "leave it out, or write one made for examples": "уберите или напишите вымышленное, годное для примеров",
    "an e-mail address": "адрес электронной почты",
    "a telephone number": "номер телефона",
    "the number of a bank card": "номер банковской карты",
    "a password": "пароль",
    "a secret key": "секретный ключ",
}
"""Russian templates by English template, with the same names in braces."""
