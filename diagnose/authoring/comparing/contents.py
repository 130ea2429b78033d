"""What a playbook or a conclusion says beside its conditions, as plain entries that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from diagnose.kb.playbook import Conclusion, EscalateTo, Playbook, Shown, Step
from diagnose.rules.operators import shown, shown_duration
from diagnose.texts import Text

_NOT_HERE = frozenset({"id", "condition", "scope", "at", "steps", "shows", "prior", "sets", "escalate", "gated"})
"""Fields that are compared in another way, or that say nothing of their own."""


@dataclass(frozen=True, slots=True)
class Detail:
    """``part`` was ``before`` and is ``after``; empty where there was, or is, none."""

    part: str
    before: str
    after: str


def contents_of(rule: Playbook | Conclusion) -> dict[str, str]:
    """By the key of the document, or a path below it, what ``rule`` says there."""
    found = {
        each.name: _written(getattr(rule, each.name))
        for each in fields(rule)
        if each.name not in _NOT_HERE and getattr(rule, each.name) not in (None, "", ())
    }
    if isinstance(rule, Conclusion):
        return found | {f"sets.{attribute}": shown(value) for attribute, value in rule.sets}
    found["frequency"] = f"{rule.prior * 1000:.10g}"
    found |= dict(_shows(rule.shows))
    for step in rule.steps:
        found |= dict(_step(step))
    if rule.steps:
        found["plan"] = " -> ".join(step.id for step in rule.steps)
    if rule.escalate is not None:
        found["escalate"] = _escalation(rule.escalate)
    return found


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Detail]:
    """Each entry that is not the same in both, in order; parts of a step that is new or gone are not repeated."""
    for part in sorted({*before, *after}):
        one, other = before.get(part, ""), after.get(part, "")
        if one != other and not _belongs_to_missing_step(part, before, after):
            yield Detail(part, one, other)


def _belongs_to_missing_step(part: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    head = part.split("].", maxsplit=1)[0] + "]"
    return part.startswith("plan[") and part != head and (head in before) is not (head in after)


def _shows(rows: tuple[Shown, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        value = "does-not-apply" if row.value is None else shown(row.value)
        given = "" if row.given is None else f" given {row.given.written}"
        yield f"shows.{row.attribute}: {value}{given}", f"{row.strength:.6g}"


def _step(step: Step) -> Iterator[tuple[str, str]]:
    yield f"plan[{step.id}]", step.id
    for each in fields(step):
        value = getattr(step, each.name)
        if each.name not in ("id", "at", "formerly") and value not in (None, "", (), Text()):
            said = shown_duration(value) if each.name == "takes" else _written(value)
            yield f"plan[{step.id}].{each.name}", said


def _escalation(to: EscalateTo) -> str:
    parts = [to.to, *([to.sector] if to.sector else []), *([to.condition.written] if to.condition else [])]
    return ", ".join([*parts, *([_written(to.because)] if to.because else [])])


def _written(value: Any) -> str:
    if isinstance(value, Text):
        return " / ".join(words for _, words in value.by_language)
    if isinstance(value, tuple):
        return ", ".join(_written(each) for each in value)
    if isinstance(value, float):
        return f"{value:.10g}"
    condition = getattr(value, "condition", None)
    if condition is not None:
        return str(condition.written)
    return shown(value)
