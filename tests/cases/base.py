"""A small knowledge base about lamps, as files in a folder."""

from __future__ import annotations

from pathlib import Path

from diagnose.authoring.cases import read_cases
from diagnose.authoring.fixture import FixtureCase
from diagnose.errors import Finding
from diagnose.kb.documents import CasesDocument, read_document
from diagnose.nodes import read_text

KB = "format: 1\nname: lamps\nlanguages: [en]\nprices: {escalation: {line-1: 200, line-2: 200}}\n"
SUPPORT = """\
support: office
lines:
  line-1: {title: Desk, may: [consultation], channels: [phone, report], competence: mend}
  line-2: {title: Field, may: [on-site], channels: [phone, on-site], competence: mend}
channels:
  phone: {kind: consultation, askable: [customer]}
  on-site: {kind: on-site, askable: [on-site]}
  report: {kind: automatic, askable: []}
"""
VOCABULARY = """\
vocabulary: lamps
taxonomies:
  equipment:
    device: {title: Device}
    lamp: {is_a: device, title: Lamp}
    desk-lamp: {is_a: lamp, title: Desk lamp}
    fan: {is_a: device, title: Fan}
  location:
    cellar: {title: Cellar}
    attic: {title: Attic}
attributes:
  lamp.light: {type: choice, values: [bright, dim, none], abnormal: [dim, none], complaint: true, question: Does it shine?, answered_by: [customer], takes: 10 s}
  lamp.socket: {type: choice, values: [live, dead], question: Is the socket live?, answered_by: [customer], takes: 10 s}
  lamp.hours: {type: number, unit: h, question: How long has it burnt?, answered_by: [customer], takes: 10 s}
  lamp.warm: {type: yes/no, question: Is it warm?, answered_by: [customer], takes: 10 s}
  lamp.stale: {type: yes/no}
  fan.turns: {type: yes/no, abnormal: [false], complaint: true, question: Does it turn?, answered_by: [customer], takes: 10 s}
"""
STALE = """\
conclusion: lamp.is-stale
when: {lamp.hours: {at_least: 1000}, lamp.warm: true}
sets: {lamp.stale: true}
because: A bulb burns a thousand hours.
"""


def playbook(name: str, when: str, shows: str, *, applies: str = "{equipment: lamp}") -> str:
    """A playbook whose ``when`` is given in flow style; without it the key is left out."""
    gate = f"when: {when}\n" if when else ""
    return (
        f"playbook: {name}\ntitle: It is {name}\nstatus: approved\nauthors: [tests]\nreviewed: 2026-11-22\n"
        f"sources: [field practice]\napplies_to: {applies}\n{gate}frequency: common\nshows: {shows}\nplan:\n"
        f"  - {{step: mend-{name.split('.')[1]}, do: Mend {name}., by: line-1, via: [phone], takes: 2 min, fixes: always}}\n"
        "escalate: {to: line-2, because: It did not help.}\n"
    )


FILES = {
    "kb.yaml": KB,
    "support.yaml": SUPPORT,
    "vocabulary.yaml": VOCABULARY,
    "stale.yaml": STALE,
    "lamps/worn.yaml": playbook(
        "lamp.worn", "{lamp.light: none, lamp.stale: true, none: [{lamp.socket: dead}]}", "{lamp.light: {none: always}}"
    ),
    "lamps/no-power.yaml": playbook(
        "lamp.no-power", "{lamp.light: none, lamp.socket: dead}", "{lamp.light: {none: always}}"
    ),
    "lamps/dim.yaml": playbook("lamp.dim", "{lamp.light: dim}", "{lamp.light: {dim: always}}"),
    "fans/stuck.yaml": playbook(
        "fan.stuck", "", "{fan.turns: {false: always}}", applies="{equipment: fan, location: cellar}"
    ),
}
WORN = """\
cases: lamp.worn
given: {equipment: lamp, channel: report}
tests:
  - name: worn
    ticket: HD-1
    intake: {symptoms: {lamp.light: none, lamp.hours: 1200, lamp.warm: true, lamp.socket: live}}
    expect: {outcome: plan, fault: lamp.worn, first_step: mend-worn}
  - name: not old enough
    like: worn
    change: {symptoms: {lamp.hours: 900}}
    expect: {not_matched: [lamp.worn]}
"""
DIM = """\
cases: lamp.dim
given: {equipment: desk-lamp, channel: report}
tests:
  - name: dim
    intake: {symptoms: {lamp.light: dim}}
    expect: {fault: lamp.dim}
  - name: dark
    like: dim
    change: {symptoms: {lamp.light: none}}
    expect: {not_matched: [lamp.dim]}
"""
FAN = """\
cases: fan.stuck
given: {equipment: fan, location: cellar, channel: report}
tests:
  - name: stuck
    intake: {symptoms: {fan.turns: false}}
    expect: {fault: fan.stuck, matched: [fan.stuck]}
  - name: in the attic
    like: stuck
    change: {location: attic}
    expect: {not_matched: [fan.stuck]}
"""
CASES = {"lamps/worn.cases.yaml": WORN, "lamps/dim.cases.yaml": DIM, "fans/stuck.cases.yaml": FAN}


def write(folder: Path, files: dict[str, str]) -> Path:
    """``folder`` with ``files`` in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def cases(text: str, file: str = "lamp.cases.yaml") -> tuple[tuple[FixtureCase, ...], tuple[Finding, ...]]:
    """The cases that a document holds, with the findings about both."""
    node, found = read_text(text, file)
    assert node is not None, found
    document, wrong = read_document(node, file)
    assert isinstance(document, CasesDocument), (found, wrong)
    read, about = read_cases(document, file)
    return read, (*found, *wrong, *about)
