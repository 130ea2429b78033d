"""A small knowledge base with one chain, as files."""

from __future__ import annotations

from diagnose.kb.compile import compile_documents
from diagnose.kb.playbook import Shown
from tests.kb.folders import document

KB = """\
format: 1
languages: [en]
timezone: UTC
signs: {rare: 0.02, sometimes: 0.2, often: 0.5, usually: 0.8, always: 0.97}
prices: {escalation: {line-1: 60}}
"""

SUPPORT = """\
support: office
lines:
  line-1: {channels: [phone, report]}
channels:
  phone: {askable: [customer]}
  report: {askable: []}
"""

WORDS = """\
vocabulary: internet
chains:
  internet-path:
    title: The way to the internet
    parts: [provider-line, ont, router, computer]
    points:
      router: {wifi.lamp: dark, desk.page: blank}
      provider-line: {ont.los_lamp: red}
attributes:
  ont.los_lamp: {type: choice, values: [dark, red], abnormal: [red], formerly: [ont.led]}
  wifi.lamp: {type: choice, values: [lit, dark], abnormal: [dark]}
  desk.page: {type: choice, values: [fine, blank], abnormal: [blank], complaint: true, answered_by: [customer]}
  desk.wireless: {type: yes/no}
"""

ROUTER = """\
playbook: net.router
title: The router is dead
part: internet-path.router
plan: [{step: replace-router, do: Replace it., by: line-1, via: [phone], takes: 5 min, fixes: usually}]
"""

FILES = {"kb.yaml": KB, "support.yaml": SUPPORT, "words.yaml": WORDS, "router.yaml": ROUTER}

DARK = Shown("wifi.lamp", "dark", 0.97)
BLANK = Shown("desk.page", "blank", 0.97)
RED = Shown("ont.los_lamp", "red", 0.97)


def compiled(files=FILES):
    kb, findings = compile_documents(document(text, name) for name, text in files.items())
    assert kb is not None, findings
    return kb
