"""The second half of compiling: the parts are connected, and the knowledge base is ready."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from diagnose.errors import Finding, Severity
from diagnose.kb.base import KnowledgeBase, SignIndex
from diagnose.kb.compile.sorted_documents import Documents
from diagnose.kb.compile.strata import strata_of
from diagnose.kb.compile.translate import Translation, translate
from diagnose.kb.documents import Document
from diagnose.kb.playbook import Playbook
from diagnose.kb.quiet import collector_held_off
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import PythonRuleSet, Rule


def compile_documents(
    documents: Iterable[Document], *, drafts: bool = False, rules: Iterable[type] = ()
) -> tuple[KnowledgeBase | None, tuple[Finding, ...]]:
    """The knowledge base that ``documents`` and the Python ``rules`` make, and what is wrong with them.

    None where a finding is an error. ``drafts`` lets playbooks and conclusions take part that nobody has approved.
    """
    with collector_held_off():
        translation, findings = translate(Documents.of(documents), drafts=drafts, rules=rules)
        return assemble(translation, findings, drafts=drafts)


def assemble(
    translation: Translation, findings: tuple[Finding, ...], *, drafts: bool = False
) -> tuple[KnowledgeBase | None, tuple[Finding, ...]]:
    """The knowledge base of a ``translation``; ``findings`` are those made on the way, and come back with new ones."""
    strata, circles = strata_of(translation.conclusions, translation.python, translation.relevance, translation.common)
    found = tuple(sorted({*findings, *circles}, key=lambda each: each.sort_key))
    if any(each.severity is Severity.ERROR for each in found):
        return None, found
    active = {
        each.id: each
        for each in translation.playbooks
        if each.status == "approved" or (drafts and each.status == "draft")
    }
    last = max(strata.values(), default=-1) + 1
    python = tuple(
        PythonRuleSet(each.name, each.rules, each.reads, each.sets, each.revision, strata[each.name])
        for each in translation.python
    )
    conclusions = (
        Rule(each.id, each.condition, each.sets, strata[each.id], each.at) for each in translation.conclusions
    )
    playbooks = (Rule(each.id, each.condition, (), last, each.at) for each in active.values())
    kb = KnowledgeBase(
        settings=translation.settings,
        vocabulary=translation.vocabulary,
        support=translation.support,
        playbooks=MappingProxyType(active),
        conclusions=MappingProxyType({each.id: each for each in translation.conclusions}),
        rules=RuleBase.build(
            (*conclusions, *playbooks), translation.vocabulary, relevance=translation.relevance, python=python
        ),
        common=MappingProxyType(dict(translation.common)),
        relevance=MappingProxyType(dict(translation.relevance)),
        digest=translation.digest,
        retired=MappingProxyType(_retired(translation.playbooks)),
        drafts=translation.drafts,
        warnings=found,
        signs=SignIndex(active.values()),
    )
    return kb, found


def _retired(playbooks: Iterable[Playbook]) -> dict[str, Playbook]:
    return {each.id: each for each in playbooks if each.status == "retired"}
