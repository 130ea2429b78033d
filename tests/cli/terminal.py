"""The real program in a pseudo-terminal: what is typed goes in, what a person would see comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
"""Seconds after which a text that has not come is not coming."""

CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ENTER, CTRL_C, CTRL_D, ESCAPE, BACKSPACE, UP = "\r", "\x03", "\x04", "\x1b", "\x7f", "\x1b[A"


class Terminal:
    """``diagnose`` with ``arguments`` in a terminal of ``columns``; ``given`` comes through a pipe to standard input."""

    def __init__(
        self, *arguments: str, columns: int = 80, cwd: Path = ROOT, given: bytes | None = None, **environment: str
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.mode = termios.tcgetattr(slave)
        self._slave = slave
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "diagnose", *arguments],
            stdin=slave if given is None else subprocess.PIPE,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=kept | {"PYTHONPATH": str(ROOT), "TERM": "dumb", "PYTHONUTF8": "1"} | environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one call, no lock
        )
        if self._child.stdin is not None:
            self._child.stdin.write(given or b"")
            self._child.stdin.close()
        self._bytes = b""
        self._from = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait(PATIENCE)
        self.hang_up()

    @property
    def raw(self) -> str:
        """Everything shown, with the codes for colours."""
        return self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def seen(self) -> str:
        """Everything shown, as it reads."""
        return CODES.sub("", self.raw)

    def expect(self, text: str) -> str:
        """Wait until ``text`` is shown below what was waited for before; what stands before it."""
        end = time.monotonic() + PATIENCE
        while (at := self.seen.find(text, self._from)) < 0:
            more = self._read(min(end, time.monotonic() + 0.2))
            if not more and (self._child.poll() is not None or time.monotonic() > end):
                raise AssertionError(f"{text!r} is not shown:\n{self.seen[self._from :]}")
        before = self.seen[self._from : at]
        self._from = at + len(text)
        return before

    def press(self, keys: str) -> Self:
        """Type ``keys`` at the next prompt."""
        self.expect("\n> ")
        return self.type(keys)

    def type(self, keys: str) -> Self:
        """Type ``keys`` now."""
        os.write(self._master, keys.encode())
        return self

    def code(self) -> int:
        """The exit code of the program, when it has ended."""
        end = time.monotonic() + PATIENCE
        while self._read(min(end, time.monotonic() + 0.2)) or self._child.poll() is None:
            assert time.monotonic() < end, f"the program goes on:\n{self.seen[self._from :]}"
        return self._child.wait()

    def mode_now(self) -> list[object]:
        """How the terminal is set."""
        return termios.tcgetattr(self._slave)

    def hang_up(self) -> None:
        """Close the terminal."""
        for descriptor in {self._master, self._slave} - {-1}:
            os.close(descriptor)
        self._master = self._slave = -1

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._child.send_signal(number)

    def wait(self) -> int:
        """The exit code, without reading."""
        return self._child.wait(PATIENCE)

    def _read(self, end: float) -> bool:
        ready = select.select([self._master], [], [], max(0.0, end - time.monotonic()))[0]
        if not ready:
            return False
        try:
            read = os.read(self._master, 65536)
        except OSError:
            return False
        self._bytes += read
        return bool(read)
