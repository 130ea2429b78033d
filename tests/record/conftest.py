from __future__ import annotations

from itertools import count

import pytest

from diagnose.record import Record
from tests.record.server import NOT_RUN, new_schema, running_server

NUMBERS = count(1)


@pytest.fixture(scope="session")
def server():
    with running_server() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """A place where there is no record yet: a path, then a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "cases.db")
    folder = request.getfixturevalue("server")
    if folder is None:
        pytest.skip(NOT_RUN)
    return new_schema(folder, f"record{next(NUMBERS)}")


@pytest.fixture
def record(where):
    with Record.open(where, patience=10) as opened:
        yield opened
