"""What was said of an attribute, whichever of its states that is."""

from __future__ import annotations

from diagnose.explain.words import Words
from diagnose.facts import DoesNotApply, State, Unknown


def stated(attribute: str, state: State, words: Words) -> str:
    """The question or name of ``attribute`` with what was said of it."""
    return words.fact(attribute, state_in_words(attribute, state, words))


def state_in_words(attribute: str, state: State, words: Words) -> str:
    """A value, "not known" with who was asked, or "does not apply"."""
    if isinstance(state, Unknown):
        return words.say("fact.unknown", who=words.who(state.by))
    return words.value(attribute, None if isinstance(state, DoesNotApply) else state)
