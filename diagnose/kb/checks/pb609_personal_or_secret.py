"""PB609: personal data or a secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.file_subject import FileSubject
from diagnose.kb.codes.code import warning
from diagnose.wording import phrase, worded

CODE = warning(
    "PB609",
    "Personal data or a secret",
    "Личные данные или секрет",
    "A text holds what looks like an e-mail address, a telephone or card number, a password or a key. Addresses\n"
    "of `example.org` and its like, numbers made for examples (555-01xx) and service numbers (800) are let pass;\n"
    "IP addresses are not looked at, since versions look the same.",
    "Playbooks and cases are read by many, copied and kept for years.",
    "story: 'Ivanova, i.ivanova@bank.ru, password: Winter2026'",
    "story: 'An accountant cannot sign in since the password was changed.'",
)

# All repetitions are bounded: a hostile text must not make a search slow.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[A-Za-zА-Яа-я]{2,20})\b")
_MADE_UP = re.compile(r"(?:.*\.)?example(?:\.[a-z]+)?|.*\.(?:test|invalid|localhost|local|lan)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+\d|8(?=[ (-]{0,2}\(?9\d\d))[ ()-]{0,2}(?:\d[ ()-]{0,2}){8,12}\d(?!\w)")
_FREE = re.compile(r"\A(?:\+?7|8)800|55501\d\d\Z")
_CARD = re.compile(r"(?<![\w-])[2456]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\w-])")
_PASSWORD = re.compile(
    r"(?:password|passphrase|passwd|pwd|\bpin|парол[ьяе]|пин-код)\s{0,3}[:=]\s{0,3}(?P<word>[^\s,;.'\")]{4,40})"
)
_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30}|\bgithub_pat_\w{30}"
    r"|\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10}|\bsk-\w{20}|\beyJ[\w-]{10,400}\.[\w-]{10,400}\.[\w-]{5}"
)


def check(subject: FileSubject) -> Iterator[Finding]:
    """A finding for each text that holds personal data or a secret; the message does not repeat it."""
    lowered = subject.text.lower()
    kinds = [(what, holds) for what, hint, holds in _KINDS if hint(lowered)]
    if not kinds:
        return
    for _, scalar in subject.scalars():
        what = next((what for what, holds in kinds if holds(scalar.text)), None)
        if what is not None:
            message = worded("this looks like {what}", what=phrase(what))
            yield CODE.finding(message, scalar.at, "leave it out, or write one made for examples", subject=subject.name)


def _holds_address(text: str) -> bool:
    return "@" in text and any(not _MADE_UP.fullmatch(found["domain"]) for found in _EMAIL.finditer(text))


def _holds_number(text: str) -> bool:
    return any(not _FREE.search(re.sub(r"\D", "", found[0])) for found in _PHONE.finditer(text))


def _holds_card(text: str) -> bool:
    return any(_adds_up(re.sub(r"\D", "", found[0])) for found in _CARD.finditer(text))


def _adds_up(digits: str) -> bool:
    """Whether the last digit of ``digits`` is the check digit of the others (Luhn, 1960); zeros are made up."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0 and "00000000" not in digits


def _holds_password(text: str) -> bool:
    """Whether what follows the word looks chosen as a password, with digits, not like a sentence that goes on."""
    found = _PASSWORD.finditer(text.lower()) if ":" in text or "=" in text else ()
    return any(any(mark.isdigit() for mark in each["word"]) for each in found)


def _holds_key(text: str) -> bool:
    return len(text) > 15 and _KEY.search(text) is not None


def _has(*marks: str) -> Callable[[str], bool]:
    return lambda lowered: any(mark in lowered for mark in marks)


_DIGITS = re.compile(r"[2456]\d{3}[ -]?\d{4}[ -]?\d{4}")
_KINDS: tuple[tuple[str, Callable[[str], bool], Callable[[str], bool]], ...] = (
    ("an e-mail address", _has("@"), _holds_address),
    ("a telephone number", _has("+", "8 9", "8 (9", "8(9", "8-9", "8-(9", "89"), _holds_number),
    ("the number of a bank card", lambda lowered: _DIGITS.search(lowered) is not None, _holds_card),
    (
        "a password",
        _has("password", "passphrase", "passwd", "pwd", "pin:", "pin=", "парол", "пин-код"),
        _holds_password,
    ),
    (
        "a secret key",
        _has("private key", "akia", *(f"gh{kind}_" for kind in "pousr"), "_pat_", "glpat-", "xox"),
        _holds_key,
    ),
    ("a secret key", _has(*(f"{before}sk-" for before in " '\"=:"), "eyj"), _holds_key),
)
"""What is looked for: the words for it, what a file must hold for it to be worth while, and how it is recognised."""
