"""The tables of the record as they are now; :mod:`diagnose.record.migrations` says how they came to be.

Times are whole milliseconds since 1970 in UTC; their exact text stands in the body of the event. Events and stays have
one number each, made of the case and their place in it (:func:`spot`): they lie in order of case without an index.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

MOST_EVENTS: Final = (1 << 16) - 1
"""So many events may one case have."""

FOREVER: Final = 1 << 62
"""Stands for "no target" where an order is needed."""

LONG: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A number of 64 bits; as the key of a table it is the place of the row in SQLite."""

PLAIN: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""A text in the order of its bytes, whatever the language of the server."""

metadata = MetaData()

knowledge_bases = Table(
    "knowledge_bases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("name", Text),
    Column("version", Text),
    Column("kept_at", BigInteger),
    Column("archive", LargeBinary),
)
"""An ``archive`` that is null: events name the knowledge base, but nobody has handed it in."""

playbooks = Table(
    "playbooks",
    metadata,
    Column("playbook", Text, primary_key=True),
    Column("first_kb", Integer, nullable=False),
    Column("first_at", BigInteger),
)

cases = Table(
    "cases",
    metadata,
    Column("number", LONG, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("sector", Text),
    Column("vendor", Text),
    Column("channel", Text),
    Column("option", Text),
    Column("level", Text),
    Column("priority", Text),
    Column("waiting_for", Text),
    Column("equipment", Text),
    Column("location", Text),
    Column("customer", Text),
    Column("serial", Text),
    Column("opened_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("queue_at", BigInteger),
    Column("due_at", BigInteger),
    Column("warn_at", BigInteger),
    Column("resolved_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("settled_line", Text),
    Column("ending", Text),
    Column("fault", Text),
    Column("fixed_by", Text),
    Column("first_decision", Text),
    Column("first_fault", Text),
    Column("first_reason", Text),
    Column("decision", Text),
    Column("unprecedented", Boolean, nullable=False),
    Column("alternatives", Boolean),
    Column("tried", Integer, nullable=False),
    Column("escalations", Integer, nullable=False),
    Column("reopened", Integer, nullable=False),
)
"""``queue_at`` is ``due_at`` (or :data:`FOREVER`) as long as the case is not settled, and null afterwards."""

events = Table(
    "events",
    metadata,
    Column("id", LONG, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kb", Integer),
    Column("body", Text, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
"""``body`` is the event in JSON but for its number, its kind and the digest of the knowledge base ``kb``."""

stays = Table(
    "stays",
    metadata,
    Column("id", LONG, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("entered", BigInteger, nullable=False),
    Column("left_at", BigInteger),
)

keys = Table(
    "keys",
    metadata,
    Column("key", PLAIN, primary_key=True),
    Column("case_number", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

feature_names = Table(
    "feature_names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("count", Integer, nullable=False),
)
"""The feature without a name belongs to every settled case: its count is how many there are."""

features = Table(
    "features",
    metadata,
    Column("feature", Integer, primary_key=True, autoincrement=False),
    Column("case_number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

complaints = Table(
    "complaints",
    metadata,
    Column("feature", Integer, primary_key=True, autoincrement=False),
    Column("opened_at", BigInteger, primary_key=True, autoincrement=False),
    Column("case_number", BigInteger, primary_key=True, autoincrement=False),
    Column("equipment", Text),
    Column("location", Text),
    sqlite_with_rowid=False,
)
"""What each case is about, settled or not: the abnormal signs that were reported, by the time it was opened."""

described = Table(
    "described",
    metadata,
    Column("case_number", LONG, primary_key=True, autoincrement=False),
    Column("features", Text, nullable=False),
)
"""The features of each settled case: their ids, in order, with spaces between."""

lessons = Table(
    "lessons",
    metadata,
    Column("case_number", BigInteger, primary_key=True, autoincrement=False),
    Column("playbook", Text, primary_key=True),
    Column("kb", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""An unprecedented case, and the playbook that knows it since the knowledge base ``kb``."""


def spot(case: int, number: int) -> int:
    """The number of the event, or the stay, that is the ``number``-th of ``case``."""
    return (case << 16) | number


def case_of(spots: ColumnElement[int]) -> ColumnElement[int]:
    """The case that such a number belongs to."""
    return spots.bitwise_rshift(16)


def spots(case: int) -> tuple[int, int]:
    """The lowest and the highest number that belongs to ``case``."""
    return case << 16, (case << 16) | MOST_EVENTS
