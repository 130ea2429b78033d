"""Running fixture cases in numbers: which of them, in how many processes, and what is kept of each."""

from diagnose.authoring.running.matching import Expression, read_expression
from diagnose.authoring.running.records import CaseRecord, FileRecord, Report, record_of
from diagnose.authoring.running.run import Run, run_files
from diagnose.authoring.running.selection import Selection
from diagnose.authoring.running.spread import spread

__all__ = [
    "CaseRecord",
    "Expression",
    "FileRecord",
    "Report",
    "Run",
    "Selection",
    "read_expression",
    "record_of",
    "run_files",
    "spread",
]
