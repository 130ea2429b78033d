"""What nobody has written down, grouped by likeness: one group is one missing playbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from diagnose.cli.case.moments import short
from diagnose.cli.case.options import Desk
from diagnose.explain.page import section
from diagnose.explain.words import Words, clean

if TYPE_CHECKING:
    from diagnose.record.report import MissingPlaybook

_SHOWN = 8


def groups_of(at: Desk, line: str, sector: str | None) -> tuple[MissingPlaybook, ...]:
    """The groups at the line of the experts; none at another one."""
    expert = at.kb.support.expert
    if expert is None or expert.id != line:
        return ()
    found = at.book.missing_playbooks()
    return tuple(each for each in found if sector is None or any(row.sector == sector for row in each.rows))


def group_data(group: MissingPlaybook) -> dict[str, Any]:
    """A group as plain data."""
    return {
        "cases": [row.id for row in group.rows],
        "like": round(group.like, 9),
        "shared": list(group.shared),
        "oldest": group.oldest.isoformat(),
    }


def group_lines(groups: Sequence[MissingPlaybook], words: Words) -> list[str]:
    """The groups in words, the largest first."""
    lines = []
    for number, group in enumerate(groups, 1):
        ids = [clean(row.id) for row in group.rows]
        names = words.listed(ids[:_SHOWN]) + (" ..." if len(ids) > _SHOWN else "")
        since = short(group.oldest, words.kb)
        lines.append(words.say("queue.group", number=number, count=len(ids), values=names, value=since))
        if group.shared:
            lines.append("   " + words.say("precedent.shared", values=words.listed(map(clean, group.shared))))
        lines.append("   " + words.say("queue.draft", case=ids[0]))
    return section(words.say("queue.groups"), lines)
