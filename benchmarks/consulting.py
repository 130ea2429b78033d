"""The next action of a consultation after each answer, by the size of the knowledge base, beside brute force.

The peer decides the whole case anew for every answer to every open question (``troubleshooting.lookahead``); both
choose from the same position, in turns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median

from benchmarks.loading import knowledge_base
from benchmarks.troubleshooting.lookahead import look_ahead
from benchmarks.troubleshooting.moves import Position
from benchmarks.worlds import World, make
from diagnose import Ask, Consultation, Do, Intake
from diagnose.decision import next_move
from diagnose.hypotheses import Reading, weigh
from diagnose.kb.base import KnowledgeBase

CASES = 60
MOST_ACTIONS = 25
ANSWERED_AT_FIRST = 3
BRUTE = 12
"""So many cases are put to the peer too, at their first action."""


@dataclass
class Run:
    """What one world has shown: milliseconds an action, candidates at each, and the peer's milliseconds."""

    times: list[float] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    ours_first: list[float] = field(default_factory=list)
    brute_first: list[float] = field(default_factory=list)
    questions: int = 0
    steps: int = 0


def report() -> Iterator[str]:
    """A line for each world."""
    yield "next action of a consultation, milliseconds (aim at 10 000: median under 5, p99 under 20), and how many"
    yield "times longer brute force takes for the first one; candidates are the faults in question at an action"
    for size in (100, 1_000, 10_000):
        for world in (make(size, CASES), make(size, CASES, skewed=True), make(size, CASES, equipment=False)):
            yield _line(world, _measure(world))


def _line(world: World, run: Run) -> str:
    times = sorted(run.times)
    ratio = median(run.brute_first) / median(run.ours_first)
    cases = len(world.cases)
    late = times[int(len(times) * 0.99)]
    return (
        f"{len(world.sketches):9} {world.name:22} median {median(times):6.2f}, p99 {late:6.2f}, "
        f"candidates {median(run.candidates):5.0f}, brute force {ratio:5.0f} times; "
        f"questions {run.questions / cases:.1f}, steps {run.steps / cases:.1f} a case"
    )


def _measure(world: World) -> Run:
    kb = knowledge_base(world)
    run, random = Run(), Random(1)
    _warm_up(world, kb)
    for number, (kind, facts) in enumerate(world.cases):
        consultation = _begun(kind, facts, kb)
        if number < BRUTE:
            _beside_brute_force(consultation, run, number)
        _play(consultation, facts, run, random)
    return run


def _warm_up(world: World, kb: KnowledgeBase) -> None:
    """What is worked out once for a knowledge base is worked out before anything is timed."""
    for kind, facts in world.cases:
        memory = _begun(kind, facts, kb).situation.memory
        weigh(Reading.of(kb, memory))


def _begun(kind: str | None, facts: dict[str, object], kb: KnowledgeBase) -> Consultation:
    known = dict(sorted(facts.items())[:ANSWERED_AT_FIRST])
    return Consultation.start(Intake(equipment=kind, symptoms=known, channel="phone"), kb)


def _beside_brute_force(consultation: Consultation, run: Run, draw: int) -> None:
    now = consultation.situation
    position = Position(consultation.kb, now.memory, now.standing, draw)
    run.ours_first.append(_timed(lambda: next_move(consultation.kb, now.memory, now.standing)))
    run.brute_first.append(_timed(lambda: look_ahead(position)))


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def _play(consultation: Consultation, facts: dict[str, object], run: Run, random: Random) -> None:
    for _ in range(MOST_ACTIONS):
        run.times.append(_timed(consultation.next))
        now = consultation.situation
        scales = weigh(Reading.of(consultation.kb, now.memory), now.standing.treatment)
        run.candidates.append(len(scales.candidates.all))
        action = consultation.next()
        if isinstance(action, Ask):
            run.questions += 1
            _answer(consultation, action, facts, random)
        elif isinstance(action, Do):
            run.steps += 1
            consultation.report(action.step.id, "failed")
        else:
            break


def _answer(consultation: Consultation, action: Ask, facts: dict[str, object], random: Random) -> None:
    """The value of the case, else a drawn one."""
    name = action.attribute
    declared = consultation.kb.vocabulary.attributes.get(name)
    if name in facts:
        consultation.answer(name, facts[name])
    elif declared is not None and declared.values:
        consultation.answer(name, random.choice(declared.values))
    elif declared is not None and declared.type.value == "yes/no":
        consultation.answer(name, random.random() < 0.3)
    else:
        consultation.answer(name, {"unknown": "customer"})
