"""The checks of meaning, one file each; what is wrong with a single value is found where the value is read."""

from diagnose.kb.checks import (
    cases_speak_the_vocabulary,
    pb205_replaced_by_nothing,
    pb206_unknown_step_in_after,
    pb210_unused,
    pb213_lookalike_ids,
    pb214_ids_differ_by_dash,
    pb216_strengths_above_one,
    pb218_point_without_abnormal,
    pb219_sign_at_two_points,
    pb405_step_with_two_texts,
    pb501_plan_without_steps,
    pb502_steps_in_a_circle,
    pb504_escalation_leads_nowhere,
    pb505_no_channel_for_a_step,
)
from diagnose.kb.checks.subject import Check, PlaybookCheck, PlaybookSubject, Subject

CHECKS: tuple[Check, ...] = (
    pb205_replaced_by_nothing.check,
    pb206_unknown_step_in_after.check,
    pb210_unused.check,
    pb213_lookalike_ids.check,
    pb214_ids_differ_by_dash.check,
    pb216_strengths_above_one.check,
    pb218_point_without_abnormal.check,
    pb219_sign_at_two_points.check,
    pb405_step_with_two_texts.check,
    pb501_plan_without_steps.check,
    pb502_steps_in_a_circle.check,
    pb504_escalation_leads_nowhere.check,
    pb505_no_channel_for_a_step.check,
    cases_speak_the_vocabulary.check,
)
"""Checks of the whole that run at load too, in order of code."""

PLAYBOOK_CHECKS: tuple[PlaybookCheck, ...] = ()
"""Checks of one playbook at a time that run at load too, in order of code."""

ADVICE: tuple[Check, ...] = ()
"""Checks of the whole that ``check`` alone runs, in order of code: none of them finds errors."""

PLAYBOOK_ADVICE: tuple[PlaybookCheck, ...] = ()
"""Checks of one playbook at a time that ``check`` alone runs, in order of code: none of them finds errors."""

__all__ = [
    "ADVICE",
    "CHECKS",
    "PLAYBOOK_ADVICE",
    "PLAYBOOK_CHECKS",
    "Check",
    "PlaybookCheck",
    "PlaybookSubject",
    "Subject",
]
