"""The fixture folders of codes: what is laid into a folder for a test, and what is found there.

``tests/codes/CODE/wrong`` holds the mistake and ``tests/codes/CODE/right`` what to write instead; ``expected.txt``
beside them lists what ``wrong`` gives as ``file:line:column CODE``. What a folder needs and has not comes from
``tests/codes/base``. Files that cannot lie here as text are made by a builder in ``tests/codes/builders.py``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from diagnose.authoring.checking import check_folder
from diagnose.authoring.config import Config
from diagnose.authoring.fixtures import run_case
from diagnose.authoring.suite import about_the_suite, read_suite
from diagnose.desk import Consultation
from diagnose.errors import ConsultationError, Finding, KnowledgeBaseError, Severity
from diagnose.kb.load import load
from tests.codes.builders import BUILDERS

HERE = Path(__file__).parent
BASE = HERE / "base"
BORROWED = tuple(sorted(path.name for path in BASE.iterdir()))

TODAY = date(2026, 11, 22)

HOUSEKEEPING = frozenset({"PB503", "PB507", "PB601", "PB602", "PB603", "PB604", "PB608"})
"""Codes about what every good playbook has; a fixture leaves such things out unless it is about one of them."""


def folders() -> list[str]:
    """The codes that have a folder of fixtures or a builder of them."""
    kept = {path.name for path in HERE.iterdir() if re.fullmatch(r"[A-Z]{2}\d{3}", path.name)}
    return sorted(kept | BUILDERS.keys())


def laid_out(code: str, kind: str, target: Path) -> Path:
    """``target`` as the knowledge base that the ``kind`` ("wrong" or "right") fixture of ``code`` is."""
    target.mkdir(parents=True, exist_ok=True)
    kept = HERE / code / kind
    if kept.is_dir():
        shutil.copytree(kept, target, dirs_exist_ok=True)
    for name in BORROWED:
        if not (target / name).exists():
            shutil.copy(BASE / name, target / name)
    if code in BUILDERS:
        BUILDERS[code](target, kind)
    return target


def expected(code: str) -> list[str]:
    """What the failing fixture of ``code`` gives."""
    lines = (HERE / code / "expected.txt").read_text("utf-8").splitlines()
    return sorted(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def found(code: str, folder: Path, own: Path) -> list[str]:
    """What is found in ``folder``, a fixture of ``code`` whose own files are those of ``own`` or were built."""
    findings = [*_checked(code, folder), *_about_consultations(folder)]
    return sorted(
        f"{place(each, folder)} {each.code}" for each in dict.fromkeys(findings) if _counts(each, code, folder, own)
    )


def _checked(code: str, folder: Path) -> Iterator[Finding]:
    """Everything that `diagnose check` and a run of the cases, where there are some, find in ``folder``."""
    config = Config(select=(code,)) if code == "PB608" else Config(review_days=365)
    ran = tuple(_about_cases(folder))
    for each in check_folder(folder, config, more=ran, today=TODAY).findings:
        if _has_cases(folder) or each.code not in ("CV704", "CV705"):
            yield each


def place(finding: Finding, folder: Path) -> str:
    """Where ``finding`` is, the file as seen from ``folder``."""
    file = Path(finding.at.file)
    name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.as_posix()
    return f"{name}:{finding.at.line}:{finding.at.column}"


def _counts(finding: Finding, code: str, folder: Path, own: Path) -> bool:
    """Whether a fixture of ``code`` is judged by ``finding``: not by what its borrowed files do not use."""
    name = Path(finding.at.file).name
    borrowed = name in BORROWED and (folder / name).is_file() and not (own / name).exists()
    if borrowed and finding.severity < Severity.ERROR:
        return False
    return finding.code == code or finding.code not in HOUSEKEEPING


def _has_cases(folder: Path) -> bool:
    return any(folder.rglob("*.cases.yaml"))


def _about_cases(folder: Path) -> Iterator[Finding]:
    """What is found about the fixture cases of ``folder``, where there are some and it loads."""
    if not _has_cases(folder):
        return
    suite = read_suite(folder)
    yield from suite.findings
    try:
        kb = load(folder)
    except KnowledgeBaseError:
        return
    yield from about_the_suite(suite.cases, kb)
    for case in suite.cases:
        result = run_case(case, kb, folder)
        yield from (*result.findings, *result.warnings)


def _about_consultations(folder: Path) -> Iterator[Finding]:
    """What keeps a saved consultation in ``folder`` from being resumed."""
    for path in sorted(folder.glob("consultation.json")):
        try:
            Consultation.from_json(path.read_text("utf-8"), load(folder))
        except ConsultationError as error:
            yield from error.findings


def lines(rows: Iterable[str]) -> str:
    """``rows`` as a file of expectations holds them."""
    return "".join(f"{row}\n" for row in rows)
