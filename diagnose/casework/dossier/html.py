"""The page of a dossier as one page of HTML that needs nothing else: no network, no script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from diagnose.casework.dossier.markdown import LONGEST
from diagnose.explain.webpages import rendered
from diagnose.explain.words import clean

TEMPLATE: Final = """\
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 54rem; padding: 1.5rem; }
body { overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; border-bottom: 2px solid var(--line); padding-bottom: .5rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
section { border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
li > ul { font-size: .94em; }
section.first { background: var(--soft); padding: .25rem 1rem .75rem; border: 1px solid var(--line); }
section.first h2 { margin-top: .5rem; }
@media print {
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  li { break-inside: avoid; }
}
</style>
</head>
<body>
<h1>{{ title }}</h1>
{%- for part in parts %}
<section{% if loop.first %} class="first"{% endif %}>
<h2>{{ part.title }}</h2>
<ul>
{%- for line in part.lines recursive %}
<li>{{ line.text }}{% if line.below %}
<ul>{{ loop(line.below) }}</ul>{% endif %}</li>
{%- endfor %}
</ul>
</section>
{%- endfor %}
</body>
</html>
"""


def html(page: Mapping[str, Any], language: str) -> str:
    """``page`` as a whole document in ``language``.

    Raises:
        MissingExtraError: Jinja2 is not installed.
    """
    parts = [{"title": clean(part["title"], LONGEST), "lines": _nested(part["lines"])} for part in page["parts"]]
    return rendered(TEMPLATE, {"language": language, "title": clean(page["title"], LONGEST), "parts": parts}) + "\n"


def _nested(lines: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``lines`` with those that stand below them, as a tree."""
    top: list[dict[str, Any]] = []
    open_: list[list[dict[str, Any]]] = [top]
    for line in lines:
        level = min(line["level"], len(open_) - 1)
        found: dict[str, Any] = {"text": clean(line["text"], LONGEST), "below": []}
        del open_[level + 1 :]
        open_[level].append(found)
        open_.append(found["below"])
    return top
