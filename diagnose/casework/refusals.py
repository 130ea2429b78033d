"""Why something may not be done with a case: reasons for programs, words for people."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from diagnose.case import What
from diagnose.case.events import kind_of
from diagnose.case.taking import described
from diagnose.case.writing import what_data, what_of
from diagnose.errors import Finding, HistoryFormatError, RefusedError, echo
from diagnose.kb.suggest import meant
from diagnose.wording import phrase, worded

MOST_SHOWN = 12


class Refusal(StrEnum):
    """Why something was refused, as :attr:`diagnose.errors.RefusedError.reason` says it."""

    WRONG_STATE = "wrong-state"
    ANOTHER_LINE = "another-line"
    UNKNOWN_NAME = "unknown-name"
    KNOWN_ALREADY = "known-already"
    NOTHING_SAID = "nothing-said"
    WRONG_VALUE = "wrong-value"
    CONTRADICTION = "contradiction"
    CONSULTS_ONLY = "consults-only"
    ABOVE_LINE = "above-this-line"
    TOO_RISKY = "too-risky"
    NOT_THIS_STEP = "not-this-step"
    NO_CHANNEL = "no-channel"
    ONLY_CUSTOMER = "only-the-customer"
    NOBODY_CAN_ANSWER = "nobody-can-answer"
    NOT_ABOVE = "not-above"
    NOT_BELOW = "not-below"
    NO_LINE_LEFT = "no-line-left"
    NOT_THIS_SECTOR = "not-this-sector"
    REASON_NEEDED = "reason-needed"
    VENDOR_NEEDED = "vendor-needed"
    MUST_GO_UP = "must-go-up"
    NO_SUCH_ADVICE = "no-such-advice"
    NOT_TRIED = "not-tried"
    SAY_WHAT_IT_WAS = "say-what-it-was"
    IN_THE_PAST = "in-the-past"
    CANNOT_BE_KEPT = "cannot-be-kept"


_W = TypeVar("_W", bound=What)


def refused(reason: Refusal, message: str, advice: str = "", findings: tuple[Finding, ...] = ()) -> RefusedError:
    """The error that says so: what is wrong, and what to do instead."""
    said = worded("{message}; {advice}", message=message, advice=advice) if advice else message
    return RefusedError(said, reason.value, findings)


def declared(what: str, name: object, known: Iterable[str]) -> str:
    """``name``, if it is one of ``known``.

    Raises:
        RefusedError: it is not; the message names the closest one.
    """
    names = sorted(str(each) for each in known)
    if isinstance(name, str) and name in names:
        return name
    shown = worded("known are: {known}", known=", ".join(names[:MOST_SHOWN]) or phrase("none"))
    if not isinstance(name, str):
        message = worded("the {what} is named by a text, not by {found}", what=phrase(what), found=described(name))
        raise refused(Refusal.UNKNOWN_NAME, message, shown)
    message = worded("there is no {what} {name!r}", what=phrase(what), name=echo(name))
    raise refused(Refusal.UNKNOWN_NAME, message, meant(name, names) or shown)


def kept(*happened: _W) -> tuple[_W, ...]:
    """``happened``, if all of it can be written down and read again.

    Raises:
        RefusedError: a text is too long or no text, or a name is empty.
    """
    for what in happened:
        try:
            what_of(kind_of(what), what_data(what))
        except HistoryFormatError as error:
            raise refused(Refusal.CANNOT_BE_KEPT, phrase(error.args[0])) from None
    return happened
