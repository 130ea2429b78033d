"""Where answers come from: single keys of a terminal, or lines of a pipe."""

from __future__ import annotations

import codecs
import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TextIO

ENTER, ESCAPE, BACKSPACE, CLEAR = "\r", "\x1b", "\x7f", "\x15"
NOTHING = "\0"
"""What an arrow key stands for."""
_END = "\x04"
_SEQUENCE = 0.05
"""Seconds within which the rest of the sequence of an arrow key follows its first character."""


class Keyboard(Protocol):
    """What a dialogue reads from. Both methods raise ``EOFError`` when nothing more can come."""

    @property
    def by_line(self) -> bool:
        """Whether answers come in whole lines."""

    def key(self) -> str:
        """One key: a character, or ``ENTER``, ``ESCAPE``, ``BACKSPACE``; by line the whole line, which may be empty."""

    def line(self, first: str = "") -> str | None:
        """A line that begins with ``first``; None when it was given up."""


class Lines:
    """Answers in whole lines, as they come through a pipe."""

    by_line = True

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def key(self) -> str:
        """The next line without white space around it."""
        line = "" if self._stream is None else self._stream.readline()
        if not line:
            raise EOFError
        return line.strip()

    def line(self, first: str = "") -> str | None:
        """``first``, which is a whole line already, or the next one."""
        return first or self.key()


class Keys:
    """Single keys of a terminal that has been told not to wait for the end of a line."""

    by_line = False

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ahead: list[str] = []

    def key(self) -> str:
        """The next key; the sequences of arrows and the like count as one that means nothing."""
        character = self._next()
        if character == _END:
            raise EOFError
        if character == ESCAPE and self._follows():
            return self._sequence()
        return {"\n": ENTER, "\b": BACKSPACE}.get(character, character)

    def line(self, first: str = "") -> str | None:
        """What is typed up to Enter; Escape gives it up, Backspace and Ctrl-U take back."""
        typed = list(first)
        _echo(first)
        while (key := self.key()) != ENTER:
            if key == ESCAPE:
                _echo("\n")
                return None
            if key in {BACKSPACE, CLEAR}:
                taken = len(typed) if key == CLEAR else min(1, len(typed))
                del typed[len(typed) - taken :]
                _echo("\b \b" * taken)
            elif key.isprintable():
                typed.append(key)
                _echo(key)
        _echo("\n")
        return "".join(typed).strip()

    def _next(self) -> str:
        while not self._ahead:
            try:
                read = os.read(self._descriptor, 1024)
            except OSError:
                raise EOFError from None
            if not read:
                raise EOFError
            self._ahead += self._decoder.decode(read)
        return self._ahead.pop(0)

    def _follows(self) -> bool:
        return bool(self._ahead) or bool(select.select([self._descriptor], [], [], _SEQUENCE)[0])

    def _sequence(self) -> str:
        """What an arrow key sends after Escape is read up to its end, and stands for nothing."""
        if self._next() in {"[", "O"}:
            while not ((final := self._next()).isalpha() or final == "~"):
                pass
        return NOTHING


class Console:
    """Single keys where there is no ``termios``: click reads them."""

    by_line = False

    def key(self) -> str:
        """The next key."""
        import click

        character = click.getchar()
        if character in {_END, "\x1a"}:
            raise EOFError
        return {"\n": ENTER, "\b": BACKSPACE}.get(character, character)

    def line(self, first: str = "") -> str | None:
        """What is typed up to Enter, after ``first``."""
        return (first + input(first)).strip()


@contextmanager
def keyboard_at(stream: TextIO | None, *, terminal: bool = False) -> Iterator[Keyboard]:
    """The keyboard at ``stream``; ``terminal`` opens the one the program runs in, when ``stream`` holds something else.

    The terminal is as it was afterwards, also when the program is told to end.
    """
    if not terminal and (stream is None or not stream.isatty()):
        yield Lines(stream)
        return
    with _descriptor_of(None if terminal else stream) as descriptor:
        if descriptor is None:
            yield Lines(None)
        elif os.name == "nt":
            yield Console()
        else:
            with _without_waiting(descriptor), _told_to_end():
                yield Keys(descriptor, _encoding(stream))


@contextmanager
def _descriptor_of(stream: TextIO | None) -> Iterator[int | None]:
    if stream is not None:
        yield stream.fileno()
        return
    try:
        descriptor = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _encoding(stream: TextIO | None) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding


@contextmanager
def _without_waiting(descriptor: int) -> Iterator[None]:
    """The terminal hands over each key at once and does not show it; Ctrl-C still interrupts."""
    import termios

    before = termios.tcgetattr(descriptor)
    mode = termios.tcgetattr(descriptor)
    mode[3] &= ~(termios.ECHO | termios.ICANON)
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _told_to_end() -> Iterator[None]:
    """A terminal that is closed counts as the end of the answers, being told to stop as an interruption."""
    before: dict[int, Any] = {}
    for name, handler in ((signal.SIGHUP, _gone), (signal.SIGTERM, _stopped)):
        with suppress(ValueError):  # not the main thread
            before[name] = signal.signal(name, handler)
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


def _gone(_signal: int, _frame: object) -> None:
    raise EOFError


def _stopped(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _echo(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
