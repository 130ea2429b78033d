"""PB304: a branch that a sibling makes superfluous."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.branches import Branch, groups_of
from diagnose.kb.checks.pb303_implied_entry import implied
from diagnose.kb.checks.rules import RuleSubject, conclusions_of, place_of, shortened
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.logic import conjunction, negation
from diagnose.rules.conditions import AnyOf, Condition
from diagnose.wording import phrase, worded

CODE = warning(
    "PB304",
    "Superfluous branch",
    "Лишняя ветвь",
    "A branch of `any` that holds only where another branch does.",
    "It can go without any change; more often it was meant to say something else.",
    "any:\n  - print.output: [faded, blank]\n  - {print.output: faded, printer.toner_low: true}",
    "any:\n  - print.output: [faded, blank]\n  - printer.toner_low: true",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each branch of a playbook that a sibling makes superfluous."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for each superfluous branch of ``rule``; of two equal ones for the second alone."""
    for branch, sibling in subsumed(rule):
        if rule.is_understood:
            at, other = rule.at(branch.condition), place_of(sibling)
            message = worded(
                "the branch '{test}' adds nothing to '{sibling}'",
                test=shortened(branch.condition),
                sibling=shortened(sibling),
            )
            related = (
                [(other, phrase("this branch holds wherever it does"))] if other is not None and other != at else []
            )
            yield CODE.finding(message, at, "take it away, or correct one of the two", related, subject=rule.id)


def subsumed(rule: RuleSubject) -> Iterator[tuple[Branch, Condition]]:
    """Each branch of an ``any`` that can go, with the sibling that holds wherever it does."""
    groups = [
        (group, beside) for group, beside in groups_of(rule) if isinstance(group, AnyOf) and len(group.members) > 1
    ]
    if not groups or not rule.is_small or not rule.reasoning.is_possible(rule.condition):
        return
    superfluous = {id(entry) for entry, _ in implied(rule)}
    for group, beside in groups:
        if id(group) not in superfluous:
            yield from _of_group(rule, group, beside)


def _of_group(rule: RuleSubject, group: AnyOf, beside: tuple[Condition, ...]) -> Iterator[tuple[Branch, Condition]]:
    never = rule.reasoning.never
    kept = [member for member in group.members if not never(*beside, member)]
    for member in reversed(kept.copy()):
        rest = [each for each in kept if each is not member]
        sibling = next((each for each in rest if _covers(rule, each, member, beside)), None)
        if sibling is not None:
            kept = rest
            yield Branch(member, group, beside), sibling


def _covers(rule: RuleSubject, sibling: Condition, member: Condition, beside: tuple[Condition, ...]) -> bool:
    """Whether ``sibling`` holds wherever ``member`` does; it can only where both are about the same."""
    behind = rule.reasoning.behind
    about = behind(member).union(*map(behind, beside))
    if about.isdisjoint(behind(sibling)):
        return False
    return sibling == member or rule.reasoning.never(conjunction(*beside, member, negation(sibling)))
