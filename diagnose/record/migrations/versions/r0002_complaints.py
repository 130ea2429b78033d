"""What is complained about by the time it came in, so that many of a kind at once are noticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The table of complaints."""
    op.create_table(
        "complaints",
        sa.Column("feature", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("opened_at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("case_number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("equipment", sa.Text),
        sa.Column("location", sa.Text),
        sqlite_with_rowid=False,
    )
