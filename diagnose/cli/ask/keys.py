"""The keys of a consultation: one letter in English and one in Russian, and both always count.

No Russian letter looks like a Latin one, so that the layout of the keyboard never makes a key mean something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.cli.ask.keyboard import ENTER as ENTER_KEY


@dataclass(frozen=True, slots=True)
class Key:
    """What a key means (``name``), and the characters that stand for it."""

    name: str
    latin: str
    cyrillic: str

    def shown(self, language: str) -> str:
        """The character as it is offered in ``language``."""
        return self.cyrillic if language == "ru" else self.latin

    def other(self, language: str) -> str:
        """The character that counts as well."""
        return self.latin if language == "ru" else self.cyrillic

    def is_meant(self, pressed: str) -> bool:
        """Whether ``pressed`` is one of its characters, in any case."""
        return pressed.casefold() in {self.latin, self.cyrillic}


BACK = Key("back", "u", "ш")
CORRECT = Key("correct", "c", "и")
ADD = Key("add", "a", "б")
SUSPECTS = Key("suspects", "s", "в")
WHY = Key("why", "w", "з")
PLAN = Key("plan", "l", "л")
HAND_OVER = Key("hand-over", "h", "э")
SAVE = Key("save", "k", "ф")
QUIT = Key("quit", "q", "й")
COMMANDS = (BACK, CORRECT, ADD, SUSPECTS, WHY, PLAN, HAND_OVER, SAVE, QUIT)
"""What can be pressed at every turn."""

YES = Key("yes", "y", "д")
NO = Key("no", "n", "н")
UNKNOWN = Key("unknown", "?", "?")
INAPPLICABLE = Key("inapplicable", "-", "-")
FIXED = Key("fixed", "f", "п")
PARTLY = Key("partly", "p", "ч")
FAILED = Key("failed", "x", "н")
NOT_POSSIBLE = Key("not-possible", "o", "м")
OUTCOMES = (FIXED, PARTLY, FAILED, NOT_POSSIBLE)
"""What can come of a step."""

MORE = Key("more", "0", "0")
SEARCH = Key("search", "/", ".")
TAKE_OVER = Key("take-over", "t", "т")
ENTER = Key("enter", ENTER_KEY, ENTER_KEY)
