"""Files of cases that nobody in their senses writes: refused in time, in little memory, without a traceback."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.cases import MOST_CASES
from diagnose.authoring.running import Run, run_files
from diagnose.kb.base import KnowledgeBase
from tests.cases.base import FILES, write

ROOT = Path(__file__).parents[2]
HEAD = "cases: lamp.worn\ngiven: {equipment: lamp, channel: report}\ntests:\n"
PLAIN = "  - {name: a, intake: {symptoms: {lamp.hours: 5}}, expect: {line: line-2}}\n"


def chain(count: int, *, backwards: bool) -> str:
    links = range(1, count)
    order = reversed(links) if backwards else links
    made = [f"  - {{name: n{n}, like: {f'n{n - 1}' if n > 1 else 'a'}, expect: {{line: line-1}}}}\n" for n in order]
    return HEAD + PLAIN + "".join(made)


def many(attributes: int, cases: int) -> str:
    given = ", ".join(f"lamp.x{n}: 1" for n in range(attributes))
    made = [
        f"  - {{name: n{n}, intake: {{symptoms: {{lamp.hours: {n}}}}}, expect: {{line: line-1}}}}\n"
        for n in range(cases)
    ]
    return f"cases: lamp.worn\ngiven: {{equipment: lamp, symptoms: {{{given}}}}}\ntests:\n" + "".join(made)


def table(rows: int) -> str:
    values = ", ".join(map(str, range(rows)))
    return HEAD + f"  - {{name: a, intake: {{}}, table: {{lamp.hours: [{values}]}}, expect: {{line: line-1}}}}\n"


HOSTILE = {
    "a chain of 10 000": (chain(10_000, backwards=False), "PB008"),
    "a chain of 4 000": (chain(4_000, backwards=False), "CV709"),
    "a chain of 4 000 from its end": (chain(4_000, backwards=True), "CV709"),
    "a circle of 3 000": (
        HEAD + "".join(f"  - {{name: n{n}, like: n{(n + 1) % 3000}, expect: {{line: l}}}}\n" for n in range(3000)),
        "CV709",
    ),
    "a table of 100 000 rows": (table(100_000), "PB008"),
    "a table of 40 000 rows": (table(40_000), "PB008"),
    "a table of 8 000 columns": (
        HEAD
        + f"  - {{name: a, intake: {{}}, table: {{{', '.join(f'lamp.x{n}: [1]' for n in range(8000))}}}, expect: {{line: l}}}}\n",
        "PB008",
    ),
    "20 000 defaults": (many(20_000, 500), "PB008"),
    "499 unknown defaults in 2 000 cases": (many(499, 2_000), "PB204"),
    "an enormous name": (HEAD + PLAIN.replace("name: a", f"name: {'x' * 60_000}"), None),
    "2 500 names that nearly fit": (
        HEAD
        + "".join(f"  - {{name: {'n' * 100}{n}, like: {'n' * 100}z{n}, expect: {{line: l}}}}\n" for n in range(2500)),
        "CV709",
    ),
    "2 000 unknown playbooks": (
        HEAD
        + "".join(
            f"  - {{name: n{n}, intake: {{symptoms: {{lamp.hours: {n}}}}}, expect: {{not_matched: [a.b{n}, c.d{n}]}}}}\n"
            for n in range(2000)
        ),
        None,
    ),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeBase, Path]:
    folder = write(tmp_path_factory.mktemp("hostile"), FILES)
    return load(folder), folder


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(base: tuple[KnowledgeBase, Path], name: str) -> None:
    text, code = HOSTILE[name]
    kb, folder = base
    path = folder / f"{name.replace(' ', '-')}.cases.yaml"
    path.write_text(text, "utf-8")
    begun = time.process_time()
    (record,) = run_files(Run(kb, folder), [path])
    assert time.process_time() - begun < 8  # two seconds on a machine that has nothing else to do
    assert len(record.cases) <= MOST_CASES
    assert code is None or code in {finding.code for finding in record.findings}


WORDS = (
    "5", "null", "[]", "{}", "[[]]", "[{}]", "'x'", "{a: {b: {c: d}}}", "2026-01-01", "true", "[1, [2]]", "{remove: true}",
    "{symptoms: 5}", "{symptoms: [1, [2], {}]}", "{facts: {a: {remove: true}}}", "{equipment: [lamp, [x]]}",
)  # fmt: skip
TEST = {"name": "b", "like": "a", "expect": "{line: line-1}"}
KEYS = ("name", "intake", "like", "change", "table", "expect", "expect_each", "todo", "golden", "ticket")
EXPECTED = (
    "outcome", "fault", "faults_include", "first_step", "steps_include", "question", "line", "matched", "not_matched",
)  # fmt: skip


def odd_files() -> dict[str, str]:
    found = {}
    for number, word in enumerate(WORDS):
        for key in ("cases", "given", "tests"):
            top = {"cases": "lamp", "given": "{equipment: lamp}", "tests": f"[{PLAIN.strip()[2:]}]"} | {key: word}
            found[f"{key}-{number}"] = "".join(f"{name}: {value}\n" for name, value in top.items())
        for key in KEYS:
            entries = {name: value for name, value in TEST.items() if (key, name) != ("intake", "like")} | {key: word}
            written = ", ".join(f"{name}: {value}" for name, value in entries.items())
            found[f"test-{key}-{number}"] = f"{HEAD}{PLAIN}  - {{{written}}}\n"
        for key in EXPECTED:
            found[f"expect-{key}-{number}"] = f"{HEAD}  - {{name: a, intake: {{}}, expect: {{{key}: {word}}}}}\n"
    return found


def test_wrong_types_anywhere_are_findings_and_never_an_exception(
    base: tuple[KnowledgeBase, Path], tmp_path: Path
) -> None:
    kb, _ = base
    files = odd_files()
    write(tmp_path, {f"{name}.cases.yaml": text for name, text in files.items()})
    paths = sorted(tmp_path.glob("*.cases.yaml"))
    found = list(run_files(Run(kb, tmp_path), paths))
    assert len(found) == len(files) > 300


def test_the_whole_command_stays_small(tmp_path: Path) -> None:
    folder = write(tmp_path / "kb", FILES)
    for name in ("a table of 40 000 rows", "499 unknown defaults in 2 000 cases", "a chain of 4 000"):
        (folder / f"{name.replace(' ', '-')}.cases.yaml").write_text(HOSTILE[name][0], "utf-8")
    program = (
        "import re, sys\n"
        "from diagnose.cli.app import run\n"
        "code = run(sys.argv[1:])\n"
        "print(code, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)\n"
    )
    if not Path("/proc/self/status").exists():  # what getrusage tells begins with what the process that started it used
        pytest.skip("this system does not say how much memory a process has used at most")
    command = [sys.executable, "-c", program, "test", "--kb", str(folder), "-j", "1"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    code, kilobytes = done.stderr.split()[-2:]
    assert code == "1"
    assert int(kilobytes) < 256 * 1024
    assert "Traceback" not in done.stderr
