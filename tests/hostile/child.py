"""Does something to every folder below the one given, each in a process of its own with limits on time and memory.

What is done is the second argument: `check` (as the library does), `report` (everything that `diagnose check` may do),
`remember` (with a cache), `fix`, `fmt`, `test`, `cover`, `mutate` or `plugin` (pytest). Prints one line of JSON a folder: its name, how the process ended, and the findings.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from diagnose.authoring.checking import check_folder
from diagnose.authoring.config import Config
from diagnose.authoring.fixing import fix_folder
from diagnose.authoring.formatting import format_folder
from diagnose.cli.app import run as run_command
from diagnose.cli.exits import INTERNAL
from diagnose.cli.findings import FORMATS
from diagnose.cli.report import Report
from diagnose.errors import Finding
from diagnose.kb.caching import Memory
from diagnose.kb.lint import check

SECONDS = 2
MEGABYTES = 256


def report(folder: Path) -> tuple[Finding, ...]:
    checked = check_folder(folder)
    made = Report(checked.findings, checked.sources, checked.suppressed, "ru")
    for form in ("text", "sarif"):
        FORMATS[form](made)
    return checked.findings


def fix(folder: Path) -> tuple[Finding, ...]:
    return fix_folder(folder, Config()).applied


def fmt(folder: Path) -> tuple[Finding, ...]:
    format_folder(folder)
    return ()


def remember(folder: Path) -> tuple[Finding, ...]:
    memory = Memory(folder / ".remembered", "1")
    first = check_folder(folder, memory=memory)
    memory.save()
    again = check_folder(folder, memory=Memory(folder / ".remembered", "1"))
    if again.findings != first.findings:
        raise AssertionError("what is remembered is something else")
    return again.findings


def command(*arguments: str) -> Callable[[Path], tuple[Finding, ...]]:
    """A command as from the command line; an error of the program itself does not pass."""

    def done(folder: Path) -> tuple[Finding, ...]:
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            code = run_command([*arguments, "--kb", str(folder)])
        if code == INTERNAL:
            raise AssertionError(f"{arguments[0]} ended with {code}")
        return ()

    return done


def plugin(folder: Path) -> tuple[Finding, ...]:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        code = pytest.main(["-p", "no:cacheprovider", "--diagnose", str(folder)])
    if code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        raise AssertionError(f"pytest ended with {code}")
    return ()


VERBS: dict[str, Callable[[Path], tuple[Finding, ...]]] = {
    "check": check,
    "report": report,
    "fix": fix,
    "fmt": fmt,
    "remember": remember,
    "test": command("test", "-j", "1"),
    "cover": command("cover"),
    "mutate": command("mutate", "--suggest"),
    "plugin": plugin,
}


def limited(folder: Path, out: int, verb: str) -> None:
    """What the child does; never returns."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        found = [[each.code, each.at.line, each.at.column, str(each)[:2000]] for each in VERBS[verb](folder)]
        os.write(out, json.dumps(found[:200]).encode("utf-8", "strict"))
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent reports it
        os.write(out, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
        os._exit(1)


def run(folder: Path, verb: str) -> dict[str, object]:
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        limited(folder, outgoing, verb)
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
    root, verb = Path(sys.argv[1]), sys.argv[2]
    (root / "warm-up").mkdir()
    (root / "warm-up" / "x.yaml").write_text("playbook: a.b\ntitle: x\nplan: [{step: s, do: x, by: line-1}]\n")
    VERBS[verb](root / "warm-up")
    for folder in sorted(root.iterdir()):
        if folder.name != "warm-up":
            print(json.dumps(run(folder, verb)), flush=True)


if __name__ == "__main__":
    main()
