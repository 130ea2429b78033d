"""Calendars, public holidays and priorities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "{what} need the package '{package}'; install it: pip install 'diagnose[{extra}]'": (
        "{what}: нужен пакет '{package}'; установите его: pip install 'diagnose[{extra}]'"
    ),
    "calendars with public holidays": "календари с государственными праздниками",
    "no public holidays are known for '{code}': unknown {what}; {advice}": (
        "государственные праздники для '{code}' неизвестны: неизвестно, что это за {what}; {advice}"
    ),
    "subdivision": "регион",
    "country": "страна",
    "write a country by its ISO code, as RU, perhaps with a subdivision, as DE-BY": (
        "напишите код страны по ISO, например RU, и, если нужно, код региона, например DE-BY"
    ),
    "the calendar '{calendar}' is not open long enough within {years} years from {start}": (
        "календарь '{calendar}' за {years} лет, начиная с {start}, не открыт столько времени"
    ),
    "calendar '{calendar}': an interval ends before it begins": (
        "календарь '{calendar}': промежуток кончается раньше, чем начинается"
    ),
    "calendar '{calendar}': '{text}' is no time of day": "календарь '{calendar}': '{text}' - не время суток",
    "calendar '{calendar}': {problem}": "календарь '{calendar}': {problem}",
    "the moment {moment} has no time zone; give it one": "у момента {moment} нет часового пояса; укажите его",
    "the moment {moment} lies outside the years {first} to {last}": ("момент {moment} лежит вне {first}-{last} годов"),
    "impact": "влияние",
    "urgency": "срочность",
    "known: {names}": "известны: {names}",
    "no priorities are declared in the support documents": "в документах поддержки приоритеты не объявлены",
    "unknown {what} '{word}'; {advice}": "неизвестно: {what} '{word}'; {advice}",
}
