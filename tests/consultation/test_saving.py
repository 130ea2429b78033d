"""A saved consultation: it comes back as it was, and a file that was edited by hand is a clear error."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Consultation, ConsultationError, DiagnoseError, Intake, KnowledgeBaseChangedError
from diagnose.desk.events import MOST_EVENTS
from tests.consultation.workshop import PARTS, WORDS, workshop

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
INTAKE = {
    "equipment": "printer",
    "location": "msk",
    "symptoms": {"print.output": "faded", "print.noise": True},
    "facts": [
        {"attribute": "printer.pages", "value": "1.5 kpages", "source": "log", "at": "2026-05-01T08:00:00+00:00"}
    ],
    "channel": "phone",
    "reported_at": NOW,
    "tried": ["push-cable"],
    "askable": ["customer", "line-1"],
    "story": "Печатает «бледно» {и} \\ криво",
}


def long_one():
    """A consultation in which everything has happened that can be saved."""
    consultation = Consultation.start(Intake(**INTAKE), workshop())
    consultation.answer("equipment", "laser-printer", by="customer", at=NOW).answer("printer.toner_low", True)
    consultation.answer("printer.firmware", "1.10").answer("printer.changes", ["moved"]).answer("printer.age", "3 d")
    consultation.answer("printer.lamp", {"unknown": "customer"}).answer("printer.streaks", {"applies": False})
    consultation.report("shake-cartridge", "partly", {"print.output": "normal"}, at=NOW)
    consultation.correct("printer.toner_low", False, by="line-1").report("look-at-gears", "not-possible")
    return consultation.take_over("line-2", "on-site").report("swap-gears", "failed", {"printer.drum": "worn"})


SAVED = long_one().to_json()
DATA = json.loads(SAVED)


def findings(text):
    """What is wrong with ``text``: the same for resuming and for moving over."""
    with pytest.raises(ConsultationError) as resumed:
        Consultation.from_json(text, workshop())
    assert all(each.at.file == "consultation" and each.at.line and each.at.column for each in resumed.value.findings)
    return resumed.value.findings


def edited(change):
    data = copy.deepcopy(DATA)
    change(data)
    return json.dumps(data, ensure_ascii=False, indent=2)


def event(number, **changed):
    """An edit of one event; a value of None takes the entry out."""

    def change(data):
        for name, value in changed.items():
            if value is None:
                del data["events"][number][name]
            else:
                data["events"][number][name] = value

    return change


def test_what_comes_back_from_a_file_is_the_same_in_every_byte():
    resumed = Consultation.from_json(SAVED, workshop())
    assert resumed.to_json() == SAVED
    assert resumed.events == long_one().events
    assert resumed.intake == long_one().intake
    assert resumed.next().to_data() == long_one().next().to_data()
    assert resumed.dossier("en") == long_one().dossier("en")
    assert Consultation.from_json(SAVED.encode(), workshop()).to_json() == SAVED


def test_how_a_file_is_laid_out_does_not_matter():
    written = json.dumps(dict(reversed(DATA.items())), ensure_ascii=True)
    for text in (written, "\r\n" + written.replace(", ", ",\r\n\t"), "\N{ZERO WIDTH NO-BREAK SPACE}" + SAVED):
        assert Consultation.from_json(text, workshop()).to_json() == SAVED


def test_every_step_back_is_the_consultation_before_it():
    consultation = long_one()
    for number in reversed(range(len(DATA["events"]))):
        consultation.undo()
        shorter = Consultation.from_json(json.dumps({**DATA, "events": DATA["events"][:number]}), workshop())
        assert consultation.to_json() == shorter.to_json()
        assert consultation.next().to_data() == shorter.next().to_data()


WRONG = {
    "nothing": ("", "PB004", "the text is empty"),
    "a list": ("[]", "PB102", "a consultation is a mapping"),
    "a bare text": ('"consultation"', "PB102", "a consultation is a mapping"),
    "YAML": ("schema: diagnose/consultation/1\n", "PB001", "a value is expected"),
    "half a file": (SAVED[: len(SAVED) // 2], "PB001", ""),
    "another encoding": (SAVED.encode("utf-16"), "PB002", "this is UTF-16"),
    "Windows letters": (SAVED.encode("cp1251"), "PB002", "is not UTF-8"),
    "half a character": (SAVED.replace("«", "\\ud800"), "PB001", "half of one"),
    "a control character": (SAVED.replace("«", "\x07"), "PB001", "control character"),
    "a bomb of brackets": ("[" * 1_000_000, "PB006", "more than 12 deep"),
    "a bomb of braces": ('{"a":' * 100_000, "PB006", "more than 12 deep"),
    "the same key twice": (SAVED.replace('"library"', '"schema"'), "PB010", "schema"),
    "an event with the same key twice": (SAVED.replace('"by": "customer"', '"value": "router"'), "PB010", "value"),
    "another schema": (edited(lambda data: data.update(schema="diagnose/consultation/2")), "PB115", "another format"),
    "an intake alone": (json.dumps(DATA["intake"]), "PB104", "unknown key 'location'"),
    "no schema": (edited(lambda data: data.pop("schema")), "PB102", "schema"),
    "no intake": (edited(lambda data: data.pop("intake")), "PB101", "intake: it is missing, or no mapping"),
    "no events": (edited(lambda data: data.pop("events")), "PB101", "events: it is missing"),
    "events as a mapping": (
        edited(lambda data: data.update(events={})),
        "PB101",
        "events: it is missing, or no list",
    ),
    "no digest": (edited(lambda data: data["knowledge_base"].pop("digest")), "PB102", "knowledge_base.digest"),
    "a digest that is a list": (edited(lambda data: data["knowledge_base"].update(digest=[])), "PB102", "digest"),
    "an intake with a mistake": (edited(lambda data: data["intake"].update(channel="fax")), "PB203", "channel 'fax'"),
    "an intake with not a number": (SAVED.replace('"1.5 kpages"', "NaN"), "PB102", "NaN is no number"),
    "a key that nobody knows": (edited(lambda data: data.update(evnets=[])), "PB104", "unknown key 'evnets'"),
    "an event that is a text": (edited(lambda data: data["events"].append("answer")), "PB102", "events[12]"),
    "an event without its kind": (edited(event(0, event=None)), "PB102", "events[0].event"),
    "an event of another kind": (edited(event(0, event="guess")), "PB103", "no such event"),
    "an answer without its value": (edited(event(1, value=None)), "PB101", "'value' is missing"),
    "an answer with an outcome": (edited(event(1, outcome="fixed")), "PB104", "has no meaning for answer"),
    "an answer of a wrong type": (edited(event(1, value="yes")), "PB102", "takes true or false"),
    "an answer about nothing known": (edited(event(1, attribute="printer.tonerlow")), "PB204", "'printer.toner_low'"),
    "an answer by a list": (edited(event(0, by=["x"])), "PB102", "events[0].by"),
    "a moment without an offset": (edited(event(0, at="2026-05-04T09:30")), "PB108", "has no offset"),
    "a step that nobody knows": (edited(event(7, step="shake-cartrige")), "PB118", "did you mean 'shake-cartridge'?"),
    "an outcome that does not exist": (edited(event(7, outcome="partially")), "PB118", "did you mean 'partly'?"),
    "a report that contradicts itself": (edited(event(7, seen=None)), "PB118", "say which complaints are gone"),
    "seen that is a list": (edited(event(7, seen=["print.output"])), "PB118", "found a list where a mapping"),
    "seen that is no value": (edited(event(7, seen={"print.output": None})), "PB102", "a bare null says nothing"),
    "a kind that nobody does not know": (edited(event(0, value={"unknown": None})), "PB102", "equipment.unknown"),
    "a line that does not exist": (edited(event(10, line="line-7")), "PB118", "there is no line 'line-7'"),
}


@pytest.mark.parametrize(("text", "code", "says"), WRONG.values(), ids=WRONG)
def test_a_file_edited_by_hand_is_refused_with_place_and_advice(text, code, says):
    found = findings(text)
    assert (found[0].code, says in str(found[0])) == (code, True), str(found[0])


@pytest.mark.parametrize("text", [None, 5, {}, DATA, ["{"], bytearray(b"{}"), memoryview(b"{}")])
def test_what_is_no_text_is_no_consultation(text):
    for call in (Consultation.from_json, Consultation.move_over):
        with pytest.raises(ConsultationError, match=r"where a text is wanted; pass what Consultation\.to_json gave"):
            call(text, workshop())


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "'printer.toner_low' is known already"),
        (7, "the step 'shake-cartridge' was reported already (partly)"),
        (11, "the step 'swap-gears' was reported already (failed)"),
    ],
)
def test_what_cannot_happen_twice_is_refused_the_second_time(number, says):
    text = edited(lambda data: data["events"].append(data["events"][number]))
    found = findings(text)
    assert [(each.code, each.path) for each in found] == [("PB118", "events[12]")]
    assert says in found[0].message
    assert found[0].at.line > text.splitlines().index('  "events": [')


def test_events_in_an_order_that_makes_no_sense_are_refused_where_it_breaks():
    text = edited(lambda data: data["events"].reverse())
    assert [(each.path, each.message.partition(": ")[2].partition(";")[0]) for each in findings(text)] == [
        ("events[3]", "nothing was said about 'printer.toner_low' yet"),
    ]


def test_several_mistakes_are_all_reported_at_their_places():
    text = edited(
        lambda data: [
            event(1, value="yes")(data),
            event(4, attribute="printer.agee")(data),
            event(9, step="look-at-gaers")(data),
            event(10, line="line-9")(data),
        ]
    )
    found = findings(text)
    assert [each.path.partition(".")[0] for each in found] == [
        "events[1]",
        "events[4]",
        "events[8]",
        "events[9]",
        "events[10]",
    ]
    lines = text.splitlines()
    assert '"yes"' in lines[found[0].at.line - 1]


def test_mistakes_of_shape_are_all_reported_before_anything_is_replayed():
    text = edited(lambda data: [event(n, event="guess")(data) for n in (0, 3, 5)] and data.update(schema="x"))
    assert [each.path for each in findings(text)] == ["schema", "events[0].event", "events[3].event", "events[5].event"]


def test_more_events_than_a_consultation_holds_are_refused_at_once():
    step = {"event": "take-over", "line": "line-2"}
    found = findings(edited(lambda data: data.update(events=[step] * (MOST_EVENTS + 1))))
    assert [(each.code, each.path) for each in found] == [("PB008", "events")]


@pytest.mark.parametrize(
    "text",
    [
        '{"events": [' + '{"event": "take-over", "line": "line-2"},' * 1_000_000 + "{}]}",
        '{"events": [' + "{}," * 1_000_000 + "{}]}",
        '{"events": ' + "[" * 2_000_000,
        '{"story": "' + "x" * 10_000_000 + '"}',
        "{" + ",".join(f'"k{number}": 1' for number in range(200_000)) + "}",
    ],
    ids=["a million events", "a million braces", "brackets", "a long text", "many keys"],
)
def test_a_huge_file_is_refused(text):
    assert findings(text)[0].code in {"PB005", "PB006", "PB008"}


def test_three_hundred_events_are_resumed():
    events = [{"event": "correct", "attribute": "print.output", "value": v} for v in ["blank", "faded"] * 150]
    text = edited(lambda data: data.update(events=events))
    assert len(Consultation.from_json(text, workshop()).events) == 300


# other knowledge


def test_a_consultation_is_pinned_to_the_knowledge_it_began_with():
    other = workshop(
        extra="playbook: printing.other\ntitle: Other\nfrequency: rare\nshows: {print.noise: rare}\n" + PLAN
    )
    with pytest.raises(KnowledgeBaseChangedError, match=r"move over to this one with Consultation.move_over") as caught:
        Consultation.from_json(SAVED, other)
    assert (caught.value.pinned, caught.value.found) == (workshop().digest, other.digest)
    moved, lost = Consultation.move_over(SAVED, other)
    assert lost == ()
    assert moved.events == long_one().events
    assert json.loads(moved.to_json()) == {
        **DATA,
        "knowledge_base": {**DATA["knowledge_base"], "digest": other.digest},
    }


PLAN = "plan: [{step: other-step, do: Look., by: line-1, via: [phone]}]\n"


def test_what_was_renamed_is_moved_over_under_its_new_name():
    words = WORDS.replace("printer.toner_low", "printer.toner_out").replace(
        "printer.toner_out: {type", "printer.toner_out: {formerly: [printer.toner_low], type"
    )
    renamed = {name: text.replace("printer.toner_low", "printer.toner_out") for name, text in PARTS.items()}
    renamed = {
        name: text.replace("shake-cartridge, formerly: [", "rock-it, formerly: [shake-cartridge, ").replace(
            "[shake-cartridge]", "[rock-it]"
        )
        for name, text in renamed.items()
    }
    kb = workshop(words=words, **renamed)
    moved, lost = Consultation.move_over(SAVED, kb)
    assert lost == ()
    assert [each["attribute"] for each in moved.to_data()["events"][:2]] == ["equipment", "printer.toner_out"]
    assert moved.to_data()["events"][7]["step"] == "rock-it"
    assert Consultation.from_json(moved.to_json(), kb).to_json() == moved.to_json()


def test_what_is_gone_is_left_behind_and_said():
    gone = workshop(words="\n".join(line for line in WORDS.splitlines() if "printer.changes" not in line) + "\n", **DRY)
    moved, lost = Consultation.move_over(SAVED, gone)
    assert len(lost) == 1
    assert "events[3]: facts.printer.changes: unknown attribute 'printer.changes'" in lost[0]
    assert len(moved.events) == len(DATA["events"]) - 1
    assert "printer.changes" not in moved.to_json()


DRY = {"humidity": PARTS["humidity"].replace("  printer.changes: {moved: often}\n", "")}


def test_an_intake_that_does_not_fit_the_new_knowledge_cannot_be_moved():
    other = workshop(words=WORDS.replace("print.noise:", "print.rattle:"), **NOISELESS)
    with pytest.raises(ConsultationError, match=r"unknown attribute 'print\.noise'"):
        Consultation.move_over(SAVED, other)


NOISELESS = {name: PARTS[name].replace("print.noise", "print.rattle") for name in ("drum", "gear")}


# anything at all

WORD = ["", "x", "faded", "equipment", "line-2", "2026-01-01T00:00:00Z", "\u202e", "\x00"]
NESTED = [[], {}, [[]], {"a": 1}, {"unknown": "x"}, {"applies": False}, {"value": "faded"}, ["moved"], {"written": {}}]
JUNK = st.sampled_from([None, True, 0, -1, 1.5, 10**30, *WORD, *NESTED])
KEYS = st.sampled_from(["at", "by", "seen", "value", "attribute", "step", "outcome", "line", "channel", "event", "x"])


def places(data, path=()):
    """Every place in ``data`` that can be changed."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def mutate(data, draw):
    """One entry of ``data`` is taken out, changed, renamed, added, moved or doubled."""
    *path, last = draw(st.sampled_from(list(places(data))))
    holder = data
    for key in path:
        holder = holder[key]
    kind = draw(st.sampled_from(["take out", "change", "add", "move"]))
    if kind == "take out":
        del holder[last]
    elif kind == "change":
        holder[last] = draw(JUNK)
    elif isinstance(holder, dict):
        holder[draw(KEYS)] = draw(JUNK) if kind == "add" else holder.pop(last)
    elif kind == "move":
        holder.append(holder.pop(last))
    else:
        holder.insert(last, copy.deepcopy(holder[draw(st.integers(0, len(holder) - 1))]))


def taken_or_refused(text):
    """``text`` is resumed to a consultation that works, or refused with findings; nothing else leaves."""
    try:
        consultation = Consultation.from_json(text, workshop())
    except ConsultationError as error:
        assert error.findings
        assert all(each.at.line and each.at.column for each in error.findings)
        assert len(str(error)) < 20_000
    except KnowledgeBaseChangedError:
        pass
    else:
        saved = consultation.to_json()
        again = Consultation.from_json(saved, workshop())
        assert again.to_json() == saved
        assert again.next().to_data() == consultation.next().to_data()
    try:
        Consultation.move_over(text, workshop())
    except ConsultationError as error:
        assert error.findings


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(1, 3))
def test_any_edit_of_the_content_is_taken_or_refused(data, times):
    changed = copy.deepcopy(DATA)
    for _ in range(times):
        mutate(changed, data.draw)
    taken_or_refused(json.dumps(changed))


@settings(max_examples=150, deadline=None)
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(SAVED.encode())),
            st.integers(0, 30),
            st.binary(max_size=4) | st.sampled_from([b'"', b"}"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_edit_of_the_bytes_is_taken_or_refused(edits):
    raw = bytearray(SAVED.encode())
    for start, length, instead in edits:
        raw[start : start + length] = instead
    taken_or_refused(bytes(raw))


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(len(DATA["events"]))))
def test_the_events_in_any_order_are_taken_or_refused(order):
    taken_or_refused(edited(lambda data: data.update(events=[data["events"][place] for place in order])))


@settings(max_examples=60, deadline=None)
@given(st.text() | st.binary())
def test_anything_that_is_no_file_is_refused(text):
    with pytest.raises(DiagnoseError):
        Consultation.from_json(text, workshop())
