"""``diagnose check`` as a whole command, beside reading the same files with PyYAML alone, and yamllint if it is there.

1 000 playbooks with 3 000 cases: cold, again unchanged, and again with one changed file; 10 000 without a cache. In
brackets stands the processor time inside the process, without Python's own start and the imports.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from benchmarks.testing import SIZE, write

LARGE = 10_000
ROUNDS = 3
INSIDE = """
import os, sys
from pathlib import Path
from time import process_time
from diagnose.authoring.checking import check_folder
from diagnose.kb.caching import cache_folder, memory_of
folder = Path(sys.argv[1])
begun = process_time()
memory = memory_of(folder, cache_folder(os.environ))
check_folder(folder, memory=memory)
memory.save()
print(process_time() - begun)
"""
PEER = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def report(size: int = SIZE, large: int = LARGE) -> Iterator[str]:
    """A line for each figure."""
    with tempfile.TemporaryDirectory() as name:
        folder, caches = Path(name) / "kb", Path(name) / "caches"
        folder.mkdir()
        write(folder, size)
        yield f"diagnose check, {size} playbooks and {3 * size} cases, seconds for the whole command (and inside)"
        yield from _measured(folder, caches)
        yield from _peers(folder)
    yield from _large(large)


def _measured(folder: Path, caches: Path) -> Iterator[str]:
    playbook = min(folder.glob("area*[0-9].yaml"))
    cases = playbook.with_name(playbook.name.replace(".yaml", ".cases.yaml"))
    yield _line("cold (aim: under 3)", folder, caches, lambda _: _forget(caches))
    yield _line("nothing changed", folder, caches, lambda _: None)
    for what, path, old, new in (
        ("a text of a playbook", playbook, "title: ", "title: Number {} "),
        ("a condition of a playbook", playbook, "when:\n", "when:\n  size.n23: {{at_least: {}}}\n"),
        ("a fixture case", cases, "tests:", "tests:  # number {}"),
        ("the vocabulary", folder / "vocabulary.yaml", "takes: 30 s", "takes: {} min"),
    ):
        text = path.read_text("utf-8")
        yield _line(
            f"{what} changed (aim: under 0.3)",
            folder,
            caches,
            lambda number, path=path, text=text, old=old, new=new: path.write_text(  # type: ignore[misc]
                text.replace(old, new.format(number + 1), 1), "utf-8"
            ),
        )
        path.write_text(text, "utf-8")
        _run(_command(folder), caches)


def _line(what: str, folder: Path, caches: Path, change: Callable[[int], object]) -> str:
    """The least of a few rounds, each after a change of its own."""
    whole, inside = [], []
    for number in range(ROUNDS):
        change(2 * number)
        whole.append(_run(_command(folder), caches)[0])
        change(2 * number + 1)
        inside.append(float(_run([sys.executable, "-c", INSIDE, str(folder)], caches)[1]))
    return f"  {what:51} {min(whole):6.2f} ({min(inside):.2f})"


def _forget(caches: Path) -> None:
    for path in caches.glob("*/*"):
        path.unlink()


def _command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "diagnose", "check", "--kb", str(folder), "--format", "compact", *more]


def _run(command: Sequence[str], caches: Path) -> tuple[float, str]:
    begun = perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(caches)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise AssertionError(done.stdout[-2000:] + done.stderr[-2000:])
    return perf_counter() - begun, done.stdout


def _peers(folder: Path) -> Iterator[str]:
    spent = min(_run([sys.executable, "-c", PEER, str(folder)], folder)[0] for _ in range(ROUNDS))
    yield f"  {'peer: the same files read with CSafeLoader':51} {spent:6.2f}"
    if find_spec("yamllint"):
        begun = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "yamllint", "-d", "relaxed", str(folder)], capture_output=True, check=False
        )
        yield f"  {'peer: yamllint -d relaxed':51} {perf_counter() - begun:6.2f}"


def _large(size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, size)
        spent, _ = _run(_command(folder, "--no-cache"), folder)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield f"{size} playbooks, cold: {spent:.1f} s (aim: under 60), at most {peak:.0f} MB (aim: under 1000)"


if __name__ == "__main__":
    print(*report(), sep="\n")
