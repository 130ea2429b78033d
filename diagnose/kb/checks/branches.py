"""The branches of a rule: members of ``any`` and counted members, each with what must hold beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.kb.checks.rules import RuleSubject
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, conjuncts


@dataclass(frozen=True, slots=True)
class Branch:
    """``condition`` is one of the members of ``group``; ``beside`` are the conditions that must hold with it."""

    condition: Condition
    group: AnyOf | Count
    beside: tuple[Condition, ...]


def groups_of(rule: RuleSubject) -> Iterator[tuple[AnyOf | Count, tuple[Condition, ...]]]:
    """Every ``any`` and ``count`` of ``rule`` outside ``none``, outer ones first, with what must hold beside it."""
    return _groups(conjuncts(rule.condition), ())


def branches_of(rule: RuleSubject) -> Iterator[Branch]:
    """Every branch of ``rule``, outer ones first, in the order written."""
    for group, beside in groups_of(rule):
        yield from (Branch(member, group, beside) for member in group.members)


def _groups(
    members: tuple[Condition, ...], beside: tuple[Condition, ...]
) -> Iterator[tuple[AnyOf | Count, tuple[Condition, ...]]]:
    for member in members:
        if isinstance(member, AnyOf | Count):
            rest = (*beside, *(other for other in members if other is not member))
            yield member, rest
            for branch in member.members:
                yield from _groups(conjuncts(branch) if isinstance(branch, AllOf) else (branch,), rest)
