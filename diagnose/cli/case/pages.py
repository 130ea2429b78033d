"""The page of a case: where it stands, the decision, what to do next, terms, deadlines, and how it got there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from diagnose.case import Case, CaseStatus
from diagnose.case.events import TriedStep, Waiting
from diagnose.cli.case.moments import told
from diagnose.cli.case.saying import ended, happened, party
from diagnose.cli.case.times import deadline_lines
from diagnose.cli.case.view import View, ending_of, named_by
from diagnose.desk import Action, Ask, Do, Done, HandOver
from diagnose.explain import evidence, outcome, story
from diagnose.explain.outcome import answers_in_words, details
from diagnose.explain.page import bullets, page, section
from diagnose.explain.stating import stated
from diagnose.explain.terms import option_name, terms_lines
from diagnose.explain.words import Words, clean
from diagnose.kb.russian import said, translated
from diagnose.vocabulary import AttributeType

_ANSWERS = 9


def page_after(view: View, words: Words) -> str:
    """What matters after something was done: the state, a decision that is new, the next action, deadlines."""
    case = view.case
    is_news = case.settled or case.events[-1].kind == "diagnosed"
    return page(
        [heading(case, words)],
        decision_lines(view, words) if is_news else [],
        next_lines(view, words),
        section(words.say("part.deadlines"), deadline_lines(view.deadlines, case, words)),
    )


def first_page(view: View, words: Words) -> str:
    """What matters of a new case: its number, the decision in short, the next action, terms, deadlines."""
    return page(
        [heading(view.case, words)],
        decision_lines(view, words),
        next_lines(view, words),
        terms_part(view, words),
        section(words.say("part.deadlines"), deadline_lines(view.deadlines, view.case, words)),
    )


def whole_page(view: View, words: Words) -> str:
    """Everything worth knowing about a case on one page."""
    case = view.case
    return page(
        [heading(case, words), *("  " + line for line in _about(case, words))],
        decision_lines(view, words),
        next_lines(view, words),
        terms_part(view, words),
        section(words.say("part.deadlines"), deadline_lines(view.deadlines, case, words)),
        story(case.intake, words),
        section(words.say("page.known"), bullets(_known(view, words))),
        section(words.say("part.tried"), bullets(_tried(case, words))),
        section(words.say("page.lines"), bullets(_stays(case, words))),
    )


def heading(case: Case, words: Words) -> str:
    """The number of the case, its state and the line that has it."""
    state = words.say(f"status.{case.status.value}")
    return words.say("page.case", case=case.id, state=state, line=words.line(case.line))


def decision_lines(view: View, words: Words) -> list[str]:
    """The decision in a few lines; for a settled case how it ended."""
    case = view.case
    if case.resolution is not None:
        lines = [words.say("page.settled", outcome=ended(case.resolution, words))]
        if case.resolution.fixed_by is not None:
            lines.append(words.say("page.fixed-by", step=clean(case.resolution.fixed_by)))
        return lines
    if view.unread is not None:
        finding = translated(view.unread.findings[0], words.language)
        return [words.say("page.unread", text=clean(finding.message))]
    if view.diagnosis is None or isinstance(view.action, Done):
        return []
    verdict = view.diagnosis.verdict
    return [*outcome.headline(verdict, words), *evidence.unexplained(verdict, words)]


def next_lines(view: View, words: Words) -> list[str]:
    """What to do next, why, and the command for it."""
    if view.case.status is CaseStatus.RESOLVED:
        return section(words.say("part.next"), [words.say("page.close-how", case=view.case.id)])
    if view.action is None:
        return []
    how = [words.say("page.resume-how", case=view.case.id)] if view.case.status is CaseStatus.WAITING else []
    return section(words.say("part.next"), [*how, *_next(view.action, view, words)])


def _next(action: Action, view: View, words: Words) -> Iterator[str]:
    """The action in words; where a case is to be passed on that has come to the last line, what can be done there."""
    case = view.case
    if view.objection is not None:
        yield words.say("page.why", text=clean(said(view.objection.args[0], words.language)))
        yield words.say("page.pass-how", case=case.id)
        return
    if isinstance(action, HandOver) and action.to_line == case.line:
        yield words.say("page.stay-here", line=words.line(case.line))
        if case.status is not CaseStatus.WAITING:
            yield words.say("page.wait-how", case=case.id)
        yield words.say("page.settle-how", case=case.id)
        return
    yield from action_lines(action, case.id, words)


def action_lines(action: Action, case: str, words: Words) -> Iterator[str]:
    """The action in words, why it is the best, and the command that says what came of it."""
    match action:
        case Ask(attribute=attribute):
            who = words.listed(words.who(one) for one in action.question.askable)
            yield words.say("page.ask", who=who, question=words.question(attribute))
            answers = _answers(attribute, words)
            if answers:
                yield words.say("page.answers", values="; ".join(answers))
            yield words.say("page.why", text=action.why(words.language))
            yield words.say("page.ask-how", case=case, attribute=attribute)
        case Do(step=step):
            yield from _do(action, words)
            yield words.say("page.why", text=action.why(words.language))
            yield words.say("page.do-how", case=case, step=step.id)
        case HandOver(to_line=line):
            yield words.say("page.pass", line=words.line(line))
            yield words.say("page.why", text=action.why(words.language))
            yield words.say("page.pass-how", case=case)
        case Done():
            yield words.say("page.done", text=action.why(words.language))
            yield words.say("page.done-how", case=case, outcome=_ending(action))


def _answers(attribute: str, words: Words) -> tuple[str, ...]:
    """The answers as they are typed, each with what it means."""
    declared = words.kb.vocabulary.attributes.get(attribute)
    if declared is not None and declared.type in (AttributeType.CHOICE, AttributeType.SET):
        typed = [(value, words.text(declared.label(value))) for value in declared.values[:_ANSWERS]]
        return tuple(value if label == value else f"{value} ({label})" for value, label in typed)
    if declared is not None and declared.type is AttributeType.YES_NO:
        return (f"true ({words.say('word.yes')})", f"false ({words.say('word.no')})")
    return answers_in_words(attribute, words)


def _do(action: Do, words: Words) -> Iterator[str]:
    if action.advice is not None:
        yield words.say("page.say", text=words.text(action.advice))
        return
    yield words.say("page.do", text=words.text(action.step.do))
    yield from ("  " + line for line in details(action.planned, words))


def _ending(action: Done) -> str:
    named = named_by(action)
    fault = f" --fault {named['fault']}" if named["fault"] else ""
    step = f" --fixed-by {named['fixed_by']}" if named["fixed_by"] else ""
    return f"{ending_of(action)}{fault}{step}"


def terms_part(view: View, words: Words) -> list[str]:
    """What the customer is entitled to, until when, what has run out, and what costs extra."""
    found = [] if view.diagnosis is None else terms_lines(view.diagnosis.verdict, words)
    option = view.case.terms.option
    if found or option is None:
        return found
    return section(words.say("part.terms"), [option_name(option, words)])


def _about(case: Case, words: Words) -> Iterator[str]:
    first = case.events[0].deed
    yield words.say("page.opened", value=told(case.opened_at, words.kb), who=clean(first.by))
    if case.channel is not None:
        yield words.say("page.channel", name=words.known(f"channel.{case.channel}", case.channel))
    if case.sector is not None:
        yield words.say("page.sector", name=clean(case.sector))
    if case.vendor is not None:
        yield words.say("page.vendor", name=clean(case.vendor))
    for name in ("customer", "contract", "serial"):
        text = getattr(case.intake, name)
        if text is not None:
            yield words.say(f"page.{name}", text=clean(text))
    if case.status is CaseStatus.WAITING:
        yield _waits(case, words)
    if case.reopened:
        yield words.say("page.reopened", count=case.reopened)
    yield words.say("page.version", count=case.version)


def _waits(case: Case, words: Words) -> str:
    event = next(each for each in reversed(case.events) if isinstance(each.what, Waiting))
    until: datetime | None = getattr(event.what, "until", None)
    who = party(str(case.waiting_for), words)
    if until is None:
        return words.say("page.waits", who=who, value=told(event.deed.at, words.kb))
    return words.say("page.waits-until", who=who, value=told(until, words.kb))


def _known(view: View, words: Words) -> Iterator[str]:
    if view.consultation is not None:
        for fact in view.consultation.situation.memory.facts:
            yield stated(fact.attribute, fact.value, words)


def _tried(case: Case, words: Words) -> Iterator[str]:
    for event in case.events:
        if isinstance(event.what, TriedStep):
            yield f"{told(event.deed.at, words.kb)}  {happened(event.what, words)}"


def _stays(case: Case, words: Words) -> Iterator[str]:
    for stay in case.stays:
        since, line = told(stay.entered, words.kb), words.line(stay.line)
        if stay.left is None:
            yield words.say("page.stays", line=line, value=since)
        else:
            yield words.say("page.stay", line=line, value=since, other=told(stay.left, words.kb))
