"""The support organisation, joined from all its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from diagnose.kb.compile.agreements import compile_entitlements, compile_levels, compile_priorities
from diagnose.kb.compile.calendars import compile_calendar
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.organisation import Declared, Parts
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents import PlaybookDocument
from diagnose.kb.documents.model import EntryPart
from diagnose.kb.documents.support import SupportDocument
from diagnose.nodes import Scalar
from diagnose.support import PEOPLE, Support

Part = TypeVar("Part", bound=EntryPart)


def compile_support(
    bench: Workbench, documents: Iterable[SupportDocument], playbooks: Iterable[PlaybookDocument] = ()
) -> Support:
    """Everything declared in ``documents``; references to what is not declared are findings.

    ``playbooks`` hold the steps that lines may or may not take.
    """
    found = tuple(documents)
    lines = _parts(bench, "line", (line for each in found for line in each.lines.values()))
    sectors = _parts(bench, "sector", (part for each in found for part in each.sectors.values()))
    channels = _parts(bench, "channel", (part for each in found for part in each.channels.values()))
    options = _parts(bench, "support option", (part for each in found for part in each.options.values()))
    levels = _parts(bench, "service level", (part for each in found for part in each.levels.values()))
    calendars = _parts(bench, "calendar", (part for each in found for part in each.calendars.values()))
    vendors = _parts(bench, "vendor", (part for each in found for part in each.vendors.values()))
    granted = _parts(bench, "entitlement", (part for each in found for part in each.entitlements.values()))
    priorities = compile_priorities(bench, [each.priorities for each in found if each.priorities is not None])
    declared: Mapping[str, Mapping[str, object]] = {
        "line": lines,
        "sector": sectors,
        "channel": channels,
        "support option": options,
        "service level": levels,
        "calendar": calendars,
        "priority": dict.fromkeys(priorities.order),
    }
    names = Declared(bench, declared)
    parts = Parts(names, _steps(playbooks) if any(line.steps for line in lines.values()) else {})
    return Support(
        lines=tuple(parts.line(rank, part) for rank, part in enumerate(lines.values())),
        sectors={name: parts.sector(part) for name, part in sorted(sectors.items())},
        channels={name: parts.channel(part) for name, part in sorted(channels.items())},
        options={name: parts.option(part) for name, part in sorted(options.items())},
        levels={each.id: each for each in compile_levels(names, levels)},
        calendars={name: compile_calendar(bench, part) for name, part in sorted(calendars.items())},
        vendors={name: parts.vendor(part) for name, part in sorted(vendors.items())},
        entitlements=compile_entitlements(names, granted),
        priorities=priorities,
    )


def known_askable(bench: Workbench, names: Iterable[Scalar], lines: Mapping[str, object]) -> tuple[str, ...]:
    """Who can be asked: the customer, a line, a remote tool, somebody on site."""
    declared = {**dict.fromkeys(PEOPLE), **lines}
    return tuple(name for each in names if (name := bench.known(each, "line or person", declared)))


def _parts(bench: Workbench, what: str, documents: Iterable[Part]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    names: list[Scalar] = []
    for part in documents:
        names.append(part.id)
        parts.setdefault(part.id.text, part)
    bench.findings.extend(declared_once(what, names))
    return parts


def _steps(playbooks: Iterable[PlaybookDocument]) -> dict[str, str]:
    """The steps of all plans by their ids, and by former ids what they are called now."""
    steps = [step for playbook in playbooks for step in playbook.plan]
    former = {name.text: step.step.text for step in steps for name in step.formerly}
    return {**former, **{step.step.text: step.step.text for step in steps}}
