"""What happened to a case, an event a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from diagnose.case import CaseEvent
from diagnose.case.events import (
    Asked,
    Diagnosed,
    Escalated,
    Helped,
    Opened,
    Prioritised,
    Resolved,
    Returned,
    Told,
    TriedStep,
    Waiting,
    What,
    kind_of,
)
from diagnose.case.reported import plain
from diagnose.cli.case.moments import told
from diagnose.desk.giving import given_of
from diagnose.errors import IntakeError, UsageError
from diagnose.explain.stating import stated
from diagnose.explain.words import Words, clean
from diagnose.vocabulary import EQUIPMENT


def event_line(event: CaseEvent, words: Words, width: int = 0) -> str:
    """When, what kind, who, and what; the kind is filled up to ``width``."""
    deed = event.deed
    who = clean(deed.by)
    if deed.line != deed.by:
        who = words.say("event.who", who=who, line=clean(deed.line))
    kind = words.say(f"kind.{event.kind}").ljust(width)
    at = told(deed.at, words.kb)
    return words.say("event.line", value=at, name=kind, who=who, text=happened(event.what, words))


def kind_width(events: Iterable[CaseEvent], words: Words) -> int:
    """The width of the longest kind among ``events``."""
    return max((len(words.say(f"kind.{each.kind}")) for each in events), default=0)


def happened(what: What, words: Words) -> str:
    """What an event says, with the reason that was given for it."""
    text = _said(what, words)
    because = getattr(what, "because", "") or getattr(what, "text", "") if not isinstance(what, Helped) else ""
    if not because:
        return text
    return words.say("history.words", text=text, because=words.say("word.quoted", text=clean(because)))


def told_value(attribute: str, value: Any, words: Words) -> str:
    """What was said of ``attribute``, in words; as it was written, where the knowledge base has no place for it."""
    try:
        given = given_of(words.kb, attribute, value, None, None)
    except (IntakeError, UsageError):
        return words.say("fact.named", name=clean(attribute), value=clean(value))
    return stated(given.fact.attribute, given.fact.value, words)


def decided(decision: Diagnosed, words: Words) -> str:
    """A decision in a line: what it is, about which fault, and to which line it sends the case."""
    text = words.known(f"decided.{decision.decision}", decision.decision)
    if decision.fault is not None:
        title = words.fault(decision.fault)
        text = words.say("decided.fault", outcome=text, title=title, fault=clean(decision.fault))
    return text if decision.to_line is None else words.say("decided.to", text=text, line=words.line(decision.to_line))


def ended(resolution: Resolved, words: Words) -> str:
    """How a case was settled, and which fault it was."""
    outcome = words.known(f"ending.{resolution.ending}", resolution.ending)
    if resolution.fault is None:
        return outcome
    title = words.fault(resolution.fault)
    return words.say("event.resolved-fault", outcome=outcome, title=title, fault=clean(resolution.fault))


def party(one: str, words: Words) -> str:
    """Whom a case waits for."""
    return words.known(f"party.{one}", one)


def _said(what: What, words: Words) -> str:
    match what:
        case Opened():
            return _opened(what, words)
        case Told():
            return _told(what, words)
        case Diagnosed():
            return decided(what, words)
        case Asked():
            return _asked(what, words)
        case TriedStep():
            return _tried(what, words)
        case Escalated():
            return _escalated(what, words)
        case Prioritised():
            return _prioritised(what, words)
        case _:
            return _said_shortly(what, words)


def _said_shortly(what: What, words: Words) -> str:
    match what:
        case Helped(line=line, text=text):
            return words.say("event.helped", line=words.line(line), text=words.say("word.quoted", text=clean(text)))
        case Returned(to_line=line):
            return words.say("event.returned", line=words.line(line))
        case Waiting(on=whom, until=None):
            return words.say("event.waiting", who=party(whom, words))
        case Waiting(on=whom, until=datetime() as until):
            return words.say("event.waiting-until", who=party(whom, words), value=told(until, words.kb))
        case Resolved(fixed_by=None):
            return ended(what, words)
        case Resolved(fixed_by=step):
            return words.say("event.resolved-by", text=ended(what, words), step=clean(step))
        case _:
            return words.say(f"event.{kind_of(what)}")


def _opened(what: Opened, words: Words) -> str:
    known = words.kb.vocabulary.equipment.parents
    kinds = [words.value(EQUIPMENT, (each,)) if each in known else clean(each) for each in what.intake.equipment]
    signs = [told_value(each.attribute, plain(each.value), words) for each in what.intake.reported()]
    return words.listed([*kinds, *signs]) or words.say("history.opened")


def _told(what: Told, words: Words) -> str:
    text = told_value(what.attribute, what.value, words)
    if what.source is not None:
        text = words.say("event.said-by", text=text, who=words.who(what.source))
    return words.say("event.corrected", text=text) if what.corrects else text


def _asked(what: Asked, words: Words) -> str:
    question, attribute = words.question(what.attribute), clean(what.attribute)
    if what.of is None:
        return words.say("event.asked", question=question, attribute=attribute)
    return words.say("event.asked-of", question=question, attribute=attribute, who=words.who(what.of))


def _tried(what: TriedStep, words: Words) -> str:
    came, step = words.known(f"tried.{what.outcome.value}", what.outcome.value), clean(what.step)
    seen = words.listed(told_value(name, value, words) for name, value in what.seen.items())
    text = words.say("event.tried", step=step, outcome=came)
    if seen:
        text = words.say("event.tried-seen", step=step, outcome=came, values=seen)
    return words.say("event.charged", text=text) if what.charged else text


def _escalated(what: Escalated, words: Words) -> str:
    line = words.line(what.to_line)
    text = words.say("event.escalated", line=line)
    if what.sector is not None:
        text = words.say("event.escalated-sector", line=line, sector=clean(what.sector))
    if what.vendor is not None:
        text = words.say("event.vendor", text=text, name=clean(what.vendor))
    if what.skipped:
        text = words.say("event.skipped", text=text, values=words.listed(map(words.line, what.skipped)))
    if what.automatic and what.fraction is not None:
        share = words.say("percent.of", number=round(what.fraction * 100))
        text = words.say("event.automatic", text=text, chance=share)
    return text


def _prioritised(what: Prioritised, words: Words) -> str:
    text = clean(what.priority) if what.priority is not None else words.say("event.prioritised-none")
    targets = words.listed(_targets({"respond": what.respond, "resolve": what.resolve}, words))
    return words.say("event.targets", text=text, values=targets) if targets else text


def _targets(targets: Mapping[str, float | None], words: Words) -> Iterator[str]:
    for name, seconds in targets.items():
        if seconds is not None:
            yield words.say("event.target", name=words.say(f"due.{name}"), value=words.duration(seconds))
