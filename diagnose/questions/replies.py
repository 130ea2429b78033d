"""The replies that a question may get: how likely each is under every set of faults, and what it rules out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.hypotheses import Candidate, Reading
from diagnose.hypotheses.evidence import circumstance_seen, sign_seen
from diagnose.hypotheses.models import leaks_of, shares_of
from diagnose.questions.branches import Belief, Branch
from diagnose.questions.supposed import Supposed
from diagnose.questions.worth import answers_to
from diagnose.rules.conditions import attributes_of
from diagnose.vocabulary import Attribute, AttributeType

LISTED = frozenset({AttributeType.YES_NO, AttributeType.CHOICE})


@dataclass(frozen=True, slots=True)
class Reply:
    """One value that a question may bring, with its chance under each branch of a belief."""

    value: Value
    chances: tuple[float, ...]


def replies_to(reading: Reading, belief: Belief, silenced: frozenset[int], name: str) -> tuple[Reply, ...]:
    """The replies to a question about ``name``; under every branch their chances sum to 1 or are all 0.

    Faults that are ``silenced`` were mended and show nothing any more. A fault whose condition a value would refute
    cannot be there with that value.
    """
    gated = [place for place, fault in enumerate(belief.faults) if _reads(fault, name)]
    values = _values(reading, belief.faults, name, bool(gated))
    raw = [_chances(reading, belief, silenced, name, value, len(values)) for value in values]
    if gated:
        for value, row in zip(values, raw, strict=True):
            _rule_out(reading, belief, gated, name, value, row)
    totals = [math.fsum(column) for column in zip(*raw, strict=True)] if raw else []
    return tuple(
        Reply(value, tuple([chance / total if total > 0.0 else 0.0 for chance, total in zip(row, totals, strict=True)]))
        for value, row in zip(values, raw, strict=True)
    )


def _reads(fault: Candidate, name: str) -> bool:
    """Whether an answer about ``name`` could refute the fault."""
    return name in fault.waits_for and name in attributes_of(fault.playbook.condition)


def _values(reading: Reading, faults: Sequence[Candidate], name: str, gated: bool) -> tuple[Value, ...]:
    """The values to look at; normal ones that nothing tells apart count as one."""
    values = answers_to(reading, name, faults)
    attribute = reading.kb.vocabulary.attributes.get(name)
    if gated or attribute is None or not attribute.is_sign or attribute.type is not AttributeType.CHOICE:
        return values
    normal = [value for value in values if value not in attribute.abnormal]
    return tuple(value for value in values if value in attribute.abnormal or value == normal[0])


def _chances(  # noqa: PLR0913 - the belief, the question and one value of it
    reading: Reading, belief: Belief, silenced: frozenset[int], name: str, value: Value, count: int
) -> list[float]:
    attribute = reading.kb.vocabulary.attributes.get(name)
    if attribute is None or attribute.type not in LISTED:
        return [1.0 / count] * len(belief.branches)
    if attribute.is_sign:
        return _sign_chances(reading, belief, silenced, attribute, value)
    share = shares_of(reading, attribute).of(value)
    tilts = {
        number: ratio
        for each in circumstance_seen(reading, attribute, value, belief.faults)
        for number, ratio in each.named
    }
    return [share * _tilted(branch, tilts) for branch in belief.branches]


def _sign_chances(
    reading: Reading, belief: Belief, silenced: frozenset[int], attribute: Attribute, value: Value
) -> list[float]:
    seen = sign_seen(reading, attribute, value, belief.faults, silenced)
    if not seen:
        return [_leaked(reading, attribute, value)] * len(belief.branches)
    named = {number: (silent, allowing) for number, silent, allowing in seen[0].named}
    found = []
    for branch in belief.branches:
        silent = allowing = 1.0
        for member in branch.members:
            pair = named.get(member)
            if pair is not None:
                silent *= pair[0]
                allowing *= pair[1]
        found.append(seen[0].chance(silent, allowing))
    return found


def _leaked(reading: Reading, attribute: Attribute, value: Value) -> float:
    leaks = leaks_of(reading, attribute)
    return 1.0 if leaks is None else leaks.by_value.get(value, leaks.clear)


def _tilted(branch: Branch, tilts: Mapping[int, float]) -> float:
    """A set tilts by the mean of those of its faults that name the circumstance."""
    ratios = [tilts[member] for member in branch.members if member in tilts]
    return math.exp(math.fsum(ratios) / len(ratios)) if ratios else 1.0


def _rule_out(  # noqa: PLR0913 - as above
    reading: Reading, belief: Belief, gated: Iterable[int], name: str, value: Value, row: list[float]
) -> None:
    supposed = Supposed(reading, name, value)
    refuted = {place for place in gated if belief.faults[place].playbook.condition.truth(supposed) is False}
    if refuted:
        for number, branch in enumerate(belief.branches):
            if not refuted.isdisjoint(branch.members):
                row[number] = 0.0
