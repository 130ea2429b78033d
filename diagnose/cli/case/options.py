"""What the commands about the record share: their options, and the casebook that these open."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diagnose.cli.ask.moments import now
from diagnose.cli.options import drafts_option, format_option, kb_option, lang_option, load_kb
from diagnose.errors import IntakeError, RecordUnreachableError, UsageError, echo
from diagnose.wording import phrase, worded

if TYPE_CHECKING:
    from diagnose.case import Case
    from diagnose.explain.words import Words
    from diagnose.kb.base import KnowledgeBase
    from diagnose.record import Casebook, Record
    from diagnose.record.acting import Doing

_Command = TypeVar("_Command", bound=Callable[..., Any])
PATIENCE = "DIAGNOSE_PATIENCE"
"""This variable of the environment says how many seconds a call waits while others use the record."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the command line besides the act itself."""

    record: str
    folder: Path
    lang: str
    at: str | None
    form: str = "text"
    drafts: bool = False
    by: str | None = None
    line: str | None = None
    channel: str | None = None
    key: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """An open casebook, and the moment at which something is done; the clock is read here and nowhere else."""

    asked: Asked
    book: Casebook
    kb: KnowledgeBase
    at: datetime

    @property
    def words(self) -> Words:
        """The words of the knowledge base in the language asked for."""
        from diagnose.explain.words import Words

        return Words(self.kb, self.asked.lang, places=False)

    def words_of(self, case: Case) -> Words:
        """The words of the knowledge base that ``case`` is read by, which may know what the present one does not."""
        from diagnose.explain.words import Words

        try:
            kb = self.book.kb_of(case)
        except IntakeError:
            kb = self.kb
        return Words(kb, self.asked.lang, places=False)

    def deed(self, case: str | None = None) -> Doing:
        """Who does it, and so on; nobody named: the line does it, the one that has ``case`` or the first."""
        asked = self.asked
        line = None if asked.line is None else line_called(asked.line, self.kb)
        by = asked.by or line or (self.book.case(case).line if case is not None else first_line(self.kb))
        return {
            "by": by,
            "at": self.at,
            "line": line,
            "channel": asked.channel,
            "key": asked.key,
            "version": asked.version,
        }


def first_line(kb: KnowledgeBase) -> str:
    """The line that requests come in at; the program itself where no line is declared."""
    return kb.support.lines[0].id if kb.support.lines else "diagnose"


def line_called(name: str, kb: KnowledgeBase) -> str:
    """The id of a support line, which may be named by its number from 1 on; what is neither stays as it is."""
    lines = [each.id for each in kb.support.lines]
    if name in lines or not (name.isascii() and name.isdigit()):
        return name
    return lines[int(name) - 1] if 0 < int(name) <= len(lines) else name


def reading_as(*formats: str) -> Callable[[_Command], Any]:
    """``--record --kb --at --lang --drafts``, and ``--format`` if there are ``formats``, as one :class:`Asked`."""
    form = (format_option(*formats),) if formats else ()
    options = (record_option, kb_option, at_option, lang_option, *form, drafts_option)
    return lambda command: _gathered(command, options)


def reading(command: _Command) -> Any:
    """The same with ``text`` and ``json`` as formats."""
    return reading_as("text", "json")(command)


def opening(command: _Command) -> Any:
    """The same with ``--by --line --channel --key``, for a request that comes in."""
    return _gathered(command, (*_DEED, *_PLACE))


def acting(command: _Command) -> Any:
    """The same with ``--if-version``, for what changes a case."""
    return _gathered(command, (*_DEED, version_option, *_PLACE))


def _gathered(command: _Command, options: tuple[Callable[[Any], Any], ...]) -> Any:
    names = frozenset(Asked.__dataclass_fields__)

    @functools.wraps(command)
    def called(**given: Any) -> Any:
        asked = Asked(**{name: value for name, value in given.items() if name in names})
        return command(asked, **{name: value for name, value in given.items() if name not in names})

    found: Any = called
    for option in reversed(options):
        found = option(found)
    return found


record_option = click.option(
    "--record",
    metavar="FILE|URL",
    envvar="DIAGNOSE_RECORD",
    default="cases.db",
    show_default=True,
    show_envvar=True,
    help="The record: a file of SQLite, or the URL of PostgreSQL.",
)
at_option = click.option("--at", metavar="MOMENT", help="When it happens, such as 2026-11-22T09:30; by default now.")
by_option = click.option(
    "--by", metavar="WHO", envvar="DIAGNOSE_BY", show_envvar=True, help="Who does it; by default the line."
)
line_option = click.option(
    "--line", metavar="LINE", help="The line that does it, by id or number; by default the one that has the case."
)
channel_option = click.option("--channel", metavar="CHANNEL", help="Over which channel.")
key_option = click.option("--key", metavar="KEY", help="Idempotency key: with the same one it is done only once.")
version_option = click.option(
    "--if-version",
    "version",
    metavar="N",
    type=click.IntRange(min=1),
    help="Only if the case is at this version still.",
)
_DEED = (by_option, line_option, channel_option, key_option)
_PLACE = (record_option, kb_option, at_option, lang_option, format_option("text", "json"), drafts_option)
case_argument = click.argument("case", metavar="CASE")


@contextmanager
def desk(asked: Asked, *, makes: bool = False) -> Iterator[Desk]:
    """The casebook that ``asked`` names; a record that is not there is made only by what ``makes`` one.

    Raises:
        KnowledgeBaseError: the knowledge base cannot be loaded.
        RecordError: the record cannot be opened.
    """
    from diagnose.record import Casebook

    kb = load_kb(asked.folder, drafts=asked.drafts)
    at = now() if asked.at is None else moment(asked.at, kb)
    with opened(asked.record, makes=makes) as record:
        yield Desk(asked, Casebook(record, kb, lambda: at), kb, at)


@contextmanager
def opened(where: str, *, makes: bool = False) -> Iterator[Record]:
    """The record alone.

    Raises:
        RecordError: it cannot be opened, or it is not there and nothing here ``makes`` one.
    """
    from diagnose.record import Record

    if not makes and "://" not in where and not _is_there(Path(where)):
        message = worded(
            "there is no record '{where}' yet; `diagnose case new` makes one, and --record names another",
            where=echo(where),
        )
        raise RecordUnreachableError(message, where)
    with Record.open(where, patience=_patience()) as record:
        yield record


def _is_there(path: Path) -> bool:
    """Whether anything lies there; an empty file is no record, and what cannot be looked at is told on opening."""
    try:
        found = path.stat()
    except (FileNotFoundError, ValueError):
        return False
    except OSError:
        return True
    return found.st_size > 0 or not S_ISREG(found.st_mode)


def _patience() -> float:
    text = os.environ.get(PATIENCE, "30")
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 86_400:
        raise UsageError(worded("{name} is a number of seconds, not '{text}'", name=PATIENCE, text=echo(text)))
    return seconds


def moment(text: str, kb: KnowledgeBase) -> datetime:
    """The moment that ``text`` names; without an offset it is one of the time zone of ``kb``, a day is its midnight.

    Raises:
        UsageError: it names none.
    """
    from diagnose.kb.moments import moment_written

    found = moment_written(text.strip(), kb.settings.timezone)
    if isinstance(found, str):
        advice = phrase("write it like 2026-11-22T09:30 or 2026-11-22T09:30+03:00")
        raise UsageError(worded("'{text}': {reason}; {advice}", text=echo(text), reason=found, advice=advice))
    return found
