"""Engine, sweep and the naive evaluator agree on every case of every knowledge base that hypothesis can think of."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.rules.engine import infer
from diagnose.rules.possible import Possible
from diagnose.rules.sweep import sweep
from tests.rules.naive import evaluate
from tests.rules.worlds import memories, rule_bases


def check(base, cases):
    """Compare the four on each case; return what the oracle found, for counting."""
    swept = list(sweep(base, cases))
    found = []
    for memory, batch in zip(cases, swept, strict=True):
        values, concluded, matched, conflicts, truths = evaluate(base, memory)
        inference = infer(base, memory)
        assert inference.matched == matched
        assert dict(inference.concluded) == concluded
        assert dict(inference.values) == values
        assert {conflict.attribute for conflict in inference.conflicts} == conflicts
        assert (batch.matched, dict(batch.concluded)) == (matched, concluded)
        assert batch.conflicts == inference.conflicts
        possible = Possible(base, memory)
        assert {rule.id: possible.truth_of_rule(rule) for rule in base.rules.values()} == truths
        for rule in base.rules.values():
            fired = any(firing.rule == rule.id for firing in inference.firings)
            assert not (fired and truths[rule.id] is False)
            assert fired or truths[rule.id] is not True
        found.append((inference, truths))
    return found


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_bases(), st.lists(memories(), min_size=1, max_size=6))
def test_engine_sweep_and_naive_evaluator_agree(base, cases):
    check(base, cases)
