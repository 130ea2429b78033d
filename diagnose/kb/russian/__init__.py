"""Findings in Russian: English templates of messages, with what is said in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from diagnose.errors import Finding
from diagnose.kb.russian import (
    casework,
    checks,
    codes_of_cases,
    codes_of_form,
    codes_of_meaning,
    codes_of_plans,
    codes_of_rules,
    command_line,
    conditions,
    consultation,
    documents,
    dossiers,
    fixture_cases,
    history,
    intake,
    kit,
    logic,
    names,
    outside,
    plans_and_authoring,
    reading,
    recording,
    reporting,
    rule_base,
    running_cases,
    syntax,
    values,
    vocabulary,
    working_time,
)
from diagnose.wording import in_language

RUSSIAN: Mapping[str, str] = MappingProxyType(
    {
        **reading.MESSAGES,
        **syntax.MESSAGES,
        **names.MESSAGES,
        **outside.MESSAGES,
        **documents.MESSAGES,
        **conditions.MESSAGES,
        **values.MESSAGES,
        **vocabulary.MESSAGES,
        **intake.MESSAGES,
        **consultation.MESSAGES,
        **dossiers.MESSAGES,
        **history.MESSAGES,
        **casework.MESSAGES,
        **checks.MESSAGES,
        **plans_and_authoring.MESSAGES,
        **logic.MESSAGES,
        **command_line.MESSAGES,
        **codes_of_form.MESSAGES,
        **codes_of_meaning.MESSAGES,
        **codes_of_rules.MESSAGES,
        **codes_of_plans.MESSAGES,
        **codes_of_cases.MESSAGES,
        **fixture_cases.MESSAGES,
        **running_cases.MESSAGES,
        **reporting.MESSAGES,
        **kit.MESSAGES,
        **rule_base.MESSAGES,
        **working_time.MESSAGES,
        **recording.MESSAGES,
    }
)
"""By English template, with the same names in braces."""

CATALOGUES: Mapping[str, Mapping[str, str]] = MappingProxyType({"ru": RUSSIAN})
"""By language; what is not here is said in English."""


def said(message: str, language: str) -> str:
    """``message`` in ``language``, in English where there are no words for it."""
    catalogue = CATALOGUES.get(language)
    return message if catalogue is None else in_language(message, catalogue)


def translated(finding: Finding, language: str) -> Finding:
    """``finding`` with message, advice and related texts in ``language``; what an author wrote stays as it is."""
    if language not in CATALOGUES:
        return finding
    return replace(
        finding,
        message=said(finding.message, language),
        advice=said(finding.advice, language),
        related=tuple((at, said(text, language)) for at, text in finding.related),
    )
