"""Proposals as a unified diff against the files of the knowledge base, and as a knowledge base in memory."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from pathlib import PurePath

from diagnose.authoring.calibration.numbers import Frequency, Number, Strength, Success
from diagnose.authoring.calibration.proposals import Proposal
from diagnose.authoring.calibration.written import Source
from diagnose.hypotheses.models import MOST, clamp
from diagnose.kb.base import KnowledgeBase, SignIndex
from diagnose.kb.playbook import Playbook, Shown, Step


def patched_texts(proposals: Iterable[Proposal], source: Source) -> dict[str, str]:
    """The files that ``proposals`` change, by name from the folder, as they would be; only the scalars differ."""
    edits: dict[str, list[tuple[int, int, str]]] = {}
    for each in proposals:
        if each.place is not None:
            edits.setdefault(each.place.file, []).append((each.place.offset, each.place.end, each.written))
    return {file: _edited(source.texts[file], edits[file]) for file in sorted(edits)}


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def as_patch(proposals: Iterable[Proposal], source: Source, folder: str) -> str:
    """The unified diff that ``patch -p1`` and ``git apply`` take, empty without a change.

    Files are named from where ``folder`` is named from when it is relative and leads downwards, else from the folder.
    """
    head = f"{PurePath(folder).as_posix()}/" if _leads_downwards(folder) else ""
    changed = patched_texts(proposals, source)
    return "".join(line for file in changed for line in _diff(head + file, source.texts[file], changed[file]))


def command_for(folder: str, patch: str) -> str:
    """The command that applies the file ``patch`` to the knowledge base in ``folder``."""
    where = [] if _leads_downwards(folder) else ["-d", folder]
    return f"{shlex.join(['patch', '-p1', *where])} < {shlex.quote(patch)}"


def _leads_downwards(folder: str) -> bool:
    parts = PurePath(folder).parts
    return bool(parts) and not PurePath(folder).is_absolute() and ".." not in parts


def _diff(file: str, before: str, after: str) -> Iterator[str]:
    end = "\t" if " " in file else ""  # tells programs where a name with spaces ends
    for line in unified_diff(_lines(before), _lines(after), f"a/{file}{end}", f"b/{file}{end}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def patched_kb(kb: KnowledgeBase, proposals: Iterable[Proposal]) -> KnowledgeBase:
    """``kb`` as it would be once the patch is applied: proposals that can only be said change nothing."""
    by_playbook: dict[str, dict[Number, float]] = {}
    for each in proposals:
        if each.place is not None:
            by_playbook.setdefault(each.learned.number.playbook, {})[each.learned.number] = each.value
    if not by_playbook:
        return kb
    playbooks = {**kb.playbooks, **{name: _changed(kb.playbooks[name], by_playbook[name]) for name in by_playbook}}
    return replace(kb, playbooks=playbooks, signs=SignIndex(playbooks.values()), derived={})


def _changed(playbook: Playbook, values: Mapping[Number, float]) -> Playbook:
    prior = values.get(Frequency(playbook.id))
    rows = {number.row: value for number, value in values.items() if isinstance(number, Strength)}
    return replace(
        playbook,
        prior=playbook.prior if prior is None else clamp(prior),
        shows=tuple(_shown(row, rows.get(index)) for index, row in enumerate(playbook.shows)),
        steps=tuple(_step(step, values.get(Success(playbook.id, step.id))) for step in playbook.steps),
    )


def _shown(row: Shown, strength: float | None) -> Shown:
    return row if strength is None else replace(row, strength=min(MOST, strength))


def _step(step: Step, fixes: float | None) -> Step:
    return step if fixes is None else replace(step, fixes=fixes)
