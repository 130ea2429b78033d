"""What is wrong with a dossier, in Russian."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "a dossier is a mapping": "досье - это отображение",
    "see docs/dossier.md": "см. docs/dossier.md",
    "pass what Dossier.to_json gave": "передайте то, что дал Dossier.to_json",
    "no such word": "такого слова нет",
    "it is written in another form": "записано в другом виде",
    "the number is out of bounds": "число вне границ",
    "this is no date and time": "это не дата и время",
    "{count} are more than the limit of {limit}": "{count} - больше предела {limit}",
    "pages of HTML": "страницам HTML",
    "a whole number": "целое число",
    "null": "null",
}
