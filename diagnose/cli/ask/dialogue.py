"""The dialogue: turn after turn until the case is settled, handed over, or left."""

from __future__ import annotations

from diagnose.cli import exits
from diagnose.cli.ask import turns
from diagnose.cli.ask.commands import obey
from diagnose.cli.ask.keys import BACK, COMMANDS, ENTER, HAND_OVER, NO, OUTCOMES, SAVE, TAKE_OVER, YES, Key
from diagnose.cli.ask.moments import now
from diagnose.cli.ask.reporting import report
from diagnose.cli.ask.session import EndedError, Session
from diagnose.cli.ask.talk import Menu
from diagnose.cli.ask.values import Asking, Value, form_lines, value_of
from diagnose.desk import Action, Ask, Do, Done, HandOver
from diagnose.errors import IntakeError, UsageError
from diagnose.facts import EQUIPMENT, LOCATION


def dialogue(session: Session) -> int:
    """The exit code when the dialogue is over; whatever ends it, what was to be kept has been kept.

    Raises:
        KeyboardInterrupt: the person broke it off.
    """
    try:
        _announce(session)
        while True:
            _turn(session)
    except EndedError as ended:
        return ended.code
    except EOFError:
        return session.left()
    finally:
        session.keep()


def _turn(session: Session) -> None:
    """Take in what comes of the action; an error of the library is said, and leaves all as it was."""
    events = session.consultation.events
    try:
        _take(session, session.consultation.next())
    except (UsageError, IntakeError) as error:
        session.refused(error)
    if session.consultation.events is not events:
        session.confirmed = ""
        session.keep()
        _announce(session)


def _announce(session: Session) -> None:
    """Show the turn: its number, the suspects, the action and why."""
    consultation, words, display = session.consultation, session.talk.words, session.talk.display
    action = consultation.next()
    display.rule(str(len(consultation.events) + 1))
    if not isinstance(action, Done):
        session.suspects = session.suspects.followed_by(action.figures.suspects)
        display.show(turns.suspects_lines(session.suspects, words, display.marks))
        display.show([""])
    if isinstance(action, Do) and action.step.confirm:
        display.show(turns.confirm_lines(action, words))
    else:
        display.show(turns.action_lines(action, words))
    if isinstance(action, HandOver):
        display.page(consultation.dossier(words.language))


def _take(session: Session, action: Action) -> None:
    match action:
        case Ask():
            _take_answer(session, action)
        case Do() if action.step.confirm and action.step.id != session.confirmed:
            _take_consent(session, action)
        case Do():
            _take_report(session, action)
        case HandOver():
            _take_hand_over(session, action)
        case Done():
            _take_end(session)


def _take_answer(session: Session, action: Ask) -> None:
    talk, consultation, name = session.talk, session.consultation, action.attribute
    attribute = consultation.kb.vocabulary.attributes[name]
    talk.show(*form_lines(talk, attribute))
    known = consultation.situation.memory.values.get(name) if name in {EQUIPMENT, LOCATION} else None
    who = action.question.askable
    by = who[0] if len(who) == 1 else None  # several could have answered, and nobody says which of them did
    within = known[0] if isinstance(known, tuple) else None
    said = value_of(talk, attribute, Asking(by or "customer", COMMANDS, within=within))
    if isinstance(said, Value):
        consultation.answer(name, said.value, by=by, at=now())
    else:
        obey(said, session)


def _take_consent(session: Session, action: Do) -> None:
    """A step that needs a yes is shown after it; a no means that it cannot be done."""
    pressed = session.talk.pressed(Menu(keys=(YES, NO), commands=COMMANDS))
    if pressed is YES:
        session.confirmed = action.step.id
        session.talk.display.show(turns.action_lines(action, session.talk.words))
    elif pressed is NO:
        session.consultation.report(action.step.id, "not-possible", at=now())
    else:
        obey(pressed, session)


def _take_report(session: Session, action: Do) -> None:
    pressed = session.talk.pressed(Menu(keys=OUTCOMES, commands=COMMANDS))
    if pressed in OUTCOMES:
        report(session.talk, session.consultation, action.step, pressed, now())
    else:
        obey(pressed, session)


def _take_hand_over(session: Session, action: HandOver) -> None:
    support, at_line = session.consultation.kb.support, session.consultation.situation.standing.at_line
    further = (TAKE_OVER,) if support.rank(action.to_line) > support.rank(at_line) else ()
    commands = tuple(key for key in COMMANDS if key is not HAND_OVER)
    pressed = _pressed_or_end(session, Menu(keys=(*further, HAND_OVER), commands=commands, enter="end"))
    if pressed in {ENTER, HAND_OVER}:
        raise EndedError(exits.exit_code(action.decision))
    if pressed is TAKE_OVER:
        session.consultation.take_over(action.to_line)
        session.talk.say("said.taken-over", line=session.talk.words.line(action.to_line))
    else:
        obey(pressed, session)


def _take_end(session: Session) -> None:
    pressed = _pressed_or_end(session, Menu(commands=(BACK, SAVE), enter="end"))
    if pressed is ENTER:
        session.talk.say("turn.thanks")
        raise EndedError(exits.GOOD)
    obey(pressed, session)


def _pressed_or_end(session: Session, menu: Menu) -> Key:
    """The key that was pressed; where no more keys come, the case ends as it stands."""
    try:
        return session.talk.pressed(menu)
    except EOFError:
        session.talk.show("")
        return ENTER
