"""The long run of the agreement test: ``python -m tests.rules.soak 100000`` counts cases of each difficult kind."""

from __future__ import annotations

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from diagnose.rules.conditions import AllOf, AnyOf, Count, NoneOf, attributes_of
from diagnose.rules.possible import Possible
from tests.rules.test_agreement import check
from tests.rules.worlds import memories, rule_bases

PER_BASE = 12


def negates(condition):
    """Whether ``condition`` holds a ``none`` anywhere."""
    if isinstance(condition, NoneOf):
        return True
    return isinstance(condition, AllOf | AnyOf | Count) and any(map(negates, condition.members))


def count(base, found, counts):
    """Add to ``counts`` the kinds that each case belongs to."""
    read = frozenset().union(*(attributes_of(rule.condition) for rule in base.rules.values()))
    for inference, truths in found:
        memory = inference.memory
        possible = Possible(base, memory)
        counts["cases"] += 1
        counts["negation"] += any(negates(base.rules[firing.rule].condition) for firing in inference.firings)
        counts["unknown"] += bool(read & set(memory.unknown))
        counts["does not apply"] += any(possible.does_not_apply(name) for name in read)
        counts["chain of two"] += any(
            support.attribute in inference.concluded for firing in inference.firings for support in firing.rested_on
        )
        counts["open"] += None in truths.values()
        counts["conflict"] += bool(inference.conflicts)
        counts["matched"] += bool(inference.matched)


def main(wanted: int) -> None:
    """Run until ``wanted`` cases agree; a disagreement is an error as in the test."""
    counts: Counter[str] = Counter()
    begun = time.monotonic()
    rounds = 0
    while counts["cases"] < wanted:

        @seed(rounds)
        @settings(
            max_examples=250,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(rule_bases(), st.lists(memories(), min_size=PER_BASE, max_size=PER_BASE))
        def agree(base, cases):
            count(base, check(base, cases), counts)

        agree()
        rounds += 1
        if sys.stderr.isatty():
            print(f"\r{counts['cases']} of {wanted}", end="", file=sys.stderr)
    print(f"{counts['cases']} cases in {time.monotonic() - begun:.0f} s, 0 disagreements")
    for name, number in sorted(counts.items()):
        print(f"  {name}: {number} ({100 * number / counts['cases']:.1f} %)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
