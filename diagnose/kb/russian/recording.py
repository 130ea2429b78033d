"""What the record has to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "the record needs a package that is not installed: pip install 'diagnose[record]'": (
        "для учёта обращений нужен пакет, который не установлен: pip install 'diagnose[record]'"
    ),
    "case {case} is not settled; resolve it first": "обращение {case} не решено; сначала решите его",
    "PostgreSQL needs a package that is not installed: pip install 'diagnose[postgres]'": (
        "для PostgreSQL нужен пакет, который не установлен: pip install 'diagnose[postgres]'"
    ),
    "the record '{where}' is damaged: {reason}; restore a copy": (
        "база обращений «{where}» повреждена: {reason}; восстановите её из копии"
    ),
    "the record '{where}' is busy: others did not let go of it in time": (
        "база обращений «{where}» занята: другие не освободили её вовремя"
    ),
    "there is no room for the record '{where}': {reason}": "для базы обращений «{where}» не хватает места: {reason}",
    "the record '{where}' may not be written: {reason}": ("в базу обращений «{where}» нельзя записывать: {reason}"),
    "the record '{where}' cannot be opened: {reason}": "базу обращений «{where}» не удаётся открыть: {reason}",
    "there is no such folder": "такой папки нет",
    "this is a folder": "это папка",
    "the record '{where}' fails: {reason}": "база обращений «{where}» отказывает: {reason}",
    "'{where}' is no record of cases; name another file or database": (
        "«{where}» - не база обращений; укажите другой файл или другую базу"
    ),
    "the record '{where}' was written by a newer version of diagnose (schema {found}, known up to {known}); "
    "install that version": (
        "база обращений «{where}» записана более новой версией diagnose (схема {found}, известны до {known}); "
        "установите эту версию"
    ),
    "the time {moment} has no offset; add one": "время {moment} указано без смещения от UTC; добавьте его",
    "event {number} should stand here": "здесь должно стоять событие {number}",
    "the history does not end here": "история кончается не здесь",
    "it cannot be read": "его нельзя прочитать",
    "what it says, or what stands before it, is not what was sealed": (
        "в нём, или перед ним, записано не то, что было скреплено печатью"
    ),
    "its time is not the one in the list of events": "его время не то, что в списке событий",
    "the case is missing in the list of cases": "обращения нет в списке обращений",
    "case {case} is missing in the list of cases": "обращения {case} нет в списке обращений",
    "the list of cases says something else in '{name}'": "в списке обращений записано другое: «{name}»",
    "the history of case {case} was altered at event {number}: {reason}": (
        "история обращения {case} изменена на событии {number}: {reason}"
    ),
    "an event cannot be written: {reason}": "событие нельзя записать: {reason}",
    "there is no case '{case}'": "обращения «{case}» нет",
    "case {case} was changed meanwhile: it is at version {found}, not {expected}; look at it again": (
        "обращение {case} тем временем изменили: у него версия {found}, а не {expected}; посмотрите его ещё раз"
    ),
    "a case has at most {most} events; close it and open another": (
        "у обращения бывает не больше {most} событий; закройте его и откройте другое"
    ),
    "an idempotency key has 1 to 255 printable characters": "в ключе запроса от 1 до 255 печатных знаков",
    "the idempotency key '{key}' was used for another request, which led to case {case}": (
        "ключ запроса «{key}» уже был у другого запроса, по нему заведено обращение {case}"
    ),
    "a record lies in a file or in PostgreSQL, not in '{kind}'": (
        "база обращений хранится в файле или в PostgreSQL, но не в «{kind}»"
    ),
    "{problem}; write a path or postgresql://...": "{problem}; укажите путь или postgresql://...",
    "this is no URL of a database; write a path or postgresql://...": (
        "это не адрес базы данных; укажите путь или postgresql://..."
    ),
    "a record lies in a file; name one": "база обращений хранится в файле; укажите его",
    "this is no archive of a knowledge base: {reason}": "это не архив базы знаний: {reason}",
    "the Python rules '{path}' are not to be found: {reason}": "правила на Python «{path}» не найдены: {reason}",
    "the Python rules '{path}' are no class": "правила на Python «{path}» - не класс",
    "only a knowledge base that was loaded from documents can be kept; load it": (
        "сохранить можно лишь базу знаний, загруженную из документов; загрузите её"
    ),
    "the record does not keep the knowledge base {digest}": "в учёте нет базы знаний {digest}",
    "the knowledge base {digest} cannot be loaded again: {reason}": (
        "базу знаний {digest} нельзя загрузить снова: {reason}"
    ),
    "this is not JSON: {reason}": "это не JSON: {reason}",
    "this is no mapping": "это не словарь",
    "'{case}' is no id of a case": "«{case}» - не номер обращения",
    "a case has 1 to {most} events": "у обращения от 1 до {most} событий",
    "the case cannot be read: {reason}": "обращение нельзя прочитать: {reason}",
    "the documents cannot be read: {reason}": "документы нельзя прочитать: {reason}",
    "line {line} of the export: {problem}": "строка {line} выгрузки: {problem}",
    "the history of case {case} was altered at event {number}": (
        "история обращения {case} изменена на событии {number}"
    ),
    "this is no export of a record: its schema should be {schema}": (
        "это не выгрузка базы обращений: её схема должна быть {schema}"
    ),
    "nobody knows what this line is": "что это за строка, неизвестно",
    "the rest is missing; take a whole copy and import it again": (
        "остального нет; возьмите полную копию и импортируйте её ещё раз"
    ),
    "lines are missing, or too many; take a whole copy and import it again": (
        "строк не хватает, или есть лишние; возьмите полную копию и импортируйте её ещё раз"
    ),
    "the history of case {case} is not whole": "история обращения {case} неполна",
    "it cannot be read: {reason}": "её нельзя прочитать: {reason}",
}
