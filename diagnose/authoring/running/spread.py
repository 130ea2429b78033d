"""The same work over many items in several processes, with results in the order of the items."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkProcess
from pathlib import Path
from typing import Any, TypeVar

from diagnose.errors import DiagnoseError, UsageError
from diagnose.wording import worded

Item = TypeVar("Item")
Result = TypeVar("Result")

_DONE = -1


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """``work`` done on each of ``items`` by up to ``jobs`` processes; results come in the order of the items.

    ``work`` and ``items`` are inherited by the processes, so that only results need to be picklable. Where processes
    cannot be forked, in a process with several threads, and for one job, it is an ordinary loop.

    Raises:
        UsageError: a process ended before its work was done, or ``work`` raised an error of this library.
    """
    workers = min(jobs, len(items))
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods() or not _is_alone():
        yield from map(work, items)
        return
    team = _Team(work, items, workers)
    try:
        yield from team.results()
    finally:
        team.dismiss()


def _is_alone() -> bool:
    """Whether this process has a single thread: a fork would leave the locks of others locked for ever."""
    tasks = Path("/proc/self/task")
    return (len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()) == 1


class _Team:
    """Processes that ask for the next item when they are done with one."""

    def __init__(self, work: Callable[[Any], Any], items: Sequence[Any], workers: int) -> None:
        self.count = len(items)
        self.next = 0
        self.processes: dict[Connection, ForkProcess] = {}
        context = multiprocessing.get_context("fork")
        for _ in range(workers):
            self._hire(context, work, items)

    def _hire(self, context: ForkContext, work: Callable[[Any], Any], items: Sequence[Any]) -> None:
        here, there = context.Pipe()
        others = [*self.processes, here]
        process = context.Process(target=_serve, args=(work, items, there, others), daemon=True)
        process.start()
        there.close()
        self.processes[here] = process
        self._give(here)

    def _give(self, worker: Connection) -> None:
        worker.send(self.next if self.next < self.count else _DONE)
        self.next += 1

    def results(self) -> Iterator[Any]:
        """The results in order, as soon as all before them are there."""
        ready: dict[int, Any] = {}
        for place in range(self.count):
            while place not in ready:
                for worker in wait(list(self.processes)):
                    if isinstance(worker, Connection):
                        self._receive(worker, ready)
            yield ready.pop(place)

    def _receive(self, worker: Connection, ready: dict[int, Any]) -> None:
        try:
            place, result, error = worker.recv()
        except (EOFError, OSError):
            process = self.processes.pop(worker)
            process.join()
            if process.exitcode:
                message = worded(
                    "a process of this run was ended (exit code {code}); run it again with -j 1", code=process.exitcode
                )
                raise UsageError(message) from None
            return
        if error is not None:
            raise error
        ready[place] = result
        self._give(worker)

    def dismiss(self) -> None:
        """End whatever is still at work."""
        for worker, process in self.processes.items():
            worker.close()
            process.terminate()
            process.join()


def _serve(work: Callable[[Any], Any], items: Sequence[Any], boss: Connection, others: list[Connection]) -> None:
    """What a process does: take a place, do the work there, hand back what came of it."""
    for other in others:
        other.close()
    try:
        while (place := boss.recv()) != _DONE:
            boss.send(_answer(work, items[place], place))
    except (EOFError, KeyboardInterrupt, ConnectionError):  # whoever asked for the work is gone
        return


def _answer(work: Callable[[Any], Any], item: Any, place: int) -> tuple[int, Any, Exception | None]:
    """The place with a result or an error, which is made anew: not every error survives the way."""
    try:
        return place, work(item), None
    except DiagnoseError as error:
        return place, None, UsageError(str(error))
    except Exception as error:  # noqa: BLE001 - it is raised again where the results are awaited
        return place, None, RuntimeError(f"{type(error).__name__}: {error}")
