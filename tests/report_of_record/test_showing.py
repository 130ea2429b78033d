"""A report as text, as data and as a page that opens offline."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from diagnose.record.report import report_data, report_html, report_text
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import (
    Cluster,
    Lesson,
    LineMeasure,
    Mistaken,
    PlaybookMeasure,
    Repeated,
    Report,
    Slot,
    Stale,
    Tally,
    Times,
    VendorMeasure,
)
from diagnose.record.report.messages import TEXTS
from diagnose.record.report.webpage import plots_of
from tests.report_of_record.desk import NOW
from tests.small_printing import small_kb

GOLDEN = Path(__file__).parents[1] / "golden"
KB = small_kb()


def at(day, hour=9):
    return datetime(2026, 3, day, hour, 30, tzinfo=NOW.tzinfo)


REPORT = Report(
    now=NOW,
    recent=NOW - timedelta(days=28),
    since=at(1),
    opened=120,
    settled=100,
    first=at(2),
    last=at(27),
    lines=(
        LineMeasure("line-1", Share(74, 100), Times(110, 0.5, 3.25), 8),
        LineMeasure("line-2", Share(20, 100), Times(38, 5.0, 30.0), 9),
        LineMeasure("line-3", Share(6, 100), Times(9, 52.0, 200.0), 3),
    ),
    known=Share(90, 105),
    decisions=(Tally("plan", Share(80, 115)), Tally("unprecedented", Share(15, 115)), Tally("how-to", Share(20, 115))),
    endings=(Tally("solved", Share(93, 100)), Tally("duplicate", Share(7, 100))),
    reopened=Share(4, 120),
    escalated=Share(46, 120),
    in_time=Share(88, 96),
    playbooks=(
        PlaybookMeasure(
            "printing.toner-empty", 60, Share(50, 55), Share(46, 55), Share(40, 42), Share(6, 13), 1.4, 52, at(26)
        ),
        PlaybookMeasure("printing.drum", 3, Share(2, 3), Share(2, 3), Share(2, 3), Share(), 2.0, 4, at(20)),
        PlaybookMeasure("printing.fuser", settled=2),
    ),
    false_known=Share(6, 58),
    false_new=Share(2, 14),
    mistaken=(Mistaken("printing.toner-empty", "printing.drum", 4), Mistaken(None, "printing.drum", 2)),
    lead=Times(1, 123.0, 123.0),
    lessons=(Lesson("printing.fuser", 3, at(4), at(9, 12)),),
    repeated=(Repeated("laser-printer", "msk/1", "printing.drum", 4, at(3), at(21)),),
    clusters=(Cluster("laser-printer", "msk/2", 9, at(10), at(10, 11), 0.4, 3e-10),),
    vendors=(VendorMeasure("vendor-1", 30, 5, Times(4, 26.0, 90.0), (Tally("printing.drum", Share(4, 4)),)),),
    stale=(Stale("printing.old", 0), Stale("printing.drum", 3, at(20), date(2024, 1, 31))),
    days=7,
    slots=(Slot(at(2), 60, 55, 40, 50, 5), Slot(at(9)), Slot(at(16), 60, 45, 34, 40, 10)),
)
HOSTILE = "<script>alert('x')</script>&\"\u202e"
EMPTY = Report(now=NOW, recent=NOW - timedelta(days=28))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_text_of_a_report(language):
    assert report_text(REPORT, language, KB) == (GOLDEN / f"report.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_report_says_so(language):
    text = report_text(EMPTY, language)
    assert TEXTS["nothing"][language == "ru"] in text
    assert "%" not in text


def test_every_text_exists_in_both_languages_with_the_same_places():
    for key, (english, russian) in TEXTS.items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", russian)), key
        assert re.search("[а-яё]", russian) or not re.search("[a-z]{2}", re.sub(r"{\w+}", "", english)), key


def test_the_data_of_a_report_says_what_the_report_says():
    data = json.loads(json.dumps(report_data(REPORT)))
    assert (data["schema"], data["opened"], data["now"]) == ("diagnose/report/1", 120, NOW.isoformat())
    line = {"count": 110, "median": 0.5, "p90": 3.25}
    share = {"count": 74, "of": 100, "share": 0.74, "interval": [0.646290106, 0.815953015]}
    assert data["lines"][0] == {"line": "line-1", "settled": share, "stays": line, "here": 8}
    assert [each["falls"] for each in data["playbooks"]] == [True, False, False]
    assert data["playbooks"][2]["success"] == {"count": 0, "of": 0, "share": None, "interval": None}
    assert data["lessons"][0]["hours"] == 123.0
    assert data["stale"][1]["reviewed"] == "2024-01-31"


class Page(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_asks_for_nothing_and_runs_nothing(language):
    text = report_html(REPORT, language, KB)
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "a", "form"}
    assert not [name for _, attrs in page.tags for name in attrs if name in ("src", "href") or name.startswith("on")]
    assert re.findall(r"https?://[^\s\"']+", text) == ["http://www.w3.org/2000/svg"] * 5
    assert "url(" not in text
    assert dict(page.tags)["html"] == {"lang": language}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_picture_has_a_title_a_description_and_a_table_beside_it(language):
    for key, plots in plots_of(REPORT, language, KB).items():
        assert f'<h2 id="{key}">' in report_html(REPORT, language, KB)
        for heading, drawn in plots:
            svg = ET.fromstring(drawn)
            space = "{http://www.w3.org/2000/svg}"
            assert (svg.find(f"{space}title").text, svg.find(f"{space}desc").text) == (heading.title, heading.about)
            named = svg.get("aria-labelledby").split()
            assert [svg.find(f"{space}{tag}").get("id") for tag in ("title", "desc")] == named


def test_every_figure_of_the_text_is_on_the_page():
    page = Page(report_html(REPORT, "en", KB))
    told = {" ".join(each.split()) for each in page.texts}
    for line in report_text(REPORT, "en", KB).splitlines():
        for cell in re.split(r"\s{2,}", line.strip()):
            assert cell in told or not cell


def test_a_page_shows_what_people_wrote_as_it_is_and_never_runs_it():
    hostile = replace(
        REPORT,
        lines=(LineMeasure(HOSTILE, Share(1, 1), Times(1, 1.0, 1.0)),),
        playbooks=(PlaybookMeasure(HOSTILE, 3, Share(1, 3), Share(1, 3)),),
        repeated=(Repeated(HOSTILE, HOSTILE, HOSTILE, 3, at(1), at(2)),),
    )
    page = Page(report_html(hostile, "en"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert sum("<script>alert('x')</script>&\"\N{REPLACEMENT CHARACTER}" in each for each in page.texts) >= 4
    assert "\u202e" not in report_text(hostile)


def test_an_empty_page_has_no_picture():
    assert "<svg" not in report_html(EMPTY)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="NOT RUN: there is no Chromium on this machine")
def test_a_browser_shows_the_page(tmp_path):
    page = tmp_path / "report.html"
    page.write_text(report_html(REPORT, "ru", KB), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    shown = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    ).stdout
    assert shown.count("<svg") == 5
    assert "Чему учит база обращений" in shown
