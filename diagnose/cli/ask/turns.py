"""What is shown at a turn: the action, why it is the best now, the suspects and how their weight has changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from diagnose.cli.ask.display import Line, Marks
from diagnose.cli.ask.keys import SUSPECTS
from diagnose.desk import Action, Ask, Do, Done, HandOver
from diagnose.explain.outcome import details
from diagnose.explain.words import Words
from diagnose.planning import Plan, PlannedStep
from diagnose.texts import Text

SHOWN = 4
"""So many suspects stand at every turn."""
LEAST = 0.005
"""A suspect below this is not listed."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A fault with the chance that it is the cause, as the costs of the action are reckoned with."""

    fault: str
    responsible: float


@dataclass(frozen=True, slots=True)
class Suspects:
    """The faults in question with their weight now, and by fault what it was before; None at the first turn."""

    now: tuple[Suspect, ...] = ()
    before: Mapping[str, float] | None = None
    begun: bool = False

    def followed_by(self, suspects: Iterable[tuple[str, float]]) -> Suspects:
        """The suspects of the next turn."""
        before = {each.fault: each.responsible for each in self.now} if self.begun else None
        return Suspects(tuple(Suspect(*each) for each in suspects), before, begun=True)

    def listed(self) -> list[Suspect]:
        """Those worth naming, and in any case the first."""
        return [each for each in self.now if each.responsible >= LEAST or each in self.now[:1]]

    def gone(self) -> list[str]:
        """The faults that were worth naming and are not in question any more, the likeliest first."""
        before = self.before or {}
        left = {each.fault for each in self.now}
        named = [fault for fault, chance in before.items() if chance >= LEAST and fault not in left]
        return sorted(named, key=lambda fault: (-before[fault], fault))


def suspects_lines(suspects: Suspects, words: Words, marks: Marks, most: int = SHOWN) -> Iterator[Line]:
    """The likeliest suspects with the change since the last turn in points of a per cent."""
    listed = suspects.listed()
    yield Line(words.say("suspects.title"), "bold") if listed else Line(words.say("suspects.none-now"))
    for each in listed[:most]:
        yield _suspect(each, suspects.before, words, marks)
    if len(listed) > most:
        shown = SUSPECTS.shown(words.language)
        yield Line("  " + words.say("suspects.more", count=len(listed) - most, text=shown), "dim")
    for fault in suspects.gone():
        yield Line(f"  {marks.down} " + words.say("suspects.out", title=words.fault(fault)), "red", 4)


def _suspect(each: Suspect, before: Mapping[str, float] | None, words: Words, marks: Marks) -> Line:
    mark, change, style = " ", "", ""
    if before is not None and each.fault not in before:
        change = f"({words.say('suspects.new')})"
    elif before is not None:
        points = _points(each.responsible) - _points(before[each.fault])
        mark = marks.up if points > 0 else marks.down if points < 0 else " "
        change = f"({points:+d})" if points else ""
        style = "green" if points > 0 else "red" if points < 0 else ""
    return Line(f"  {mark} {_short(each.responsible):>6} {change:7} {words.fault(each.fault)}", style, 18)


def _points(chance: float) -> int:
    return math.floor(chance * 100 + 0.5)


def _short(chance: float) -> str:
    """A chance as it stands in a table."""
    if chance < 0.01:
        return "< 1 %"
    return "> 99 %" if chance > 0.99 else f"{_points(chance)} %"


def action_lines(action: Action, words: Words) -> Iterator[Line]:
    """What is to be done now, and why."""
    match action:
        case Ask():
            yield from _ask_lines(action, words)
        case Do():
            yield from _do_lines(action, words)
        case HandOver():
            yield Line(words.say("turn.hand-over"), "bold")
            yield _why(action, words)
        case Done():
            yield from _done_lines(action, words)


def _ask_lines(action: Ask, words: Words) -> Iterator[Line]:
    who = words.listed(words.who(one) for one in action.question.askable)
    yield Line(words.say("turn.ask", who=who))
    yield Line(action.text(words.language), "bold")
    yield _why(action, words)


def _do_lines(action: Do, words: Words) -> Iterator[Line]:
    if action.advice is not None:
        yield Line(words.say("turn.advise"))
        yield Line(words.text(action.advice), "bold")
        yield _why(action, words)
        return
    asked = replace(action.planned, step=replace(action.step, confirm=Text()))
    yield Line(words.say("turn.do"))
    yield Line(words.text(action.step.do), "bold")
    yield from (Line("  " + line, _warning(line, action.planned, words)) for line in details(asked, words))
    yield _why(action, words)


def _warning(line: str, planned: PlannedStep, words: Words) -> str:
    requires = planned.step.requires
    return (
        "yellow" if requires is not None and line == words.say("step.safety", text=words.text(requires.safety)) else ""
    )


def confirm_lines(action: Do, words: Words) -> Iterator[Line]:
    """What must be asked before the step, with its words of caution."""
    requires = action.step.requires
    if requires is not None and requires.safety:
        yield Line(words.say("step.safety", text=words.text(requires.safety)), "yellow")
    yield Line(words.say("turn.before"))
    yield Line(words.text(action.step.confirm), "bold")


def _done_lines(action: Done, words: Words) -> Iterator[Line]:
    yield Line(words.say("turn.done" if action.outcome == "solved" else f"turn.done-{action.outcome}"), "bold green")
    yield Line(action.why(words.language))
    if action.faults and action.outcome == "solved":
        yield Line(words.say("turn.cause", title=words.fault(action.faults[0])))


def _why(action: Ask | Do | HandOver, words: Words) -> Line:
    return Line("  " + words.say("turn.why", text=action.why(words.language)), "dim")


def figures_lines(action: Action, words: Words) -> Iterator[Line]:
    """The sentence that says why, and the figures behind it."""
    yield Line(action.why(words.language))
    if isinstance(action, Done):
        return
    figures, currency = action.figures, words.kb.settings.currency
    amounts = {"repair": figures.repair, "after": figures.after_asking, "hand-over": figures.hand_over}
    if isinstance(action, Ask):
        amounts["asking"] = action.question.cost
    yield Line(words.say("turn.figures"), "bold")
    for name, amount in amounts.items():
        if amount is not None:
            yield Line("  " + words.say(f"figure.{name}", cost=words.price(amount), currency=currency))


def plan_lines(plan: Plan | None, words: Words) -> Iterator[Line]:
    """The steps in order, each with its chance and cost, and what they are expected to cost together."""
    if plan is None or not plan.steps:
        yield Line(words.say("turn.no-plan"))
        return
    yield Line(words.say("turn.plan"), "bold")
    currency = words.kb.settings.currency
    for number, each in enumerate(plan.steps, 1):
        text, chance, cost = words.text(each.step.do), words.percent(each.chance), words.price(each.cost)
        item = words.say("plan.item", number=number, text=text, chance=chance, cost=cost, currency=currency)
        yield Line("  " + item, "", 3)
    expected, price = words.price(plan.expected_cost), words.price(plan.hand_over_price)
    yield Line("  " + words.say("plan.cost", cost=expected, total=price, currency=currency))
    if plan.left_out:
        yield Line("  " + words.say("plan.left-out", values=_ids(plan.left_out, words)))


def _ids(steps: Iterable[PlannedStep], words: Words) -> str:
    return words.listed(each.step.id for each in steps)
