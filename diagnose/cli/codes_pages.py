"""The pages of documentation about codes: an index, and one page for each code."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diagnose.kb.codes.code import Code

INDEX = "codes.md"
FOLDER = "codes"

GROUPS = (
    ("PB0", "Reading"),
    ("PB1", "Shape"),
    ("PB2", "References and values"),
    ("PB3", "One rule"),
    ("PB4", "The rule base"),
    ("PB5", "Plan, escalation and organisation"),
    ("PB6", "Authoring"),
    ("CV7", "Fixture cases"),
)

ABSENT = (
    ("PB107, PB117, PB202, PB215, PB508", "These numbers were never given to anything."),
    (
        "PB413 (a rule that asserts what it tests negatively)",
        "Such a rule leads back to its own condition, which is an error here: PB407.",
    ),
    (
        "PB414 (the result depends on the order of files)",
        "It cannot: rules are ordered by stratum and id, and conclusions that disagree are used by nobody.",
    ),
)
"""What catalogues of other tools have and this one has not, and why."""

_HEAD = """\
# Codes of findings

What `diagnose check` and `diagnose test` have to say, by code. Codes are permanent; a retired one is never used again.
Errors keep a knowledge base from loading. `diagnose codes CODE` shows the same at the command line, also without a
network. Where the last column says so, `diagnose fix` (for PB608 `diagnose fmt`) can correct what is found, at least
where there is no doubt about what was meant.
"""

_TAIL = """\
## Not used here, and why

"""


def pages(codes: Iterable[Code]) -> dict[str, str]:
    """The text of every page by the path of its file below the folder of the documentation, for all ``codes``."""
    listed = list(codes)
    return {INDEX: index(listed)} | {f"{FOLDER}/{each.code}.md": page(each) for each in listed}


def write_pages(codes: Iterable[Code], folder: Path) -> tuple[Path, ...]:
    """Write the pages of all ``codes`` below ``folder``; what was written, in order."""
    written = []
    for name, text in pages(codes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def index(codes: Iterable[Code]) -> str:
    """The page that lists ``codes`` in groups."""
    listed = list(codes)
    groups = (_group(title, [each for each in listed if each.code.startswith(start)]) for start, title in GROUPS)
    used = {each.code for each in listed}
    absent = "".join(f"- **{what}**: {why}\n" for what, why in ABSENT if what[:5] not in used)
    return "\n".join((_HEAD, *(group for group in groups if group), _TAIL + absent))


def page(code: Code) -> str:
    """The page about ``code``."""
    tool = "diagnose fmt" if code.code == "PB608" else "diagnose fix"
    fix = f"\nSome findings with this code can be corrected by `{tool}`.\n" if _fixable(code) else ""
    return (
        f"# {code.code}: {code.title.say('en')}\n\n"
        f"{code.severity.word.capitalize()}; по-русски: {code.title.say('ru')}. Since {code.since}.\n\n"
        f"{_paragraph('**What it finds.** ' + code.what)}\n\n"
        f"{_paragraph('**Why it matters.** ' + code.why)}\n{fix}\n"
        f"Example:\n\n```text\n{code.example}\n```\n\n"
        f"Write instead:\n\n```text\n{code.instead}\n```\n\n"
        f"[All codes](../{INDEX})\n"
    )


def _paragraph(words: str) -> str:
    return textwrap.fill(" ".join(words.split()), 120, break_long_words=False, break_on_hyphens=False)


def _group(title: str, codes: list[Code]) -> str:
    if not codes:
        return ""
    rows = "".join(
        f"| [{each.code}]({FOLDER}/{each.code}.md) | {each.severity.word} | {each.title.say('en')} "
        f"| {'yes' if _fixable(each) else ''} |\n"
        for each in codes
    )
    return f"## {title}\n\n| Code | Level | Title | Fix |\n|---|---|---|---|\n{rows}"


def _fixable(code: Code) -> bool:
    from diagnose.kb.catalogue import FIXABLE

    return code.code in FIXABLE
