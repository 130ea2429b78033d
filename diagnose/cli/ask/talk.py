"""A question to the person at the keyboard: what can be pressed, and what was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.cli.ask.display import GLUE, Display, Line
from diagnose.cli.ask.keyboard import ENTER as ENTER_KEY
from diagnose.cli.ask.keyboard import Keyboard
from diagnose.cli.ask.keys import ENTER, INAPPLICABLE, MORE, SEARCH, Key
from diagnose.explain.words import Words, clean

PAGE = 9
"""So many answers have a digit of their own; the others are on further pages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose: its id, and the words for it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be said now: one of ``choices``, a key, or - where ``typed`` or ``search`` - a line of text.

    Where ``signed`` a minus begins a number; alone it says that the attribute does not apply.
    ``enter`` names what an empty answer means, as ``enter.<name>`` in the catalogue; nothing when it means nothing.
    """

    choices: tuple[Choice, ...] = ()
    keys: tuple[Key, ...] = ()
    commands: tuple[Key, ...] = ()
    enter: str = ""
    typed: bool = False
    search: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the choices, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key."""

    key: Key


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of text."""

    text: str


Reply: TypeAlias = Chosen | Pressed | Typed


class Talk:
    """The person at the keyboard, in one language."""

    def __init__(self, display: Display, keyboard: Keyboard, words: Words) -> None:
        self.display = display
        self.keyboard = keyboard
        self.words = words

    def show(self, *lines: Line | str) -> None:
        """Write ``lines``."""
        self.display.show(lines)

    def say(self, key: str, /, **values: object) -> None:
        """Write a message of the catalogue."""
        self.show(self.words.say(key, **values))

    def ask(self, menu: Menu) -> Reply:
        """What the person answers; a key that means nothing is answered with those that do.

        Raises:
            EOFError: no answer can come any more.
        """
        page = 0
        self._offer(menu, page)
        while True:
            self.display.prompt("> ")
            pressed = self.keyboard.key()
            if self._turns(menu, pressed):
                self._heard(self.words.say("key.more"))
                page = (page + 1) % self._pages(menu)
                self._offer(menu, page)
                continue
            reply = self._reply(menu, pressed, page)
            if reply is not None:
                return reply
            self._hint(menu, pressed, page)

    def line(self, key: str = "") -> str | None:
        """A line of text, asked for with the message ``key``; None when it was given up, or is empty."""
        self.display.prompt(self.words.say(key) if key else "> ")
        return self._finished(self.keyboard.line())

    def pressed(self, menu: Menu) -> Key:
        """Which of the keys of ``menu`` was pressed; it offers nothing else."""
        reply = self.ask(menu)
        return reply.key if isinstance(reply, Pressed) else ENTER

    def _finished(self, text: str | None) -> str | None:
        if self.keyboard.by_line:
            self.show(clean(text or ""))
        return text or None

    def _turns(self, menu: Menu, pressed: str) -> bool:
        return not self.keyboard.by_line and MORE.is_meant(pressed) and self._pages(menu) > 1

    def _pages(self, menu: Menu) -> int:
        return 1 if self.keyboard.by_line else max(1, -(-len(menu.choices) // PAGE))

    def _visible(self, menu: Menu, page: int) -> tuple[Choice, ...]:
        return menu.choices if self.keyboard.by_line else menu.choices[page * PAGE : (page + 1) * PAGE]

    def _offer(self, menu: Menu, page: int) -> None:
        visible = self._visible(menu, page)
        self.show(*(Line(f"  {number}  {choice.label}", "", 3) for number, choice in enumerate(visible, 1)))
        self.show(Line(self._keys(menu, page), "dim"))

    def _keys(self, menu: Menu, page: int, *, both: bool = False) -> str:
        """What can be pressed, in a line; ``both`` names the keys of the other language too."""
        words, visible = self.words, len(self._visible(menu, page))
        offers = [words.say("keys.numbers" if visible > 1 else "keys.number", number=visible)] if visible else []
        if menu.typed:
            offers.append(words.say("keys.type"))
        if menu.enter:
            meaning = words.say(f"enter.{menu.enter}")
            offers.append(words.say("keys.empty", text=meaning) if menu.typed else f"[Enter] {meaning}")
        more = (MORE,) if self._pages(menu) > 1 else ()
        search = (SEARCH,) if menu.search and not self.keyboard.by_line else ()
        for key in (*more, *search, *menu.keys, *menu.commands):
            shown, other = key.shown(words.language), key.other(words.language)
            named = f"{shown} {other}" if both and other != shown else shown
            offers.append(f"[{named}] {words.say(f'key.{key.name}')}")
        return words.say("keys.line", values="  ".join(offer.replace(" ", GLUE) for offer in offers))

    def _hint(self, menu: Menu, pressed: str, page: int) -> None:
        shown = clean(pressed) if pressed.isprintable() else ""
        self._heard(shown)
        self.say("keys.wrong", text=self.words.say("word.quoted", text=shown)) if shown else self.say("keys.nothing")
        self.show(Line(self._keys(menu, page, both=True), "dim"))

    def _reply(self, menu: Menu, pressed: str, page: int) -> Reply | None:
        """What ``pressed`` means; None when it means nothing."""
        if menu.signed and INAPPLICABLE.is_meant(pressed) and not self.keyboard.by_line:
            typed = self._typed(menu, pressed)
            return Pressed(INAPPLICABLE) if typed == Typed(pressed) else typed
        for key in (*menu.keys, *menu.commands):
            if key.is_meant(pressed):
                self._heard(self.words.say(f"key.{key.name}"))
                return Pressed(key)
        choice = self._choice(menu, pressed, page)
        if choice is not None:
            self._heard(choice.label)
            return Chosen(choice.id)
        if self.keyboard.by_line:
            return self._reply_by_line(menu, pressed)
        if pressed == ENTER_KEY and not menu.typed:
            return self._empty(menu)
        if (menu.typed and (pressed == ENTER_KEY or pressed.isdecimal())) or (menu.search and SEARCH.is_meant(pressed)):
            return self._typed(menu, pressed)
        return None

    def _reply_by_line(self, menu: Menu, line: str) -> Reply | None:
        if not line:
            return self._empty(menu)
        if not menu.typed and (not menu.search or len(line) < 2):
            return None
        self._heard(clean(line))
        return Typed(line)

    def _typed(self, menu: Menu, pressed: str) -> Reply | None:
        """A line that is typed in now."""
        self.display.prompt(self.words.say("ask.type" if menu.typed else "ask.search"))
        text = self.keyboard.line("" if pressed == ENTER_KEY or SEARCH.is_meant(pressed) else pressed)
        if text:
            return Typed(text)
        return self._empty(menu) if text is not None and menu.typed else None

    def _empty(self, menu: Menu) -> Reply | None:
        """What an empty answer means."""
        if not menu.enter:
            return None
        self._heard(self.words.say(f"enter.{menu.enter}"))
        return Pressed(ENTER)

    def _choice(self, menu: Menu, pressed: str, page: int) -> Choice | None:
        visible = self._visible(menu, page)
        if pressed.isdecimal() and pressed.isascii():
            number = int(pressed) if len(pressed) < 4 else 0
            return visible[number - 1] if 1 <= number <= len(visible) else None
        if not self.keyboard.by_line or len(pressed) < 2:
            return None
        word = pressed.casefold()
        return next((each for each in visible if word in {each.id.casefold(), each.label.casefold()}), None)

    def _heard(self, text: str) -> None:
        """Say what was understood, behind the prompt."""
        self.show(Line(text, "bold"))


def choices(labels: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices from ids and labels, in the order given."""
    return tuple(Choice(name, label) for name, label in labels)
