"""Saved consultations, and what cannot have happened in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # as it is saved
    "no such event": "такого события нет",
    "known are: {known}": "известны: {known}",
    "{kind} needs: {keys}": "для {kind} нужны: {keys}",
    "'{key}' has no meaning for {kind}": "'{key}' не имеет смысла для {kind}",
    "found {found} where a mapping is wanted; write seen: {{attribute: value}}": (
        "здесь нужен набор ключей со значениями, а найдено: {found}; напишите seen: {{признак: значение}}"
    ),
    "undo it, or take the event out": "отмените его или уберите событие",
    "it should be {schema}": "должно быть {schema}",
    "the digest it began with": "контрольная сумма, с которой она начата",
    "it is missing, or no mapping": "его нет, или это не набор ключей",
    "take it from an earlier copy": "возьмите из более ранней копии",
    "it is missing, or no list": "его нет, или это не список",
    "take it from an earlier copy; it may be []": "возьмите из более ранней копии; может быть и []",
    "{count} events are more than the limit of {limit}": "событий, {count}, больше предела {limit}",
    "hand the case over": "передайте случай дальше",
    "pass what Consultation.to_json gave": "передайте то, что дал Consultation.to_json",
    "a consultation is a mapping": "консультация - это набор ключей со значениями",
    "see docs/python.md": "смотрите docs/python.md",
    # closed cases handed in with it
    "a {type} is no Precedent; pass what similar(...) found": (
        "{type} - это не Precedent; передайте то, что нашла similar(...)"
    ),
    "case {case!r} is not like this one by {like}; likeness lies in [0, 1]": (
        "сходство случая {case!r} не может быть {like}: оно лежит в [0, 1]"
    ),
    "{count} precedents are more than the limit of {limit}": "прецедентов, {count}, больше предела {limit}",
    "a closed case": "закрытый случай",
    "it is no number from 0 to 1": "это не число от 0 до 1",
    # as it goes on
    "{name!r} is known already; if what was said is wrong, use correct({name!r}, ...)": (
        "{name!r} уже известно; если сказанное неверно, вызовите correct({name!r}, ...)"
    ),
    "nothing was said about {name!r} yet; use answer({name!r}, ...)": (
        "о {name!r} ещё ничего не сказано; вызовите answer({name!r}, ...)"
    ),
    "{step!r} settled the case; if a complaint is back, say so with correct(...), "
    "or take the last report back with undo()": (
        "шаг {step!r} закрыл случай; если жалоба вернулась, сообщите об этом через correct(...) "
        "или отмените последний отчёт через undo()"
    ),
    "{name!r} is a complaint: say what it is now, or leave it out of what was seen": (
        "{name!r} - жалоба: скажите, каково теперь значение, или уберите её из увиденного"
    ),
    "say which complaints are gone, as seen={{...}}; open are: {left}": (
        "скажите, какие жалобы прошли, в seen={{...}}; остаются: {left}"
    ),
    "no complaint is left after that; report it as 'fixed'": (
        "после этого жалоб не остаётся; отметьте шаг как 'fixed'"
    ),
    "{name!r} is gone, so the step helped: report it as 'partly' or 'fixed'": (
        "{name!r} больше нет, значит, шаг помог: отметьте его как 'partly' или 'fixed'"
    ),
    "{name!r} is still abnormal, so not everything is fixed: report it as 'partly' or 'failed'": (
        "{name!r} всё ещё не в норме, значит, исправлено не всё: отметьте шаг как 'partly' или 'failed'"
    ),
    "the step {step!r} was reported already ({said}); undo() takes the last report back": (
        "о шаге {step!r} уже сообщено ({said}); undo() отменяет последний отчёт"
    ),
    "more than {limit} events are no consultation any more; hand the case over": (
        "событий больше, чем {limit}: это уже не консультация; передайте случай дальше"
    ),
    "nothing has happened yet that could be taken back": "ещё не произошло ничего, что можно отменить",
    "a {type} is no Intake; write Intake(...) or Intake.parse(text)": (
        "{type} - не Intake; напишите Intake(...) или Intake.parse(text)"
    ),
    "a {type} is no KnowledgeBase; write kb = load(folder)": ("{type} - не KnowledgeBase; напишите kb = load(folder)"),
    "an attribute is a text, not {found}": "признак - это текст, а здесь {found}",
    "write who said it and when beside the value: answer({attribute!r}, value, by=..., at=...)": (
        "кто и когда сказал, пишите рядом со значением: answer({attribute!r}, value, by=..., at=...)"
    ),
    "a moment is a datetime with its offset in hours and minutes, from 1900 to 2199": (
        "момент - это datetime со смещением в часах и минутах, с 1900 по 2199 год"
    ),
    "who answered is a text such as 'customer'; leave it out if it does not matter": (
        "кто ответил - это текст, например 'customer'; если неважно, не указывайте"
    ),
    "{attribute!r} needs a value, or {{'unknown': 'customer'}}": (
        "для {attribute!r} нужно значение или {{'unknown': 'customer'}}"
    ),
    "what was seen is a mapping such as {{'print.output': 'normal'}}, not {found}": (
        "увиденное - это набор вида {{'print.output': 'normal'}}, а здесь {found}"
    ),
    "{name!r} is named twice in what was seen": "{name!r} названо в увиденном дважды",
    "{name!r} is not what a step changes; use answer({name!r}, ...) or correct({name!r}, ...)": (
        "{name!r} - не то, что меняет шаг; вызовите answer({name!r}, ...) или correct({name!r}, ...)"
    ),
    "the {what} is named by a text, not by {found}; known are: {known}": (
        "имя ({what}) - это текст, а здесь {found}; известны: {known}"
    ),
    "there is no {what} {name!r}; {advice}": "имени {name!r} ({what}) нет; {advice}",
    "{playbook!r} is a playbook; it has no steps": "{playbook!r} - сценарий; шагов у него нет",
    "{playbook!r} is a playbook; report one of its steps: {own}": (
        "{playbook!r} - сценарий; сообщите об одном из его шагов: {own}"
    ),
}
