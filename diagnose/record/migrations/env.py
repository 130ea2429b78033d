"""What Alembic runs: the steps, on the connection and in the transaction that the record has opened."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="record_schema")
context.run_migrations()
