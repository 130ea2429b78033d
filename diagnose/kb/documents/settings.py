"""``kb.yaml``: words as numbers, prices, thresholds and bounds."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from diagnose.errors import echo
from diagnose.kb.documents.fields import (
    Amount,
    Label,
    PlacedAmount,
    PlacedWords,
    Reads,
    Share,
    Whole,
    Words,
    a_number,
    plain,
)
from diagnose.kb.documents.lists import WordList, items, numbers
from diagnose.kb.documents.model import DocumentPart
from diagnose.kb.documents.playbook import FORMAT
from diagnose.kb.documents.problems import problem
from diagnose.kb.documents.texts import LANGUAGE
from diagnose.wording import worded


def _format(node: Any) -> int:
    scalar = plain(node, "a format number", "1")
    if scalar.text != str(FORMAT):
        message = worded(
            "format '{text}' is not known; this library reads format {ours}", text=echo(scalar.text), ours=FORMAT
        )
        raise problem("PB115", message, scalar.at, worded("write format: {ours}, or update the library", ours=FORMAT))
    return FORMAT


def _language(node: Any) -> str:
    scalar = plain(node, "a language", "en")
    if not LANGUAGE.fullmatch(scalar.text):
        message = worded("'{text}' is no language", text=echo(scalar.text))
        raise problem("PB103", message, scalar.at, "write a code such as en or ru")
    return scalar.text


Format = Annotated[int, Reads(_format, {"const": FORMAT})]
Language = Annotated[str, Reads(_language, {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"})]
Rate = Annotated[float, a_number(0, 1000)]
Shares = Annotated[dict[str, Share], numbers("{rare: 0.02, often: 0.5}")]
Rates = Annotated[dict[str, Rate], numbers("{rare: 1, common: 60}")]
Amounts = Annotated[dict[str, Amount], numbers("{low: 0, high: 90}")]
PlacedAmounts = Annotated[dict[str, PlacedAmount], numbers("{line-1: 60}")]


class PricesDocument(DocumentPart):
    """What time, visits, risks and handing over cost."""

    hour: Amount | None = None
    visit: Amount | None = None
    risk: Amounts | None = None
    escalation: PlacedAmounts | None = None


class ThresholdsDocument(DocumentPart):
    """When the decision turns; ``dear`` is a price."""

    sure: Share | None = None
    unexplained: Share | None = None
    misfit: Share | None = None
    precedent: Share | None = None
    dear: Amount | None = None


class BoundsDocument(DocumentPart):
    """How far the decision looks."""

    candidates: Whole | None = None
    set_size: Whole | None = None
    firings: Whole | None = None


class SettingsDocument(DocumentPart):
    """The settings of a knowledge base."""

    format: Format = Field(examples=["1"])
    name: Words | None = None
    version: Label | None = None
    languages: Annotated[tuple[Language, ...], items("[en, ru]", needed=True), Field(min_length=1)] | None = None
    timezone: PlacedWords | None = None
    currency: Words | None = None
    signs: Shares | None = None
    frequency: Rates | None = None
    prices: PricesDocument | None = None
    thresholds: ThresholdsDocument | None = None
    bounds: BoundsDocument | None = None
    rules: WordList = ()
