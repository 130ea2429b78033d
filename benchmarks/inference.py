"""Forward chaining with its trace, and the sweep, beside CLIPS, stock experta and a plain loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from benchmarks import ours, peers
from benchmarks.timing import Timing, in_turns
from benchmarks.worlds import World, make
from diagnose.rules.engine import infer
from diagnose.rules.sweep import sweep

CASES = 200
STOCK_LIMIT = 1_000  # stock experta takes minutes to build beyond this


@dataclass(frozen=True, slots=True)
class Row:
    """One world: timings by contestant, microseconds a case in the sweep, and how much work a case is."""

    world: World
    timings: dict[str, Timing]
    sweep: float
    matches: float
    candidates: float

    def ratio(self, slower: str, faster: str) -> float:
        """How many times longer ``slower`` takes at the median."""
        return self.timings[slower].median / self.timings[faster].median


def worlds() -> Iterator[World]:
    """Uniform, skewed, and without equipment, at three sizes."""
    for size in (100, 1_000, 10_000):
        yield make(size, CASES)
        yield make(size, CASES, skewed=True)
        yield make(size, CASES, equipment=False)


def measure(world: World, rounds: int = 5) -> Row:
    """Compare all answers, then time them."""
    base = ours.rule_base(world)
    memories = [ours.memory(*case) for case in world.cases]
    others = {"clips": peers.clips(world), "loop": peers.loop(world)}
    if len(world.sketches) <= STOCK_LIMIT:
        others["stock experta"] = peers.stock_experta(world)
    answers = [list(infer(base, memory).matched) for memory in memories]
    if answers != [list(each.matched) for each in sweep(base, memories)]:
        raise AssertionError("the sweep answers differently")
    for name, match in others.items():
        if answers != [match(*case) for case in world.cases]:
            raise AssertionError(f"{name} answers differently")
    contestants = {"infer": lambda case: infer(base, memories[case])}
    contestants |= {name: lambda case, match=match: match(*world.cases[case]) for name, match in others.items()}
    found = (list(base.network.candidates(0, base.network.terms(m.values.items()))) for m in memories)
    return Row(
        world,
        in_turns(contestants, len(memories), rounds),
        _sweep(base, memories),
        sum(map(len, answers)) / len(answers),
        sum(map(len, found)) / len(memories),
    )


def _sweep(base: object, memories: list[object]) -> float:
    many = memories * 20
    best = float("inf")
    for _ in range(5):
        begun = perf_counter()
        for _ in sweep(base, many):  # type: ignore[arg-type]
            pass
        best = min(best, (perf_counter() - begun) * 1e6 / len(many))
    return best


def lines(rows: list[Row]) -> Iterator[str]:
    """The rows as a table; times in microseconds a case."""
    heads = ("infer", "p99", "sweep", "loop", "clips", "stock", "matches", "candidates")
    yield f"{'playbooks':>9} {'world':22}" + "".join(f"{head:>11}" for head in heads)
    for row in rows:
        of = row.timings
        stock = f"{of['stock experta'].median:.0f}" if "stock experta" in of else "-"
        cells = (
            f"{of['infer'].median:.0f}",
            f"{of['infer'].p99:.0f}",
            f"{row.sweep:.1f}",
            f"{of['loop'].median:.0f}",
            f"{of['clips'].median:.0f}",
            stock,
            f"{row.matches:.2f}",
            f"{row.candidates:.2f}",
        )
        yield f"{len(row.world.sketches):9} {row.world.name:22}" + "".join(f"{cell:>11}" for cell in cells)


def ratios(rows: list[Row]) -> Iterator[str]:
    """What the project promises, as ratios within this run."""
    uniform = {len(row.world.sketches): row for row in rows if row.world.name == "uniform"}
    small, thousand, large = uniform[100], uniform[1_000], uniform[10_000]
    yield f"clips / infer at 10 000: {large.ratio('clips', 'infer'):.1f} (aim: at least 2)"
    yield f"stock experta / infer at 1 000: {thousand.ratio('stock experta', 'infer'):.1f} (aim: at least 20)"
    growth = large.timings["infer"].median / small.timings["infer"].median
    yield f"infer at 10 000 / infer at 100: {growth:.2f} (aim: at most 2)"
    yield "p99 / median of infer (aim: at most 5), infer / sweep (at least 5), loop / sweep (at least 1)"
    for row in rows:
        infer_, loop = row.timings["infer"], row.timings["loop"]
        yield (
            f"{len(row.world.sketches):9} {row.world.name:22} {infer_.p99 / infer_.median:6.1f}"
            f" {infer_.median / row.sweep:6.1f} {loop.median / row.sweep:6.1f}"
        )
