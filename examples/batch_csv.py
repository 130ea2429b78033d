"""Every ticket of a CSV file, decided: ``python examples/batch_csv.py [TICKETS]`` writes CSV to standard output.

A column is a field of the intake (``equipment``, ``location``) or an attribute; an empty cell was never asked for.
Nobody can be asked in a batch, so an open question ends as "unprecedented" and not as "more facts".
"""

import csv
import sys
from pathlib import Path

from diagnose import Escalation, FixPlan, Intake, IntakeError, Unprecedented, diagnose, load

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parent / "playbooks"
FIELDS = ("equipment", "location", "channel")


def intake_of(row: dict[str, str]) -> Intake:
    """The intake in one row; a cell is read like a plain value in YAML, by the type of its attribute."""
    given = {name: cell for name, cell in row.items() if cell and name != "ticket"}
    fields = {name: given.pop(name) for name in FIELDS if name in given}
    return Intake.from_data(
        {**fields, "askable": [], "symptoms": {name: {"written": cell} for name, cell in given.items()}}
    )


def harmless(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def decide(row: dict[str, str], kb) -> tuple[str, str, str]:
    """Outcome, fault and next line of one row."""
    try:
        decision = diagnose(intake_of(row), kb).decision
    except IntakeError as error:
        return "invalid", error.findings[0].message, ""
    match decision:
        case FixPlan(fault=fault, steps=steps):
            return "FixPlan", fault, steps[0].step.by
        case Unprecedented(to_line=line, reason=reason):
            return "Unprecedented", reason.value, line
        case Escalation(to_line=line, fault=fault):
            return "Escalation", fault, line
        case _:
            return type(decision).__name__, getattr(decision, "fault", ""), ""


def main(tickets: Path) -> None:
    kb = load(KNOWLEDGE)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["ticket", "outcome", "fault", "line"])
    with tickets.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            writer.writerow(map(harmless, [row["ticket"], *decide(row, kb)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "tickets.csv")
