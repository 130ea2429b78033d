"""What a line may do by its own declaration, whoever the customer is."""

from __future__ import annotations

from collections.abc import Mapping

from diagnose.kb.playbook import Step
from diagnose.support import SupportLine

CONSULT = "consult"
NO_RISK = "none"


def allows(line: SupportLine, step: Step, risks: Mapping[str, float]) -> bool:
    """Whether ``line`` mends and not only consults, and is allowed the step and its risk; ``by`` is not looked at.

    ``risks`` gives the price of each word for a risk, by which they are compared; ``none`` is below all others.
    """
    if line.competence == CONSULT or step.id in line.never_steps:
        return False
    if line.only_steps and step.id not in line.only_steps:
        return False
    if line.risk is None or step.risk in (NO_RISK, line.risk):
        return True
    return line.risk != NO_RISK and risks.get(step.risk, 0.0) <= risks.get(line.risk, 0.0)
