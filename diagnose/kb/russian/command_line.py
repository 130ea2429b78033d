"""The words around findings at the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "error": "ошибка",
    "warning": "предупреждение",
    "info": "замечание",
    "What it finds": "Что находит",
    "Why it matters": "Почему это важно",
    "Example": "Пример",
    "Write instead": "Как написать",
    "the knowledge base cannot be loaded": "база знаний не загружается",
    "the intake cannot be read": "обращение не читается",
    "the history cannot be read": "история не читается",
    "the past cases cannot be read": "прошлые случаи не читаются",
    "it cannot be loaded as of {revision}": "база знаний на {revision} не загружается",
    "the consultation cannot be resumed": "консультацию нельзя продолжить",
    "{head}: {many}": "{head}; {many}",
    "1 finding": "найдено: 1",
    "{count} findings": "найдено: {count}",
    "  ... and {count} more": "  ... и ещё {count}",
    "refused: {reason}": "отказано: {reason}",
    "there is no record '{where}' yet; `diagnose case new` makes one, and --record names another": (
        "базы обращений «{where}» ещё нет; её создаёт `diagnose case new`, а другую называет --record"
    ),
    "{name} is a number of seconds, not '{text}'": "{name} - это число секунд, а не «{text}»",
    "write it like 2026-11-22T09:30 or 2026-11-22T09:30+03:00": (
        "напишите так: 2026-11-22T09:30 или 2026-11-22T09:30+03:00"
    ),
    "'{text}' names no value; write it like print.output=faded": (
        "в «{text}» нет значения; напишите так: print.output=faded"
    ),
    "'{name}' is named twice; keep one of the two": "«{name}» указано дважды; оставьте одно",
    "the intake names its {name} already; leave --{name} out": ("в обращении {name} уже указано; уберите --{name}"),
    "'{file}' is there already; name another file": "файл «{file}» уже есть; назовите другой",
    "cannot write '{file}': {reason}": "нельзя записать «{file}»: {reason}",
}
