"""Hands on the tables behind the back of the record."""

from __future__ import annotations

import sqlite3
from contextlib import closing


def run(where, *statements):
    """The rows of the last of ``statements``, each a text or a text with its values for ``?``."""
    pairs = [(each, ()) if isinstance(each, str) else each for each in statements]
    if "://" not in where:
        with closing(sqlite3.connect(where)) as connection, connection:
            for text, values in pairs:
                found = connection.execute(text, values)
            return found.fetchall()
    import psycopg

    with psycopg.connect(where) as connection:
        for text, values in pairs:
            found = connection.execute(text.replace("?", "%s"), values)
        return found.fetchall() if found.description else []
