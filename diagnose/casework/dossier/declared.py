"""What a redacted dossier may say: declared ids, moments, numbers. Everything else counts as words of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from diagnose.case import OUTCOMES, CaseStatus, Ending, WaitingFor
from diagnose.case.events import KINDS
from diagnose.casework.dossier.gathering import people
from diagnose.casework.reasons import DeskReason
from diagnose.decision import EscalationReason, UnprecedentedReason
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import steps_of
from diagnose.nodes import as_instant
from diagnose.questions import QuestionReason
from diagnose.vocabulary import BUILT_IN

_DECISIONS = ("plan", "no-fault", "out-of-scope", "how-to", "more-facts", "unprecedented", "escalation")
_REASONS = (*UnprecedentedReason, *EscalationReason, *QuestionReason, *DeskReason)
_NUMBER = re.compile("[0-9]{1,8}")
_SEAL = re.compile("[0-9a-f]{64}")

OUT_AS: Final[Mapping[str, str]] = {
    "by": "names",
    "source": "names",
    "of": "names",
    "customer": "names",
    "contract": "contracts",
    "entitlement": "contracts",
    "serial": "serials",
    "words": "notes",
    **dict.fromkeys(("story", "since", "changed", "impact"), "words"),
}
"""As what something is counted that is taken out, by its key; what is not here is a word that nobody declared."""

NEVER: Final = frozenset(OUT_AS) - {"source", "of"}
"""Keys whose content never leaves, whatever it is; ``impact`` has a meaning of its own in a priority."""

MOMENTS: Final = frozenset(
    {"at", "due", "entered", "left", "met_at", "opened_at", "reported_at", "resolved_at", "until"}
)
DEADLINES: Final = ("respond", "resolve", "vendor")
DEADLINE: Final = ("target", "consumed", "left", "fraction", "due", "met_at", "paused", "breached", "warned")


class Declared:
    """The names that a knowledge base declares, by the key under which a dossier writes them."""

    def __init__(self, kb: KnowledgeBase) -> None:
        support, words = kb.support, kb.vocabulary
        lines = frozenset(line.id for line in support.lines)
        advice = {each.id for each in kb.playbooks.values() if not each.steps}
        steps = frozenset((*steps_of(kb).values(), *advice))
        faults = frozenset((*kb.playbooks, *kb.retired))
        self.people = people(kb)
        self.names: Mapping[str, frozenset[str]] = {
            **dict.fromkeys(("line", "to_line", "of_line", "skipped"), lines),
            **dict.fromkeys(("source", "of", "who", "askable", "asked"), self.people),
            **dict.fromkeys(("step", "fixed_by", "after"), steps),
            "fault": faults,
            "attribute": frozenset((*words.attributes, *BUILT_IN)),
            "sector": frozenset(support.sectors),
            "vendor": frozenset(support.vendors),
            "channel": frozenset(support.channels),
            **dict.fromkeys(("option", "support"), frozenset(support.options)),
            "level": frozenset(support.levels),
            "calendar": frozenset(support.calendars),
            "priority": frozenset(support.priorities.order),
            "impact": frozenset(support.priorities.impacts),
            "urgency": frozenset(support.priorities.urgencies),
            "equipment": frozenset(words.equipment.parents),
            "about": frozenset(words.equipment.parents),
            "location": frozenset(words.location.parents),
            "status": frozenset(CaseStatus),
            "ending": frozenset(Ending),
            **dict.fromkeys(("on", "waiting_for"), frozenset(WaitingFor)),
            "outcome": frozenset(OUTCOMES),
            "decision": frozenset(_DECISIONS),
            "reason": frozenset(each.value for each in _REASONS),
            "kind": frozenset(KINDS),
        }

    def knows(self, key: str, text: str) -> bool:
        """Whether ``text`` is something that may stand under ``key``."""
        if key in MOMENTS:
            return as_instant(text) is not None
        if key == "head":
            return _SEAL.fullmatch(text) is not None
        if key in ("id", "case"):
            return is_number(text)
        return text in self.names.get(key, frozenset())


def is_number(text: str) -> bool:
    """Whether a case is called by a number that is too short to name somebody."""
    return _NUMBER.fullmatch(text) is not None


def leaving(content: Any, declared: Declared, tally: Counter[str], key: str = "", inside: str = "") -> Any:
    """``content`` of ``key`` with declared names, moments and numbers alone; None when nothing of it is left."""
    match content:
        case Mapping():
            kept = {name: leaving(each, declared, tally, name, key) for name, each in content.items()}
            return {name: each for name, each in kept.items() if each is not None}
        case list() | tuple():
            return [
                each for each in (leaving(one, declared, tally, key, inside) for one in content) if each is not None
            ]
        case bool() | int() | float() | None:
            return content
    text: str = content
    own = key == "impact" and inside != "said"
    if (key in NEVER and not own) or not declared.knows(key, text):
        tally["undeclared" if own else OUT_AS.get(key, "undeclared")] += 1
        return None
    return text


def keeper(declared: Declared, key: str, tally: Counter[str]) -> Callable[[str | None], str | None]:
    """A function that keeps a name that is declared under ``key``, and counts what it does not keep."""

    def keep(name: str | None) -> str | None:
        found: str | None = None if name is None else leaving(name, declared, tally, key)
        return found

    return keep


def deadlines_leaving(deadlines: Mapping[str, Any], declared: Declared, tally: Counter[str]) -> dict[str, Any]:
    """The moments and figures of the deadlines that are known by name."""
    found: dict[str, Any] = {}
    for name in DEADLINES:
        if isinstance(deadlines.get(name), Mapping):
            kept = {key: deadlines[name][key] for key in DEADLINE if key in deadlines[name]}
            found[name] = leaving(kept, declared, tally)
    return found
