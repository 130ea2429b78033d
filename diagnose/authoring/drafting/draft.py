"""The draft of a playbook: which facts become its conditions, which its signs, and what its plan is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnose.authoring.drafting.telling import Telling, readings_of, telling_facts
from diagnose.case import Intake, Outcome
from diagnose.case.closed import ClosedCase
from diagnose.facts import Value
from diagnose.hypotheses.reading import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.kb.playbook import Step
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, Attribute

LEAST = 2
"""A draft has so many conditions at least, where there are so many facts: one alone could have no near miss."""


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step of the plan: one that the knowledge base has (``known``), or new ``words`` under a new ``id``."""

    id: str
    words: str
    known: Step | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes into the documents. ``when`` and ``shows`` have the most telling facts first.

    ``others`` names past cases with another cause that ``when`` fits all the same. ``left_out`` are the attributes
    that were left out because they are private or are words of somebody, ``without_effect`` steps that did not help.
    """

    id: str
    equipment: tuple[str, ...]
    when: tuple[Telling, ...]
    shows: tuple[Telling, ...]
    circumstances: tuple[Telling, ...]
    steps: tuple[DraftStep, ...]
    without_effect: tuple[str, ...]
    channel: str | None
    others: tuple[str, ...]
    left_out: tuple[str, ...]


def draft_from(case: ClosedCase, name: str, kb: KnowledgeBase, history: Iterable[tuple[str, Intake]] = ()) -> Draft:
    """The draft of a playbook ``name`` from a solved ``case``, told apart from the playbooks and past cases.

    ``history`` holds past cases with another cause, each with the name by which a reader finds it.

    Raises:
        IntakeError: the case speaks of what the vocabulary does not know.
    """
    reading = Reading.of(kb, observe(case.intake, kb))
    named = [(label, each) for label, intake in history for each in readings_of((intake,), kb)]
    facts = telling_facts(reading, [each for _, each in named])
    when, others = _conditions(sorted(facts, key=lambda each: _is_normal(each, kb)), named)
    taken = {each.attribute for each in when}
    rest = [each for each in facts if each.attribute not in taken]
    kept = {each.attribute for each in facts}
    seen = reading.inference.memory.values
    kinds = seen.get(EQUIPMENT, ())
    return Draft(
        id=name,
        equipment=kinds if isinstance(kinds, tuple) else (),
        when=when,
        shows=tuple(each for each in facts if each.abnormal),
        circumstances=tuple(each for each in rest if not each.abnormal),
        steps=tuple(_steps(case, kb)),
        without_effect=tuple(each.step for each in case.tried if each.outcome == Outcome.FAILED),
        channel=case.intake.channel,
        others=others,
        left_out=tuple(sorted(each for each in seen if each not in BUILT_IN and each not in kept)),
    )


def _is_normal(fact: Telling, kb: KnowledgeBase) -> bool:
    """Whether ``fact`` is a sign that is as it should be: a condition only where nothing else tells cases apart."""
    return not fact.abnormal and kb.vocabulary.attributes[fact.attribute].is_sign


def _conditions(
    facts: Sequence[Telling], history: Sequence[tuple[str, Reading]]
) -> tuple[tuple[Telling, ...], tuple[str, ...]]:
    """The fewest of ``facts``, most telling first, that no past case shares; and the cases that share them all."""
    chosen: list[Telling] = []
    left = list(history)
    for each in facts:
        fitting = [(name, reading) for name, reading in left if each.fits(reading)]
        if len(chosen) >= LEAST and len(fitting) == len(left):
            continue
        chosen.append(each)
        left = fitting
        if len(chosen) >= LEAST and not left:
            break
    return tuple(chosen), tuple(name for name, _ in left)


def _steps(case: ClosedCase, kb: KnowledgeBase) -> Iterable[DraftStep]:
    """What helped: steps that mended a part, then the one that ended it."""
    of_use = (Outcome.PARTLY, Outcome.FIXED)
    helped = [(each.step, Outcome(each.outcome)) for each in case.tried if each.outcome in of_use]
    if case.fixed_by is not None:
        helped.append((case.fixed_by, Outcome.FIXED))
    known = steps_of(kb)
    steps = {step.id: step for each in kb.playbooks.values() for step in each.steps}
    for words, outcome in dict(helped).items():
        step = steps.get(known.get(words, ""))
        yield DraftStep(step.id if step else _slug(words), words, step, outcome)


def _slug(words: str) -> str:
    """An id made of ``words``, letters of any one alphabet kept."""
    parts = re.findall(r"[^\W_]+", words.lower())
    joined = "-".join(parts)[:60].rstrip("-")
    return joined if joined and joined[0].isalpha() else f"step-{joined or 'one'}"


def other_value(telling: Telling, attribute: Attribute) -> Value | None:
    """A value of ``attribute`` that is not the one told; a normal one if there is any."""
    rest = [value for value in attribute.possible if value != telling.value]
    return next((value for value in rest if value not in attribute.abnormal), rest[0] if rest else None)
