"""Writers that are killed in the middle of what they do: nothing that was acknowledged may be lost.

``python -m tests.record.killing WHERE --kills 300`` or :func:`kill_many`; it forks, so no thread may be running.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import time
from dataclasses import dataclass, field, replace

from diagnose.case.events import Told
from diagnose.errors import CaseChangedError
from diagnose.record import About, CaseQuery, Record
from diagnose.record.queue import SETTLED, UNSETTLED
from tests.record.histories import deed, ending, opening

LONGEST = 0.08
STARTING = 20.0


@dataclass(frozen=True)
class Kills:
    """How many writers were killed, what they had acknowledged until then, and what of it is wrong now."""

    kills: int = 0
    acknowledged: int = 0
    cases: int = 0
    wrong: tuple[str, ...] = field(default=())


def kill_many(where, kills, seed=1, progress=None):
    """What became of ``kills`` writers, one after the other, on the record ``where``."""
    chance = random.Random(seed)
    done = Kills()
    Record.open(where).close()
    known = {}
    for number in range(kills):
        told = _killed(where, f"{seed}-{number}", chance.uniform(0, LONGEST))
        for case, version, head in told:
            known.setdefault(case, {})[version] = head
        wrong = _wrong(where, known if number == kills - 1 else {case: known[case] for case, _, _ in told})
        done = replace(done, kills=number + 1, acknowledged=done.acknowledged + len(told), wrong=(*done.wrong, *wrong))
        if progress is not None:
            progress(done)
    return replace(done, cases=len(known))


def _killed(where, name, seconds):
    """What a writer acknowledged until it was killed, ``seconds`` after its first word."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write(where, name, writing)
        finally:
            os._exit(1)
    os.close(writing)
    select.select([reading], [], [], STARTING)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode("ascii").split("\n")[:-1]
    return [(case, int(version), head) for case, version, head in (line.split() for line in lines)]


def _write(where, name, pipe):
    """Opens cases and adds to them, in large pieces and small ones; says so only when it is done."""
    chance = random.Random(name)
    record = Record.open(where)
    turn = 0
    while True:
        turn += 1
        case = record.new(opening(turn), About(features=frozenset({"a=1"})), key=f"{name}-{turn}")
        _acknowledge(pipe, case)
        many = chance.choice([1, 1, 3, 40])
        told = [(deed(turn), Told("a.b", "x" * chance.choice([1, 200, 6000]))) for _ in range(many)]
        _acknowledge(pipe, _added(record, case, told))
        _acknowledge(pipe, _added(record, record.case(case.id), ending(turn)))


def _added(record, case, told):
    try:
        return record.append(case.id, told, About(features=frozenset({"a=1", "b=2"})), version=case.version)
    except CaseChangedError:
        os._exit(3)


def _acknowledge(pipe, case):
    os.write(pipe, f"{case.id} {case.version} {case.head}\n".encode("ascii"))


def _wrong(where, known):
    """What the record does not hold of what was acknowledged, and which cases do not hold together."""
    found = []
    with Record.open(where) as record:
        for name, heads in known.items():
            case = record.case(name)
            found += [f"case {name}: {each.reason}" for each in record.breaks(name)]
            for version, head in heads.items():
                if case.version < version or case.events[version - 1].seal != head:
                    found.append(f"case {name} has lost version {version}")
        newest = record.rows(CaseQuery(status=(*UNSETTLED, *SETTLED), most=3))
        found += [f"case {row.id}: {each.reason}" for row in newest for each in record.breaks(row.id)]
        found += [f"case {row.id} is a half one" for row in newest if not record.case(row.id).events]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("where")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    done = kill_many(asked.where, asked.kills, asked.seed)
    print(done.kills, done.acknowledged, done.cases, *done.wrong, sep="\n")


if __name__ == "__main__":
    main()
