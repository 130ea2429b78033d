"""A small knowledge base in files, and histories of it, for tests of what is learned from closed cases."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

from diagnose import load
from diagnose.authoring.calibration import lessons_of
from diagnose.case.closed import ClosedCase

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
    desk-lamp: {is_a: lamp, title: Desk lamp}
    heater: {title: Heater}
attributes:
  lamp.light:
    {type: choice, values: [steady, none, flickers], abnormal: [none, flickers], complaint: true, common: {none: 0.2, flickers: 0.2}, answered_by: [customer]}
  lamp.smell: {type: yes/no, abnormal: [true], common: 0.1, answered_by: [customer]}
  lamp.sound: {type: choice, values: [quiet, hum, click], abnormal: [hum, click], common: {hum: 0.1, click: 0.05}, answered_by: [customer]}
  lamp.warm: {type: yes/no, abnormal: [true], common: 0.05, answered_by: [customer]}
  lamp.since: {type: choice, values: [today, week, always], answered_by: [customer]}
  lamp.moved: {type: set, values: [room, house], answered_by: [customer]}
"""

BULB = """\
# The bulb is the first thing to look at.
playbook: lamp.bulb
title: {en: The bulb is worn out}
revision: 1
status: approved
formerly: [lamp.globe]
applies_to: {equipment: lamp}
frequency: 'common'   # from the trade
shows:
  lamp.light: {none: usually, flickers: 0.1}
  lamp.smell: "sometimes"  # burnt dust
  lamp.sound: {hum: 0.3,   click: 0.1}
  lamp.since: {today: 0.6, week: 0.3, always: 0.1}
plan:
  - step: change-bulb   # a new one
    do: Put in a new bulb.
    takes: 2 min
    fixes: always
  - step: turn-bulb
    do: Turn the bulb.
    takes: 1 min
    formerly: [twist-bulb]
"""

SWITCH = """\
playbook: lamp.switch
title: The switch is worn
applies_to: {equipment: lamp}
when: {lamp.sound: click}
shows:
  lamp.light: {flickers: often}
  lamp.smell: [{true: often, given: {lamp.since: today}}, {true: rare}]
  lamp.moved: {room: 0.5}
plan:
  - {step: change-switch, do: Change the switch., takes: 20 min, fixes: usually}
"""

PLUG = """\
playbook: lamp.plug
title: The plug is loose
frequency: 20
shows: {lamp.light: {none: often}, lamp.smell: rare, lamp.warm: usually}
plan:
  - {step: push-plug, do: Push the plug in., takes: 1 min, fixes: 0.5}
"""

OLD = """\
playbook: lamp.fuse
title: The fuse
status: retired
replaced_by: lamp.plug
shows: {lamp.light: {none: often}}
outcome: no-fault
say: Nothing.
"""

FILES = {"kb.yaml": KB, "support.yaml": SUPPORT, "words.yaml": WORDS, "old.yaml": OLD}
PLAYBOOKS = {"faults/bulb.yaml": BULB, "faults/switch.yaml": SWITCH, "plug.yaml": PLUG}


def written(folder, **changed):
    """The knowledge base in ``folder``; ``changed`` gives another text for ``bulb``, ``switch`` or ``plug``."""
    for name, text in (FILES | PLAYBOOKS).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.get(path.stem, text).encode())
    return folder


def kb_in(folder, **changed):
    return load(written(folder, **changed))


def closed(fault, equipment="desk-lamp", fixed_by=None, tried=(), seen=None, **more):
    """A closed case; ``seen`` by attribute."""
    ended = {"fault": fault, "fixed_by": fixed_by, "tried": [{"step": s, "outcome": o} for s, o in tried]}
    symptoms = {"lamp.light": "none"} if seen is None else seen
    intake = {"equipment": equipment, "symptoms": symptoms, **more}
    return ClosedCase.from_data({key: value for key, value in intake.items() if value is not None} | {"closed": ended})


def read(kb, *cases):
    """The lessons of ``cases``, each a closed case or a pair of one with how often."""
    many = [pair if isinstance(pair, tuple) else (pair, 1) for pair in cases]
    return lessons_of([case for case, times in many for _ in range(times)], kb)


def applied(patch, texts):
    """What a unified diff makes of ``texts``: a small applier of our own, strict about every line."""
    made = dict(texts)
    for part in re.split(r"^(?=--- )", patch, flags=re.MULTILINE)[1:]:
        head, _, rest = part.partition("\n")
        file = head.removeprefix("--- a/").rstrip("\t")
        old = texts[file].decode().split("\n")
        new, at = [], 0
        for hunk in re.split(r"^(?=@@ )", rest, flags=re.MULTILINE)[1:]:
            first, *lines = hunk.removesuffix("\n").split("\n")
            start = int(re.match(r"@@ -(\d+)", first)[1]) - 1
            new += old[at:start]
            at = start
            for line in lines:
                if line[:1] in (" ", "-"):
                    assert old[at] == line[1:]
                    at += 1
                if line[:1] in (" ", "+"):
                    new.append(line[1:])
        made[file] = "\n".join(new + old[at:]).encode()
    return made


def drawing():
    """The program that draws histories, as a module."""
    if "drawing_histories" not in sys.modules:
        spec = importlib.util.spec_from_file_location("drawing_histories", ROOT / "examples" / "history" / "draw.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["drawing_histories"] = module
        spec.loader.exec_module(module)
    return sys.modules["drawing_histories"]
