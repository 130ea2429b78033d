"""Which entitlement covers a case on a day, and which has run out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from diagnose.names import fold
from diagnose.support.organisation import Entitlement

Fit: TypeAlias = tuple[bool, bool, bool, int, int]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what a case is about; ``equipment`` and ``location`` from the closest on to what is above it."""

    equipment: tuple[str, ...] = ()
    serial: str | None = None
    customer: str | None = None
    contract: str | None = None
    location: tuple[str, ...] = ()


def covering(
    entitlements: Iterable[Entitlement], subject: Subject, day: date, preferred: str | None = None
) -> Entitlement | None:
    """The entitlement in force that covers ``subject`` on ``day``, one of the option ``preferred`` before others.

    Of several it is the one that is bound the closest: to the serial number, then contract, customer, kind of
    equipment, place; then the one that lasts longest, then the first by id.
    """
    held = [(each, fit) for each in entitlements if _in_force(each, day) and (fit := _fit(each, subject)) is not None]
    best = min(held, key=lambda each: _order(each[0], each[1], preferred), default=None)
    return best[0] if best else None


def expired(entitlements: Iterable[Entitlement], subject: Subject, day: date) -> tuple[Entitlement, ...]:
    """Those that covered ``subject`` but ended before ``day``, the latest first, then by id."""
    held = [(each.until, each) for each in entitlements if each.until is not None and each.until < day]
    fitting = [(until, each) for until, each in held if _fit(each, subject) is not None]
    return tuple(each for _, each in sorted(fitting, key=lambda each: (-each[0].toordinal(), each[1].id)))


def _in_force(entitlement: Entitlement, day: date) -> bool:
    return (entitlement.starts or day) <= day <= (entitlement.until or day)


def _fit(entitlement: Entitlement, subject: Subject) -> Fit | None:
    """How closely it is bound to ``subject``, the greater the closer; None when something it names differs."""
    bound = (
        _same(subject.serial, entitlement.serials),
        _same(subject.contract, (entitlement.contract,)),
        _same(subject.customer, (entitlement.customer,)),
    )
    kind, place = _near(subject.equipment, entitlement.equipment), _near(subject.location, entitlement.location)
    if None in bound or kind is None or place is None:
        return None
    serial, contract, customer = (each is True for each in bound)
    return serial, contract, customer, kind, place


def _near(upwards: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    """How close the closest of ``upwards`` that is ``wanted`` comes; 0: nothing is asked for; None: none is."""
    if not wanted:
        return 0
    return next((len(upwards) - steps for steps, each in enumerate(upwards) if each in wanted), None)


def _same(value: str | None, wanted: Iterable[str | None]) -> bool | None:
    """Whether it binds at all; None: it binds, and to another one. Case and space around are no difference."""
    named = {fold(each.strip()) for each in wanted if each is not None}
    if not named:
        return False
    return True if value is not None and fold(value.strip()) in named else None


def _order(entitlement: Entitlement, fit: Fit, preferred: str | None) -> tuple[bool, tuple[int, ...], int, str]:
    lasts = (entitlement.until or date.max).toordinal()
    return entitlement.option != preferred, tuple(-each for each in fit), -lasts, entitlement.id
