"""Run every benchmark and print its table.

``python -m benchmarks [inference|whole|loading|checking|consulting|testing|mutating|precedents]``,
``python -m benchmarks ordering [SEED ...]``, ``python -m benchmarks troubleshooting [OPTIONS]``, or
``python -m benchmarks recording [OPTIONS]``.
"""

from __future__ import annotations

import platform
import sys

from benchmarks import checking, consulting, inference, loading, mutating, ordering, precedents, testing, whole
from benchmarks.recording.command import main as recording
from benchmarks.troubleshooting.command import main as troubleshooting


def main(wanted: list[str]) -> None:
    """Print tables and ratios; say on standard error what is being measured."""
    for name, own in (("troubleshooting", troubleshooting), ("recording", recording)):
        if not wanted or wanted[0] == name:
            own(wanted[1:])
            if wanted:
                return
    print(f"Python {platform.python_version()}; times in microseconds a case unless said otherwise")
    if not wanted or "inference" in wanted:
        rows = []
        for world in inference.worlds():
            print(f"  measuring {len(world.sketches)} {world.name} ...", file=sys.stderr, flush=True)
            rows.append(inference.measure(world))
        print(*inference.lines(rows), "", *inference.ratios(rows), sep="\n")
    for each in (whole, loading, checking, consulting, testing, mutating, precedents):
        if not wanted or each.__name__.rpartition(".")[2] in wanted:
            print("", *each.report(), sep="\n")
    if not wanted or "ordering" in wanted:
        seeds = [int(word) for word in wanted if word.isdigit()]
        print("", *ordering.report(seeds or ordering.SEEDS), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
