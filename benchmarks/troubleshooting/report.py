"""The tables: what each policy costs and why, beside the consultation on the same cases."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.troubleshooting.players import OURS
from benchmarks.troubleshooting.running import ALL_KNOWN, Played

DEFINITIONS = """\
cost       questions at what asking takes, steps at time, price and risk, a visit once, handing over at its price
/ ours     mean cost over that of the consultation on the same cases, give or take one standard error
above      mean cost above that of "all known" on the same cases: what not knowing costs
solved     share of cases after which no complaint has an active cause left
wrong      paid in a case for steps that treat no fault that is present
esc. right share handed over when nothing that this line might still do would have ended the case for less than
           handing over - with all known: the true causes, and which steps would have worked
esc. wrong share handed over (or closed in error) when something would have
all known  the bound of somebody who knows all that: the cheapest cure or handing over, no questions"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    policy: str
    cases: int
    cost: float
    error: float
    ratio: float
    ratio_error: float
    above: float
    questions: float
    steps: float
    solved: float
    wrong: float
    right_escalations: float
    wrong_escalations: float


def rows_of(played: Sequence[Played]) -> tuple[Row, ...]:
    """A row for each policy, those that cost least first; the bound comes last."""
    by_name = {each.policy: each for each in played}
    rows = [_row(each, by_name[OURS], by_name[ALL_KNOWN]) for each in played]
    return tuple(sorted(rows, key=lambda row: (row.policy == ALL_KNOWN, row.ratio, row.policy)))


def _row(played: Played, ours: Played, bound: Played) -> Row:
    results = [played.results[number] for number in played.cases]
    costs = [each.cost for each in results]
    ratio, ratio_error = paired(costs, [ours.results[number].cost for number in played.cases])
    endings = [each.ending for each in results]
    count = len(results)
    return Row(
        policy=played.policy,
        cases=count,
        cost=statistics.fmean(costs),
        error=standard_error(costs),
        ratio=ratio,
        ratio_error=ratio_error,
        above=statistics.fmean(played.results[number].cost - bound.results[number].cost for number in played.cases),
        questions=statistics.fmean(each.questions for each in results),
        steps=statistics.fmean(each.steps for each in results),
        solved=endings.count("solved") / count,
        wrong=statistics.fmean(each.wrong_repairs for each in results),
        right_escalations=endings.count("escalated rightly") / count,
        wrong_escalations=(endings.count("escalated wrongly") + endings.count("closed in error")) / count,
    )


def standard_error(values: Sequence[float]) -> float:
    """The standard error of the mean."""
    return statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0


def paired(theirs: Sequence[float], ours: Sequence[float]) -> tuple[float, float]:
    """The ratio of the means of costs of the same cases, and its standard error (delta method)."""
    mean = statistics.fmean(ours)
    if mean <= 0.0:
        return math.nan, 0.0
    ratio = statistics.fmean(theirs) / mean
    return ratio, standard_error([their - ratio * our for their, our in zip(theirs, ours, strict=True)]) / mean


def table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """The table of one source of cases."""
    yield f"{title}"
    yield (
        f"{'policy':18}{'cases':>6}{'cost':>15}{'/ ours':>15}{'above':>8}{'questions':>10}{'steps':>7}"
        f"{'solved':>8}{'wrong':>7}{'esc. right':>11}{'esc. wrong':>11}"
    )
    for row in rows:
        yield (
            f"{row.policy:18}{row.cases:6}{row.cost:8.2f} ±{row.error:5.2f}{row.ratio:8.3f} ±{row.ratio_error:.3f}"
            f"{row.above:8.2f}{row.questions:10.2f}{row.steps:7.2f}{row.solved:8.1%}{row.wrong:7.2f}"
            f"{row.right_escalations:11.1%}{row.wrong_escalations:11.1%}"
        )


def summary(sources: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Each policy's cost beside the consultation's on the same cases, for every source of cases."""
    names = [row.policy for row in next(iter(sources.values())) if row.policy != OURS]
    names = [
        name for name in sorted(names) if all(any(row.policy == name for row in each) for each in sources.values())
    ]
    yield f"{'cost as a multiple of ours':34}{'ours':>8}" + "".join(f"{name:>17}" for name in names)
    for title, rows in sources.items():
        by_name = {row.policy: row for row in rows}
        ratios = "".join(f"{by_name[name].ratio:17.3f}" for name in names)
        yield f"{title:34}{by_name[OURS].cost:8.2f}{ratios}"


def small_table(title: str, models: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """The exact costs on small models: over all of them, and the worst model."""
    yield f"{title}: {len(models)} models, exact expected costs"
    yield f"{'policy':18}{'cost':>9}{'/ optimum':>11}{'worst':>8}"
    whole = math.fsum(each["optimum"] for each in models)
    for name in sorted(models[0], key=lambda each: math.fsum(model[each] for model in models)):
        total = math.fsum(each[name] for each in models)
        worst = max(each[name] / each["optimum"] for each in models)
        yield f"{name:18}{total / len(models):9.2f}{total / whole:11.3f}{worst:8.2f}"
