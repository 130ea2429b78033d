"""How far what is seen lies from what the best explanation leads one to expect.

No constant serves as a limit, so the limit is drawn: cases of the knowledge base's own faults, with a fixed seed,
once for each knowledge base.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from random import Random

from diagnose.facts import Value, WorkingMemory
from diagnose.hypotheses.candidates import Candidate
from diagnose.hypotheses.models import FaultModel, leaks_of, model_of
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import DIGITS
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.vocabulary import Attribute

FEWEST_SIGNS = 6
"""With fewer known signs the figure says little."""
MOST_SIGNS = 24
DRAWS = 400
FEWEST_DRAWS = 100
RIVALS = 12
"""So many other faults lend their signs to a drawn case."""


def misfit_of(reading: Reading, faults: Sequence[Candidate]) -> tuple[float | None, int]:
    """The mean surprise over the known signs under ``faults``, and the number of signs; None below six of them."""
    models = [candidate.model for candidate in faults]
    attributes = reading.kb.vocabulary.attributes
    surprises: list[float] = []
    for name in reading.values:
        attribute = attributes.get(name)
        if attribute is not None and attribute.abnormal:
            chances = chances_of(reading, attribute, models)
            if chances is not None:
                surprises.append(_surprise(chances, reading.values[name]))
    count = len(surprises)
    return (math.fsum(surprises) / count, count) if count >= FEWEST_SIGNS else (None, count)


def chances_of(
    reading: Reading, attribute: Attribute, models: Iterable[FaultModel]
) -> dict[Value | None, float] | None:
    """The chance of each abnormal value of a sign, and under None that of a normal one, given these faults."""
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return None
    shapes = [model.signs[attribute.id] for model in models if attribute.id in model.signs]
    silent = math.prod(1.0 - shape.total for shape in shapes)
    chances: dict[Value | None, float] = {None: leaks.clear * silent}
    for value, leak in leaks.by_value.items():
        allowing = math.prod(1.0 - shape.total + shape.by_value.get(value, 0.0) for shape in shapes)
        chances[value] = leak * allowing + leaks.clear * (allowing - silent)
    return chances


def _surprise(chances: Mapping[Value | None, float], seen: Value) -> float:
    return math.log(max(chances.values()) / chances.get(seen, chances[None]))


def misfit_limit(kb: KnowledgeBase, signs: int) -> float | None:
    """The quantile ``thresholds.misfit`` of what the knowledge base's own faults produce with so many known signs."""
    limits: dict[int, float] | None = kb.derived.get("misfit")
    if limits is None:
        limits = kb.derived["misfit"] = _draw(kb)
    return limits.get(min(signs, max(limits))) if limits else None


def _draw(kb: KnowledgeBase) -> dict[int, float]:
    faults = [kb.playbooks[name] for name in sorted(kb.playbooks) if kb.playbooks[name].shows]
    samples: dict[int, list[float]] = {}
    if faults:
        random = Random(0)  # noqa: S311 - a fixed seed on purpose
        anything = Reading.of(kb, WorkingMemory.of(()))  # nothing is known, so every `given` row counts
        for _ in range(DRAWS):
            fault = faults[int(random.random() * len(faults))]
            for place, surprise in enumerate(_drawn_means(anything, fault, random), start=1):
                if place >= FEWEST_SIGNS:
                    samples.setdefault(place, []).append(surprise)
    return {
        count: round(_quantile(means, kb.settings.misfit), DIGITS)
        for count, means in samples.items()
        if len(means) >= FEWEST_DRAWS
    }


def _drawn_means(anything: Reading, fault: Playbook, random: Random) -> list[float]:
    """The mean surprise over the first 1, 2, 3... signs of one drawn case of ``fault``."""
    model = model_of(anything, fault)
    means: list[float] = []
    total = 0.0
    for name in _drawn_signs(anything.kb, fault, model, random)[:MOST_SIGNS]:
        chances = chances_of(anything, anything.kb.vocabulary.attributes[name], (model,))
        if chances is None:
            continue
        total += math.log(max(chances.values()) / _drawn(chances, random))
        means.append(total / (len(means) + 1))
    return means


def _drawn_signs(kb: KnowledgeBase, fault: Playbook, model: FaultModel, random: Random) -> list[str]:
    """The signs of a fault and of some faults that share one with it, in random order."""
    kinds = tuple(sorted({kind for each in fault.scope for kind in kb.vocabulary.equipment.upwards(each)})) or None
    names = set(model.signs)
    for name in sorted(model.signs):
        for value in sorted(model.signs[name].by_value, key=str):
            if len(names) > 2 * MOST_SIGNS:
                break
            for rival in islice(kb.signs.showing(name, value, kinds), RIVALS):
                names.update(row.attribute for row in kb.playbooks[rival].shows)
    known = [name for name in sorted(names) if name in kb.vocabulary.attributes]
    signs = [name for name in known if kb.vocabulary.attributes[name].is_sign]
    return [name for _, name in sorted((random.random(), name) for name in signs)]


def _drawn(chances: Mapping[Value | None, float], random: Random) -> float:
    """The chance of a value drawn by chance."""
    left = random.random() * math.fsum(chances.values())
    ordered = [chances[value] for value in sorted(chances, key=str)]
    for chance in ordered:
        left -= chance
        if left < 0.0:
            return chance
    return ordered[-1]


def _quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
