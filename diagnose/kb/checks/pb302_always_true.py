"""PB302: a test that is always true."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.facts import BUILT_IN
from diagnose.kb.checks.rules import RuleSubject, conclusions_of, shortened
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.rules.conditions import AllOf, Applies, Condition, Known, Test, attributes_of, leaves
from diagnose.vocabulary import AttributeType
from diagnose.wording import worded

CODE = warning(
    "PB302",
    "Always true",
    "Условие выполнено всегда",
    "A test that every value of its attribute passes, or a group that holds whatever the values are.",
    "It looks as if it would tell cases apart, and tells nothing.",
    "when: {printer.pages: {at_least: 0}}   # range: [0, 1000000]",
    "when: {printer.pages: {at_least: 3000}}   # or {known: true}, if any value will do",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each test or group of a playbook that is always true."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for each condition of ``rule`` that is always true and holds no other such condition."""
    found = always_true(rule)
    if found and rule.is_understood:
        yield from (_finding(each, rule) for each in found)


def _finding(condition: Condition, rule: RuleSubject) -> Finding:
    test, at = shortened(condition), rule.at(condition)
    if not isinstance(condition, Test):
        message = worded("'{test}' holds whatever the values are", test=test)
        return CODE.finding(message, at, "take it away, or correct one of its tests", subject=rule.id)
    name = condition.attribute
    message = worded("every value of {attribute} passes '{test}'", attribute=name, test=test)
    advice = worded("write {attribute}: {{known: true}} if any value will do, or take it away", attribute=name)
    return CODE.finding(message, at, advice, subject=rule.id)


def always_true(rule: RuleSubject) -> list[Condition]:
    """The conditions of ``rule`` that are always true, none of them inside another."""
    if not rule.is_small:
        return []
    return [found for each in rule.entries for found in _always_true(each, rule)]


def _always_true(condition: Condition, rule: RuleSubject) -> Iterator[Condition]:
    if isinstance(condition, Known | Applies):
        return
    if isinstance(condition, Test):
        if _can_differ(condition.attribute, rule) and rule.reasoning.always(
            condition, Known(condition.attribute, True)
        ):
            yield condition
        return
    inner = [found for member in condition.members for found in _always_true(member, rule)]
    if inner:
        yield from inner
    elif not isinstance(condition, AllOf) and rule.reasoning.always(condition, _known(condition, rule)):
        yield condition


def _can_differ(name: str, rule: RuleSubject) -> bool:
    """Whether attribute ``name`` has values to tell apart: not kinds and places, which say where a rule applies."""
    attribute = rule.reasoning.vocabulary.attributes.get(name)
    if attribute is None or name in BUILT_IN:
        return False
    return attribute.type is not AttributeType.CHOICE or len(attribute.values) > 1


def _known(condition: Condition, rule: RuleSubject) -> Condition:
    """That every attribute in ``condition`` has a value, but for those of which it asks just that."""
    asked = {leaf.attribute for leaf in leaves(condition) if isinstance(leaf, Known | Applies)}
    names = sorted(attributes_of(condition) - asked)
    return AllOf(tuple(Known(name, True) for name in names if _can_differ(name, rule)))
