"""Work on a case: open it, say what was told, ask, try steps, help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from diagnose.case import Case, Intake, Outcome
from diagnose.case.events import Asked, Helped, Opened, Prioritised, Told, TriedStep
from diagnose.casework.consulting import consultation_of
from diagnose.casework.limits import check_step
from diagnose.casework.naming import at_this_line, attribute_called, in_words, line_called, open_case_only
from diagnose.casework.refusals import Refusal, declared, kept, refused
from diagnose.casework.terms import is_charged, targets_of, terms_from
from diagnose.decision.terms import terms_of
from diagnose.desk import Consultation
from diagnose.desk.giving import given_of, outcome_of, step_named
from diagnose.desk.situation import state_of
from diagnose.errors import Finding, IntakeError, UsageError
from diagnose.facts import Unknown
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.support import PEOPLE
from diagnose.vocabulary import BUILT_IN
from diagnose.wording import phrase, worded


def open_case(  # noqa: PLR0913 - all but the first two by name
    intake: Intake,
    kb: KnowledgeBase,
    *,
    at: datetime,
    line: str | None = None,
    channel: str | None = None,
    impact: str | None = None,
    urgency: str | None = None,
) -> tuple[Opened | Prioritised, ...]:
    """A request comes in: at ``line`` (None: as the intake says, else the first), over ``channel``.

    The intake that is kept says where it came in, over which channel and when.

    Raises:
        IntakeError: the intake does not fit the vocabulary.
        RefusedError: there is no such line, channel, impact or urgency.
    """
    lines = kb.support.lines
    first = line or intake.at_line or (lines[0].id if lines else None)
    if first is not None and lines:
        first = line_called(kb, first).id
    if channel is not None:
        channel = declared("channel", channel, kb.support.channels)
    complete = replace(intake, at_line=first, channel=channel or intake.channel, reported_at=intake.reported_at or at)
    observe(intake, kb)
    terms = terms_from(kb, terms_of(kb, complete, complete.reported_at))
    targets = targets_of(kb, terms, impact, urgency)
    return kept(Opened(complete, terms), *((targets,) if targets != Prioritised() else ()))


def tell(  # noqa: PLR0913 - what was told by position, how by name
    case: Case,
    kb: KnowledgeBase,
    attribute: str,
    value: Any,
    *,
    source: str | None = None,
    corrects: bool = False,
) -> tuple[Told | Prioritised, ...]:
    """``attribute`` is ``value``, as ``source`` said; ``corrects`` what was said before. Any line may write it down.

    Where it changes what the customer is entitled to, new targets follow.

    Raises:
        RefusedError: there is no such attribute, the value is of a wrong type, or it is known already.
    """
    open_case_only(case)
    name = attribute_called(kb, attribute).id
    consultation = consultation_of(case, kb)
    try:
        given = given_of(kb, name, value, source, None)
        _check_news(consultation, name, corrects=corrects)
        say = consultation.correct if corrects else consultation.answer
        say(name, value, by=source)
    except IntakeError as error:
        raise _wrong_value(error.findings) from None
    except UsageError as error:
        raise refused(Refusal.CONTRADICTION, phrase(error.args[0])) from None
    return kept(Told(name, given.value, source, corrects), *_other_terms(case, kb, consultation))


def _other_terms(case: Case, kb: KnowledgeBase, consultation: Consultation) -> tuple[Prioritised, ...]:
    """New targets, where the customer turns out to be entitled to something else."""
    terms = terms_from(kb, consultation.situation.standing.terms)
    if terms == case.terms:
        return ()
    return (replace(targets_of(kb, terms, case.targets.impact, case.targets.urgency), terms=terms),)


def _check_news(consultation: Consultation, name: str, *, corrects: bool) -> None:
    """What is corrected was said before; whether it is news is for the consultation to say."""
    now = consultation.situation
    said = name in {*(fact.attribute for fact in now.memory.facts), *now.set_aside}
    if corrects and not said:
        message = worded("nothing was said about {name!r} yet", name=name)
        raise refused(Refusal.NOTHING_SAID, message, phrase("tell it, without correcting"))
    known = state_of(now.memory, name)
    cured = name in now.standing.treatment.cured
    if not corrects and name not in BUILT_IN and known is not None and not isinstance(known, Unknown) and not cured:
        message = worded("{name!r} is known already", name=name)
        raise refused(Refusal.KNOWN_ALREADY, message, phrase("if what was said is wrong, correct it"))


def _wrong_value(findings: tuple[Finding, ...]) -> Exception:
    first = findings[0]
    return refused(Refusal.WRONG_VALUE, phrase(first.message), phrase(first.advice) if first.advice else "", findings)


def ask(case: Case, kb: KnowledgeBase, attribute: str, *, of: str | None = None) -> tuple[Asked, ...]:
    """A question about ``attribute`` is put to ``of`` (None: the first who can answer it).

    Raises:
        RefusedError: there is no such attribute, it is known, or ``of`` cannot be asked, as in self-service anybody but
            the customer.
    """
    open_case_only(case)
    declared_as = attribute_called(kb, attribute)
    name = declared_as.id
    consultation = consultation_of(case, kb)
    askable = consultation.situation.standing.askable
    if name not in BUILT_IN and name in consultation.situation.memory.values:
        raise refused(Refusal.KNOWN_ALREADY, worded("{name!r} is known already", name=name), phrase("look it up"))
    if of is not None:
        _check_askable(declared("line or person", of, {*PEOPLE, *(each.id for each in kb.support.lines)}), askable)
    able = [each for each in declared_as.answered_by or sorted(askable) if each in askable]
    if of is None and not able:
        people = ", ".join(declared_as.answered_by) or phrase("nobody")
        message = worded(
            "nobody who can be asked now can answer {name!r}; who could: {people}", name=name, people=people
        )
        raise refused(Refusal.NOBODY_CAN_ANSWER, message, phrase("change the channel, or pass the case on"))
    reasons = case.last.outline.get("questions", {}) if case.last else {}
    return kept(Asked(name, of or able[0], reasons.get(name) if isinstance(reasons, Mapping) else None))


def _check_askable(of: str, askable: frozenset[str]) -> None:
    if of in askable:
        return
    if askable == {"customer"}:
        message = worded("over this channel only the customer can be asked, not {of}", of=of)
        raise refused(Refusal.ONLY_CUSTOMER, message, phrase("ask the customer, or change the channel"))
    can = ", ".join(sorted(askable)) or phrase("nobody")
    message = worded("{of} cannot be asked now; who can: {can}", of=of, can=can)
    raise refused(Refusal.NOBODY_CAN_ANSWER, message, phrase("change the channel, or pass the case on"))


def try_step(  # noqa: PLR0913 - what was done by position
    case: Case,
    kb: KnowledgeBase,
    step: str,
    outcome: str | Outcome,
    seen: Mapping[str, Any] | None = None,
    *,
    line: str | None = None,
) -> tuple[TriedStep, ...]:
    """``step`` was done with this ``outcome``; ``seen`` is what was looked at afterwards.

    Raises:
        RefusedError: there is no such step, this line may not take it, or the report contradicts what is known.
    """
    open_case_only(case)
    worker = at_this_line(case, kb, line)
    try:
        name, came = step_named(kb, step), outcome_of(outcome)
    except UsageError as error:
        raise refused(Refusal.UNKNOWN_NAME, phrase(error.args[0])) from None
    consultation = consultation_of(case, kb)
    coverage = consultation.situation.standing.terms
    check_step(kb, worker, name, coverage)
    looked = {} if seen is None else seen
    if isinstance(looked, Mapping):
        looked = {attribute_called(kb, each).id: value for each, value in looked.items()}
    try:
        consultation.report(name, came, looked)
    except IntakeError as error:
        raise _wrong_value(error.findings) from None
    except UsageError as error:
        raise refused(Refusal.CONTRADICTION, phrase(error.args[0])) from None
    written = {each: given_of(kb, each, value, None, None).value for each, value in looked.items()}
    return kept(
        TriedStep(name, came, written, charged=came is not Outcome.NOT_POSSIBLE and is_charged(kb, name, coverage))
    )


def help_line(case: Case, kb: KnowledgeBase, text: str, *, line: str) -> tuple[Helped, ...]:
    """``line`` helps the line that has the case without taking it: ``text`` is what it said or did.

    Raises:
        RefusedError: there is no such line, it has the case itself, or it said nothing.
    """
    open_case_only(case)
    helper = line_called(kb, line)
    if helper.id == case.line:
        message = worded("{line} has case {case} itself", line=helper.id, case=case.id)
        raise refused(Refusal.ANOTHER_LINE, message, phrase("a line helps another one"))
    return kept(Helped(helper.id, in_words(text, "what was said or done")))
