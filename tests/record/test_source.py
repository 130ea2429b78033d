from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.case.events import Closed, Ending, Reopened
from diagnose.precedents import Described, Source, similar
from diagnose.record import About, Record
from tests.record.histories import deed, ending, opening
from tests.record.racing import in_processes, settle_cases

NAMES = ["a=1", "a=2", "word:бледный", "equipment>printer", "x" * 200, "'; --", "%"]
FEATURES = st.frozensets(st.sampled_from(NAMES), max_size=4)
MOVES = st.lists(
    st.tuples(st.sampled_from(["new", "settled", "settle", "reopen", "again", "close"]), st.integers(0, 5), FEATURES),
    max_size=12,
)


def play(record, moves):
    """The settled cases that these moves leave behind, by id: worked out without the tables."""
    told = {}
    cases = []
    for move, which, features in moves:
        about = About(features=features)
        case = cases[which % len(cases)] if cases else None
        if move in ("new", "settled") or case is None:
            more = ending() if move == "settled" else []
            case = record.new([*opening(), *more], about)
            cases.append(case)
        elif move == "close":
            case = record.append(case.id, [(deed(90), Closed())], version=case.version)
            about = About(features=told.get(case.id, frozenset()))
        elif move in ("settle", "again"):
            case = record.append(case.id, ending(ending=Ending.HOW_TO), about, version=case.version)
        else:
            case = record.append(case.id, [(deed(80), Reopened("again"))], version=case.version)
        cases[[each.id for each in cases].index(case.id)] = case
        if case.settled:
            told[case.id] = about.features
        else:
            told.pop(case.id, None)
    return {case.id: _described(case, told[case.id]) for case in cases if case.id in told}


def _described(case, features):
    ended = case.resolution
    how = (ended.ending.value, ended.fault, ended.fixed_by) if ended else ("", None, None)
    return Described(case.id, features, *how)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_the_source_agrees_with_the_settled_cases_whatever_happened_to_them(record, moves):
    before = record.source().described([row.case for row in record.source().everything()])
    told = play(record, moves)
    source: Source = record.source()
    everything = {**before, **told}
    assert source.described([*everything, "99999", "x"]) == everything
    assert source.total() == len(everything)
    assert list(record.source().everything()) == sorted(everything.values(), key=lambda each: int(each.case))
    for name in NAMES:
        having = [case for case, each in everything.items() if name in each.features]
        assert source.counts([name]).get(name, 0) == len(having)
        assert list(source.having(name, 3)) == sorted(having, key=int, reverse=True)[:3]


def test_nothing_is_known_of_a_feature_that_no_case_has(record):
    source = record.source()
    assert (source.total(), source.counts(["a=1"]), list(source.having("a=1", 5))) == (0, {}, [])
    assert (source.described([]), source.counts([])) == ({}, {})


def test_precedents_are_found_in_the_tables(record):
    record.new([*opening(), *ending()], About(features=frozenset({"a=1", "b=2"})))
    record.new([*opening(), *ending()], About(features=frozenset({"c=3"})))
    (found,) = similar(frozenset({"a=1", "b=2"}), record.source())
    assert (found.case, found.ending, found.fault) == ("1", "solved", "printing.toner-empty")


def test_processes_that_settle_cases_with_the_same_features_do_not_block_one_another(where):
    in_processes(settle_cases, 3, where, 10)
    with Record.open(where) as record:
        source = record.source()
        names = [f"feature-{number}" for number in range(10)]
        assert source.total() == 30
        assert source.counts(names) == dict.fromkeys(names, 30)
