"""Runs `check` on every folder below the one given, each in a process of its own with limits on time and memory.

Prints one line of JSON a folder: its name, how the process ended, and the findings.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from pathlib import Path

from diagnose.kb.lint import check

SECONDS = 2
MEGABYTES = 256


def limited(folder: Path, out: int) -> None:
    """What the child does; never returns."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        found = [[each.code, each.at.line, each.at.column, str(each)[:2000]] for each in check(folder)]
        os.write(out, json.dumps(found[:200]).encode("utf-8", "strict"))
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent reports it
        os.write(out, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
        os._exit(1)


def run(folder: Path) -> dict[str, object]:
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        limited(folder, outgoing)
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as pipe:
        answer = pipe.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {
        "name": folder.name,
        "exit": code,
        "seconds": usage.ru_utime + usage.ru_stime,
        "findings": json.loads(answer) if code == 0 else [],
        "error": "" if code == 0 else answer,
    }


def main() -> None:
    root = Path(sys.argv[1])
    (root / "warm-up").mkdir()
    (root / "warm-up" / "x.yaml").write_text("playbook: a.b\ntitle: x\nplan: [{step: s, do: x, by: line-1}]\n")
    check(root / "warm-up")
    for folder in sorted(root.iterdir()):
        if folder.name != "warm-up":
            print(json.dumps(run(folder)), flush=True)


if __name__ == "__main__":
    main()
