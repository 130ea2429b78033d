"""The digest of a knowledge base: what its documents mean, not how or where they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from diagnose.kb.compile.python_rules import PythonRuleClass
from diagnose.kb.documents import DocumentPart


class Digest:
    """Grows with every document that takes part; fixture cases do not.

    The order of keys, formatting, comments and file names do not count. Documents come in order of kind and id.
    """

    def __init__(self, documents: Iterable[DocumentPart]) -> None:
        self._total = hashlib.sha256()
        for document in documents:
            self.add(document)

    def add(self, document: DocumentPart) -> None:
        """Take in one document."""
        self._total.update(document.fingerprint)

    def add_python(self, rules: PythonRuleClass) -> None:
        """Take in what a class of Python rules declares; its code is known by its ``revision`` alone."""
        self._total.update(repr((rules.name, rules.revision, rules.reads, rules.sets)).encode())

    @property
    def text(self) -> str:
        """The SHA-256, in hexadecimal."""
        return self._total.hexdigest()
