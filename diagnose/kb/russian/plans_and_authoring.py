"""What the checks of plans and of authoring say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # names and shapes
    "take one {key!r} away": "уберите один из ключей {key!r}",
    "write true or false": "напишите true или false",
    "round it": "округлите его",
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
