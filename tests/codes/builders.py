"""Fixtures that cannot lie in a file as text: bytes that are no UTF-8, marks, sizes, line ends, links."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from diagnose import Consultation, Intake, load
from diagnose.nodes import DOCUMENT

PLAYBOOK = """\
playbook: printing.toner-empty
title: The toner is used up
when: {print.output: faded}
plan: [{step: look, do: Смотреть., by: line-1, via: [phone]}]
"""

Builder = Callable[[Path, str], None]
"""Writes the fixture of one kind ("wrong" or "right") into a folder."""


def _bytes(wrong: bytes) -> Builder:
    """A playbook in a file that holds ``wrong``; the right one is plain UTF-8."""

    def build(folder: Path, kind: str) -> None:
        (folder / "toner.yaml").write_bytes(wrong if kind == "wrong" else PLAYBOOK.encode())

    return build


def _link_out_of_the_folder(folder: Path, kind: str) -> None:
    toner = folder / "toner.yaml"
    if kind == "wrong":
        outside = folder.parent / "outside.yaml"
        outside.write_text(PLAYBOOK, encoding="utf-8")
        toner.symlink_to(outside)
    else:
        toner.write_text(PLAYBOOK, encoding="utf-8")


def _saved_consultation(folder: Path, kind: str) -> None:
    """A saved consultation in which a step is reported that the playbook has, or has not."""
    (folder / "toner.yaml").write_text(PLAYBOOK, encoding="utf-8")
    intake = Intake(equipment="laser-printer", channel="phone", symptoms={"print.output": "faded"})
    saved = Consultation.start(intake, load(folder)).to_data()
    step = "lok" if kind == "wrong" else "look"
    saved["events"].append({"event": "report", "step": step, "outcome": "fixed"})
    (folder / "consultation.json").write_text(json.dumps(saved, indent=2), encoding="utf-8")


BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "PB002": _bytes(PLAYBOOK.encode("cp1251")),
        "PB003": _bytes(PLAYBOOK.encode("utf-8-sig")),
        "PB005": _bytes(PLAYBOOK.encode() + b"#" * DOCUMENT.file),
        "PB008": _bytes(PLAYBOOK.encode() + b"because: " + b"x" * (DOCUMENT.scalar + 1)),
        "PB015": _bytes(PLAYBOOK.replace("used up", "used\u00a0up").encode()),
        "PB016": _bytes(PLAYBOOK.encode().replace(b"\n", b"\r\n", 1)),
        "PB017": _link_out_of_the_folder,
        "PB118": _saved_consultation,
    }
)
"""What makes the fixtures of a code, where a folder cannot hold them."""
