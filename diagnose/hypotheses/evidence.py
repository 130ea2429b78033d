"""What has been seen, as factors: each sign and circumstance with the candidates that name it.

A sign that no candidate names has the same factor for every set of faults and is left out. Candidates are numbered
in the order in which they are given.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.facts import Value
from diagnose.hypotheses.candidates import Candidate
from diagnose.hypotheses.models import (
    FaultModel,
    leaks_of,
    logit,
    member_tilt,
    rare,
    shares_of,
    tilt,
)
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.treatment import BY_ITSELF, NOTHING_DONE, Cure, Treatment, chance_to_mend
from diagnose.vocabulary import Attribute, AttributeType


@dataclass(frozen=True, slots=True)
class SignSeen:
    """A sign that was seen, abnormal (``leak`` > 0) or not; ``clear`` is the chance that nothing leaks.

    ``named`` holds for each candidate that names the sign its number, the chance that it shows no abnormal value,
    and that chance plus its strength for the value seen.
    """

    attribute: str
    value: Value | None
    leak: float
    clear: float
    named: tuple[tuple[int, float, float], ...]

    def chance(self, silent: float, allowing: float) -> float:
        """P(what was seen | S) from the products over S of the two numbers of ``named``."""
        return self.leak * allowing + self.clear * (allowing - silent) if self.leak else self.clear * silent


@dataclass(frozen=True, slots=True)
class CircumstanceSeen:
    """A circumstance that was seen; ``named`` holds for each candidate that names it the log ratio of its chance."""

    attribute: str
    value: Value | None
    named: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A complaint with the strength with which each candidate causes it, tried steps allowed for."""

    attribute: str
    value: Value
    leak: float
    strengths: tuple[float, ...]

    def chance(self, members: Iterable[int]) -> float:
        """The chance of the complaint when these candidates are there."""
        away = 1.0 - self.leak
        for number in members:
            away *= 1.0 - self.strengths[number]
        return 1.0 - away


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything seen in a case, for these candidates.

    ``left`` gives for each candidate the chance that the steps done have not mended it, and is empty when nothing was
    done; a fault that was mended has no part in the complaints, which are ``persisting`` signs.
    """

    signs: tuple[SignSeen, ...]
    circumstances: tuple[CircumstanceSeen, ...]
    causes: tuple[Cause, ...]
    priors: tuple[float, ...]
    left: tuple[float, ...] = ()
    persisting: tuple[SignSeen, ...] = ()


def gather(
    reading: Reading,
    candidates: Sequence[Candidate],
    complaints: Sequence[tuple[str, Value]],
    treatment: Treatment = NOTHING_DONE,
    mended: Sequence[Candidate] = (),
) -> Evidence:
    """The evidence of a case.

    A step that failed weakens its faults as causes of the complaints that persist. A complaint that was cured speaks
    for the faults that the step treats, and these show nothing of what was first seen after it. Faults ``mended`` for
    certain belong to every set: what they show is taken into the chance that a sign is there anyway.
    """
    kept = [treatment.remaining(each.playbook) for each in candidates] if treatment.done else None
    persisting = frozenset(name for name, _ in complaints)
    cured = treatment.cured
    signs: list[SignSeen] = []
    circumstances: list[CircumstanceSeen] = []
    named, excused = _named(candidates)
    for name in sorted((named & reading.values.keys()) - cured):
        attribute = reading.kb.vocabulary.attributes[name]
        value = reading.values[name]
        if attribute.is_sign:
            silenced = mended_before(candidates, treatment, treatment.seen_after.get(name))
            own = sign_seen(reading, attribute, value, candidates, silenced)
            after = mended_before(mended, treatment, treatment.seen_after.get(name))
            signs += [_with(each, sign_seen(reading, attribute, value, mended, after)) for each in own]
        else:
            circumstances += circumstance_seen(reading, attribute, value, candidates)
    for name in sorted(excused):
        absent = reading.possible.does_not_apply(name)
        if absent or name in reading.values:
            signs += _absence_seen(reading, name, absent, candidates)
        if absent:
            circumstances += _inapplicable(reading, reading.kb.vocabulary.attributes[name], candidates)
    signs += [_with(_cure_seen(cure, candidates), [_cure_seen(cure, mended)]) for cure in treatment.cures]
    causes = [_cause(reading, (name, value), candidates, kept) for name, value in complaints]
    return Evidence(
        signs=tuple(signs),
        circumstances=tuple(circumstances),
        causes=tuple(causes),
        priors=tuple(logit(each.playbook.prior) for each in candidates),
        left=tuple(kept or ()),
        persisting=tuple(each for each in signs if each.attribute in persisting) if kept else (),
    )


def _with(sign: SignSeen, always: Sequence[SignSeen]) -> SignSeen:
    """``sign`` with the faults in ``always`` in every set.

    Seen abnormal, its chance is (leak + clear) * product of allowing - clear * product of silent; so each of them
    changes ``leak`` and ``clear`` alone.
    """
    named = [entry for each in always for entry in each.named]
    if not named:
        return sign
    both, clear = sign.leak + sign.clear, sign.clear
    for _, silent, allowing in named:
        both, clear = both * allowing, clear * silent
    return replace(sign, leak=both - clear if sign.leak else 0.0, clear=clear)


def mended_before(
    candidates: Sequence[Candidate], treatment: Treatment, steps: frozenset[str] | None
) -> frozenset[int]:
    """The numbers of the candidates that were mended by ``steps``: they show nothing of what is looked at after."""
    if not steps or not treatment.cures:
        return frozenset()
    return frozenset(number for number, each in enumerate(candidates) if treatment.mends(each.playbook, steps))


def _cure_seen(cure: Cure, candidates: Sequence[Candidate]) -> SignSeen:
    """A complaint that was there, and gone after a step: all its active causes were mended, and there was one.

    P(cured | S) = product over S of (1 - s * (1 - fixes)) - product over S of (1 - s), which has the form of a sign
    seen; ``fixes`` is 0 for faults that the step does not treat.
    """
    named: list[tuple[int, float, float]] = []
    for number, candidate in enumerate(candidates):
        strength = _strength(candidate.model, cure.attribute, cure.value)
        if strength:
            left = 1.0 - chance_to_mend(candidate.playbook, cure.step)
            named.append((number, 1.0 - strength, 1.0 - strength * left))
    return SignSeen(cure.attribute, cure.value, BY_ITSELF, 1.0 - BY_ITSELF, tuple(named))


def _named(candidates: Iterable[Candidate]) -> tuple[set[str], set[str]]:
    """The attributes that candidates name, and those for which they name "does not apply"."""
    named: set[str] = set()
    excused: set[str] = set()
    for candidate in candidates:
        named.update(candidate.model.signs, candidate.model.tilts)
        excused |= candidate.model.excused
    return named, excused


def sign_seen(
    reading: Reading,
    attribute: Attribute,
    value: Value,
    candidates: Sequence[Candidate],
    silenced: Container[int] = frozenset(),
) -> list[SignSeen]:
    """The factor of one sign, if it has any; ``silenced`` candidates show nothing any more."""
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return []
    leak = leaks.by_value.get(value, 0.0)
    named: list[tuple[int, float, float]] = []
    for number, candidate in enumerate(candidates):
        shape = candidate.model.signs.get(attribute.id)
        if shape is None or number in silenced:
            continue
        strength = shape.by_value.get(value, 0.0)
        silent = 1.0 - shape.total
        named.append((number, silent, silent + strength))
    return [SignSeen(attribute.id, value, leak, leaks.clear, tuple(named))] if named else []


def circumstance_seen(
    reading: Reading, attribute: Attribute, value: Value, candidates: Sequence[Candidate]
) -> list[CircumstanceSeen]:
    """The factors of one circumstance; of a set one for each member that a candidate names."""
    shares = shares_of(reading, attribute)
    if attribute.type is not AttributeType.SET:
        named = tuple((number, tilt(tilts, shares, value)) for number, tilts in _tilts(candidates, attribute.id))
        return [CircumstanceSeen(attribute.id, value, named)] if named else []
    contained = value if isinstance(value, frozenset) else frozenset()
    members = {member for _, tilts in _tilts(candidates, attribute.id) for member in tilts if isinstance(member, str)}
    return [
        CircumstanceSeen(
            attribute.id,
            member,
            tuple(
                (number, member_tilt(tilts[member], shares.of(member), member in contained))
                for number, tilts in _tilts(candidates, attribute.id)
                if member in tilts
            ),
        )
        for member in sorted(members)
    ]


def _tilts(candidates: Sequence[Candidate], attribute: str) -> list[tuple[int, Mapping[Value | None, float]]]:
    return [
        (number, candidate.model.tilts[attribute])
        for number, candidate in enumerate(candidates)
        if attribute in candidate.model.tilts
    ]


def _inapplicable(reading: Reading, attribute: Attribute, candidates: Sequence[Candidate]) -> list[CircumstanceSeen]:
    shares = shares_of(reading, attribute)
    named = tuple(
        (number, tilt(tilts, shares, None)) for number, tilts in _tilts(candidates, attribute.id) if None in tilts
    )
    return [CircumstanceSeen(attribute.id, None, named)] if named else []


def _absence_seen(reading: Reading, attribute: str, absent: bool, candidates: Sequence[Candidate]) -> list[SignSeen]:
    """The state "does not apply" as a yes/no sign of its own, for the candidates that name it."""
    named = tuple(
        (number, 1.0 - candidate.model.absences[attribute], 1.0)
        for number, candidate in enumerate(candidates)
        if attribute in candidate.model.absences
    )
    leak = rare(reading.kb)
    return [SignSeen(attribute, None, leak if absent else 0.0, 1.0 - leak, named)] if named else []


def _cause(
    reading: Reading, complaint: tuple[str, Value], candidates: Sequence[Candidate], kept: Sequence[float] | None
) -> Cause:
    name, value = complaint
    leaks = leaks_of(reading, reading.kb.vocabulary.attributes[name])
    leak = leaks.by_value[value] if leaks is not None else rare(reading.kb)
    strengths = [_strength(each.model, name, value) for each in candidates]
    if kept is not None:
        strengths = [strength * left for strength, left in zip(strengths, kept, strict=True)]
    return Cause(name, value, leak, tuple(strengths))


def _strength(model: FaultModel, attribute: str, value: Value) -> float:
    shape = model.signs.get(attribute)
    return shape.by_value.get(value, 0.0) if shape is not None else 0.0


def log_chance(sign: SignSeen, silent: float, allowing: float) -> float:
    """The log of :meth:`SignSeen.chance`; never minus infinity."""
    return math.log(max(sign.chance(silent, allowing), 1e-300))
