"""The slow way to try a mutant: build the whole base again with the mutated rule, and run every case."""

from __future__ import annotations

from dataclasses import replace

from diagnose import Intake
from diagnose.authoring.answer import Answer
from diagnose.authoring.judge import judge
from diagnose.kb.base import SignIndex
from diagnose.kb.observe import steps_of
from diagnose.kb.playbook import Conclusion
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule


def rebuilt(kb, rule):
    """``kb`` compiled anew with ``rule``; only the limit of misfit is taken over, and which steps may have been tried."""
    conclusions, playbooks = dict(kb.conclusions), dict(kb.playbooks)
    (conclusions if isinstance(rule, Conclusion) else playbooks)[rule.id] = rule
    strata = {each.id: each.stratum for each in kb.rules.rules.values()}
    rules = [Rule(each.id, each.condition, each.sets, strata[each.id], each.at) for each in conclusions.values()]
    rules += [Rule(each.id, each.condition, (), strata[each.id], each.at) for each in playbooks.values()]
    return replace(
        kb,
        playbooks=playbooks,
        conclusions=conclusions,
        rules=RuleBase.build(rules, kb.vocabulary, relevance=kb.relevance),
        signs=SignIndex(playbooks.values()),
        derived={"misfit": kb.derived["misfit"], "steps": steps_of(kb)},
    )


def killed_by(kb, rule, cases):
    """The cases that fail when ``rule`` stands in the place of the one that has its id."""
    mutated = rebuilt(kb, rule)
    return [case.id for case in cases if judge(case, Answer(Intake.from_node(case.intake), mutated))]
