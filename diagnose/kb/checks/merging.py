"""Several tests of one attribute as a single one, as an author writes it."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.facts import Value
from diagnose.rules.conditions import Test
from diagnose.rules.operators import Between, OneOf, Within, shown
from diagnose.vocabulary import Attribute, AttributeType


def merged(attribute: Attribute, tests: Sequence[Test]) -> str:
    """The test that is true where one of ``tests`` is: a list, a span, "known", or else ``any``."""
    operators = [test.operator for test in tests]
    if all(isinstance(each, OneOf) for each in operators):
        return _listed(attribute, [value for each in operators if isinstance(each, OneOf) for value in each.values])
    if all(isinstance(each, Within) for each in operators):
        kinds = sorted({kind for each in operators if isinstance(each, Within) for kind in each.asked})
        return f"{attribute.id}: [{', '.join(kinds)}]"
    if all(isinstance(each, Between) for each in operators):
        span = _span([each for each in operators if isinstance(each, Between)])
        if span is not None:
            return f"{attribute.id}: {span.written}"
    return f"any: [{', '.join('{' + test.written + '}' for test in tests)}]"


def _listed(attribute: Attribute, values: Sequence[Value]) -> str:
    found = set(values)
    every = set(attribute.possible)
    if every and every <= found and attribute.type in (AttributeType.YES_NO, AttributeType.CHOICE):
        return f"{attribute.id}: {{known: true}}"
    return f"{attribute.id}: [{', '.join(sorted(map(shown, found)))}]"


def _span(spans: Sequence[Between]) -> Between | None:
    """The span that ``spans`` make together; None where something lies between them, or nothing is left out."""
    ordered = sorted(spans, key=lambda each: (each.low is not None, each.low or 0, not each.low_included))
    total = ordered[0]
    for each in ordered[1:]:
        if total.high is None:
            break
        if each.low is not None and (
            each.low > total.high or (each.low == total.high and not (each.low_included or total.high_included))
        ):
            return None
        if each.high is None or (each.high, each.high_included) > (total.high, total.high_included):
            total = Between(total.low, each.high, total.low_included, each.high_included)
    return None if total.low is None and total.high is None else total
