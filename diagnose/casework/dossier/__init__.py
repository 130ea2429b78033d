"""The hand-over dossier: everything the next line has to know, as one document, as a page, redacted, to be resumed."""

from __future__ import annotations

from diagnose.casework.dossier.parts import DOSSIER
from diagnose.casework.dossier.schema import dossier_schema
from diagnose.casework.dossier.value import Dossier, resume

__all__ = ["DOSSIER", "Dossier", "dossier_schema", "resume"]
