"""The first half of compiling: every document becomes what it means, with a finding for whatever means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from diagnose.errors import Finding, Location
from diagnose.kb.codes import finding
from diagnose.kb.compile.chains import compile_chains
from diagnose.kb.compile.complete import check_complete
from diagnose.kb.compile.digest import Digest
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.playbook import compile_conclusion, compile_playbook
from diagnose.kb.compile.python_rules import PythonRuleClass, compile_python_rules, named_classes
from diagnose.kb.compile.settings import compile_settings
from diagnose.kb.compile.sorted_documents import Documents
from diagnose.kb.compile.support import compile_support, known_askable
from diagnose.kb.compile.vocabulary import compile_common, compile_words, with_built_in
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.placed import at_of
from diagnose.kb.lexicon import Lexicon
from diagnose.kb.playbook import Common, Conclusion, Playbook, Settings
from diagnose.names import fold
from diagnose.nodes import Scalar
from diagnose.rules.conditions import Condition
from diagnose.support import Support
from diagnose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Translation:
    """What the documents of one knowledge base mean, each part on its own; nothing is connected yet."""

    lexicon: Lexicon
    settings: Settings
    playbooks: tuple[Playbook, ...]
    conclusions: tuple[Conclusion, ...]
    common: Mapping[str, tuple[Common, ...]]
    relevance: Mapping[str, Condition]
    python: tuple[PythonRuleClass, ...]
    digest: str
    drafts: frozenset[str] = frozenset()
    """The playbooks that were left out because nobody has approved them."""

    @property
    def vocabulary(self) -> Vocabulary:
        """All attributes and taxonomies."""
        return self.lexicon.vocabulary

    @property
    def support(self) -> Support:
        """The support organisation."""
        return self.lexicon.support


def translate(
    documents: Documents, *, drafts: bool = False, rules: Iterable[type] = ()
) -> tuple[Translation, tuple[Finding, ...]]:
    """What ``documents`` and the Python ``rules`` mean, and everything that is wrong with them.

    With ``drafts`` the drafts are read as well. Retired playbooks are read; they do not take part.
    """
    settings, findings = compile_settings(documents.settings[0] if documents.settings else None)
    lexicon, words = _names(documents, settings)
    bench = Workbench.on(lexicon, settings)
    common, relevance = compile_common(bench, documents.vocabularies)
    _check_references(bench, documents)
    digest = Digest((*documents.settings, *documents.vocabularies, *documents.supports))
    conclusions: list[Conclusion] = []
    for conclusion in documents.conclusions:
        if drafts or conclusion.status == "approved":
            conclusions.append(compile_conclusion(bench, conclusion))
            digest.add(conclusion)
    playbooks: list[Playbook] = []
    left_out: set[str] = set()
    for playbook in documents.playbooks:
        if drafts or playbook.status != "draft":
            playbooks.append(compile_playbook(bench, playbook))
            digest.add(playbook)
        else:
            left_out.add(playbook.playbook.text)
    at = documents.settings[0].at if documents.settings else Location("")
    classes = (*named_classes(bench, settings.rules, at), *rules)
    python = compile_python_rules(bench, classes, at)
    for each in python:
        digest.add_python(each)
    found = (*findings, *words, *bench.findings, *_once(documents))
    parts = (tuple(playbooks), tuple(conclusions), common, relevance, python)
    return Translation(bench.lexicon, settings, *parts, digest.text, frozenset(left_out)), found


def _names(documents: Documents, settings: Settings) -> tuple[Lexicon, list[Finding]]:
    """The names that everything else uses: the vocabulary, then the organisation, then the chains."""
    zone = Vocabulary({}, languages=settings.languages, timezone=settings.timezone)
    first = Lexicon(zone, Support(), documents.excused, documents.blind)
    bench = Workbench.on(first, settings)
    vocabulary = compile_words(bench, documents.vocabularies)
    excused = documents.excused | bench.damaged
    second = Workbench.on(replace(first, vocabulary=vocabulary, excused=excused), settings)
    support = compile_support(second, documents.supports, documents.playbooks)
    third = Workbench.on(Lexicon(with_built_in(vocabulary, support), support, excused, documents.blind), settings)
    chains = compile_chains(third, documents.vocabularies)
    lexicon = replace(third.lexicon, vocabulary=replace(third.lexicon.vocabulary, chains=chains))
    return lexicon, [*bench.findings, *second.findings, *third.findings]


def _check_references(bench: Workbench, documents: Documents) -> None:
    """What the other documents say of the organisation: vendors of equipment, who answers, prices of lines."""
    support = bench.lexicon.support
    for settings in documents.settings[:1]:
        prices = settings.prices
        if prices is not None and support.lines:
            for name, price in (prices.escalation or {}).items():
                bench.known(Scalar(name, False, at_of(price, prices.at)), "line", bench.line_ids)
    for document in documents.vocabularies:
        kinds = {} if document.taxonomies is None else document.taxonomies.equipment
        for kind in kinds.values():
            if kind.vendor is not None and support.vendors:
                bench.known(kind.vendor, "vendor", support.vendors)
        for attribute in document.attributes.values():
            known_askable(bench, attribute.answered_by, bench.line_ids)
    check_complete(bench, documents.vocabularies)


def _once(documents: Documents) -> Iterable[Finding]:
    """PB207 for playbooks and conclusions, which share their ids, and for steps; PB207 for a second ``kb.yaml``."""
    former = [name for each in documents.playbooks for name in each.formerly]
    names = [*(each.playbook for each in documents.playbooks), *(each.conclusion for each in documents.conclusions)]
    yield from declared_once("playbook or conclusion", names, former)
    for playbook in documents.playbooks:
        if len({fold(step.step.text) for step in playbook.plan}) < len(playbook.plan):
            yield from declared_once("step", (step.step for step in playbook.plan))
    for extra in documents.settings[1:]:
        first = [(documents.settings[0].at, "first one here")]
        yield finding("PB207", "a second document with settings", extra.at, "keep one kb.yaml", first)
