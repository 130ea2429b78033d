"""The settings of ``kb.yaml``, with defaults for what it does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diagnose.errors import Finding, Location
from diagnose.kb.codes import finding
from diagnose.kb.documents.placed import at_of
from diagnose.kb.documents.settings import SettingsDocument
from diagnose.kb.moments import zone_called, zones_are_known
from diagnose.kb.playbook import Settings
from diagnose.kb.suggest import meant
from diagnose.wording import worded

WITHOUT_RISK = {"none": 0.0}


def compile_settings(document: SettingsDocument | None) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings that ``document`` asks for; the defaults where it, or a part of it, is missing."""
    if document is None:
        return Settings(), ()
    given: dict[str, Any] = {"rules": document.rules}
    for name in ("name", "version", "languages", "currency", "signs"):
        _take(given, name, getattr(document, name))
    if document.timezone is not None:
        given["timezone"] = str(document.timezone)
    if document.frequency is not None:
        given["frequency"] = {word: share / 1000 for word, share in document.frequency.items()}
    _take_prices(given, document)
    for part in (document.thresholds, document.bounds):
        if part is not None:
            for name in type(part).model_fields:
                if name != "at":
                    _take(given, name, getattr(part, name))
    settings = Settings(**given)
    wrong = unknown_zone(settings.timezone, at_of(document.timezone, document.at))
    if wrong is None:
        return settings, ()
    return replace(settings, timezone=Settings().timezone), (wrong,)


def _take(given: dict[str, Any], name: str, value: object) -> None:
    if value is not None:
        given[name] = value


def _take_prices(given: dict[str, Any], document: SettingsDocument) -> None:
    prices = document.prices
    if prices is None:
        return
    for name in ("hour", "visit"):
        _take(given, name, getattr(prices, name))
    if prices.escalation is not None:
        given["escalation"] = {line: float(price) for line, price in prices.escalation.items()}
    if prices.risk is not None:
        risk: Mapping[str, float] = {**WITHOUT_RISK, **prices.risk}
        given["risk"] = risk


def unknown_zone(name: str, at: Location) -> Finding | None:
    """What is wrong with a time zone that is misspelt; a machine without any zones is told only when one is needed."""
    if zone_called(name) is not None or not zones_are_known():
        return None
    from zoneinfo import available_timezones

    advice = meant(name, available_timezones()) or "write it like Europe/Moscow"
    return finding("PB103", worded("unknown time zone {zone!r}", zone=name[:40]), at, advice)
