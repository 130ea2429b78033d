"""What must be true of every action of every consultation, and what may be said in one."""

from __future__ import annotations

import re

from diagnose import Ask, Do, Done
from diagnose.desk.events import StepReported
from diagnose.facts import Unknown
from diagnose.hypotheses import Reading
from diagnose.questions import Answering
from diagnose.vocabulary import EQUIPMENT, LOCATION, AttributeType

LANGUAGES = ("en", "ru")
NEGATIVE = re.compile(r"(?<![\w.])[-\N{MINUS SIGN}]\s*\d")
FREE = {
    AttributeType.YES_NO: [True, False],
    AttributeType.TEXT: ["toner low", "fine"],
    AttributeType.VERSION: ["1.2", "3.0"],
    AttributeType.DATE: ["2020-03-01", "2026-05-01T10:00:00+03:00"],
    AttributeType.DURATION: {"10 min": 600, "80 d": 6_912_000},
    AttributeType.NUMBER: {0: 0, 1: 1, 95: 95, 2000: 2000},
}
"""What may be answered by type, where the attribute does not list its values itself."""


def replies(kb, name):
    """What can be answered about ``name``."""
    if name in (EQUIPMENT, LOCATION):
        return sorted(kb.vocabulary.taxonomy(name).parents)
    attribute = kb.vocabulary.attributes[name]
    if attribute.type is AttributeType.CHOICE:
        return list(attribute.values)
    if attribute.type is AttributeType.SET:
        return [[value] for value in attribute.values]
    if attribute.type in (AttributeType.NUMBER, AttributeType.DURATION):
        low, high = attribute.low, attribute.high
        fitting = FREE[attribute.type].items()
        return [
            written
            for written, amount in fitting
            if (low is None or amount >= low) and (high is None or amount <= high)
        ]
    return FREE[attribute.type]


def normal_values(kb, name):
    """The values of a sign that are not abnormal."""
    attribute = kb.vocabulary.attributes[name]
    return [value for value in replies(kb, name) if value not in attribute.abnormal]


def check_action(consultation):
    """The next action makes sense where the consultation stands, and says so in words."""
    action = consultation.next()
    check_words(action)
    if isinstance(action, Done):
        return action
    check_figures(action.figures)
    if isinstance(action, Ask):
        check_question(consultation, action)
    elif isinstance(action, Do):
        check_step(consultation, action)
    else:
        assert action.to_line in {line.id for line in consultation.kb.support.lines}
    return action


def check_words(action):
    for language in LANGUAGES:
        words = action.why(language)
        assert words.strip()
        assert "{" not in words
        assert "}" not in words
        assert not NEGATIVE.search(words), words


def check_figures(figures):
    assert figures.hand_over >= 0.0
    assert figures.repair >= 0.0
    assert figures.after_asking is None or figures.after_asking >= 0.0
    assert 0.0 <= figures.responsible <= 1.0


def check_question(consultation, action):
    memory, standing, name = consultation.situation.memory, consultation.situation.standing, action.attribute
    assert action.question.cost > 0.0
    assert action.question.askable
    assert set(action.question.askable) <= standing.askable
    assert name not in memory.unknown
    assert name not in memory.inapplicable
    if name in (EQUIPMENT, LOCATION):
        assert not any(fact.attribute == name and isinstance(fact.value, Unknown) for fact in memory.facts)
        return
    assert name not in memory.values
    assert set(action.question.askable) <= set(consultation.kb.vocabulary.attributes[name].answered_by)
    assert not Reading.of(consultation.kb, memory).possible.does_not_apply(name)


def check_step(consultation, action):
    kb, standing = consultation.kb, consultation.situation.standing
    reported = {each.step for each in consultation.events if isinstance(each, StepReported)}
    assert action.step.id not in reported | {each.step for each in consultation.intake.tried}
    assert kb.support.rank(action.step.by) <= kb.support.rank(standing.at_line)
    assert 0.0 <= action.planned.chance <= 1.0
    assert action.planned.cost >= 0.0
    reading = Reading.of(kb, consultation.situation.memory)
    if action.step.requires is not None:
        assert reading.holds(action.step.requires.condition)
    answering = Answering(reading, standing.askable)
    owners = [kb.playbooks[fault] for fault in action.planned.faults]
    gates = [
        answering.among(reading.possible.open_attributes(each.condition))
        for each in owners
        if reading.truth(each.condition) is not False
    ]
    cured = standing.treatment.cured
    assert not all(gates) or not gates or cured, (action.step.id, gates)
