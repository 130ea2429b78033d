"""What several processes do to one record at the same moment."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from diagnose.case.events import Told
from diagnose.errors import CaseChangedError
from diagnose.record import About, Record
from tests.record.histories import deed, opening


def in_processes(work, count, *arguments):
    """What ``work`` gives in each of ``count`` processes, which begin together; it is told which one it is."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        barrier = manager.Barrier(count)
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            running = [pool.submit(_begun, work, barrier, number, *arguments) for number in range(count)]
            return [each.result(120) for each in running]


def _begun(work, barrier, number, *arguments):
    barrier.wait(60)
    return work(number, *arguments)


def open_it(number, where):
    with Record.open(where) as record:
        return record.rows()


def ask_for_cases(number, where, keys):
    """The cases that requests under the same keys lead to."""
    with Record.open(where) as record:
        return [record.new(opening(), About(), key=f"key-{each}").id for each in range(keys)]


def grow_one_case(number, where, times):
    """How often somebody else was faster."""
    lost = 0
    with Record.open(where) as record:
        for turn in range(times):
            while True:
                case = record.case("1")
                try:
                    record.append("1", [(deed(turn), Told("a.b", f"{number}-{turn}"))], version=case.version)
                    break
                except CaseChangedError:
                    lost += 1
    return lost


def settle_cases(number, where, times):
    """Cases that are settled with the same features, in another order in each process."""
    from tests.record.histories import ending

    names = [f"feature-{each}" for each in range(10)]
    with Record.open(where) as record:
        for _ in range(times):
            record.new([*opening(), *ending()], About(features=frozenset(names[number:] + names[:number])))


def keep_it(number, where, folder):
    from diagnose import load

    with Record.open(where) as record:
        return record.keep(load(folder))
