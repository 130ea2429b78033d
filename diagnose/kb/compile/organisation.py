"""The parts of the support organisation with the names that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diagnose.errors import echo
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.support import (
    AgreementDocument,
    ChannelDocument,
    LineDocument,
    OptionDocument,
    SectorDocument,
    VendorDocument,
)
from diagnose.kb.lexicon import Problem
from diagnose.names import fold
from diagnose.nodes import Scalar
from diagnose.support import PEOPLE, Channel, Sector, ServiceLevel, SupportLine, SupportOption, Vendor
from diagnose.vocabulary import EQUIPMENT, LOCATION
from diagnose.wording import worded


class Declared:
    """What is declared of each kind, looked up with a finding for what is not."""

    def __init__(self, bench: Workbench, declared: Mapping[str, Mapping[str, object]]) -> None:
        self.bench = bench
        self._declared = declared

    def one(self, what: str, name: Scalar | None) -> str | None:
        """The id that ``name`` refers to; None when there is none, or after a finding."""
        return None if name is None else self.bench.known(name, what, self._declared[what])

    def all(self, what: str, names: Iterable[Scalar]) -> Iterator[str]:
        """The ids that ``names`` refer to, without those that are not declared."""
        for name in names:
            known = self.one(what, name)
            if known is not None:
                yield known

    def people(self, names: Iterable[Scalar]) -> tuple[str, ...]:
        """Who can be asked: the customer, a line, a remote tool, somebody on site."""
        declared = {**dict.fromkeys(PEOPLE), **self._declared["line"]}
        return tuple(name for each in names if (name := self.bench.known(each, "line or person", declared)))

    def kinds(self, taxonomy: str, names: Iterable[Scalar]) -> Iterator[str]:
        """The kinds of equipment, or the locations, that ``names`` refer to."""
        for name in names:
            found = self.bench.lexicon.kind(name.text, taxonomy)
            if isinstance(found, str):
                yield found
                continue
            self.bench.report(found, name.at)
            if isinstance(found.instead, str):
                yield found.instead


class Parts:
    """Makes the parts of an organisation; ``steps`` holds the steps of all plans, former ids included."""

    def __init__(self, names: Declared, steps: Mapping[str, str]) -> None:
        self._names = names
        self._steps = steps

    def line(self, rank: int, part: LineDocument) -> SupportLine:
        """One line of support."""
        only = None if part.steps is None else part.steps.only
        never = None if part.steps is None else part.steps.never
        return SupportLine(
            id=part.id.text,
            rank=rank,
            title=part.title,
            may=tuple(part.may),
            channels=tuple(self._names.all("channel", part.channels)),
            sectors=tuple(self._names.all("sector", part.sectors)),
            competence=part.competence,
            vendors=part.vendors,
            risk=self._risk(part.risk),
            only_steps=tuple(self._steps_called(only or ())),
            never_steps=tuple(self._steps_called(never or ())),
            hour=part.hour,
        )

    def sector(self, part: SectorDocument) -> Sector:
        """One field of work."""
        kinds, places = self._names.kinds(EQUIPMENT, part.equipment), self._names.kinds(LOCATION, part.location)
        return Sector(part.id.text, tuple(kinds), tuple(places), part.skill, part.title)

    def channel(self, part: ChannelDocument) -> Channel:
        """One way in which requests come in."""
        return Channel(part.id.text, part.kind, self._names.people(part.askable))

    def option(self, part: OptionDocument) -> SupportOption:
        """What one kind of customer is entitled to."""
        return SupportOption(
            id=part.id.text,
            title=part.title,
            pays=part.pays or "organisation",
            level=self._names.one("service level", part.level),
            channels=tuple(self._names.all("channel", part.channels)),
            hours=self._names.one("calendar", part.hours),
            charges=tuple(part.charges),
        )

    def vendor(self, part: VendorDocument) -> Vendor:
        """One manufacturer or supplier."""
        bench = self._names.bench
        found = [(name, bench.lexicon.attribute(name.text)) for name in part.evidence]
        for name, attribute in found:
            if isinstance(attribute, Problem):
                bench.report(attribute, name.at)
        evidence = tuple(attribute.id for _, attribute in found if not isinstance(attribute, Problem))
        agreement = None if part.agreement is None else self._agreement(part.id.text, part.agreement)
        return Vendor(part.id.text, part.title, part.contact or "", agreement, evidence)

    def _agreement(self, vendor: str, part: AgreementDocument) -> ServiceLevel:
        return ServiceLevel(vendor, part.respond, part.resolve, self._names.one("calendar", part.calendar))

    def _risk(self, name: Scalar | None) -> str | None:
        bench = self._names.bench
        if name is None or name.text in bench.settings.risk:
            return None if name is None else name.text
        if fold(name.text) not in bench.lexicon.excused:
            bench.number(name, bench.settings.risk, -1.0, "a word of prices.risk in kb.yaml")
        return None

    def _steps_called(self, names: Iterable[Scalar]) -> Iterator[str]:
        for name in names:
            known = self._names.bench.known(name, "step", self._steps)
            if known is None:
                continue
            now = self._steps[known]
            if now != known:
                message = worded("{name!r} is now called {now!r}", name=echo(name.text), now=now)
                self._names.bench.note("PB208", message, name.at, worded("write {text}", text=now))
            yield now
