"""All mutants of a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from diagnose.authoring.mutation.conditions import NOTHING, Rewriting, rewritings
from diagnose.authoring.mutation.mutant import Mutant, Operator
from diagnose.authoring.mutation.weights import plan_mutants, weight_mutants
from diagnose.authoring.mutation.written import Written
from diagnose.errors import Location
from diagnose.facts import EQUIPMENT, Value
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.compile.playbook import MOST_STRENGTH, MOST_SUM, implied, joined
from diagnose.kb.playbook import Conclusion, Playbook, Shown
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Test, attributes_of, leaves
from diagnose.rules.operators import Within, shown
from diagnose.vocabulary import AttributeType, Vocabulary

NEVER = AnyOf(())
"""The condition that never holds."""
NOWHERE = Location("")


def mutants_of(kb: KnowledgeBase, written: Mapping[str, Written], rules: Iterable[str] = ()) -> tuple[Mutant, ...]:
    """The mutants of ``kb``, or of some of its ``rules``, in order of place; ``written`` says what stands where."""
    wanted = set(rules)
    found: list[Mutant] = []
    for playbook in kb.playbooks.values():
        if not wanted or playbook.id in wanted:
            found += playbook_mutants(playbook, written.get(playbook.id) or _somewhere(playbook), kb)
    for conclusion in kb.conclusions.values():
        if not wanted or conclusion.id in wanted:
            found += conclusion_mutants(conclusion, written.get(conclusion.id) or _somewhere(conclusion), kb)
    return tuple(sorted({mutant.id: mutant for mutant in reversed(found)}.values(), key=lambda each: each.sort_key))


def _somewhere(rule: Playbook | Conclusion) -> Written:
    """What is known of a rule without its document: everything in its ``shows`` counts as written."""
    shown = rule.shows if isinstance(rule, Playbook) else ()
    named: dict[str, dict[str, tuple[Location, ...]]] = {row.attribute: {} for row in shown}
    at = rule.at or NOWHERE
    return Written(at, frozenset(each.at for each in leaves(rule.condition) if each.at), named, at)


def playbook_mutants(playbook: Playbook, written: Written, kb: KnowledgeBase) -> Iterator[Mutant]:
    """The mutants of one playbook."""
    gone = replace(playbook, condition=NEVER, gated=True, shows=(), steps=(), scope=())
    yield Mutant(Operator.RULE, gone, written.at, playbook.id, NOTHING)
    for each in (*rewritings(_as_all(playbook.condition), kb.vocabulary), *_all_to_any(playbook, written)):
        changed = with_condition(playbook, each.whole, written, kb)
        yield Mutant(each.operator, changed, each.at or written.at, each.was, each.now)
    yield from weight_mutants(playbook, written, kb)
    yield from plan_mutants(playbook, written, kb)


def conclusion_mutants(conclusion: Conclusion, written: Written, kb: KnowledgeBase) -> Iterator[Mutant]:
    """The mutants of one conclusion."""
    gone = replace(conclusion, condition=NEVER)
    yield Mutant(Operator.RULE, gone, written.at, conclusion.id, NOTHING)
    for each in rewritings(conclusion.condition, kb.vocabulary):
        changed = replace(conclusion, condition=each.whole)
        yield Mutant(each.operator, changed, each.at or written.at, each.was, each.now)
    for place, (attribute, value) in enumerate(conclusion.sets):
        for other in _other_values(attribute, value, kb.vocabulary):
            sets = (*conclusion.sets[:place], (attribute, other), *conclusion.sets[place + 1 :])
            at = written.sets.get(attribute, written.at)
            was, now = (f"sets {attribute}: {shown(each)}" for each in (value, other))
            yield Mutant(Operator.CONCL, replace(conclusion, sets=sets), at, was, now)


def _as_all(condition: Condition) -> Condition:
    """A condition whose parts are leaves of one group, also when there is one part."""
    return condition if isinstance(condition, AllOf) else AllOf((condition,))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.members if isinstance(condition, AllOf) else (condition,)


def _stands_in_when(part: Condition, written: Written) -> bool:
    return any(leaf.at in written.when for leaf in leaves(part))


def _all_to_any(playbook: Playbook, written: Written) -> Iterator[Rewriting]:
    """``when`` read as ``any``: what its entries mean together is written nowhere."""
    parts = _parts(playbook.condition)
    when = tuple(part for part in parts if _stands_in_when(part, written))
    if len(when) > 1:
        around = tuple(part for part in parts if not _stands_in_when(part, written))
        was = AllOf(when).written
        yield Rewriting(Operator.OP, when[0].at, was, AnyOf(when).written, joined((*around, AnyOf(when))))


def with_condition(playbook: Playbook, condition: Condition, written: Written, kb: KnowledgeBase) -> Playbook:
    """``playbook`` with another condition, and with what its document would then imply."""
    parts = _parts(condition)
    when = tuple(part for part in parts if _stands_in_when(part, written))
    explicit = tuple(row for row in playbook.shows if written.speaks_of(row.attribute))
    return replace(
        playbook,
        condition=joined(parts),
        scope=_scope(parts),
        gated=playbook.gated and (bool(when) or not written.when),
        shows=(*explicit, *_unwritten(playbook, when, explicit, kb)),
    )


def _unwritten(
    playbook: Playbook, when: tuple[Condition, ...], explicit: tuple[Shown, ...], kb: KnowledgeBase
) -> Iterator[Shown]:
    """The rows that follow from ``when`` and from the part that is broken."""
    named = {row.attribute for row in explicit}
    always = kb.settings.signs.get("always", MOST_SUM)
    yield from implied(kb.vocabulary, when, named, always)
    named = named.union(*map(attributes_of, when))
    for attribute, value in _behind(playbook.part, kb.vocabulary):
        if attribute not in named and value in kb.vocabulary.attributes[attribute].abnormal:
            named.add(attribute)
            yield Shown(attribute, value, min(always, MOST_STRENGTH))


def _behind(part: str | None, vocabulary: Vocabulary) -> tuple[tuple[str, Value], ...]:
    found = (chain.behind(own) for name, chain, own in vocabulary.parts() if name == part)
    return next(found, ())


def _scope(parts: tuple[Condition, ...]) -> tuple[str, ...]:
    for part in parts:
        if isinstance(part, Test) and part.attribute == EQUIPMENT and isinstance(part.operator, Within):
            return part.operator.asked
    return ()


def _other_values(attribute: str, value: Value, vocabulary: Vocabulary) -> Iterator[Value]:
    declared = vocabulary.attributes.get(attribute)
    if declared is None:
        return
    if declared.type is AttributeType.YES_NO:
        yield not value
    elif declared.type is AttributeType.CHOICE and value in declared.values and len(declared.values) > 1:
        place = declared.values.index(str(value))
        yield declared.values[(place + 1) % len(declared.values)]
