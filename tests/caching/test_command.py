"""Where ``diagnose check`` remembers, and where it does not."""

from __future__ import annotations

import pytest

from diagnose.authoring.config import configuration
from diagnose.cli.app import run
from diagnose.errors import ConfigurationError
from tests.codes.folders import laid_out


@pytest.fixture
def caches(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "diagnose"


def test_the_same_is_said_the_second_time(tmp_path, caches, capsys):
    folder = laid_out("PB401", "wrong", tmp_path / "kb")
    said = []
    for _ in range(2):
        run(["check", "--kb", str(folder)])
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert len(list(caches.iterdir())) == 1


def test_nothing_is_kept_where_nobody_wants_it(tmp_path, caches, capsys):
    folder = laid_out("PB401", "wrong", tmp_path / "kb")
    run(["check", "--kb", str(folder), "--no-cache"])
    (folder / "diagnose.yaml").write_text("cache: false\n", "utf-8")
    run(["check", "--kb", str(folder)])
    assert "PB401" in capsys.readouterr().out
    assert not caches.exists()
    run(["check", "--kb", str(folder), "--cache"])
    assert caches.exists()


def test_cache_is_true_or_false(tmp_path):
    (tmp_path / "diagnose.yaml").write_text("cache: perhaps\n", "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        configuration(tmp_path)
    assert str(raised.value.findings[0]).endswith("true or false is wanted; write it like false")


def test_at_most_thirty_two_knowledge_bases_are_remembered(tmp_path, caches):
    for number in range(35):
        run(["check", "--kb", str(laid_out("PB401", "right", tmp_path / f"kb{number}"))])
    assert len(list(caches.glob("check-*"))) == 32
