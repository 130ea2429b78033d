"""The examples run as programs, and say what they are meant to say."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def output_of(*command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(
        [sys.executable, *command], capture_output=True, cwd=ROOT, env=environment, check=False, timeout=120
    )
    assert found.stderr.decode() == ""
    assert found.returncode == 0
    return found.stdout.decode()


def test_quickstart_prints_the_plan_and_its_reasons() -> None:
    first, _, *rest = output_of("examples/quickstart.py").splitlines()
    assert first == "printing.toner-empty: 2 steps, first redistribute-toner"
    assert rest[0] == "Decision: a fix plan."


def test_a_consultation_asks_does_and_says_why() -> None:
    printed = output_of("examples/consultation.py").splitlines()
    assert [line.split()[0] for line in printed if not line.startswith(" ")] == ["ASK", "DO", "DO", "DONE"]
    assert [line for line in printed if line.startswith(" ") and "EUR" not in line] == []
    assert printed[-1] == "DONE The step replace-toner-cartridge settled it; no complaint is left."


def test_the_consultation_is_short() -> None:
    text = (EXAMPLES / "consultation.py").read_text("utf-8")
    code = text.partition('"""\n\n')[2]
    assert len([line for line in code.splitlines() if line.strip()]) < 30


def test_a_batch_decides_every_ticket_of_a_csv_file() -> None:
    rows = list(csv.DictReader(io.StringIO(output_of("examples/batch_csv.py"))))
    assert [(row["ticket"], row["outcome"]) for row in rows] == [
        ("HD-1001", "FixPlan"),
        ("HD-1002", "Advice"),
        ("HD-1003", "Unprecedented"),
        ("HD-1004", "invalid"),
    ]
    assert "never 'pale'" in rows[3]["fault"]


def test_a_cell_can_neither_add_a_field_nor_start_a_formula(tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text('ticket,equipment,print.output\n=1+1,hp-laserjet-m428,"faded\nchannel: phone"\n', "utf-8")
    (row,) = csv.DictReader(io.StringIO(output_of("examples/batch_csv.py", str(tickets))))
    assert (row["ticket"], row["outcome"]) == ("'=1+1", "invalid")


def test_a_playbook_that_asks_for_none_waits_for_the_python_rule() -> None:
    assert output_of("examples/python_rule/main.py") == "200 W: ups.battery-worn\n2000 W: ups.overloaded\n"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import web_handler

    return web_handler.application


def posted(application: object, body: bytes) -> tuple[str, str]:
    import http.client

    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:  # type: ignore[arg-type]
        thread = Thread(target=server.handle_request)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
        connection.request("POST", "/", body)
        response = connection.getresponse()
        found = (f"{response.status} {response.reason}", response.read().decode())
        connection.close()
        thread.join()
    return found


def test_the_web_handler_answers_an_intake_with_a_diagnosis(handler: object) -> None:
    status, body = posted(handler, (EXAMPLES / "intakes" / "fix-plan.yaml").read_bytes())
    assert status == "200 OK"
    document = json.loads(body)
    assert (document["schema"], document["decision"]["outcome"]) == ("diagnose/diagnosis/1", "plan")


def test_the_web_handler_names_what_is_wrong_with_an_intake(handler: object) -> None:
    status, body = posted(handler, b'{"symptoms": {"print.outptu": "faded"}}')
    assert status == "400 Bad Request"
    assert "did you mean 'print.output'" in body


def test_the_web_handler_is_short() -> None:
    text = (EXAMPLES / "web_handler.py").read_text("utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) < 30


@pytest.mark.parametrize(("name", "code"), [("fix-plan", 0), ("more-facts", 10), ("unprecedented", 20)])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_shipped_intakes_come_to_the_decision_they_are_named_for(
    name: str, code: int, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from diagnose.cli.app import run

    monkeypatch.chdir(ROOT)
    assert run(["run", f"examples/intakes/{name}.yaml", "--lang", language]) == code
    assert capsys.readouterr().err == ""


def test_every_shipped_intake_is_tested() -> None:
    assert sorted(path.stem for path in (EXAMPLES / "intakes").iterdir()) == ["fix-plan", "more-facts", "unprecedented"]


def test_the_knowledge_base_of_the_python_rule_is_clean_but_for_what_only_python_reads() -> None:
    from diagnose import check

    found = [(finding.code, finding.message) for finding in check(EXAMPLES / "python_rule" / "kb")]
    assert {code for code, _ in found} <= {"PB210", "PB408"}
