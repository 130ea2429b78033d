"""Places in files, findings about documents, and the few exceptions that leave the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

ECHO = 80
"""Most characters of anybody's input that a message repeats."""


class Severity(IntEnum):
    """How much a finding weighs; an ``ERROR`` keeps a knowledge base from loading."""

    INFO = 10
    WARNING = 20
    ERROR = 30

    @property
    def word(self) -> str:
        """The severity in lower case, as reports print it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a document: ``line`` and ``column`` count from 1, 0 means "the document as a whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class FixKind(StrEnum):
    """How a :class:`Fix` changes the text of a file."""

    REPLACE = "replace"
    """The scalar (or key) at the place becomes ``text``, which is written as YAML."""
    QUOTE = "quote"
    """The scalar at the place is put in quotes."""
    WRAP = "wrap"
    """The scalar at the place becomes a list that holds it alone."""
    REMOVE = "remove"
    """The item of a list, or the entry of a map, that begins at the place is taken away with its comments."""
    RESAVE = "resave"
    """The file is saved again: without a byte order mark, with one kind of line end."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that does away with a finding and says nothing else; ``at`` is where the text to change begins."""

    kind: FixKind
    at: Location
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about a document: where, which code, what is wrong and what to write instead.

    ``subject`` is the id of the playbook or conclusion that it is about. ``witness`` is an intake that shows it,
    written as YAML on one line, ready to be pasted into a fixture case. ``fix`` is there when the text can be changed
    without asking anybody.
    """

    code: str
    message: str
    at: Location
    severity: Severity = Severity.ERROR
    advice: str = ""
    path: str = ""
    related: tuple[tuple[Location, str], ...] = ()
    subject: str = ""
    witness: str = ""
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """The order in which findings are listed: by place, then code, then text."""
        return (self.at.file, self.at.line, self.at.column, self.code, self.message)

    def __str__(self) -> str:
        advice = f"; {self.advice}" if self.advice else ""
        return f"{self.at}: {self.code} {self.message}{advice}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data, ready for JSON."""
        return {
            "file": self.at.file,
            "line": self.at.line,
            "column": self.at.column,
            "code": self.code,
            "level": self.severity.word,
            "message": self.message,
            "advice": self.advice,
            "path": self.path,
            "related": [
                {"file": at.file, "line": at.line, "column": at.column, "message": text} for at, text in self.related
            ],
        }


class DiagnoseError(Exception):
    """The root of everything that this library raises on purpose."""


@dataclass
class _FindingsError(DiagnoseError):
    findings: tuple[Finding, ...] = field(default=())
    subject = "document"

    def __str__(self) -> str:
        count = len(self.findings)
        head = f"invalid {self.subject}: {count} finding{'s' if count != 1 else ''}"
        return "\n".join([head, *map(str, self.findings[:50])])


class KnowledgeBaseError(_FindingsError):
    """A knowledge base cannot be loaded; ``findings`` holds every reason, in order of place."""

    subject = "knowledge base"


class IntakeError(_FindingsError):
    """An intake cannot be read; each of its ``findings`` names the path of the faulty value."""

    subject = "intake"


class ConsultationError(_FindingsError):
    """A saved consultation cannot be resumed; ``findings`` holds every reason, in order of place."""

    subject = "consultation"


class DossierError(_FindingsError):
    """A dossier cannot be read; ``findings`` holds every reason, in order of place."""

    subject = "dossier"


class ConfigurationError(_FindingsError):
    """A configuration cannot be followed; ``findings`` holds every reason, in order of place."""

    subject = "configuration"


class KnowledgeBaseChangedError(DiagnoseError):
    """A consultation was begun with another knowledge base: ``pinned`` is the digest it began with, ``found`` this one.

    ``Consultation.move_over`` goes on with the new one.
    """

    def __init__(self, pinned: str, found: str) -> None:
        message = f"the knowledge base has changed since this consultation was saved ({pinned[:12]}, now {found[:12]})"
        super().__init__(f"{message}; load the old one, or move over to this one with Consultation.move_over(text, kb)")
        self.pinned = pinned
        self.found = found


class FiringBudgetError(DiagnoseError):
    """A run fired more rules than ``kb.yaml: bounds.firings`` allows; ``fired`` of ``budget``."""

    def __init__(self, fired: int, budget: int) -> None:
        super().__init__(f"{fired} firings reached the budget of {budget}; raise bounds.firings in kb.yaml")
        self.fired = fired
        self.budget = budget


class HistoryFormatError(DiagnoseError):
    """An event of a case cannot be read; the message says which part of it."""


class NoSuchCaseError(DiagnoseError):
    """The record holds no such ``case``."""

    def __init__(self, message: str, case: str = "") -> None:
        super().__init__(message)
        self.case = case


class NotKeptError(DiagnoseError):
    """The record does not keep, or cannot load, the knowledge base with this ``digest``."""

    def __init__(self, message: str, digest: str = "") -> None:
        super().__init__(message)
        self.digest = digest


class CaseChangedError(DiagnoseError):
    """Somebody was faster: ``case`` was expected at version ``expected`` and has ``found`` by now."""

    def __init__(self, message: str, case: str = "", expected: int = 0, found: int = 0) -> None:
        super().__init__(message)
        self.case = case
        self.expected = expected
        self.found = found


class KeyReusedError(DiagnoseError):
    """An idempotency ``key`` was used before, for another request, which led to ``case``."""

    def __init__(self, message: str, key: str = "", case: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.case = case


class RecordError(DiagnoseError):
    """The record cannot serve; ``where`` it lies. Its children say why. Nothing was altered."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


class RecordUnreachableError(RecordError):
    """The record cannot be opened or reached: no such folder, no such server, no right to it."""


class RecordBusyError(RecordError):
    """Others have kept the record to themselves for longer than the patience that was asked for."""


class RecordFullError(RecordError):
    """There is no room left to write."""


class RecordReadOnlyError(RecordError):
    """The record may be read but not written."""


class RecordDamagedError(RecordError):
    """What is stored cannot be what was written; ``case`` names the history that does not hold, if it is one."""

    def __init__(self, message: str, where: str = "", case: str = "") -> None:
        super().__init__(message, where)
        self.case = case


class NotARecordError(RecordError):
    """There is something else at this place: no database, or the database of another program."""


class NewerRecordError(RecordError):
    """The record was written by a newer version of the library."""


class ExportFormatError(DiagnoseError):
    """An export cannot be taken in; ``line`` counts from 1. What stood before it has been taken in."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class RefusedError(DiagnoseError):
    """This may not be done with the case as it stands; the message says why, and what to do instead.

    ``reason`` is one of :class:`diagnose.casework.Refusal`; ``findings`` say what is wrong with a value.
    """

    def __init__(self, message: str, reason: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.findings = findings


class UsageError(DiagnoseError):
    """The library was called in a way that it cannot serve; the message says what to do instead."""


class UnknownWordError(UsageError):
    """A ``word`` that is not declared; ``known`` are those that are, ``meant`` is the one that was probably meant."""

    def __init__(self, message: str, word: str, known: tuple[str, ...], meant: str | None = None) -> None:
        super().__init__(message)
        self.word = word
        self.known = known
        self.meant = meant


class MissingExtraError(DiagnoseError):
    """Something asked for needs ``package``, which is not installed; the ``extra`` of this library brings it."""

    def __init__(self, message: str, package: str, extra: str) -> None:
        super().__init__(message)
        self.package = package
        self.extra = extra


class CalendarError(DiagnoseError):
    """A calendar cannot be followed; ``calendar`` is its id, the message says why."""

    def __init__(self, message: str, calendar: str) -> None:
        super().__init__(message)
        self.calendar = calendar


class UnknownHolidaysError(DiagnoseError):
    """Nobody knows the public holidays of ``code``; ``meant`` is the code that was probably meant."""

    def __init__(self, message: str, code: str, meant: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.meant = meant


def echo(text: object) -> str:
    """``text`` shortened and made printable, fit to be repeated in a message."""
    shown = "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(text)[: ECHO + 1])
    return shown if len(shown) <= ECHO else shown[: ECHO - 1] + "\N{HORIZONTAL ELLIPSIS}"
