"""From files to a configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from diagnose.authoring.config.model import Config
from diagnose.authoring.config.toml_text import read_toml
from diagnose.authoring.config.values import READERS, WrongValue, unknown
from diagnose.errors import ConfigurationError, Finding, Location
from diagnose.kb.codes import finding
from diagnose.kb.reading import CONFIGURATION
from diagnose.nodes import Mapping, Node, kind_of, read_bytes, read_text
from diagnose.nodes.files import is_folder, name_of
from diagnose.wording import phrase, worded

PROJECT = "pyproject.toml"


def configuration(start: Path) -> Config:
    """The nearest configuration in ``start`` or a folder above it, up to the top of the repository; else the usual one.

    In one folder `diagnose.yaml` comes before `pyproject.toml`, which counts only with `[tool.diagnose]`.

    Raises:
        ConfigurationError: it holds mistakes.
    """
    for folder in _upwards(start):
        for name in (CONFIGURATION, PROJECT):
            path = folder / name
            found = _config_in(path) if os.path.isfile(path) else None  # noqa: PTH113 - Path.is_file raises
            if found is not None:
                return found
    return Config()


def read_config(path: Path) -> Config:
    """The configuration in the file at ``path``.

    Raises:
        ConfigurationError: there is none, or it holds mistakes.
    """
    found = _config_in(path)
    if found is None:
        advice = "begin a table [tool.diagnose]"
        raise ConfigurationError((finding("PB101", "there is no [tool.diagnose]", _top(path), advice),))
    return found


def _top(path: Path) -> Location:
    return Location(name_of(path), 1, 1)


def _upwards(start: Path) -> Iterator[Path]:
    """``start``, written as given, and the folders above it up to one that holds a repository."""
    resolved = start.resolve()
    if is_folder(start):
        yield start
        if os.path.lexists(resolved / ".git"):
            return
    for folder in resolved.parents:
        yield folder
        if os.path.lexists(folder / ".git"):
            return


def _config_in(path: Path) -> Config | None:
    content = read_bytes(path)
    if isinstance(content, Finding):
        raise ConfigurationError((content,))
    reader = read_toml if path.suffix == ".toml" else read_text
    node, findings = reader(content, name_of(path))
    errors = tuple(each for each in findings if each.severity.word == "error" and each.code != "PB004")
    if errors:
        raise ConfigurationError(errors)
    return _config_of(node, path) if node is not None else (None if path.suffix == ".toml" else Config())


def _config_of(node: Node, path: Path) -> Config:
    if not isinstance(node, Mapping):
        message = worded("found {found} where {wanted} is wanted", found=kind_of(node), wanted=phrase("a mapping"))
        raise ConfigurationError((finding("PB102", message, node.at, "write entries such as fail_level: warning"),))
    values: dict[str, Any] = {"file": name_of(path)}
    findings: list[Finding] = []
    for key, value in node.entries:
        try:
            if key.text not in READERS:
                raise unknown("key", key.text, key.at, READERS, "PB104")
            values[key.text] = READERS[key.text](value)
        except WrongValue as wrong:
            findings.append(wrong.finding)
    if findings:
        raise ConfigurationError(tuple(sorted(findings, key=lambda each: each.sort_key)))
    return Config(**values)
