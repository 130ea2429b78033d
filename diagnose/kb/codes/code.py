"""What a code of a finding means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.errors import Finding, Fix, Location, Severity
from diagnose.texts import Text


@dataclass(frozen=True, slots=True)
class Code:
    """One code: how much it weighs, its title, what it finds, why that matters, an example and what to write instead.

    ``example`` and ``instead`` are fragments of documents. ``since`` is the version that brought it.
    """

    code: str
    severity: Severity
    title: Text
    what: str
    why: str
    example: str
    instead: str
    since: str = "0.1"

    def finding(  # noqa: PLR0913 - a finding has these parts
        self,
        message: str,
        at: Location | None,
        advice: str = "",
        related: Iterable[tuple[Location, str]] = (),
        *,
        subject: str = "",
        witness: str = "",
        fix: Fix | None = None,
    ) -> Finding:
        """A finding with this code that weighs what the code says; without a place, one about all documents."""
        where = at or Location("")
        return Finding(
            self.code,
            message,
            where,
            self.severity,
            advice,
            related=tuple(related),
            subject=subject,
            witness=witness,
            fix=fix,
        )


def error(code: str, en: str, ru: str, *texts: str) -> Code:
    """A code whose finding keeps a knowledge base from loading."""
    return Code(code, Severity.ERROR, Text.of({"en": en, "ru": ru}), *texts)


def warning(code: str, en: str, ru: str, *texts: str) -> Code:
    """A code whose finding deserves a look, though everything works."""
    return Code(code, Severity.WARNING, Text.of({"en": en, "ru": ru}), *texts)


def info(code: str, en: str, ru: str, *texts: str) -> Code:
    """A code whose finding is good to know."""
    return Code(code, Severity.INFO, Text.of({"en": en, "ru": ru}), *texts)
