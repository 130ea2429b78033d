"""PB410: a rule that no chain of conclusions can reach."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.pairs import taking_part
from diagnose.kb.checks.premises import Supply
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import Test, attributes_of, leaves
from diagnose.wording import joined, worded

CODE = warning(
    "PB410",
    "Unreachable rule",
    "Недостижимое правило",
    "A playbook or conclusion rests on conclusions that can never hold in a case in which its other conditions hold.",
    "It can never be used, though none of its conditions is wrong by itself.",
    "playbook: net.dead-line\nwhen: {net.lamp: green, net.line: lost}\n"
    "# and net.line is concluded to be lost only where net.lamp is red",
    "playbook: net.dead-line\nwhen: {net.line: lost}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each rule that could hold if conclusions set what it asks for, and never holds as they are."""
    meaning = subject.meaning
    supply = Supply.of(meaning)
    thinking = subject.around.thinking
    is_understood = understood(subject)
    concluded = supply.values.keys()
    rules: list[Playbook | Conclusion] = [*taking_part(meaning.conclusions), *taking_part(meaning.playbooks)]
    for rule in rules:
        if attributes_of(rule.condition).isdisjoint(concluded) or _has_dead_end(rule, supply, subject):
            continue
        if (
            thinking.impossible(rule.condition)
            and thinking.contradictory(rule.condition) is False
            and is_understood(rule)
        ):
            yield _finding(rule, subject)


def _has_dead_end(rule: Playbook | Conclusion, supply: Supply, subject: Subject) -> bool:
    """Whether PB408 says already what is missing."""
    attributes = subject.meaning.vocabulary.attributes
    return any(
        isinstance(leaf, Test)
        and supply.is_closed(leaf.attribute)
        and not supply.can_pass(leaf, attributes[leaf.attribute].type)
        for leaf in leaves(rule.condition)
    )


def _finding(rule: Playbook | Conclusion, subject: Subject) -> Finding:
    read = attributes_of(rule.condition)
    setters = [
        each for each in subject.meaning.conclusions if not read.isdisjoint(attribute for attribute, _ in each.sets)
    ]
    names = joined(", ", sorted(each.id for each in setters))
    message = worded(
        "{rule} can never hold: it contradicts what is needed for {conclusions}", rule=rule.id, conclusions=names
    )
    related = [(each.at, worded("{conclusion} is here", conclusion=each.id)) for each in setters if each.at is not None]
    advice = "compare its conditions with those of the conclusions it reads, and take away what excludes them"
    return CODE.finding(message, rule.at, advice, related, subject=rule.id)
