"""A case as a set of features: what it has in common with another one can be counted.

==========================  ====================================================================================
``print.output=faded``      a value; of a set each member; of a version its first part, its first two, and all
``printer.pages~0:5``       a number or a length of time: the bucket it falls in, in two grids half a bucket apart
``outage.began~0:3``        a date: how long before the request, in buckets that grow with the distance
``equipment>laser-printer`` the kind of equipment, or the place, and each one above it
``word:бледный``            a word of what the customer told
==========================  ====================================================================================

What is private, and what is free text, never becomes a feature of the first kinds; the channel and the support option
say nothing about what is wrong. "Don't know" and "does not apply" are no features either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from diagnose.case import Intake
from diagnose.facts import Value, Version, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.names import LONGEST
from diagnose.precedents.words import words_of
from diagnose.vocabulary import CHANNEL, EQUIPMENT, LOCATION, SUPPORT, Attribute, AttributeType

WORD = "word"
PARTS = 8
"""A number with a least and a greatest value has so many buckets between them."""
GRIDS = (0.0, 0.5)
"""Two numbers less than half a bucket apart share at least one bucket."""

_SIGNS = re.compile("[=~>:]")


def told(intake: Intake) -> tuple[str, ...]:
    """The customer's own words in ``intake``, as far as they count for likeness."""
    texts = (intake.story, intake.since, intake.changed, intake.impact)
    return tuple(each for each in texts if each)


def features_of(memory: WorkingMemory, kb: KnowledgeBase, texts: Iterable[str] = ()) -> frozenset[str]:
    """The features of a case of which ``memory`` is known and ``texts`` were told."""
    found = {feature for name in memory.values for feature in _features(name, memory, kb)}
    found |= {f"{WORD}:{word}" for word in words_of(texts, kb)}
    return frozenset(each for each in found if len(each) <= LONGEST)


def attribute_of(feature: str) -> str:
    """What ``feature`` is about: an attribute, ``equipment``, ``location`` or ``word``."""
    return parts_of(feature)[0]


def parts_of(feature: str) -> tuple[str, str, str]:
    """What ``feature`` is about, the sign that says how, and what it says.

    >>> parts_of("print.output=faded")
    ('print.output', '=', 'faded')
    """
    found = _SIGNS.search(feature)
    return (feature, "", "") if found is None else (feature[: found.start()], found[0], feature[found.end() :])


def is_kind(feature: str) -> bool:
    """Whether ``feature`` only says what kind of equipment, or where: that alone makes no precedent."""
    return attribute_of(feature) in {EQUIPMENT, LOCATION}


def _features(name: str, memory: WorkingMemory, kb: KnowledgeBase) -> Iterator[str]:
    value = memory.values[name]
    if name in {EQUIPMENT, LOCATION}:
        tree = kb.vocabulary.taxonomy(name)
        kinds = value if isinstance(value, tuple) else ()
        yield from (f"{name}>{above}" for kind in kinds for above in tree.upwards(kind))
        return
    attribute = kb.vocabulary.attributes.get(name)
    if attribute is None or name in {CHANNEL, SUPPORT} or attribute.private or attribute.type is AttributeType.TEXT:
        return
    yield from _of_value(attribute, value, memory.reported_at)


def _of_value(attribute: Attribute, value: Value, reported_at: datetime | None) -> Iterator[str]:
    name = attribute.id
    match value:
        case bool():
            yield f"{name}={'yes' if value else 'no'}"
        case str():
            yield f"{name}={value}"
        case frozenset():
            yield from (f"{name}={member}" for member in value or {""})
        case Version():
            yield from (f"{name}={prefix}" for prefix in _prefixes(value.parts))
        case datetime():
            if reported_at is not None:
                days = (reported_at - value).total_seconds() / 86_400
                yield from (f"{name}~{bucket}" for bucket in buckets(days))
        case float() | int():
            yield from (f"{name}~{bucket}" for bucket in buckets(float(value), attribute.low, attribute.high))


def _prefixes(parts: tuple[str, ...]) -> Iterator[str]:
    for length in sorted({min(1, len(parts)), min(2, len(parts)), len(parts)}):
        yield ".".join(parts[:length])


def buckets(value: float, low: float | None = None, high: float | None = None) -> tuple[str, ...]:
    """The buckets that ``value`` falls in, one in each grid.

    Between ``low`` and ``high`` there are :data:`PARTS` of equal width; without both, each is about twice as wide as
    the one before it, away from zero.

    >>> set(buckets(1000)) & set(buckets(1200)) != set()
    True
    >>> set(buckets(10)) & set(buckets(1000))
    set()
    """
    if low is not None and high is not None and high > low:
        place = PARTS * (value - low) / (high - low)
    else:
        place = math.copysign(math.log2(1.0 + abs(value)), value)
    return tuple(f"{number}:{math.floor(round(place + shift, 9))}" for number, shift in enumerate(GRIDS))
