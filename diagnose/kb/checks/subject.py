"""What a check looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.errors import Finding
from diagnose.kb.compile import Documents, Translation


@dataclass(frozen=True, slots=True)
class Subject:
    """The documents of a knowledge base as written, and what they mean."""

    documents: Documents
    meaning: Translation


Check: TypeAlias = Callable[[Subject], Iterable[Finding]]
"""One check of meaning: the findings about a knowledge base."""
