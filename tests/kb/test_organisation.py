"""An organisation as it is declared: every key is read, and what makes no sense is found at its place."""

from __future__ import annotations

from datetime import date

import pytest

from diagnose.kb.compile import compile_documents
from diagnose.support import (
    Calendar,
    Entitlement,
    Priorities,
    Sector,
    ServiceLevel,
    SupportLine,
    SupportOption,
)
from diagnose.texts import Text
from tests.kb.folders import FILES, documents

SUPPORT = """\
support: office
lines:
  line-1: {channels: [phone, chat], competence: consult, hour: 30}
  line-2: {channels: [phone, on-site], sectors: [printing], risk: low, steps: {never: [replace-cartridge]}}
  line-3: {channels: [phone], steps: {only: [replace-cartridge]}}
sectors: {printing: {title: Printing, equipment: [printer, router], location: [msk], skill: printers}}
channels:
  phone: {askable: [customer, line-1]}
  chat: {askable: [customer]}
  on-site: {kind: on-site, askable: [on-site]}
options:
  warranty: {level: standard, channels: [phone], hours: long-days, charges: [on-site, parts]}
entitlements:
  shop: {option: warranty, equipment: [laser-printer], location: [msk], serials: ['0017'], customer: c-17, contract: k-4, from: 2026-01-01, until: 2027-03-01}
  everybody: {option: warranty}
priorities:
  order: [p1, p2]
  impacts: [one-person, everybody]
  urgencies: [can-wait, urgent]
  table:
    one-person: {can-wait: p2, urgent: p2}
    everybody: {can-wait: p2, urgent: p1}
levels:
  standard:
    respond: 4 h
    resolve: 3 d
    calendar: working-days
    priorities: {p1: {respond: 30 min, resolve: 4 h}}
    warn: [0.9, 0.6]
    escalate: {1: line-3, 0.8: line-2}
  plain: {respond: 1 h, resolve: 2 h}
calendars:
  working-days: {days: [mon, tue], hours: [['14:00', '18:00'], ['9:00', '13:00']], holidays: RU, closed: [2026-12-31], opened: [2026-12-26], timezone: Asia/Omsk}
  long-days: {hours: {sat: [['10:00', '14:00']], mon: [['08:00', '20:00']], sun: []}}
vendors: {hp: {title: HP, evidence: [printer.firmware]}}
"""


def found(old: str = "", new: str = ""):
    assert old in SUPPORT
    kb, findings = compile_documents(documents({**FILES, "support.yaml": SUPPORT.replace(old, new, 1)}))
    return kb, [f"{each.at.line}:{each.at.column} {each.code} {each.message}; {each.advice}" for each in findings]


def test_every_key_of_an_organisation_is_read():
    kb, findings = found()
    assert findings == []
    support = kb.support
    assert support.lines == (
        SupportLine("line-1", 0, channels=("phone", "chat"), competence="consult", hour=30.0),
        SupportLine(
            "line-2",
            1,
            channels=("phone", "on-site"),
            sectors=("printing",),
            risk="low",
            never_steps=("replace-cartridge",),
        ),
        SupportLine("line-3", 2, channels=("phone",), only_steps=("replace-cartridge",)),
    )
    assert support.sectors == {
        "printing": Sector("printing", ("printer", "router"), ("msk",), "printers", Text.of("Printing"))
    }
    assert support.options == {
        "warranty": SupportOption(
            "warranty", level="standard", channels=("phone",), hours="long-days", charges=("on-site", "parts")
        )
    }
    assert support.entitlements == (
        Entitlement("everybody", "warranty"),
        Entitlement(
            "shop",
            "warranty",
            ("laser-printer",),
            ("0017",),
            "c-17",
            "k-4",
            date(2026, 1, 1),
            date(2027, 3, 1),
            ("msk",),
        ),
    )


def test_priorities_levels_and_calendars_are_read():
    support = found()[0].support
    assert support.priorities == Priorities(
        ("p1", "p2"),
        ("one-person", "everybody"),
        ("can-wait", "urgent"),
        {
            ("everybody", "can-wait"): "p2",
            ("everybody", "urgent"): "p1",
            ("one-person", "can-wait"): "p2",
            ("one-person", "urgent"): "p2",
        },
    )
    assert support.levels == {
        "plain": ServiceLevel("plain", 3600.0, 7200.0),
        "standard": ServiceLevel(
            "standard",
            14400.0,
            259200.0,
            "working-days",
            {"p1": (1800.0, 14400.0)},
            (0.6, 0.9),
            ((0.8, "line-2"), (1.0, "line-3")),
        ),
    }
    assert support.calendars == {
        "long-days": Calendar(
            "long-days",
            days=("mon", "sat"),
            hours=(("08:00", "20:00"),),
            hours_on={"mon": (("08:00", "20:00"),), "sat": (("10:00", "14:00"),)},
        ),
        "working-days": Calendar(
            "working-days",
            ("mon", "tue"),
            (("09:00", "13:00"), ("14:00", "18:00")),
            "RU",
            closed=(date(2026, 12, 31),),
            opened=(date(2026, 12, 26),),
            timezone="Asia/Omsk",
        ),
    }


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "never: [replace-cartridge]",
            "never: [replace-cartrige]",
            "PB203 unknown step 'replace-cartrige'; did you mean 'replace-cartridge'?",
        ),
        ("risk: low", "risk: lov", "PB103 lov is not a word of prices.risk in kb.yaml; did you mean 'low'?"),
        ("0.8: line-2", "0.8: line-7", "PB203 unknown line 'line-7'; did you mean 'line-3'?"),
        ("hours: long-days", "hours: long-day", "PB203 unknown calendar 'long-day'; did you mean 'long-days'?"),
        (
            "everybody: {option: warranty}",
            "everybody: {option: waranty}",
            "PB203 unknown support option 'waranty'; did you mean 'warranty'?",
        ),
        ("urgent: p1}", "urgent: p11}", "PB203 unknown priority 'p11'; did you mean 'p1'?"),
        (
            "    everybody: {can-wait",
            "    everybod: {can-wait",
            "PB203 unknown impact 'everybod'; did you mean 'everybody'?",
        ),
        (
            "everybody: {can-wait: p2, urgent",
            "everybody: {can-wait: p2, urgnt",
            "PB203 unknown urgency 'urgnt'; did you mean 'urgent'?",
        ),
        (
            "priorities: {p1: {",
            "priorities: {p3: {",
            "PB203 unknown priority 'p3'; declared: p1, p2",
        ),
        (
            "equipment: [laser-printer]",
            "equipment: [lazer-printer]",
            "PB201 unknown equipment 'lazer-printer'; did you mean 'laser-printer'?",
        ),
        ("Asia/Omsk", "Asia/Omks", "PB103 unknown time zone 'Asia/Omks'; did you mean 'Asia/Omsk'?"),
    ],
)
def test_a_name_that_is_not_declared_is_found_with_what_was_meant(old, new, line):
    kb, findings = found(old, new)
    assert kb is None
    assert [each.split(" ", 1)[1] for each in findings] == [line]


def read_findings(new_from: str, new_to: str):
    from diagnose.kb.documents import read_document
    from diagnose.nodes import read_text

    assert new_from in SUPPORT
    text = SUPPORT.replace(new_from, new_to, 1)
    node, findings = read_text(text, "support.yaml")
    assert findings == ()
    _, found_ = read_document(node, "support.yaml")
    return [f"{each.code} {each.message}; {each.advice}" for each in found_]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "steps: {only: [replace-cartridge]}",
            "steps: {only: [replace-cartridge], never: [shake-cartridge]}",
            "PB104 a line may take some steps only, or never some, not both; delete one of the two",
        ),
        (
            "steps: {only: [replace-cartridge]}",
            "steps: {}",
            "PB101 'only' is missing: a limit on steps names some; write only: [restart-router]",
        ),
        (
            "until: 2027-03-01",
            "until: 2025-03-01",
            "PB109 2026-01-01 is not before 2025-03-01; write the first day under 'from', the last under 'until'",
        ),
        (
            "0.8: line-2",
            "soon: line-2",
            "PB103 'soon' is no fraction of a target; write it like {0.8: line-2, 1: line-3}",
        ),
        ("0.8: line-2", "0: line-2", "PB103 '0' is no fraction of a target; write it like {0.8: line-2, 1: line-3}"),
        ("warn: [0.9, 0.6]", "warn: [1.5]", "PB103 1.5 is out of range; write a number between 0.01 and 1"),
        (
            "hours: {sat:",
            "days: [mon], hours: {sat:",
            "PB104 the days stand under 'hours' already; leave 'days' out",
        ),
        ("days: [mon, tue], ", "", "PB101 'days' is missing; write days: [mon]"),
        (
            "['9:00', '13:00']",
            "['9:00', '15:00']",
            "PB109 14:00 to 18:00 overlaps with the hours before it; write it like [['09:00', '18:00']]",
        ),
        ("sun: []", "sunday: []", "PB103 'sunday' is not allowed here; did you mean 'sun'?"),
        (
            "charges: [on-site, parts]",
            "charges: [onsite]",
            (
                "PB103 'onsite' is not allowed here; did you mean 'on-site'? "
                "allowed: consultation, remote, web-tool, on-site, service-centre, parts"
            ),
        ),
    ],
)
def test_a_key_that_makes_no_sense_is_found_where_it_stands(old, new, line):
    assert read_findings(old, new) == [line]


def test_an_entitlement_whose_bounds_are_not_understood_is_nobodys():
    _, findings = found("equipment: [laser-printer]", "equipment: [lazer-printer]")
    assert len(findings) == 1


def test_what_an_organisation_does_not_declare_leaves_its_digest_as_it_was():
    from diagnose.kb.documents import read_document
    from diagnose.nodes import read_text

    def digest(text: str) -> bytes:
        node, _ = read_text(text, "support.yaml")
        return read_document(node, "support.yaml")[0].fingerprint

    bare = "support: office\nlines: {line-1: {channels: [phone]}}\nchannels: {phone: {}}\n"
    assert digest(bare) == digest(bare + "entitlements: {}\n")
    assert digest(SUPPORT) == digest(SUPPORT.replace("{1: line-3, 0.8: line-2}", "{0.8: line-2, 1: line-3}"))
    assert digest(SUPPORT) != digest(SUPPORT.replace("{1: line-3, 0.8: line-2}", "{0.7: line-2, 1: line-3}"))
