"""PB303: an entry that another one of the same rule implies."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.pb302_always_true import always_true
from diagnose.kb.checks.pb305_dead_branch import dead
from diagnose.kb.checks.pb306_when_matches_everything import matches_everything
from diagnose.kb.checks.rules import RuleSubject, clash, conclusions_of, listed, place_of, shortened, within
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.logic import conjunction, negation
from diagnose.rules.conditions import Condition, Test
from diagnose.wording import phrase, worded

CODE = warning(
    "PB303",
    "Entry implied by others",
    "Условие следует из других",
    "An entry of a rule that holds wherever the other entries do.",
    "It can go without any change; more often it was meant to say something else.",
    "when:\n  printer.pages: {at_least: 5000}\n  all:\n    - printer.pages: {at_least: 3000}",
    "when:\n  printer.pages: {at_least: 5000}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each entry of a playbook that the others imply."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for each redundant entry of ``rule``; of two equal ones for the second alone.

    What follows only because branches are dead waits until those are corrected (PB305).
    """
    found = list(implied(rule))
    lame = {id(branch.group) for branch in dead(rule)} if found else set()
    for entry, others in found:
        if rule.is_understood and lame.isdisjoint(map(id, others)):
            related = [(at, phrase("this implies it")) for each in others if (at := place_of(each)) is not None]
            message = worded("'{test}' follows from {others}", test=shortened(entry), others=listed(others))
            at = rule.at(entry)
            advice = "take it away, or correct one of them"
            yield CODE.finding(message, at, advice, [each for each in related if each[0] != at], subject=rule.id)


def implied(rule: RuleSubject) -> Iterator[tuple[Condition, tuple[Condition, ...]]]:
    """Each entry of ``rule`` that can go, with the others that imply it; nothing for a rule that never holds."""
    kept = list(rule.entries)
    if len(kept) < 2 or not rule.is_small or not rule.reasoning.is_possible(rule.condition):
        return
    silent = {id(each) for each in spoken_of(rule)}
    for entry in reversed(rule.entries):
        rest = [other for other in kept if other is not entry]
        if id(entry) in silent or not rest or not _can_follow(rule, entry, rest):
            continue
        is_impossible = rule.reasoning.never_plainly if _says_more(rule, entry) else rule.reasoning.never
        wrong = negation(entry)
        if is_impossible(conjunction(*rest, wrong)) and not is_impossible(wrong):
            kept = rest
            yield entry, clash(rest, is_impossible, (wrong,))


def spoken_of(rule: RuleSubject) -> Iterator[Condition]:
    """The entries of ``rule`` of which PB302 or PB306 says what is wrong."""
    found = {id(each) for each in always_true(rule)}
    everything = matches_everything(rule)
    for number, entry in enumerate(rule.entries):
        if (everything and number >= rule.scope) or any(id(each) in found for each in within(entry)):
            yield entry


def _can_follow(rule: RuleSubject, entry: Condition, rest: list[Condition]) -> bool:
    """Whether some other entry is about the same, seen through conclusions."""
    behind = rule.reasoning.behind
    about = behind(entry)
    return any(not about.isdisjoint(behind(other)) for other in rest)


def _says_more(rule: RuleSubject, entry: Condition) -> bool:
    """Whether ``entry`` is there for more than to be tested: it says where the rule applies, or which sign is shown.

    Then it is not superfluous because conclusions lead back to it.
    """
    if rule.only_scopes(entry):
        return True
    attributes = rule.reasoning.vocabulary.attributes
    return isinstance(entry, Test) and attributes[entry.attribute].is_sign
