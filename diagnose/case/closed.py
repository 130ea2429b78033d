"""Closed cases: an intake with how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from diagnose.case.intake import Intake
from diagnose.case.reported import INTAKE, OUTCOMES, Outcome, Tried, is_nothing, node_place
from diagnose.case.taking import Taking, is_mapping, listed
from diagnose.errors import IntakeError, Location, echo
from diagnose.names import did_you_mean
from diagnose.nodes import INTAKE as INTAKE_LIMITS
from diagnose.nodes import Mapping, Node, Scalar
from diagnose.wording import worded

SCHEMA: Final = "diagnose/closed-case/1"
"""The name of the format of a closed case."""

_ENDED = ("fault", "fixed_by", "tried")
_EXAMPLE = "closed: {fault: printing.toner-empty, fixed_by: replace-toner-cartridge}"


class HistoryError(IntakeError):
    """A history cannot be learned from; ``findings`` holds every reason, in order of place."""

    subject = "history"


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A request that is over: what was known, and which ``fault`` was the cause (None: nothing that is known).

    ``fixed_by`` is the step that ended it, ``tried`` what was done in its course; ``intake.tried`` was done before.
    ``places`` says where in the document each of these names stands.
    """

    intake: Intake
    fault: str | None
    fixed_by: str | None = None
    tried: tuple[Tried, ...] = ()
    at: Location = Location(INTAKE)
    places: AnyMapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_data(cls, data: AnyMapping[str, Any]) -> ClosedCase:
        """The closed case in plain data, as :meth:`to_data` writes it.

        Raises:
            HistoryError: with every finding.
        """
        return _case(data, Location(INTAKE))

    @classmethod
    def from_node(cls, node: Node) -> ClosedCase:
        """The closed case in a document that was read already.

        Raises:
            HistoryError: with every finding.
        """
        return _case(node, node.at)

    def place(self, name: str) -> Location:
        """Where ``name`` (``fault``, ``fixed_by``, ``tried[0]``) stands; the whole case when it came from Python."""
        return self.places.get(name, self.at)

    def to_data(self) -> dict[str, Any]:
        """The closed case as plain data with its schema, ready for JSON; ``from_data`` gives an equal one back."""
        closed: dict[str, Any] = {"fault": self.fault}
        if self.fixed_by is not None:
            closed["fixed_by"] = self.fixed_by
        if self.tried:
            closed["tried"] = [{"step": each.step, "outcome": each.outcome} for each in self.tried]
        return {**self.intake.to_data(), "schema": SCHEMA, "closed": closed}


def _case(source: Any, at: Location) -> ClosedCase:
    taking = Taking(INTAKE_LIMITS.scalar)
    if not is_mapping(source):
        taking.wrong(source, "a closed case", "", at, f"{{equipment: printer, symptoms: {{...}}, {_EXAMPLE}}}")
        raise HistoryError(tuple(taking.findings))
    entries = list(taking.entries(source, "", at))
    given = {key: value for key, value, _ in entries}
    _check_schema(given.get("schema"), at, taking)
    intake = _intake(source, taking)
    ended = _ended(given["closed"], at, taking) if "closed" in given else None
    if "closed" not in given:
        taking.report("PB101", "'closed' is missing", "closed", at, worded("write {text}", text=_EXAMPLE))
    if taking.findings or intake is None or ended is None:
        raise HistoryError(tuple(sorted(taking.findings, key=lambda each: each.sort_key)))
    return replace(ended, intake=intake, at=at)


def _check_schema(given: object, at: Location, taking: Taking) -> None:
    schema = given.text if isinstance(given, Scalar) else given
    if schema is not None and schema != SCHEMA:
        advice = worded("write {text}", text=SCHEMA)
        taking.report("PB115", "this is another format", "schema", node_place(given, at), advice)


def _intake(source: Any, taking: Taking) -> Intake | None:
    """What is left of a closed case without how it ended; None after findings."""
    own = ("schema", "closed")
    try:
        if isinstance(source, Mapping):
            rest = tuple((key, value) for key, value in source.entries if key.text not in own)
            return Intake.from_node(Mapping(rest, source.at))
        return Intake.from_data({key: value for key, value in source.items() if key not in own})
    except IntakeError as error:
        taking.findings += error.findings
        return None


def _ended(source: Any, at: Location, taking: Taking) -> ClosedCase | None:
    """How a case ended, as a closed case that has no intake yet; None after findings."""
    at = node_place(source, at)
    if not is_mapping(source):
        taking.wrong(source, "a mapping", "closed", at, _EXAMPLE)
        return None
    before = len(taking.findings)
    given = taking.known_keys(source, _ENDED, "closed", at)
    if "fault" not in given:
        advice = "write fault: and the id of the playbook, or fault: null if nothing known was the cause"
        taking.report("PB101", "'fault' is missing", "closed", at, advice)
    fault = _name(given.get("fault"), "closed.fault", at, taking)
    fixed_by = _name(given.get("fixed_by"), "closed.fixed_by", at, taking)
    places = {key: node_place(value, at) for key, value in given.items() if key != "tried"}
    tried = _tried(given.get("tried", ()), at, places, taking)
    _check_together(fixed_by, tried, places, taking)
    return ClosedCase(Intake(), fault, fixed_by, tried, places=places) if len(taking.findings) == before else None


def _name(source: object, path: str, at: Location, taking: Taking) -> str | None:
    return None if is_nothing(source) else taking.words(source, path, at, "printing.toner-empty")


def _tried(source: Any, at: Location, places: dict[str, Location], taking: Taking) -> tuple[Tried, ...]:
    items = listed(source)
    if items is None:
        taking.wrong(
            source, "a list of steps", "closed.tried", node_place(source, at), "[{step: ..., outcome: failed}]"
        )
        return ()
    found: list[Tried] = []
    for index, item in enumerate(items):
        place = node_place(item, at)
        step = _tried_step(item, f"closed.tried[{index}]", place, taking)
        if step is not None:
            places[f"tried[{len(found)}]"] = place
            found.append(step)
    return tuple(found)


def _tried_step(item: Any, path: str, at: Location, taking: Taking) -> Tried | None:
    if not is_mapping(item):
        taking.wrong(item, "a step with its outcome", path, at, "{step: restart-router, outcome: failed}")
        return None
    given = taking.known_keys(item, ("step", "outcome"), path, at)
    missing = [key for key in ("step", "outcome") if key not in given]
    for key in missing:
        message = worded("'{key}' is missing", key=key)
        taking.report("PB101", message, path, at, "write {step: restart-router, outcome: failed}")
    if missing:
        return None
    step = taking.words(given["step"], f"{path}.step", at, "restart-router")
    outcome = taking.words(given["outcome"], f"{path}.outcome", at, Outcome.FAILED)
    if outcome is not None and outcome not in OUTCOMES:
        advice = did_you_mean(outcome, OUTCOMES) or worded("allowed: {known}", known=", ".join(OUTCOMES))
        where = node_place(given["outcome"], at)
        taking.report("PB103", worded("'{text}' is no outcome", text=echo(outcome)), f"{path}.outcome", where, advice)
        return None
    return Tried(step, outcome) if step is not None and outcome is not None else None


def _check_together(
    fixed_by: str | None, tried: Iterable[Tried], places: AnyMapping[str, Location], taking: Taking
) -> None:
    """A finding where the step that is said to have ended the case is only known to have failed."""
    outcomes = {each.outcome for each in tried if each.step == fixed_by}
    if fixed_by is not None and outcomes and Outcome.FIXED not in outcomes:
        message = worded("'{step}' did not end the case by what stands under tried", step=echo(fixed_by))
        taking.report("PB103", message, "closed.fixed_by", places["fixed_by"], "correct one of the two")
