"""PB402: the same conclusion twice."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.clusters import Clusters
from diagnose.kb.checks.pb401_subsumed_conclusion import wider_than
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion
from diagnose.wording import worded

CODE = warning(
    "PB402",
    "The same conclusion twice",
    "Один и тот же вывод дважды",
    "Two conclusions hold in the same cases and set the same.",
    "One of them is superfluous; whoever changes one will forget the other.",
    "conclusion: net.down\nwhen: {net.link: down}\nsets: {net.usable: false}   # and net.unusable with the same",
    "keep one of them",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each conclusion that says the same as one before it in order of id."""
    clusters = subject.around.thinking.clusters
    thinking = subject.around.thinking
    is_understood = understood(subject)
    for conclusion in clusters.all:
        twin = twin_of(conclusion, clusters, thinking)
        if twin is not None and is_understood(conclusion) and is_understood(twin):
            yield _finding(conclusion, twin, thinking)


def twin_of(conclusion: Conclusion, clusters: Clusters, thinking: Thinking) -> Conclusion | None:
    """The first conclusion before ``conclusion`` that says the same.

    None for one that never holds, and where a wider one makes both superfluous: those are other findings.
    """
    if wider_than(conclusion, clusters, thinking) is not None:
        return None
    for other in clusters.setting_all_of(conclusion):
        same = other.id < conclusion.id and clusters.sets_the_same(conclusion, other)
        if same and thinking.equivalent(conclusion.condition, other.condition):
            return None if thinking.impossible(conclusion.condition) else other
    return None


def _finding(conclusion: Conclusion, twin: Conclusion, thinking: Thinking) -> Finding:
    message = worded("{conclusion} says the same as {other}", conclusion=conclusion.id, other=twin.id)
    related = [] if twin.at is None else [(twin.at, worded("{conclusion} is here", conclusion=twin.id))]
    advice = worded("take {conclusion} away", conclusion=conclusion.id)
    witness = thinking.witness(conclusion.condition)
    return CODE.finding(message, conclusion.at, advice, related, subject=conclusion.id, witness=witness)
