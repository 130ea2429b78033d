"""When one playbook always ranks before another: the definition behind PB404, and its proof.

Playbook B masks playbook A when

1. A's conditions imply B's, and where A comes into question without a complaint, because its ``when`` holds, B has a
   ``when`` too: so wherever A comes into question, B does;
2. every abnormal value that A shows B shows at least as often, in every context of their ``given`` rows;
3. of circumstances, and of signs that do not apply, both say the same;
4. the log odds of B's frequency exceed those of A's by more than B can ever lose on what is seen: on a sign that is
   seen normal although B shows it more often, or on one abnormal value of a sign of which B shows others. Or they
   exceed it by nothing, B's conjuncts include A's, and B comes first by id: then ties go to B.

Why nothing can put A first. Take a set S of faults with A and without B, and S' with B in its place. Each sign seen
enters with P(sign | S) = (l + c) * a * W - c * b * V (abnormal) or c * b * V (normal), where a and b are the chances
that A, or B, allows the value and shows none, and W >= V those of the rest of the set; the ratio between S' and S is
monotone in V / W, so it is never below the lesser of its two ends, which :mod:`strengths` takes. Signs never asked
have no factor. So P(S') > P(S) by 4. By 2, the chance s / (1 - (1 - l) * w * (1 - s)) to be an active cause of a
complaint, which grows with s, is at least as great for B in S' as for A in S, and for B in sets with both. Summed over
all sets, B is more responsible than A. Where a complaint was seen and A shows none, A's responsibility is 0; so the
least of 4 is taken over what is seen with at least one abnormal value that A shows, or, for a playbook with ``when``,
with none at all.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from diagnose.facts import Value
from diagnose.kb.checks.pairs import forms, wanted
from diagnose.kb.checks.strengths import ABSENT, MOST, Loss, logit, loss_of
from diagnose.kb.playbook import Common, Playbook, Shown
from diagnose.vocabulary import Vocabulary

CLEARLY = 1e-6
"""Log odds that differ by less count as equal."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What playbooks are compared with: the attributes, and how common their values are."""

    vocabulary: Vocabulary
    common: Mapping[str, Sequence[Common]]
    set_size: int = 2
    _labels: dict[str, int] = field(default_factory=dict, repr=False)
    _kinds: dict[Hashable, int] = field(default_factory=dict, repr=False)
    _margins: dict[tuple[int, int], float | None] = field(default_factory=dict, repr=False)

    def outranks(self, better: Playbook, worse: Playbook) -> bool:
        """Whether 2 to 4 hold; that the conditions imply each other is another question."""
        if better.prior < worse.prior:
            return False
        pair = self._label(better), self._label(worse)
        if pair not in self._margins:
            self._margins[pair] = self._margin(better, worse)
        margin = self._margins[pair]
        if margin is None or margin < -CLEARLY:
            return False
        return margin > CLEARLY or (better.id < worse.id and forms(better.condition) >= forms(worse.condition))

    def _label(self, playbook: Playbook) -> int:
        """The same number for playbooks that say the same in numbers and ask for the same values."""
        if playbook.id not in self._labels:
            asked = frozenset(wanted(playbook.condition).items())
            says = (playbook.prior, playbook.gated, playbook.shows, asked)
            self._labels[playbook.id] = self._kinds.setdefault(says, len(self._kinds))
        return self._labels[playbook.id]

    def _margin(self, better: Playbook, worse: Playbook) -> float | None:
        """By how much the log odds of ``better`` exceed those of ``worse`` whatever is seen.

        None where it is not known, and for a ``worse`` one that never comes into question at all.
        """
        seen = wanted(worse.condition)
        losses: list[Loss] = []
        for name in sorted({row.attribute for row in (*better.shows, *worse.shows)}):
            attribute = self.vocabulary.attributes.get(name)
            if attribute is None:
                return None
            rows = _rows(better, name), _rows(worse, name)
            found = loss_of(attribute, rows, self.common.get(name, ()), seen.get(name), max(1, self.set_size - 1))
            if found is None:
                return None
            losses.append(found)
        without = self._without(worse, losses)
        least = min(_with_a_complaint(losses), without)
        if not better.gated and not math.isinf(without):
            return None
        return None if math.isinf(least) else logit(better.prior) - logit(worse.prior) + least

    def _without(self, worse: Playbook, losses: Sequence[Loss]) -> float:
        """The least where nothing abnormal is seen; infinite where ``worse`` is no candidate then."""
        if not worse.gated or any(self._abnormal(name, values) for name, values in wanted(worse.condition).items()):
            return math.inf
        return math.fsum(loss.nothing for loss in losses)

    def _abnormal(self, name: str, values: frozenset[Value]) -> bool:
        """Whether one of ``values`` counts as abnormal: one that is nearly always there does not."""
        always = {row.value for row in self.common.get(name, ()) if row.share >= MOST}
        attribute = self.vocabulary.attributes[name]
        return bool(values) and values <= attribute.abnormal and always.isdisjoint(attribute.abnormal)


def _with_a_complaint(losses: Sequence[Loss]) -> float:
    total = math.fsum(loss.anything for loss in losses)
    return total + min((loss.shown - loss.anything for loss in losses), default=math.inf)


def _rows(playbook: Playbook, attribute: str) -> list[Shown]:
    return [row for row in playbook.shows if row.attribute == attribute]


def shown_by(playbook: Playbook, vocabulary: Vocabulary) -> frozenset[tuple[str, Value]]:
    """The abnormal values that ``playbook`` shows in some context."""
    attributes = vocabulary.attributes
    return frozenset(
        (row.attribute, row.value)
        for row in playbook.shows
        if row.value is not None
        and row.strength > ABSENT
        and row.attribute in attributes
        and row.value in attributes[row.attribute].abnormal
    )
