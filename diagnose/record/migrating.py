"""Which schema a record has, and how it gets the newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from diagnose.errors import NewerRecordError, echo
from diagnose.wording import worded

KNOWN: Final = ("0001", "0002")
"""Every schema that there has been, in order; Alembic is only imported to go from one to the next."""

HEAD: Final = KNOWN[-1]


def check_known(row: Sequence[Any] | None, where: str) -> str | None:
    """The schema that ``row`` of the table of Alembic names.

    Raises:
        NewerRecordError: it is none of those known here.
    """
    if row is None or row[0] in KNOWN:
        return None if row is None else str(row[0])
    message = worded(
        "the record '{where}' was written by a newer version of diagnose (schema {found}, known up to {known}); "
        "install that version",
        where=echo(where),
        found=echo(row[0]),
        known=HEAD,
    )
    raise NewerRecordError(message, where)


def migrate(connection: Connection) -> None:
    """Every step that is still missing, in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "diagnose.record:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
