"""What makes an excluded rule a live near miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.kb.base import KnowledgeBase
from tests.cases.base import FILES, cases, write


def codes(kb: KnowledgeBase, intake: str, excluded: str) -> tuple[CaseState, list[str]]:
    (case,), _ = cases(
        f"cases: lamp\ntests:\n  - name: a\n    intake: {intake}\n    expect: {{not_matched: [{excluded}]}}\n"
    )
    result = run_case(case, kb)
    return result.state, [finding.code for finding in result.findings]


LIVE = (CaseState.PASSED, [])
VACUOUS = (CaseState.BROKEN, ["CV703"])


@pytest.mark.parametrize(
    ("intake", "excluded"),
    [
        pytest.param("{equipment: lamp, symptoms: {lamp.light: none}}", "lamp.no-power", id="one of two is true"),
        pytest.param(
            "{equipment: lamp, symptoms: {lamp.light: bright, lamp.socket: live}}", "lamp.worn", id="none of its holds"
        ),
        pytest.param(
            "{equipment: lamp, symptoms: {lamp.light: none}}", "lamp.dim", id="its only condition is answered"
        ),
        pytest.param(
            "{equipment: lamp, symptoms: {lamp.light: {unknown: customer}}}", "lamp.dim", id="nobody knows the answer"
        ),
        pytest.param(
            "{equipment: fan, symptoms: {lamp.light: none, lamp.socket: dead}}", "lamp.no-power", id="all but the place"
        ),
        pytest.param(
            "{equipment: fan, location: attic, symptoms: {fan.turns: false}}",
            "fan.stuck",
            id="a sign, in another place",
        ),
        pytest.param("{equipment: lamp, symptoms: {lamp.hours: 2000}}", "lamp.is-stale", id="a conclusion, half true"),
    ],
)
def test_a_case_that_could_match_after_one_change_is_live(lamps: KnowledgeBase, intake: str, excluded: str) -> None:
    assert codes(lamps, intake, excluded) == LIVE


@pytest.mark.parametrize(
    ("intake", "excluded"),
    [
        pytest.param(
            "{equipment: lamp, symptoms: {lamp.hours: 5}}", "lamp.no-power", id="nothing beyond the equipment"
        ),
        pytest.param(
            "{equipment: lamp, symptoms: {lamp.hours: 5}}", "lamp.dim", id="its only condition is not answered"
        ),
        pytest.param("{equipment: fan, symptoms: {lamp.light: none}}", "lamp.no-power", id="another device, half true"),
        pytest.param("{symptoms: {lamp.light: none}}", "lamp.no-power", id="no device, half true"),
        pytest.param("{equipment: fan, symptoms: {fan.turns: false}}", "lamp.worn", id="another device and story"),
        pytest.param("{equipment: fan, location: attic}", "fan.stuck", id="another place and no sign"),
        pytest.param("{equipment: lamp, symptoms: {lamp.light: bright}}", "lamp.is-stale", id="a conclusion not near"),
    ],
)
def test_a_case_that_proves_nothing_is_an_error(lamps: KnowledgeBase, intake: str, excluded: str) -> None:
    assert codes(lamps, intake, excluded) == VACUOUS


def test_the_message_says_what_would_make_it_live(lamps: KnowledgeBase) -> None:
    (case,), _ = cases(
        "cases: lamp\ntests:\n  - name: a\n    intake: {equipment: fan, symptoms: {lamp.light: none}}\n"
        "    expect: {not_matched: [lamp.no-power]}\n"
    )
    (finding,) = run_case(case, lamps).findings
    assert (finding.at.line, finding.at.column) == (5, 28)
    assert finding.message == (
        "excluding 'lamp.no-power' proves nothing: it is not about this case (equipment: lamp), whatever else it says"
    )
    assert finding.advice == "make equipment: lamp true and change another fact, or report all else it asks for"


def test_a_rule_that_matches_after_all_is_a_failure_and_not_vacuous(lamps: KnowledgeBase) -> None:
    intake = "{equipment: lamp, symptoms: {lamp.light: dim}}"
    assert codes(lamps, intake, "lamp.dim") == (CaseState.FAILED, [])


def test_a_retired_playbook_cannot_be_excluded(tmp_path: Path) -> None:
    retired = FILES["lamps/dim.yaml"].replace("status: approved", "status: retired")
    kb = load(write(tmp_path, FILES | {"lamps/dim.yaml": retired}))
    assert codes(kb, "{equipment: lamp, symptoms: {lamp.light: none}}", "lamp.dim") == VACUOUS
