"""PB405: conclusions in conflict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from diagnose.errors import Finding
from diagnose.facts import Value
from diagnose.kb.checks.pb405_step_with_two_texts import CODE
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.understanding import understood
from diagnose.kb.playbook import Conclusion
from diagnose.rules.operators import shown
from diagnose.vocabulary import AttributeType
from diagnose.wording import worded

MOST = 5
"""So many conflicts of one conclusion are shown."""


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for two conclusions that can hold together and give one attribute different values."""
    clusters = subject.around.thinking.clusters
    thinking = subject.around.thinking
    is_understood = understood(subject)
    attributes = subject.meaning.vocabulary.attributes
    for conclusion in clusters.all:
        found = (
            _finding((conclusion, other), attribute, value, witness)
            for attribute, value in conclusion.sets
            if attributes[attribute].type is not AttributeType.SET
            for other in clusters.setting_otherwise(conclusion, attribute)
            if (witness := thinking.witness(conclusion.condition, other.condition))
            and is_understood(conclusion)
            and is_understood(other)
        )
        yield from islice(found, MOST)


def _finding(pair: tuple[Conclusion, Conclusion], attribute: str, value: Value, witness: str) -> Finding:
    one, other = pair
    values = dict(other.sets)
    message = worded(
        "{other} can hold together with {conclusion}, and sets {attribute} to {second} instead of {first}",
        conclusion=one.id,
        other=other.id,
        attribute=attribute,
        first=shown(value),
        second=shown(values[attribute]),
    )
    advice = "neither would be used then: let one of them ask for what keeps them apart"
    related = [] if one.at is None else [(one.at, worded("{conclusion} is here", conclusion=one.id))]
    return CODE.finding(message, other.at, advice, related, subject=other.id, witness=witness)
