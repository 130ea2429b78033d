"""Names that a case is worked on with: what they mean, or which one was meant."""

from __future__ import annotations

from diagnose.case import Case
from diagnose.casework.refusals import Refusal, declared, refused
from diagnose.errors import echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.lexicon import Problem
from diagnose.kb.observe import lexicon_of
from diagnose.support import SupportLine
from diagnose.vocabulary import BUILT_IN, Attribute
from diagnose.wording import phrase, worded


def line_called(kb: KnowledgeBase, name: object) -> SupportLine:
    """The support line ``name``.

    Raises:
        RefusedError: there is none.
    """
    found = declared("line", name, [line.id for line in kb.support.lines])
    return next(line for line in kb.support.lines if line.id == found)


def line_of(case: Case, kb: KnowledgeBase) -> SupportLine:
    """The line that has the case; one that is not declared any more may nothing but hand over."""
    return kb.support.line(case.line) or SupportLine(case.line, 0)


def attribute_called(kb: KnowledgeBase, name: object) -> Attribute:
    """The attribute that is called ``name`` now or was formerly.

    Raises:
        RefusedError: there is none.
    """
    found = lexicon_of(kb).attribute(name) if isinstance(name, str) else None
    if isinstance(found, Attribute):
        return found
    if isinstance(found, Problem):
        raise refused(Refusal.UNKNOWN_NAME, phrase(found.message), phrase(found.advice))
    return kb.vocabulary.attributes[declared("attribute", name, {*kb.vocabulary.attributes}.difference(BUILT_IN))]


def fault_called(kb: KnowledgeBase, name: object) -> str:
    """The id of the playbook ``name``, which may be a former one.

    Raises:
        RefusedError: no playbook that takes part is called so.
    """
    former = {old: each.id for each in kb.playbooks.values() for old in each.formerly}
    retired = kb.retired.get(name) if isinstance(name, str) else None
    if retired is not None:
        instead = retired.replaced_by
        advice = worded("take {name!r}", name=instead) if instead else phrase("name none if no other one explains it")
        raise refused(Refusal.UNKNOWN_NAME, worded("the playbook {name!r} is retired", name=echo(name)), advice)
    return former.get(str(name)) or declared("playbook", name, kb.playbooks)


def open_case_only(case: Case) -> None:
    """Nothing more is done with what is settled.

    Raises:
        RefusedError: the case is resolved or closed.
    """
    if case.settled:
        message = worded("case {case} is {status}", case=case.id, status=phrase(case.status.value))
        raise refused(Refusal.WRONG_STATE, message, phrase("reopen it first, and say why"))


def at_this_line(case: Case, kb: KnowledgeBase, line: str | None) -> SupportLine:
    """The line that has the case, if it is this one that works on it (None: it is).

    Raises:
        RefusedError: there is no such line, or another one has the case.
    """
    if line is None:
        return line_of(case, kb)
    found = line_called(kb, line)
    if found.id != case.line:
        message = worded("case {case} is at {has}, not at {line}", case=case.id, has=case.line, line=found.id)
        raise refused(Refusal.ANOTHER_LINE, message, phrase("help without taking it, or let it be passed on"))
    return found


def in_words(text: object, what: str) -> str:
    """``text``, if it says something.

    Raises:
        RefusedError: it says nothing.
    """
    if isinstance(text, str) and text.strip():
        return text
    raise refused(Refusal.REASON_NEEDED, worded("{what} is missing", what=phrase(what)), phrase("say it in words"))
