"""The manufacturer or supplier that a case may have to go to, and the evidence that it wants."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.decision import Escalation, FixPlan, Verdict
from diagnose.explain.page import bullets, section
from diagnose.explain.stating import stated
from diagnose.explain.words import Words, clean
from diagnose.facts import EQUIPMENT, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.support import Vendor


def vendor_lines(verdict: Verdict, memory: WorkingMemory, words: Words) -> list[str]:
    """The vendor that the playbook in front names, else that of the equipment; nothing where there is none."""
    vendor = vendor_of(verdict, memory, words.kb)
    if vendor is None:
        return []
    title = words.text(vendor.title) or clean(vendor.id)
    return section(words.say("part.vendor", title=title), bullets(_about(vendor, memory, words)))


def vendor_of(verdict: Verdict, memory: WorkingMemory, kb: KnowledgeBase) -> Vendor | None:
    """The vendor that the case may have to go to."""
    decision, vendors = verdict.decision, kb.support.vendors
    if isinstance(decision, Escalation) and decision.vendor is not None:
        return vendors.get(decision.vendor)
    likeliest = (each.fault for each in verdict.weighing.hypotheses[:1])
    decided = decision.fault if isinstance(decision, Escalation | FixPlan) else None
    faults = likeliest if decided is None else (decided,)
    named = [kb.playbooks[fault].vendor for fault in faults if fault in kb.playbooks]
    kinds = memory.values.get(EQUIPMENT)
    for kind in kinds if isinstance(kinds, tuple) else ():
        named += kb.vocabulary.equipment.vendors_of(kind)
    return next((vendors[each] for each in named if each is not None and each in vendors), None)


def _about(vendor: Vendor, memory: WorkingMemory, words: Words) -> Iterator[str]:
    if vendor.contact:
        yield words.say("vendor.contact", text=clean(vendor.contact))
    if vendor.agreement is not None:
        yield words.say("vendor.answers", value=words.duration(vendor.agreement.respond))
    states = {fact.attribute: fact.value for fact in memory.facts}
    for name in vendor.evidence:
        told = stated(name, states[name], words) if name in states else words.fact(name, words.say("fact.never-asked"))
        yield words.say("vendor.wants", text=told)
