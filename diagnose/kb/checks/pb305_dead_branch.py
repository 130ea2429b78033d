"""PB305: a branch that never holds where its rule does."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.branches import Branch, branches_of
from diagnose.kb.checks.rules import RuleSubject, clash, conclusions_of, listed, parts, place_of, shortened
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.rules.conditions import Condition, conjuncts
from diagnose.wording import phrase, worded

CODE = warning(
    "PB305",
    "Dead branch",
    "Мёртвая ветвь",
    "A branch of `any`, or a test that is counted, that the conditions around it exclude.",
    "It never makes any difference.",
    "when:\n  print.output: faded\n  any:\n    - print.output: blank\n    - printer.toner_low: true",
    "when:\n  print.output: faded\n  printer.toner_low: true",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each dead branch of a playbook."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for each branch of ``rule`` that is dead; one for those of a group that the same tests exclude."""
    alike: dict[tuple[int, ...], tuple[tuple[Condition, ...], list[Condition]]] = {}
    for branch in dead(rule):
        if rule.is_understood:
            against = _against(rule, branch)
            key = (id(branch.group), *map(id, against))
            alike.setdefault(key, (against, []))[1].append(branch.condition)
    for against, branches in alike.values():
        yield _finding(rule, branches, against)


def _finding(rule: RuleSubject, branches: list[Condition], against: tuple[Condition, ...]) -> Finding:
    at = rule.at(branches[0])
    if len(branches) == 1:
        test = shortened(branches[0])
        message = worded("the branch '{test}' never holds beside {others}", test=test, others=listed(against))
        advice = "take the branch away, or correct one of them"
    else:
        message = worded("{tests} never hold beside {others}", tests=listed(branches), others=listed(against))
        advice = "take these branches away, or correct what excludes them"
    places = [place for each in against if (place := place_of(each)) is not None and place != at]
    related = [(place, phrase("this excludes it")) for place in places]
    return CODE.finding(message, at, advice, related, subject=rule.id)


def dead(rule: RuleSubject) -> Iterator[Branch]:
    """The branches of ``rule`` that could hold alone and never hold beside what must hold with them."""
    branches = list(branches_of(rule))
    if not branches or not rule.is_small or not rule.reasoning.is_possible(rule.condition):
        return
    never = rule.reasoning.never
    silent: set[int] = set()
    for branch in branches:
        if id(branch.group) in silent:
            silent.update(map(id, conjuncts(branch.condition)))
        elif never(*branch.beside, branch.condition):
            silent.update(map(id, conjuncts(branch.condition)))
            if not never(branch.condition):
                yield branch


def _against(rule: RuleSubject, branch: Branch) -> tuple[Condition, ...]:
    """The conditions around ``branch`` that exclude it."""
    return clash(parts(branch.beside), rule.reasoning.never, (branch.condition,))
