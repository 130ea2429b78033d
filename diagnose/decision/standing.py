"""Where a case stands apart from what is known of it: the line that has it, who can be asked, what was tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.case import Precedent
from diagnose.decision.terms import NOTHING_KNOWN, Coverage
from diagnose.hypotheses import NOTHING_DONE, Treatment
from diagnose.kb.base import KnowledgeBase

DEFAULT_LINE = "line-1"
DEFAULT_ASKABLE = ("customer", "line-1")
"""Who can be asked when neither the intake nor its channel says so: the customer is on the line."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The line that has the case, who can still be asked, what was done, and whether somebody is on site.

    Steps ``passed_over`` are not to be offered again although they say nothing about the faults. ``precedents`` are the
    closed cases that were found to be like it, the likest first; None where nobody looked. ``terms`` are what the
    customer is entitled to.
    """

    at_line: str = DEFAULT_LINE
    askable: frozenset[str] = frozenset(DEFAULT_ASKABLE)
    treatment: Treatment = NOTHING_DONE
    passed_over: frozenset[str] = frozenset()
    on_site: bool = False
    precedents: tuple[Precedent, ...] | None = None
    terms: Coverage = NOTHING_KNOWN

    @property
    def done(self) -> frozenset[str]:
        """The steps that are not offered any more."""
        return self.treatment.done | self.passed_over


def standing_of(
    kb: KnowledgeBase,
    *,
    at_line: str | None = None,
    channel: str | None = None,
    askable: Iterable[str] | None = None,
    tried: Iterable[str] = (),
) -> Standing:
    """The standing of a case: by default at the first line, and its channel says who can be asked."""
    lines = kb.support.lines
    known = kb.support.channels.get(channel) if channel is not None else None
    if askable is None:
        askable = known.askable if known is not None else DEFAULT_ASKABLE
    return Standing(
        at_line=at_line or (lines[0].id if lines else DEFAULT_LINE),
        askable=frozenset(askable),
        treatment=Treatment(failed=frozenset(tried)),
        on_site=known is not None and known.kind == "on-site",
    )
