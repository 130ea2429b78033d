"""Playbooks drafted from solved cases that nobody had written down."""

from __future__ import annotations

from diagnose.authoring.drafting.draft import Draft, DraftStep, draft_from
from diagnose.authoring.drafting.telling import Telling, telling_facts
from diagnose.authoring.drafting.written import cases_text, playbook_text

__all__ = ["Draft", "DraftStep", "Telling", "cases_text", "draft_from", "playbook_text", "telling_facts"]
