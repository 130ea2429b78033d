"""What an intake says of attributes, as literals: the same one for the same question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from diagnose.kb.logic.formula import (
    FALSE,
    NEVER,
    OPAQUE,
    TRUE,
    UNKNOWN,
    VALUE,
    Literal,
    Node,
    all_of,
    negated,
)
from diagnose.rules.conditions import Test
from diagnose.rules.operators import HasAll, HasNone, Operator
from diagnose.vocabulary import Vocabulary
from diagnose.wording import Wording, worded


class OpaqueError(Exception):
    """A test cannot be expressed: ``why`` says the reason, ``attribute`` what it is about."""

    def __init__(self, why: Wording, attribute: str) -> None:
        super().__init__(why)
        self.why = why
        self.attribute = attribute


class Reports:
    """Makes the literals of one knowledge base, in which ``concluded`` attributes are set by rules."""

    def __init__(self, vocabulary: Vocabulary, concluded: frozenset[str]) -> None:
        self.vocabulary = vocabulary
        self.concluded = concluded
        self._literals: dict[tuple[object, ...], Literal] = {}
        self._way: list[str] = []

    def is_reported(self, attribute: str) -> bool:
        """Whether an intake may speak of ``attribute``: not if it is concluded and nobody can be asked."""
        declared = self.vocabulary.attributes.get(attribute)
        return attribute not in self.concluded or (declared is not None and declared.askable)

    def literal(
        self, attribute: str, states: int, operator: Operator | None = None, member: str = "", *, wanted: bool = True
    ) -> Node:
        """A literal, the same one for the same question; false where an intake never speaks of ``attribute``."""
        if member != OPAQUE and not self.is_reported(attribute):
            return TRUE if states & NEVER else FALSE
        key = (attribute, member, states, operator, wanted)
        found = self._literals.get(key)
        if found is None:
            found = self._literals[key] = Literal((attribute, member), states, operator, wanted=wanted)
        return found

    def silent(self, attribute: str) -> Node:
        """An intake gives ``attribute`` no value and does not say that it does not apply: conclusions count."""
        return self.literal(attribute, NEVER | UNKNOWN)

    def reported(self, test: Test) -> Node:
        """The test on what is reported."""
        operator = test.operator
        if not isinstance(operator, HasAll | HasNone):
            return self.literal(test.attribute, 0, operator)
        members = [self.literal(test.attribute, VALUE, None, member) for member in sorted(operator.values)]
        if isinstance(operator, HasNone):
            members = [negated(member) for member in members]
        return all_of((self.literal(test.attribute, VALUE), *members))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """One step through a conclusion or what is relevant, refused where it leads back to itself."""
        if name in self._way:
            raise OpaqueError(worded("{name} leads back to itself", name=name), name)
        self._way.append(name)
        try:
            yield
        finally:
            self._way.pop()
