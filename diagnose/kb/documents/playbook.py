"""Playbook and conclusion documents, key by key as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from diagnose.errors import Finding, Location
from diagnose.facts import Version
from diagnose.kb.documents.fields import (
    Amount,
    Day,
    DottedId,
    NameId,
    Reads,
    Reference,
    Seconds,
    Whole,
    WordOrNumber,
    YesNo,
    one_of,
    plain,
)
from diagnose.kb.documents.lists import (
    NO_TEXT,
    Condition,
    DottedIds,
    NameIds,
    NeededReferences,
    References,
    Shows,
    TextList,
    Values,
    WordList,
    items,
)
from diagnose.kb.documents.model import DocumentPart, lacking, word
from diagnose.kb.documents.problems import problem
from diagnose.kb.documents.texts import LanguageText
from diagnose.nodes import Mapping, Node, Scalar
from diagnose.wording import worded

FORMAT = 1
"""The format of documents that this library reads."""

_SAID = ("no-fault", "out-of-scope", "how-to")
_GROUPS = frozenset({"all", "any", "none", "count", "equipment", "location", "channel", "support"})


def _supported(node: Any) -> str:
    scalar = plain(node, "a format number", "1")
    if Version(scalar.text) > Version(str(FORMAT)):
        message = worded(
            "the playbook needs format {text}; this library reads format {ours}", text=scalar.text[:40], ours=FORMAT
        )
        raise problem("PB115", message, scalar.at, "update the library, or write the playbook for this format")
    return scalar.text


def _written_short(node: Any) -> Any:
    """``{power.off: true, safety: ...}`` as ``{when: {power.off: true}, safety: ...}``."""
    if not isinstance(node, Mapping) or node.get("when") is not None:
        return node
    tests = [entry for entry in node if entry[0].text != "safety"]
    if not tests or not all("." in key.text or key.text in _GROUPS for key, _ in tests):
        return node
    when: tuple[Scalar, Node] = (Scalar("when", False, node.at), Mapping(tuple(tests), node.at))
    return Mapping((when, *(entry for entry in node if entry[0].text == "safety")), node.at)


class RequiresDocument(DocumentPart):
    """What must hold before a step is offered, with the words of caution that go with it."""

    when: Condition = Field(examples=["{printer.power: false}"])
    safety: LanguageText = NO_TEXT


class StepDocument(DocumentPart):
    """One action of a plan; ``takes`` in seconds."""

    step: NameId = Field(examples=["shake-cartridge"])
    do: LanguageText = Field(examples=["{en: 'Take the cartridge out.', ru: 'Выньте картридж.'}"])
    by: Reference | None = None
    via: NeededReferences = ()
    takes: Seconds | None = None
    risk: Reference | None = None
    price: Amount | None = None
    needs: TextList = ()
    after: References = ()
    requires: Annotated[RequiresDocument, BeforeValidator(_written_short)] | None = None
    confirm: LanguageText = NO_TEXT
    fixes: WordOrNumber | None = None
    check: Values | None = None
    stop: YesNo = False
    formerly: NameIds = ()


class EscalateDocument(DocumentPart):
    """Where a case goes when the plan does not help; ``if_`` is written ``if``."""

    to: Reference = Field(examples=["line-2"])
    sector: Reference | None = None
    because: LanguageText = NO_TEXT
    if_: Condition | None = Field(None, alias="if")


class PlaybookDocument(DocumentPart):
    """One typical fault, or a how-to."""

    playbook: DottedId = Field(examples=["printing.toner-empty"])
    kind: Annotated[str, one_of("fault", "how-to")] = "fault"
    title: LanguageText = Field(examples=["{en: 'The toner is used up', ru: 'Закончился тонер'}"])
    revision: Whole = 1
    status: Annotated[str, one_of("draft", "approved", "retired")] = "approved"
    authors: WordList = ()
    reviewed: Day | None = None
    sources: WordList = ()
    formerly: DottedIds = ()
    replaced_by: Reference | None = None
    applies_to: Condition | None = None
    part: Reference | None = None
    when: Condition | None = None
    frequency: WordOrNumber | None = None
    shows: Shows | None = None
    because: LanguageText = NO_TEXT
    plan: Annotated[tuple[StepDocument, ...], items("[{step: ..., do: ...}]", needed=True), Field(min_length=1)] = ()
    outcome: Annotated[str, one_of("no-fault", "out-of-scope", "hand-over", "how-to")] | None = None
    say: LanguageText = NO_TEXT
    escalate: EscalateDocument | None = None
    vendor: Reference | None = None
    requires: Annotated[str, Reads(_supported, {"type": ["integer", "string"]})] | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """Not both a plan and an outcome, and what the outcome needs; neither of them is PB501, which asks for more."""
        outcome, kind = word(entries, "outcome"), word(entries, "kind", "fault")
        if "plan" in entries and "outcome" in entries:
            message = "a playbook has a plan or an outcome, not both"
            yield Finding("PB104", message, entries["outcome"].at, advice="delete one of the two")
        elif kind == "how-to" or outcome in _SAID:
            if "say" not in entries:
                yield lacking("say", "it tells what to say", at, "{en: 'Some words', ru: 'Несколько слов'}")
        elif outcome == "hand-over" and "escalate" not in entries:
            yield lacking("escalate", "a case that is handed over goes somewhere", at, "{to: line-2}")


class ConclusionDocument(DocumentPart):
    """What is inferred on the way: ``when`` -> ``sets``."""

    conclusion: DottedId = Field(examples=["access.line-down"])
    when: Condition = Field(examples=["{ont.los_led: red}"])
    sets: Values = Field(examples=["{access.line: down}"])
    because: LanguageText = NO_TEXT
    sources: WordList = ()
    title: LanguageText = NO_TEXT
    revision: Whole = 1
    status: Annotated[str, one_of("draft", "approved", "retired")] = "approved"
    authors: WordList = ()
    reviewed: Day | None = None
