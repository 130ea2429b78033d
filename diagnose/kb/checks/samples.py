"""Cases in which a condition holds, as conditions look at them: what does not hold there does not follow from it."""

from __future__ import annotations

from functools import cached_property

from diagnose.case import Intake
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.compile import Translation
from diagnose.kb.compile.strata import strata_of
from diagnose.kb.logic import Satisfied
from diagnose.kb.observe import observe
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import Condition
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.rules.view import CaseView


class Samples:
    """One case for each condition, inferred by the engine; none where Python rules take part or nobody knows one."""

    def __init__(self, meaning: Translation, reasoning: Reasoning) -> None:
        self._meaning = meaning
        self._reasoning = reasoning
        self._views: dict[int, tuple[Condition, CaseView | None]] = {}

    def refutes(self, one: Condition, *others: Condition) -> bool:
        """Whether in the sample case of ``one``, that of a whole rule, none of ``others`` holds."""
        found = self._views.get(id(one))
        if found is None:
            found = self._views[id(one)] = (one, self._view(one))
        view = found[1]
        return view is not None and not any(other.holds(view) for other in others)

    @cached_property
    def _base(self) -> KnowledgeBase:
        """The conclusions alone, ready to be inferred with."""
        meaning = self._meaning
        strata, _ = strata_of(meaning.conclusions, (), meaning.relevance, {})
        conclusions = {each.id: each for each in meaning.conclusions}
        rules = RuleBase.build(
            (Rule(each.id, each.condition, each.sets, strata[each.id]) for each in conclusions.values()),
            meaning.vocabulary,
            relevance=meaning.relevance,
        )
        nothing: dict[str, Playbook] = {}
        settings, vocabulary, support = meaning.settings, meaning.vocabulary, meaning.support
        return KnowledgeBase(settings, vocabulary, support, nothing, conclusions, rules, {}, meaning.relevance, "")

    def _view(self, condition: Condition) -> CaseView | None:
        from diagnose.rules.engine import infer  # experta is heavy, and most knowledge bases never come here

        answer = self._reasoning.answer(condition)
        if self._meaning.python or not isinstance(answer, Satisfied):
            return None
        kb = self._base
        memory = observe(Intake.from_data(answer.witness.intake), kb)
        view = CaseView(kb.rules, memory)
        view.values = dict(infer(kb.rules, memory, budget=kb.settings.firings).values)
        return view if condition.holds(view) else None
