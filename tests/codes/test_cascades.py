"""What only follows from a mistake is said when that is corrected, and what does not follow is said at once."""

from __future__ import annotations

from pathlib import Path

from diagnose.kb.lint import check
from tests.codes.good import GOOD
from tests.kb.folders import write

UNUSED = (
    "  printer.colour: {type: choice, values: [black, red], question: Which?, answered_by: [customer], takes: 5 s}\n"
)


def found(folder, **changed):
    """File and code of what is found when files, named without their suffix, are changed or added."""
    files = GOOD | {f"{name}.yaml": text for name, text in changed.items()}
    return [(Path(each.at.file).name, each.code) for each in check(write(folder, files))]


def test_an_attribute_that_only_a_broken_playbook_mentions_may_be_used(tmp_path):
    broken = GOOD["router.yaml"].replace("by: line-1", "by:line-1")
    assert found(tmp_path, router=broken) == [("router.yaml", "PB001")]


def test_an_attribute_that_nothing_mentions_is_unused_whatever_else_is_broken(tmp_path):
    words = GOOD["vocabulary.yaml"].replace("chains:\n", f"{UNUSED}chains:\n")
    broken = GOOD["router.yaml"].replace("by: line-1", "by:line-1")
    assert found(tmp_path, router=broken, vocabulary=words) == [("router.yaml", "PB001"), ("vocabulary.yaml", "PB210")]


def test_while_the_vocabulary_is_broken_nothing_is_said_to_be_missing(tmp_path):
    words = GOOD["vocabulary.yaml"].replace("chains:\n", f"{UNUSED}chains:\n").replace("type: date", "type: dat")
    assert found(tmp_path, vocabulary=words) == [("vocabulary.yaml", "PB103")]


def test_a_mistake_in_one_playbook_hides_nothing_about_another(tmp_path):
    broken = GOOD["router.yaml"].replace("by: line-1", "by: line-9")
    bare = GOOD["toner.yaml"].replace("reviewed: 2026-10-01\n", "")
    assert found(tmp_path, router=broken, toner=bare) == [("router.yaml", "PB203"), ("toner.yaml", "PB601")]
