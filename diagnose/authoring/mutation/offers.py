"""What can be suggested for a mutant that survives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from diagnose.authoring.cases import FixtureCase
from diagnose.authoring.expectation import Expectation
from diagnose.nodes import Mapping


@dataclass(frozen=True, slots=True)
class NewCase:
    """``case`` is to be added to its file: ``like`` with ``change`` laid over it, or as a whole without ``change``."""

    case: FixtureCase
    like: FixtureCase
    change: Mapping | None


@dataclass(frozen=True, slots=True)
class MoreExpected:
    """``case``, which is there, should expect this as well."""

    case: FixtureCase
    expect: Expectation


@dataclass(frozen=True, slots=True)
class AlreadyKilled:
    """An earlier suggestion, for ``case``, kills this mutant too."""

    case: FixtureCase


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Nothing near the cases tells the two apart."""


Suggestion: TypeAlias = NewCase | MoreExpected | AlreadyKilled | NothingFound
