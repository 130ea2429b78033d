"""Steps of a plan, and where a case goes when they do not help."""

from __future__ import annotations

from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.playbook import EscalateDocument, RequiresDocument, StepDocument
from diagnose.kb.playbook import EscalateTo, Requirement, Step
from diagnose.names import fold
from diagnose.nodes import Scalar
from diagnose.rules.conditions import ALWAYS

USUAL_CHANCE = 0.5
"""The chance that a step helps whose author does not say."""


def compile_step(bench: Workbench, document: StepDocument) -> Step:
    """The step that ``document`` describes."""
    support = bench.lexicon.support
    return Step(
        id=document.step.text,
        do=document.do,
        by=_line(bench, document.by),
        via=tuple([name for each in document.via if (name := bench.known(each, "channel", support.channels))]),
        takes=document.takes or 0.0,
        risk=_risk(bench, document.risk),
        price=document.price or 0.0,
        needs=document.needs,
        after=tuple([name.text for name in document.after]),
        requires=None if document.requires is None else _requirement(bench, document.requires),
        confirm=document.confirm,
        fixes=_fixes(bench, document.fixes),
        check=() if document.check is None else bench.values(document.check),
        stop=document.stop,
        formerly=tuple([name.text for name in document.formerly]),
        at=document.step.at,
    )


def compile_escalation(bench: Workbench, document: EscalateDocument) -> EscalateTo:
    """Where ``document`` sends a case."""
    sectors = bench.lexicon.support.sectors
    return EscalateTo(
        to=document.to.text,
        sector=None if document.sector is None else bench.known(document.sector, "sector", sectors),
        because=document.because,
        condition=None if document.if_ is None else bench.conditions.read(document.if_),
    )


def _line(bench: Workbench, name: Scalar | None) -> str:
    """The id of the least line that may do a step; the first line where nothing is said."""
    lines = bench.lexicon.support.lines
    if name is None:
        return lines[0].id if lines else ""
    known = bench.line_ids
    return name.text if name.text in known else bench.known(name, "line", known) or name.text


def _risk(bench: Workbench, name: Scalar | None) -> str:
    if name is None:
        return "none"
    if name.text not in bench.settings.risk and fold(name.text) not in bench.lexicon.excused:
        bench.number(name, bench.settings.risk, -1.0, "a word of prices.risk in kb.yaml")
    return name.text


def _fixes(bench: Workbench, written: Scalar | None) -> float:
    if written is None:
        return bench.settings.signs.get("often", USUAL_CHANCE)
    found = bench.strength(written)
    return USUAL_CHANCE if found is None else found


def _requirement(bench: Workbench, document: RequiresDocument) -> Requirement:
    return Requirement(bench.conditions.read(document.when) or ALWAYS, document.safety)
