"""Questions about several rules that are too hard: given up, and said."""

from __future__ import annotations

from diagnose.kb.checks import pb310_not_analysed
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.compile import Documents, translate
from diagnose.kb.logic import NotAnalysed
from tests.kb.folders import BLANK, document, documents


def subject():
    other = BLANK.replace("printing.blank", "printing.empty").replace("look-inside", "look-around")
    meaning, findings = translate(Documents.of([*documents(), document(other)]))
    assert findings == ()
    return Subject(Documents.of([*documents(), document(other)]), meaning)


def test_a_question_without_an_answer_is_said_at_the_rule_it_was_about(monkeypatch):
    looked_at = subject()
    thinking = looked_at.around.thinking
    toner, router = (
        next(each for each in looked_at.meaning.playbooks if each.id == name)
        for name in ("printing.toner-empty", "network.router-off")
    )
    monkeypatch.setattr("diagnose.kb.checks.thinking.BUDGET", 0)
    assert thinking.never(toner.condition, router.condition) is False
    found = list(pb310_not_analysed.check_between(looked_at))
    assert [(each.code, each.subject, each.at) for each in found] == [("PB310", "printing.toner-empty", toner.at)]


def test_nothing_is_said_of_questions_that_were_answered():
    looked_at = subject()
    thinking: Thinking = looked_at.around.thinking
    playbooks = looked_at.meaning.playbooks
    assert all(
        thinking.never(one.condition, other.condition) in (True, False) for one in playbooks for other in playbooks
    )
    assert list(pb310_not_analysed.check_between(looked_at)) == []
    assert all(not isinstance(thinking.given_up(each.condition), NotAnalysed) for each in playbooks)
