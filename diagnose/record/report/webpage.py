"""A report as one page of HTML that opens offline: its pictures and its style are in it, and it asks for no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from diagnose.explain.webpages import rendered
from diagnose.kb.base import KnowledgeBase
from diagnose.record.report.measures import Report
from diagnose.record.report.messages import say
from diagnose.record.report.naming import Naming, day
from diagnose.record.report.plots import Heading, Row, columns_svg, shares_svg, times_svg, trend_svg
from diagnose.record.report.sections import AIM, ROWS, headlines, sections_of

TEMPLATE: Final = """\
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ title }}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 62rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.7rem; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
figure { margin: 1rem 0; }
figcaption { color: #555; font-size: .9rem; }
svg { max-width: 45rem; width: 100%; height: auto; display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #888; }
tbody th { font-weight: normal; }
.number { text-align: right; white-space: nowrap; }
@media print { body { margin: 0; max-width: none; } figure, table { break-inside: avoid; } }
</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
{% for line in headlines %}<p>{{ line }}</p>
{% endfor %}
{% for section in sections %}
<section aria-labelledby="{{ section.key }}">
<h2 id="{{ section.key }}">{{ section.title }}</h2>
{% for line in section.lines %}<p>{{ line }}</p>
{% endfor %}
{% for heading, plot in plots.get(section.key, ()) %}
<figure>
{{ plot | safe }}
<figcaption>{{ heading.title }}. {{ heading.about }}</figcaption>
</figure>
{% endfor %}
{% if section.table %}
<div class="wide" tabindex="0" role="region" aria-labelledby="{{ section.key }}">
<table>
<thead><tr>{% for head in section.table.heads %}\
<th scope="col"{% if loop.index0 in section.table.numbers %} class="number"{% endif %}>{{ head }}</th>{% endfor %}\
</tr></thead>
<tbody>
{% for row in section.table.rows %}
<tr>{% for cell in row %}\
{% if loop.first %}<th scope="row">{{ cell }}</th>{% else %}\
<td{% if loop.index0 in section.table.numbers %} class="number"{% endif %}>{{ cell }}</td>{% endif %}{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
</div>
{% if section.table.more %}<p>{{ say("more", language, count=section.table.more) }}</p>
{% endif %}
{% endif %}
</section>
{% endfor %}
<p>{{ say("note", language) }}</p>
</main>
</body>
</html>
"""

Plots = Mapping[str, tuple[tuple[Heading, str], ...]]


def report_html(report: Report, language: str = "en", kb: KnowledgeBase | None = None) -> str:
    """The report as a page, in English (``en``) or Russian (``ru``); ``kb`` has the titles of things.

    Raises:
        MissingExtraError: Jinja2 is not installed.
    """
    values = {
        "language": language,
        "title": say("title", language),
        "headlines": headlines(report, language),
        "sections": sections_of(report, language, kb),
        "plots": plots_of(report, language, kb),
        "say": say,
    }
    return rendered(TEMPLATE, values, tidy=True)


def plots_of(report: Report, language: str, kb: KnowledgeBase | None = None) -> Plots:
    """The pictures of each section; one that would show nothing is left out."""
    naming = Naming(language, kb)
    drawn = {
        "lines": (_lines(report, naming), _times(report, naming)),
        "slots": (_trend(report, naming), _counts(report, naming)),
        "playbooks": (_playbooks(report, naming),),
    }
    return {key: tuple(each for each in found if each[1]) for key, found in drawn.items()}


def _heading(name: str, naming: Naming, **values: object) -> Heading:
    return Heading(f"plot-{name}", naming.say(f"plot.{name}"), naming.say(f"plot.{name}.about", **values))


def _lines(report: Report, naming: Naming) -> tuple[Heading, str]:
    heading = _heading("lines", naming)
    return heading, shares_svg(heading, [(naming.line(each.line), each.settled) for each in report.lines], AIM)


def _times(report: Report, naming: Naming) -> tuple[Heading, str]:
    heading, rows = _heading("times", naming), []
    for each in report.lines:
        median, p90 = each.stays.median, each.stays.p90
        if median is not None and p90 is not None:
            told = f"{naming.hours(median)} - {naming.hours(p90)}"
            rows.append(Row(naming.line(each.line), median, p90, told))
    return heading, times_svg(heading, rows)


def _trend(report: Report, naming: Naming) -> tuple[Heading, str]:
    heading = _heading("trend", naming, days=report.days)
    return heading, trend_svg(heading, [(day(each.start), each.share) for each in report.slots], AIM)


def _counts(report: Report, naming: Naming) -> tuple[Heading, str]:
    heading = _heading("counts", naming, days=report.days)
    columns = [(day(each.start), (each.known, each.new, each.opened - each.known - each.new)) for each in report.slots]
    return heading, columns_svg(heading, columns, [naming.say(f"legend.{name}") for name in ("known", "new", "rest")])


def _playbooks(report: Report, naming: Naming) -> tuple[Heading, str]:
    heading = _heading("playbooks", naming)
    return heading, shares_svg(
        heading, [(naming.fault(each.playbook), each.success) for each in report.playbooks[:ROWS]]
    )
