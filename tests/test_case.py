import json
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case import Intake, Reported, Tried
from diagnose.errors import IntakeError, Location
from diagnose.facts import DoesNotApply, Fact, Unknown, Version
from diagnose.nodes import Scalar, Sequence


def findings_of(make):
    with pytest.raises(IntakeError) as caught:
        make()
    return caught.value.findings


def outcome(make):
    """What ``make`` gives, or the findings that it raises."""
    try:
        return make()
    except IntakeError as error:
        return error.findings


def codes(text):
    return [(finding.code, finding.path) for finding in findings_of(lambda: Intake.parse(text))]


def test_an_intake_may_be_empty():
    intake = Intake()
    assert intake.reported() == ()
    assert intake.equipment == ()
    assert intake.askable is None
    assert intake.to_data() == {"schema": "diagnose/intake/1"}


def test_symptoms_come_before_facts_in_the_order_given():
    intake = Intake(symptoms={"print.output": "faded", "print.streaks": True}, facts={"printer.pages": 1500})
    assert [(each.attribute, each.value, each.path) for each in intake.reported()] == [
        ("print.output", "faded", "symptoms.print.output"),
        ("print.streaks", True, "symptoms.print.streaks"),
        ("printer.pages", 1500, "facts.printer.pages"),
    ]


def test_yaml_and_json_hold_the_same_intake():
    from_yaml = Intake.parse(
        "equipment: [hp-laserjet-1020, router]\n"
        "location: msk/office-3\n"
        "symptoms: {print.output: faded, print.streaks: true, printer.pages: 1500}\n"
        "reported_at: 2026-11-22T09:30+03:00\n"
    )
    from_json = Intake.parse(
        '{"equipment": ["hp-laserjet-1020", "router"], "location": "msk/office-3",'
        ' "symptoms": {"print.output": "faded", "print.streaks": true, "printer.pages": 1500},'
        ' "reported_at": "2026-11-22T09:30+03:00"}'
    )
    assert from_yaml == from_json
    assert hash(from_yaml) == hash(from_json)
    assert from_yaml.equipment == ("hp-laserjet-1020", "router")


def test_places_and_paths_are_kept():
    intake = Intake.parse("equipment: printer\nsymptoms:\n  print.output: faded\n", "i.yaml")
    assert intake.reported() == (
        Reported(
            "print.output",
            Scalar("faded", False, Location("i.yaml", 3, 17)),
            path="symptoms.print.output",
            location=Location("i.yaml", 3, 17),
        ),
    )
    assert intake.place("equipment") == Location("i.yaml", 1, 12)
    assert Intake(equipment="printer").place("equipment") == Location("intake")


def test_a_bare_list_item_is_a_yes_no_attribute_reported_true():
    intake = Intake.parse("symptoms: [print.streaks, {attribute: print.output, value: faded, source: customer}]")
    assert [(each.attribute, each.source) for each in intake.reported()] == [
        ("print.streaks", "intake"),
        ("print.output", "customer"),
    ]
    assert intake.reported()[0].value is True


def test_the_states_of_an_attribute_can_be_written_and_constructed():
    written = Intake.parse(
        "symptoms: {a.b: {unknown: customer}, c.d: {applies: false}, e.f: {value: x, at: 2026-11-22T09:30Z}}"
    )
    made = Intake(
        symptoms=[
            Reported("a.b", Unknown("customer")),
            Reported("c.d", DoesNotApply()),
            Reported("e.f", "x", at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ]
    )
    assert written == made
    assert Intake(symptoms={"a.b": {"unknown": "customer"}, "c.d": {"applies": False}}) == Intake(
        symptoms={"a.b": Unknown("customer"), "c.d": DoesNotApply()}
    )


def test_a_fact_is_a_report():
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    told = {"attribute": "a.b", "value": "x", "source": "monitor", "at": at, "about": "printer"}
    made = Intake(source="customer", facts=[Fact("a.b", "x", "monitor", at, "printer"), Fact("c.d", Unknown("user"))])
    assert made == Intake(source="customer", facts=[told, {"attribute": "c.d", "unknown": "user"}])
    assert [each.source for each in made.reported()] == ["monitor", "customer"]


def test_a_wrong_fact_names_its_path():
    found = findings_of(lambda: Intake(facts=[Fact("a.b", None), Fact(5, "x")]))
    assert [(each.code, each.path) for each in found] == [("PB101", "facts[0]"), ("PB102", "facts[1].attribute")]


def test_a_state_may_stand_under_value():
    made = Intake(facts=[{"attribute": "a.b", "value": {"unknown": "customer"}}])
    assert made == Intake(facts={"a.b": Unknown("customer")})
    wrong = [
        {"attribute": "a.b", "value": {"unknown": "customer", "applies": False}},
        {"attribute": "c.d", "value": {}},
    ]
    assert [each.code for each in findings_of(lambda: Intake(facts=wrong))] == ["PB102", "PB102"]


@pytest.mark.parametrize("given", [None, 5, [], StringIO("{}"), bytearray(b"{}")])
def test_only_a_text_can_be_parsed(given):
    assert [each.code for each in findings_of(lambda: Intake.parse(given))] == ["PB102"]


def test_whoever_does_not_know_is_named_by_a_text():
    found = findings_of(lambda: Intake(facts={"a.b": Unknown(5), "c.d": Unknown("")}))
    assert [(each.code, each.path) for each in found] == [
        ("PB102", "facts.a.b.unknown"),
        ("PB102", "facts.c.d.unknown"),
    ]


def test_reports_without_a_source_take_that_of_the_intake():
    intake = Intake(source="monitoring", symptoms=["a.b", {"attribute": "c.d", "value": 1, "source": "customer"}])
    assert [each.source for each in intake.reported()] == ["monitoring", "customer"]


def test_a_list_of_words_is_one_value():
    from_python = Intake(facts={"change.recent": {"moved", "power-cut"}})
    assert from_python.reported()[0].value == ("moved", "power-cut")
    from_yaml = Intake.parse("facts: {change.recent: [moved, power-cut]}")
    assert isinstance(from_yaml.reported()[0].value, Sequence)
    assert from_yaml == from_python


def test_steps_tried_are_failed_unless_said_otherwise():
    intake = Intake(tried=["restart", {"step": "replace", "outcome": "not-possible"}, Tried("clean")])
    assert intake.tried == (Tried("restart", "failed"), Tried("replace", "not-possible"), Tried("clean", "failed"))


def test_nobody_to_ask_is_not_the_same_as_not_said():
    assert Intake(askable=()).to_data()["askable"] == []
    assert "askable" not in Intake().to_data()
    assert Intake.from_data({"askable": []}).askable == ()


def test_a_braced_intake_may_be_yaml():
    assert Intake.parse("{equipment: printer, symptoms: {a.b: x}}") == Intake(
        equipment="printer", symptoms={"a.b": "x"}
    )
    assert Intake.parse('\ufeff {"equipment": "printer"}') == Intake(equipment="printer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("equipmnt: x", [("PB104", "equipmnt")]),
        ("symptoms: {a.b: null}", [("PB102", "symptoms.a.b")]),
        ("symptoms: {a.b: }", [("PB102", "symptoms.a.b")]),
        ('{"symptoms": {"a.b": null}}', [("PB102", "symptoms.a.b")]),
        ("symptoms: {a.b: 1}\nfacts: {A.B: 2}", [("PB010", "facts.A.B")]),
        ("symptoms: {a.b: 1, a.b: 2}", [("PB010", "")]),
        ("symptoms: {equipment: x}", [("PB104", "symptoms.equipment")]),
        ("symptoms: {a.b: {at_least: 5}}", [("PB102", "symptoms.a.b")]),
        ("symptoms: {a.b: {}}", [("PB101", "symptoms.a.b")]),
        ("symptoms: {a.b: {vale: 1}}", [("PB104", "symptoms.a.b.vale")]),
        ("symptoms: {a.b: {value: 1, unknown: customer}}", [("PB102", "symptoms.a.b")]),
        ("symptoms: {a.b: {applies: true}}", [("PB102", "symptoms.a.b")]),
        ("symptoms: {a.b: {unknown: null}}", [("PB102", "symptoms.a.b.unknown")]),
        ("symptoms: {a.b: {value: 1, at: yesterday}}", [("PB108", "symptoms.a.b.at")]),
        ("symptoms: {a.b: [x, null]}", [("PB102", "symptoms.a.b[1]")]),
        ("symptoms: {a.b: [x, [y]]}", [("PB102", "symptoms.a.b[1]")]),
        ("symptoms: [{a.b: x}]", [("PB101", "symptoms[0]")]),
        ("symptoms: [[a.b]]", [("PB102", "symptoms[0]")]),
        ("symptoms: faded", [("PB102", "symptoms")]),
        ("symptoms: null", [("PB102", "symptoms")]),
        ("story: null", [("PB102", "story")]),
        ("story: [x]", [("PB102", "story")]),
        ("channel: ''", [("PB102", "channel")]),
        ("equipment: {a: b}", [("PB102", "equipment")]),
        ("equipment: [printer, null]", [("PB102", "equipment[1]")]),
        ("reported_at: 2026-11-22", [("PB108", "reported_at")]),
        ("reported_at: 2026-11-22T09:30", [("PB108", "reported_at")]),
        ("tried: restart", [("PB102", "tried")]),
        ("tried: [{stp: restart}]", [("PB104", "tried[0].stp")]),
        ("tried: [{outcome: failed}]", [("PB101", "tried[0]")]),
        ("schema: diagnose/intake/9", [("PB115", "schema")]),
        ("[a, b]", [("PB102", "")]),
        ("hello", [("PB102", "")]),
        ("", [("PB004", "")]),
        ('{"a": NaN}', [("PB102", "")]),
        ('{"symptoms": {"a.b": ' + "[" * 20 + "]" * 20 + "}}", [("PB006", "")]),
        ("symptoms: {a.b: " + "x" * 17_000 + "}", [("PB008", "")]),
        (
            "equipmnt: x\nsymptoms: {a.b: null}\nstory: [x]",
            [("PB104", "equipmnt"), ("PB102", "symptoms.a.b"), ("PB102", "story")],
        ),
    ],
)
def test_every_mistake_in_a_document_is_one_finding_with_its_path(text, expected):
    assert codes(text) == expected


def test_findings_of_a_document_have_a_line_and_a_column():
    found = findings_of(lambda: Intake.parse("symptoms:\n  a.b: null\nfacts:\n  c.d: 1\nstori: x\n", "i.yaml"))
    assert [str(finding.at) for finding in found] == ["i.yaml:2:8", "i.yaml:5:1"]
    assert "did you mean 'story'?" in str(found[1])
    assert "{unknown: customer}" in str(found[0])


def test_the_double_attribute_names_both_places():
    found = findings_of(lambda: Intake.parse("symptoms:\n  a.b: 1\nfacts:\n  a.b: 2\n", "i.yaml"))
    assert [(str(each.at), str(each.related[0][0])) for each in found] == [("i.yaml:4:8", "i.yaml:2:8")]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"symptoms": {"a.b": float("nan")}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": float("inf")}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": 10**400}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": object()}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": b"x"}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": None}}, "symptoms.a.b"),
        ({"symptoms": {"a.b": ["x", 3]}}, "symptoms.a.b[1]"),
        ({"symptoms": {"a.b": "\ud800"}}, "symptoms.a.b"),
        ({"symptoms": {5: "x"}}, "symptoms"),
        ({"symptoms": {"a.b": "x" * 17_000}}, "symptoms.a.b"),
        ({"story": "a\0b"}, "story"),
        ({"symptoms": {"": "x"}}, "symptoms."),
        ({"symptoms": 5}, "symptoms"),
        ({"facts": "x"}, "facts"),
        ({"story": 5}, "story"),
        ({"location": ["msk"]}, "location"),
        ({"equipment": [1]}, "equipment[0]"),
        ({"equipment": object()}, "equipment"),
        ({"reported_at": datetime.fromisoformat("2026-11-22T09:30")}, "reported_at"),
        ({"reported_at": 5}, "reported_at"),
        ({"reported_at": datetime(1, 1, 1, tzinfo=UTC)}, "reported_at"),
        ({"tried": 5}, "tried"),
        ({"tried": [None]}, "tried[0]"),
        ({"askable": 5}, "askable"),
    ],
)
def test_wrong_python_values_are_findings_too(fields, path):
    assert [finding.path for finding in findings_of(lambda: Intake(**fields))] == [path]


def test_data_that_is_no_mapping_is_refused():
    assert [each.code for each in findings_of(lambda: Intake.from_data([]))] == ["PB102"]
    assert [each.path for each in findings_of(lambda: Intake.from_data({"equipmnt": "x", "story": 5}))] == [
        "story",
        "equipmnt",
    ]


def test_more_than_five_hundred_facts_are_refused():
    assert len(Intake(symptoms={f"a.b{n}": True for n in range(500)}).reported()) == 500
    found = findings_of(lambda: Intake(symptoms={f"a.b{n}": True for n in range(501)}))
    assert [each.code for each in found] == ["PB008"]


def test_numbers_keep_how_they_were_written():
    intake = Intake.parse("facts: {router.firmware: 1.10, ups.load: 1.5}")
    assert intake.to_data()["facts"] == {"router.firmware": {"written": "1.10"}, "ups.load": 1.5}
    assert Intake.parse(json.dumps(intake.to_data())).reported()[0].value.text == "1.10"


def test_an_intake_can_be_changed_by_copying_and_sent_to_another_process():
    intake = Intake(equipment="printer", symptoms={"a.b": "x"}, tried=["restart"])
    moved = replace(intake, location="msk")
    assert (moved.location, moved.equipment, moved.reported()) == ("msk", ("printer",), intake.reported())
    assert pickle.loads(pickle.dumps(intake)) == intake


_VALUES = (
    st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("abя .:{}'\"", max_size=6)
    | st.builds(Unknown, st.sampled_from(["customer", "line-1"]))
    | st.just(DoesNotApply())
    | st.builds(Version, st.sampled_from(["1.10", "2"]))
    | st.dates(date(1990, 1, 1))
    | st.lists(st.sampled_from(["moved", "power-cut"]), unique=True)
)
_MOMENTS = st.integers(631_152_000, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC))
_REPORTS = st.builds(
    Reported,
    st.sampled_from(["a.b", "c.d", "e.f"]),
    _VALUES.map(lambda value: tuple(value) if isinstance(value, list) else value),
    st.sampled_from(["intake", "customer"]),
    st.none() | _MOMENTS,
    st.none() | st.just("printer"),
)
_INTAKES = st.builds(
    Intake,
    location=st.none() | st.just("msk"),
    equipment=st.just("printer") | st.lists(st.sampled_from(["printer", "router"]), max_size=2),
    symptoms=st.dictionaries(st.sampled_from(["a.b", "c.d", "e.f"]), _VALUES, max_size=3)
    | st.lists(_REPORTS, max_size=4),
    facts=st.dictionaries(st.sampled_from(["g.h", "i.j"]), _VALUES, max_size=2),
    reported_at=st.none() | _MOMENTS,
    story=st.none() | st.just("it 'smokes': {a}"),
    source=st.none() | st.just("customer"),
    tried=st.lists(st.sampled_from(["restart", Tried("clean", "not-possible")]), max_size=2),
    askable=st.none() | st.lists(st.just("customer"), max_size=1),
)


@given(_INTAKES)
def test_an_intake_survives_json(intake):
    data = json.loads(json.dumps(intake.to_data()))
    assert Intake.from_data(data) == intake
    assert Intake.parse(json.dumps(data)) == intake
    assert Intake.parse(json.dumps(data, ensure_ascii=False).encode()).to_data() == intake.to_data()


@given(st.text(max_size=120) | st.binary(max_size=120))
def test_any_text_is_an_intake_or_an_error_with_findings(text):
    found = outcome(lambda: Intake.parse(text))
    assert isinstance(found, Intake) or found
    assert isinstance(found, Intake) or all(finding.at.line >= 1 for finding in found)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["symptoms", "facts", "tried", "equipment", "reported_at", "story", "askable"]), _ANYTHING
    )
)
def test_any_python_values_make_an_intake_or_an_error_with_paths(fields):
    found = outcome(lambda: Intake(**fields))
    if isinstance(found, Intake):
        assert Intake.from_data(found.to_data()) == found
    else:
        assert found
        assert all(finding.path.partition(".")[0].partition("[")[0] in fields for finding in found)
