"""One mistake in a good knowledge base is one finding, wherever it is made."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.errors import Severity
from diagnose.kb.lint import check
from tests.hostile.good import GOOD, write


def test_nothing_is_found_in_the_good_knowledge_base(tmp_path):
    assert [str(each) for each in check(write(tmp_path / "kb", GOOD))] == []


MISTAKES = [
    ("toner.yaml", "revision: 1", "\trevision: 1", "PB001"),
    ("toner.yaml", "because: No toner reaches the paper.", "because: Note: no toner", "PB001"),
    ("toner.yaml", "revision: 1\n", "revision: 1\nrevision: 2\n", "PB010"),
    ("toner.yaml", "revision: 1", "revison: 1", "PB104"),
    ("toner.yaml", "revision: 1", "revision: one", "PB102"),
    ("toner.yaml", "status: approved", "status: Approved", "PB103"),
    ("toner.yaml", "authors: [line-3 printing]", "authors: line-3 printing", "PB116"),
    ("toner.yaml", "2026-10-01", "2026-10-41", "PB108"),
    ("toner.yaml", "equipment: laser-printer", "equipment: lazer-printer", "PB201"),
    ("toner.yaml", "print.output: faded", "print.outptu: faded", "PB204"),
    ("toner.yaml", "print.output: faded", "print.\u043eutput: faded", "PB204"),
    ("toner.yaml", "print.output: faded", "print.output: fadde", "PB212"),
    ("toner.yaml", "print.output: faded", "print.output: {equals: faded}", "PB105"),
    ("toner.yaml", "print.output: faded", "print.output: {at_least: faded}", "PB211"),
    ("toner.yaml", "{above: 3000}", "{above: -5}", "PB212"),
    ("toner.yaml", "{above: 3000}", "{between: [5, 3]}", "PB109"),
    ("toner.yaml", "printer.supply: used-up", "printer.supply: ", "PB102"),
    ("toner.yaml", "frequency: common", "frequency: comon", "PB103"),
    ("toner.yaml", "printer.toner_low: often", "printer.toner_low: offen", "PB103"),
    ("toner.yaml", "takes: 3 min", "takes: 3", "PB108"),
    ("toner.yaml", "fixes: sometimes", "fixes: 7", "PB103"),
    ("toner.yaml", "after: [shake-cartridge]", "after: [shake-cartrige]", "PB206"),
    ("toner.yaml", "step: replace-cartridge", "step: shake-cartridge", "PB207"),
    ("toner.yaml", "to: line-2", "to: line-9", "PB504"),
    ("toner.yaml", "sector: printing", "sector: printers", "PB203"),
    ("toner.yaml", "do: {en: Rock it gently., ru: Осторожно покачайте.}", "do: {en: Rock it, gently., ru: x}", "PB102"),
    ("toner.yaml", "check: {print.output: normal}", "check: {print.output: fine}", "PB212"),
    ("words.yaml", "is_a: printer", "is_a: printr", "PB201"),
    ("words.yaml", "type: yes/no", "type: bool", "PB103"),
    ("words.yaml", "values: [normal, faded, blank]", "values: normal", "PB116"),
    ("words.yaml", "abnormal: [faded, blank]", "abnormal: [fadde, blank]", "PB212"),
    ("words.yaml", "range: [0, 1000000]", "range: [10, 1]", "PB109"),
    ("words.yaml", "attributes:", "atributes:", "PB104"),
    ("words.yaml", "vocabulary: words", "vocabulry: words", "PB014"),
    ("words.yaml", "  print.output:\n", "  print.output: &out\n", "PB007"),
    ("words.yaml", "takes: 20 s", "takes: soon", "PB108"),
    ("words.yaml", "msk/office-3: {within: msk", "msk/office-3: {within: mks", "PB203"),
    ("support.yaml", "lines:", "lnes:", "PB104"),
    ("support.yaml", "sectors: {printing:", "sectors: {'print ing': {}, printing:", "PB112"),
    ("support.yaml", "kind: on-site", "kind: onsite", "PB103"),
    ("support.yaml", "support: office\n", "support: office\n  x", "PB001"),
    ("used-up.yaml", "sets: {printer.supply: used-up}", "sets: {printer.supply: usedup}", "PB212"),
    ("used-up.yaml", "printer.toner_low: true", "printer.toner_low: yes", "PB102"),
    ("used-up.yaml", "conclusion: printer.used-up", "conclusion: usedup", "PB112"),
    ("used-up.yaml", "sets: {printer.supply: used-up}", "sets: {}", "PB110"),
    ("words.yaml", "abnormal: [faded, blank]", "abnormal: false", "PB116"),
    ("words.yaml", "abnormal: [faded, blank]", "abnormal: []", "PB110"),
    ("kb.yaml", "format: 1", "format: 9", "PB115"),
    ("kb.yaml", "languages: [en, ru]", "languages: en", "PB116"),
    ("kb.yaml", "timezone: Europe/Moscow", "timezone: Europe/Mosco", "PB103"),
    ("toner.cases.yaml", "outcome: plan", "outcome: plam", "PB103"),
    ("toner.cases.yaml", "tests:", "test:", "PB104"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), MISTAKES)
def test_one_mistake_is_one_finding_in_its_own_file(tmp_path, file, old, new, code):
    assert old in GOOD[file]
    folder = write(tmp_path / "kb", {**GOOD, file: GOOD[file].replace(old, new, 1)})
    found = [each for each in check(folder) if each.severity is Severity.ERROR]
    assert [(each.code, each.at.file.rsplit("/", 1)[-1]) for each in found] == [(code, file)], [
        str(each) for each in found
    ]
    assert found[0].at.line >= 1
    assert found[0].advice


def test_an_attribute_with_a_wrong_id_is_not_unknown_where_it_is_used(tmp_path):
    renamed = {file: text.replace("print.output", "output") for file, text in GOOD.items()}
    assert [each.code for each in check(write(tmp_path / "kb", renamed))] == ["PB112"]


SPOILERS = st.sampled_from(
    [
        "",
        ":",
        "- ",
        "\t",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "\n",
        "  ",
        "~",
        "null",
        "é",
        "\u00a0",
        "\0",
    ]
)


@given(
    st.sampled_from(sorted(GOOD)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), SPOILERS), min_size=1, max_size=3),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_knowledge_base_gives_findings_with_places_or_none(tmp_path_factory, file, spoilt):
    text = GOOD[file]
    for where, cut, spoiler in spoilt:
        start = int(where * len(text))
        text = text[:start] + spoiler + text[start + cut :]
    folder = write(tmp_path_factory.mktemp("kb"), {**GOOD, file: text})
    for each in check(folder):
        assert each.at.line >= 1, str(each)
        assert each.at.column >= 1, str(each)
        assert len(str(each)) < 2_000


@given(st.sampled_from(sorted(GOOD)), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_lines_in_another_order_never_bring_it_down(tmp_path_factory, file, random):
    lines = GOOD[file].splitlines(keepends=True)
    random.shuffle(lines)
    folder = write(tmp_path_factory.mktemp("kb"), {**GOOD, file: "".join(lines)})
    assert all(each.code and each.at.line >= 1 for each in check(folder))
