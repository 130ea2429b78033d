"""Fixes applied to a knowledge base, round by round, until nothing more can be fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from diagnose.authoring.checking.checking import Checked, check_folder
from diagnose.authoring.config import Config
from diagnose.authoring.fixing.edits import Edit, Editor, apply_edits, without_overlaps
from diagnose.authoring.fixing.resaving import Saved, resaved
from diagnose.errors import Finding, FixKind
from diagnose.nodes import find_documents, read_bytes
from diagnose.nodes.files import name_of
from diagnose.nodes.written import read_written

ROUNDS = 10
"""So many times the whole is checked and fixed again: edits that touch each other need a round each."""

SAYS_IT_OTHERWISE = frozenset({"PB111", "PB208", "PB209"})
"""Codes whose fix says the same in other words, which the digest counts as a change: it writes another name for the
same thing, or names once what was named twice."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing comes to: by path, the bytes before and after; what was fixed, and what could not be."""

    changes: Mapping[Path, tuple[bytes, bytes]] = field(default_factory=lambda: MappingProxyType({}))
    applied: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """The texts as they are after some rounds, and what there is to say about them."""

    texts: Mapping[Path, bytes]
    checked: Checked

    def accepts(self, later: _State, applied: Iterable[Finding]) -> bool:
        """Whether ``later`` is no worse: fewer findings in all, no file with more, and the same knowledge base."""
        if _weight(later.checked) >= _weight(self.checked):
            return False
        counts = _by_file(self.checked)
        if any(count > counts.get(file, 0) for file, count in _by_file(later.checked).items()):
            return False
        renamed = all(each.code in SAYS_IT_OTHERWISE for each in applied)
        before, after = self.checked.digest, later.checked.digest
        return not before or after == before or (renamed and bool(after))


def fix_folder(folder: Path, config: Config | None = None, paths: Iterable[Path] = ()) -> Fixed:
    """What fixing the documents in ``folder`` comes to; nothing is written.

    Only files in ``paths`` are changed, all of them if it is empty, and only for findings that ``config`` selects. A
    fix that would bring new findings, or make another knowledge base of one that loads, is refused.
    """
    roots = tuple(paths)
    wanted = config or Config()
    on_disk = {name_of(path): path for path in find_documents(folder)}
    state = start = _state(folder, {})
    applied: list[Finding] = []
    refused: dict[tuple[str, ...], Finding] = {}
    for _ in range(ROUNDS):
        fixable = [each for each in _fixable(folder, state, wanted, roots) if _mark(each) not in refused]
        later, done, failed = _round(folder, state, fixable, on_disk)
        refused |= {_mark(each): each for each in failed}
        applied += done
        if later is state:
            break
        state = later
    changes = {path: (_content(start, path, folder), text) for path, text in sorted(state.texts.items())}
    return Fixed(
        MappingProxyType({path: pair for path, pair in changes.items() if pair[0] != pair[1]}),
        tuple(applied),
        tuple(refused.values()),
    )


def _fixable(folder: Path, state: _State, wanted: Config, roots: tuple[Path, ...]) -> list[Finding]:
    checked = check_folder(folder, wanted, paths=roots, unsaved=state.texts) if roots or wanted != Config() else None
    return [each for each in (checked or state.checked).findings if each.fix is not None]


def _mark(finding: Finding) -> tuple[str, ...]:
    return (finding.code, finding.at.file, str(finding.at.line), str(finding.at.column), finding.message)


def _round(
    folder: Path, state: _State, fixable: list[Finding], on_disk: Mapping[str, Path]
) -> tuple[_State, list[Finding], list[Finding]]:
    """The state after all of ``fixable``; where that is not accepted, after those codes that are, one by one."""
    later, done = _attempt(folder, state, fixable, on_disk)
    if later is not None:
        return later, done, []
    failed: list[Finding] = []
    applied: list[Finding] = []
    for code in sorted({each.code for each in done}):
        group = [each for each in done if each.code == code]
        later, some = _attempt(folder, state, group, on_disk)
        if later is None:
            failed += group
        else:
            state, applied = later, [*applied, *some]
            break  # places have moved: the other codes are looked at again
    return state, applied, failed


def _attempt(
    folder: Path, state: _State, fixable: list[Finding], on_disk: Mapping[str, Path]
) -> tuple[_State | None, list[Finding]]:
    """The state after those of ``fixable`` that can go together, None if it is not accepted; and which they are."""
    texts = dict(state.texts)
    done: list[Finding] = []
    for file in sorted({each.at.file for each in fixable}):
        path = on_disk.get(file)
        before = _content(state, path, folder) if path else None
        if path is None or before is None:
            continue
        after, some = fixed_text(before, [each for each in fixable if each.at.file == file])
        if after != before:
            texts[path] = after
            done += some
    if not done:
        return (state if not fixable else None), []
    later = _state(folder, texts)
    return (later if state.accepts(later, done) else None), done


def fixed_text(content: bytes, findings: list[Finding]) -> tuple[bytes, list[Finding]]:
    """``content`` with the fixes of as many of the ``findings`` as can go together, and which they are."""
    try:
        saved = Saved.of(content)
    except UnicodeDecodeError:
        return content, []
    done = [each for each in findings if each.fix is not None and each.fix.kind is FixKind.RESAVE]
    document = read_written(saved.text)
    editor = Editor(document) if document else None
    edits: dict[tuple[Edit, ...], Finding] = {}
    for each in findings:
        found = editor.edits(each.fix) if editor and each.fix else ()
        edits.setdefault(found, each)
    taken = without_overlaps(edits)
    text = apply_edits(saved.text, (edit for group in taken for edit in group))
    if done:
        saved = replace(saved, marked=False)
        text = resaved(text)
    return replace(saved, text=text).to_bytes(), [*done, *(edits[group] for group in taken)]


def _state(folder: Path, texts: Mapping[Path, bytes]) -> _State:
    return _State(texts, check_folder(folder, unsaved=texts))


def _content(state: _State, path: Path, folder: Path) -> bytes:
    content = state.texts.get(path)
    if content is None:
        found = read_bytes(path, folder)
        content = found if isinstance(found, bytes) else b""
    return content


def _weight(checked: Checked) -> int:
    return len(checked.findings)


def _by_file(checked: Checked) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in checked.findings:
        counts[finding.at.file] = counts.get(finding.at.file, 0) + 1
    return counts
