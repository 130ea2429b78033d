"""PB311: tests of the equipment that only a case about several kinds of it passes."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.branches import branches_of
from diagnose.kb.checks.rules import RuleSubject, clash, conclusions_of, listed, parts, place_of
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.rules.conditions import Condition, Test, conjuncts, leaves
from diagnose.rules.operators import Within
from diagnose.vocabulary import EQUIPMENT
from diagnose.wording import phrase, worded

CODE = warning(
    "PB311",
    "Only with several kinds of equipment",
    "Только при нескольких видах оборудования",
    "Tests of `equipment`, in a rule or in a branch of `any` with what stands around it, which no single kind of\n"
    "equipment passes together, though all those kinds have the same root in the taxonomy.",
    "An intake may list several pieces of equipment, but hardly two of one sort: the rule is nearly never used.",
    "applies_to: {equipment: laser-printer}\nwhen: {equipment: inkjet-printer, print.output: faded}",
    "applies_to: {equipment: [laser-printer, inkjet-printer]}\nwhen: {print.output: faded}",
)

ADVICE = "write one of them, or a list of kinds if either is enough"


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook, or for a branch of it, that no single kind of equipment fits."""
    return of_rule(RuleSubject.of_playbook(subject))


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for ``rule`` as a whole, else one for each such branch."""
    if not rule.is_small or not _compares_kinds(rule) or not rule.reasoning.is_possible(rule.condition):
        return
    never = rule.reasoning.never_of_one_kind
    if never(rule.condition):
        clashing = [(clash(parts(conjuncts(rule.condition)), never))]
    else:
        clashing = [(*clash(parts(beside), never, (branch,)), branch) for beside, branch in _lone(rule)]
    related = [each for each in clashing if _of_one_sort(rule, each)]
    if related and rule.is_understood:
        yield from (_finding(rule, each) for each in related)


def _compares_kinds(rule: RuleSubject) -> bool:
    """Whether more than one test of the rule is about the equipment, seen through conclusions."""
    about = [leaf for leaf in leaves(rule.condition) if EQUIPMENT in rule.reasoning.behind(leaf)]
    return len(about) > 1


def _of_one_sort(rule: RuleSubject, clashing: tuple[Condition, ...]) -> bool:
    """Whether the kinds asked for have one root: a printer and a router may well play a role each in one case."""
    upwards = rule.reasoning.vocabulary.equipment.upwards
    operators = [leaf.operator for each in clashing for leaf in leaves(each) if isinstance(leaf, Test)]
    kinds = [operator.asked for operator in operators if isinstance(operator, Within)]
    return len(kinds) > 1 and len({upwards(kind)[-1:] for asked in kinds for kind in asked}) == 1


def _lone(rule: RuleSubject) -> Iterator[tuple[tuple[Condition, ...], Condition]]:
    """What stands around a branch, and the branch, where that holds alone and both hold for no single kind."""
    never = rule.reasoning.never_of_one_kind
    for branch in branches_of(rule):
        together = (*branch.beside, branch.condition)
        if never(*together) and not never(branch.condition) and not rule.reasoning.never(*together):
            yield branch.beside, branch.condition


def _finding(rule: RuleSubject, clashing: tuple[Condition, ...]) -> Finding:
    ordered = sorted(clashing, key=rule.at)
    at = rule.at(clashing[-1] if len(clashing) > 1 else ordered[-1])
    message = worded("{tests} fit no single kind of equipment together", tests=listed(ordered))
    places = [place for each in ordered if (place := place_of(each)) is not None and place != at]
    related = [(place, phrase("it clashes with this test")) for place in places]
    return CODE.finding(message, at, ADVICE, related, subject=rule.id)
