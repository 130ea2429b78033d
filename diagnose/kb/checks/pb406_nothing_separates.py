"""PB406: nothing separates two playbooks."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.pairs import taking_part
from diagnose.kb.checks.rivals import nothing_separates, words_of
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import attributes_of
from diagnose.wording import worded

CODE = warning(
    "PB406",
    "Nothing separates two playbooks",
    "Сценарии ничем не различаются",
    "Two playbooks have the same conditions, the same frequency and the same words on all that they show.",
    "They rank alike in every case; which of them comes first is decided by their ids alone.",
    "playbook: printing.drum-worn\nwhen: {print.output: faded}   # and printing.toner-empty with the same",
    "playbook: printing.drum-worn\nwhen: {print.output: faded}\nshows: {print.marks: {regular: usually}}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each playbook that nothing separates from one before it in order of id."""
    thinking = subject.around.thinking
    is_understood = understood(subject)
    alike: dict[Hashable, list[Playbook]] = {}
    for playbook in taking_part(subject.meaning.playbooks):
        alike.setdefault((words_of(playbook), attributes_of(playbook.condition)), []).append(playbook)
    for group in alike.values():
        for number, later in enumerate(group):
            earlier = next((each for each in group[:number] if nothing_separates(each, later, thinking)), None)
            if earlier is not None and is_understood(earlier) and is_understood(later):
                yield _finding(earlier, later, thinking)


def _finding(earlier: Playbook, later: Playbook, thinking: Thinking) -> Finding:
    message = worded("nothing separates {later} from {earlier}", later=later.id, earlier=earlier.id)
    advice = "name a sign that only one of them shows, let one be more frequent, or make them one playbook"
    related = [] if earlier.at is None else [(earlier.at, worded("{playbook} is here", playbook=earlier.id))]
    witness = thinking.witness(later.condition)
    return CODE.finding(message, later.at, advice, related, subject=later.id, witness=witness)
