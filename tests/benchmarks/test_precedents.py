"""The benchmark of precedents, made small: it runs, and its shares add up."""

from __future__ import annotations

import re

from benchmarks import precedents


def test_every_case_asked_about_is_found_rightly_wrongly_or_not_at_all(monkeypatch):
    for name, value in {"CASES": 80, "ASKED": 40, "SIZES": (200,), "LIMITS": (0.5, 0.9)}.items():
        monkeypatch.setattr(precedents, name, value)
    lines = list(precedents.report())
    rows = [re.findall(r"[\d.]+", line) for line in lines if re.match(r"  0\.\d\d ", line)]
    assert [row[0] for row in rows] == ["0.50", "0.90"] * 3
    assert all(99 <= sum(map(int, row[1:4])) <= 101 for row in rows)
    assert sum("the closest is right in" in line for line in lines) == 3
    assert re.match(r"\s+200 .* 100%", lines[-1])
