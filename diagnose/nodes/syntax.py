"""Syntax errors in plain words, with a guess at the cause from the lines around the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from diagnose.errors import Finding, Location, echo
from diagnose.nodes.scene import Mark, Problem, Scene
from diagnose.wording import worded

_KEY = re.compile(r"""\s*(?:- +)*(?:[^\s'"#\[\]{},:][^:#]*|"[^"]*"|'[^']*'):(?:\s|$)""")
_TIGHT_KEY = re.compile(r"\s*(?:- +)*[\w.\-/]+:[^\s:/]")

Guess: TypeAlias = tuple[str, str, Mark]
"""Message, advice and place."""


def explain(problem: Problem, lines: list[str], file: str) -> Finding:
    """The finding for a document that is no YAML."""
    scene = Scene.of(problem, lines)
    guesses = (guess(scene) for guess in GUESSES)
    fallback = ("this cannot be read as YAML", "check indentation, colons, quotes and brackets here", scene.mark)
    message, advice, (row, column) = next((guess for guess in guesses if guess), fallback)
    code = "PB009" if "tag handle" in problem.text else "PB001"
    return Finding(code, message, Location(file, row + 1, column + 1), advice=advice)


def _tab(scene: Scene) -> Guess | None:
    rows = (scene.mark[0],) if scene.here != "\t" else (scene.mark[0], scene.above)
    for row in rows:
        line = scene.lines[row] if row >= 0 else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return "a tab is used for indentation", "indent with spaces, two for each level", (row, indent.index("\t"))
    if scene.here == "\t":
        return "a tab stands where a space is expected", "use spaces", scene.mark
    return None


def _invisible(scene: Scene) -> Guess | None:
    line = scene.line
    indent = line[: len(line) - len(line.lstrip("\u00a0\u2007\u202f\u200b\ufeff\u3000 "))]
    odd = indent.lstrip(" ")
    if not odd:
        return None
    at = (scene.mark[0], len(indent) - len(odd))
    return "the line begins with an invisible character that is no space", "type the indentation again with spaces", at


def _unclosed_quote(scene: Scene) -> Guess | None:
    if "quoted scalar" not in scene.problem.context or "escape" in scene.problem.text:
        return None
    if "end of stream" in scene.problem.text or "document indicator" in scene.problem.text:
        row, column = scene.since
        quote = scene.lines[row][column : column + 1]
        advice = "close it at the end of the text; inside '...' an apostrophe is written twice"
        return worded("the quote {quote} opened here is never closed", quote=quote), advice, scene.since
    return None


def _escape(scene: Scene) -> Guess | None:
    if "escape" in scene.problem.text or ("quoted scalar" in scene.problem.context and "hex" in scene.problem.text):
        advice = "write the backslash twice, or use single quotes"
        return "a backslash inside double quotes begins an unknown escape", advice, scene.mark
    return None


def _first_character(scene: Scene) -> Guess | None:
    context = scene.problem.context
    special = any(f"an {word}" in context or f"a {word}" in context for word in ("alias", "anchor", "tag"))
    if special:
        row, column = scene.since
    elif "cannot start any token" in scene.problem.text:
        row, column = scene.mark
    else:
        return None
    character = scene.lines[row][column : column + 1]
    return (
        worded("a text cannot begin with '{character}'", character=echo(character)),
        "put the text in quotes",
        (row, column),
    )


def _quote_in_text(scene: Scene) -> Guess | None:
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
            return (
                worded("the quote {quote} opened here is not closed on its line", quote=quote),
                "close it at the end of the text",
                at,
            )
    return None


def _bracket(scene: Scene) -> Guess | None:
    if "flow" not in scene.problem.context:
        return None
    row, column = scene.opened
    opening = scene.lines[row][column : column + 1]
    closing = "}" if opening == "{" else "]"
    if scene.here and scene.here in "]}":
        return (
            worded("'{opening}' is closed by '{bracket}'", opening=opening, bracket=scene.here),
            worded("write '{closing}'", closing=closing),
            scene.mark,
        )
    same_line = scene.mark[0] == row
    if same_line and scene.here == ":":
        return "a second colon in an unquoted text", "put the text in quotes", scene.mark
    tail = scene.lines[row][column:]
    if not same_line and "#" in tail and closing not in tail.split("#")[0]:
        at = (row, column + tail.index("#"))
        return "'#' begins a comment, so the rest of the line is not read", "put the text in quotes", at
    if same_line and scene.here:
        return "a comma is missing between two entries", "separate entries by commas; quote texts", scene.mark
    advice = (
        worded("write '{closing}' where the list ends", closing=closing)
        if opening == "["
        else worded("write '{closing}' where the entries end", closing=closing)
    )
    return worded("the bracket '{opening}' opened here is never closed", opening=opening), advice, scene.opened


def _unexpected_colon(scene: Scene) -> Guess | None:
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


def _deeper(scene: Scene) -> Guess:
    message = "the line is indented deeper than the line above, which has a value already"
    advice = "indent it like the line above; a key with entries below has no value on its own line"
    return message, advice, (scene.mark[0], len(scene.line) - len(scene.line.lstrip()))


def _missing_colon(scene: Scene) -> Guess | None:
    if "could not find expected ':'" not in scene.problem.text:
        return None
    row, column = scene.since
    if _TIGHT_KEY.match(scene.lines[row]):
        return "a space is missing after the colon", "write 'key: value'", (row, scene.lines[row].index(":"))
    advice = "write 'key: value'; if the line continues the text above, indent it deeper"
    return (
        worded("a colon is missing after '{text}'", text=echo(scene.lines[row][column:].strip())),
        advice,
        scene.since,
    )


def _wrong_level(scene: Scene) -> Guess | None:
    if scene.here and scene.here in "]},":
        advice = "delete it, or put the text in quotes"
        return worded("'{bracket}' stands here without an opening bracket", bracket=scene.here), advice, scene.mark
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


def _others(scene: Scene) -> Guess | None:
    context, text = scene.problem.context, scene.problem.text
    if "block scalar" in context:
        return "after '|' or '>' the text begins on the next line", "start a new line, or use quotes", scene.mark
    if "directive" in context + text or "YAML document" in text:
        return "a line that begins with '%' is a directive, which is not read", "delete it or use quotes", scene.mark
    if "document start" in text:
        return "the document has ended, but text follows", "delete '...' or '---'; one document, one file", scene.mark
    return None


GUESSES: tuple[Callable[[Scene], Guess | None], ...] = (
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
