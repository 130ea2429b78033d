"""PB607: a suppression without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.codes.code import error
from diagnose.kb.suppressing import VERBS, Remark

CODE = error(
    "PB607",
    "Suppression without reason",
    "Подавление без причины",
    "A comment `# diagnose: ignore CODE` does not say why: `because` and a reason are missing.",
    "Nobody can later tell whether the finding was judged or only silenced.",
    "plan: [...]  # diagnose: ignore PB507",
    "plan: [...]  # diagnose: ignore PB507 because the sensor reports by itself",
)


def check(remark: Remark) -> Iterator[Finding]:
    """A finding if ``remark`` suppresses codes and gives no reason."""
    if remark.verb in VERBS and remark.codes and not any(letter.isalnum() for letter in remark.reason):
        yield CODE.finding(
            "this suppression gives no reason", remark.at, "write why after the codes: because the manual says so"
        )
