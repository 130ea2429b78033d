"""PB509: dead link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from diagnose.errors import Finding, echo
from diagnose.kb.checks.file_subject import FileSubject
from diagnose.kb.codes.code import warning
from diagnose.nodes.files import exists_below
from diagnose.wording import worded

CODE = warning(
    "PB509",
    "Dead link",
    "Ссылка в никуда",
    "A text or a source names a file beside the playbook - by a Markdown link, as `file:tray.png`, or as a path alone\n"
    "under `sources` - that is not there. Addresses on the network are not looked up.",
    "Whoever follows the plan gets stuck where the picture should be.",
    "do: Open the tray as in file:pictures/tary.png.",
    "do: Open the tray as in file:pictures/tray.png.",
)

_LINK = re.compile(r"\[[^\[\]\n]{0,200}\]\((?P<link>[^()\s]{1,500})\)|\bfile:(?P<file>[^\s,;)\]]{1,500})")
_ENDING = re.compile(r"\.(?:pdf|png|jpe?g|gif|svg|md|txt|html?|docx?|xlsx?|odt|csv|log)\b")
_PATH = re.compile(r"(?:\.{1,2}/)?[\w-][\w./-]{0,500}" + _ENDING.pattern)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+-]+:|//|#|mailto:")


def check(subject: FileSubject) -> Iterator[Finding]:
    """A finding for each local file that a text or a source names and that is not there."""
    if not may_link(subject.text):
        return
    for key, scalar in subject.scalars():
        for target in _targets(key, scalar.text):
            if not exists_below(subject.folder, subject.path.parent, target):
                message = worded("there is no file {target!r}", target=echo(target))
                advice = "put the file there, beside the playbook, or correct its name"
                yield CODE.finding(message, scalar.at, advice, subject=subject.name)


def may_link(text: str) -> bool:
    """Whether the ``text`` of a file may name another file at all."""
    return "](" in text or "file:" in text or _ENDING.search(text) is not None


def _targets(key: str, text: str) -> Iterator[Path]:
    """The local files that ``text`` names, each once."""
    named = [found["link"] or found["file"].removeprefix("//") for found in _LINK.finditer(text)]
    if key == "sources" and _PATH.fullmatch(text):
        named.append(text)
    local = (name.split("#")[0].split("?")[0] for name in named if not _ELSEWHERE.match(name))
    yield from (Path(name) for name in dict.fromkeys(local) if name)
