"""PB403: a conclusion that several others cover together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagnose.errors import Finding, Location
from diagnose.kb.checks.clusters import Clusters
from diagnose.kb.checks.pb401_subsumed_conclusion import wider_than
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion
from diagnose.wording import joined, worded

MOST = 40
"""So many conclusions are taken together at the most."""

CODE = warning(
    "PB403",
    "Conclusion covered by others",
    "Вывод перекрыт другими",
    "Wherever the conclusion holds one of several others holds too, and sets the same.",
    "It never adds anything, though no single one of the others shows it.",
    "conclusion: net.b\nwhen: {net.loss: {between: [10, 60]}}\nsets: {net.usable: false}\n"
    "# and one from 5 to 40, and one above 30",
    "take it away, or draw the borders so that they touch",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each conclusion that two or more others cover, though no single one does."""
    clusters = subject.around.thinking.clusters
    thinking = subject.around.thinking
    is_understood = understood(subject)
    for conclusion in clusters.all:
        cover = cover_of(conclusion, clusters, thinking)
        if cover and all(map(is_understood, (conclusion, *cover))):
            yield _finding(conclusion, cover, thinking)


def cover_of(conclusion: Conclusion, clusters: Clusters, thinking: Thinking) -> tuple[Conclusion, ...]:
    """The fewest others found that cover ``conclusion`` together; none where one does, or it never holds."""
    if wider_than(conclusion, clusters, thinking) is not None:
        return ()
    others = list(clusters.setting_all_of(conclusion))[:MOST]
    if len(others) < 2 or not _covered(conclusion, others, thinking) or thinking.impossible(conclusion.condition):
        return ()
    for other in tuple(others):
        rest = [each for each in others if each is not other]
        if _covered(conclusion, rest, thinking):
            others = rest
    return tuple(others) if len(others) > 1 and not _alone(conclusion, clusters, thinking) else ()


def _covered(conclusion: Conclusion, others: Sequence[Conclusion], thinking: Thinking) -> bool:
    return bool(others) and thinking.implies(conclusion.condition, *(each.condition for each in others))


def _alone(conclusion: Conclusion, clusters: Clusters, thinking: Thinking) -> bool:
    """Whether a single other conclusion covers it: that is said already."""
    return any(thinking.implies(conclusion.condition, other.condition) for other in clusters.setting_all_of(conclusion))


def _finding(conclusion: Conclusion, cover: Sequence[Conclusion], thinking: Thinking) -> Finding:
    names = joined(", ", [each.id for each in cover])
    message = worded("wherever {conclusion} holds, one of {others} does", conclusion=conclusion.id, others=names)
    related: list[tuple[Location, str]] = [
        (each.at, worded("{conclusion} is here", conclusion=each.id)) for each in cover if each.at is not None
    ]
    advice = worded("take {conclusion} away, or let it say what is special about it", conclusion=conclusion.id)
    witness = thinking.witness(conclusion.condition)
    return CODE.finding(message, conclusion.at, advice, related, subject=conclusion.id, witness=witness)
