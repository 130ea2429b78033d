"""PB307: conditions that hold for want of facts."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.facts import BUILT_IN, EQUIPMENT
from diagnose.kb.checks.pb306_when_matches_everything import matches_everything
from diagnose.kb.checks.rules import RuleSubject, conclusions_of
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.logic import Satisfied, Witness
from diagnose.rules.conditions import Test, attributes_of
from diagnose.wording import worded

CODE = warning(
    "PB307",
    "Only negative conditions",
    "Только отрицательные условия",
    "A rule that holds for a request of which nothing is known but its equipment: all that `when` asks for is that\n"
    "something is not known to be so.",
    "It fires on missing facts: the less is known, the more rules of this kind hold.",
    "when:\n  none:\n    - printer.toner_low: true",
    "when:\n  printer.toner_low: false",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook with ``when`` that holds though nothing was observed."""
    rule = RuleSubject.of_playbook(subject)
    if subject.playbook.gated and rule.when:
        yield from of_rule(rule)


def check_conclusions(subject: Subject) -> Iterator[Finding]:
    """The same for conclusions."""
    return (found for rule in conclusions_of(subject) for found in of_rule(rule))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for a rule that holds though nothing was observed, with such a case."""
    bare = without_facts(rule)
    if bare is not None and not matches_everything(rule) and rule.is_understood:
        message = worded("{rule} holds when nothing is known but the equipment", rule=rule.id)
        advice = "ask for something that was observed: a value, or 'is_not', which needs one"
        at = min((rule.at(each) for each in rule.when), default=rule.place)
        yield CODE.finding(message, at, advice, subject=rule.id, witness=bare.yaml)


def without_facts(rule: RuleSubject) -> Witness | None:
    """A case without facts in which ``rule`` holds: it speaks of equipment and what ``applies_to`` names alone."""
    read = {name for each in rule.when for name in attributes_of(each)}
    if read <= set(BUILT_IN):
        return None
    told = frozenset({EQUIPMENT}.union(*map(attributes_of, rule.applies)))
    concluded = rule.reasoning.concluded
    if any(isinstance(each, Test) and each.attribute not in told | concluded for each in rule.when):
        return None
    answer = rule.reasoning.logic.solve(rule.condition, told=told)
    return answer.witness if isinstance(answer, Satisfied) else None
