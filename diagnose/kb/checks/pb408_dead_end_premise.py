"""PB408: a premise that nobody can supply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diagnose.errors import Finding, Severity
from diagnose.kb.checks.premises import Place, Supply, conditions_of, first_place, has_layers
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.names import fold
from diagnose.rules.conditions import Test, conjuncts, leaves
from diagnose.rules.operators import shown
from diagnose.wording import Wording, joined, worded

CODE = error(
    "PB408",
    "Dead-end premise",
    "Условие, которое нечем выполнить",
    "A test on an attribute that nobody can be asked for (no `answered_by`) wants a value that no conclusion sets. "
    "A warning where the rule can do without it, and where no conclusion sets the attribute at all: then at least a "
    "program may report it.",
    "The test is never true, whatever happens: what rests on it can never be used.",
    "when: {printer.supply: empty}   # nobody is asked for printer.supply, and conclusions set used-up or fine",
    "when: {printer.supply: used-up}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each test on what nobody is asked for that wants a value which no conclusion sets."""
    if subject.documents.blind or not has_layers(subject.meaning):
        return
    supply = Supply.of(subject.meaning)
    if not supply.anybody:
        return
    excused = subject.meaning.lexicon.excused
    said: set[tuple[str, str]] = set()
    for place in conditions_of(subject.meaning):
        for leaf in leaves(place.condition):
            if not isinstance(leaf, Test) or not supply.is_closed(leaf.attribute) or fold(leaf.attribute) in excused:
                continue
            found = _dead_end(subject, place, leaf, supply)
            if found is not None and (place.subject, leaf.written) not in said:
                said.add((place.subject, leaf.written))
                yield found


def _dead_end(subject: Subject, place: Place, test: Test, supply: Supply) -> Finding | None:
    attribute = subject.meaning.vocabulary.attributes[test.attribute]
    if supply.can_pass(test, attribute.type):
        return None
    at = first_place(test.at, place.rule)
    values = sorted(map(shown, supply.values.get(attribute.id, ())))
    if not values:
        message = worded("nobody is asked for {attribute}, and no conclusion sets it", attribute=attribute.id)
        advice = "say who can answer it ('answered_by' in the vocabulary), or write the conclusion that sets it"
        found = CODE.finding(message, at, advice, subject=place.subject)
        return replace(found, severity=Severity.WARNING)
    found = CODE.finding(_unset(test), at, _advice(attribute.id, values), subject=place.subject)
    is_needed = any(part is test for part in conjuncts(place.condition))
    return found if is_needed else replace(found, severity=Severity.WARNING)


def _unset(test: Test) -> Wording:
    return worded(
        "no conclusion sets a value of {attribute} for which '{test}' is true",
        attribute=test.attribute,
        test=test.written,
    )


def _advice(attribute: str, values: list[str]) -> Wording:
    listed = joined(", ", values)
    return worded(
        "conclusions set {attribute} to {values}: ask for that, or write the conclusion",
        attribute=attribute,
        values=listed,
    )
