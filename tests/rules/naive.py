"""The oracle: both truths of a rule base, worked out bottom-up without an index, an agenda or a shortcut."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, combinations

from diagnose.facts import WorkingMemory
from diagnose.rules import operators as op
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Count, Known, NoneOf
from diagnose.rules.network import RuleBase

NONE, OPEN, UNKNOWN, NOT_APPLICABLE = "<none>", "<open>", "<unknown>", "<n/a>"
WITHOUT_VALUE = (NONE, OPEN, UNKNOWN, NOT_APPLICABLE)


def passes(test, value, now, taxonomy):
    """Two- or three-valued result of an operator on a known value, written out anew."""
    o = test.operator
    if isinstance(o, op.OneOf):
        return any(value == wanted for wanted in o.values)
    if isinstance(o, op.NotOneOf):
        return all(value != wanted for wanted in o.values)
    if isinstance(o, op.Between):
        above = o.low is None or value > o.low or (o.low_included and value == o.low)
        return above and (o.high is None or value < o.high or (o.high_included and value == o.high))
    if isinstance(o, op.Age):
        if now is None:
            return None
        age = (now - value) / timedelta(seconds=1)
        return age > o.seconds if o.older else age < o.seconds
    if isinstance(o, op.HasAll):
        return all(each in value for each in o.values)
    if isinstance(o, op.HasNone):
        return not any(each in value for each in o.values)
    if isinstance(o, op.Words):
        return o.words.lower() in value.lower()
    results = []
    for kind in value:
        if any(asked in taxonomy.upwards(kind) for asked in o.asked):
            results.append(True)
        elif any(kind in taxonomy.upwards(asked) for asked in o.asked):
            results.append(None)
        else:
            results.append(False)
    if isinstance(o, op.NotWithin):
        results = [None if result is None else not result for result in results]
    return True if True in results else None if None in results else False


def holds(condition, values, memory, irrelevant, taxonomy):
    """The closed world."""
    if isinstance(condition, AllOf | AnyOf | NoneOf | Count):
        truths = [holds(member, values, memory, irrelevant, taxonomy) for member in condition.members]
        return bool(_group(condition, truths))
    name = condition.attribute
    if isinstance(condition, Known):
        return (name in values) == condition.wanted
    if isinstance(condition, Applies):
        if name not in values and (name in memory.inapplicable or name in irrelevant):
            return not condition.wanted
        return condition.wanted and (name in values or name in memory.unknown)
    return name in values and passes(condition, values[name], memory.reported_at, taxonomy) is True


def _group(condition, truths):
    yes, maybe = truths.count(True), truths.count(None)
    if isinstance(condition, AllOf):
        low, high = len(truths), len(truths)
    elif isinstance(condition, AnyOf):
        low, high = 1, len(truths)
    elif isinstance(condition, NoneOf):
        low, high = 0, 0
    else:
        low, high = condition.at_least, len(truths) if condition.at_most is None else condition.at_most
    results = {low <= yes + extra <= high for extra in range(maybe + 1)}
    return results.pop() if len(results) == 1 else None


def may(condition, states, now, taxonomy):
    """Kleene's truth over explicit sets of possible states."""
    if isinstance(condition, AllOf | AnyOf | NoneOf | Count):
        return _group(condition, [may(member, states, now, taxonomy) for member in condition.members])
    results = {_over(condition, state, now, taxonomy) for state in states[condition.attribute]}
    return results.pop() if len(results) == 1 else None


def _over(leaf, state, now, taxonomy):
    if isinstance(leaf, Known):
        truth = None if state == OPEN else state not in WITHOUT_VALUE
        return None if truth is None else truth == leaf.wanted
    if isinstance(leaf, Applies):
        truth = None if state in (OPEN, NONE) else state != NOT_APPLICABLE
        return None if truth is None else truth == leaf.wanted
    if state in (OPEN, UNKNOWN):
        return None
    return False if state in (NONE, NOT_APPLICABLE) else passes(leaf, state, now, taxonomy)


def evaluate(base: RuleBase, memory: WorkingMemory):
    """Values, concluded, matched, conflicting attributes, and Kleene's truth of every rule."""
    taxonomy = base.vocabulary.equipment
    names = [*base.vocabulary.attributes, "equipment", "location", "channel", "support"]
    values, concluded, conflicts, truths, states = dict(memory.values), {}, set(), {}, {}
    for stratum in range(len(base.settlements)):
        rules = [rule for rule in base.rules.values() if rule.stratum == stratum]
        _states(base, memory, names, truths, states, stratum, taxonomy)
        irrelevant = {name for name in names if name in states and states[name] == [NOT_APPLICABLE]}
        fired = [rule for rule in rules if holds(rule.condition, values, memory, irrelevant, taxonomy)]
        truths.update({rule.id: may(rule.condition, states, memory.reported_at, taxonomy) for rule in rules})
        proposals = {}
        for rule in fired:
            for name, value in rule.sets:
                proposals.setdefault(name, set()).add(value)
        for name, found in proposals.items():
            if name in memory.inapplicable:
                conflicts.add(name)
                continue
            if name in memory.values:
                if name not in base.collected and found != {memory.values[name]}:
                    conflicts.add(name)
            elif name in base.collected:
                concluded[name] = frozenset().union(*found)
            elif len(found) > 1:
                conflicts.add(name)
            else:
                concluded[name] = next(iter(found))
        values.update(concluded)
        matched = sorted(rule.id for rule in fired if not rule.sets)
    return values, concluded, tuple(matched), conflicts, truths


def _states(base, memory, names, truths, states, stratum, taxonomy):
    """The possible states of every attribute whose conclusions are complete below ``stratum``."""
    for name in sorted(names, key=lambda each: each in base.relevance):
        setters = base.setters.get(name, ())
        if name not in states and all(rule.stratum < stratum for rule in setters):
            states[name] = _possible(base, memory, name, setters, truths, states, taxonomy)


def _possible(base, memory, name, setters, truths, states, taxonomy):
    if name in memory.values:
        return [memory.values[name]]
    if name in memory.inapplicable:
        return [NOT_APPLICABLE]
    sure = {value for rule in setters if truths[rule.id] is True for n, value in rule.sets if n == name}
    perhaps = {value for rule in setters if truths[rule.id] is None for n, value in rule.sets if n == name} - sure
    open_state = UNKNOWN if name in memory.unknown else OPEN
    if name in base.collected:
        must = frozenset().union(*sure)
        more = sorted(frozenset().union(*perhaps) - must)
        if must or (more and name not in base.asked):
            subsets = chain.from_iterable(combinations(more, size) for size in range(len(more) + 1))
            return [must | set(subset) or NONE for subset in subsets]
        if more:
            return [OPEN]
    elif len(sure) == 1:
        return [*sure, NONE] if perhaps else [*sure]
    elif perhaps and not sure:
        return [OPEN] if name in base.asked else [*perhaps, NONE]
    if name in base.relevance and may(base.relevance[name], states, memory.reported_at, taxonomy) is False:
        return [NOT_APPLICABLE]
    return [open_state] if name in memory.unknown or name in base.asked else [NONE]
