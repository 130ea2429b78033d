"""What can be pressed at every turn: back, correct, tell more, look at suspects, reasons and plan, hand over, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from diagnose.cli import exits
from diagnose.cli.ask import turns
from diagnose.cli.ask.adding import add
from diagnose.cli.ask.correcting import correct
from diagnose.cli.ask.keeping import Keeping, check_place
from diagnose.cli.ask.keys import (
    ADD,
    BACK,
    CORRECT,
    HAND_OVER,
    NO,
    PLAN,
    QUIT,
    SAVE,
    SUSPECTS,
    WHY,
    YES,
    Key,
)
from diagnose.cli.ask.session import EndedError, Session
from diagnose.cli.ask.talk import Menu
from diagnose.decision import Unprecedented
from diagnose.desk import Ask, Do
from diagnose.explain.words import clean


def obey(key: Key, session: Session) -> None:
    """Do what ``key`` commands.

    Raises:
        EndedError: the dialogue is over.
        UsageError: it cannot be done.
    """
    _DOING[key](session)


def _back(session: Session) -> None:
    action = session.consultation.next()
    if session.confirmed and isinstance(action, Do):
        session.confirmed = ""
        session.talk.display.show(turns.confirm_lines(action, session.talk.words))
    elif session.consultation.events:
        session.consultation.undo()
    else:
        session.talk.say("said.nothing-back")


def _correct(session: Session) -> None:
    correct(session.talk, session.consultation)


def _add(session: Session) -> None:
    add(session.talk, session.consultation)


def _show_suspects(session: Session) -> None:
    display, suspects = session.talk.display, session.suspects
    display.show(turns.suspects_lines(suspects, session.talk.words, display.marks, len(suspects.now)))


def _show_why(session: Session) -> None:
    session.talk.display.show(turns.figures_lines(session.consultation.next(), session.talk.words))


def _show_plan(session: Session) -> None:
    action = session.consultation.next()
    plan = action.plan if isinstance(action, Ask | Do) else None
    plan = plan or session.consultation.diagnosis().verdict.plan
    session.talk.display.show(turns.plan_lines(plan, session.talk.words))


def _hand_over(session: Session) -> None:
    talk = session.talk
    talk.display.page(session.consultation.dossier(talk.words.language))
    talk.say("ask.hand-over")
    if talk.pressed(Menu(keys=(YES, NO))) is YES:
        decision = session.consultation.diagnosis().decision
        raise EndedError(exits.UNPRECEDENTED if isinstance(decision, Unprecedented) else exits.ESCALATION)


def _save(session: Session) -> None:
    if session.keeping.path is None:
        name = session.talk.line("ask.file")
        if name is None:
            return
        check_place(Path(name))
        session.keeping = Keeping(Path(name))
    if session.keep():
        session.talk.say("said.saved", text=clean(session.keeping.path))


def _quit(session: Session) -> None:
    if not session.is_kept():
        session.talk.say("ask.quit")
        if session.talk.pressed(Menu(keys=(YES, NO))) is NO:
            return
    raise EndedError(session.left())


_DOING: Mapping[Key, Callable[[Session], None]] = {
    BACK: _back,
    CORRECT: _correct,
    ADD: _add,
    SUSPECTS: _show_suspects,
    WHY: _show_why,
    PLAN: _show_plan,
    HAND_OVER: _hand_over,
    SAVE: _save,
    QUIT: _quit,
}
