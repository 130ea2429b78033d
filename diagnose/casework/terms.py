"""What the customer is entitled to in a case, and the targets that follow from it."""

from __future__ import annotations

from datetime import datetime, time

from diagnose.case import Terms
from diagnose.case.events import Prioritised
from diagnose.casework.refusals import Refusal, refused
from diagnose.decision.terms import Coverage, charged_for
from diagnose.desk.situation import step_called
from diagnose.errors import UnknownWordError
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.moments import zone_called
from diagnose.support import priority_of, targets_for
from diagnose.wording import phrase

_END_OF_DAY = time(23, 59, 59)


def terms_from(kb: KnowledgeBase, coverage: Coverage) -> Terms:
    """What ``coverage`` comes to, as it is kept with a case."""
    zone = zone_called(kb.settings.timezone)
    until = None if coverage.until is None else datetime.combine(coverage.until, _END_OF_DAY, zone)
    return Terms(coverage.option, coverage.entitlement, until, coverage.level)


def targets_of(
    kb: KnowledgeBase, terms: Terms, impact: str | None, urgency: str | None, because: str = ""
) -> Prioritised:
    """The priority for ``impact`` and ``urgency``, and the targets that the level of ``terms`` has for it.

    Raises:
        RefusedError: one of the two is not declared.
    """
    try:
        priority = priority_of(kb.support.priorities, impact, urgency)
    except UnknownWordError as error:
        raise refused(Refusal.UNKNOWN_NAME, phrase(error.args[0])) from None
    level = kb.support.levels.get(terms.level) if terms.level is not None else None
    if level is None:
        return Prioritised(priority, impact, urgency, because=because)
    option = kb.support.options.get(terms.option) if terms.option is not None else None
    respond, resolve = targets_for(level, priority)
    calendar = level.calendar or (option.hours if option is not None else None)
    return Prioritised(priority, impact, urgency, level.id, respond, resolve, calendar, because)


def is_charged(kb: KnowledgeBase, name: str, coverage: Coverage) -> bool:
    """Whether the step ``name`` costs the customer extra."""
    step = step_called(kb, name)
    return step is not None and bool(charged_for(kb, step, coverage))
