"""PB404: a masked playbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.masking import Weighing, shown_by
from diagnose.kb.checks.pairs import apart, forms, taking_part, wanted
from diagnose.kb.checks.rivals import nothing_separates, words_of
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Playbook
from diagnose.vocabulary import Vocabulary
from diagnose.wording import worded

# no error: once the steps of the other playbook have failed, this one may still come to the front
CODE = warning(
    "PB404",
    "Masked playbook",
    "Заслонённый сценарий",
    "Wherever the playbook comes into question another one does too, is more frequent, and shows all that it shows.",
    "No evidence can ever put it first: whatever is reported, the other playbook ranks before it.",
    "playbook: printing.worn-drum\nwhen: {print.output: faded}\nfrequency: rare\n"
    "# and printing.toner-empty with the same 'when', frequency: common",
    "playbook: printing.worn-drum\nwhen: {print.output: faded}\nfrequency: rare\n"
    "shows: {print.marks: {regular: usually}}   # a sign that the other one does not show",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each playbook that another one masks, as :mod:`diagnose.kb.checks.masking` defines it."""
    vocabulary = subject.meaning.vocabulary
    playbooks = taking_part(subject.meaning.playbooks)
    weighing = Weighing(vocabulary, subject.meaning.common, subject.meaning.settings.set_size)
    by_sign = BySign(playbooks, vocabulary)
    thinking = subject.around.thinking
    is_understood = understood(subject)
    says = {each.id: (words_of(each), forms(each.condition)) for each in playbooks}
    for worse in playbooks:
        for better in by_sign.rivals(worse):
            if says[worse.id] == says[better.id]:
                continue
            if _masks(better, worse, weighing, thinking) and is_understood(worse) and is_understood(better):
                yield _masked(worse, better, thinking)
                break


def _masks(better: Playbook, worse: Playbook, weighing: Weighing, thinking: Thinking) -> bool:
    if better.prior < worse.prior or (better.status == "draft" and worse.status != "draft"):
        return False
    if apart(wanted(better.condition), wanted(worse.condition)) or not weighing.outranks(better, worse):
        return False
    if not thinking.implies(worse.condition, better.condition) or nothing_separates(worse, better, thinking):
        return False
    return not thinking.impossible(worse.condition)


def _masked(worse: Playbook, better: Playbook, thinking: Thinking) -> Finding:
    message = worded("{worse} can never rank first: {better} always comes before it", worse=worse.id, better=better.id)
    advice = "let it show a sign that the other one does not show, or give the other one a condition of its own"
    related = [] if better.at is None else [(better.at, worded("{playbook} is here", playbook=better.id))]
    return CODE.finding(message, worse.at, advice, related, subject=worse.id, witness=thinking.witness(worse.condition))


class BySign:
    """Playbooks by a value that they show and the kind of equipment that they are about."""

    def __init__(self, playbooks: Iterable[Playbook], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._shown = {playbook.id: shown_by(playbook, vocabulary) for playbook in playbooks}
        self._all: dict[str | None, list[Playbook]] = {}
        self._by_value: dict[object, dict[str | None, list[Playbook]]] = {}
        for playbook in playbooks:
            for kind in playbook.scope or (None,):
                self._all.setdefault(kind, []).append(playbook)
                for shown in self._shown[playbook.id]:
                    self._by_value.setdefault(shown, {}).setdefault(kind, []).append(playbook)

    def rivals(self, playbook: Playbook) -> Iterator[Playbook]:
        """The other playbooks that are about all its equipment and show all that it shows, in order of id."""
        kinds = self._kinds(playbook)
        shown = self._shown[playbook.id]
        scopes = min((self._by_value[each] for each in sorted(shown, key=repr)), key=_size, default=self._all)
        found = {each.id: each for kind in kinds for each in scopes.get(kind, ()) if each is not playbook}
        for name in sorted(found):
            if shown <= self._shown[name]:
                yield found[name]

    def _kinds(self, playbook: Playbook) -> tuple[str | None, ...]:
        if not playbook.scope:
            return (None,)
        return (None, *self._vocabulary.equipment.upwards(playbook.scope[0]))


def _size(scopes: dict[str | None, list[Playbook]]) -> int:
    return sum(map(len, scopes.values()))
