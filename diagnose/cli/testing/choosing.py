"""From the options of ``diagnose test`` to the cases it runs, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diagnose.authoring.nearest import Nearest
from diagnose.authoring.running import Selection, read_expression
from diagnose.authoring.running.affected import touched_by
from diagnose.authoring.running.changes import changes_since
from diagnose.cli.testing.request import Request
from diagnose.errors import UsageError, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.wording import joined, worded


def selection_of(request: Request, kb: KnowledgeBase) -> Selection:
    """The cases that ``request`` asks for.

    Raises:
        UsageError: an expression or a revision cannot be read.
    """
    touched = None
    if request.since is not None:
        changes = changes_since(request.folder, request.since)
        touched = touched_by(changes.files, kb, request.folder, changes.earlier)
    return Selection(
        files=tuple(root for path in request.paths for root in _roots(path, request.folder)),
        words=read_expression(request.words) if request.words is not None else None,
        ids=frozenset(request.ids),
        rules=frozenset(request.rules),
        touched=touched,
    )


def _roots(path: Path, folder: Path) -> tuple[Path, Path]:
    """``path`` counts from here or from ``folder``."""
    try:
        return path.resolve(), (folder / path).resolve()
    except (OSError, RuntimeError, ValueError):
        raise UsageError(worded("'{path}' is no path", path=echo(path))) from None


def nothing_selected(request: Request, kb: KnowledgeBase, files: int, held: int, ids: list[str]) -> str:
    """Why no case runs: ``held`` cases are in the ``files`` that were chosen, with these ``ids``."""
    if not files and not request.paths:
        return worded("no case was selected: no file in '{folder}' is called *.cases.yaml", folder=request.folder)
    if not files:
        paths = ", ".join(path.as_posix() for path in request.paths)
        return worded("no case was selected: no file of cases lies in {paths}", paths=echo(paths))
    if not held:
        return worded("no case was selected: there is none in {count} files", count=files)
    asked = joined("; ", [*_filters(request, kb, ids)])
    return worded("no case was selected: of {count} cases none fits {asked}", count=held, asked=asked)


def _filters(request: Request, kb: KnowledgeBase, ids: list[str]) -> Iterator[str]:
    if request.words is not None:
        yield f"-k '{echo(request.words)}'"
    for name in request.ids:
        yield _meant("--case", name, Nearest(ids).of(name))
    for rule in request.rules:
        known = {*kb.playbooks, *kb.conclusions, *kb.retired}
        yield _meant("--rule", rule, "" if rule in known else Nearest(known).of(rule))
    if request.since is not None:
        yield f"--changed-since {echo(request.since)}"


def _meant(option: str, name: str, near: str) -> str:
    shown = f"{option} '{echo(name)}'"
    return worded("{option} (did you mean '{near}'?)", option=shown, near=echo(near)) if near else shown
