"""A fork must find no open connection: SQLite would take the locks of the parent for those of the child.

The hooks of the operating system are for the whole process, hence the one set of databases here; it is empty until a
record is opened, and holds none that nobody else holds.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakSet

LONGEST: Final = 5.0
"""So many seconds does a fork wait for other threads to finish what they are at."""


class Gate:
    """Whoever works with a database stands inside; a fork waits until the others have left.

    ``let_go`` closes the connections that nobody uses, ``forget`` leaves to the parent those that are its own.
    """

    def __init__(self, let_go: Callable[[], None], forget: Callable[[], None]) -> None:
        self._let_go = let_go
        self._forget = forget
        self._changed = threading.Condition(threading.Lock())
        self._inside: dict[int, int] = {}

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Stands inside meanwhile."""
        thread = threading.get_ident()
        with self._changed:
            self._inside[thread] = self._inside.get(thread, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[thread] -= 1
                if not self._inside[thread]:
                    del self._inside[thread]
                    self._changed.notify_all()

    def shut(self) -> None:
        """Nobody comes in any more, and the others have left."""
        self._changed.acquire()
        own = threading.get_ident()
        self._changed.wait_for(lambda: not self._inside.keys() - {own}, LONGEST)
        self._let_go()

    def reopen(self) -> None:
        """In the parent, after the fork."""
        self._changed.release()

    def begin_again(self) -> None:
        """In the child, after the fork: there are no other threads, and no connections."""
        own = threading.get_ident()
        self._inside = {own: self._inside[own]} if own in self._inside else {}
        self._changed.release()
        self._forget()


_GATES: WeakSet[Gate] = WeakSet()
_SHUT: list[Gate] = []
_WATCHING = threading.Event()


def watch(gate: Gate) -> None:
    """From now on forks go through ``gate``."""
    _GATES.add(gate)
    if not _WATCHING.is_set() and hasattr(os, "register_at_fork"):
        _WATCHING.set()
        os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)


def _before() -> None:
    _SHUT[:] = list(_GATES)
    for gate in _SHUT:
        gate.shut()


def _in_parent() -> None:
    for gate in _SHUT:
        gate.reopen()
    _SHUT.clear()


def _in_child() -> None:
    for gate in _SHUT:
        gate.begin_again()
    _SHUT.clear()
