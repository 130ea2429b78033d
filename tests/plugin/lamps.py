"""A small knowledge base of lamps in files, and a run of pytest over it as an installation would do it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

KB = """\
format: 1
name: lamps
languages: [en]
prices: {hour: 40, escalation: {line-1: 60, line-2: 150}}
"""

SUPPORT = """\
support: desk
lines:
  line-1: {channels: [phone]}
  line-2: {channels: [phone]}
channels:
  phone: {askable: [customer]}
"""

WORDS = """\
vocabulary: words
taxonomies:
  equipment:
    lamp: {title: Lamp}
attributes:
  lamp.light: {type: choice, values: [steady, dark], abnormal: [dark], complaint: true, answered_by: [customer]}
  lamp.plugged: {type: yes/no, abnormal: [false], answered_by: [customer]}
"""

PLUG = """\
playbook: lamp.plug
title: The plug is out
applies_to: {equipment: lamp}
when: {lamp.light: dark, lamp.plugged: false}
plan:
  - {step: push-plug, do: Push the plug in., by: line-1, via: [phone], takes: 1 min, fixes: always}
escalate: {to: line-2}
"""

CASES = """\
cases: lamp.plug
given: {equipment: lamp, channel: phone}
tests:
  - name: dark and unplugged
    intake: {symptoms: {lamp.light: dark, lamp.plugged: false}}
    expect: {outcome: plan, fault: lamp.plug, first_step: push-plug}
  - name: dark and plugged
    like: dark and unplugged
    change: {symptoms: {lamp.plugged: true}}
    expect: {outcome: unprecedented, not_matched: [lamp.plug]}
"""

WRONG = """\
cases: lamp.plug
given: {equipment: lamp, channel: phone}
tests:
  - name: a lamp that shines
    intake: {symptoms: {lamp.light: steady, lamp.plugged: true}}
    expect: {fault: lamp.plug}
"""

FILES = {"kb.yaml": KB, "support.yaml": SUPPORT, "words.yaml": WORDS, "plug.yaml": PLUG, "plug.cases.yaml": CASES}


def written(folder: Path, **others: str) -> Path:
    """The knowledge base in ``folder``, and ``others``: files by name, with ``__`` for the dots."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (FILES | {name.replace("__", "."): text for name, text in others.items()}).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def installed(folder: Path) -> str:
    """A PYTHONPATH on which the plugin is found by its entry point, as pyproject.toml declares it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["pytest11"]
    made = folder / "site" / "diagnose_here-0.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: diagnose-here\nVersion: 0\n", "utf-8")
    lines = [f"{name} = {module}" for name, module in declared.items()]
    (made / "entry_points.txt").write_text("\n".join(["[pytest11]", *lines, ""]), "utf-8")
    return os.pathsep.join([str(made.parent), str(ROOT)])
