"""What a dialogue carries from turn to turn: the consultation, the suspects as they were, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.cli import exits
from diagnose.cli.ask.display import Line
from diagnose.cli.ask.keeping import Keeping
from diagnose.cli.ask.talk import Talk
from diagnose.cli.ask.turns import Suspects
from diagnose.desk import Consultation
from diagnose.desk.events import Event
from diagnose.errors import IntakeError, UsageError
from diagnose.explain.words import clean


class EndedError(Exception):
    """The dialogue is over; ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Session:
    """One consultation with one person; ``confirmed`` is the step to which the customer has said yes."""

    talk: Talk
    consultation: Consultation
    keeping: Keeping
    suspects: Suspects = field(default_factory=Suspects)
    confirmed: str = ""
    begun_with: tuple[Event, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.begun_with = self.consultation.events

    def keep(self) -> bool:
        """Whether the consultation could be written where it is kept."""
        try:
            self.keeping.keep(self.consultation.to_json())
        except (UsageError, OSError) as error:
            self.refused(error, "said.not-saved")
            return False
        return self.keeping.path is not None

    def is_kept(self) -> bool:
        """Whether nothing would be lost."""
        unchanged = self.consultation.events is self.begun_with
        return unchanged or self.consultation.to_json() == self.keeping.written

    def left(self) -> int:
        """The exit code for somebody who leaves before the end, after a good-bye."""
        self.talk.say("said.ended")
        if self.keep():
            self.talk.say("said.saved", text=clean(self.keeping.path))
        return exits.GOOD

    def refused(self, error: Exception, key: str = "said.refused") -> None:
        """Say in a line what was wrong."""
        said = self.talk.words.say(key, text=clean(in_short(error)))
        self.talk.show(Line(said, "red"))


def in_short(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, IntakeError) and error.findings:
        first = error.findings[0]
        message = first.message.removeprefix(f"{first.path}: ")
        return f"{message}; {first.advice}" if first.advice else message
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}"
    return str(error)
