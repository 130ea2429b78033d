"""Configuration: where it is looked for, what it may say, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.authoring.config import Config, configuration, read_config
from diagnose.errors import ConfigurationError, Severity

YAML = """\
kb: books
select: [PB3, PB404]
ignore: PB210
severity: {PB604: info, CV704: error}
fail_level: warning
baseline: known.json
lang: ru
review_days: 400
min_coverage: {rule: 100, step: 90.5}
min_score: 95
help_url: 'https://wiki.example/{code}'
"""
TOML = """\
[project]
name = "x"

[tool.diagnose]
kb = "books"
select = ["PB3", "PB404"]
ignore = "PB210"
fail_level = "warning"
baseline = "known.json"
lang = "ru"
review_days = 400
min_score = 95
help_url = "https://wiki.example/{code}"

[tool.diagnose.severity]
PB604 = "info"
CV704 = "error"

[tool.diagnose.min_coverage]
rule = 100
step = 90.5
"""


def wanted(folder: Path, name: str) -> Config:
    return Config(
        kb=folder / "books",
        select=("PB3", "PB404"),
        ignore=("PB210",),
        severity={"PB604": Severity.INFO, "CV704": Severity.ERROR},
        fail_level=Severity.WARNING,
        baseline=folder / "known.json",
        lang="ru",
        review_days=400,
        min_coverage={"rule": 100.0, "step": 90.5},
        min_score=95.0,
        help_url="https://wiki.example/{code}",
        file=(folder / name).as_posix(),
    )


@pytest.mark.parametrize(("name", "text"), [("diagnose.yaml", YAML), ("pyproject.toml", TOML)])
def test_both_files_say_the_same(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    assert configuration(tmp_path) == wanted(tmp_path, name)


def test_the_nearest_configuration_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "diagnose.yaml").write_text("lang: ru\n", "utf-8")
    assert configuration(inner).lang == "ru"
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert configuration(inner).lang == "ru"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.diagnose]\nfail_level = 'info'\n", "utf-8")
    assert (configuration(inner).lang, configuration(inner).fail_level) == ("en", Severity.INFO)


def test_nothing_is_looked_for_above_a_repository(tmp_path):
    (tmp_path / "diagnose.yaml").write_text("lang: ru\n", "utf-8")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert configuration(tmp_path / "repository") == Config()


def test_paths_count_from_the_file(tmp_path):
    (tmp_path / "diagnose.yaml").write_text("kb: ../kb\nbaseline: b.json\n", "utf-8")
    config = read_config(tmp_path / "diagnose.yaml")
    assert (config.kb, config.baseline) == (tmp_path / "../kb", tmp_path / "b.json")


MISTAKES = [
    ("fail_levl: error\n", 1, 1, "PB104", "did you mean 'fail_level'?"),
    ("lang: en\nfail_level: eror\n", 2, 13, "PB103", "did you mean 'error'?"),
    ("severity:\n  PB301: warning\n", 2, 3, "PB103", "leave it out; levels of warnings and remarks can be changed"),
    ("severity: {PB6040: info}\n", 1, 12, "PB103", "did you mean 'PB604'?"),
    ("ignore: [PB210, PB301]\n", 1, 17, "PB103", "correct what it says: with an error nothing is loaded"),
    ("select: XX\n", 1, 9, "PB103", "`diagnose codes` lists the codes"),
    ("min_score: 101\n", 1, 12, "PB103", "write a number in this range"),
    ("min_score: high\n", 1, 12, "PB102", "write it like 95"),
    ("review_days: 1.5\n", 1, 14, "PB102", "write it like 365"),
    ("min_coverage: {rules: 100}\n", 1, 16, "PB104", "did you mean 'rule'?"),
    ("min_coverage: 100\n", 1, 15, "PB102", "write it like {rule: 100, negative: 100}"),
    ("help_url: 'https://wiki.example'\n", 1, 11, "PB102", "write it like 'https://wiki.example/codes/{code}'"),
    ("- lang\n", 1, 1, "PB102", "write entries such as fail_level: warning"),
    ("lang: en\nlang: ru\n", 2, 1, "PB010", "keep one of the two"),
    ("lang: [en\n", 1, 7, "PB001", "write ']' where the list ends"),
]


@pytest.mark.parametrize(("text", "line", "column", "code", "advice"), MISTAKES)
def test_a_mistake_in_yaml_has_its_place(tmp_path, text, line, column, code, advice):
    (tmp_path / "diagnose.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        configuration(tmp_path)
    (found,) = raised.value.findings
    assert (found.at.line, found.at.column, found.code, found.advice) == (line, column, code, advice)


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("[tool.diagnose]\nfail_levl = 'error'\n", 2, 1, "PB104"),
        ("[tool.diagnose]\n  lang = 'de'\n", 2, 3, "PB103"),
        ("[tool.diagnose.severity]\nPB301 = 'info'\n", 2, 1, "PB103"),
        ("[tool]\ndiagnose.min_score = 'all'\n", 2, 1, "PB102"),
        ("[tool.diagnose]\nmin_coverage = {rules = 100}\n", 2, 1, "PB104"),
        ("[tool.diagnose\n", 1, 15, "PB001"),
        ("[tool.diagnose]\nlang = en\n", 2, 8, "PB001"),
    ],
)
def test_a_mistake_in_toml_has_its_place(tmp_path, text, line, column, code):
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        configuration(tmp_path)
    (found,) = raised.value.findings
    assert (found.at.line, found.at.column, found.code) == (line, column, code)


def test_an_empty_file_says_nothing(tmp_path):
    (tmp_path / "diagnose.yaml").write_text("# later\n", "utf-8")
    assert configuration(tmp_path) == Config()


def test_a_file_that_is_named_must_hold_a_configuration(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_config(tmp_path / "pyproject.toml")
    assert [each.code for each in raised.value.findings] == ["PB101"]
    with pytest.raises(ConfigurationError):
        read_config(tmp_path / "nowhere.yaml")
