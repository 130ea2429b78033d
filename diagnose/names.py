"""Identifiers: what is wrong with one, and which known one was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from diagnose.errors import echo
from diagnose.wording import joined, phrase, worded

LONGEST = 200
"""Most characters of an identifier."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?:[./][A-Za-z][A-Za-z0-9_-]*)*", re.ASCII)
_WORDS = re.compile(r"[-_./\s]+")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝӏкмтнвгєәАВЕЗКМНОРСТУХІЈЅԌαοινρυκχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwlkmthbreeABE3KMHOPCTYXIJSGaoivpukxyABEZHIKMNOPTYX",
)
_WITHIN = frozenset({"Nd", "Mn", "Mc"})
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


class IdShape(Enum):
    """Which parts an identifier has; the value is an example."""

    WORD = "toner-empty"
    NAME = "printing.toner-empty or printing"
    DOTTED = "printing.toner-empty"
    PLACE = "msk/office-3"


@dataclass(frozen=True, slots=True)
class IdProblem:
    """Why a text is no identifier, and what to write instead."""

    code: str
    message: str
    advice: str


def fold(name: str) -> str:
    """``name`` as it is compared: NFC, without regard to case."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def problem_with_id(name: str, shape: IdShape = IdShape.DOTTED) -> IdProblem | None:
    """What is wrong with ``name`` as an identifier of that ``shape``, if anything (PB112; PB213: mixed alphabets)."""
    if len(name) > LONGEST:
        return _problem(name, worded("is longer than {limit} characters", limit=LONGEST), shape)
    if not _PLAIN.fullmatch(name):
        problem = _unusual(name, shape)
        if problem:
            return problem
    if shape is not IdShape.PLACE and "/" in name:
        return _problem(name, "holds '/'; parts are joined by dots", shape)
    if shape is IdShape.WORD and "." in name:
        return _problem(name, "has several parts; one is wanted", shape)
    if shape is IdShape.DOTTED and "." not in name:
        return _problem(name, "has one part; at least two are wanted, joined by a dot", shape)
    return None


def lookalike(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that looks like ``name`` but is written with letters of another alphabet."""
    wanted = skeleton(name)
    return next((other for other in known if other != name and skeleton(other) == wanted), None)


def closest(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that was probably meant by ``name``, if one is near enough; ties go by name."""
    candidates = sorted(set(known) - {name})
    wanted = fold(name)
    by_fold = {fold(other): other for other in reversed(candidates)}
    if wanted in by_fold:
        return by_fold[wanted]
    same = lookalike(name, candidates)
    if same is not None:
        return same
    near = get_close_matches(wanted[:LONGEST], list(by_fold), n=1, cutoff=0.65)
    return by_fold[near[0]] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` for the closest of ``known``; empty when none is near."""
    meant = closest(name, known)
    return worded("did you mean '{near}'?", near=echo(meant)) if meant else ""


def skeleton(name: str) -> str:
    """``name`` with look-alike letters of other alphabets as the Latin ones, and without regard to case."""
    return unicodedata.normalize("NFKC", name).translate(_LOOKALIKES).casefold()


def _problem(name: str, reason: str, shape: IdShape) -> IdProblem:
    message = worded("'{name}' is no identifier: it {reason}", name=echo(name), reason=phrase(reason))
    return IdProblem("PB112", message, worded("write it like {example}", example=phrase(shape.value)))


def _unusual(name: str, shape: IdShape) -> IdProblem | None:
    if not name:
        return _problem(name, "is empty", shape)
    if unicodedata.normalize("NFC", name) != name:
        return _problem(name, "is not in the composed form (NFC)", shape)
    for part in re.split(r"[./]", name):
        if not part or not part[0].isalpha():
            return _problem(name, "has a part that does not begin with a letter", shape)
        odd = next((ch for ch in part if not _may_stand(ch)), None)
        if odd:
            return _problem(name, worded("holds '{letter}' (U+{number:04X})", letter=echo(odd), number=ord(odd)), shape)
    return _mixed(name)


def _may_stand(character: str) -> bool:
    return character in "-_" or unicodedata.category(character)[0] == "L" or unicodedata.category(character) in _WITHIN


def _mixed(name: str) -> IdProblem | None:
    for word in _WORDS.split(name):
        alphabets = sorted({_alphabet(ch) for ch in word if ch.isalpha()})
        if len(alphabets) > 1:
            listed = joined(" and ", (phrase(alphabet.capitalize()) for alphabet in alphabets))
            letters = [(_alphabet(ch), ch) for ch in word if ch.isalpha()]
            rare = min(alphabets, key=lambda one: (sum(alphabet == one for alphabet, _ in letters), one))
            odd = ", ".join(f"'{ch}' (U+{ord(ch):04X})" for alphabet, ch in dict.fromkeys(letters) if alphabet == rare)
            message = worded("'{name}' mixes {listed} letters in one word", name=echo(name), listed=listed)
            return IdProblem(
                "PB213",
                message,
                worded(
                    "{odd} is {alphabet}; write the word in one alphabet", odd=odd, alphabet=phrase(rare.capitalize())
                ),
            )
    return None


def _alphabet(letter: str) -> str:
    word = unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]
    return "EAST ASIAN" if word in _EAST_ASIAN else word
