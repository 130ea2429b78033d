"""A folder becomes a knowledge base, or an error with every reason; one mistake does not become many findings."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.errors import KnowledgeBaseError, Severity, UsageError
from diagnose.kb.lint import check
from diagnose.kb.load import load
from diagnose.rules.python import MATCH, TEST, Observed, PythonRules, Rule
from tests.kb.folders import BLANK, FILES, KB, SUPPORT, TONER, WORDS, with_files, write


class WornOut(PythonRules):
    """A printer with many pages is used up."""

    reads = ("printer.pages",)
    sets = ("printer.supply",)
    revision = 1

    @Rule(Observed(attribute="printer.pages", value=MATCH.pages), TEST(lambda pages: pages > 9000))
    def worn(self):
        self.conclude("printer.supply", "used-up")


def errors_of(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeBaseError) as caught:
        load(folder)
    assert all(each.severity is Severity.ERROR for each in caught.value.findings)
    return [each.code for each in caught.value.findings]


def test_a_path_that_is_too_long_is_a_finding() -> None:
    assert errors_of(Path("a" * 300)) == ["PB017"]
    assert [each.code for each in check("a" * 300)] == ["PB017"]


def test_settings_and_cases_are_known_by_name_whatever_the_case(tmp_path):
    with_files(tmp_path)
    (tmp_path / "kb.yaml").rename(tmp_path / "kb.YAML")
    (tmp_path / "more.cases.YML").write_text("nonsense: true\n", "utf-8")
    assert load(tmp_path).digest == load(with_files(tmp_path / "other")).digest


def test_a_clean_folder_becomes_a_knowledge_base(tmp_path):
    kb = load(with_files(tmp_path))
    assert sorted(kb.playbooks) == ["network.router-off", "printing.blank", "printing.toner-empty"]
    assert kb.settings.name == "small"
    assert all(each.severity < Severity.ERROR for each in kb.warnings)


def test_rules_that_are_no_classes_are_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"not 'os\.path'"):
        load(with_files(tmp_path), rules=["os.path"])
    with pytest.raises(UsageError, match="not 5"):
        load(tmp_path, rules=5)


def test_the_folder_may_be_named_by_a_string(tmp_path):
    assert load(str(with_files(tmp_path))).digest == load(tmp_path).digest


def test_the_error_lists_every_finding_of_the_folder(tmp_path):
    folder = with_files(
        tmp_path,
        blank=BLANK.replace("blank}", "blnk}"),
        toner=TONER.replace("frequency: common", "frequency: comon").replace("to: line-2", "to: line-9"),
    )
    assert errors_of(folder) == ["PB212", "PB103", "PB504"]


def test_what_check_calls_an_error_keeps_it_from_loading(tmp_path):
    folder = with_files(tmp_path, other="playbook: a.b\ntitle: Nothing to do\n")
    assert errors_of(folder) == ["PB501"] == [each.code for each in check(folder) if each.severity is Severity.ERROR]


def test_warnings_do_not_keep_it_from_loading(tmp_path):
    kb = load(with_files(tmp_path, blank=BLANK.replace("blank}", "pale}")))
    assert "PB208" in [each.code for each in kb.warnings]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_documents_is_an_error(tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert errors_of(tmp_path / name) == ["PB017"]


def test_faulty_fixture_cases_do_not_keep_it_from_loading(tmp_path):
    folder = write(with_files(tmp_path), {"blank.cases.yaml": "cases: [\n"})
    assert sorted(load(folder).playbooks)
    assert [each.code for each in check(folder) if each.severity is Severity.ERROR] == ["PB001"]


def test_a_draft_with_a_mistake_does_not_stop_what_is_approved(tmp_path):
    folder = with_files(
        tmp_path, draft=BLANK.replace("printing.blank", "a.b\nstatus: draft").replace("blank}", "blnk}")
    )
    assert sorted(load(folder).playbooks)
    assert [each.code for each in check(folder) if each.severity is Severity.ERROR] == ["PB212"]
    with pytest.raises(KnowledgeBaseError):
        load(folder, drafts=True)


BROKEN = [
    ("words", WORDS.replace("type: choice\n", "type: choise\n", 1), ["PB103"]),
    ("words", WORDS.replace("  print.output:\n", "  print.output\n", 1), ["PB001"]),
    ("words", WORDS.replace("range: [0, 1000000]", "range: 5"), ["PB116"]),
    ("words", WORDS.replace("    laser-printer: {", "    laser-printer: {isa: x, "), ["PB104"]),
    ("support", SUPPORT.replace("  line-2: {channels", "  line-2: {chanels"), ["PB104"]),
    ("support", SUPPORT.replace("support: office", "support: [office"), ["PB001"]),
    ("kb", KB.replace("format: 1", "format: 2"), ["PB115"]),
    ("kb", "format: [\n", ["PB001"]),
    ("toner", TONER.replace("when:", "when"), ["PB001"]),
]


@pytest.mark.parametrize(("name", "text", "codes"), BROKEN)
def test_what_rests_on_a_broken_document_is_excused(tmp_path, name, text, codes):
    found = [each for each in check(with_files(tmp_path, **{name: text})) if each.severity is Severity.ERROR]
    assert [(Path(each.at.file).stem, each.code) for each in found] == [(name, code) for code in codes]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    write(tmp_path / "elsewhere", {"words.yaml": WORDS})
    folder = write(tmp_path / "kb", {name: text for name, text in FILES.items() if name != "words.yaml"})
    (folder / "words.yaml").symlink_to(tmp_path / "elsewhere" / "words.yaml")
    found = [(Path(each.at.file).stem, each.code) for each in check(folder) if each.severity is Severity.ERROR]
    assert found == [("words", "PB017")]


def test_a_broken_playbook_excuses_nothing_elsewhere(tmp_path):
    folder = with_files(
        tmp_path, toner=TONER.replace("when:", "when"), blank=BLANK.replace("print.output", "print.out")
    )
    found = [(Path(each.at.file).stem, each.code) for each in check(folder) if each.severity is Severity.ERROR]
    assert found == [("blank", "PB204"), ("toner", "PB001")]


def test_python_rules_have_a_stratum_like_conclusions(tmp_path):
    folder = with_files(
        tmp_path, last="conclusion: a.last\nwhen: {printer.supply: used-up}\nsets: {printer.message: x}\n"
    )
    kb = load(folder, rules=[WornOut])
    (rules,) = kb.rules.python
    assert (rules.name, rules.reads, rules.sets, rules.stratum) == (
        f"{__name__}.WornOut",
        ("printer.pages",),
        ("printer.supply",),
        0,
    )
    assert kb.rules.rules["a.last"].stratum == 1


def test_python_rules_may_be_named_in_the_settings(tmp_path):
    kb = load(with_files(tmp_path, kb=f"{KB}rules: ['{__name__}:WornOut']\n"))
    assert [each.rules for each in kb.rules.python] == [WornOut]


@pytest.mark.parametrize(
    ("path", "code"), [("no.such.module:X", "PB203"), (f"{__name__}:Missing", "PB203"), ("json:loads", "PB203")]
)
def test_python_rules_that_cannot_be_found_are_a_finding(tmp_path, path, code):
    assert errors_of(with_files(tmp_path, kb=f"{KB}rules: ['{path}']\n")) == [code]


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ({"reads": ("printer.pages",), "sets": ("printer.suply",), "revision": 1}, "PB204"),
        ({"reads": ("printer.pages",), "sets": (), "revision": 1}, "PB101"),
        ({"reads": ("printer.pages",), "sets": ("printer.supply",), "revision": "1"}, "PB101"),
        ({"reads": "printer.pages", "sets": ("printer.supply",), "revision": 1}, "PB102"),
        ({"reads": ("printer.supply",), "sets": ("printer.toner_low",), "revision": 1}, "PB407"),
    ],
)
def test_python_rules_declare_what_they_read_and_set(tmp_path, declared, code):
    rules = type("Declared", (PythonRules,), declared)
    with pytest.raises(KnowledgeBaseError) as caught:
        load(with_files(tmp_path), rules=[rules])
    assert code in [each.code for each in caught.value.findings]


def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path):
    folder = with_files(tmp_path)
    for wanted in (False, True):
        (gc.enable if wanted else gc.disable)()
        try:
            load(folder)
            assert gc.isenabled() is wanted
        finally:
            gc.enable()


def test_the_same_findings_come_under_every_hash_seed(tmp_path):
    folder = with_files(
        tmp_path, words=WORDS.replace("print.output:", "print.outpt:", 1), other=TONER.replace("m", "n")
    )
    program = "import sys; from diagnose.kb.lint import check; print(*check(sys.argv[1]), sep='\\n')"
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "PB204" in said.pop()


def test_what_is_dear_to_import_stays_out_until_a_folder_is_loaded():
    program = (
        "import sys, diagnose.kb.load, diagnose.kb.observe;"
        "print([name for name in ('pydantic', 'networkx', 'click', 'rich', 're2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_shipped_knowledge_base_has_no_errors():
    found = check(Path(__file__).parents[2] / "playbooks")
    assert [str(each) for each in found if each.severity is Severity.ERROR] == []


def test_the_small_files_cover_every_kind_of_document():
    kinds = {text.split(":")[0] for text in FILES.values()}
    assert kinds == {"format", "vocabulary", "support", "conclusion", "playbook"}
