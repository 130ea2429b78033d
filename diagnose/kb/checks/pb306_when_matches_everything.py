"""PB306: a ``when`` that holds for every request."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.rules import RuleSubject
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.kb.logic import conjunction, negation
from diagnose.rules.conditions import Test, attributes_of
from diagnose.wording import worded

CODE = warning(
    "PB306",
    "`when` holds for every request",
    "`when` выполнено для любой заявки",
    "`when` is written, and holds wherever `applies_to` does.",
    "The playbook takes part in every request about its equipment, as if it had been recognised.",
    "applies_to: {equipment: laser-printer}\nwhen: {equipment: printer}",
    "applies_to: {equipment: laser-printer}\nwhen: {print.output: faded}   # or no when: then what it shows decides",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook whose ``when`` tells no request from another."""
    rule = RuleSubject.of_playbook(subject)
    if matches_everything(rule) and rule.is_understood:
        document = subject.document
        at = rule.place if document.when is None else document.when.at
        message = worded("'when' of {playbook} holds for every request that it applies to", playbook=rule.id)
        advice = "write what must be observed, or leave 'when' out: then what it shows decides"
        yield CODE.finding(message, at, advice, subject=rule.id)


def matches_everything(rule: RuleSubject) -> bool:
    """Whether the entries under ``when`` hold wherever those under ``applies_to`` do."""
    if not rule.when or not rule.reasoning.is_possible(rule.condition):
        return False
    named = frozenset[str]().union(*map(attributes_of, rule.applies))
    if any(isinstance(each, Test) and each.attribute not in named for each in rule.when):
        return False
    return rule.reasoning.never_plainly(*rule.applies, negation(conjunction(*rule.when)))
