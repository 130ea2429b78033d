from __future__ import annotations

from tests.record.conftest import record, server, where

__all__ = ["record", "server", "where"]
