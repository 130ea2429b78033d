"""A PostgreSQL server of one's own, in a temporary folder, reached over a Unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_RUN = "NOT RUN: no PostgreSQL on this machine"


def program(name: str) -> str | None:
    """Where ``name`` lies, in the path or where Debian puts it."""
    places = [each.as_posix() for each in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(places))


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[str | None]:
    """The folder of the socket of a server that runs meanwhile; None where there is no PostgreSQL.

    Tests go without fsync; one that is ``durable`` keeps it, as a server for real work does.
    """
    initdb, control = program("initdb"), program("pg_ctl")
    user = _user()
    if initdb is None or control is None or user is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=50"
    options += "" if durable else " -c fsync=off"
    try:
        folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        _run(user, initdb, "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "-U", "postgres", "--no-sync")
        _run(user, control, "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            yield str(folder)
        finally:
            _run(user, control, "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_schema(folder: str, name: str) -> str:
    """The URL of a new, empty schema on the server with this folder; that is cheaper than a database."""
    import psycopg

    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"postgresql://postgres@/postgres?host={folder}&options=-csearch_path%3D{name}"


def _user() -> str | None:
    """Who may run a server: not root, so there it is the user whom the packages make."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    return "postgres" if any(each.pw_name == "postgres" for each in pwd.getpwall()) else None


def _run(user: str, *command: str) -> None:
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": ()} if os.geteuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **as_user)
