"""Syntax errors in plain words, with a guess at the cause from the lines around the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.errors import Finding, Location, echo

Mark: TypeAlias = tuple[int, int]
"""Line and column as the parser gives them, from 0."""

_KEY = re.compile(r"""\s*(?:- +)*(?:[^\s'"#\[\]{},:][^:#]*|"[^"]*"|'[^']*'):(?:\s|$)""")
_TIGHT_KEY = re.compile(r"\s*(?:- +)*[\w.\-/]+:[^\s:/]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What the parser said, where, and while doing what since where."""

    text: str = ""
    mark: Mark | None = None
    context: str = ""
    since: Mark | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """The problem with the lines it lies in."""

    problem: Problem
    lines: list[str]
    mark: Mark
    since: Mark

    @property
    def line(self) -> str:
        """The line of the mark."""
        return self.lines[self.mark[0]]

    @property
    def here(self) -> str:
        """The character at the mark; empty at the end of the line."""
        return self.line[self.mark[1] : self.mark[1] + 1]

    @property
    def above(self) -> int:
        """The nearest line above the mark that is not blank; -1 for none."""
        row = self.mark[0] - 1
        while row >= 0 and not self.lines[row].split("#")[0].strip():
            row -= 1
        return row

    @property
    def opened(self) -> Mark:
        """The bracket that the problem lies in: where the parser says, or the last one before the mark."""
        row, column = self.since
        while row >= 0 and self.lines[row][column : column + 1] not in ("[", "{"):
            column = max(self.lines[row].rfind("[", 0, column), self.lines[row].rfind("{", 0, column))
            if column < 0:
                row -= 1
                column = len(self.lines[row])
        return (row, column) if row >= 0 else self.since


Guess: TypeAlias = tuple[str, str, Mark]
"""Message, advice and place."""


def explain(problem: Problem, lines: list[str], file: str) -> Finding:
    """The finding for a document that is no YAML."""
    scene = _Scene(problem, lines, _within(problem.mark, lines), _within(problem.since or problem.mark, lines))
    guesses = (guess(scene) for guess in GUESSES)
    fallback = ("this cannot be read as YAML", "check indentation, colons, quotes and brackets here", scene.mark)
    message, advice, (row, column) = next((guess for guess in guesses if guess), fallback)
    code = "PB009" if "tag handle" in problem.text else "PB001"
    return Finding(code, message, Location(file, row + 1, column + 1), advice=advice)


def _within(mark: Mark | None, lines: list[str]) -> Mark:
    if mark is None:
        return (0, 0)
    if mark[0] >= len(lines):  # the parser counts the end of the text as a line of its own
        return (len(lines) - 1, len(lines[-1]))
    return (mark[0], min(mark[1], len(lines[mark[0]])))


def _tab(scene: _Scene) -> Guess | None:
    rows = (scene.mark[0],) if scene.here != "\t" else (scene.mark[0], scene.above)
    for row in rows:
        line = scene.lines[row] if row >= 0 else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return "a tab is used for indentation", "indent with spaces, two for each level", (row, indent.index("\t"))
    if scene.here == "\t":
        return "a tab stands where a space is expected", "use spaces", scene.mark
    return None


def _invisible(scene: _Scene) -> Guess | None:
    line = scene.line
    indent = line[: len(line) - len(line.lstrip("\u00a0\u2007\u202f\u200b\ufeff\u3000 "))]
    odd = indent.lstrip(" ")
    if not odd:
        return None
    at = (scene.mark[0], len(indent) - len(odd))
    return "the line begins with an invisible character that is no space", "type the indentation again with spaces", at


def _unclosed_quote(scene: _Scene) -> Guess | None:
    if "quoted scalar" not in scene.problem.context or "escape" in scene.problem.text:
        return None
    if "end of stream" in scene.problem.text or "document indicator" in scene.problem.text:
        row, column = scene.since
        quote = scene.lines[row][column : column + 1]
        advice = "close it at the end of the text; inside '...' an apostrophe is written twice"
        return f"the quote {quote} opened here is never closed", advice, scene.since
    return None


def _escape(scene: _Scene) -> Guess | None:
    if "escape" in scene.problem.text or ("quoted scalar" in scene.problem.context and "hex" in scene.problem.text):
        advice = "write the backslash twice, or use single quotes"
        return "a backslash inside double quotes begins an unknown escape", advice, scene.mark
    return None


def _first_character(scene: _Scene) -> Guess | None:
    context = scene.problem.context
    special = any(f"an {word}" in context or f"a {word}" in context for word in ("alias", "anchor", "tag"))
    if special:
        row, column = scene.since
    elif "cannot start any token" in scene.problem.text:
        row, column = scene.mark
    else:
        return None
    character = scene.lines[row][column : column + 1]
    return f"a text cannot begin with '{echo(character)}'", "put the text in quotes", (row, column)


def _quote_in_text(scene: _Scene) -> Guess | None:
    before = scene.line[: scene.mark[1]].rstrip()
    if not before or before[-1] not in "\"'" or not scene.here or scene.here in "\"'":
        return None
    quote = before[-1]
    if before.count(quote) % 2 == 0:
        advice = "put the whole text in quotes, with the other kind of quote inside"
        return "the text goes on after its closing quote", advice, scene.mark
    for row in range(scene.mark[0] - 1, -1, -1):
        if scene.lines[row].count(quote) % 2:
            at = (row, scene.lines[row].rindex(quote))
            return f"the quote {quote} opened here is not closed on its line", "close it at the end of the text", at
    return None


def _bracket(scene: _Scene) -> Guess | None:
    if "flow" not in scene.problem.context:
        return None
    row, column = scene.opened
    opening = scene.lines[row][column : column + 1]
    closing = "}" if opening == "{" else "]"
    if scene.here and scene.here in "]}":
        return f"'{opening}' is closed by '{scene.here}'", f"write '{closing}'", scene.mark
    same_line = scene.mark[0] == row
    if same_line and scene.here == ":":
        return "a second colon in an unquoted text", "put the text in quotes", scene.mark
    tail = scene.lines[row][column:]
    if not same_line and "#" in tail and closing not in tail.split("#")[0]:
        at = (row, column + tail.index("#"))
        return "'#' begins a comment, so the rest of the line is not read", "put the text in quotes", at
    if same_line and scene.here:
        return "a comma is missing between two entries", "separate entries by commas; quote texts", scene.mark
    advice = f"write '{closing}' where the list ends" if opening == "[" else f"write '{closing}' where the entries end"
    return f"the bracket '{opening}' opened here is never closed", advice, scene.opened


def _unexpected_colon(scene: _Scene) -> Guess | None:
    if "mapping values are not allowed" not in scene.problem.text:
        return None
    if len(scene.line[: scene.mark[1]]) > 1000:
        return "a key is longer than 1 000 characters", "is a line break or a colon missing?", (scene.mark[0], 0)
    if _KEY.match(scene.line[: scene.mark[1]]):
        advice = "put the whole text in quotes, or write it on lines of its own after '>'"
        return "a second colon in an unquoted text", advice, scene.mark
    above = scene.above
    line = scene.lines[above] if above >= 0 else ""
    if _TIGHT_KEY.match(line) and not _KEY.match(line):
        return "a space is missing after the colon", "write 'key: value'", (above, line.index(":"))
    if above >= 0 and _KEY.match(line):
        return _deeper(scene)
    if above >= 0:
        return "a colon is missing after the key", "write 'key: value'", (above, len(line) - len(line.lstrip()))
    return None


def _deeper(scene: _Scene) -> Guess:
    message = "the line is indented deeper than the line above, which has a value already"
    advice = "indent it like the line above; a key with entries below has no value on its own line"
    return message, advice, (scene.mark[0], len(scene.line) - len(scene.line.lstrip()))


def _missing_colon(scene: _Scene) -> Guess | None:
    if "could not find expected ':'" not in scene.problem.text:
        return None
    row, column = scene.since
    if _TIGHT_KEY.match(scene.lines[row]):
        return "a space is missing after the colon", "write 'key: value'", (row, scene.lines[row].index(":"))
    advice = "write 'key: value'; if the line continues the text above, indent it deeper"
    return f"a colon is missing after '{echo(scene.lines[row][column:].strip())}'", advice, scene.since


def _wrong_level(scene: _Scene) -> Guess | None:
    if scene.here and scene.here in "]},":
        advice = "delete it, or put the text in quotes"
        return f"'{scene.here}' stands here without an opening bracket", advice, scene.mark
    if scene.problem.context.endswith("block collection") or "'-' indicator" in scene.problem.text:
        advice = "begin the line with '- ', or indent it like the key that holds the list"
        return "a line that is no list item stands among the items of a list", advice, scene.mark
    if "block mapping" not in scene.problem.context:
        return None
    if scene.here == ":":
        return "a key is missing before the colon", "write 'key: value'", scene.mark
    if scene.here == "-":
        return "a list item stands where a key is expected", "indent the list below its key", scene.mark
    above = scene.lines[scene.above] if scene.above >= 0 else ""
    if _KEY.match(above) and len(above) - len(above.lstrip()) < scene.mark[1] and not above.rstrip().endswith(":"):
        return _deeper(scene)
    return "the indentation fits none of the lines above", "indent entries of one level alike, with spaces", scene.mark


def _others(scene: _Scene) -> Guess | None:
    context, text = scene.problem.context, scene.problem.text
    if "block scalar" in context:
        return "after '|' or '>' the text begins on the next line", "start a new line, or use quotes", scene.mark
    if "directive" in context + text or "YAML document" in text:
        return "a line that begins with '%' is a directive, which is not read", "delete it or use quotes", scene.mark
    if "document start" in text:
        return "the document has ended, but text follows", "delete '...' or '---'; one document, one file", scene.mark
    return None


GUESSES: tuple[Callable[[_Scene], Guess | None], ...] = (
    _tab,
    _invisible,
    _unclosed_quote,
    _escape,
    _first_character,
    _quote_in_text,
    _bracket,
    _unexpected_colon,
    _missing_colon,
    _wrong_level,
    _others,
)
