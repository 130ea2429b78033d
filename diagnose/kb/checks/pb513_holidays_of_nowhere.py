"""PB513: holidays of a country that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, MissingExtraError, UnknownHolidaysError, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.documents.placed import at_of
from diagnose.support.days_off import public_holidays
from diagnose.wording import worded

CODE = warning(
    "PB513",
    "Holidays of a country that is not known",
    "Праздники неизвестной страны",
    "`holidays` of a calendar names no country, or no part of it, whose public holidays are known. Looked up only\n"
    "where the package `holidays` is installed (the extra `record`).",
    "The calendar cannot be reckoned with: every target by it would end in an error.",
    "holidays: UK-ENGLAND",
    "holidays: GB-ENG",
)

ANY_YEAR = 2026


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each calendar whose public holidays nobody knows."""
    for document in subject.documents.supports:
        for part in document.calendars.values():
            if part.holidays is None:
                continue
            code = str(part.holidays)
            try:
                public_holidays(code, ANY_YEAR)
            except UnknownHolidaysError as error:
                message = worded("no public holidays are known for {code!r}", code=echo(code))
                advice = (
                    worded("did you mean '{near}'?", near=error.meant)
                    if error.meant
                    else "write a country by its ISO code, as RU, perhaps with a subdivision, as DE-BY"
                )
                yield CODE.finding(message, at_of(part.holidays, part.at), advice)
            except MissingExtraError:
                return
