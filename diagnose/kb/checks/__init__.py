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
    pb301_unsatisfiable,
    pb302_always_true,
    pb303_implied_entry,
    pb304_branch_subsumed,
    pb305_dead_branch,
    pb306_when_matches_everything,
    pb307_only_negative,
    pb308_never_asked,
    pb309_decimal_equality,
    pb310_not_analysed,
    pb311_several_kinds,
    pb401_subsumed_conclusion,
    pb402_same_conclusion_twice,
    pb403_covered_conclusion,
    pb404_masked_playbook,
    pb405_conclusions_in_conflict,
    pb405_step_with_two_texts,
    pb406_nothing_separates,
    pb408_dead_end_premise,
    pb409_useless_conclusion,
    pb410_unreachable_rule,
    pb411_mergeable_conclusions,
    pb412_gap_in_a_table,
    pb415_dead_end,
    pb416_no_frequencies,
    pb417_no_common,
    pb501_plan_without_steps,
    pb502_steps_never_reached,
    pb503_nowhere_to_go,
    pb504_escalation_leads_nowhere,
    pb505_no_channel_for_a_step,
    pb506_risky_step_unconfirmed,
    pb507_plan_without_verification,
    pb509_dead_link,
    pb601_nobody_stands_for_it,
    pb602_review_is_old,
    pb603_language_missing,
    pb604_placeholder_left,
    pb605_suppression_of_nothing_known,
    pb606_unused_suppression,
    pb607_suppression_without_reason,
    pb608_not_formatted,
    pb609_personal_or_secret,
)
from diagnose.kb.checks.file_subject import FileCheck, FileSubject
from diagnose.kb.checks.subject import Check, PlaybookCheck, PlaybookSubject, Subject

CHECKS: tuple[Check, ...] = (
    pb205_replaced_by_nothing.check,
    pb210_unused.check,
    pb213_lookalike_ids.check,
    pb214_ids_differ_by_dash.check,
    pb218_point_without_abnormal.check,
    pb219_sign_at_two_points.check,
    pb301_unsatisfiable.check_rest,
    pb405_conclusions_in_conflict.check,
    pb405_step_with_two_texts.check,
    pb408_dead_end_premise.check,
    pb504_escalation_leads_nowhere.check,
    cases_speak_the_vocabulary.check,
)
"""Checks of the whole that run at load too, in order of code."""

PLAYBOOK_CHECKS: tuple[PlaybookCheck, ...] = (
    pb206_unknown_step_in_after.check,
    pb216_strengths_above_one.check,
    pb301_unsatisfiable.check,
    pb501_plan_without_steps.check,
    pb502_steps_never_reached.check,
    pb505_no_channel_for_a_step.check,
)
"""Checks of one playbook at a time that run at load too, in order of code."""

ADVICE: tuple[Check, ...] = (
    pb302_always_true.check_conclusions,
    pb303_implied_entry.check_conclusions,
    pb304_branch_subsumed.check_conclusions,
    pb305_dead_branch.check_conclusions,
    pb307_only_negative.check_conclusions,
    pb308_never_asked.check_conclusions,
    pb309_decimal_equality.check_conclusions,
    pb310_not_analysed.check_conclusions,
    pb311_several_kinds.check_conclusions,
    pb401_subsumed_conclusion.check,
    pb402_same_conclusion_twice.check,
    pb403_covered_conclusion.check,
    pb404_masked_playbook.check,
    pb406_nothing_separates.check,
    pb409_useless_conclusion.check,
    pb410_unreachable_rule.check,
    pb411_mergeable_conclusions.check,
    pb412_gap_in_a_table.check,
    pb415_dead_end.check,
    pb416_no_frequencies.check,
    pb417_no_common.check,
    pb603_language_missing.check_vocabulary,
)
"""Checks of the whole that ``check`` alone runs, in order of code: none of them finds errors."""

AFTERWARDS: tuple[Check, ...] = (pb310_not_analysed.check_between,)
"""Checks of the whole that tell what those of ``CHECKS`` and ``ADVICE`` could not find out, once they have run."""

PLAYBOOK_ADVICE: tuple[PlaybookCheck, ...] = (
    pb302_always_true.check,
    pb303_implied_entry.check,
    pb304_branch_subsumed.check,
    pb305_dead_branch.check,
    pb306_when_matches_everything.check,
    pb307_only_negative.check,
    pb308_never_asked.check,
    pb309_decimal_equality.check,
    pb310_not_analysed.check,
    pb311_several_kinds.check,
    pb503_nowhere_to_go.check,
    pb506_risky_step_unconfirmed.check,
    pb507_plan_without_verification.check,
    pb601_nobody_stands_for_it.check,
    pb603_language_missing.check,
)
"""Checks of one playbook at a time that ``check`` alone runs, in order of code: none of them finds errors."""

FILE_ADVICE: tuple[FileCheck, ...] = (
    pb509_dead_link.check,
    pb604_placeholder_left.check,
    pb609_personal_or_secret.check,
)
"""Checks of one file at a time that ``check`` alone runs, in order of code: none of them finds errors."""

__all__ = [
    "ADVICE",
    "AFTERWARDS",
    "CHECKS",
    "FILE_ADVICE",
    "PLAYBOOK_ADVICE",
    "PLAYBOOK_CHECKS",
    "Check",
    "FileCheck",
    "FileSubject",
    "PlaybookCheck",
    "PlaybookSubject",
    "Subject",
    "pb602_review_is_old",
    "pb605_suppression_of_nothing_known",
    "pb606_unused_suppression",
    "pb607_suppression_without_reason",
    "pb608_not_formatted",
]
