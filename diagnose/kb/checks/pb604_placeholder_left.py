"""PB604: placeholder left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.file_subject import FileSubject
from diagnose.kb.codes.code import warning
from diagnose.wording import worded

CODE = warning(
    "PB604",
    "Placeholder left",
    "Остался текст-заготовка",
    "A text still holds what was to be replaced: `<the name>`, TODO, FIXME, XXX, TBD, three dots alone, or the words\n"
    "that `diagnose new` writes.",
    "A technician would read it aloud to a customer.",
    "do: Hold <the button> for TODO seconds.",
    "do: Hold the reset button for ten seconds.",
)

_PLACEHOLDER = re.compile(
    r"""\b(?:TODO|FIXME|XXX|TBD)\b
    |<[a-zа-яё][a-zA-Zа-яёА-ЯЁ _-]{1,60}>|\A<[a-zа-яё][^<>]{1,200}>\Z
    |\ASay\ in\ a\ few\ words\ what\ is\ wrong|\ASay\ why\ this\ fault\ makes|\ASay\ what\ to\ do\ first\ about
    |\AКоротко\ назовите\ неисправность|\AОбъясните,\ почему\ при\ этой|\AНапишите,\ что\ сделать\ в\ первую
    |\A\s*(?:\.{3,}|\N{HORIZONTAL ELLIPSIS}|\?{2,}|[xX]{3,}|[хХ]{3,})\s*\Z
    """,
    re.VERBOSE,
)
_HINT = re.compile(
    r"TODO|FIXME|XXX|xxx|ххх|ХХХ|TBD|<|Say |Коротко|Объясните|Напишите|\.\.\.|\N{HORIZONTAL ELLIPSIS}|\?\?"
)


def check(subject: FileSubject) -> Iterator[Finding]:
    """A finding for each text in which something was to be filled in."""
    if not _HINT.search(subject.text):
        return
    for _, scalar in subject.scalars():
        found = _PLACEHOLDER.search(scalar.text)
        if found:
            message = worded("{words!r} is still to be filled in", words=echo(found[0].strip()))
            yield CODE.finding(message, scalar.at, "write what is meant, or leave the key out", subject=subject.name)
