"""What a case expects something of, worked out without the words, the near misses and the contributions."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.authoring.expectation import Expectation
from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.judge import RESPONSIBLE, likelier
from diagnose.decision.course import Advise, Ask, Consideration, Course, Fix, PassOn, Unknown
from diagnose.decision.decide import course_in, is_asked, steps_now
from diagnose.decision.hand_over import target_of
from diagnose.decision.standing import Standing
from diagnose.hypotheses import Reading
from diagnose.hypotheses.contributions import contributions_of


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision as ``expect`` sees it; ``asked`` says whether the question is open that a case expects.

    ``chances`` are those of the faults weighed, ``evidence`` how many times likelier each attribute makes the fault
    that is wanted. ``tied`` are faults that nothing but the order of conditions or ids ranks. ``supposing`` says that
    it took answers to questions for granted to see what they would change, ``entering`` that no complaint was reported.
    """

    outcome: str
    fault: str
    line: str
    weighed: frozenset[str]
    steps: tuple[str, ...]
    fired: frozenset[str]
    asked: bool = False
    chances: tuple[tuple[str, float], ...] = ()
    evidence: tuple[tuple[str, float], ...] = ()
    tied: frozenset[str] = frozenset()
    supposing: bool = False
    entering: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case expects beyond the decision: an open ``question``, evidence for the fault ``evidence_for``."""

    question: str = ""
    evidence_for: str = ""

    @classmethod
    def by(cls, case: FixtureCase) -> Wanted:
        """What ``case`` wants worked out."""
        expect = case.expect
        about = str(expect.fault or case.about) if expect.evidence else ""
        return cls(str(expect.question or ""), about)


NOTHING_MORE = Wanted()


def answer_to(reading: Reading, standing: Standing, fired: frozenset[str], wanted: Wanted = NOTHING_MORE) -> Answer:
    """The answer to the case of ``reading``; ``fired`` are the rules that hold in it.

    Raises:
        FiringBudgetError: an answer to a question would let more rules fire than ``bounds.firings`` allows.
    """
    case, course = course_in(reading, standing)
    return Answer(
        outcome=_outcome(course),
        fault=_fault(case, course),
        line=_line(case, course),
        weighed=_weighed(case),
        steps=tuple([planned.step.id for planned in steps_now(course.plan, case)]) if isinstance(course, Fix) else (),
        fired=fired,
        asked=bool(wanted.question) and is_asked(case, course, wanted.question),
        chances=_chances(case),
        evidence=_evidence(case, wanted.evidence_for) if wanted.evidence_for else (),
        tied=_tied(case),
        entering=not case.candidates.reported,
        supposing=any(each.rows_wait_for for each in case.candidates.all),
    )


def _outcome(course: Course) -> str:
    match course:
        case Fix():
            return "plan"
        case Advise(leader):
            return leader.playbook.outcome
        case Ask():
            return "more-facts"
        case Unknown():
            return "unprecedented"
        case PassOn():
            return "escalation"


def _fault(case: Consideration, course: Course) -> str:
    if isinstance(course, Fix | Advise | PassOn):
        return course.leader.id
    return case.candidates.all[case.scales.order[0]].id if case.scales.order else ""


def _line(case: Consideration, course: Course) -> str:
    match course:
        case Unknown():
            return target_of(case).line
        case PassOn(_, leader, plan, to_line):
            left = () if plan is None else (*plan.steps, *plan.left_out)
            return target_of(case, leader, left, to_line).line
        case Fix(_, plan):
            return steps_now(plan, case)[0].step.by
        case _:
            return ""


def _weighed(case: Consideration) -> frozenset[str]:
    chances = case.scales.found.responsible
    pairs = zip(case.candidates.all, chances, strict=True)
    return frozenset([each.id for each, chance in pairs if chance >= RESPONSIBLE])


def _chances(case: Consideration) -> tuple[tuple[str, float], ...]:
    chances = case.scales.found.responsible
    return tuple([(each.id, chance) for each, chance in zip(case.candidates.all, chances, strict=True)])


def _evidence(case: Consideration, fault: str) -> tuple[tuple[str, float], ...]:
    number = next((number for number, each in enumerate(case.candidates.all) if each.id == fault), None)
    if number is None:
        return ()
    told = contributions_of(case.scales.evidence, case.candidates.all, case.scales.weights.kept)
    return tuple([(each.attribute, likelier(each.log_odds)) for each in told.get(number, ())])


def _tied(case: Consideration) -> frozenset[str]:
    by_chance: dict[float, list[str]] = {}
    for each, chance in zip(case.candidates.all, case.scales.found.responsible, strict=True):
        by_chance.setdefault(chance, []).append(each.id)
    return frozenset(name for names in by_chance.values() if len(names) > 1 for name in names)


def meets(answer: Answer, expect: Expectation) -> bool:
    """Whether ``answer`` is what ``expect`` mentions."""
    first = answer.steps[0] if answer.steps else ""
    pairs = (
        (expect.outcome, answer.outcome),
        (expect.fault, answer.fault),
        (expect.first_step, first),
        (expect.line, answer.line),
    )
    if any(wanted is not None and wanted.text != got for wanted, got in pairs):
        return False
    if expect.question is not None and not answer.asked:
        return False
    chances, evidence = dict(answer.chances), dict(answer.evidence)
    if any(not each.fits(chances.get(each.name.text, 0.0)) for each in expect.chance):
        return False
    if any(not each.fits(evidence.get(each.name.text, 1.0)) for each in expect.evidence):
        return False
    return (
        all(each.text in answer.weighed for each in expect.faults_include)
        and all(each.text in answer.steps for each in expect.steps_include)
        and keeps_rules(answer.fired, expect)
    )


def keeps_rules(fired: frozenset[str], expect: Expectation) -> bool:
    """Whether the rules that hold are those that ``expect`` mentions."""
    return all(each.text in fired for each in expect.matched) and not any(
        each.text in fired for each in expect.not_matched
    )
