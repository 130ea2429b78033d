"""What the organisation keeps of a case, in words: what was taken out, terms, deadlines, precedents, its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from diagnose.casework.dossier.material import Material
from diagnose.explain.alternatives import alternatives
from diagnose.explain.dossier import step_in_words
from diagnose.explain.page import INDENT, bullets
from diagnose.explain.precedents import closest, precedents
from diagnose.explain.terms import charges, option_name
from diagnose.explain.words import Words, clean, moment_in_words

LONGEST = 4_000
_STANDS = (("deadline.met", "met_at"), ("deadline.due", "due"))
NOT_TOLD = frozenset({"told", "tried"})
"""Kinds of events that stand in parts of their own."""


def told_redaction(material: Material, words: Words) -> list[str]:
    """What was taken out, by kind and count; nothing for a whole dossier."""
    redaction = material.redaction
    if redaction is None:
        return []
    lines = [words.say("handed.taken", values=_counts(redaction.taken_out, words))]
    if redaction.masked:
        lines.append(words.say("handed.masked", values=_counts(redaction.masked, words)))
    head = material.outline.get("head")
    return lines if head is None else [*lines, words.say("handed.chain", value=clean(head))]


def _counts(counts: Mapping[str, int], words: Words) -> str:
    return words.listed(
        words.say("handed.count", name=words.say(f"out.{kind}"), count=counts[kind]) for kind in sorted(counts)
    )


def told_terms(material: Material, words: Words) -> list[str]:
    """The support option with its term, and what costs the customer extra."""
    terms = material.case.terms
    if terms.option is None:
        return [words.say("agreed.none")]
    option, name = material.kb.support.options.get(terms.option), option_name(terms.option, words)
    more = []
    if terms.until is not None:
        more.append(words.say("agreed.until", value=moment_in_words(terms.until)))
    if terms.entitlement is not None:
        more.append(words.say("agreed.granted", name=clean(terms.entitlement)))
    if terms.level is not None:
        more.append(words.say("agreed.level", name=clean(terms.level)))
    if option is not None and option.charges:
        more.append(words.say("terms.charges", values=charges(option.charges, words)))
    return [words.say("agreed.option", name=name), *bullets(more)]


def told_time(material: Material, words: Words) -> list[str]:
    """Priority, targets and the moments when something is due."""
    targets: Mapping[str, Any] = material.outline.get("priority", {})
    lines = []
    if "priority" in targets:
        lines.append(words.say("deadline.priority", value=clean(targets["priority"])))
    for name in ("respond", "resolve"):
        if name in targets:
            value = words.duration(targets[name])
            lines.append(words.say("deadline.target", name=words.say(f"deadline.{name}"), value=value))
    lines += [
        words.say("deadline.item", name=words.known(f"deadline.{name}", name), value=text)
        for name, value in sorted(material.deadlines.items())
        if (text := _moment_said(value, words)) is not None
    ]
    return lines or [words.say("deadline.none")]


def _moment_said(value: Any, words: Words) -> str | None:
    """When a target was met, or when it is due, or that its clock stands still."""
    if not isinstance(value, Mapping):
        return None
    found = [(key, value[name]) for key, name in _STANDS if isinstance(value.get(name), str)]
    if found:
        key, text = found[0]
        return words.say(key, value=moment_in_words(datetime.fromisoformat(text)))
    return words.say("deadline.paused") if value.get("paused") else None


def told_precedents(material: Material, words: Words) -> list[str]:
    """The closed cases that are like this one, and how close the closest is; nothing when nobody looked."""
    if material.verdict.precedents is None:
        return []
    title_and_cases = precedents(material.verdict, words)
    cases = [line.removeprefix(INDENT) for line in title_and_cases[1:]]
    return [*closest(material.verdict, words), *cases] or [words.say("precedents.none")]


def told_history(material: Material, words: Words) -> Iterator[str]:
    """What happened to the case, besides what was said and done about the fault."""
    for entry in material.history:
        if entry["kind"] not in NOT_TOLD:
            yield _entry(entry, words)


def _entry(entry: Mapping[str, Any], words: Words) -> str:
    line = words.line(entry["line"]) if "line" in entry else ""
    who = words.listed(filter(None, [clean(entry["by"]) if "by" in entry else "", line]))
    text = _happened(entry, words)
    if "words" in entry:
        because = words.say("word.quoted", text=clean(entry["words"], LONGEST))
        text = words.say("history.words", text=text, because=because)
    at = moment_in_words(datetime.fromisoformat(entry["at"]))
    return words.say("history.item", value=at, who=who, text=text)


def _happened(entry: Mapping[str, Any], words: Words) -> str:
    match entry["kind"]:
        case "diagnosed":
            return _decided(entry, words)
        case "asked":
            return words.say("history.asked", question=words.question(entry.get("attribute", "-")))
        case "helped":
            return words.say("history.helped", line=words.line(entry.get("of_line", "-")))
        case "escalated" | "returned" as kind:
            return words.say(f"history.{kind}", line=words.line(entry.get("to_line", "-")))
        case "waiting":
            return _waits(entry, words)
        case "prioritised":
            return words.say("history.prioritised", value=clean(entry.get("priority", "-")))
        case "resolved":
            return _settled(entry, words)
        case kind:
            return words.say(f"history.{kind}")


def _decided(entry: Mapping[str, Any], words: Words) -> str:
    said = words.known(f"decided.{entry.get('decision')}", entry.get("decision", "-"))
    fault = entry.get("fault")
    if fault is None:
        return words.say("history.diagnosed", outcome=said)
    return words.say("history.diagnosed-fault", outcome=said, title=words.fault(fault), fault=clean(fault))


def _waits(entry: Mapping[str, Any], words: Words) -> str:
    who = words.who(entry.get("on", "-"))
    if "until" not in entry:
        return words.say("history.waiting", who=who)
    until = moment_in_words(datetime.fromisoformat(entry["until"]))
    return words.say("history.waiting-until", who=who, value=until)


def _settled(entry: Mapping[str, Any], words: Words) -> str:
    text = words.say("history.resolved", outcome=words.known(f"ending.{entry.get('ending')}", entry.get("ending", "-")))
    fault, step = entry.get("fault"), entry.get("fixed_by")
    if fault is not None:
        text = words.say("settled.fault", text=text, title=words.fault(fault), fault=clean(fault))
    return text if step is None else words.say("settled.by", text=text, step=step_in_words(step, words))


def told_alternatives(material: Material, words: Words) -> tuple[str, list[str]]:
    """What else might be tried, each with what would have to be different: a title and the lines below it."""
    text = alternatives(material.alternatives, material.verdict, words.kb, words.language)
    title, *lines = filter(None, text.splitlines())
    return title, lines
