"""The fixture cases on which mutants are tried, each read once, with the playbooks that its decision looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from diagnose.authoring.cases import FixtureCase
from diagnose.authoring.golden import golden_path, golden_text
from diagnose.authoring.judge import asks_to_decide
from diagnose.authoring.mutation.answers import Answer, Wanted, answer_to, meets
from diagnose.case import Intake
from diagnose.decision.decide import verdict_on
from diagnose.decision.standing import Standing
from diagnose.desk.diagnosis import Diagnosis, standing_at
from diagnose.errors import IntakeError
from diagnose.hypotheses import Reading
from diagnose.hypotheses.candidates import readers_by_value
from diagnose.hypotheses.drawing import deviations_allowed
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.nodes import read_bytes
from diagnose.rules.columns import Columns

_Value = TypeVar("_Value")


@dataclass(frozen=True, eq=False)
class Tried:
    """A case that passes: how it reads by the base as it is, and what its decision looked at.

    ``touched`` are the playbooks looked at, also while answers were supposed; ``looked_at`` the attributes that were
    asked for without being observed. ``wide`` says that answers were supposed, ``treated`` that steps were done
    before. ``kept`` is the whole explanation, where the case keeps it in a file.
    """

    number: int
    case: FixtureCase
    intake: Intake
    reading: Reading
    standing: Standing
    fired: frozenset[str]
    answer: Answer
    touched: frozenset[str]
    looked_at: frozenset[str]
    wide: bool
    treated: bool
    kept: str = ""

    @property
    def wanted(self) -> Wanted:
        """What the case expects beyond the decision."""
        return Wanted.by(self.case)

    @cached_property
    def deciding(self) -> bool:
        """Whether the case expects something of the decision, not only which rules hold."""
        return asks_to_decide(self.case.expect)

    @cached_property
    def names(self) -> frozenset[str]:
        """The rules that the expectation names."""
        return self.case.concerned


@dataclass(frozen=True, eq=False)
class Ground:
    """A knowledge base with the cases that pass, and how many do not and so prove nothing."""

    kb: KnowledgeBase
    tried: tuple[Tried, ...]
    left_out: int

    @cached_property
    def columns(self) -> Columns:
        """The cases by column, with what is concluded."""
        columns = Columns(self.kb.rules, [each.reading.inference.memory for each in self.tried])
        for each in self.tried:
            for attribute, value in each.reading.inference.concluded.items():
                columns.add(attribute, value, 1 << each.number)
        return columns

    @cached_property
    def touching(self) -> Mapping[str, int]:
        """By playbook the cases whose decision looks at it, as bits."""
        found: dict[str, int] = {}
        for each in self.tried:
            for name in each.touched:
                found[name] = found.get(name, 0) | 1 << each.number
        return found

    @cached_property
    def asking(self) -> Mapping[str, int]:
        """By attribute the cases that may ask whether it can still be concluded, as bits."""
        found: dict[str, int] = {}
        for each in self.tried:
            for name in each.looked_at:
                found[name] = found.get(name, 0) | 1 << each.number
        return found

    @cached_property
    def wide(self) -> int:
        """The cases in which answers are supposed, as bits."""
        return sum(1 << each.number for each in self.tried if each.wide)

    @cached_property
    def entering(self) -> int:
        """The cases in which it may be asked what is wrong at all, as bits."""
        return sum(1 << each.number for each in self.tried if each.answer.entering)

    @cached_property
    def keeping(self) -> int:
        """The cases that keep their explanation, as bits."""
        return sum(1 << each.number for each in self.tried if each.kept)

    @property
    def everyone(self) -> int:
        """All cases, as bits."""
        return (1 << len(self.tried)) - 1


def ground_of(kb: KnowledgeBase, cases: Iterable[FixtureCase], root: Path | None = None) -> Ground:
    """The ground that ``cases`` make for mutants of ``kb``; a case that fails, or may fail, is left out.

    ``root`` is the folder of the knowledge base; without it explanations kept in files do not count.
    """
    prepare(kb)
    tried: list[Tried] = []
    left_out = 0
    for case in cases:
        found = None if case.todo else _try(len(tried), case, kb)
        if found is not None and meets(found.answer, case.expect) and (found := _with_kept(found, kb, root)):
            tried.append(found)
        else:
            left_out += 1
    return Ground(kb, tuple(tried), left_out)


def prepare(kb: KnowledgeBase) -> None:
    """Work out what variants of ``kb`` share with it."""
    deviations_allowed(kb)
    readers_by_value(kb)


def _try(number: int, case: FixtureCase, kb: KnowledgeBase) -> Tried | None:
    try:
        intake = Intake.from_node(case.intake)
        memory = observe(intake, kb)
    except IntakeError:
        return None
    standing = standing_at(intake, kb)
    playbooks = _Looked(kb.playbooks)
    watched = replace(kb, playbooks=playbooks)
    reading = Reading.of(watched, memory)
    fired = frozenset(firing.rule for firing in reading.inference.firings)
    answer = answer_to(reading, standing, fired, Wanted.by(case))
    return Tried(
        number=number,
        case=case,
        intake=intake,
        reading=replace(reading, kb=kb),
        standing=standing,
        fired=fired,
        answer=answer,
        touched=frozenset(playbooks.looked) | (fired & kb.playbooks.keys()),
        looked_at=reading.possible.looked_at,
        wide=case.expect.question is not None or answer.supposing,
        treated=bool(intake.tried),
    )


def _with_kept(tried: Tried, kb: KnowledgeBase, root: Path | None) -> Tried | None:
    """``tried`` with the explanation that it keeps; None where that is not what is said now."""
    if root is None or not tried.case.golden:
        return tried
    text = explained(tried, tried.reading, kb)
    path = golden_path(tried.case, root)
    kept = None if path is None else read_bytes(path)
    same = isinstance(kept, bytes) and kept.decode("utf-8", "replace").splitlines() == text.splitlines()
    return replace(tried, kept=text) if same else None


def explained(tried: Tried, reading: Reading, kb: KnowledgeBase) -> str:
    """The explanation that would be kept of a case, read as ``reading`` by ``kb``."""
    verdict = verdict_on(reading, tried.standing)
    return golden_text(Diagnosis(tried.intake, kb, reading.inference.memory, verdict, tried.standing))


class _Looked(Mapping[str, _Value]):
    """A mapping that knows which of its entries were looked at."""

    def __init__(self, entries: Mapping[str, _Value]) -> None:
        self._entries = entries
        self.looked: set[str] = set()

    def __getitem__(self, key: str) -> _Value:
        found = self._entries[key]
        self.looked.add(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
