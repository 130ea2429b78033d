"""A draft as the two documents that an author goes on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from diagnose.authoring.drafting.draft import Draft, DraftStep, other_value
from diagnose.authoring.drafting.telling import Telling
from diagnose.case import Outcome
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.nodes.writing import flow
from diagnose.rules.operators import shown_duration

_SAY = {
    "title": {"en": "<say in a few words what is wrong>", "ru": "<коротко назовите неисправность>"},
    "because": {"en": "<say why this fault makes one see this>", "ru": "<объясните, почему видно именно это>"},
    "do": {"en": "<say what to do: {words}>", "ru": "<напишите, что сделать: {words}>"},
    "passed": {"en": "The steps did not help.", "ru": "Шаги не помогли."},
}
"""What the author fills in, by language; `check` reports every such place that is left."""


def playbook_text(draft: Draft, kb: KnowledgeBase) -> str:
    """The document of the playbook, marked as a draft; what nobody can know stands in angle brackets."""
    return "\n".join(_playbook(draft, kb)) + "\n"


def _playbook(draft: Draft, kb: KnowledgeBase) -> Iterator[str]:
    yield f"playbook: {draft.id}"
    yield from _text("title", _placeholder("title", kb), "")
    yield "revision: 1"
    yield "status: draft"
    if draft.equipment:
        yield "applies_to:"
        named = draft.equipment[0] if len(draft.equipment) == 1 else list(draft.equipment)
        yield f"  equipment: {flow(named)}  # a kind above it, if the fault is not peculiar to this one"
    yield from _when(draft)
    yield "frequency: rare"
    shows = _by_attribute(draft.shows)
    if shows:
        yield "shows:"
        yield from (f"  {name}: {flow({_value(each.value): 'usually' for each in found})}" for name, found in shows)
    yield from _text("because", _placeholder("because", kb), "")
    yield "plan:"
    for step in draft.steps or (DraftStep("first-step", "...", None, Outcome.FIXED),):
        yield from _step(step, draft, kb)
    yield from _remarks(draft)
    yield from _escalation(draft, kb)


def _when(draft: Draft) -> Iterator[str]:
    if not draft.when:
        return
    yield "when:  # the most telling first"
    for name, found in _by_attribute(draft.when):
        yield f"  {name}: {_condition(found)}"
    if draft.others:
        listed = ", ".join(draft.others[:5])
        yield f"  # these past cases with another cause fit as well: {listed}"


def _condition(found: list[Telling]) -> str:
    if not found[0].member:
        return flow(_value(found[0].value))
    members = [str(each.value) for each in found]
    return flow({"contains": members[0]} if len(members) == 1 else {"contains_all": members})


def _step(step: DraftStep, draft: Draft, kb: KnowledgeBase) -> Iterator[str]:
    yield f"  - step: {step.id}"
    if step.known is not None:
        yield from _known(step.known)
    else:
        yield from _text("do", _placeholder("do", kb, words=step.words), "    ")
        yield from _who(draft, kb)
    yield f"    fixes: {'usually' if step.outcome == Outcome.FIXED else 'sometimes'}"
    complaint = next((each for each in draft.shows if each.complaint and not each.member), None)
    normal = kb.vocabulary.attributes[complaint.attribute].normal if complaint else None
    if complaint is not None and normal is not None and step.outcome == Outcome.FIXED:
        yield f"    check: {flow({complaint.attribute: _value(normal)})}"


def _known(step: Step) -> Iterator[str]:
    """The step as other playbooks have it: one id stands for one text."""
    yield from _text("do", dict(step.do.by_language), "    ")
    yield f"    by: {step.by}"
    if step.via:
        yield f"    via: {flow(list(step.via))}"
    if step.takes:
        yield f"    takes: {shown_duration(step.takes)}"
    yield f"    risk: {flow(step.risk)}"
    if step.confirm:
        yield from _text("confirm", dict(step.confirm.by_language), "    ")


def _who(draft: Draft, kb: KnowledgeBase) -> Iterator[str]:
    lines = kb.support.lines
    if not lines:
        return
    line = next((each for each in lines if not each.vendors and each.competence == "mend"), lines[0])
    yield f"    by: {line.id}"
    channel = draft.channel if draft.channel in line.channels else next(iter(line.channels), None)
    if channel is not None:
        yield f"    via: [{channel}]"


def _remarks(draft: Draft) -> Iterator[str]:
    if draft.without_effect:
        yield f"# tried without effect: {', '.join(draft.without_effect)}"
    if draft.circumstances:
        known = ", ".join(f"{each.attribute}: {flow(_value(each.value))}" for each in draft.circumstances)
        yield f"# also known in this case: {known}"


def _escalation(draft: Draft, kb: KnowledgeBase) -> Iterator[str]:
    lines = kb.support.lines
    ranks = {line.id: line.rank for line in lines}
    last = max((ranks.get(step.known.by, 0) for step in draft.steps if step.known), default=0)
    above = next((line for line in lines if line.rank > last), None)
    if above is not None:
        yield "escalate:"
        yield f"  to: {above.id}"
        yield from _text("because", _placeholder("passed", kb), "  ")


def cases_text(draft: Draft, kb: KnowledgeBase, expect: Mapping[str, Any]) -> str:
    """The document of its fixture cases: the case itself, which comes to ``expect``, and a near miss a condition."""
    return "\n".join(_cases(draft, kb, expect)) + "\n"


def _cases(draft: Draft, kb: KnowledgeBase, expect: Mapping[str, Any]) -> Iterator[str]:
    given = {"equipment": list(draft.equipment) if len(draft.equipment) > 1 else next(iter(draft.equipment), None)}
    given["channel"] = draft.channel
    yield f"cases: {draft.id}"
    if any(given.values()):
        yield "given:"
        yield from (f"  {key}: {flow(value)}" for key, value in given.items() if value)
    yield "tests:"
    yield "  - name: the case it was drafted from"
    yield "    intake:"
    yield "      symptoms:"
    for name, found in _by_attribute((*draft.shows, *draft.circumstances, *draft.when)):
        yield f"        {name}: {flow(_told(found))}"
    yield f"    expect: {flow(dict(expect))}"
    conditions = _by_attribute(draft.when)
    for name, found in conditions if len(conditions) > 1 else ():
        yield f"  - name: near miss, {name} is another"
        yield "    like: the case it was drafted from"
        yield "    change:"
        yield f"      symptoms: {flow({name: _changed(found, kb)})}"
        yield f"    expect: {flow({'not_matched': [draft.id]})}"


def intake_data(draft: Draft) -> dict[str, Any]:
    """The intake of the first fixture case, as plain data."""
    reported = {name: _told(found) for name, found in _by_attribute((*draft.shows, *draft.circumstances, *draft.when))}
    data: dict[str, Any] = {"equipment": list(draft.equipment), "symptoms": reported}
    return data | ({"channel": draft.channel} if draft.channel else {})


def _by_attribute(facts: Iterable[Telling]) -> list[tuple[str, list[Telling]]]:
    found: dict[str, list[Telling]] = {}
    for each in facts:
        if each not in found.setdefault(each.attribute, []):
            found[each.attribute].append(each)
    return list(found.items())


def _told(found: list[Telling]) -> Any:
    return sorted(str(each.value) for each in found) if found[0].member else _value(found[0].value)


def _changed(found: list[Telling], kb: KnowledgeBase) -> Any:
    """Another value than the one told; taken away where there is no other."""
    if found[0].member:
        return {"remove": True}
    other = other_value(found[0], kb.vocabulary.attributes[found[0].attribute])
    return {"remove": True} if other is None else _value(other)


def _value(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)


def _placeholder(key: str, kb: KnowledgeBase, **words: str) -> dict[str, str]:
    languages = [each for each in kb.languages if each in _SAY[key]] or ["en"]
    return {language: _SAY[key][language].format(**words) for language in languages}


def _text(key: str, words: Mapping[str, str], indent: str) -> Iterator[str]:
    if set(words) == {""}:
        yield f"{indent}{key}: {flow(words[''])}"
        return
    yield f"{indent}{key}:"
    yield from (f"{indent}  {language}: {flow(text)}" for language, text in words.items())


__all__ = ["cases_text", "intake_data", "playbook_text"]
