"""Which knowledge base is meant, and how it is to be checked: the command line, then the configuration."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diagnose.cli.options import FOLDER
from diagnose.errors import Location, Severity

if TYPE_CHECKING:
    from diagnose.authoring.config import Config

_Command = TypeVar("_Command", bound=Callable[..., Any])
_T = TypeVar("_T")
USUAL = Path("playbooks")
"""The folder of the knowledge base where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The ``folder`` of a knowledge base, the ``paths`` in it that are asked about (empty: all), and how to check."""

    folder: Path
    paths: tuple[Path, ...]
    config: Config

    def documents(self) -> tuple[Path, ...]:
        """The documents that are asked about."""
        from diagnose.nodes import find_documents

        roots = [path.resolve() for path in self.paths]
        found = find_documents(self.folder)
        return tuple(path for path in found if not roots or any(path.resolve().is_relative_to(root) for root in roots))


def paths_argument(command: _Command) -> _Command:
    """``[PATH]...``."""
    return click.argument("paths", nargs=-1, type=FOLDER, metavar="[PATH]...")(command)


def scope_options(command: _Command) -> _Command:
    """``--kb`` and ``--config``."""
    kb = click.option("--kb", type=FOLDER, metavar="DIR", help="Folder of the knowledge base.")
    config = click.option(
        "--config", "config_file", type=FOLDER, metavar="FILE", help="Configuration to use, in place of the nearest."
    )
    return kb(config(command))


def scope_of(paths: tuple[Path, ...], kb: Path | None, config_file: Path | None) -> Scope:
    """What is asked about.

    Without ``--kb`` and ``kb:`` in the configuration it is the usual folder, or else the nearest folder with a
    ``kb.yaml`` at or above the first path, or else that path.
    """
    from diagnose.authoring.config import configuration, read_config

    start = kb or (_folder_at(paths[0]) if paths else Path())
    config = read_config(config_file) if config_file else configuration(start)
    folder = kb or config.kb or (_home_of(paths[0]) if paths else USUAL)
    _must_be_folder(folder)
    for path in paths:
        _must_lie_in(path, folder)
    whole = any(path.resolve() == folder.resolve() for path in paths)
    return Scope(folder, () if whole else paths, config)


def _folder_at(path: Path) -> Path:
    from diagnose.nodes.files import is_folder

    return path if is_folder(path) else path.parent


def _home_of(path: Path) -> Path:
    if path.resolve().is_relative_to(USUAL.resolve()):
        return USUAL
    at = _folder_at(path)
    return next((folder for folder in (at, *at.parents) if os.path.isfile(folder / "kb.yaml")), at)  # noqa: PTH113 - Path.is_file raises


def _must_be_folder(folder: Path) -> None:
    from diagnose.nodes.files import is_folder

    if not is_folder(folder):
        kind = f"'{folder}' is no folder" if os.path.lexists(folder) else f"there is no folder '{folder}'"
        raise click.UsageError(f"{kind}; name the folder of the knowledge base with --kb")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise click.UsageError(f"the folder '{folder}' may not be read")


def _must_lie_in(path: Path, folder: Path) -> None:
    if not os.path.lexists(path):
        raise click.UsageError(f"there is no file or folder '{path}'")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(f"'{path}' does not lie in the knowledge base '{folder}'; name another with --kb")


def selection_options(command: _Command) -> _Command:
    """``--select``, ``--ignore`` and ``--severity``."""
    select = click.option(
        "--select", multiple=True, metavar="CODES", help="Only these codes or beginnings of codes: PB3,PB404."
    )
    ignore = click.option(
        "--ignore", multiple=True, metavar="CODES", help="All but these codes; errors cannot be ignored."
    )
    level = click.option(
        "--severity", multiple=True, metavar="CODE=LEVEL", help="Another level for a code; an error stays an error."
    )
    return select(ignore(level(command)))


def with_selection(
    config: Config, select: Iterable[str] = (), ignore: Iterable[str] = (), severity: Iterable[str] = ()
) -> Config:
    """``config`` with what the command line says in its place."""
    from diagnose.authoring.config.values import code_or_beginning, ignored

    chosen = tuple(_valid("--select", code_or_beginning, code) for code in _each(select))
    left = tuple(_valid("--ignore", ignored, code) for code in _each(ignore))
    levels = {**config.severity, **dict(_valid("--severity", _weighed, pair) for pair in severity)}
    return replace(
        config,
        select=chosen or config.select,
        ignore=left or config.ignore,
        severity=MappingProxyType(levels) if levels else config.severity,
    )


_HERE = Location("command line")


def _each(values: Iterable[str]) -> list[str]:
    return [code for value in values for code in value.replace(",", " ").split()]


def _weighed(pair: str, at: Location) -> tuple[str, Severity]:
    from diagnose.authoring.config.values import level, weighed
    from diagnose.nodes import Scalar

    code, equals, word = pair.partition("=")
    if not equals:
        raise click.BadParameter(f"'{pair[:40]}' is no CODE=LEVEL, such as PB210=info", param_hint="--severity")
    return weighed(code, level(Scalar(word, False, at)), at)


def _valid(option: str, read: Callable[[str, Location], _T], text: str) -> _T:
    from diagnose.authoring.config.values import WrongValue

    try:
        return read(text, _HERE)
    except WrongValue as wrong:
        found = wrong.finding
        raise click.BadParameter(f"{found.message}; {found.advice}", param_hint=option) from None


def outputs(values: Iterable[str], known: Mapping[str, Any]) -> list[tuple[str, Path]]:
    """The forms and files of ``--output FORMAT=FILE``."""
    found = []
    for value in values:
        form, equals, file = value.partition("=")
        if not equals or not file or form not in known:
            forms = ", ".join(known)
            message = f"'{value[:60]}' is no FORMAT=FILE; FORMAT is one of {forms}"
            raise click.BadParameter(message, param_hint="--output")
        found.append((form, Path(file)))
    return found
