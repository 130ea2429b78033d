"""Public holidays of countries and their subdivisions, by the package ``holidays``."""

from __future__ import annotations

from datetime import date
from typing import Any

from diagnose.errors import MissingExtraError, UnknownHolidaysError, echo
from diagnose.names import closest
from diagnose.wording import phrase, worded


def public_holidays(code: str, year: int) -> frozenset[date]:
    """The public holidays in ``year`` of the country ``code`` names: RU, or with a subdivision DE-BY.

    Raises:
        MissingExtraError: the package ``holidays`` is not installed.
        UnknownHolidaysError: there is no such country, or it has no such subdivision.
    """
    package = _package()
    country, _, subdivision = code.partition("-")
    try:
        found = package.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        raise _unknown(code, package.list_supported_countries()) from None
    return frozenset(day for day in found if day.year == year)


def _package() -> Any:
    try:
        import holidays
    except ImportError:
        message = worded(
            "{what} need the package '{package}'; install it: pip install 'diagnose[{extra}]'",
            what=phrase("calendars with public holidays"),
            package="holidays",
            extra="record",
        )
        raise MissingExtraError(message, "holidays", "record") from None
    return holidays


def _unknown(code: str, countries: dict[str, list[str]]) -> UnknownHolidaysError:
    country, _, subdivision = code.partition("-")
    if country in countries:
        near = closest(subdivision, countries[country])
        what, meant = phrase("subdivision"), f"{country}-{near}" if near else None
    else:
        near = closest(country, countries)
        what, meant = phrase("country"), f"{near}-{subdivision}" if near and subdivision else near
    advice = (
        worded("did you mean '{near}'?", near=meant)
        if meant
        else phrase("write a country by its ISO code, as RU, perhaps with a subdivision, as DE-BY")
    )
    message = worded(
        "no public holidays are known for '{code}': unknown {what}; {advice}", code=echo(code), what=what, advice=advice
    )
    return UnknownHolidaysError(message, code, meant)
