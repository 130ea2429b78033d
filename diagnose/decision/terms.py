"""What the customer of a case is entitled to, and what that means for its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from diagnose.case import Intake
from diagnose.facts import EQUIPMENT, LOCATION, Value
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.moments import zone_called
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Step
from diagnose.support import Entitlement
from diagnose.support.entitlement import Subject, covering, expired
from diagnose.vocabulary import SUPPORT, Taxonomy

PARTS = "parts"
"""Stands among the charges for what a step needs that is bought."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The support option of a case, the ``entitlement`` that grants it, and the last day on which that covers it.

    ``ended`` is an entitlement that would cover the case but has run out. ``channels`` are those that the option
    offers; None: all. ``charges`` names what costs the customer extra: kinds of channel, and ``parts``.
    """

    option: str | None = None
    entitlement: str | None = None
    until: date | None = None
    ended: Entitlement | None = None
    level: str | None = None
    channels: tuple[str, ...] | None = None
    charges: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is more to say than the name of the option: a term, or a charge."""
        return self.entitlement is not None or self.ended is not None or bool(self.charges)

    def offers(self, step: Step) -> bool:
        """Whether ``step`` can be done over a channel that the customer has."""
        return self.channels is None or not step.via or not set(step.via).isdisjoint(self.channels)


NOTHING_KNOWN = Coverage()


def terms_of(kb: KnowledgeBase, intake: Intake, at: datetime | None) -> Coverage:
    """What the customer of ``intake`` is entitled to at the moment ``at``; without a moment dates do not count.

    Raises:
        IntakeError: the intake does not fit the vocabulary of ``kb``.
    """
    return terms_in(kb, intake, observe(intake, kb).values, at) if kb.support.options else NOTHING_KNOWN


def terms_in(kb: KnowledgeBase, intake: Intake, values: Mapping[str, Value], at: datetime | None) -> Coverage:
    """The same when it is known already what the attributes of the case are."""
    named = values.get(SUPPORT)
    option = str(named) if named is not None else None
    granted = kb.support.entitlements
    if not any(option in (None, each.option) for each in granted):
        return _of_option(kb, option)  # nobody has to be entitled to it
    subject = _subject(kb, intake, values)
    held = _held(granted, subject, at, kb.settings.timezone, option)
    ended = None if held is not None and option in (None, held.option) else _ended(kb, subject, at, option)
    if held is None:
        return Coverage(ended=ended)
    return replace(_of_option(kb, held.option), entitlement=held.id, until=held.until, ended=ended)


def charged_for(kb: KnowledgeBase, step: Step, coverage: Coverage) -> tuple[str, ...]:
    """What the customer pays for when ``step`` is taken: kinds of channel where no free one is left, and ``parts``."""
    channels = kb.support.channels
    open_to = [name for name in step.via if coverage.channels is None or name in coverage.channels]
    kinds = list(dict.fromkeys(channels[name].kind for name in open_to if name in channels))
    paid = kinds if kinds and set(kinds) <= set(coverage.charges) else []
    parts = [PARTS] if PARTS in coverage.charges and step.price > 0.0 else []
    return (*paid, *parts)


def _of_option(kb: KnowledgeBase, name: str | None) -> Coverage:
    option = kb.support.options.get(name) if name is not None else None
    if option is None:
        return NOTHING_KNOWN
    return Coverage(option.id, level=option.level, channels=option.channels or None, charges=option.charges)


def _subject(kb: KnowledgeBase, intake: Intake, values: Mapping[str, Value]) -> Subject:
    kinds = _upwards(kb.vocabulary.equipment, values.get(EQUIPMENT))
    places = _upwards(kb.vocabulary.location, values.get(LOCATION))
    return Subject(kinds, intake.serial, intake.customer, intake.contract, places)


def _upwards(taxonomy: Taxonomy, named: Value | None) -> tuple[str, ...]:
    """What is ``named``, from the closest kind on to what is above it."""
    kinds = named if isinstance(named, tuple) else ()
    return tuple(dict.fromkeys(each for kind in kinds for each in taxonomy.upwards(kind)))


def _held(
    entitlements: tuple[Entitlement, ...], subject: Subject, at: datetime | None, zone: str, option: str | None
) -> Entitlement | None:
    if at is not None:
        return covering(entitlements, subject, _day(at, zone), option)
    undated = [replace(each, starts=None, until=None) for each in entitlements]
    found = covering(undated, subject, date.min, option)
    return None if found is None else next(each for each in entitlements if each.id == found.id)


def _ended(kb: KnowledgeBase, subject: Subject, at: datetime | None, option: str | None) -> Entitlement | None:
    """The entitlement that ended last, to the ``option`` that the customer names if there is one."""
    if at is None:
        return None
    past = expired(kb.support.entitlements, subject, _day(at, kb.settings.timezone))
    asked_for = [each for each in past if option is None or each.option == option]
    return asked_for[0] if asked_for else None


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(zone_called(zone)).date()
