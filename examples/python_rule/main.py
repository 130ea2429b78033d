"""A Python rule beside playbooks: ``python examples/python_rule/main.py``.

The playbook ``ups.battery-worn`` asks for ``none: [ups.runtime: too-short]``. It is looked at only after the Python
rule has had its say, because the rule declares that it sets ``ups.runtime``.
"""

import sys
from pathlib import Path

from diagnose import Intake, diagnose, load

HERE = Path(__file__).parent


def main() -> None:
    sys.path.insert(0, str(HERE))
    from rules import Runtime

    kb = load(HERE / "kb", rules=[Runtime])
    for load_in_watts in (200, 2000):
        intake = Intake(
            equipment="ups",
            channel="report",
            symptoms={"ups.holds": "too-short"},
            facts={"ups.capacity": 100, "ups.load": load_in_watts},
        )
        diagnosis = diagnose(intake, kb)
        print(f"{load_in_watts} W: {diagnosis.decision.fault}")


if __name__ == "__main__":
    main()
