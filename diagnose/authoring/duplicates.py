"""Cases of one file that say the same, or that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.merge import facts_of
from diagnose.errors import Finding, echo
from diagnose.kb.codes.cases import CV706, CV707, CV711
from diagnose.wording import worded

_SINGLE = frozenset({"outcome", "fault", "first_step", "line"})


def duplicates(cases: Iterable[FixtureCase]) -> Iterator[Finding]:
    """PB207 for names, CV706 for facts that two cases share, CV707 if they expect different things.

    CV711 where two cases keep their explanations in one file.
    """
    names: dict[str, FixtureCase] = {}
    first: dict[str, FixtureCase] = {}
    kept: dict[str, FixtureCase] = {}
    for case in cases:
        yield from _same_name(case, names.setdefault(case.name, case))
        yield from _same_facts(case, first.setdefault(facts_of(case.intake), case))
        if case.golden:
            yield from _same_golden(case, kept.setdefault(case.golden.casefold(), case))


def _same_name(case: FixtureCase, namesake: FixtureCase) -> Iterator[Finding]:
    if namesake is not case:
        message = worded("two cases are called '{case}'", case=echo(case.name))
        yield Finding("PB207", message, case.at, advice="rename one", related=((namesake.at, "the first one"),))


def _same_facts(case: FixtureCase, earlier: FixtureCase) -> Iterator[Finding]:
    if earlier is case or case.todo or earlier.todo:
        return
    related = ((earlier.at, worded("the other case: {case}", case=echo(earlier.name))),)
    here, there = case.expect.mentioned(), earlier.expect.mentioned()
    clash = [*_single_clash(here, there), *_membership_clash(here, there)]
    if clash:
        message = worded(
            "the same facts as '{case}', but another {key} is expected", case=echo(earlier.name), key=clash[0]
        )
        yield CV707.finding(message, case.at, "one of the two is wrong", related)
    elif here.items() <= there.items() or there.items() <= here.items():
        message = worded("the same facts as '{case}'", case=echo(earlier.name))
        yield CV706.finding(message, case.at, "leave one of them out", related)


def _single_clash(here: dict[str, tuple[str, ...]], there: dict[str, tuple[str, ...]]) -> list[str]:
    return sorted(key for key in here.keys() & there.keys() if key in _SINGLE and here[key] != there[key])


def _membership_clash(here: dict[str, tuple[str, ...]], there: dict[str, tuple[str, ...]]) -> list[str]:
    """``matched`` where one case excludes what the other one wants."""
    pairs = ((here, there), (there, here))
    clash = any(set(one.get("matched", ())) & set(other.get("not_matched", ())) for one, other in pairs)
    return ["matched"] if clash else []


def _same_golden(case: FixtureCase, earlier: FixtureCase) -> Iterator[Finding]:
    if earlier is not case:
        related = ((earlier.at, worded("the other case: {case}", case=echo(earlier.name))),)
        message = worded("two cases keep their explanations in '{file}'", file=echo(case.golden))
        yield CV711.finding(message, case.at, "give each a file of its own", related)
