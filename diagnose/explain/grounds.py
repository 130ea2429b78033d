"""``why`` and ``why not`` in words."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.explain.evidence import failures, reported
from diagnose.explain.page import below, bullets
from diagnose.explain.reasons import Against, Why, WhyNot
from diagnose.explain.standing import ASSUMED, FAILS, HOLDS, Standing
from diagnose.explain.words import Words, clean
from diagnose.hypotheses import Contribution, Hypothesis


def say_why(why: Why, words: Words) -> list[str]:
    """What speaks for a fault: its chance, its conditions, and the facts with their weight."""
    lines = [words.say("why.head", fault=why.fault, title=words.fault(why.fault))]
    if why.hypothesis:
        chance, prior = words.chance(why.hypothesis.responsible), words.percent(why.hypothesis.prior)
        lines.append(words.say("why.chance", chance=chance, first=prior))
    elif not any(each.stands == FAILS for each in why.standings):
        lines.append(words.say("why.none", fault=why.fault))
    else:
        lines.append(words.say("why.ruled-out", fault=why.fault))
    if not why.standings:
        lines.append(words.say("why.ungated"))
    lines += [words.say("why.gates"), *_standings(why.standings, words)] if why.standings else []
    return [*lines, *_weights(why.hypothesis.contributions, words)] if why.hypothesis else lines


def _standings(standings: tuple[Standing, ...], words: Words) -> list[str]:
    return [line for each in standings for line in _standing(each, words)]


def _standing(standing: Standing, words: Words) -> list[str]:
    written, place = clean(standing.written), words.place(standing.place)
    if standing.stands == FAILS and _says_all(standing):
        said = reported(standing.parts[0], words)
        return bullets([words.say("why.fails-because", written=written, seen=said) + place])
    if standing.stands == FAILS:
        return below(words.say("why.fails", written=written) + place, failures(standing, words))
    if standing.stands == HOLDS:
        values = words.listed(dict.fromkeys(reported(part, words) for part in standing.parts))
        key = "why.holds" if values else "why.true"
        return bullets([words.say(key, written=written, seen=values) + place])
    key = "why.assumed" if standing.stands == ASSUMED else "why.open"
    return bullets([words.say(key, written=written, state=words.listed(_waits(standing, words))) + place])


def _says_all(standing: Standing) -> bool:
    """Whether the condition is a single test, so that there is nothing to list below it."""
    return len(standing.parts) == 1 and standing.parts[0].written == standing.written


def _waits(standing: Standing, words: Words) -> Iterator[str]:
    for name in dict.fromkeys(part.attribute for part in standing.parts):
        part = next(each for each in standing.parts if each.attribute == name)
        yield words.fact(name, reported(part, words))


def _weights(contributions: tuple[Contribution, ...], words: Words) -> list[str]:
    ordered = sorted(contributions, key=lambda each: (-abs(each.log_odds), each.attribute))
    lines = bullets(_weight(each, words) for each in ordered)
    return [words.say("why.weights"), *lines] if lines else []


def _weight(contribution: Contribution, words: Words) -> str:
    value = words.value(contribution.attribute, contribution.value)
    fact = words.fact(contribution.attribute, value)
    return f"{fact}: {words.weight(contribution.log_odds)}"


def say_why_not(why_not: WhyNot, words: Words) -> list[str]:
    """What keeps a fault from being the decision, down to the condition and where it is written."""
    head = words.say("why-not.head", fault=why_not.fault, title=words.fault(why_not.fault))
    match why_not.kind:
        case Against.REFUTED:
            return [head, _counted("why-not.refuted", why_not, words), *_standings(why_not.standings, words)]
        case Against.OPEN:
            return [head, *_open(why_not, words)]
        case Against.LESS_LIKELY:
            return [head, *_less_likely(why_not, words)]
        case Against.RETIRED if why_not.replaced_by:
            return [head, words.say("why-not.replaced", other=why_not.replaced_by)]
        case _:
            return [head, words.say(f"why-not.{why_not.kind.value}")]


def _counted(key: str, why_not: WhyNot, words: Words) -> str:
    return words.say(key, count=len(why_not.standings), total=why_not.total)


def _open(why_not: WhyNot, words: Words) -> list[str]:
    key = "why-not.open" if why_not.waits_for else "why-not.open-silent"
    asked = bullets(f"{words.question(name)} ({clean(name)})" for name in why_not.waits_for)
    return [_counted(key, why_not, words), *asked, *_standings(why_not.standings, words)]


def _less_likely(why_not: WhyNot, words: Words) -> list[str]:
    own, ahead = _chance(why_not.hypothesis, words), _chance(why_not.ahead, words)
    other = words.fault(why_not.ahead.fault) if why_not.ahead else ""
    line = words.say("why-not.less-likely", chance=own, other=other, first=ahead)
    if not why_not.against:
        return [line, words.say("why-not.nothing-against", other=other)]
    return [line, words.say("why-not.against"), *bullets(_weight(each, words) for each in why_not.against)]


def _chance(hypothesis: Hypothesis | None, words: Words) -> str:
    return words.chance(hypothesis.responsible if hypothesis else 0.0)
