"""The written history of requests, in a database: SQLite by default, PostgreSQL by URL.

SQLAlchemy is imported when a name is first taken from here; without it that raises
:class:`~diagnose.errors.MissingExtraError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diagnose.errors import MissingExtraError
from diagnose.wording import worded

if TYPE_CHECKING:
    from diagnose.record.about import About
    from diagnose.record.casebook import Casebook
    from diagnose.record.importing import Imported
    from diagnose.record.knowledge import KeptBase
    from diagnose.record.lessons import Lesson
    from diagnose.record.queue import CaseQuery, CaseRow
    from diagnose.record.record import Record

_HOMES = {
    "About": "diagnose.record.about",
    "Casebook": "diagnose.record.casebook",
    "CaseQuery": "diagnose.record.queue",
    "CaseRow": "diagnose.record.queue",
    "Imported": "diagnose.record.importing",
    "KeptBase": "diagnose.record.knowledge",
    "Lesson": "diagnose.record.lessons",
    "Record": "diagnose.record.record",
}

__all__ = ["About", "CaseQuery", "CaseRow", "Casebook", "Imported", "KeptBase", "Lesson", "Record"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'diagnose.record' has no attribute '{name}'")
    try:
        value = globals()[name] = getattr(import_module(home), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("sqlalchemy", "alembic"):
            raise
        message = worded("the record needs a package that is not installed: pip install 'diagnose[record]'")
        raise MissingExtraError(message, error.name or "", "record") from error
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
