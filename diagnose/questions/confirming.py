"""Confirming the leader before a step that is dear or risky: what best parts it from everything unheard of.

Questions that only save cost stop before anything could contradict the leader. So the sets of faults stand here beside
a flat rival, for which every value of every sign is equally likely, and what is asked is what lowers the entropy over
all of them most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from diagnose.hypotheses import Reading, Scales
from diagnose.hypotheses.models import leaks_of
from diagnose.hypotheses.sets import weigh_sets
from diagnose.questions.branches import Belief
from diagnose.questions.replies import Reply
from diagnose.vocabulary import Attribute, AttributeType

RIVAL = 0.05
"""The chance of the flat rival before any sign but the complaints is known."""
LEAST_DROP = 0.01
"""A question that is expected to lower the entropy by less than this (in nats) confirms nothing."""


def rival_of(reading: Reading, scales: Scales) -> float:
    """The chance of the flat rival in this case.

    The complaints brought the case here whatever is behind them, so they speak neither for it nor against it.
    """
    complaints = {name for name, _ in scales.candidates.complaints}
    others = [attribute for attribute in _known_signs(reading) if attribute.id not in complaints]
    flat = math.fsum([-math.log(_count(attribute)) for attribute in others])
    odds = math.log(RIVAL / (1.0 - RIVAL)) + flat - _weight_of_others(reading, scales, complaints, others)
    return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, odds))))


def _weight_of_others(reading: Reading, scales: Scales, complaints: set[str], others: Sequence[Attribute]) -> float:
    """The logarithm of how likely the signs apart from the complaints are, given the complaints."""
    evidence = scales.evidence
    few = replace(
        evidence, signs=tuple(each for each in evidence.signs if each.attribute in complaints), circumstances=()
    )
    settings = reading.kb.settings
    ids = [candidate.id for candidate in scales.candidates.all]
    alone = weigh_sets(few, ids, settings.candidates, settings.set_size)
    usual = [_usual(reading, attribute) for attribute in others]
    return scales.weights.total - alone.total + math.fsum([math.log(chance) for chance in usual])


def _known_signs(reading: Reading) -> list[Attribute]:
    attributes = reading.kb.vocabulary.attributes
    known = [attributes[name] for name in sorted(reading.values) if name in attributes]
    return [each for each in known if each.is_sign and leaks_of(reading, each) is not None]


def _count(attribute: Attribute) -> int:
    return 2 if attribute.type is AttributeType.YES_NO else max(2, len(attribute.values))


def _usual(reading: Reading, attribute: Attribute) -> float:
    """The chance of what is seen of a sign when no fault is there."""
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return 1.0
    return leaks.by_value.get(reading.values[attribute.id], leaks.clear)


def drop_of(reading: Reading, belief: Belief, rival: float, name: str, replies: Sequence[Reply]) -> float:
    """By how much the replies to a question about ``name`` are expected to lower the entropy, in nats."""
    attribute = reading.kb.vocabulary.attributes.get(name)
    weights = [*(branch.weight * (1.0 - rival) for branch in belief.branches), rival]
    expected = []
    for reply in replies:
        flat = _flat(attribute, reply, replies)
        joint = [weight * chance for weight, chance in zip(weights, (*reply.chances, flat), strict=True)]
        expected.append(math.fsum(joint) * _entropy(joint))
    return _entropy(weights) - math.fsum(expected)


def _flat(attribute: Attribute | None, reply: Reply, replies: Sequence[Reply]) -> float:
    """The chance of a reply when every value is as likely; normal values may stand together in one reply."""
    if attribute is None or not attribute.is_sign:
        return 1.0 / len(replies)
    if reply.value in attribute.abnormal:
        return 1.0 / _count(attribute)
    abnormal = sum(each.value in attribute.abnormal for each in replies)
    return (1.0 - abnormal / _count(attribute)) / (len(replies) - abnormal)


def _entropy(weights: Sequence[float]) -> float:
    total = math.fsum(weights)
    if total <= 0.0:
        return 0.0
    return -math.fsum([weight / total * math.log(weight / total) for weight in weights if weight > 0.0])
