"""Past cases for comparisons: intakes and closed cases from files, and the fixture cases of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diagnose.authoring.comparing import PastCase


def read_past_cases(path: Path) -> Iterator[PastCase]:
    """The cases in the file at ``path``: closed cases, or intakes alone, which are closed cases without an end.

    Raises:
        IntakeError: with every finding.
    """
    from diagnose.case.history import LINES, read_intakes
    from diagnose.errors import IntakeError

    with path.open("rb") as stream:
        cases, findings = read_intakes(stream.read(LINES + 1), path.as_posix())
    if findings:
        raise IntakeError(findings)
    for at, intake in cases:
        yield PastCase(f"{path.as_posix()}:{at.line}", intake)


def fixture_intakes(folder: Path) -> Iterator[PastCase]:
    """The fixture cases in ``folder`` whose intake can be read."""
    from diagnose.authoring.suite import read_suite
    from diagnose.case import Intake
    from diagnose.errors import IntakeError

    for case in read_suite(folder).cases:
        try:
            yield PastCase(case.id, Intake.from_node(case.intake))
        except IntakeError:
            continue
