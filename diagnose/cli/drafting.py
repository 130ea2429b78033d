"""``diagnose new playbook --from-case``: the files of a playbook drafted from a solved case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diagnose.cli.options import load_kb
from diagnose.cli.past_cases import fixture_intakes, read_past_cases

if TYPE_CHECKING:
    from diagnose.authoring.comparing import PastCase
    from diagnose.authoring.drafting import Draft
    from diagnose.case.closed import ClosedCase
    from diagnose.kb.base import KnowledgeBase

_MOST = 4 * 1024 * 1024


def drafted(name: str | None, folder: Path, source: Path, histories: tuple[Path, ...]) -> list[tuple[str, str]]:
    """The files, by their names from ``folder``, of a playbook ``name`` drafted from the case in ``source``.

    Raises:
        IntakeError: the case or a history cannot be read.
    """
    past = [each for path in histories for each in read_past_cases(path)]
    return drafted_from(_case(source), name, source.name.split(".")[0], folder, past)


def drafted_from(
    case: ClosedCase, name: str | None, stem: str, folder: Path, past: Iterable[PastCase] = ()
) -> list[tuple[str, str]]:
    """The same from a solved ``case``; without a ``name`` the playbook is called after ``stem``.

    Raises:
        IntakeError: the case speaks of what the vocabulary does not know.
    """
    from diagnose.authoring.drafting import cases_text, draft_from, playbook_text

    kb = load_kb(folder, drafts=True)
    chosen = name or _name(case, stem, kb)
    if chosen in {**kb.playbooks, **kb.retired}:
        raise click.UsageError(f"there is a playbook '{chosen}' already; name another id")
    told = [*fixture_intakes(folder), *past]
    draft = draft_from(case, chosen, kb, [(each.name, each.intake) for each in told if each.intake != case.intake])
    text = playbook_text(draft, kb)
    area, _, rest = chosen.partition(".")
    stem = f"{area}/{rest.replace('.', '-')}"
    _tell(draft)
    return [
        (f"{stem}.yaml", text),
        (f"{stem}.cases.yaml", cases_text(draft, kb, _expectation(draft, text, folder))),
    ]


def _case(source: Path) -> ClosedCase:
    from diagnose.case.closed import ClosedCase, HistoryError
    from diagnose.case.history import read_history
    from diagnose.nodes import read_text

    raw = source.read_bytes()[: _MOST + 1]
    node, findings = read_text(raw, source.as_posix())
    if node is not None and not isinstance(node, tuple) and hasattr(node, "entries"):
        return ClosedCase.from_node(node)
    cases, found = read_history(raw, source.as_posix())
    if found or not cases:
        raise HistoryError(found or findings)
    if len(cases) > 1:
        raise click.UsageError(f"'{source}' holds {len(cases)} cases; a draft is made from one")
    return cases[0]


def _name(case: ClosedCase, called: str, kb: KnowledgeBase) -> str:
    """An id made of the area of the complaint and what the case is called."""
    signs = kb.vocabulary.attributes
    reported = [each.attribute for each in case.intake.reported() if each.attribute in signs]
    complaint = next((name for name in reported if signs[name].complaint), next(iter(reported), "draft.case"))
    shown = {
        each.id.split(".")[0] for each in kb.playbooks.values() if complaint in {row.attribute for row in each.shows}
    }
    words = re.findall(r"[a-z0-9]+", called.lower())
    stem = "-".join(words) or "case"
    area = min(shown, default=complaint.split(".")[0])
    return f"{area}.{stem if stem[0].isalpha() else f'case-{stem}'}"


def _expectation(draft: Draft, text: str, folder: Path) -> dict[str, Any]:
    """What the drafted case comes to with the draft in the knowledge base; the least it must be where that fails."""
    from diagnose.authoring.drafting.written import intake_data
    from diagnose.authoring.judge import best_fault, outcome_of
    from diagnose.case import Intake
    from diagnose.desk import diagnose
    from diagnose.errors import IntakeError
    from diagnose.kb.compile import compile_documents
    from diagnose.kb.documents import read_document
    from diagnose.kb.reading import read_folder
    from diagnose.nodes import read_text

    node, _ = read_text(text, "draft.yaml")
    document = None if node is None else read_document(node, "draft.yaml")[0]
    known = read_folder(folder, cases=False).documents
    kb = None if document is None else compile_documents((*known.all(), document), drafts=True)[0]
    least = {"matched": [draft.id]}
    if kb is None:
        return least
    try:
        verdict = diagnose(Intake.from_data(intake_data(draft)), kb).verdict
    except IntakeError:
        return least
    if best_fault(verdict) != draft.id or outcome_of(verdict) != "plan":
        return least
    return {"outcome": "plan", "fault": draft.id, **least}


def _tell(draft: Draft) -> None:
    """Say what the author has to know, on standard error."""
    if draft.left_out:
        click.echo(f"left out, private or somebody's words: {', '.join(draft.left_out)}", err=True)
    for name in draft.others:
        click.echo(f"this past case with another cause fits as well: {name}", err=True)
    if not draft.steps:
        click.echo("the case names no step that helped; write the plan", err=True)
    click.echo(
        f"next: fill in what stands in <...>, then `diagnose check` and `diagnose test --drafts -k {draft.id}`",
        err=True,
    )
