"""A calibration in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from diagnose.authoring.calibration.calibrate import Calibration, Measured
from diagnose.authoring.calibration.forecast import Score
from diagnose.authoring.calibration.numbers import Frequency, Number, Strength, Success
from diagnose.authoring.calibration.proposals import Proposal
from diagnose.authoring.calibration.words import say
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.operators import shown

SCHEMA = "diagnose/calibration/1"
DIGITS = 6


def report_text(calibration: Calibration, language: str, command: str | None = None) -> str:
    """What was learned and what it is worth, as a page of text; ``command`` is how the patch would be applied."""
    known = calibration.cases - calibration.unknown
    parts = [say("history", language, cases=calibration.cases, known=known)]
    written = [each for each in calibration.proposals if each.place is not None]
    by_hand = [each for each in calibration.proposals if each.place is None]
    if not calibration.proposals:
        parts.append(say("nothing", language))
    for heading, listed in (("proposals", written), ("by-hand", by_hand)):
        if listed:
            parts.append("\n".join([say(heading, language, count=len(listed)), *_proposals(listed, language)]))
    parts.append("\n".join([say("scores", language), *_scores(calibration, language)]))
    parts.append("\n".join(_notes(calibration, language)))
    if command is not None:
        parts.append(say("unchanged", language, command=command))
    return "\n\n".join(parts) + "\n"


def _proposals(proposals: Iterable[Proposal], language: str) -> Iterator[str]:
    names = ("number", "now", "proposed", "counted", "estimate", "interval")
    rows = [tuple(say(f"column.{name}", language) for name in names)]
    for each in proposals:
        learned = each.learned
        low, high = learned.interval
        rows.append(
            (
                f"{learned.number.playbook}  {_name(learned.number, language)}",
                say("default", language) if each.place is None else each.place.text,
                each.written,
                say("counted", language, hits=learned.hits, cases=learned.cases),
                _percent(learned.estimate),
                f"{_percent(low)} - {_percent(high)}",
            )
        )
    return _aligned(rows)


def _name(number: Number, language: str) -> str:
    match number:
        case Frequency():
            return say("frequency", language)
        case Strength(attribute=attribute, value=value):
            return f"{attribute}: {shown(value)}"
        case Success(step=step):
            return say("fixes", language, step=step)


def _percent(chance: float) -> str:
    return f"{100.0 * chance:.1f} %"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join([first, *rest])}".rstrip()


def _scores(calibration: Calibration, language: str) -> Iterator[str]:
    runs = [calibration.before, calibration.held_out, calibration.fitted]
    heads = ("now", "held-out", "fitted")
    kept = [(run, head) for run, head in zip(runs, heads, strict=True) if run is not None]
    rows = [(say("column.measure", language), *(say(f"column.{head}", language) for _, head in kept))]
    for key in ("log_loss", "brier", "calibration_error", "first_choice"):
        values = [getattr(run.causes, key) for run, _ in kept]
        shown_ = [_percent(value) if key == "first_choice" else f"{value:.4f}" for value in values]
        rows.append((say(key.replace("_", "-"), language), *shown_))
    if calibration.before.steps:
        name = say("step-loss", language, count=calibration.before.steps)
        rows.append((name, *(f"{run.step_loss:.4f}" for run, _ in kept)))
    return _aligned(rows)


def _notes(calibration: Calibration, language: str) -> Iterator[str]:
    yield say("held-out" if calibration.held_out is not None else "too-few", language)
    if calibration.before.causes.not_considered:
        yield say("not-considered", language, count=calibration.before.causes.not_considered)
    if calibration.never_normal:
        yield say("never-normal", language, names=", ".join(calibration.never_normal))


def report_data(calibration: Calibration, kb: KnowledgeBase, patch: str) -> dict[str, Any]:
    """The calibration with its patch as plain data, schema ``diagnose/calibration/1``."""
    held_out = calibration.held_out
    return {
        "schema": SCHEMA,
        "digest": kb.digest,
        "cases": calibration.cases,
        "unknown": calibration.unknown,
        "proposals": [_proposal_data(each) for each in calibration.proposals],
        "scores": {
            "before": _measured_data(calibration.before),
            "held_out": None if held_out is None else _measured_data(held_out),
            "fitted": _measured_data(calibration.fitted),
        },
        "never_normal": list(calibration.never_normal),
        "patch": patch,
    }


def _proposal_data(proposal: Proposal) -> dict[str, Any]:
    learned, place = proposal.learned, proposal.place
    return {
        "playbook": learned.number.playbook,
        **_number_data(learned.number),
        "present": _rounded(learned.present),
        "proposed": _rounded(proposal.value),
        "written": None if place is None else place.text,
        "write": proposal.written,
        "file": None if place is None else place.at.file,
        "line": None if place is None else place.at.line,
        "column": None if place is None else place.at.column,
        "hits": learned.hits,
        "cases": learned.cases,
        "estimate": _rounded(learned.estimate),
        "interval": [_rounded(end) for end in learned.interval],
    }


def _number_data(number: Number) -> dict[str, Any]:
    match number:
        case Frequency():
            return {"key": "frequency"}
        case Strength(attribute=attribute, value=value):
            return {"key": "shows", "attribute": attribute, "value": value if isinstance(value, bool) else shown(value)}
        case Success(step=step):
            return {"key": "fixes", "step": step}


def _measured_data(measured: Measured) -> dict[str, Any]:
    return {
        **_score_data(measured.causes),
        "steps": measured.steps,
        "step_log_loss": _rounded(measured.step_loss),
    }


def _score_data(score: Score) -> dict[str, Any]:
    names = ("log_loss", "brier", "calibration_error", "first_choice")
    return {
        "cases": score.cases,
        **{name: _rounded(getattr(score, name)) for name in names},
        "not_considered": score.not_considered,
        "bins": [
            {"cases": each.cases, "confidence": _rounded(each.confidence), "right": _rounded(each.right)}
            for each in score.bins
        ],
    }


def _rounded(number: float) -> float:
    return round(number, DIGITS)
