"""Whatever comes in as an intake is an intake, or a clear error that names the path; nothing else leaves."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.errors import IntakeError
from diagnose.facts import WorkingMemory
from diagnose.kb.load import load
from diagnose.kb.observe import observe
from tests.hostile.corpus import corpus
from tests.hostile.good import GOOD, write
from tests.test_case import outcome


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    return load(write(tmp_path_factory.mktemp("intakes") / "kb", GOOD))


def symptoms(written: str) -> str:
    return f'{{"symptoms": {written}}}'


REFUSED = {
    "an unknown attribute": (symptoms('{"print.outptu": "faded"}'), "PB204", "symptoms.print.outptu"),
    "a look-alike attribute": (symptoms('{"print.\u043eutput": "faded"}'), "PB204", "symptoms.print.\u043eutput"),
    "an unknown value": (symptoms('{"print.output": "fadde"}'), "PB212", "symptoms.print.output"),
    "a number for a word": (symptoms('{"print.output": 5}'), "PB212", "symptoms.print.output"),
    "a word for yes or no": (symptoms('{"printer.toner_low": "true"}'), "PB102", "symptoms.printer.toner_low"),
    "1 for yes": (symptoms('{"printer.toner_low": 1}'), "PB102", "symptoms.printer.toner_low"),
    "a number in quotes": (symptoms('{"printer.pages": "5"}'), "PB102", "symptoms.printer.pages"),
    "yes for a number": (symptoms('{"printer.pages": true}'), "PB102", "symptoms.printer.pages"),
    "a number out of range": (symptoms('{"printer.pages": -5}'), "PB212", "symptoms.printer.pages"),
    "a huge number": (symptoms('{"printer.pages": 1e999}'), "PB102", "symptoms.printer.pages"),
    "a very long number": (symptoms('{"printer.pages": 1' + "0" * 9000 + "}"), "PB102", "symptoms.printer.pages"),
    "not a number": (symptoms('{"printer.pages": NaN}'), "PB102", ""),
    "infinity": (symptoms('{"printer.pages": -Infinity}'), "PB102", ""),
    "a list for a word": (symptoms('{"print.output": ["faded", "blank"]}'), "PB102", "symptoms.print.output"),
    "a map for a word": (symptoms('{"print.output": {"a": {"b": 1}}}'), "PB104", "symptoms.print.output.a"),
    "null": (symptoms('{"print.output": null}'), "PB102", "symptoms.print.output"),
    "deep lists": (symptoms('{"print.output": ' + "[" * 5000 + "]" * 5000 + "}"), "PB006", ""),
    "deep maps": (symptoms('{"a":' * 5000 + "1" + "}" * 5000), "PB006", ""),
    "the same key twice": (symptoms('{"print.output": "faded", "print.output": "blank"}'), "PB010", ""),
    "unknown equipment": ('{"equipment": "lazer-printer"}', "PB201", "equipment"),
    "equipment with markup": ('{"equipment": "<img src=x onerror=alert(1)>"}', "PB201", "equipment"),
    "equipment with an escape": ('{"equipment": "\\u001b[2J"}', "PB001", ""),
    "an unknown location": ('{"location": "mks"}', "PB203", "location"),
    "an unknown channel": ('{"channel": "fone"}', "PB203", "channel"),
    "an unknown line": ('{"at_line": "line-9"}', "PB203", "at_line"),
    "a thousand facts": (symptoms(json.dumps({f"a.b{n}": 1 for n in range(1000)})), "PB008", "facts"),
    "a long text": (json.dumps({"story": "x" * 20_000}), "PB008", ""),
    "a large document": (json.dumps({"story": "x" * 300_000}), "PB005", ""),
    "half a character": ('{"story": "\\ud83d"}', "PB001", ""),
    "a NUL": ('{"story": "\\u0000"}', "PB001", ""),
    "an alias bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "PB007", ""),
    "a python tag": ("symptoms: !!python/object/apply:os.system [id]\n", "PB009", ""),
    "two documents": ("channel: phone\n---\nchannel: phone\n", "PB011", ""),
    "an unknown field": ('{"__class__": "x"}', "PB104", "__class__"),
}


@pytest.mark.parametrize(("written", "code", "path"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_intake_is_refused_with_its_path(kb, written, code, path):
    started = time.perf_counter()
    with pytest.raises(IntakeError) as caught:
        observe(Intake.parse(written), kb)
    assert time.perf_counter() - started < 2
    assert (code, path) in [(each.code, each.path) for each in caught.value.findings], str(caught.value)
    assert len(str(caught.value)) < 5_000


def test_an_intake_that_fits_is_observed(kb):
    memory = observe(Intake.parse(symptoms('{"print.output": "faded", "printer.pages": 5}')), kb)
    assert dict(memory.values) == {"print.output": "faded", "printer.pages": 5.0}


FILES = [each for each in corpus() if isinstance(each.content, bytes) and each.name != "empty mapping"]


@pytest.mark.parametrize("hostile", FILES, ids=lambda each: each.name[:40])
def test_no_hostile_document_passes_as_an_intake(hostile):
    with pytest.raises(IntakeError) as caught:
        Intake.parse(hostile.content)
    assert caught.value.findings


NAMES = st.sampled_from(
    ["print.output", "printer.toner_low", "printer.pages", "equipment", "x.y", "print.\u043eutput", ""]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["faded", "5 pages"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["unknown", "applies", "value", "written", "at", "attribute", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["equipment", "location", "symptoms", "facts", "channel", "at_line", "tried", "askable", "story", "zzz"]
)


@given(st.dictionaries(FIELDS, VALUES | st.dictionaries(NAMES, VALUES, max_size=3), max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_json_is_observed_or_refused(kb, content):
    found = outcome(lambda: observe(Intake.parse(json.dumps(content)), kb))
    assert isinstance(found, WorkingMemory) or found
    assert isinstance(found, WorkingMemory) or all(finding.code for finding in found)
