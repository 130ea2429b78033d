"""PB309: equality with a decimal number."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.rules import RuleSubject, conclusions_of
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import info
from diagnose.rules.conditions import Test, leaves
from diagnose.rules.operators import NotOneOf, OneOf, shown
from diagnose.vocabulary import AttributeType
from diagnose.wording import worded

CODE = info(
    "PB309",
    "Equality with a decimal number",
    "Равенство с дробным числом",
    "A test for exactly one decimal number, of an attribute that has no `step`.",
    "What is measured is hardly ever exactly that number.",
    "when: {ups.voltage: 13.5}",
    "when: {ups.voltage: {between: [13.4, 13.6]}}   # or step: 0.1 in the vocabulary",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each equality of a playbook with a decimal number."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for each equality in ``rule`` with a decimal number of an attribute without ``step``."""
    attributes = rule.reasoning.vocabulary.attributes
    for leaf in leaves(rule.condition):
        if not isinstance(leaf, Test) or not isinstance(leaf.operator, OneOf | NotOneOf):
            continue
        attribute = attributes[leaf.attribute]
        if attribute.type is not AttributeType.NUMBER or attribute.step is not None:
            continue
        decimal = sorted(value for value in leaf.operator.values if isinstance(value, float) and not value.is_integer())
        if decimal:
            message = worded(
                "{attribute} is hardly ever exactly {number}", attribute=leaf.attribute, number=shown(decimal[0])
            )
            advice = worded("write {{between: [...]}}, or give {attribute} a step", attribute=leaf.attribute)
            yield CODE.finding(message, rule.at(leaf), advice, subject=rule.id)
