"""Features and cases by chance, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from diagnose.precedents import Described

FACTS = [f"a.{name}={value}" for name in "uvwxyz" for value in ("on", "off", "odd")]
KINDS = ["equipment>device", "equipment>printer", "equipment>router"]
WORDS = [f"word:{word}" for word in ("smoke", "noise", "запах", "треск")]

feature_sets = st.frozensets(st.sampled_from(FACTS + KINDS + WORDS), max_size=10)
sources = st.lists(feature_sets, max_size=25).map(
    lambda sets: [Described(str(number), each, "solved", f"fault-{number % 3}") for number, each in enumerate(sets, 1)]
)
