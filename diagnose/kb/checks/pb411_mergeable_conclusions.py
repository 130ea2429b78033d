"""PB411: conclusions that differ in one test."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from diagnose.errors import Finding
from diagnose.kb.checks.clusters import Clusters
from diagnose.kb.checks.merging import merged
from diagnose.kb.checks.pairs import form
from diagnose.kb.checks.pb403_covered_conclusion import cover_of
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion
from diagnose.rules.conditions import Test, conjuncts
from diagnose.wording import joined, worded

CODE = warning(
    "PB411",
    "Mergeable conclusions",
    "Выводы, которые можно объединить",
    "Conclusions that set the same differ in their test of a single attribute.",
    "One of them says it all, and whoever changes something changes it once.",
    "conclusion: net.a\nwhen: {net.lamp: red}\nsets: {net.line: lost}   # and net.b with net.lamp: none",
    "conclusion: net.a\nwhen: {net.lamp: [red, none]}\nsets: {net.line: lost}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each group of conclusions that are one with a wider test, at the second of them."""
    clusters = subject.around.thinking.clusters
    thinking = subject.around.thinking
    is_understood = understood(subject)
    groups: dict[Hashable, list[tuple[Conclusion, Test]]] = {}
    for conclusion in clusters.all:
        parts = conjuncts(conclusion.condition)
        tests = [part for part in parts if isinstance(part, Test)]
        for test in tests:
            if sum(each.attribute == test.attribute for each in tests) == 1:
                rest = frozenset(form(part) for part in parts if part is not test)
                groups.setdefault((conclusion.sets, rest, test.attribute), []).append((conclusion, test))
    for group in groups.values():
        members = _members(group, clusters, thinking) if len(group) > 1 else []
        if (
            len(members) > 1
            and all(is_understood(conclusion) for conclusion, _ in members)
            and not _one_implies_another(members, clusters, thinking)
        ):
            yield _finding(subject, members)


def _members(
    group: Sequence[tuple[Conclusion, Test]], clusters: Clusters, thinking: Thinking
) -> list[tuple[Conclusion, Test]]:
    """The conclusions of ``group``, each once, without those of which it is said already that others cover them."""
    once = {conclusion.id: (conclusion, test) for conclusion, test in group}
    return [each for each in once.values() if not cover_of(each[0], clusters, thinking)]


def _one_implies_another(group: Sequence[tuple[Conclusion, Test]], clusters: Clusters, thinking: Thinking) -> bool:
    """Whether PB401 or PB402 says already that one of them is superfluous."""
    members = [conclusion for conclusion, _ in group]
    return any(
        one is not other and not clusters.are_apart(one, other) and thinking.implies(one.condition, other.condition)
        for one in members
        for other in members
    )


def _finding(subject: Subject, group: Sequence[tuple[Conclusion, Test]]) -> Finding:
    (first, test), (second, _) = group[:2]
    attribute = subject.meaning.vocabulary.attributes[test.attribute]
    message = worded(
        "{conclusions} set the same and differ in {attribute} alone",
        conclusions=joined(", ", [conclusion.id for conclusion, _ in group]),
        attribute=attribute.id,
    )
    advice = worded("keep {first} with '{test}'", first=first.id, test=merged(attribute, [each for _, each in group]))
    related = [
        (conclusion.at, worded("{conclusion} is here", conclusion=conclusion.id))
        for conclusion, _ in group
        if conclusion is not second and conclusion.at is not None
    ]
    return CODE.finding(message, second.at, advice, related, subject=second.id)
