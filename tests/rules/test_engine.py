"""The engine on experta: strata, conflicts, budget, Python rules, threads, and a host left as it was."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

from diagnose.errors import FiringBudgetError, UsageError
from diagnose.facts import DoesNotApply, Fact, Unknown, WorkingMemory
from diagnose.rules import python
from diagnose.rules.conditions import AllOf, Known, NoneOf, Test
from diagnose.rules.engine import infer
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import NotWithin, OneOf, Within
from diagnose.rules.possible import Possible
from diagnose.rules.rule import PythonRuleSet, Rule
from diagnose.rules.sweep import sweep
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary

VOCABULARY = Vocabulary(
    {
        attribute.id: attribute
        for attribute in (
            Attribute("link.lamp", AttributeType.CHOICE, ("red", "green"), answered_by=("customer",)),
            Attribute("link.state", AttributeType.CHOICE, ("down", "up")),
            Attribute("link.blame", AttributeType.CHOICE, ("us", "them")),
            Attribute("ups.load", AttributeType.NUMBER, answered_by=("remote-tool",)),
            Attribute("ups.capacity", AttributeType.NUMBER, answered_by=("remote-tool",)),
            Attribute("ups.runtime", AttributeType.CHOICE, ("short", "enough")),
        )
    }
)


def is_(attribute, value):
    return Test(attribute, OneOf(frozenset([value])))


def memory(**facts):
    return WorkingMemory.of([Fact(name.replace("_", ".", 1), value) for name, value in facts.items()])


RED_IS_DOWN = Rule("link.red-is-down", is_("link.lamp", "red"), (("link.state", "down"),), 0)
DOWN_IS_OURS = Rule("link.down-is-ours", is_("link.state", "down"), (("link.blame", "us"),), 1)
CUT = Rule("link.cut", AllOf((is_("link.blame", "us"),)), (), 2)
QUIET = Rule("link.quiet", NoneOf((is_("link.blame", "us"),)), (), 2)


def test_conclusions_chain_and_a_negation_waits_for_them():
    base = RuleBase.build([QUIET, CUT, DOWN_IS_OURS, RED_IS_DOWN], VOCABULARY)
    inference = infer(base, memory(link_lamp="red"))
    assert [firing.rule for firing in inference.firings] == ["link.red-is-down", "link.down-is-ours", "link.cut"]
    assert dict(inference.concluded) == {"link.state": "down", "link.blame": "us"}
    assert infer(base, memory(link_lamp="green")).matched == ("link.quiet",)


def test_a_firing_names_the_facts_it_rested_on_and_what_it_assumed():
    base = RuleBase.build([RED_IS_DOWN, QUIET], VOCABULARY)
    first, second = infer(base, memory(link_lamp="red")).firings
    assert [(each.written, each.value) for each in first.rested_on] == [("link.lamp: red", "red")]
    assert [each.written for each in second.assumed] == ["link.blame: us"]


def test_two_conclusions_that_disagree_are_both_listed_and_neither_is_used():
    other = Rule("link.red-is-up", is_("link.lamp", "red"), (("link.state", "up"),), 0)
    inference = infer(RuleBase.build([RED_IS_DOWN, other, DOWN_IS_OURS, CUT], VOCABULARY), memory(link_lamp="red"))
    assert inference.matched == ()
    (conflict,) = inference.conflicts
    assert conflict.attribute == "link.state"
    assert conflict.values == (("down", ("link.red-is-down",)), ("up", ("link.red-is-up",)))


def test_an_observation_is_never_overwritten_and_the_disagreement_is_kept():
    base = RuleBase.build([RED_IS_DOWN, DOWN_IS_OURS, CUT], VOCABULARY)
    inference = infer(base, memory(link_lamp="red", link_state="up"))
    assert inference.values["link.state"] == "up"
    assert inference.conflicts[0].values == (("down", ("link.red-is-down",)), ("up", ("observed",)))


def test_a_firing_budget_reports_itself():
    base = RuleBase.build([RED_IS_DOWN, DOWN_IS_OURS, CUT], VOCABULARY)
    with pytest.raises(FiringBudgetError, match="2 firings reached the budget of 2") as caught:
        infer(base, memory(link_lamp="red"), budget=2)
    assert (caught.value.fired, caught.value.budget) == (2, 2)
    assert infer(base, memory(link_lamp="red"), budget=3).matched == ("link.cut",)


def test_a_conclusion_about_what_was_reported_not_to_apply_is_a_conflict():
    base = RuleBase.build([RED_IS_DOWN, DOWN_IS_OURS, CUT], VOCABULARY)
    case = WorkingMemory.of([Fact("link.lamp", "red"), Fact("link.state", DoesNotApply())])
    inference = infer(base, case)
    assert inference.matched == ()
    assert inference.conflicts[0].values == (("down", ("link.red-is-down",)), (None, ("observed",)))
    assert next(sweep(base, [case])).conflicts == inference.conflicts


def test_a_want_of_a_value_that_nobody_was_asked_for_is_an_assumption():
    base = RuleBase.build([Rule("link.dark", Known("link.lamp", wanted=False))], VOCABULARY)
    assumed, asked = (
        infer(base, case).firings[0] for case in (memory(), WorkingMemory.of([Fact("link.lamp", Unknown("customer"))]))
    )
    assert [each.written for each in assumed.assumed] == ["link.lamp: {known: false}"]
    assert asked.assumed == ()


KINDS = Taxonomy({"device": None, "left": "device", "right": "device"})


@pytest.mark.parametrize("operator", [Within, NotWithin])
def test_of_several_pieces_of_equipment_one_must_fit_and_the_trace_says_which(operator):
    fits = "left" if operator is Within else "right"
    rule = Rule("a.rule", Test("equipment", operator(("left",), frozenset({"left"}), frozenset({"device"}))))
    base = RuleBase.build([rule], Vocabulary({}, equipment=KINDS))
    (firing,) = infer(base, WorkingMemory.of([Fact("equipment", ("left", "right"))])).firings
    assert firing.rested_on[0].value == (fits,)


def test_an_open_conclusion_waits_for_its_facts_even_if_it_could_be_asked_for_itself():
    state = Attribute("link.state", AttributeType.CHOICE, ("down", "up"), answered_by=("line-2",))
    base = RuleBase.build([RED_IS_DOWN], Vocabulary({**VOCABULARY.attributes, "link.state": state}))
    assert Possible(base, memory()).open_attributes(is_("link.state", "down")) == {"link.state", "link.lamp"}


class Runtime(python.PythonRules):
    reads = ("ups.load", "ups.capacity")
    sets = ("ups.runtime",)
    revision = 1

    @python.Rule(
        python.Observed(attribute="ups.load", value=python.MATCH.load),
        python.Observed(attribute="ups.capacity", value=python.MATCH.capacity),
    )
    def minutes(self, load, capacity):
        self.conclude("ups.runtime", "short" if capacity / load < 5 else "enough")


def with_python(*rules, cls=Runtime):
    return RuleBase.build(rules, VOCABULARY, python=[PythonRuleSet(cls.__name__, cls, cls.reads, cls.sets, 1, 0)])


NOT_SHORT = Rule("ups.fine", NoneOf((is_("ups.runtime", "short"),)), (), 1)


def test_a_none_playbook_waits_for_the_python_rule():
    base = with_python(NOT_SHORT)
    assert infer(base, memory(ups_load=10.0, ups_capacity=20.0)).matched == ()
    assert infer(base, memory(ups_load=2.0, ups_capacity=20.0)).matched == ("ups.fine",)


def test_a_python_rule_takes_what_it_names_all_or_nothing_of_what_was_bound():
    class Three(python.PythonRules):
        reads = ("ups.load",)
        sets = ("ups.runtime", "link.blame", "link.state")
        bound = python.Observed(attribute="ups.load", value=python.MATCH.load)

        @python.Rule(bound)
        def nothing(self):
            self.conclude("ups.runtime", "short")

        @python.Rule(bound)
        def one(self, load):
            self.conclude("link.blame", "us" if load > 1 else "them")

        @python.Rule(bound)
        def everything(self, **found):
            self.conclude("link.state", "down" if found == {"load": 3.0} else "up")

    concluded = infer(with_python(cls=Three), memory(ups_load=3.0)).concluded
    assert dict(concluded) == {"ups.runtime": "short", "link.blame": "us", "link.state": "down"}


def test_yaml_chains_to_python_and_back():
    class FromState(python.PythonRules):
        reads = ("link.state",)
        sets = ("link.blame",)

        @python.Rule(python.Concluded(attribute="link.state", value="down"))
        def blame(self):
            self.conclude("link.blame", "us")

    base = RuleBase.build(
        [RED_IS_DOWN, CUT, QUIET],
        VOCABULARY,
        python=[PythonRuleSet("FromState", FromState, FromState.reads, FromState.sets, 1, 1)],
    )
    inference = infer(base, memory(link_lamp="red"))
    assert inference.matched == ("link.cut",)
    assert [firing.rule for firing in inference.firings] == ["link.red-is-down", "FromState.blame", "link.cut"]
    assert infer(base, memory(link_lamp="green")).matched == ("link.quiet",)


def test_the_sweep_falls_back_to_the_engine_where_python_rules_take_part_and_says_so(caplog):
    base = with_python(NOT_SHORT)
    with caplog.at_level("INFO", logger="diagnose"):
        swept = list(sweep(base, [memory(ups_load=10.0, ups_capacity=20.0), memory()]))
    assert [each.matched for each in swept] == [(), ("ups.fine",)]
    assert "Python rules take part" in caplog.text


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("link.state", "down", "does not declare"),
        ("ups.runtime", "soon", "'soon' for 'ups.runtime', which is of type choice"),
    ],
)
def test_a_python_rule_speaks_only_through_what_it_declares(attribute, value, message):
    class Wrong(python.PythonRules):
        reads = ("ups.load",)
        sets = ("ups.runtime",)

        @python.Rule(python.Observed(attribute="ups.load"))
        def go(self):
            self.conclude(attribute, value)

    with pytest.raises(UsageError, match=message):
        infer(with_python(cls=Wrong), memory(ups_load=1.0))


def test_one_rule_base_shared_by_eight_threads_never_answers_wrongly():
    base = RuleBase.build([QUIET, CUT, DOWN_IS_OURS, RED_IS_DOWN], VOCABULARY)
    mixed = with_python(NOT_SHORT)
    cases = [(memory(link_lamp=lamp), (wanted,)) for lamp, wanted in (("red", "link.cut"), ("green", "link.quiet"))]
    loads = [(memory(ups_load=load, ups_capacity=20.0), wanted) for load, wanted in ((10.0, ()), (2.0, ("ups.fine",)))]

    def work(number):
        wrong = 0
        for turn in range(300):
            case, wanted = cases[(number + turn) % 2]
            wrong += infer(base, case).matched != wanted
            if turn % 10 == 0:
                case, wanted = loads[(number + turn // 10) % 2]
                wrong += infer(mixed, case).matched != wanted
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 0


def test_importing_diagnose_leaves_the_host_as_it_was():
    program = """
        import collections, locale, logging, signal, sys, threading, warnings

        def state():
            root = logging.getLogger()
            return (
                sorted(vars(collections)), root.handlers[:], root.level, logging.getLogRecordFactory(),
                warnings.filters[:], locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGINT),
                signal.getsignal(signal.SIGTERM), sys.getrecursionlimit(), threading.active_count(), sys.path[:],
            )

        before = state()
        import diagnose
        from diagnose import load, diagnose as function
        import diagnose.rules.engine
        assert callable(function)
        assert state() == before
        assert not hasattr(collections, "Mapping")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
