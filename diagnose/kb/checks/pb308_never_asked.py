"""PB308: a fact that is never asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diagnose.errors import Finding
from diagnose.facts import BUILT_IN
from diagnose.kb.checks.rules import RuleSubject, conclusions_of, shortened
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.logic import conjunction
from diagnose.rules.conditions import Leaf, Test, leaves
from diagnose.wording import worded

CODE = warning(
    "PB308",
    "Fact that is never asked",
    "Об этом никогда не спрашивают",
    "A rule that needs a value of an attribute which is not relevant wherever the rule holds, or a test of whether\n"
    "something is known of which nobody can be asked and that nothing concludes.",
    "What nobody asks is never answered, and the rule never used; or it always is, because nothing is known.",
    "applies_to: {equipment: router}\nwhen: {print.output: faded}   # relevant: {equipment: printer}",
    "applies_to: {equipment: printer}\nwhen: {print.output: faded}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each fact that a playbook needs and nobody asks."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for the first test of each attribute that is never asked where ``rule`` holds."""
    tests = [leaf for leaf in leaves(rule.condition) if isinstance(leaf, Test)] if rule.is_small else []
    states = [leaf for leaf in leaves(rule.condition) if not isinstance(leaf, Test)]
    found = [leaf for leaf in _first_of_each(tests) if isinstance(leaf, Test) and is_irrelevant(rule, leaf)]
    unknown = [leaf for leaf in _first_of_each(states) if _nobody_knows(rule, leaf)]
    if (found or unknown) and rule.is_understood:
        yield from (_irrelevant(rule, test) for test in found)
        yield from (_unknown(rule, leaf) for leaf in unknown)


def _first_of_each(tests: Sequence[Leaf]) -> Iterable[Leaf]:
    return {leaf.attribute: leaf for leaf in reversed(tests)}.values()


def _irrelevant(rule: RuleSubject, test: Test) -> Finding:
    message = worded(
        "{attribute} is not relevant where this holds, so '{test}' is never answered",
        attribute=test.attribute,
        test=shortened(test),
    )
    advice = worded("compare it with 'relevant' of {attribute}", attribute=test.attribute)
    return CODE.finding(message, rule.at(test), advice, subject=rule.id)


def _unknown(rule: RuleSubject, leaf: Leaf) -> Finding:
    message = worded("nobody is asked for {attribute}, and no conclusion sets it", attribute=leaf.attribute)
    advice = "say who can answer it ('answered_by' in the vocabulary), or take the test away"
    return CODE.finding(message, rule.at(leaf), advice, subject=rule.id)


def _nobody_knows(rule: RuleSubject, leaf: Leaf) -> bool:
    reasoning = rule.reasoning
    attribute = reasoning.vocabulary.attributes[leaf.attribute]
    is_open = attribute.askable or leaf.attribute in reasoning.concluded or leaf.attribute in BUILT_IN
    return not is_open and not reasoning.is_excused(leaf.attribute)


def is_irrelevant(rule: RuleSubject, test: Test) -> bool:
    """Whether ``rule`` and ``test`` hold together only in cases in which the attribute is not relevant.

    Cases about several kinds of equipment do not count: who asks about one of them asks what is relevant to that.
    """
    reasoning = rule.reasoning
    relevant = reasoning.relevance.get(test.attribute)
    if relevant is None or test.attribute in reasoning.concluded:
        return False
    never = reasoning.never_of_one_kind
    together = conjunction(rule.condition, test)
    return never(together, relevant) and not never(together) and not never(relevant)
