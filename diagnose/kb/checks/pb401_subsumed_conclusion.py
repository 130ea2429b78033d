"""PB401: a conclusion that another one makes superfluous."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.clusters import Clusters
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion
from diagnose.wording import worded

CODE = warning(
    "PB401",
    "Subsumed conclusion",
    "Поглощённый вывод",
    "Wherever the conclusion holds another one holds too, and sets the same.",
    "It never adds anything; whoever changes one of the two will forget the other.",
    "conclusion: net.down-at-night\nwhen: {net.link: down, net.night: true}\nsets: {net.usable: false}\n"
    "# and net.down with when: {net.link: down}, sets: {net.usable: false}",
    "keep the wider one",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each conclusion that holds only where a single other one holds that sets the same or more."""
    clusters = subject.around.thinking.clusters
    thinking = subject.around.thinking
    is_understood = understood(subject)
    for conclusion in clusters.all:
        wider = wider_than(conclusion, clusters, thinking)
        if wider is not None and is_understood(conclusion) and is_understood(wider):
            yield _finding(conclusion, wider, thinking)


def wider_than(conclusion: Conclusion, clusters: Clusters, thinking: Thinking) -> Conclusion | None:
    """The first conclusion that makes ``conclusion`` superfluous without being the same.

    None for one that never holds: that is another finding.
    """
    if conclusion.id not in clusters.wider:
        clusters.wider[conclusion.id] = _wider_than(conclusion, clusters, thinking)
    return clusters.wider[conclusion.id]


def _wider_than(conclusion: Conclusion, clusters: Clusters, thinking: Thinking) -> Conclusion | None:
    for other in clusters.setting_all_of(conclusion):
        if not thinking.implies(conclusion.condition, other.condition):
            continue
        same = clusters.sets_the_same(conclusion, other) and thinking.implies(other.condition, conclusion.condition)
        if not same and not thinking.impossible(conclusion.condition):
            return other
    return None


def _finding(conclusion: Conclusion, wider: Conclusion, thinking: Thinking) -> Finding:
    message = worded("{other} concludes the same wherever {conclusion} does", conclusion=conclusion.id, other=wider.id)
    related = [] if wider.at is None else [(wider.at, worded("{conclusion} is here", conclusion=wider.id))]
    advice = worded("take {conclusion} away, or let it say what is special about it", conclusion=conclusion.id)
    witness = thinking.witness(conclusion.condition)
    return CODE.finding(message, conclusion.at, advice, related, subject=conclusion.id, witness=witness)
