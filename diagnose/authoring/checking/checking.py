"""One call that checks everything and does what the configuration and the remarks in the documents say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from diagnose.authoring.checking.baseline import Baseline, Entry
from diagnose.authoring.checking.sources import Sources
from diagnose.authoring.checking.whole import Whole, whole_of
from diagnose.authoring.config import Config
from diagnose.errors import Finding, Severity
from diagnose.kb.caching import Memory
from diagnose.kb.cascades import without_followers
from diagnose.kb.checks import pb606_unused_suppression
from diagnose.kb.lint import Examined, in_order, old_reviews
from diagnose.kb.quiet import collector_held_off
from diagnose.kb.reading import text_called
from diagnose.kb.suppressing import Named, Sifted, Suppressed, sift

FORMAT = "PB608"
"""The code that is looked for only when it is selected by name."""

REVIEW = "PB602"
"""The code that is looked for only when it is configured how old a review may be."""

SEEN_IN_A_RUN = frozenset({"CV703", "CV708", "CV711"})
"""Codes that only a run of the cases finds, so that nobody can say here that a suppression of them is idle."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said about a knowledge base.

    ``findings`` are those that were asked for, in order of place; ``suppressed`` those held back by remarks. ``known``
    counts those that the baseline holds, ``stale`` lists what it holds although it is fixed. ``unselected`` counts
    errors that were not asked for. ``digest`` names the knowledge base, empty if it does not load; ``sources`` are the
    texts.
    """

    findings: tuple[Finding, ...]
    sources: Sources
    suppressed: tuple[Suppressed, ...] = ()
    known: int = 0
    stale: tuple[Entry, ...] = ()
    unselected: int = 0
    digest: str = ""

    def reaches(self, level: Severity) -> bool:
        """Whether a finding weighs as much as ``level``."""
        return any(finding.severity >= level for finding in self.findings)


def check_folder(  # noqa: PLR0913 - what is checked, and all that decides on what is shown
    folder: Path,
    config: Config | None = None,
    *,
    paths: Iterable[Path] = (),
    baseline: Baseline | None = None,
    unsaved: Mapping[Path, bytes] | None = None,
    more: Iterable[Finding] = (),
    today: date | None = None,
    memory: Memory | None = None,
) -> Checked:
    """Everything there is to say about the knowledge base in ``folder``: documents, cases, remarks.

    Args:
        folder: the knowledge base; all of it is read.
        config: which codes are shown and how much they weigh.
        paths: only findings about these files, or about files in these folders, are shown; about all if it is empty.
        baseline: findings that are known and not shown.
        unsaved: what is read in place of some files, by their paths, which begin with ``folder``.
        more: other findings about the same documents, such as those of a run of the cases.
        today: the day on which reviews are judged, if the configuration says how old they may be.
        memory: what earlier runs have found, which changes nothing but the time it takes; whoever gives it saves it.
    """
    wanted = config or Config()
    documents = FORMAT in wanted.select or (today is not None and wanted.review_days is not None)
    with collector_held_off():
        whole = whole_of(folder, unsaved, memory, documents=documents)
    sources = Sources(folder, unsaved)
    listed = (*whole.findings, *_about_form(whole, sources, wanted), *_about_reviews(whole, wanted, today), *more)
    found = in_order(without_followers(listed, lambda name: text_called(name, unsaved)))
    sifted = sift(found, whole.remarks)
    findings = in_order((*sifted.findings, *pb606_unused_suppression.check(_idle(sifted, found, wanted))))
    findings = tuple(_weighed(each, wanted) for each in _below(findings, tuple(paths)))
    shown = tuple(each for each in findings if _is_wanted(each, wanted))
    fresh, stale = baseline.split(shown, sources) if baseline else (shown, ())
    return Checked(
        fresh,
        sources,
        tuple(each for each in sifted.suppressed if wanted.wants(each.finding.code)),
        len(shown) - len(fresh),
        tuple(each for each in _concerned(stale, sources, tuple(paths)) if wanted.wants(each.code)),
        sum(each.severity is Severity.ERROR and not wanted.selects(each.code) for each in findings),
        whole.digest,
    )


def check_text(text: str | bytes, file: Path, folder: Path, config: Config | None = None) -> Checked:
    """What is to be said about one document that reads ``text`` and is, or will be, ``file`` in ``folder``.

    The other documents are read from the folder. Findings about them are left out.
    """
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    path = inside(file, folder)
    return check_folder(folder, config, paths=(path,), unsaved={path: content})


def inside(file: Path, folder: Path) -> Path:
    """The path by which ``file`` is known in ``folder``, which begins with ``folder`` as it was given."""
    resolved, root = file.resolve(), folder.resolve()
    return folder / resolved.relative_to(root) if resolved.is_relative_to(root) else file


def _about_form(whole: Whole, sources: Sources, wanted: Config) -> Iterator[Finding]:
    """PB608, where somebody asks for it."""
    if whole.examined is None or FORMAT not in wanted.select:
        return
    from diagnose.authoring.formatting import not_formatted

    for file in sorted(_files(whole.examined)):
        yield from not_formatted(file, sources)


def _about_reviews(whole: Whole, wanted: Config, today: date | None) -> tuple[Finding, ...]:
    """PB602, where somebody says how old a review may be."""
    if whole.examined is None or today is None or wanted.review_days is None:
        return ()
    return old_reviews(whole.examined.read, today, wanted.review_days)


def _files(examined: Examined) -> set[str]:
    read = examined.read.documents
    kinds = (read.settings, read.vocabularies, read.supports, read.conclusions, read.playbooks, read.cases)
    return {document.at.file for kind in kinds for document in kind}


def _idle(sifted: Sifted, found: tuple[Finding, ...], wanted: Config) -> tuple[Named, ...]:
    """Codes that remarks name in vain. An error may hide what they are about, so that nobody can say with one."""
    if any(each.severity is Severity.ERROR for each in found):
        return ()
    return tuple(named for named in sifted.idle if _is_judged(named.code, wanted))


def _is_judged(code: str, wanted: Config) -> bool:
    """Whether a finding with ``code`` would have been found."""
    from diagnose.kb.catalogue import CODES

    known = CODES.get(code)
    if known is None or known.severity is Severity.ERROR or code in SEEN_IN_A_RUN:
        return False
    if code == REVIEW:
        return wanted.review_days is not None
    return code != FORMAT or FORMAT in wanted.select


def _weighed(finding: Finding, wanted: Config) -> Finding:
    severity = wanted.severity.get(finding.code, finding.severity)
    if severity is finding.severity or finding.severity is Severity.ERROR:
        return finding
    return replace(finding, severity=severity)


def _is_wanted(finding: Finding, wanted: Config) -> bool:
    """Whether it is selected, and not ignored; an error can be ignored by nobody."""
    if finding.severity is Severity.ERROR and finding.code not in wanted.severity:
        return wanted.selects(finding.code)
    return wanted.wants(finding.code)


def _below(findings: Iterable[Finding], paths: tuple[Path, ...]) -> Iterator[Finding]:
    roots = [path.resolve() for path in paths]
    known: dict[str, bool] = {}
    for finding in findings:
        file = finding.at.file
        if file not in known:
            known[file] = not roots or not file or any(Path(file).resolve().is_relative_to(root) for root in roots)
        if known[file]:
            yield finding


def _concerned(stale: tuple[Entry, ...], sources: Sources, paths: tuple[Path, ...]) -> tuple[Entry, ...]:
    """The ``stale`` entries that a look at ``paths`` alone can judge."""
    roots = [path.resolve() for path in paths]
    return tuple(
        each
        for each in stale
        if not roots or any((sources.folder / each.file).resolve().is_relative_to(root) for root in roots)
    )
