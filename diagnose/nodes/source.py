"""From bytes to text that a parser may see: encoding, size, characters and line ends."""

from __future__ import annotations

import re
import unicodedata

from diagnose.errors import Finding, Fix, FixKind, Location, Severity
from diagnose.nodes.limits import Limits
from diagnose.wording import worded

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\x85\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff"
    "\uffa0\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def decode(raw: bytes | str, file: str, limits: Limits) -> tuple[str | None, tuple[Finding, ...]]:
    """``raw`` as text without a byte order mark, or None when it cannot be read at all, with the findings."""
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode("utf-8", "surrogatepass"))
    if size > limits.file:
        message = worded("{size} bytes are more than the limit of {limit}", size=size, limit=limits.file)
        return None, (Finding("PB005", message, Location(file, 1, 1), advice="split it: one playbook, one file"),)
    text = _from_utf8(raw, file) if isinstance(raw, bytes) else raw
    if isinstance(text, Finding):
        return None, (text,)
    if surrogate := _SURROGATE.search(text):
        at = place(text, surrogate.start(), file)
        half = "half of a character (a lone surrogate) is no text"
        return None, (Finding("PB002", half, at, advice="write it again"),)
    mark = text.startswith("\ufeff")
    text = text[1:] if mark else text
    found = [_byte_order_mark(file)] if mark else []
    if forbidden := _FORBIDDEN.search(text):
        return None, (*found, _forbidden(text, forbidden.start(), file))
    return text, (*found, *_invisible(text, file), *_line_ends(text, file))


def place(text: str, offset: int, file: str) -> Location:
    """Line and column of the character at ``offset``."""
    starts = [0, *(end.end() for end in _BREAK.finditer(text, 0, offset))]
    return Location(file, len(starts), offset - starts[-1] + 1)


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` as the YAML parser counts them."""
    return _BREAK.split(text)


def name_of(character: str) -> str:
    """``U+00A0 NO-BREAK SPACE`` and the like."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _from_utf8(raw: bytes, file: str) -> str | Finding:
    head = raw[:64]
    if head.startswith(_WIDE_MARKS) or (len(head) > 3 and head.count(0) * 3 >= len(head)):
        return Finding("PB002", "this is UTF-16 or UTF-32, not UTF-8", Location(file, 1, 1), advice="save it as UTF-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        at = place(before, len(before), file)
        message = worded("byte 0x{byte:02X} is not UTF-8", byte=raw[error.start])
        return Finding("PB002", message, at, advice="save the file as UTF-8; it may be in Windows-1251 or Latin-1")


def _byte_order_mark(file: str) -> Finding:
    advice, at = "save it as UTF-8 without a mark", Location(file, 1, 1)
    return Finding(
        "PB003", "the file begins with a byte order mark", at, Severity.INFO, advice, fix=Fix(FixKind.RESAVE, at)
    )


def _forbidden(text: str, offset: int, file: str) -> Finding:
    message = worded("control character {character} has no place in a text", character=name_of(text[offset]))
    return Finding("PB001", message, place(text, offset, file), advice="delete it")


def _invisible(text: str, file: str) -> list[Finding]:
    if text.isascii():
        return []
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for match in _INVISIBLE.finditer(text):
        first.setdefault(match[0], match.start())
        counts[match[0]] = counts.get(match[0], 0) + 1
    found = []
    for character, offset in first.items():
        more = worded(", {count} times", count=counts[character]) if counts[character] > 1 else ""
        message = worded("invisible character {character}{more}", character=name_of(character), more=more)
        advice = "type an ordinary space, or nothing, in its place"
        found.append(Finding("PB015", message, place(text, offset, file), Severity.WARNING, advice))
    return found


def _line_ends(text: str, file: str) -> list[Finding]:
    if "\r" not in text:
        return []
    usual: str | None = None
    for end in re.finditer("\r\n|\r|\n", text):
        usual = usual or end[0]
        if end[0] != usual:
            at = place(text, end.start(), file)
            advice = "save the file with one kind of line end"
            message, fix = "line ends of Windows and Unix are mixed", Fix(FixKind.RESAVE, at)
            return [Finding("PB016", message, at, Severity.WARNING, advice, fix=fix)]
    return []
