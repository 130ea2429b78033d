"""A dossier in words of one language: parts with a title, and lines below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from diagnose.casework.dossier.gathering import Heard, StepTried
from diagnose.casework.dossier.history import SAID
from diagnose.casework.dossier.material import Material, handed_to
from diagnose.casework.dossier.suspecting import failed_steps, suspects
from diagnose.casework.dossier.telling import (
    told_alternatives,
    told_history,
    told_precedents,
    told_redaction,
    told_terms,
    told_time,
)
from diagnose.desk import Ask, Do, HandOver
from diagnose.explain import evidence, outcome
from diagnose.explain.dossier import knowledge, step_in_words
from diagnose.explain.grounds import say_why_not
from diagnose.explain.openings import still_open
from diagnose.explain.page import INDENT, below, bullets
from diagnose.explain.reasons import Against, why_not
from diagnose.explain.stating import stated
from diagnose.explain.vendors import vendor_lines
from diagnose.explain.words import ASKED_FIRST, Words, clean, moment_in_words
from diagnose.support import Vendor

LONGEST = 4_000
"""So many characters of anybody's words stand on the page; the document holds them whole."""


def page_of(material: Material, language: str) -> dict[str, Any]:
    """The page: its title, and parts of lines, each with the level at which it stands."""
    words = Words(material.kb, language, places=False)
    parts = [part for title, lines in _parts(material, words) if (part := _part(title, lines))]
    return {"title": _title(material, words), "parts": parts}


def _title(material: Material, words: Words) -> str:
    here = material.consultation.situation.standing.at_line
    if material.case.settled:
        return words.say("handed.settled", case=clean(material.outline.get("id", "-")), line=words.line(here))
    line = words.line(handed_to(material))
    return words.say("handed.title", case=clean(material.outline.get("id", "-")), line=line)


def _parts(material: Material, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Titles with their lines, which may be none."""
    verdict, memory = material.verdict, material.consultation.situation.memory
    askable = material.consultation.situation.standing.askable
    yield words.say("handed.redacted"), told_redaction(material, words)
    if not material.case.settled:
        headline, *more = outcome.headline(verdict, words)
        yield headline, more
        yield words.say("part.next"), _next(material, words)
    yield words.say("part.case"), _case(material, words)
    yield words.say("part.terms"), told_terms(material, words)
    yield words.say("part.deadlines"), told_time(material, words)
    yield words.say("part.story"), _story(material, words)
    yield words.say("part.known"), bullets(_heard(each, words) for each in material.heard)
    yield words.say("part.tried"), _tried(material, words)
    yield _headed(evidence.unexplained(verdict, words))
    yield words.say("part.fell"), _fell(material, words)
    yield _headed(evidence.near_misses(verdict, words))
    yield _headed(evidence.conflicts(verdict, words))
    if material.alternatives.any:
        yield told_alternatives(material, words)
    yield words.say("part.still-open"), bullets(still_open(verdict, askable, words))
    yield words.say("part.precedents"), told_precedents(material, words)
    yield _headed(_vendor(material, vendor_lines(verdict, memory, words), words))
    yield words.say("part.history"), bullets(told_history(material, words))
    title, lines = _headed(knowledge(verdict, words))
    yield title, [*lines, *_sealed(material, words)]


def _part(title: str, lines: list[str]) -> dict[str, Any] | None:
    return {"title": title, "lines": [_line(each) for each in lines]} if title and lines else None


def _line(line: str) -> dict[str, Any]:
    """A line without its indent and dash, and how deep it stands."""
    text = line.lstrip(" ")
    return {"level": (len(line) - len(text)) // len(INDENT), "text": text.removeprefix("- ")}


def _headed(lines: list[str]) -> tuple[str, list[str]]:
    """A section that carries its title as its first line."""
    return (lines[0], [line.removeprefix(INDENT) for line in lines[1:]]) if lines else ("", [])


def _next(material: Material, words: Words) -> list[str]:
    match material.action:
        case Ask(attribute=name):
            return [words.say("next.ask", question=words.question(name), attribute=clean(name))]
        case Do(step=step):
            return [words.say("next.do", text=step_in_words(step.id, words))]
        case HandOver(to_line=line):
            return [words.say("next.pass", line=words.line(line))]
        case _:
            return [words.say("next.done")]


def _case(material: Material, words: Words) -> list[str]:
    """Who, where, with what, and where the case stands."""
    values, outline = material.consultation.situation.memory.values, material.outline
    lines = [words.fact(name, words.value(name, values[name])) for name in ASKED_FIRST if name in values]
    lines += [
        words.say(f"handed.{name}", text=clean(text, LONGEST)) for name, text in outline.get("subject", {}).items()
    ]
    lines.append(words.say("handed.opened", value=when(outline["opened_at"])))
    if "reported_at" in outline:
        lines.append(words.say("case.reported", value=when(outline["reported_at"])))
    state = words.known(f"status.{outline['status']}", outline["status"])
    lines.append(words.say("handed.status", state=state))
    if "line" in outline:
        lines.append(words.say("handed.line", line=words.line(outline["line"])))
    if "sector" in outline:
        lines.append(words.say("handed.sector", sector=clean(outline["sector"])))
    if "vendor" in outline:
        found: Vendor | None = material.kb.support.vendors.get(outline["vendor"])
        name = words.text(found.title) if found is not None and found.title else clean(outline["vendor"])
        lines.append(words.say("handed.vendor", name=name))
    return lines


def when(text: str) -> str:
    """A moment as it is written in a document, to the minute."""
    return moment_in_words(datetime.fromisoformat(text))


def _story(material: Material, words: Words) -> list[str]:
    said = material.outline.get("said", {})
    return [
        words.say(f"story.{name}", text=words.say("word.quoted", text=clean(said[name], LONGEST)))
        for name in SAID
        if name in said
    ]


def _heard(each: Heard, words: Words) -> str:
    if each.out is not None:
        text = words.fact(each.attribute, words.say("out.item", name=words.say(f"out.{each.out}")))
    elif each.state is None:
        text = words.say("fact.named", name=clean(each.attribute), value=clean(each.written, LONGEST))
    else:
        text = stated(each.attribute, each.state, words)
    about = [
        words.say("known.corrected") if each.corrects else "",
        words.say("heard.after", step=clean(each.after)) if each.after else "",
        words.say("heard.about", name=clean(each.about)) if each.about else "",
        words.who(each.source) if each.source else "",
        words.say("heard.by", who=clean(each.by), line=words.line(each.line))
        if each.by
        else words.say("heard.line", line=words.line(each.line)),
        moment_in_words(each.at),
        "" if each.counts else words.say("heard.earlier"),
    ]
    return words.say("known.said", text=text, values=words.listed(filter(None, about)))


def _tried(material: Material, words: Words) -> list[str]:
    lines = [line for each in material.tried for line in _attempt(each, words)]
    return lines or [words.say("tried.nothing")]


def _attempt(each: StepTried, words: Words) -> list[str]:
    came = words.known(f"tried.{each.outcome}", each.outcome)
    if each.at is None:
        came = words.say("tried.before", outcome=came)
    else:
        came = words.say("tried.at", outcome=came, value=moment_in_words(each.at))
    head = words.say("tried.item", step=step_in_words(each.step, words), outcome=came)
    return below(head, (words.say("tried.ended", question=words.name(name)) for name in each.gone))


def _fell(material: Material, words: Words) -> list[str]:
    """Every version with its chance, why it is not the decision, and its steps that did not help."""
    weighed = {each.fault: each.responsible for each in material.verdict.weighing.hypotheses}
    lines: list[str] = []
    for fault in suspects(material):
        head = words.fault(fault)
        if fault in weighed:
            chance = words.percent(weighed[fault])
            head = words.say("suspects.item", chance=chance, title=head, fault=clean(fault))
        found = why_not(fault, material.verdict, material.kb)
        reasons = [] if found.kind is Against.CHOSEN else say_why_not(found, words)[1:]
        failed = failed_steps(fault, material)
        if failed:
            reasons.append(words.say("fell.failed", values=words.listed(map(clean, failed))))
        lines += below(head, reasons)
    return lines or [words.say("suspects.none")]


def _vendor(material: Material, lines: list[str], words: Words) -> list[str]:
    """What is said of the vendor; a contact may be a person and is left out of what is redacted."""
    if material.redaction is None:
        return lines
    contact = words.say("vendor.contact", text="")
    return [line for line in lines if not line.lstrip(" -").startswith(contact)]


def _sealed(material: Material, words: Words) -> list[str]:
    made = words.say("basis.made", value=moment_in_words(material.now))
    head = material.outline.get("head")
    return [made] if head is None else [words.say("basis.seal", value=clean(head)), made]
