from __future__ import annotations

import json
import random
from datetime import timedelta
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose import load
from diagnose.case import Case
from diagnose.case.chain import sealed
from diagnose.case.events import Closed, Told
from diagnose.errors import ExportFormatError, UsageError
from diagnose.record import About, Lesson, Record
from tests.histories import histories
from tests.kb.folders import with_files
from tests.record.histories import DIGEST, START, deed, ending, opening

ABOUTS = st.builds(
    About,
    equipment=st.none() | st.just("hp-1020"),
    customer=st.none() | st.just("customer-7"),
    due_at=st.none() | st.just(START),
    warn_at=st.none() | st.just(START + timedelta(milliseconds=1)),
    alternatives=st.none() | st.booleans(),
    features=st.frozensets(st.sampled_from(["a=1", "слово", "\u2028", "\0"]), max_size=3),
)


def exported(record):
    stream = StringIO()
    record.export(stream)
    return stream.getvalue()


def filled(record, folder):
    """A record with one of everything."""
    record.keep(load(with_files(folder / "kb")), at=START)
    record.new(
        opening(), About("hp-1020", "msk", "c-1", "s-1", START, START, False, complaints=frozenset({"a=1"})), key="r-1"
    )
    record.new([*opening(), *ending(), (deed(90), Closed("ok"))], About(features=frozenset({"a=1", "b=2"})))
    record.append("1", [(deed(5), Told("a.b", {"x": [1, 2.5, None, "é\u2028"]}))], version=2, key="r-2")
    record.learned([Lesson("2", "printing.new", DIGEST, START)])
    return exported(record)


@pytest.fixture
def elsewhere(tmp_path):
    with Record.open(tmp_path / "elsewhere.db") as opened:
        yield opened


def test_what_is_exported_and_taken_in_elsewhere_is_the_same_record(record, elsewhere, tmp_path):
    text = filled(record, tmp_path)
    done = elsewhere.take_in(StringIO(text))
    assert (done.new, done.grown, done.known, done.conflicts, done.knowledge_bases) == (2, 0, 0, (), 1)
    assert done.lines == text.count("\n")
    assert exported(elsewhere) == text
    for ask in (
        lambda each: [each.case(name) for name in ("1", "2")],
        lambda each: [each.breaks(name) for name in ("1", "2")],
        lambda each: (each.rows(), each.knowledge_bases(), each.lessons(), list(each.source().everything())),
        lambda each: [each.seen(key) for key in ("r-1", "r-2", "r-3")],
        lambda each: each.source().counts(["a=1", ""]),
    ):
        assert ask(elsewhere) == ask(record)
    assert elsewhere.new(opening(), About()).id == "3"


def test_an_export_goes_from_sqlite_to_any_database_and_back(record, elsewhere, tmp_path):
    text = filled(elsewhere, tmp_path)
    record.take_in(StringIO(text))
    assert exported(record) == text
    assert int(record.new(opening(), About()).id) > 2


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(histories(), ABOUTS), max_size=4))
def test_any_cases_survive_the_journey(tmp_path_factory, told):
    folder = tmp_path_factory.mktemp("journey")
    with (
        Record.open(folder / "a.db") as one,
        Record.open(folder / "b.db") as other,
        Record.open(folder / "c.db") as third,
    ):
        for named, about in told:
            one.new([(event.deed, event.what) for event in named[1]], about)
        text = exported(one)
        other.take_in(StringIO(text))
        assert exported(other) == text
        cases = [one.case(str(number)) for number in range(1, len(told) + 1)]
        assert [other.case(each.id) for each in cases] == cases
        third.take_cases((case, about) for case, (_, about) in zip(cases, told, strict=True))
        assert [json.loads(line) for line in exported(third).split("\n") if '"events"' in line] == [
            json.loads(line) for line in text.split("\n") if '"events"' in line
        ]


def test_taking_in_twice_changes_nothing(record, elsewhere, tmp_path):
    text = filled(elsewhere, tmp_path)
    record.take_in(StringIO(text))
    done = record.take_in(StringIO(text))
    assert (done.new, done.grown, done.known, done.events, done.knowledge_bases) == (0, 0, 2, 0, 0)
    assert exported(record) == text


def test_a_case_that_has_grown_elsewhere_grows_here(record, elsewhere, tmp_path):
    before = filled(elsewhere, tmp_path)
    record.take_in(StringIO(before))
    elsewhere.append("1", ending(), About(features=frozenset({"c=3"})), version=3)
    after = exported(elsewhere)
    done = record.take_in(StringIO(after))
    assert (done.new, done.grown, done.known, done.events) == (0, 1, 1, 1)
    assert exported(record) == after
    assert record.breaks("1") == ()
    assert record.source().counts(["c=3"]) == {"c=3": 1}
    older = record.take_in(StringIO(before))
    assert (older.known, older.conflicts) == (2, ())
    assert exported(record) == after


def test_another_history_under_the_same_id_is_told_and_left_alone(record, elsewhere, tmp_path):
    text = filled(elsewhere, tmp_path)
    mine = record.new(opening(minutes=7), About())
    done = record.take_in(StringIO(text))
    assert (done.conflicts, done.new) == (("1",), 1)
    assert record.case("1") == mine


def test_what_belongs_to_a_case_that_was_left_alone_is_not_given_to_another(record, elsewhere):
    elsewhere.new(opening(), About(complaints=frozenset({"a=1"})), key="r-1")
    elsewhere.learned([Lesson("1", "printing.new", DIGEST, START)])
    record.new(opening(minutes=7), About())
    before = exported(record)
    assert record.take_in(StringIO(exported(elsewhere))).conflicts == ("1",)
    assert record.seen("r-1") is None
    assert exported(record) == before


def test_documents_that_cannot_be_read_are_told_with_their_line_once(elsewhere):
    lines = [
        '{"schema":"diagnose/record/1"}',
        '{"knowledge_base":"ab","name":null,"version":null,"at":null,"archive":"?"}',
    ]
    with pytest.raises(ExportFormatError, match=r"^line 2 of the export: the documents cannot be read"):
        elsewhere.take_in(StringIO("\n".join(lines)))


def _altered(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema":"diagnose/record/1"', '"schema":"diagnose/record/2"'),
        ('"kind":"opened"', '"kind":"told"'),
        ('"by":"engineer-1"', '"by":"engineer-2"'),
        ('"by":"engineer-1"', '"by":7'),
        ('"number":2', '"number":3'),
        ('{"case":"1"', '{"case":"2"'),
        ('{"case":"1"', '{"case":"x"'),
        ('{"case":"1"', '{"case":1'),
        ('"events":[', '"events":[7,'),
        ('"events":[', '"events":null,"more":['),
        ('"due_at":"2026', '"due_at":"x2026'),
        ('"archive":"', '"archive":"*'),
        ('{"key":"r-1"', '{"clef":"r-1"'),
        ('"fingerprint":"', '"fingerprint":"x'),
        ('{"lesson":"', "{"),
        ('"about":{', '"about":{"more":1,'),
    ],
)
def test_what_is_wrong_in_an_export_is_named_with_its_line(elsewhere, tmp_path, old, new):
    wrong = _altered(filled(elsewhere, tmp_path), old, new)
    with Record.open(tmp_path / "here.db") as here:
        with pytest.raises(ExportFormatError) as raised:
            here.take_in(StringIO(wrong))
        lines = wrong.split("\n")
        assert new.split("x2026")[0] in lines[raised.value.line - 1]
        assert f"line {raised.value.line} " in str(raised.value)
        assert [here.breaks(row.id) for row in here.rows()] == [()] * len(here.rows())


def test_what_stood_before_a_faulty_line_is_taken_in_and_the_rest_can_follow(elsewhere, tmp_path):
    text = filled(elsewhere, tmp_path)
    with Record.open(tmp_path / "here.db") as here:
        with pytest.raises(ExportFormatError):
            here.take_in(StringIO(_altered(text, '{"case":"2"', '{"case":"2",')))
        assert here.case("1") == elsewhere.case("1")
        here.take_in(StringIO(text))
        assert exported(here) == text


def test_half_of_an_export_is_never_taken_for_the_whole(elsewhere, tmp_path):
    with Record.open(tmp_path / "full.db") as full:
        lines = list(StringIO(filled(full, tmp_path)))
    for kept in range(1, len(lines)):
        with pytest.raises(ExportFormatError) as error:
            elsewhere.take_in(StringIO("".join(lines[:kept])))
        assert error.value.line == kept + 1
    done = elsewhere.take_in(StringIO("".join(lines)))
    assert (done.new, done.known) == (0, 2)


@pytest.mark.parametrize("spoilt", ["twice", "left out", "swapped", "after the end"])
def test_lines_that_were_moved_about_are_noticed_at_the_end(elsewhere, tmp_path, spoilt):
    with Record.open(tmp_path / "full.db") as full:
        lines = list(StringIO(filled(full, tmp_path)))
    if spoilt == "twice":
        lines.insert(4, lines[4])
    elif spoilt == "left out":
        del lines[4]
    elif spoilt == "after the end":
        lines.append(lines[4])
    else:
        lines[-1], lines[-2] = lines[-2], lines[-1]
    with pytest.raises(ExportFormatError):
        elsewhere.take_in(StringIO("".join(lines)))


def test_a_case_without_its_last_event_is_not_whole(elsewhere, tmp_path):
    with Record.open(tmp_path / "full.db") as full:
        lines = [json.loads(line) for line in StringIO(filled(full, tmp_path))]
    case = next(each for each in lines if each.get("case") == "1" and "events" in each)
    case["events"].pop()
    with pytest.raises(ExportFormatError, match="the history of case 1 is not whole"):
        elsewhere.take_in(StringIO("\n".join(json.dumps(each) for each in lines)))
    assert elsewhere.rows() == ()


def test_bytes_that_are_no_export_are_refused_whatever_they_are(elsewhere, tmp_path):
    text = filled(elsewhere, tmp_path)
    chance = random.Random(5)
    seen = 0
    with Record.open(tmp_path / "here.db") as here:
        for _ in range(60):
            place = chance.randrange(len(text))
            wrong = text[:place] + chance.choice(["", "0", '"', "{", "null", "\\", "x" * 9]) + text[place + 1 :]
            try:
                here.take_in(StringIO(wrong))
            except (ExportFormatError, UsageError):
                seen += 1
        assert [here.breaks(row.id) for row in here.rows()] == [()] * len(here.rows())
    assert seen > 30


def test_progress_is_told_after_every_batch_and_memory_is_bounded(record):
    history = [*opening(), *((deed(1), Told("a.b", number)) for number in range(98))]
    cases = ((Case.of(name, sealed(name, (), history)), About()) for name in map(str, range(1, 251)))
    seen = []
    done = record.take_cases(cases, progress=seen.append)
    assert (done.new, done.events) == (250, 25_000)
    assert [each.new for each in seen] == [100, 200, 250]
    assert record.breaks("250") == ()
