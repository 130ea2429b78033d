"""Fields that are lists or tables, and parts that are kept as nodes for the compiler to read."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, ValidationInfo

from diagnose.errors import Fix, FixKind, echo
from diagnose.kb.documents.fields import DottedId, NameId, PlaceId, Reads, Reference, WordId, Words, defined
from diagnose.kb.documents.problems import problem, warn, wrong_type
from diagnose.kb.documents.texts import LanguageText
from diagnose.names import fold
from diagnose.nodes import Mapping, Node, Scalar, Sequence, is_null
from diagnose.texts import Text
from diagnose.wording import worded


def _brackets(node: Scalar, example: str) -> str:
    """Advice to make a list of what stands alone; ``example`` where the items are more than words."""
    own = example if "{" in example else f"[{echo(node.text.strip('[] '))}]"
    return worded("put it in brackets: {own}", own=own)


def items(example: str, *, needed: bool = False, declares: bool = False) -> BeforeValidator:
    """A list, handed on item by item; ``needed`` refuses an empty one.

    One that ``declares`` ids may not repeat them, which the compiler says; of the others a repetition is noted here.
    """

    def read(node: Any, info: ValidationInfo) -> tuple[Node, ...]:
        if isinstance(node, Scalar) and not is_null(node):
            message = worded("found '{text}' where a list is wanted", text=echo(node.text))
            meant = None if "," in node.text or "]" in node.text else Sequence((node,), node.at)
            fix = None if meant is None or "{" in example else Fix(FixKind.WRAP, node.at)
            raise problem("PB116", message, node.at, _brackets(node, example), instead=meant, fix=fix)
        if not isinstance(node, Sequence):
            raise wrong_type(node, "a list", example)
        if needed and not node.items:
            advice = worded("write at least one entry: {example}", example=example)
            raise problem("PB110", "the list is empty", node.at, advice)
        if not declares:
            _note_repeated(node, info)
        return node.items

    return BeforeValidator(read)


def _note_repeated(node: Sequence, info: ValidationInfo) -> None:
    seen: set[tuple[str, bool]] = set()
    for item in node.items:
        if isinstance(item, Scalar):
            key = (fold(item.text), item.quoted)
            if key in seen:
                message = worded("'{name}' is listed twice", name=echo(item.text))
                warn(info, "PB111", message, item.at, "delete one of them", Fix(FixKind.REMOVE, item.at))
            seen.add(key)


def table(example: str) -> BeforeValidator:
    """A mapping, handed on entry by entry with its key."""

    def read(node: Any) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            raise wrong_type(node, "a mapping", example)
        return {key.text: (key, entry) for key, entry in node.entries}

    return BeforeValidator(read)


def numbers(example: str) -> BeforeValidator:
    """A mapping of words to numbers."""

    def read(node: Any) -> dict[str, Node]:
        if not isinstance(node, Mapping):
            raise wrong_type(node, "a mapping of words to numbers", example)
        return {key.text: entry for key, entry in node.entries}

    return BeforeValidator(read)


def raw(definition: str, wanted: str, example: str, *kinds: type, needed: bool = False) -> Reads:
    """A node of one of ``kinds`` that is kept for the compiler; ``definition`` names its JSON Schema.

    ``needed`` refuses an empty mapping; an empty list is always refused.
    """

    def read(node: Any) -> Node:
        if not isinstance(node, kinds) or is_null(node):
            if Sequence in kinds and isinstance(node, Scalar) and not is_null(node):
                message = worded("found '{text}' where a list is wanted", text=echo(node.text))
                raise problem("PB116", message, node.at, _brackets(node, example))
            raise wrong_type(node, wanted, example)
        if isinstance(node, Sequence) and not node.items:
            advice = worded("write at least one entry: {example}", example=example)
            raise problem("PB110", "the list is empty", node.at, advice)
        if needed and isinstance(node, Mapping) and not node.entries:
            advice = worded("write at least one entry: {example}", example=example)
            raise problem("PB110", "the table is empty", node.at, advice)
        return cast("Node", node)

    return Reads(read, defined(definition))


References = Annotated[tuple[Reference, ...], items("[line-1]")]
NeededReferences = Annotated[tuple[Reference, ...], items("[phone, on-site]", needed=True), Field(min_length=1)]
DottedIds = Annotated[tuple[DottedId, ...], items("[printing.toner-empty]")]
NameIds = Annotated[tuple[NameId, ...], items("[toner-empty]")]
PlaceIds = Annotated[tuple[PlaceId, ...], items("[hp-1020]")]
PartIds = Annotated[
    tuple[WordId, ...], items("[line, terminal, router]", needed=True, declares=True), Field(min_length=1)
]
WordList = Annotated[tuple[Words, ...], items("[line-3 printing]")]
TextList = Annotated[tuple[LanguageText, ...], items("[toner cartridge]")]

Condition = Annotated[Mapping, raw("condition", "a condition", "{print.output: faded}", Mapping)]
Shows = Annotated[Mapping, raw("shows", "a table", "{print.output: {faded: often}}", Mapping)]
Values = Annotated[Mapping, raw("values", "a table of attributes", "{print.output: normal}", Mapping, needed=True)]
Points = Annotated[
    Mapping, raw("points", "a table of observations", "{terminal: {terminal.lamp: red}}", Mapping, needed=True)
]
ValueList = Annotated[Sequence, raw("valueList", "a list of values", "[normal, faded]", Sequence)]
Common = Annotated[Node, raw("common", "a word, a number or a table", "{faded: rare}", Scalar, Sequence, Mapping)]
Ends = Annotated[Sequence, raw("range", "a low and a high end", "[0, 100]", Sequence)]
Labels = Annotated[Mapping, raw("labels", "a table of texts", "{faded: {en: faded}}", Mapping)]
Phrases = Annotated[Mapping, raw("phrases", "a table of phrases", "{faded: {en: [too light]}}", Mapping)]
IntakePart = Annotated[Mapping, raw("intake", "an intake", "{equipment: printer}", Mapping)]

NO_TEXT = Text()
