"""What is agreed with customers: entitlements, priorities, service levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diagnose.kb.codes import finding
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.organisation import Declared
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.support import EntitlementDocument, LevelDocument, PrioritiesDocument
from diagnose.kb.documents.targets import Row
from diagnose.support import Entitlement, Priorities, ServiceLevel
from diagnose.vocabulary import EQUIPMENT, LOCATION

USUAL_WARNINGS = (0.5, 0.8)


def compile_entitlements(names: Declared, parts: Mapping[str, EntitlementDocument]) -> tuple[Entitlement, ...]:
    """The entitlements in order of id; without those whose option is not declared."""
    made = (_entitlement(names, part) for _, part in sorted(parts.items()))
    return tuple(each for each in made if each is not None)


def _entitlement(names: Declared, part: EntitlementDocument) -> Entitlement | None:
    option = names.one("support option", part.option)
    kinds = tuple(names.kinds(EQUIPMENT, part.equipment))
    places = tuple(names.kinds(LOCATION, part.location))
    if option is None or len(kinds) < len(part.equipment) or len(places) < len(part.location):
        return None  # what it is bound to is not known, and bound to nothing it would be everybody's
    return Entitlement(
        id=part.id.text,
        option=option,
        equipment=kinds,
        serials=tuple(part.serials),
        customer=part.customer,
        contract=part.contract,
        starts=part.starts,
        until=part.until,
        location=places,
    )


def compile_priorities(bench: Workbench, documents: Sequence[PrioritiesDocument]) -> Priorities:
    """The priorities, which stand in one document; a second one is a finding."""
    if not documents:
        return Priorities()
    first = documents[0]
    for extra in documents[1:]:
        related = [(first.at, "first one here")]
        bench.findings.append(finding("PB207", "a second table of priorities", extra.at, "keep one of them", related))
    for what, ids in (("priority", first.order), ("impact", first.impacts), ("urgency", first.urgencies)):
        bench.findings.extend(declared_once(what, ids))
    listed = (first.order, first.impacts, first.urgencies)
    order, impacts, urgencies = (dict.fromkeys(each.text for each in part) for part in listed)
    return Priorities(
        order=tuple(order),
        impacts=tuple(impacts),
        urgencies=tuple(urgencies),
        table={cell: priority for row in first.table for cell, priority in _row(bench, row, impacts, urgencies, order)},
    )


def _row(
    bench: Workbench,
    row: Row,
    impacts: Mapping[str, object],
    urgencies: Mapping[str, object],
    order: Mapping[str, object],
) -> Iterator[tuple[tuple[str, str], str]]:
    impact = bench.known(row[0], "impact", impacts)
    for urgency, priority in row[1]:
        known, given = bench.known(urgency, "urgency", urgencies), bench.known(priority, "priority", order)
        if impact is not None and known is not None and given is not None:
            yield (impact, known), given


def compile_levels(names: Declared, parts: Mapping[str, LevelDocument]) -> Iterator[ServiceLevel]:
    """The service levels in order of id."""
    for _, part in sorted(parts.items()):
        stairs = ((float(fraction), names.one("line", line)) for fraction, line in part.escalate)
        targets = ((names.one("priority", each.id), (each.respond, each.resolve)) for each in part.priorities.values())
        yield ServiceLevel(
            id=part.id.text,
            respond=part.respond,
            resolve=part.resolve,
            calendar=names.one("calendar", part.calendar),
            by_priority={priority: target for priority, target in targets if priority is not None},
            warn=USUAL_WARNINGS if part.warn is None else tuple(sorted(part.warn)),
            escalate=tuple((fraction, line) for fraction, line in stairs if line is not None),
            title=part.title,
        )
