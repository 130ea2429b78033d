"""The command line. Nothing here is imported by the library; click and rich load with the first command."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with one of the codes of :mod:`diagnose.cli.exits`.

    Args:
        arguments: what stands after the name of the program; by default what it was called with.
    """
    from diagnose.cli.app import run

    raise SystemExit(run(arguments))
