"""PB310: a condition that was not analysed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.rules import MOST_TESTS, RuleSubject, conclusions_of
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import info
from diagnose.kb.logic import NotAnalysed, conjunction, negation
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import Leaf, Test, leaves
from diagnose.rules.operators import Regex, Words
from diagnose.wording import worded

CODE = info(
    "PB310",
    "Condition not analysed",
    "Условие не проанализировано",
    "A rule of which nobody can say whether it can hold: tests that are not compared with each other, such as several\n"
    "regular expressions on one text, attributes that Python rules set, or too many combinations.",
    "The checks of one rule and of rules side by side say nothing about it, whether it is right or wrong.",
    "all:\n  - printer.message: {matches: {regex: '^4[0-9]'}}\n  - printer.message: {matches: {regex: '^5[0-9]'}}",
    "all:\n  - printer.message: {matches: {regex: '^4[0-9]'}}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook whose conditions could not be analysed; where all runs in a circle that is enough."""
    return of_rule(RuleSubject.of_playbook(subject)) if subject.around.thinking.possible else iter(())


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    rules = conclusions_of(subject) if subject.around.thinking.possible else ()
    return (found for rule in rules for found in of_rule(rule))


def check_between(subject: Subject) -> Iterator[Finding]:
    """A finding for each rule about which a question beside other rules was given up by the checks that ran before."""
    thinking = subject.around.thinking
    rules: tuple[Playbook | Conclusion, ...] = (*subject.meaning.playbooks, *subject.meaning.conclusions)
    for rule in rules:
        reason = thinking.given_up(rule.condition)
        if reason is not None:
            message = worded("this rule is not compared with all others: {why}", why=reason.why)
            advice = "nothing is wrong with it; fewer alternatives in one rule can be compared"
            yield CODE.finding(message, rule.at, advice, subject=rule.id)


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding at the first test that is not analysed, with the reason."""
    reason = rule.reasoning.not_analysed(rule.condition) or _left_open(rule)
    if reason is not None:
        tests = [leaf for leaf in leaves(rule.condition) if leaf.attribute == reason.attribute]
        at = rule.at(tests[-1]) if tests else rule.place
        message = worded("this condition is not analysed: {why}", why=reason.why)
        advice = "nothing is wrong with it; make sure by fixture cases that it holds where it should"
        yield CODE.finding(message, at, advice, subject=rule.id)


def _left_open(rule: RuleSubject) -> NotAnalysed | None:
    """Why nobody knows whether an entry of ``rule`` follows from the others."""
    if not rule.is_small:
        return NotAnalysed(worded("there are more than {count} tests", count=MOST_TESTS))
    tests = Counter(leaf.attribute for leaf in leaves(rule.condition) if _is_opaque(leaf, rule))
    if not any(many > 1 for many in tests.values()):
        return None
    for entry in rule.entries:
        rest = [other for other in rule.entries if other is not entry]
        found = rule.reasoning.logic.solve(conjunction(*rest, negation(entry)))
        if isinstance(found, NotAnalysed):
            return found
    return None


def _is_opaque(leaf: Leaf, rule: RuleSubject) -> bool:
    return leaf.attribute in rule.reasoning.concluded or (
        isinstance(leaf, Test) and isinstance(leaf.operator, Words | Regex)
    )
