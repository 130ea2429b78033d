"""Intakes of the cases of one document: the defaults of the file, then ``like`` and ``change``, link by link."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property

from diagnose.authoring.merge import REPORTED, merged, removed_in_vain, same
from diagnose.authoring.nearest import Nearest
from diagnose.case.intake import MOST_FACTS
from diagnose.errors import Finding, Location, echo
from diagnose.kb.codes.cases import CV709, CV710
from diagnose.kb.documents import CaseDocument, CasesDocument
from diagnose.nodes import Mapping, Sequence
from diagnose.wording import worded

MOST_LIKES = 50
"""So many cases may follow one another by ``like``."""


class Intakes:
    """The whole intakes of the cases in ``document``, each worked out once; ``findings`` grows."""

    def __init__(self, document: CasesDocument) -> None:
        self.findings: list[Finding] = []
        self._given = document.given or Mapping((), document.at)
        self._by_name = {source.name: source for source in reversed(document.tests)}
        self._known: dict[Location, Mapping | None] = {}
        self._links: dict[Location, int] = {}
        self._bounded = self._fits(self._given)

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._by_name)

    def of(self, source: CaseDocument) -> Mapping | None:
        """The whole intake of ``source``; None, after a finding, where it cannot be worked out."""
        waiting: dict[Location, CaseDocument] = {}
        here: CaseDocument | None = source
        while here is not None and here.at not in self._known:
            waiting[here.at] = here
            here = self._base(here, waiting)
        for at, each in reversed(waiting.items()):
            if at not in self._known:
                self._known[at] = self._worked_out(each)
        return self._known[source.at]

    def _base(self, source: CaseDocument, seen: Container[Location]) -> CaseDocument | None:
        """The case that ``source`` is like; None where there is none, after a finding if there should be."""
        if source.like is None:
            return None
        base = self._by_name.get(source.like)
        if base is not None and base.at not in seen:
            return base
        name = echo(source.like)
        if base is None:
            near = self._nearest.of(source.like)
            advice = worded("did you mean '{near}'?", near=echo(near)) if near else "name a case of this file"
            self.findings.append(
                CV709.finding(worded("like names no case of this file: '{name}'", name=name), source.at, advice)
            )
        else:
            message = worded("like '{name}' leads back to itself", name=name)
            self.findings.append(CV709.finding(message, source.at, "name a case that has an intake"))
        self._known[source.at] = None
        return None

    def _worked_out(self, source: CaseDocument) -> Mapping | None:
        if not self._bounded or not all(self._fits(part) for part in (source.intake, source.change) if part):
            return None
        if source.like is None:
            self._links[source.at] = 0
            return merged(self._given, source.intake) if source.intake else self._given
        base = self._by_name[source.like]
        intake = self._known[base.at]
        if intake is None or not self._short_enough(source, base):
            return None
        return self._changed(intake, source)

    def _short_enough(self, source: CaseDocument, base: CaseDocument) -> bool:
        links = self._links[source.at] = self._links[base.at] + 1
        if links > MOST_LIKES:
            message = worded("more than {limit} cases follow one another by 'like'", limit=MOST_LIKES)
            self.findings.append(CV709.finding(message, source.at, "write an intake of its own"))
        return links <= MOST_LIKES

    def _changed(self, base: Mapping, source: CaseDocument) -> Mapping:
        if source.change is None:
            return base
        changed = merged(base, source.change)
        vain = list(removed_in_vain(base, source.change))
        if not vain and same(changed, base):
            advice = "change a value, or leave the case out"
            self.findings.append(CV710.finding("this change changes nothing", source.at, advice))
        for key in vain:
            message = worded("'{name}' is taken away, but it is not there", name=echo(key.text))
            self.findings.append(CV710.finding(message, key.at, "leave the line out, or correct the name"))
        return changed

    def _fits(self, part: Mapping) -> bool:
        """Whether ``part`` reports no more than one intake may."""
        for node in _reports(part):
            if node > MOST_FACTS:
                message = worded("{count} facts are more than the limit of {limit}", count=node, limit=MOST_FACTS)
                self.findings.append(Finding("PB008", message, part.at, advice="leave some out"))
                return False
        return True


def _reports(part: Mapping) -> Iterator[int]:
    for name in REPORTED:
        node = part.get(name)
        if isinstance(node, Mapping):
            yield len(node.entries)
        elif isinstance(node, Sequence):
            yield len(node.items)
