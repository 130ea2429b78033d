"""The dossier as a document: whole, checked when it comes back, gone on with offline, and harmless to read."""

from __future__ import annotations

import builtins
import json
import re
from copy import deepcopy
from pathlib import Path
from random import Random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Consultation
from diagnose.casework.consulting import consultation_of
from diagnose.casework.deadlines import deadlines_of
from diagnose.casework.dossier import Dossier, dossier_schema, resume
from diagnose.casework.dossier.markdown import escaped, markdown
from diagnose.cli.app import run
from diagnose.errors import DossierError, KnowledgeBaseChangedError, MissingExtraError, UsageError
from diagnose.kb.russian import RUSSIAN
from diagnose.wording import in_language
from tests.casework.dossier.example import NOW, case_of, closed, consulted, dossier, kb
from tests.consultation.workshop import workshop

GOLDEN = Path(__file__).parents[2] / "golden"
VALIDATORS = {"2020-12": jsonschema.Draft202012Validator, "7": jsonschema.Draft7Validator}
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://z) `c` *b* _i_ # h\n\n1. l | t \x1b[31m \u202e&lt; {{7*7}} {% raw %}"


def every_dossier():
    """The example, redacted, hostile, and settled."""
    yield dossier()
    yield dossier().redacted(kb())
    yield dossier(
        lambda kind, place: "1.10" if kind == "versions" else f"x{place}" if place == "attribute" else hostile()
    )
    case = closed(case_of())
    yield Dossier.of(case, kb(), consulted(case, kb()).report("replace-cartridge", "fixed"), now=NOW)


def hostile():
    return HOSTILE.replace("\x1b", "")


@pytest.mark.parametrize("draft", sorted(VALIDATORS))
def test_every_dossier_fits_the_published_schema_and_comes_back_as_it_was(draft):
    VALIDATORS[draft].check_schema(dossier_schema(draft))
    for each in every_dossier():
        assert [error.message for error in VALIDATORS[draft](dossier_schema(draft)).iter_errors(each.to_data())] == []
        assert Dossier.from_json(each.to_json()) == each
        assert Dossier.from_json(each.to_json().encode()) == each


def test_the_program_prints_the_schema(capsys):
    assert run(["schema", "dossier"]) == 0
    assert json.loads(capsys.readouterr().out) == dossier_schema()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_reads_as_it_should(lang):
    assert dossier().markdown(lang) == (GOLDEN / f"case-dossier.{lang}.md").read_text("utf-8")


def test_it_is_the_same_bytes_every_time():
    assert dossier().to_json() == dossier().to_json()


def test_the_next_line_goes_on_offline_from_where_it_stood():
    found = Dossier.from_json(dossier().to_json())
    consultation = resume(found, workshop.__wrapped__(words=_words()))
    assert consultation.next().to_data() == found.to_data()["next"]
    assert placeless(consultation.diagnosis().trace) == placeless(found.to_data()["trace"])
    assert consultation.situation.standing.at_line == "line-2"


def placeless(trace):
    """``trace`` without the places of files, which lie elsewhere here."""
    return re.sub(r'"place": "[^"]*"', "", json.dumps(trace))


def _words():
    from tests.consultation.workshop import WORDS

    words = WORDS.replace("printer.heat: {type: number,", "printer.heat: {private: true, type: number,")
    return words + "  printer.label: {type: text, private: false, answered_by: [customer], takes: 30 s}\n"


def test_another_knowledge_base_is_refused():
    with pytest.raises(KnowledgeBaseChangedError):
        resume(dossier(), workshop())
    with pytest.raises(KnowledgeBaseChangedError):
        dossier().redacted(workshop())


def test_the_history_can_be_checked_offline():
    whole = dossier()
    assert (whole.breaks(), whole.case) == ((), case_of())
    content = whole.to_data()
    content["events"][12]["what"]["text"] = "somebody else said so"
    broken = Dossier.from_json(json.dumps(content))
    assert [(each.number, each.reason) for each in broken.breaks()] == [(13, "what it says is not what was sealed")]
    content = whole.to_data()
    del content["events"][-1]
    assert [each.reason for each in Dossier.from_json(json.dumps(content)).breaks()] == [
        "the history does not end here"
    ]


def test_a_moment_without_an_offset_is_refused():
    with pytest.raises(UsageError):
        Dossier.of(case_of(), kb(), consulted(case_of(), kb()), now=NOW.replace(tzinfo=None))


# what comes from outside


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda data: data.pop("trace"), "PB101", ""),
        (lambda data: data.update(schema="diagnose/dossier/2"), "PB115", "schema"),
        (lambda data: data.update(extra=1), "PB104", "extra"),
        (lambda data: data["facts"][0].update(counts="yes"), "PB102", "facts[0].counts"),
        (lambda data: data["facts"][0].update(event=1.5), "PB102", "facts[0].event"),
        (lambda data: data["hypotheses"][0].update(responsible=2), "PB102", "hypotheses[0].responsible"),
        (lambda data: data["hypotheses"][0]["fell"].update(kind="boring"), "PB103", "hypotheses[0].fell.kind"),
        (lambda data: data["case"].update(head="x"), "PB102", "case.head"),
        (lambda data: data["case"].pop("id"), "PB101", "case"),
        (lambda data: data["case"].pop("head"), "PB101", "case"),
        (lambda data: data.update(made_at="2026-11-22T99:00"), "PB108", "made_at"),
        (lambda data: data["events"][0].pop("seal"), "PB101", "events[0]"),
        (lambda data: data["events"].pop(0), "PB118", "events"),
        (lambda data: data["events"][3]["what"].update(extra=1), "PB118", "events"),
        (lambda data: data["consultation"]["intake"].update(colour="red"), "PB104", "colour"),
        (lambda data: data["page"].pop("ru"), "PB101", "page"),
        (
            lambda data: data["page"]["en"]["parts"][0]["lines"][0].update(level=99),
            "PB102",
            "page.en.parts[0].lines[0].level",
        ),
    ],
)
def test_a_wrong_one_is_refused_with_what_is_wrong_and_where(change, code, path):
    content = dossier().to_data()
    change(content)
    with pytest.raises(DossierError) as refused:
        Dossier.from_json(json.dumps(content))
    assert [(each.code, each.path) for each in refused.value.findings] == [(code, path)]
    assert in_language(refused.value.findings[0].message, RUSSIAN) != refused.value.findings[0].message


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '{"schema": NaN}', "[" * 100, None, b"\xff"])
def test_what_is_no_dossier_at_all_is_refused(text):
    with pytest.raises(DossierError):
        Dossier.from_json(text)


def mutant(content, random):
    """``content`` with one value, somewhere, taken away or changed for another kind."""
    node, content = None, deepcopy(content)
    node = content
    while True:
        key = random.choice(sorted(node) if isinstance(node, dict) else range(len(node)))
        if isinstance(node[key], dict | list) and node[key] and random.random() < 0.8:
            node = node[key]
            continue
        if random.random() < 0.3:
            del node[key]
        else:
            node[key] = random.choice(["", "x", 0, -1, 1.5, True, None, [], {}, ["x"], {"x": 1}])
        return content


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_read_fits_the_schema_and_nothing_but_findings_is_raised(seed):
    content = mutant(WHOLE, Random(seed))
    try:
        found = Dossier.from_json(json.dumps(content))
    except DossierError as refused:
        assert refused.findings
        return
    assert VALIDATOR.is_valid(content)
    for lang in ("en", "ru"):
        found.markdown(lang)
        found.html(lang)
    found.breaks()


WHOLE = dossier().to_data()
VALIDATOR = jsonschema.Draft202012Validator(dossier_schema())


# what is said by others does nothing


def test_hostile_words_act_neither_in_html_nor_in_markdown():
    found = dossier(
        lambda kind, place: "1.10" if kind == "versions" else f"x{place}" if place == "attribute" else hostile()
    )
    for lang in ("en", "ru"):
        page, text = found.html(lang), found.markdown(lang)
        assert "<script" not in page.lower()
        assert page.count("&lt;script&gt;") > 10
        assert "{{7*7}}" in page
        assert "<script" not in text.replace("\\<", "")
        for mark in ("\x1b", "\u202e"):
            assert mark not in page + text
        assert all(line.startswith(("#", "- ", "  ")) or not line for line in text.splitlines())


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_does_anything_in_markdown(text):
    commonmark = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    page = {
        "title": text,
        "parts": [{"title": text, "lines": [{"level": 0, "text": text}, {"level": 1, "text": text}]}],
    }
    kinds = {token.type for token in commonmark.parse(markdown(page))}
    kinds |= {child.type for token in commonmark.parse(markdown(page)) for child in token.children or ()}
    assert kinds <= {
        *(
            f"{each}_{end}"
            for each in ("heading", "bullet_list", "list_item", "paragraph")
            for end in ("open", "close")
        ),
        "inline",
        "text",
        "text_special",
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [("# <b>now</b>", "\\# \\<b\\>now\\</b\\>"), ("1. first", "1\\. first"), ("a_b", "a\\_b"), ("- x", "\\- x")],
)
def test_marks_are_escaped(text, shown):
    assert escaped(text) == shown


def test_html_needs_nothing_else():
    page = dossier().html("ru")
    assert '<html lang="ru">' in page
    assert "default-src 'none'" in page
    for outside in ("http:", "https:", "src=", "href=", "url(", "@import", "<script"):
        assert outside not in page


def test_without_jinja2_it_is_said_what_to_install(monkeypatch):
    imported = builtins.__import__

    def refuse(name, *rest):
        if name == "jinja2":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=r"diagnose\[record\]") as missing:
        dossier().html()
    assert missing.value.extra == "record"


def test_a_dossier_of_nothing_but_an_opening():
    case = case_of()
    first = type(case).of("1", case.events[:1])
    found = Dossier.of(first, kb(), Consultation.start(case.intake, kb()), now=NOW)
    assert found.to_data()["precedents"] is None
    assert Dossier.from_json(found.to_json()) == found


def test_the_consultation_and_the_deadlines_of_a_case_make_its_dossier():
    case = case_of()
    found = Dossier.of(case, kb(), consultation_of(case, kb()), now=NOW, deadlines=deadlines_of(case, kb(), NOW))
    assert found.to_data()["deadlines"] == deadlines_of(case, kb(), NOW).to_data()
    assert "- answer: done 2026-11-22 09:03+03:00" in found.markdown("en")
    assert Dossier.from_json(found.to_json()) == found
    assert Dossier.from_json(found.redacted(kb()).to_json()) == found.redacted(kb())
