"""What a kept explanation holds, and what it does not."""

from __future__ import annotations

from diagnose import Intake, diagnose, load
from diagnose.authoring.golden import golden_text
from tests.kb.folders import ROUTER, with_files


def explained(folder):
    kb = load(folder)
    return kb, golden_text(diagnose(Intake(equipment="laser-printer", symptoms={"print.output": "faded"}), kb))


def test_a_kept_explanation_stays_the_same_when_a_playbook_about_something_else_changes(tmp_path):
    kb, text = explained(with_files(tmp_path / "one"))
    other, same = explained(with_files(tmp_path / "two", router=ROUTER.replace("The router is off", "No power")))
    assert kb.digest != other.digest
    assert text == same
    assert str(tmp_path) not in text
    assert kb.digest[:12] not in text


def test_it_is_kept_in_every_language_of_the_knowledge_base(tmp_path):
    _, text = explained(with_files(tmp_path))
    assert "Decision: " in text
    assert "Решение: " in text
