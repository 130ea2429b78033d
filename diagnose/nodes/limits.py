"""How much one document may hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that are enforced while a document is read.

    ``file`` in bytes; ``nodes`` counts scalars (keys too), lists and mappings; ``depth`` counts lists and mappings
    inside each other; ``scalar`` in characters.
    """

    file: int = 1024 * 1024
    nodes: int = 50_000
    depth: int = 32
    scalar: int = 64 * 1024


DOCUMENT = Limits()
"""The bounds of a playbook, vocabulary, support or cases document."""

INTAKE = Limits(file=256 * 1024, nodes=10_000, depth=8, scalar=16 * 1024)
"""The bounds of an intake, which comes from outside."""
