"""Cases, their histories, knowledge bases, idempotency keys and what cases are found by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger)


def _needed(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _key(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def upgrade() -> None:
    """The first tables."""
    _knowledge()
    _cases()
    _histories()
    _features()


def _knowledge() -> None:
    op.create_table(
        "knowledge_bases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        _text("name"),
        _text("version"),
        _time("kept_at"),
        sa.Column("archive", sa.LargeBinary),
    )
    op.create_table("playbooks", _key("playbook", sa.Text), _needed("first_kb", sa.Integer), _time("first_at"))


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", _LONG, primary_key=True),
        _needed("version", sa.Integer),
        _needed("head", sa.LargeBinary),
        _needed("status", sa.Text),
        _needed("line", sa.Text),
        *map(_text, ("sector", "vendor", "channel", "option", "level", "priority", "waiting_for")),
        *map(_text, ("equipment", "location", "customer", "serial")),
        _needed("opened_at", sa.BigInteger),
        _needed("changed_at", sa.BigInteger),
        *map(_time, ("queue_at", "due_at", "warn_at", "resolved_at", "closed_at")),
        *map(_text, ("settled_line", "ending", "fault", "fixed_by")),
        *map(_text, ("first_decision", "first_fault", "first_reason", "decision")),
        _needed("unprecedented", sa.Boolean),
        sa.Column("alternatives", sa.Boolean),
        *(_needed(name, sa.Integer) for name in ("tried", "escalations", "reopened")),
    )
    for name, columns, where in (
        ("queue_of_a_line", ["line", "queue_at", "number"], "queue_at IS NOT NULL"),
        ("queue_of_all", ["queue_at", "number"], "queue_at IS NOT NULL"),
        ("alarms", ["warn_at", "number"], "warn_at IS NOT NULL"),
        ("cases_of_a_customer", ["customer", "number"], "customer IS NOT NULL"),
    ):
        op.create_index(name, "cases", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _histories() -> None:
    op.create_table(
        "events",
        _key("id", _LONG),
        _needed("kind", sa.Text),
        _needed("at", sa.BigInteger),
        sa.Column("kb", sa.Integer),
        _needed("body", sa.Text),
        _needed("seal", sa.LargeBinary),
    )
    op.create_table(
        "stays", _key("id", _LONG), _needed("line", sa.Text), _needed("entered", sa.BigInteger), _time("left_at")
    )
    op.create_table(
        "keys",
        _key("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql")),
        _needed("case_number", sa.BigInteger),
        _needed("version", sa.Integer),
        _needed("fingerprint", sa.LargeBinary),
        sqlite_with_rowid=False,
    )


def _features() -> None:
    op.create_table(
        "feature_names",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        _needed("count", sa.Integer),
    )
    op.create_table(
        "features", _key("feature", sa.Integer), _key("case_number", sa.BigInteger), sqlite_with_rowid=False
    )
    op.create_table("described", _key("case_number", _LONG), _needed("features", sa.Text))
    op.create_table(
        "lessons",
        _key("case_number", sa.BigInteger),
        _key("playbook", sa.Text),
        _needed("kb", sa.Integer),
        _needed("at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
