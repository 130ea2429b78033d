"""The next action of a consultation after each answer, by the size of the knowledge base."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

from benchmarks.loading import knowledge_base
from benchmarks.worlds import World, make
from diagnose import Ask, Consultation, Do, Intake
from diagnose.kb.base import KnowledgeBase

CASES = 60
MOST_ACTIONS = 25
ANSWERED_AT_FIRST = 3


def report() -> Iterator[str]:
    """A line for each world."""
    yield "next action after an answer or a report, milliseconds (aim at 10 000: median under 5, p99 under 20)"
    for size in (100, 1_000, 10_000):
        for world in (make(size, CASES), make(size, CASES, skewed=True), make(size, CASES, equipment=False)):
            yield _measure(world)


def _measure(world: World) -> str:
    kb = knowledge_base(world)
    random = Random(1)
    times: list[float] = []
    alive: list[int] = []
    questions = steps = 0
    for kind, facts in world.cases:
        known = dict(sorted(facts.items())[:ANSWERED_AT_FIRST])
        consultation = Consultation.start(Intake(equipment=kind, symptoms=known, channel="phone"), kb)
        for _ in range(MOST_ACTIONS):
            started = time.perf_counter()
            action = consultation.next()
            times.append((time.perf_counter() - started) * 1000)
            alive.append(len(consultation.situation.memory.values))
            if isinstance(action, Ask):
                questions += 1
                _answer(consultation, action, facts, kb, random)
            elif isinstance(action, Do):
                steps += 1
                consultation.report(action.step.id, "failed")
            else:
                break
    times.sort()
    median, late = times[len(times) // 2], times[int(len(times) * 0.99)]
    each = f"questions {questions / len(world.cases):.1f}, steps {steps / len(world.cases):.1f} a case"
    return (
        f"{len(world.sketches):9} {world.name:22} median {median:6.2f}, p99 {late:6.2f}, worst {times[-1]:6.2f}; {each}"
    )


def _answer(
    consultation: Consultation, action: Ask, facts: dict[str, object], kb: KnowledgeBase, random: Random
) -> None:
    """The value of the case, else a drawn one."""
    name = action.attribute
    declared = kb.vocabulary.attributes.get(name)
    if name in facts:
        consultation.answer(name, facts[name])
    elif declared is not None and declared.values:
        consultation.answer(name, random.choice(declared.values))
    elif declared is not None and declared.type.value == "yes/no":
        consultation.answer(name, random.random() < 0.3)
    else:
        consultation.answer(name, {"unknown": "customer"})
