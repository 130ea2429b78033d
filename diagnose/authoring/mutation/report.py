"""What became of mutants, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from diagnose.authoring.mutation.killing import Equivalent, Killed, TimedOut, Unasserted
from diagnose.authoring.mutation.run import Score, Trial, score_of

SCHEMA = "diagnose/mutation/1"


def report_data(trials: Sequence[Trial], left_out: int = 0) -> dict[str, Any]:
    """The trials as plain data, ready for JSON; ``left_out`` cases do not pass and so prove nothing."""
    return {
        "schema": SCHEMA,
        "score": score_of(trials).percent,
        "counts": _counts(score_of(trials)),
        "cases_left_out": left_out,
        "operators": {name: _counts(score_of(part)) for name, part in by_operator(trials).items()},
        "areas": {name: _counts(score_of(part)) for name, part in by_area(trials).items()},
        "mutants": [_trial(each) for each in trials],
    }


def _counts(score: Score) -> dict[str, float]:
    return {
        "mutants": score.mutants,
        "killed": score.killed,
        "survived": score.survived,
        "equivalent": score.equivalent,
        "timed_out": score.timed_out,
        "percent": score.percent,
    }


def _trial(trial: Trial) -> dict[str, Any]:
    mutant = trial.mutant
    written = {
        "rule": mutant.rule.id,
        "operator": mutant.operator.value,
        "file": mutant.at.file,
        "line": mutant.at.line,
        "column": mutant.at.column,
        "was": mutant.was,
        "now": mutant.now,
        "fate": trial.fate.word,
    }
    match trial.fate:
        case Killed(by, by_explanation):
            return {**written, "by": by, "by_explanation": by_explanation}
        case Unasserted(seen_in):
            return {**written, "seen_in": seen_in}
        case Equivalent(proof):
            return {**written, "proof": proof}
        case TimedOut(why):
            return {**written, "why": why}
        case _:
            return written


def report_text(trials: Sequence[Trial], survivors: int | None = None, left_out: int = 0) -> str:
    """Survivors and equivalents by place, then the scores by operator and by area.

    Of the survivors ``survivors`` are listed, all for None.
    """
    return "\n".join(_lines(trials, survivors, left_out))


def _lines(trials: Sequence[Trial], survivors: int | None, left_out: int) -> Iterator[str]:
    alive = [each for each in trials if each.survives]
    for each in alive[:survivors]:
        yield f"{each.mutant.at}: {each.mutant.operator} {each.mutant.rule.id}: {_change(each)}"
        seen = f" ({each.fate.seen_in})" if isinstance(each.fate, Unasserted) else ""
        yield f"  {each.fate.word}{seen}"
    if survivors and len(alive) > survivors:
        yield f"... and {len(alive) - survivors} more survivors; --survivors {len(alive)} lists them"
    for each in trials:
        if isinstance(each.fate, Equivalent):
            yield f"{each.mutant.at}: {each.mutant.operator} {each.mutant.rule.id}: {_change(each)}"
            yield f"  equivalent: {each.fate.proof}"
    yield from _table("operator", by_operator(trials))
    yield from _table("area", by_area(trials))
    if left_out:
        yield f"{left_out} cases do not pass and were left out"
    yield _total(score_of(trials))


def _change(trial: Trial) -> str:
    return f"{trial.mutant.was}  ->  {trial.mutant.now}"


def _table(what: str, parts: Mapping[str, Sequence[Trial]]) -> Iterator[str]:
    width = max([len(what), *map(len, parts)])
    yield ""
    yield f"{what:<{width}} mutants  killed survive  equiv.   score"
    for name, part in parts.items():
        score = score_of(part)
        numbers = f"{score.mutants:7} {score.killed:7} {score.survived:7} {score.equivalent:7}"
        yield f"{name:<{width}} {numbers} {score.percent:6.1f}%"


def _total(score: Score) -> str:
    timed = f", {score.timed_out} timed out" if score.timed_out else ""
    return (
        f"\n{score.mutants} mutants: {score.killed} killed, {score.survived} survived, "
        f"{score.equivalent} equivalent{timed}; score {score.percent:.1f} %"
    )


def by_operator(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """The trials by the name of their operator."""
    return _grouped((each.mutant.operator.value, each) for each in trials)


def by_area(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """The trials by the first part of the id of their rule."""
    return _grouped((each.mutant.rule.id.split(".")[0], each) for each in trials)


def _grouped(pairs: Iterable[tuple[str, Trial]]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for name, trial in pairs:
        found.setdefault(name, []).append(trial)
    return {name: found[name] for name in sorted(found)}
