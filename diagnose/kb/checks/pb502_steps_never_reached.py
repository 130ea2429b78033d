"""PB502: steps that are never reached."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import error
from diagnose.kb.documents import PlaybookDocument, StepDocument
from diagnose.wording import worded

CODE = error(
    "PB502",
    "Steps that are never reached",
    "Шаги, до которых не дойти",
    "The `after` of the steps of a plan runs in a circle, or a step comes after one with `stop: true`.",
    "Steps in a circle wait for one another; behind a step that ends the plan nothing follows.",
    "- {step: a, after: [b]}\n- {step: b, after: [a]}",
    "- {step: a}\n- {step: b, after: [a]}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a plan whose ``after`` runs in a circle, else for each step behind one that ends the plan."""
    if _looks_back_only(subject.document):
        yield from _behind_the_end(subject)
        return
    from diagnose.kb.graph import circle_among

    plan = subject.document.plan
    circle = circle_among((before.text, step.step.text) for step in plan for before in step.after)
    if circle:
        places = {step.step.text: step.step.at for step in plan}
        at = min((places[name] for name in circle if name in places), default=subject.document.at)
        message = worded("the steps wait for one another: {circle}", circle=" -> ".join([*circle, circle[0]]))
        yield CODE.finding(message, at, "take one 'after' away", subject=subject.playbook.id)
    else:
        yield from _behind_the_end(subject)


def _looks_back_only(playbook: PlaybookDocument) -> bool:
    """Whether each step comes after earlier ones alone, as nearly always: then there is no circle."""
    earlier: set[str] = set()
    for step in playbook.plan:
        if any(name.text not in earlier for name in step.after):
            return False
        earlier.add(step.step.text)
    return True


def _behind_the_end(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each step that waits for one with ``stop: true``: done in vain, that one ends the plan."""
    last: dict[str, StepDocument] = {step.step.text: step for step in subject.document.plan if step.stop}
    for step in subject.document.plan if last else ():
        end = next((name for name in step.after if name.text in last), None)
        if end is not None:
            message = worded(
                "{step!r} is never reached: {end!r} ends the plan", step=echo(step.step.text), end=echo(end.text)
            )
            advice = "take 'stop: true' away there, or this step"
            related = [(last[end.text].step.at, "the plan ends here")]
            yield CODE.finding(message, step.step.at, advice, related, subject=subject.playbook.id)
