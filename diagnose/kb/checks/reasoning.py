"""What can be said for certain about the conditions of one rule, worked out once for all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from diagnose.errors import Location, Severity
from diagnose.kb.compile import Documents, Translation
from diagnose.kb.compile.playbook import compile_conclusion, compile_playbook
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents import ConclusionDocument, PlaybookDocument
from diagnose.kb.logic import Answer, Logic, NotAnalysed, Satisfied, Unsatisfiable, conjunction, negation
from diagnose.kb.playbook import Playbook
from diagnose.names import fold
from diagnose.rules.conditions import ALWAYS, Condition, Test, attributes_of
from diagnose.vocabulary import Vocabulary

EASY = 1_000
"""Branches that a question about parts of a rule may take: there are many such questions."""


class Reasoning:
    """The solver of one knowledge base and what it has found; nothing in it changes what it answers."""

    def __init__(self, meaning: Translation, documents: Documents) -> None:
        self._meaning = meaning
        self._documents = documents
        self._answers: dict[int, tuple[Condition, Answer]] = {}
        self._alone: dict[Condition, Answer] = {}
        self._behind: dict[int, tuple[Condition, frozenset[str]]] = {}
        self._well: dict[Location, bool] = {}
        self.rules: dict[Playbook, Any] = {}
        """What the checks keep about playbooks."""

    @property
    def vocabulary(self) -> Vocabulary:
        """All attributes and taxonomies."""
        return self._meaning.vocabulary

    @property
    def relevance(self) -> Mapping[str, Condition]:
        """By attribute the condition under which it is relevant."""
        return self._meaning.relevance

    @cached_property
    def concluded(self) -> frozenset[str]:
        """The attributes that conclusions or Python rules set."""
        meaning = self._meaning
        by_python = [name for each in meaning.python for name in each.sets]
        return frozenset([*by_python, *(name for each in meaning.conclusions for name, _ in each.sets)])

    def is_excused(self, attribute: str) -> bool:
        """Whether ``attribute`` is declared by a document with mistakes, or might be by one that cannot be read."""
        return self._documents.blind or fold(attribute) in self._meaning.lexicon.excused

    @cached_property
    def logic(self) -> Logic:
        """The solver that sees through conclusions."""
        meaning = self._meaning
        return Logic.of(meaning.vocabulary, meaning.conclusions, meaning.relevance, meaning.python)

    @cached_property
    def plain(self) -> Logic:
        """The solver for which concluded attributes may be anything; the same one where nothing is concluded."""
        meaning = self._meaning
        if not meaning.conclusions and not meaning.python:
            return self.logic
        return Logic.of(meaning.vocabulary, (), meaning.relevance)

    def answer(self, condition: Condition) -> Answer:
        """Whether ``condition``, that of a whole rule, can hold; kept for the next check."""
        found = self._answers.get(id(condition))
        if found is None:
            found = self._answers[id(condition)] = (condition, self.logic.solve(condition))
        return found[1]

    def is_possible(self, condition: Condition) -> bool:
        """Whether it is certain that ``condition``, that of a whole rule, can hold."""
        return isinstance(self.answer(condition), Satisfied)

    def never(self, *conditions: Condition) -> bool:
        """Whether it is certain that ``conditions`` never hold together."""
        return isinstance(self.logic.solve(conjunction(*conditions), EASY), Unsatisfiable)

    def never_of_one_kind(self, *conditions: Condition) -> bool:
        """Whether it is certain that they never hold together in a case about a single kind of equipment."""
        return isinstance(self.logic.solve(conjunction(*conditions), one_kind=True), Unsatisfiable)

    def never_plainly(self, *conditions: Condition) -> bool:
        """Whether that is certain even if conclusions could be anything."""
        together = conjunction(*conditions)
        if not isinstance(together, Test):
            return isinstance(self.plain.solve(together, EASY), Unsatisfiable)
        found = self._alone.get(together)
        if found is None:
            found = self._alone[together] = self.plain.solve(together, EASY)
        return isinstance(found, Unsatisfiable)

    def never_while_open(self, condition: Condition, rule: Condition) -> bool:
        """Whether it is certain that ``condition`` never holds where ``rule`` may still hold."""
        return isinstance(self.logic.while_open(condition, rule), Unsatisfiable)

    def always(self, condition: Condition, given: Condition = ALWAYS) -> bool:
        """Whether it is certain that ``condition`` holds wherever ``given`` does, whatever conclusions may be.

        Kept by what the conditions say: this is asked of single tests, and most are written more than once.
        """
        question = conjunction(given, negation(condition))
        found = self._alone.get(question)
        if found is None:
            found = self._alone[question] = self.plain.solve(question)
        return isinstance(found, Unsatisfiable)

    def behind(self, condition: Condition) -> frozenset[str]:
        """The attributes on which ``condition`` depends, seen through conclusions."""
        found = self._behind.get(id(condition))
        if found is None:
            found = self._behind[id(condition)] = (condition, self.logic.attributes_behind(condition))
        return found[1]

    def not_analysed(self, condition: Condition) -> NotAnalysed | None:
        """Why nobody knows whether ``condition``, that of a whole rule, can hold."""
        found = self.answer(condition)
        return found if isinstance(found, NotAnalysed) else None

    def is_understood(self, document: PlaybookDocument | ConclusionDocument, condition: Condition = ALWAYS) -> bool:
        """Whether everything in ``document``, and in the conclusions behind ``condition``, could be read.

        Of what was read in part nothing is said that the missing part might change.
        """
        return self._reads_well(document) and all(map(self._reads_well, self._conclusions_behind(condition)))

    def is_readable(self, condition: Condition) -> bool:
        """Whether the vocabulary, and the conclusions behind ``condition``, which stands in it, were all read."""
        whole = not self._documents.blind and not self._documents.excused
        return whole and all(map(self._reads_well, self._conclusions_behind(condition)))

    def _conclusions_behind(self, condition: Condition) -> Iterator[ConclusionDocument]:
        """The conclusions that ``condition`` may rest on, at any distance."""
        setters = self._setters
        waiting = list(attributes_of(condition))
        seen: set[str] = set()
        while waiting:
            attribute = waiting.pop()
            for document, reads in setters.get(attribute, ()) if attribute not in seen else ():
                yield document
                waiting.extend(reads)
            seen.add(attribute)

    @cached_property
    def _setters(self) -> Mapping[str, list[tuple[ConclusionDocument, frozenset[str]]]]:
        """By attribute the conclusions that set it, with what they read."""
        documents = {document.conclusion.at: document for document in self._documents.conclusions}
        found: dict[str, list[tuple[ConclusionDocument, frozenset[str]]]] = {}
        for conclusion in self._meaning.conclusions:
            document = None if conclusion.at is None else documents.get(conclusion.at)
            if document is None:
                continue
            for attribute, _ in conclusion.sets:
                found.setdefault(attribute, []).append((document, attributes_of(conclusion.condition)))
        return found

    def _reads_well(self, document: PlaybookDocument | ConclusionDocument) -> bool:
        name = document.playbook if isinstance(document, PlaybookDocument) else document.conclusion
        if name.at not in self._well:
            self._well[name.at] = fold(name.text) not in self._documents.excused and self._compiles(document)
        return self._well[name.at]

    def _compiles(self, document: PlaybookDocument | ConclusionDocument) -> bool:
        """Whether compiling ``document`` once more, by itself and excusing nothing, finds no error."""
        strict = replace(self._meaning.lexicon, excused=frozenset(), blind=False)
        bench = Workbench.on(strict, self._meaning.settings)
        if isinstance(document, PlaybookDocument):
            compile_playbook(bench, document)
        else:
            compile_conclusion(bench, document)
        return not any(each.severity is Severity.ERROR for each in bench.findings)
