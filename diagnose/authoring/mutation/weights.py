"""What can be wrong with the numbers of a playbook, with its plan, and with where it sends a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from diagnose.authoring.mutation.conditions import NOTHING
from diagnose.authoring.mutation.mutant import Mutant, Operator
from diagnose.authoring.mutation.written import Written
from diagnose.errors import Location
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook, Shown, Step
from diagnose.names import fold
from diagnose.rules.operators import shown

NEARLY = 1e-9


def weight_mutants(playbook: Playbook, written: Written, kb: KnowledgeBase) -> Iterator[Mutant]:
    """Strengths and the frequency one word up and down, and rows without their ``given``."""
    for place, row, at in _placed_rows(playbook, written):
        for strength in steps_of_scale(row.strength, kb.settings.signs):
            now = replace(row, strength=strength)
            yield Mutant(Operator.SIGN, _with_row(playbook, place, now), at, _row(row, kb), _row(now, kb))
        if row.given is not None:
            now = replace(row, given=None)
            was = f"given: {row.given.written}"
            yield Mutant(Operator.SIGN, _with_row(playbook, place, now), at, was, NOTHING)
    if written.frequency is not None:
        for prior in steps_of_scale(playbook.prior, kb.settings.frequency):
            was, now_word = (_word(each, kb.settings.frequency, 1000.0) for each in (playbook.prior, prior))
            changed = replace(playbook, prior=prior)
            yield Mutant(Operator.FREQ, changed, written.frequency, f"frequency: {was}", f"frequency: {now_word}")


def steps_of_scale(number: float, scale: Mapping[str, float]) -> Iterator[float]:
    """The next number below and above ``number`` on ``scale``, as far as there are such."""
    numbers = sorted(set(scale.values()))
    below = [each for each in numbers if each < number - NEARLY]
    above = [each for each in numbers if each > number + NEARLY]
    yield from (*below[-1:], *above[:1])


def _placed_rows(playbook: Playbook, written: Written) -> Iterator[tuple[int, Shown, Location]]:
    """The rows that the author wrote, with where they stand."""
    met: Counter[tuple[str, str]] = Counter()
    for place, row in enumerate(playbook.shows):
        places = written.named.get(fold(row.attribute))
        if places is None:
            continue
        value = _value(row)
        spots = places.get(value, ())
        yield place, row, spots[min(met[row.attribute, value], len(spots) - 1)] if spots else written.at
        met[row.attribute, value] += 1


def _value(row: Shown) -> str:
    return "does-not-apply" if row.value is None else shown(row.value)


def _row(row: Shown, kb: KnowledgeBase) -> str:
    return f"shows {row.attribute}: {{{_value(row)}: {_word(row.strength, kb.settings.signs)}}}"


def _word(number: float, scale: Mapping[str, float], factor: float = 1.0) -> str:
    named = (word for word, each in sorted(scale.items()) if abs(each - number) < NEARLY)
    return next(named, shown(float(round(number * factor, 9))))


def _with_row(playbook: Playbook, place: int, row: Shown) -> Playbook:
    """``playbook`` with another row at ``place``."""
    return replace(playbook, shows=(*playbook.shows[:place], row, *playbook.shows[place + 1 :]))


def plan_mutants(playbook: Playbook, written: Written, kb: KnowledgeBase) -> Iterator[Mutant]:
    """A step missing, two steps in the other order, another line to pass the case on to."""
    for place, step in enumerate(playbook.steps):
        at = step.at or written.at
        if len(playbook.steps) > 1:
            rest = (*playbook.steps[:place], *playbook.steps[place + 1 :])
            kept = tuple(replace(each, after=_without(each.after, step)) for each in rest)
            yield Mutant(Operator.PLAN, replace(playbook, steps=kept), at, f"step: {step.id}", NOTHING)
        for before in step.after:
            if any(each.id == before for each in playbook.steps):
                was, now = f"{step.id} after {before}", f"{before} after {step.id}"
                yield Mutant(Operator.PLAN, _turned(playbook, step.id, before), at, was, now)
    yield from _escalations(playbook, written, kb)


def _without(after: tuple[str, ...], step: Step) -> tuple[str, ...]:
    """``after`` with what ``step`` came after in the place of ``step``."""
    if step.id not in after:
        return after
    return tuple(dict.fromkeys(name for each in after for name in (step.after if each == step.id else (each,))))


def _turned(playbook: Playbook, late: str, early: str) -> Playbook:
    """``playbook`` with two steps in each other's place in the order."""
    other = {late: early, early: late}
    after = {step.id: step.after for step in playbook.steps}
    return replace(
        playbook,
        steps=tuple(
            replace(step, after=tuple(other.get(name, name) for name in after[other.get(step.id, step.id)]))
            for step in playbook.steps
        ),
    )


def _escalations(playbook: Playbook, written: Written, kb: KnowledgeBase) -> Iterator[Mutant]:
    escalate = playbook.escalate
    if escalate is None:
        return
    rank = kb.support.rank(escalate.to)
    near = [line.id for line in kb.support.lines if abs(line.rank - rank) == 1 and line.rank > 0]
    for line in near[-1:]:
        changed = replace(playbook, escalate=replace(escalate, to=line))
        at = written.escalate or written.at
        yield Mutant(Operator.ESC, changed, at, f"escalate to {escalate.to}", f"escalate to {line}")
