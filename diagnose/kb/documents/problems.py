"""How a validator says what is wrong: with a code, a place and advice, so that nothing has to be guessed later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from diagnose.errors import Finding, Fix, Location, Severity
from diagnose.nodes import Node, kind_of
from diagnose.wording import phrase, worded


@dataclass(slots=True)
class Notes:
    """What validators noticed without refusing the value."""

    warnings: list[Finding] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)


def problem(  # noqa: PLR0913 - a finding has these parts
    code: str,
    message: str,
    at: Location,
    advice: str = "",
    *related: tuple[Location, str],
    instead: Node | None = None,
    fix: Fix | None = None,
) -> Exception:
    """The error for a validator to raise; ``instead`` is what the rest of the document is checked with."""
    context: dict[str, Any] = {"message": message, "at": at, "advice": advice, "related": related}
    context |= {"instead": instead, "fix": fix}
    return PydanticCustomError(code, "{message}", context)


def wrong_type(node: Node, wanted: str, example: str, instead: Node | None = None) -> Exception:
    """PB102: what was found, what is wanted, and an example."""
    message = worded("found {found} where {wanted} is wanted", found=kind_of(node), wanted=phrase(wanted))
    return problem(
        "PB102", message, node.at, worded("write it like {example}", example=phrase(example)), instead=instead
    )


def warn(  # noqa: PLR0913 - a finding has these parts
    info: ValidationInfo, code: str, message: str, at: Location, advice: str, fix: Fix
) -> None:
    """Note a warning that ``fix`` does away with; the value is taken as it stands."""
    notes = info.context
    if isinstance(notes, Notes):
        notes.warnings.append(Finding(code, message, at, Severity.WARNING, advice, fix=fix))
