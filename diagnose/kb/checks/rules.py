"""The rules of a knowledge base one by one: playbooks and conclusions, cut into the entries that must all hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice

from diagnose.errors import Location
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.documents import ConclusionDocument, PlaybookDocument
from diagnose.kb.logic import conjunction
from diagnose.kb.playbook import Conclusion
from diagnose.rules.conditions import AllOf, Applies, Condition, Known, NoneOf, Test, conjuncts, leaves
from diagnose.wording import Wording, joined, worded


@dataclass(frozen=True, slots=True, eq=False)
class RuleSubject:
    """One rule with what it is checked by.

    ``applies`` are the conjuncts under ``applies_to`` of a playbook, ``when`` all others. ``entries`` is what must all
    hold, in the order written, each member of ``none`` by itself; the first ``scope`` of them are of ``applies``.
    """

    id: str
    document: PlaybookDocument | ConclusionDocument
    condition: Condition
    applies: tuple[Condition, ...]
    when: tuple[Condition, ...]
    entries: tuple[Condition, ...]
    scope: int
    reasoning: Reasoning

    @classmethod
    def of_playbook(cls, subject: PlaybookSubject) -> RuleSubject:
        """The rule that a playbook is; the same one for every check."""
        kept = subject.around.reasoning.rules
        found: RuleSubject | None = kept.get(subject.playbook)
        if found is None:
            found = kept[subject.playbook] = cls._of_playbook(subject)
        return found

    @classmethod
    def _of_playbook(cls, subject: PlaybookSubject) -> RuleSubject:
        playbook, document = subject.playbook, subject.document
        keys = frozenset() if document.when is None else frozenset(key.at for key, _ in document.when.entries)
        condition = playbook.condition
        top = condition.members if isinstance(condition, AllOf) else (condition,)
        applies = tuple(each for member in top if member.at not in keys for each in conjuncts(member))
        when = tuple(each for member in top if member.at in keys for each in conjuncts(member))
        split = parts(applies)
        entries = (*split, *parts(when))
        reasoning = subject.around.reasoning
        return cls(playbook.id, document, condition, applies, when, entries, len(split), reasoning)

    @classmethod
    def of_conclusion(cls, conclusion: Conclusion, document: ConclusionDocument, reasoning: Reasoning) -> RuleSubject:
        """The rule that a conclusion is."""
        when = conjuncts(conclusion.condition)
        return cls(conclusion.id, document, conclusion.condition, (), when, parts(when), 0, reasoning)

    @property
    def place(self) -> Location:
        """Where the rule stands."""
        document = self.document
        return (document.playbook if isinstance(document, PlaybookDocument) else document.conclusion).at

    @property
    def is_understood(self) -> bool:
        """Whether all of it could be read."""
        return self.reasoning.is_understood(self.document, self.condition)

    @property
    def is_small(self) -> bool:
        """Whether its tests are few enough to be compared with each other."""
        return sum(1 for _ in islice(leaves(self.condition), MOST_TESTS + 1)) <= MOST_TESTS

    def only_scopes(self, entry: Condition) -> bool:
        """Whether ``entry`` is one of those that say where the rule applies."""
        return any(each is entry for each in self.entries[: self.scope])

    def at(self, condition: Condition) -> Location:
        """Where ``condition`` stands."""
        return place_of(condition) or self.place


def conclusions_of(subject: Subject) -> Iterator[RuleSubject]:
    """Every conclusion as a rule to check."""
    documents = {document.conclusion.at: document for document in subject.documents.conclusions}
    for each in subject.meaning.conclusions:
        document = None if each.at is None else documents.get(each.at)
        if document is not None:
            yield RuleSubject.of_conclusion(each, document, subject.around.reasoning)


def parts(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """``conditions`` with each member of a ``none`` by itself: that none of them holds is that each does not."""
    found: list[Condition] = []
    for each in conditions:
        if isinstance(each, NoneOf) and len(each.members) > 1:
            found.extend(NoneOf((member,), each.at) for member in each.members)
        else:
            found.append(each)
    return tuple(found)


def within(condition: Condition) -> Iterator[Condition]:
    """``condition`` and every condition in it."""
    yield condition
    if not isinstance(condition, Test | Known | Applies):
        for member in condition.members:
            yield from within(member)


def place_of(condition: Condition) -> Location | None:
    """Where ``condition`` stands: of a ``none`` with one member that member, of a group without a place its first."""
    if isinstance(condition, NoneOf) and len(condition.members) == 1:
        return place_of(condition.members[0]) or condition.at
    if condition.at is not None or isinstance(condition, Test | Known | Applies):
        return condition.at
    return min((at for member in condition.members if (at := place_of(member)) is not None), default=None)


def clash(
    entries: Sequence[Condition], is_impossible: Callable[[Condition], bool], beside: tuple[Condition, ...] = ()
) -> tuple[Condition, ...]:
    """Some of ``entries`` that ``is_impossible`` together ``beside`` others.

    One is enough, or without others two, where any one or two are; else none of them is superfluous.
    """
    few = entries[:MOST_PAIRED]
    pairs = () if beside else combinations(few, 2)
    for some in chain(((each,) for each in few), pairs):
        if is_impossible(conjunction(*beside, *some)):
            return some
    kept = list(entries)
    for each in entries:
        rest = [other for other in kept if other is not each]
        if rest and is_impossible(conjunction(*beside, *rest)):
            kept = rest
    return tuple(kept)


def listed(conditions: Iterable[Condition]) -> Wording:
    """The tests as an author writes them, in quotation marks."""
    return joined(" and ", [worded("'{test}'", test=shortened(each)) for each in conditions])


MOST_TESTS = 150
"""A rule with more tests is not taken apart; PB310 says so."""

MOST_PAIRED = 40
"""So many entries are tried two by two."""

MOST = 60
"""Characters of a condition that a message repeats."""


def shortened(condition: Condition) -> str:
    """The condition as an author writes it, without its end if it is long."""
    text = condition.written
    return text if len(text) <= MOST else f"{text[: MOST - 3]}..."
