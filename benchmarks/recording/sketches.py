"""What requests are about: drawn once from a knowledge base's own model, then used for many cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from benchmarks.troubleshooting.drawer import Drawer, Mix
from benchmarks.troubleshooting.world import Truth, written
from diagnose import diagnose, load
from diagnose.case import Intake
from diagnose.case.events import Diagnosed
from diagnose.facts import Unknown
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.precedents import features_of
from diagnose.precedents.words import texts_of, words_of

SHIPPED = Path("playbooks")
MOST_ANSWERS = 4
MOST_NAMED = 5
LIBRARY = "0"


@dataclass(frozen=True, slots=True)
class Sketch:
    """One kind of request: what is told at first and later, what is decided, what is really behind it.

    ``steps`` are those of the playbook, ``mending`` the ones that would work; ``features`` are without place and words.
    """

    intake: Intake
    answers: tuple[tuple[str, Any], ...]
    asking: Diagnosed | None
    decided: Diagnosed
    fault: str | None
    steps: tuple[str, ...]
    mending: frozenset[str]
    revisions: tuple[tuple[str, int], ...]
    features: frozenset[str]
    rank: int


def sketches(kb: KnowledgeBase, number: int, seed: int) -> tuple[Sketch, ...]:
    """``number`` of them; the same seed gives the same."""
    drawer = Drawer(kb, Mix(unknown=0.08, told=1), seed)
    truths = (truth for truth in map(drawer.truth, count()) if truth is not None)
    return tuple(_sketch(rank, truth, kb) for rank, truth in enumerate(islice(truths, number)))


def words(kb: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    """Words that customers use, each with the feature that it becomes."""
    seen: dict[str, str] = {}
    for text in texts_of(kb):
        for _, written_so in text.by_language:
            for word in written_so.lower().split():
                if word.isalpha() and len(word) > 3:
                    seen.setdefault(word, "")
    found = {word: words_of([word], kb) for word in seen}
    return tuple((word, f"word:{min(forms)}") for word, forms in sorted(found.items()) if len(forms) == 1)


def shipped() -> KnowledgeBase:
    """The knowledge base of this repository."""
    return load(SHIPPED)


def _sketch(rank: int, truth: Truth, kb: KnowledgeBase) -> Sketch:
    first = replace(truth.intake(), channel=None, reported_at=None)
    asked = [each.attribute for each in diagnose(first, kb).questions]
    answers = dict(_answers(truth, asked))
    whole = replace(first, symptoms={**{each.attribute: each.value for each in first.symptoms}, **answers})
    asking, decided = _decided(first, kb), _decided(whole, kb)
    fault = truth.faults[0] if truth.faults else None
    playbook = kb.playbooks[fault] if fault is not None else None
    named = {fault, *decided.outline.get("hypotheses", ())} & kb.playbooks.keys()
    return Sketch(
        intake=first,
        answers=tuple(answers.items()),
        asking=asking if asking.decision == "more-facts" else None,
        decided=decided,
        fault=fault,
        steps=tuple(each.id for each in playbook.steps) if playbook is not None else (),
        mending=frozenset(step for of, step in truth.mends if of == fault),
        revisions=tuple((name, kb.playbooks[name].revision) for name in sorted(named)),
        features=features_of(observe(whole, kb), kb),
        rank=rank,
    )


def _answers(truth: Truth, asked: Iterable[str]) -> Iterator[tuple[str, Any]]:
    known = [name for name in asked if name in truth.states and not isinstance(truth.states[name], Unknown)]
    for name in known[:MOST_ANSWERS]:
        yield name, written(truth.states[name])


def _decided(intake: Intake, kb: KnowledgeBase) -> Diagnosed:
    diagnosis = diagnose(intake, kb)
    decision = diagnosis.decision
    reason = getattr(decision, "reason", None)
    outline = {
        "hypotheses": {each.fault: round(each.responsible, 4) for each in diagnosis.hypotheses[:MOST_NAMED]},
        "questions": {each.attribute: each.reason.value for each in diagnosis.questions[:MOST_NAMED]},
        "steps": [each.step.id for each in getattr(decision, "steps", ())],
    }
    return Diagnosed(
        decision=diagnosis.to_data()["decision"]["outcome"],
        sha256="0" * 64,
        library=LIBRARY,
        fault=getattr(decision, "fault", None),
        reason=getattr(reason, "value", None),
        to_line=getattr(decision, "to_line", None),
        outline={name: value for name, value in outline.items() if value},
    )
