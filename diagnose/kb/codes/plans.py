"""PB4xx and PB5xx: the knowledge base as a whole, plans and escalation."""

from __future__ import annotations

from diagnose.kb.codes.code import Code, error

CODES: tuple[Code, ...] = (
    error(
        "PB407",
        "Circle",
        "Замкнутый круг",
        "Conclusions lead back to their own conditions, or a taxonomy runs in a circle.",
        "What is concluded would depend on the order of work.",
        "conclusion: a.b\nwhen: {x.y: true}\nsets: {x.z: true}   # and another one from x.z to x.y",
        "let one of them read something observed",
    ),
)
