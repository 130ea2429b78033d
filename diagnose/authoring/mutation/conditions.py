"""Every small mistake in a condition: in its tests, and in how they are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from diagnose.authoring.mutation.leaves import slips
from diagnose.authoring.mutation.mutant import Operator
from diagnose.errors import Location
from diagnose.facts import BUILT_IN, EQUIPMENT, LOCATION
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, NoneOf, Test
from diagnose.rules.operators import Within
from diagnose.vocabulary import Vocabulary

NOTHING = "(left out)"
"""Stands for what is not there any more."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One mistake in a condition: what stood at ``at``, what stands there now, and the whole that it makes."""

    operator: Operator
    at: Location | None
    was: str
    now: str
    whole: Condition


_Rebuild: TypeAlias = Callable[[Condition], Condition]


def rewritings(condition: Condition, vocabulary: Vocabulary) -> Iterator[Rewriting]:
    """Every small mistake in ``condition``, in the order written."""
    yield from _Rewriter(vocabulary).inside(condition, lambda whole: whole)


def without(group: AllOf | AnyOf | NoneOf | Count, place: int) -> tuple[Condition, ...]:
    """The members of ``group`` but the one at ``place``."""
    return (*group.members[:place], *group.members[place + 1 :])


@dataclass(frozen=True, slots=True)
class _Rewriter:
    vocabulary: Vocabulary

    def inside(self, condition: Condition, rebuild: _Rebuild) -> Iterator[Rewriting]:
        """The mistakes in ``condition``; ``rebuild`` gives the whole for what stands in its place."""
        match condition:
            case Test() | Known() | Applies():
                for slip in slips(condition, self.vocabulary):
                    now = NOTHING if slip.now is None else slip.now.written
                    whole = AllOf(()) if slip.now is None else slip.now
                    yield Rewriting(slip.operator, condition.at, condition.written, now, rebuild(whole))
            case AllOf():
                yield from self._all(condition, rebuild)
            case AnyOf():
                yield from self._any(condition, rebuild)
            case NoneOf():
                yield from self._none(condition, rebuild)
            case Count():
                yield from self._count(condition, rebuild)

    def _members(self, group: AllOf | AnyOf | NoneOf | Count, rebuild: _Rebuild) -> Iterator[Rewriting]:
        for place, member in enumerate(group.members):

            def put(inner: Condition, place: int = place) -> Condition:
                return rebuild(replace(group, members=(*group.members[:place], inner, *group.members[place + 1 :])))

            yield from self.inside(member, put)

    def _left_out(
        self, group: AllOf | AnyOf | NoneOf | Count, rebuild: _Rebuild, operator: Operator
    ) -> Iterator[Rewriting]:
        for place, member in enumerate(group.members):
            if len(group.members) > 1 and not _is_kind(member):
                whole = rebuild(replace(group, members=without(group, place)))
                kind = Operator.SCOPE if _is_location(member) else operator
                yield Rewriting(kind, member.at or group.at, member.written, NOTHING, whole)

    def _all(self, group: AllOf, rebuild: _Rebuild) -> Iterator[Rewriting]:
        yield from self._left_out(group, rebuild, Operator.DROP)
        yield from self._kinds_left_out(group, rebuild)
        yield from self._forbidden(group, rebuild)
        if len(group.members) > 1 and group.at is not None:
            now = AnyOf(group.members, group.at)
            yield Rewriting(Operator.OP, group.at, group.written, now.written, rebuild(now))
        yield from self._members(group, rebuild)

    def _kinds_left_out(self, group: AllOf, rebuild: _Rebuild) -> Iterator[Rewriting]:
        """A kind of equipment that has none above it is made more general by leaving it out."""
        for place, member in enumerate(group.members):
            if len(group.members) > 1 and _is_kind(member) and self._is_root(member):
                whole = rebuild(replace(group, members=without(group, place)))
                yield Rewriting(Operator.CLASS, member.at, member.written, NOTHING, whole)

    def _is_root(self, member: Condition) -> bool:
        if not isinstance(member, Test) or not isinstance(member.operator, Within):
            return False
        return any(self.vocabulary.equipment.parents.get(kind) is None for kind in member.operator.asked)

    def _forbidden(self, group: AllOf, rebuild: _Rebuild) -> Iterator[Rewriting]:
        for place, member in enumerate(group.members):
            if isinstance(member, Test) and member.attribute not in BUILT_IN:
                now = NoneOf((member,), member.at)
                members = (*group.members[:place], now, *group.members[place + 1 :])
                whole = rebuild(replace(group, members=members))
                yield Rewriting(Operator.REQ_FORB, member.at, member.written, now.written, whole)

    def _any(self, group: AnyOf, rebuild: _Rebuild) -> Iterator[Rewriting]:
        yield from self._left_out(group, rebuild, Operator.BRANCH)
        if len(group.members) > 1:
            now = AllOf(group.members, group.at)
            yield Rewriting(Operator.OP, group.at, group.written, now.written, rebuild(now))
        yield from self._members(group, rebuild)

    def _none(self, group: NoneOf, rebuild: _Rebuild) -> Iterator[Rewriting]:
        yield from self._left_out(group, rebuild, Operator.DROP)
        for place, member in enumerate(group.members):
            rest = without(group, place)
            parts = (NoneOf(rest, group.at), member) if rest else (member,)
            now = AllOf(parts) if rest else member
            written = f"none: [{member.written}]"
            yield Rewriting(Operator.REQ_FORB, member.at or group.at, written, member.written, rebuild(now))
        yield from self._members(group, rebuild)

    def _count(self, group: Count, rebuild: _Rebuild) -> Iterator[Rewriting]:
        for least in (group.at_least - 1, group.at_least + 1):
            if group.at_least and 0 < least <= min(len(group.members), group.at_most or len(group.members)):
                yield self._counted(group, replace(group, at_least=least), rebuild)
        for most in () if group.at_most is None else (group.at_most - 1, group.at_most + 1):
            if group.at_least <= most < len(group.members):
                yield self._counted(group, replace(group, at_most=most), rebuild)
        if group.at_least < len(group.members):
            yield from self._left_out(group, rebuild, Operator.DROP)
        yield from self._members(group, rebuild)

    def _counted(self, group: Count, now: Count, rebuild: _Rebuild) -> Rewriting:
        return Rewriting(Operator.BOUND, group.at, _ends(group), _ends(now), rebuild(now))


def _ends(group: Count) -> str:
    least = f"at_least: {group.at_least}" if group.at_least else ""
    most = f"at_most: {group.at_most}" if group.at_most is not None else ""
    return f"count: {{{', '.join(end for end in (least, most) if end)}}}"


def _is_kind(member: Condition) -> bool:
    return isinstance(member, Test) and member.attribute == EQUIPMENT


def _is_location(member: Condition) -> bool:
    return isinstance(member, Test) and member.attribute == LOCATION
