"""Words that come from outside: errors of the operating system, alphabets as Unicode names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "Bad file descriptor": "поток закрыт",
    "File name too long": "слишком длинное имя файла",
    "Input/output error": "ошибка ввода-вывода",
    "Is a directory": "это папка",
    "No such device or address": "такого устройства нет",
    "No such file or directory": "такого файла или папки нет",
    "Not a directory": "это не папка",
    "Permission denied": "нет прав доступа",
    "Too many levels of symbolic links": "слишком длинная цепочка ссылок",
    "Arabic": "арабское письмо",
    "Armenian": "армянский алфавит",
    "Cyrillic": "кириллица",
    "East asian": "восточноазиатское письмо",
    "Fullwidth": "полноширинные знаки",
    "Georgian": "грузинский алфавит",
    "Greek": "греческий алфавит",
    "Hebrew": "еврейский алфавит",
    "Latin": "латиница",
    "Mathematical": "математические знаки",
}
