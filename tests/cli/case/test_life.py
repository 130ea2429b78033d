"""The whole life of a case at the command line, in both languages, as it was approved."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.case.conftest import Desk

GOLDEN = Path(__file__).parents[2] / "golden"
LIFE = """\
09:00 case new faded.yaml --by desk-1
09:02 case ask 1 printer.toner_low --by desk-1
09:03 case answer 1 printer.toner_low true --source customer --by desk-1
09:05 case answer 1 printer.drum worn --source customer --by desk-1
09:06 case tried 1 shake-cartridge failed --by desk-1
09:07 case help 1 'Try a cartridge from the shelf.' --line 2 --by engineer-2
09:08 case wait 1 customer --until 2026-11-02T10:00 --because 'The customer fetches a cartridge.' --by desk-1
10:00 case tick
10:01 case prioritise 1 --impact everybody --urgency urgent --because 'The whole floor prints here.' --by desk-1
10:02 queue --line 1
10:05 case escalate 1 --because 'There is no cartridge here.' --by desk-1
10:10 case return 1 --because 'It lies in the cupboard on your floor.' --by engineer-2
10:30 case tried 1 replace-cartridge fixed --seen print.output=normal --by desk-1
10:31 case resolve 1 solved --fault printing.toner-empty --fixed-by replace-cartridge --by desk-1
11:00 case reopen 1 --because 'Pale again.' --by desk-1
11:05 case resolve 1 solved --fault printing.toner-empty --fixed-by replace-cartridge --by desk-1
11:10 case close 1 --by desk-1
11:11 case show 1
11:12 case history 1
11:13 case replay 1
11:14 case list --status all
"""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_life_of_a_case_reads_as_it_was_approved(
    desk: Desk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    told = []
    for line in LIFE.splitlines():
        clock, _, command = line.partition(" ")
        place = ("--kb", "kb", "--at", f"2026-11-02T{clock}", "--lang", language)
        found = desk.call(*shlex.split(command), *place)
        told.append(f"{clock} $ diagnose {command}\n{found.out}{found.err}[{found.code}]\n")
    approved = GOLDEN / f"case-life.{language}.txt"
    assert "\n".join(told) == approved.read_text("utf-8")
