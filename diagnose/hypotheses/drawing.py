"""How much misfit is normal: drawn from the knowledge base's own faults.

No constant serves as a limit. So cases of its own faults are drawn, once for each knowledge base and with a fixed
seed, and weighed like any other; what the best explanation of them leaves unexpected is normal. It is counted in
standard deviations from what that explanation expects: the number of known signs, and how many of them are all but
certain, are allowed for in this way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from random import Random

from diagnose.facts import Fact, Value, WorkingMemory
from diagnose.hypotheses.candidates import find_candidates
from diagnose.hypotheses.evidence import gather
from diagnose.hypotheses.misfit import FEWEST_SIGNS, Misfit, chances_of, misfit_of
from diagnose.hypotheses.models import FaultModel, model_of
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import DIGITS, weigh_sets
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.vocabulary import EQUIPMENT

MOST_SIGNS = 24
DRAWS = 200
FEWEST_DRAWS = 50
RIVALS = 12
"""So many other faults lend their signs to a drawn case."""


def deviations_allowed(kb: KnowledgeBase) -> float | None:
    """The quantile ``thresholds.misfit`` of what the knowledge base's own faults produce.

    In standard deviations above the expected surprise; None where there is too little to draw from.
    """
    if "misfit" not in kb.derived:
        kb.derived["misfit"] = _draw(kb)
    found: float | None = kb.derived["misfit"]
    return found


def _draw(kb: KnowledgeBase) -> float | None:
    faults = [kb.playbooks[name] for name in sorted(kb.playbooks) if kb.playbooks[name].shows]
    if not faults:
        return None
    random = Random(0)  # noqa: S311 - a fixed seed on purpose
    anything = Reading.of(kb, WorkingMemory.of(()))  # nothing is known, so every `given` row counts
    found: list[float] = []
    for _ in range(DRAWS):
        misfit = _drawn_misfit(anything, faults[int(random.random() * len(faults))], random)
        if misfit is not None:
            found.append(misfit.deviations)
    return round(_quantile(found, kb.settings.misfit), DIGITS) if len(found) >= FEWEST_DRAWS else None


def _drawn_misfit(anything: Reading, fault: Playbook, random: Random) -> Misfit | None:
    """The misfit of one drawn case of ``fault`` under its best explanation; None where too few signs are known."""
    settings = anything.kb.settings
    reading = Reading.of(anything.kb, WorkingMemory.of(_drawn_facts(anything, fault, random)))
    candidates = find_candidates(reading)
    evidence = gather(reading, candidates.all, candidates.complaints)
    ids = [candidate.id for candidate in candidates.all]
    weights = weigh_sets(evidence, ids, settings.candidates, settings.set_size)
    return misfit_of(reading, [candidates.all[number] for number in weights.best()])


def _drawn_facts(anything: Reading, fault: Playbook, random: Random) -> list[Fact]:
    """Its equipment, its strongest complaint, and some signs as the fault makes them."""
    kb = anything.kb
    model = model_of(anything, fault)
    facts = [Fact(EQUIPMENT, fault.scope[:1])] if fault.scope else []
    strongest = _strongest_complaint(kb, model)
    if strongest is not None:
        facts.append(Fact(*strongest))
    wanted = FEWEST_SIGNS + int(random.random() * (MOST_SIGNS - FEWEST_SIGNS + 1))
    shuffled = [name for _, name in sorted((random.random(), name) for name in _signs_around(kb, fault, model))]
    for name in shuffled[:wanted]:
        chances = chances_of(anything, kb.vocabulary.attributes[name], (model,))
        if chances is not None and (strongest is None or name != strongest[0]):
            facts.append(Fact(name, _drawn_value(kb, name, chances, random)))
    return facts


def _strongest_complaint(kb: KnowledgeBase, model: FaultModel) -> tuple[str, Value] | None:
    shown = [
        (-strength, name, str(value), value)
        for name, shape in model.signs.items()
        if kb.vocabulary.attributes[name].complaint
        for value, strength in shape.by_value.items()
    ]
    return (min(shown)[1], min(shown)[3]) if shown else None


def _signs_around(kb: KnowledgeBase, fault: Playbook, model: FaultModel) -> list[str]:
    """The signs of a fault and of some faults that share one with it."""
    kinds = tuple(sorted({kind for each in fault.scope for kind in kb.vocabulary.equipment.upwards(each)})) or None
    names = set(model.signs)
    for name in sorted(model.signs):
        for value in sorted(model.signs[name].by_value, key=str):
            if len(names) > 2 * MOST_SIGNS:
                break
            for rival in islice(kb.signs.showing(name, value, kinds), RIVALS):
                names.update(row.attribute for row in kb.playbooks[rival].shows)
    attributes = kb.vocabulary.attributes
    return [name for name in sorted(names) if name in attributes and attributes[name].is_sign]


def _drawn_value(kb: KnowledgeBase, name: str, chances: Mapping[Value | None, float], random: Random) -> Value:
    """A value of a sign by chance; of the normal ones the first."""
    attribute = kb.vocabulary.attributes[name]
    normal: Value = next((value for value in attribute.values if value not in attribute.abnormal), False)
    left = random.random() * math.fsum(chances.values())
    for value in sorted(chances, key=str):
        left -= chances[value]
        if left < 0.0:
            return normal if value is None else value
    return normal


def _quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
