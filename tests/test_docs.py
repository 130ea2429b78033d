"""Everything shown in README and docs is run or checked: Python, console and YAML blocks, links, and the codes.

- Python blocks of a page run one after the other in one namespace, from the root of the project.
- Console blocks run with a shell in a folder that holds the playbooks; ``...`` stands for any output.
- On a page with ``<!-- begins in an empty folder -->`` that folder holds nothing, and what the page tells its reader to write
  is written between the commands: a YAML block that begins with ``# file: name`` is that file, one that begins with
  ``# at the end of name`` goes to its end, and a diff block that begins with ``# in name`` changes the lines it shows.
- A YAML block that begins with ``# file: name`` belongs to the knowledge base of its page, which ``check`` must accept.
- A YAML block of ``when:`` is compiled as the condition of a playbook in that knowledge base.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from diagnose import Intake, Severity, check, load
from diagnose.authoring.fixtures import run_case
from diagnose.authoring.suite import read_suite
from diagnose.cli.codes_pages import pages
from diagnose.cli.commands import COMMANDS
from diagnose.kb.catalogue import CODES
from diagnose.kb.observe import observe
from diagnose.nodes import read_text

ROOT = Path(__file__).parents[1]
PAGES = sorted([path for path in (ROOT / "README.md",) if path.exists()] + list((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    page: Path
    language: str
    text: str

    @property
    def named(self) -> str | None:
        found = re.match(r"# file: (\S+)\n", self.text)
        return found[1] if found else None


def blocks(language: str, page: Path) -> Iterator[Block]:
    for found in FENCE.finditer(page.read_text("utf-8")):
        if found[1] == language:
            yield Block(page, language, found[2])


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(language, page))]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


# Python


@pytest.mark.parametrize("page", pages_with("python"), ids=name)
def test_the_python_blocks_of_a_page_run(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    namespace: dict[str, object] = {"__name__": "docs"}
    for block in blocks("python", page):
        exec(compile(block.text, name(page), "exec"), namespace)
    capsys.readouterr()


# console

EMPTY = "<!-- begins in an empty folder -->"


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """An empty folder to work in; beside it one with ``diagnose``, for the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "diagnose"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m diagnose "$@"\n', "utf-8")
    program.chmod(0o755)
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def begins_empty(page: Path) -> bool:
    return EMPTY in page.read_text("utf-8")


def work(page: Path) -> Iterator[Block]:
    """The blocks of ``page`` that its reader runs or writes, in order."""
    written = {"yaml", "diff"} if begins_empty(page) else set()
    for found in FENCE.finditer(page.read_text("utf-8")):
        if found[1] in {"console", *written}:
            yield Block(page, found[1], found[2])


def write(block: Block, folder: Path) -> None:
    """Do in ``folder`` what ``block`` tells the reader of its page to write; a block that names no file is only shown."""
    if block.named:
        path = folder / block.named
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text.partition("\n")[2], "utf-8")
    elif found := re.match(r" *# at the end of (\S+)\n(.*)", block.text, re.DOTALL):
        path = folder / found[1]
        path.write_text(path.read_text("utf-8") + found[2], "utf-8")
    elif found := re.match(r"# in (\S+)\n(.*)", block.text, re.DOTALL):
        change(folder / found[1], found[2].splitlines(keepends=True))


def change(path: Path, lines: list[str]) -> None:
    before, after = ("".join(line[1:] for line in lines if line[0] != other) for other in "+-")
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path.name} does not have once:\n{before}"
    path.write_text(text.replace(before, after), "utf-8")


def dialogue(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def squeezed(text: str) -> str:
    """``text`` with white space joined: how help is wrapped and bracketed depends on the version of click."""
    return " ".join(text.split()).replace("[[", "[").replace("]]", "]")


def fits(output: str, shown: str) -> bool:
    """Whether ``output`` is what is ``shown``; three dots stand for anything."""
    parts = [re.escape(squeezed(part)) for part in shown.split("...")]
    return re.fullmatch(r"\s?.*?\s?".join(parts), squeezed(output), re.DOTALL) is not None


@pytest.mark.parametrize("page", pages_with("console"), ids=name)
def test_the_console_blocks_of_a_page_show_what_comes(page: Path, shell: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{shell.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "PYTHONIOENCODING": "utf-8",
    }
    if not begins_empty(page):
        for shared in ("playbooks", "examples"):
            shutil.copytree(ROOT / shared, shell / shared)
    for block in work(page):
        if block.language != "console":
            write(block, shell)
            continue
        for command, shown in dialogue(block.text):
            found = subprocess.run(
                ["sh", "-c", command], cwd=shell, env=environment, capture_output=True, check=False, timeout=60
            )
            output = (found.stdout + found.stderr).decode()
            assert fits(output, shown), f"$ {command}\n{output}"


def test_a_change_that_a_page_tells_of_is_made(tmp_path: Path) -> None:
    write(Block(ROOT, "yaml", "# file: folder/name.yaml\none: 1\ntwo: 2\n"), tmp_path)
    write(Block(ROOT, "yaml", "# at the end of folder/name.yaml\nthree: 3\n"), tmp_path)
    write(Block(ROOT, "diff", "# in folder/name.yaml\n one: 1\n-two: 2\n+two: 22\n"), tmp_path)
    assert (tmp_path / "folder" / "name.yaml").read_text("utf-8") == "one: 1\ntwo: 22\nthree: 3\n"
    with pytest.raises(AssertionError):
        write(Block(ROOT, "diff", "# in folder/name.yaml\n-four: 4\n+four: 5\n"), tmp_path)


def test_a_console_block_with_another_output_is_noticed() -> None:
    assert fits("one\ntwo\nthree\n", "one\n...\nthree\n")
    assert fits("a: b c d\n", "a: ...c...\n")
    assert not fits("one\ntwo\n", "one\n")
    assert not fits("one\n", "two\n")


# YAML


@pytest.mark.parametrize("page", pages_with("yaml"), ids=name)
def test_the_yaml_blocks_of_a_page_can_be_read(page: Path) -> None:
    for block in blocks("yaml", page):
        node, findings = read_text(block.text, name(page))
        assert node is not None, block.text
        assert findings == ()


def written(page: Path, folder: Path) -> Path:
    for block in blocks("yaml", page):
        if block.named:
            path = folder / block.named
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
    return folder


LANGUAGE = ROOT / "docs" / "playbook-language.md"


def test_the_documents_of_the_reference_are_one_clean_knowledge_base(tmp_path: Path) -> None:
    found = [f for f in check(written(LANGUAGE, tmp_path)) if f.severity is not Severity.INFO and f.code != "PB210"]
    assert found == []


def test_the_cases_of_the_reference_pass(tmp_path: Path) -> None:
    kb = load(written(LANGUAGE, tmp_path))
    suite = read_suite(tmp_path)
    assert suite.findings == ()
    assert {case.name: run_case(case, kb).state.value for case in suite.cases} == {
        "faded page, toner low": "passed",
        "the drum reports an error": "passed",
        "nobody looked whether toner is low": "passed",
        "pages at the boundary [printer.pages_since_cartridge: 1499]": "passed",
        "pages at the boundary [printer.pages_since_cartridge: 1500]": "passed",
    }


STUB = """\
playbook: printing.stub-{number}
title: {{en: Stub, ru: Пример}}
status: approved
authors: [docs]
reviewed: 2026-11-22
sources: [field practice]
{condition}
frequency: rare
outcome: no-fault
say: {{en: Nothing, ru: Ничего}}
"""


def test_the_conditions_of_the_reference_compile(tmp_path: Path) -> None:
    written(LANGUAGE, tmp_path)
    conditions = [block.text for block in blocks("yaml", LANGUAGE) if block.text.startswith("when:")]
    assert len(conditions) == 2
    for number, condition in enumerate(conditions):
        (tmp_path / f"stub-{number}.yaml").write_text(STUB.format(number=number, condition=condition.rstrip()), "utf-8")
    assert [finding for finding in check(tmp_path) if "stub" in finding.at.file] == []


def test_the_intake_of_the_reference_can_be_observed(tmp_path: Path) -> None:
    kb = load(written(LANGUAGE, tmp_path))
    (text,) = [block.text for block in blocks("yaml", LANGUAGE) if block.text.startswith("# intake")]
    memory = observe(Intake.parse(text), kb)
    assert memory.unknown == {"printer.toner_low": "customer"}
    assert memory.inapplicable == {"printer.supply_voltage"}


# what must stay in step


def test_the_pages_of_codes_are_generated() -> None:
    kept = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs" / "codes").glob("*.md")}
    wanted = pages(CODES.values())
    assert kept == wanted.keys() - {"codes.md"}
    assert [name for name, text in wanted.items() if (ROOT / "docs" / name).read_text("utf-8") != text] == []


def test_every_code_that_the_source_names_is_in_the_table() -> None:
    named = {
        code
        for path in (ROOT / "diagnose").rglob("*.py")
        for code in re.findall(r'"((?:PB|CV)\d{3})"', path.read_text("utf-8"))
    }
    assert sorted(named - set(CODES)) == []


def commands() -> dict[str, click.Command]:
    """Every command and command below one, by what is typed after ``diagnose``."""
    found = {str(command.name): command for command in COMMANDS}
    for name, command in list(found.items()):
        below = command.commands.values() if isinstance(command, click.Group) else ()
        found |= {f"{name} {each.name}": each for each in below if not each.hidden}
    return found


def options_of(command: click.Command) -> set[str]:
    shown = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    return {name for each in shown for name in (*each.opts, *each.secondary_opts) if name.startswith("--")}


def sections(page: Path) -> dict[str, str]:
    """The text below each heading of ``page``."""
    parts = re.split(r"^##+ (.+)\n", page.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


COMMAND_LINE = sections(ROOT / "docs" / "cli.md")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_has_its_help_and_all_its_options_in_its_section_of_the_command_line(name: str) -> None:
    assert f"$ diagnose {name} --help" in COMMAND_LINE[name]
    assert options_of(commands()[name]) <= set(OPTION.findall(COMMAND_LINE[name]))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    there = {"--help", "--version"}.union(*(options_of(command) for command in commands().values()))
    if page.name == "ci.md":  # speaks of the plugin too
        there.add("--diagnose")
    named = re.findall(r"`(?:\$ )?(?:diagnose [^`]*)?(--[^`]*)`", page.read_text("utf-8"))
    assert sorted({option for text in named for option in OPTION.findall(text)} - there) == []


def test_every_key_of_the_documents_is_in_the_reference() -> None:
    from diagnose.kb.documents.schema import json_schema

    page = LANGUAGE.read_text("utf-8")
    kinds = ("playbook", "conclusion", "vocabulary", "support", "cases", "kb", "intake")
    keys = {key for kind in kinds for key in keys_of(json_schema(kind))}
    assert sorted(key for key in keys if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", page)) == []


def keys_of(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for value in schema.values():
            yield from keys_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys_of(value)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_glossary_is_sorted_and_has_both_languages() -> None:
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)[1:]
    words = [word for word, _ in rows]
    assert words == sorted(words, key=str.casefold)
    assert [word for word, russian in rows if not re.search("[а-яА-Я]", russian)] == []
