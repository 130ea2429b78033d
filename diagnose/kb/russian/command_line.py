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
}
