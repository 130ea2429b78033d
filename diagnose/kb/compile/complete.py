"""Tables that a vocabulary declares to be complete: the names in them must be known."""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.errors import echo
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.vocabulary import VocabularyDocument
from diagnose.kb.lexicon import Problem
from diagnose.vocabulary import EQUIPMENT, AttributeType
from diagnose.wording import worded

TABLED = frozenset((AttributeType.YES_NO, AttributeType.CHOICE))
"""Types of which all values can be listed."""


def check_complete(bench: Workbench, documents: Iterable[VocabularyDocument]) -> None:
    """Findings for unknown names under ``complete_for``, and for attributes whose values cannot be listed."""
    for table in (table for document in documents for table in document.complete_for):
        kind = bench.lexicon.kind(table.equipment.text, EQUIPMENT)
        if isinstance(kind, Problem):
            bench.report(kind, table.equipment.at)
        for name in table.attributes:
            attribute = bench.attribute(name)
            if attribute is not None and attribute.type not in TABLED:
                message = worded("the values of {name!r} cannot be listed", name=echo(name.text))
                bench.note("PB211", message, name.at, "a complete table has yes/no and choice attributes")
