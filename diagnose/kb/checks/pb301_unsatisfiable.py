"""PB301: conditions that never hold."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, Location
from diagnose.kb.checks.branches import Branch, branches_of
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.checks.rules import RuleSubject, clash, conclusions_of, listed, parts, place_of
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import error
from diagnose.kb.logic import conjunction
from diagnose.rules.conditions import Condition, Test, conjuncts
from diagnose.wording import Wording, phrase, worded

CODE = error(
    "PB301",
    "Conditions that never hold",
    "Невыполнимые условия",
    "Tests that no case can satisfy together, or a single one that no case can satisfy: in a rule, in a branch of\n"
    "`any`, in `given`, `requires`, `relevant` or `if` of `escalate`.",
    "The rule, the branch or the row can never be used.",
    "when:\n  printer.pages: {at_least: 5000}\n  any:\n    - printer.pages: {below: 3000}",
    "when:\n  printer.pages: {at_least: 5000}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook whose conditions, or those of a branch, a row or a step, never hold."""
    rule = RuleSubject.of_playbook(subject)
    yield from of_rule(rule)
    playbook, document = subject.playbook, rule.document
    rows = dict.fromkeys(row.given for row in playbook.shows if row.given is not None)
    others = [step.requires.condition for step in playbook.steps if step.requires is not None]
    if playbook.escalate is not None and playbook.escalate.condition is not None:
        others.append(playbook.escalate.condition)
    for condition in dict.fromkeys((*rows, *others)):
        if never_by_itself(condition, rule.reasoning):
            if rule.reasoning.is_understood(document, condition):
                yield _finding(condition, rule.reasoning, playbook.id, rule.place)
        elif condition in rows and never_beside(condition, rule) and rule.is_understood:
            yield _row(condition, rule)


def check_rest(subject: Subject) -> Iterator[Finding]:
    """A finding for each conclusion, and each condition of the vocabulary, that never holds."""
    for rule in conclusions_of(subject):
        yield from of_rule(rule)
    meaning, reasoning = subject.meaning, subject.around.reasoning
    conditions = [meaning.relevance[name] for name in sorted(meaning.relevance)]
    conditions += [
        row.given for name in sorted(meaning.common) for row in meaning.common[name] if row.given is not None
    ]
    for condition in conditions:
        if never_by_itself(condition, reasoning) and reasoning.is_readable(condition):
            yield _finding(condition, reasoning, "", Location(""))


def of_rule(rule: RuleSubject) -> Iterator[Finding]:
    """A finding for a rule whose own tests exclude each other, else one for each branch that excludes itself.

    What only conclusions make impossible is PB410.
    """
    reasoning = rule.reasoning
    if reasoning.is_possible(rule.condition):
        dead = list(_dead_by_themselves(rule)) if rule.is_small else []
        if dead and rule.is_understood:
            yield from (_finding(branch.condition, reasoning, rule.id, rule.place) for branch in dead)
    elif reasoning.never_plainly(rule.condition) and rule.is_understood:
        yield _finding(rule.condition, reasoning, rule.id, rule.place)


def _dead_by_themselves(rule: RuleSubject) -> Iterator[Branch]:
    """The branches whose own tests exclude each other, none of them inside another."""
    silent: set[int] = set()
    for branch in branches_of(rule):
        inside = id(branch.group) in silent
        if inside or rule.reasoning.never_plainly(branch.condition):
            silent.update(map(id, conjuncts(branch.condition)))
            if not inside:
                yield branch


def never_by_itself(condition: Condition, reasoning: Reasoning) -> bool:
    """Whether ``condition`` never holds, and PB408 does not say so of a single test in it."""
    if not reasoning.never(condition):
        return False
    if reasoning.never_plainly(condition):
        return True
    clashing = clash(parts(conjuncts(condition)), reasoning.never)
    return len(clashing) > 1 or not isinstance(clashing[0], Test)


def never_beside(given: Condition, rule: RuleSubject) -> bool:
    """Whether a row of ``shows`` never counts: where ``given`` holds the rule is refuted."""
    return rule.reasoning.is_possible(rule.condition) and rule.reasoning.never_while_open(given, rule.condition)


def _row(given: Condition, rule: RuleSubject) -> Finding:
    """A finding for a row whose ``given`` the conditions of its playbook exclude."""
    never = rule.reasoning.never_while_open
    own = clash(parts(conjuncts(given)), lambda some: never(some, rule.condition))
    against = clash(rule.entries, lambda some: never(conjunction(*own), some))
    at = min((place for each in own if (place := place_of(each))), default=rule.place)
    related = [(place, phrase("it clashes with this test")) for each in against if (place := place_of(each))]
    return CODE.finding(_message([*against, *own]), at, _advice([*against, *own]), related, subject=rule.id)


def _finding(condition: Condition, reasoning: Reasoning, subject: str, otherwise: Location) -> Finding:
    entries = parts(conjuncts(condition))
    is_impossible = reasoning.never_plainly if reasoning.never_plainly(condition) else reasoning.never
    clashing = sorted(clash(entries, is_impossible), key=lambda each: place_of(each) or otherwise)
    at = place_of(clashing[-1]) or otherwise
    related = [(place, phrase("it clashes with this test")) for each in clashing[:-1] if (place := place_of(each))]
    return CODE.finding(
        _message(clashing), at, _advice(clashing), [each for each in related if each[0] != at], subject=subject
    )


def _message(clashing: list[Condition]) -> Wording:
    if len(clashing) == 1:
        return worded("{tests} can never hold", tests=listed(clashing))
    return worded("{tests} can never hold together", tests=listed(clashing))


def _advice(clashing: list[Condition]) -> str:
    if len(clashing) == 1:
        return "compare it with what the attribute can be, or take it away"
    return "change one of them, or put them under 'any' if either is enough"
