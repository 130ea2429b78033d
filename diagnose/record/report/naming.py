"""How lines, playbooks, equipment and figures are written in a report of one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from diagnose.explain.words import Words, clean, moment_in_words
from diagnose.kb.base import KnowledgeBase
from diagnose.record.report.chances import Share
from diagnose.record.report.messages import TEXTS, say
from diagnose.texts import Text


@dataclass(frozen=True, slots=True)
class Naming:
    """How things are called in ``language``; by their ids where there is no knowledge base."""

    language: str
    kb: KnowledgeBase | None = None

    def say(self, key: str, **values: object) -> str:
        """A text of the report."""
        return say(key, self.language, **values)

    def word(self, kind: str, name: str) -> str:
        """The word for ``name``, an ending or a decision."""
        return self.say(f"{kind}.{name}") if f"{kind}.{name}" in TEXTS else clean(name)

    def line(self, line: str) -> str:
        """A line of support."""
        return clean(line) if self.kb is None else Words(self.kb, self.language).line(line)

    def fault(self, fault: str) -> str:
        """A playbook: its title with its id."""
        title = clean(fault) if self.kb is None else Words(self.kb, self.language).fault(fault)
        return title if title == clean(fault) else f"{title} ({clean(fault)})"

    def equipment(self, kind: str) -> str:
        """A kind of equipment."""
        return clean(kind) if self.kb is None else self._text(self.kb.vocabulary.equipment.title(kind))

    def location(self, place: str) -> str:
        """A place."""
        return clean(place) if self.kb is None else self._text(self.kb.vocabulary.location.title(place))

    def vendor(self, vendor: str) -> str:
        """A vendor."""
        found = None if self.kb is None else self.kb.support.vendors.get(vendor)
        return (self._text(found.title) if found is not None else "") or clean(vendor)

    def _text(self, text: Text) -> str:
        assert self.kb is not None  # noqa: S101 - asked by the callers
        return Words(self.kb, self.language).text(text)

    def share(self, share: Share) -> str:
        """A share with its counts."""
        if share.value is None:
            return self.say("word.no-share")
        return self.say("word.share", share=percent(share.value), count=share.count, of=share.of)

    def percent(self, share: Share) -> str:
        """A share alone."""
        return self.say("word.no-share") if share.value is None else percent(share.value)

    def interval(self, share: Share) -> str:
        """The interval of a share."""
        return self.say("word.no-share") if not share.of else f"{percent(share.low)} - {percent(share.high)}"

    def hours(self, hours: float | None) -> str:
        """A length of time in the unit that suits it."""
        if hours is None:
            return self.say("word.no-share")
        for key, size, most in (("minutes", 1 / 60, 1.0), ("hours", 1.0, 48.0)):
            if hours < most:
                return self.say(f"unit.{key}", value=f"{hours / size:.{0 if key == 'minutes' else 1}f}")
        return self.say("unit.days", value=f"{hours / 24:.1f}")


def percent(share: float) -> str:
    """``share`` in per cent."""
    return f"{100.0 * share:.1f} %"


def moment(at: datetime | None) -> str:
    """A moment to the minute with its offset; a dash for none."""
    return "-" if at is None else moment_in_words(at)


def day(at: datetime) -> str:
    """The day of a moment."""
    return at.date().isoformat()
