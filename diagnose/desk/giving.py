"""What a caller hands in, typed by the vocabulary: answers, what was seen, moments, names of steps and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from diagnose.case import OUTCOMES, Intake, Outcome
from diagnose.case.reported import plain
from diagnose.case.taking import Taking, described, is_mapping
from diagnose.decision.course import ADVICE
from diagnose.desk.events import Given
from diagnose.errors import IntakeError, Location, UsageError, echo
from diagnose.facts import Fact, Unknown
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.kb.suggest import meant
from diagnose.names import fold
from diagnose.nodes import INTAKE as LIMITS
from diagnose.nodes import as_instant
from diagnose.vocabulary import BUILT_IN
from diagnose.wording import phrase, worded

ANSWER = "answer"
"""The source of what was answered when nobody is named."""


def check_base(kb: object) -> KnowledgeBase:
    """``kb``, if it is a knowledge base.

    Raises:
        UsageError: it is something else.
    """
    if not isinstance(kb, KnowledgeBase):
        raise UsageError(worded("a {type} is no KnowledgeBase; write kb = load(folder)", type=type(kb).__name__))
    return kb


def given_of(kb: KnowledgeBase, attribute: str, value: Any, by: str | None, at: datetime | None) -> Given:
    """What was said about ``attribute``, typed by the vocabulary.

    Raises:
        IntakeError: it is not declared, or the value is of a wrong type.
        UsageError: the attribute is no text, ``by`` names nobody, or ``at`` is no moment.
    """
    if not isinstance(attribute, str):
        raise UsageError(worded("an attribute is a text, not {found}", found=described(attribute)))
    check_moment(at)
    source = ANSWER if by is None else _name_of(by)
    if fold(attribute) in BUILT_IN:
        return _given_field(kb, fold(attribute), value, source, at)
    intake = Intake(facts={attribute: value}, source=source)
    fact = observe(intake, kb).facts[0]
    reported = intake.reported()[0]
    if reported.source != source or reported.at is not None or reported.about is not None:
        raise UsageError(
            worded(
                "write who said it and when beside the value: answer({attribute!r}, value, by=..., at=...)",
                attribute=attribute,
            )
        )
    return Given(fact.attribute, plain(reported.value), Fact(fact.attribute, fact.value, source, at))


def check_moment(at: object) -> None:
    """A moment can be written and read again.

    Raises:
        UsageError: it is no datetime, has no offset, or lies before 1900 or after 2199.
    """
    if at is None:
        return
    read = as_instant(at.isoformat()) if isinstance(at, datetime) else None
    if read is None or read.tzinfo is None:
        raise UsageError("a moment is a datetime with its offset in hours and minutes, from 1900 to 2199")


def _name_of(by: object) -> str:
    if not (isinstance(by, str) and by.strip()):
        raise UsageError("who answered is a text such as 'customer'; leave it out if it does not matter")
    taking = Taking(LIMITS.scalar)
    if not taking.fits(by, "by", Location(ANSWER)):
        raise IntakeError(tuple(taking.findings))
    return by


def _given_field(kb: KnowledgeBase, attribute: str, value: Any, source: str, at: datetime | None) -> Given:
    """Equipment, location, channel and support option, which an intake has of its own."""
    if isinstance(value, Unknown) or is_mapping(value):
        who = _who_did_not_know(attribute, value)
        return Given(attribute, {"unknown": who}, Fact(attribute, Unknown(who), source, at))
    fields: dict[str, Any] = {attribute: value, "source": source}
    intake = Intake(**fields)
    typed = observe(intake, kb).facts
    if not typed:
        raise UsageError(worded("{attribute!r} needs a value, or {{'unknown': 'customer'}}", attribute=attribute))
    written = getattr(intake, attribute)
    return Given(
        attribute, list(written) if isinstance(written, tuple) else written, Fact(attribute, typed[0].value, source, at)
    )


def _who_did_not_know(attribute: str, value: Any) -> str:
    """The name in ``{"unknown": name}``, of Python or of a document.

    Raises:
        IntakeError: there is no such name, or something else beside it.
    """
    taking, at = Taking(LIMITS.scalar), Location(ANSWER)
    name = (
        value.by if isinstance(value, Unknown) else taking.known_keys(value, ("unknown",), attribute, at).get("unknown")
    )
    who = taking.words(name, f"{attribute}.unknown", at, "customer")
    if who is None or taking.findings:
        raise IntakeError(tuple(taking.findings))
    return who


def seen_of(kb: KnowledgeBase, seen: object, at: datetime | None) -> tuple[Given, ...]:
    """What was checked after a step, at ``at``, typed by the vocabulary.

    Raises:
        IntakeError: something is not declared or of a wrong type.
        UsageError: it is no mapping, names an attribute twice, or one that no step changes.
    """
    if seen is None:
        return ()
    if not isinstance(seen, Mapping):
        raise UsageError(
            worded(
                "what was seen is a mapping such as {{'print.output': 'normal'}}, not {found}", found=described(seen)
            )
        )
    found = tuple(given_of(kb, each, value, None, at) for each, value in seen.items())
    names = [each.attribute for each in found]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(worded("{name!r} is named twice in what was seen", name=name))
        if name in BUILT_IN:
            raise UsageError(
                worded(
                    "{name!r} is not what a step changes; use answer({name!r}, ...) or correct({name!r}, ...)",
                    name=name,
                )
            )
    return found


def known_name(what: str, name: object, known: Iterable[str]) -> str:
    """``name``, if it is one of ``known``.

    Raises:
        UsageError: it is not; the message names the closest one.
    """
    names = sorted(known)
    if not isinstance(name, str):
        raise UsageError(
            worded(
                "the {what} is named by a text, not by {found}; known are: {known}",
                what=phrase(what),
                found=described(name),
                known=", ".join(names[:12]),
            )
        )
    if name in names:
        return name
    advice = meant(name, names) or worded("known are: {known}", known=", ".join(names[:12]))
    raise UsageError(worded("there is no {what} {name!r}; {advice}", what=phrase(what), name=echo(name), advice=advice))


def step_named(kb: KnowledgeBase, step: object) -> str:
    """The present id of ``step``, which may be a former one, or the id of a playbook that gives advice.

    Raises:
        UsageError: no playbook has it.
    """
    steps = steps_of(kb)
    playbook = kb.playbooks.get(step) if isinstance(step, str) else None
    if playbook is None or step in steps:
        return steps[known_name("step", step, steps)]
    if playbook.outcome in ADVICE:
        return playbook.id
    own = ", ".join(each.id for each in playbook.steps[:12])
    if not own:
        raise UsageError(worded("{playbook!r} is a playbook; it has no steps", playbook=playbook.id))
    message = worded("{playbook!r} is a playbook; report one of its steps: {own}", playbook=playbook.id, own=own)
    raise UsageError(message)


def outcome_of(word: object) -> Outcome:
    """The outcome called ``word``.

    Raises:
        UsageError: there is none of that name.
    """
    if isinstance(word, Outcome):
        return word
    return Outcome(known_name("outcome", word, OUTCOMES))
