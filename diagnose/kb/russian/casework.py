"""What may not be done with a case, and what came of decisions that were made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # names and states
    "{message}; {advice}": "{message}; {advice}",
    "there is no {what} {name!r}": "имени {name!r} ({what}) нет",
    "the {what} is named by a text, not by {found}": "имя ({what}) - это текст, а здесь {found}",
    "ending": "исход",
    "party to wait for": "кого ждать",
    "playbook": "сценарий",
    "open": "в работе",
    "waiting": "ждёт",
    "resolved": "решено",
    "closed": "закрыто",
    "case {case} is {status}": "обращение {case}: {status}",
    "reopen it first, and say why": "сначала откройте его заново и скажите почему",
    "case {case} is at {has}, not at {line}": "обращение {case} у {has}, а не у {line}",
    "help without taking it, or let it be passed on": "помогите, не забирая его, или дождитесь передачи",
    "{what} is missing": "не сказано: {what}",
    "say it in words": "скажите это словами",
    "what was said or done": "что было сказано или сделано",
    "why it goes back": "почему оно возвращается",
    "why the priority changes": "почему меняется приоритет",
    "why it is opened again": "почему оно открывается заново",
    "why {skipped} is skipped": "почему пропускается {skipped}",
    "take {name!r}": "возьмите {name!r}",
    "name none if no other one explains it": "не указывайте никакого, если другой не объясняет случай",
    "the playbook {name!r} is retired": "сценарий {name!r} выведен из употребления",
    "nothing is to be done": "делать ничего не нужно",
    # told and asked
    "nothing was said about {name!r} yet": "о {name!r} ещё ничего не сказано",
    "tell it, without correcting": "сообщите это, не исправляя",
    "{name!r} is known already": "{name!r} уже известно",
    "if what was said is wrong, correct it": "если сказанное неверно, исправьте",
    "look it up": "посмотрите в обращении",
    "nobody": "никто",
    "nobody who can be asked now can answer {name!r}; who could: {people}": (
        "никто из тех, кого сейчас можно спросить, не ответит о {name!r}; кто мог бы: {people}"
    ),
    "over this channel only the customer can be asked, not {of}": (
        "по этому каналу можно спросить только клиента, а не {of}"
    ),
    "ask the customer, or change the channel": "спросите клиента или смените канал",
    "{of} cannot be asked now; who can: {can}": "{of} сейчас спросить нельзя; можно: {can}",
    "change the channel, or pass the case on": "смените канал или передайте обращение дальше",
    "{line} has case {case} itself": "обращение {case} и так у {line}",
    "a line helps another one": "линия помогает другой линии",
    # steps
    "{line} consults and records; it takes no steps": "{line} консультирует и записывает, шагов не выполняет",
    "the step {step!r} is for {by} and above, not for {line}": "шаг {step!r} - для {by} и выше, не для {line}",
    "the risk of the step {step!r} is {risk}; {line} may take steps up to {limit}": (
        "риск шага {step!r} - {risk}; для {line} допустимо не выше {limit}"
    ),
    "{line} is not to take the step {step!r}": "{line} не должна выполнять шаг {step!r}",
    "{line} cannot take the step {step!r} over any channel that the customer has": (
        "{line} не может выполнить шаг {step!r} ни по одному каналу, который есть у клиента"
    ),
    "pass the case on to {line}": "передайте обращение на {line}",
    "pass the case on": "передайте обращение дальше",
    # up and down
    "there is no line above {line}": "выше {line} линии нет",
    "settle the case here, or wait for the vendor": "решите обращение здесь или ждите производителя",
    "{line} is not above {here}": "{line} не выше {here}",
    "a case goes down by being given back, with a reason": "вниз обращение возвращают, с указанием причины",
    "{line} has no sector {sector!r}": "у {line} нет направления {sector!r}",
    "nobody knows which vendor case {case} is for": "неизвестно, какому производителю обращение {case}",
    "name the vendor; known are: {known}": "назовите производителя; известны: {known}",
    "there is no line below {line}": "ниже {line} линии нет",
    "work on the case here, or pass it on": "работайте с обращением здесь или передайте его выше",
    "{line} is not below {here}": "{line} не ниже {here}",
    "a case goes up by being escalated": "вверх обращение передают",
    # waiting and time
    "case {case} waits already": "обращение {case} уже ждёт",
    "resume it first": "сначала возобновите его",
    "{until} has passed already": "{until} уже прошло",
    "name a later moment": "назовите более поздний момент",
    "case {case} waits for nobody": "обращение {case} никого не ждёт",
    "{at} lies before the last event, {last}": "{at} раньше последнего события, {last}",
    "a history is told in order": "история записывается по порядку",
    # endings
    "the step {step!r} has mended nothing in case {case}": "шаг {step!r} в обращении {case} ничего не исправил",
    "report first what came of it": "сначала сообщите, что он дал",
    "the playbook {name!r}": "сценарий {name!r}",
    "no playbook that fits this case": "ни один подходящий к случаю сценарий",
    "{subject} does not say '{ending}'": "{subject} не говорит '{ending}'",
    "name the playbook that says so, or pass the case on": (
        "назовите сценарий, который так говорит, или передайте обращение дальше"
    ),
    "the playbook {name!r} does not fit this case": "сценарий {name!r} к этому случаю не подходит",
    "ask what it waits for, or pass the case on": "спросите то, чего он ждёт, или передайте обращение дальше",
    "it is not said what case {case} was": "не сказано, что было с обращением {case}",
    "name the fault or the step that ended it, or say it in words": (
        "назовите неисправность или шаг, который помог, или скажите словами"
    ),
    "no playbook explains case {case}, and it has neither precedent nor alternative": (
        "ни один сценарий не объясняет обращение {case}, и нет ни прецедента, ни альтернативы"
    ),
    "escalate it; {line} decides": "передайте его выше; решает {line}",
    "the last line": "последняя линия",
    "only what was settled can be reopened": "заново открывают только решённое",
    "resolve it first": "сначала решите его",
    # decided again
    "event {number}: cannot be decided again: {problem}": "событие {number}: решить заново нельзя: {problem}",
    "event {number}: the same bytes": "событие {number}: те же байты",
    "event {number}: the same decision in other bytes (library {library}, now {present})": (
        "событие {number}: то же решение, но другие байты (библиотека {library}, теперь {present})"
    ),
    "event {number}: different (library {library}, now {present}): {listed}": (
        "событие {number}: иначе (библиотека {library}, теперь {present}): {listed}"
    ),
    "{place}: {before} then, {now} now": "{place}: тогда {before}, теперь {now}",
    "not there": "ничего",
    "event {number} does not name its knowledge base": "событие {number} не называет базу знаний",
    "a request with a key holds plain data: {reason}": "запрос с ключом содержит только простые данные: {reason}",
}
