"""What a case has cost so far, and what things cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.planning.offers import ADVISING


@dataclass(frozen=True, slots=True)
class Result:
    """What one case came to: the account, and how it ended (solved, right or wrong escalation, closed in error)."""

    number: int
    cost: float
    questions: int
    steps: int
    solved: bool
    wrong_repairs: float
    ending: str
    trail: tuple[str, ...] = ()


@dataclass
class Account:
    """What has been paid so far."""

    cost: float = 0.0
    questions: int = 0
    steps: int = 0
    wrong: float = 0.0
    trail: list[str] = field(default_factory=list)


def advising_cost(kb: KnowledgeBase) -> float:
    """What saying an advice costs."""
    return ADVISING / 3600.0 * kb.settings.hour


def with_predecessors(step: Step, own: Mapping[str, Step]) -> set[str]:
    """The ids of ``step`` and of all that must come before it."""
    needed: set[str] = set()
    waiting = [step.id]
    while waiting:
        name = waiting.pop()
        if name in own and name not in needed:
            needed.add(name)
            waiting.extend(own[name].after)
    return needed


def treatments(kb: KnowledgeBase, fault: str) -> frozenset[str]:
    """The steps against a fault; what an advice says goes by the id of its playbook."""
    return frozenset(step.id for step in kb.playbooks[fault].steps) | {fault}


def steps_by_id(kb: KnowledgeBase) -> Mapping[str, Step]:
    """Every step of the knowledge base."""
    known: Mapping[str, Step] | None = kb.derived.get("benchmark steps")
    if known is None:
        known = kb.derived["benchmark steps"] = {step.id: step for each in kb.playbooks.values() for step in each.steps}
    return known
