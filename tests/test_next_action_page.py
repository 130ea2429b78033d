"""The page on the next action says what the code does: its bounds, and the small knowledge base of its example."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from diagnose import check, load
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes import read_text

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "next-action.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "next_action"
BOUNDS = re.findall(r"^\| `([a-z.]+)\.([A-Z_]+)` \| ([\d.]+) \|", PAGE, re.MULTILINE)
FAULTS = re.findall(
    r"^\| `([a-z.-]+)` \| (\d+) \| ([\d.]+) \| ([^|]+) \| `([a-z-]+)` \| (\d+) \| ([\d.]+) \|", PAGE, re.MULTILINE
)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load(EXAMPLE)


def test_there_are_bounds_and_faults_on_the_page() -> None:
    assert len(BOUNDS) == 13
    assert len(FAULTS) == 2


@pytest.mark.parametrize(("module", "name", "value"), BOUNDS)
def test_the_bounds_on_the_page_are_those_of_the_code(module: str, name: str, value: str) -> None:
    assert getattr(import_module(f"diagnose.{module}"), name) == float(value)


@pytest.mark.parametrize(("fault", "of_1000", "picture", "lamp", "step", "cost", "fixes"), FAULTS)
def test_the_faults_on_the_page_are_those_of_the_example(
    kb: KnowledgeBase, fault: str, of_1000: str, picture: str, lamp: str, step: str, cost: str, fixes: str
) -> None:
    playbook = kb.playbooks[fault]
    shown = {row.attribute: row.strength for row in playbook.shows}
    (only,) = playbook.steps
    assert playbook.prior * 1000 == pytest.approx(float(of_1000))
    assert shown == {"monitor.picture": float(picture)} | ({} if lamp == "as usual" else {"monitor.lamp": float(lamp)})
    assert (only.id, only.takes / 60, only.fixes) == (step, float(cost), float(fixes))


def test_the_chain_on_the_page_is_that_of_the_example() -> None:
    (shown,) = re.findall(r"^```yaml\n(chains:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert read_text(shown, "page")[0] is not None
    assert shown in (EXAMPLE / "desk.yaml").read_text("utf-8")


def test_the_example_is_a_clean_knowledge_base() -> None:
    assert check(EXAMPLE) == ()


def test_every_place_in_the_code_that_the_page_names_is_there() -> None:
    places = [
        place
        for line in re.findall(r"^In the code: (.*?)\n\n", PAGE, re.MULTILINE | re.DOTALL)
        for place in re.findall(r"`([a-z_/]+(?:\.py|/))`", line)
    ]
    assert len(places) > 15
    assert [place for place in places if not (ROOT / "diagnose" / place).exists()] == []
