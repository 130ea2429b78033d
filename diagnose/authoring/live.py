"""Whether a case from which a rule is excluded is a live near miss of it, so that excluding it proves something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.authoring.expectation import Expectation, Named
from diagnose.errors import Finding, echo
from diagnose.explain.standing import Case
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes.cases import CV703
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, attributes_of, conjuncts, leaves
from diagnose.rules.trace import Inference
from diagnose.vocabulary import BUILT_IN
from diagnose.wording import worded

_PLACE = frozenset(BUILT_IN)


@dataclass(frozen=True, slots=True)
class _Rule:
    """The conditions of a playbook or conclusion: where it can be at all, and what must be observed."""

    rule: Playbook | Conclusion
    scope: tuple[Condition, ...]
    observed: tuple[Condition, ...]

    @classmethod
    def of(cls, rule: Playbook | Conclusion) -> _Rule:
        scope = tuple(part for part in conjuncts(rule.condition) if attributes_of(part) <= _PLACE)
        return cls(rule, scope, _observed(rule.condition))


def _observed(condition: Condition) -> tuple[Condition, ...]:
    """The conditions on something else than the place."""
    return tuple(part for part in conjuncts(condition) if not attributes_of(part) <= _PLACE)


def vacuous(expect: Expectation, inference: Inference, kb: KnowledgeBase) -> Iterator[Finding]:
    """CV703 for each excluded rule of which the case is no live near miss.

    It is one when the case lies where the rule can be and at least one condition on what is observed is true by
    something reported or concluded; a part of a group will do. A rule with a single condition only needs to be
    answered, or nearly concluded. It is one as well when the case lies elsewhere and all those conditions are true;
    where a playbook has none, one of its signs has to be seen.
    """
    if not expect.not_matched:
        return
    case = Case(inference, kb)
    fired = {firing.rule for firing in inference.firings}
    for named in expect.not_matched:
        rule = kb.playbooks.get(named.text) or kb.conclusions.get(named.text)
        if named.text in kb.retired:
            message = worded("excluding '{name}' proves nothing: it is retired", name=echo(named.text))
            yield CV703.finding(message, named.at, "leave it out")
        elif rule is not None and rule.id not in fired:
            yield from _judged(named, _Rule.of(rule), case, kb)


def _judged(named: Named, rule: _Rule, case: Case, kb: KnowledgeBase) -> Iterator[Finding]:
    outside = [part for part in rule.scope if not part.holds(case)]
    if outside:
        if not _all_true(rule, case):
            message = worded(
                "excluding '{name}' proves nothing: it is not about this case ({condition}), whatever else it says",
                name=echo(named.text),
                condition=echo(outside[0].written),
            )
            yield CV703.finding(message, named.at, _advice_outside(rule, outside[0]))
    elif rule.observed and not _some_true(rule.observed, case, kb):
        message = worded(
            "excluding '{name}' proves nothing: none of its conditions is true in this case", name=echo(named.text)
        )
        wanted = echo(rule.observed[0].written)
        advice = worded(
            "start from a case that fits it and change one fact; here {condition} is not true", condition=wanted
        )
        yield CV703.finding(message, named.at, advice)


def _advice_outside(rule: _Rule, outside: Condition) -> str:
    """What would make the case live: to stand where the rule can be, or to differ in nothing else."""
    condition = echo(outside.written)
    if rule.observed:
        return worded(
            "make {condition} true and change another fact, or report all else it asks for", condition=condition
        )
    return worded("make {condition} true and change another fact, or report a sign that it shows", condition=condition)


def _all_true(rule: _Rule, case: Case) -> bool:
    """Whether everything but the place is as the rule wants it, on the strength of something reported."""
    if rule.observed:
        return all(part.holds(case) for part in rule.observed) and any(_is_backed(part, case) for part in rule.observed)
    rows = rule.rule.shows if isinstance(rule.rule, Playbook) else ()
    return any(case.values.get(row.attribute) == row.value for row in rows if row.value is not None)


def _some_true(observed: tuple[Condition, ...], case: Case, kb: KnowledgeBase) -> bool:
    if len(observed) == 1:
        return any(_is_answered(leaf.attribute, case, kb) for leaf in leaves(observed[0]))
    return any(_is_backed(part, case) for part in observed)


def _is_answered(attribute: str, case: Case, kb: KnowledgeBase) -> bool:
    """Whether the case says anything of ``attribute``, or a conclusion is near that would."""
    setters = kb.rules.setters.get(attribute, ())
    return _is_said(attribute, case) or any(_some_true(_observed(rule.condition), case, kb) for rule in setters)


def _is_backed(condition: Condition, case: Case) -> bool:
    """Whether ``condition``, or a part of a group that must hold, is true because of something reported."""
    if isinstance(condition, AllOf | AnyOf | Count):
        return any(_is_backed(member, case) for member in condition.members)
    said = any(_is_said(leaf.attribute, case) for leaf in leaves(condition))
    return said and condition.holds(case) and condition.truth(case.possible) is True


def _is_said(attribute: str, case: Case) -> bool:
    """Whether the case says anything of ``attribute``, be it that nobody knows."""
    if attribute in _PLACE:
        return False
    memory = case.inference.memory
    return attribute in case.values or attribute in memory.unknown or attribute in memory.inapplicable
