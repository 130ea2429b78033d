"""Looking for precedents: the same as comparing with every case, where the bounds allow it; bounded work beyond."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given

from diagnose.case import Precedent
from diagnose.precedents import Cases, Described, is_kind, likeness, similar, weights_of
from diagnose.precedents.searching import EACH, LOOKED_AT, READ
from tests.precedents.drawing import feature_sets, sources


def every_pair(features, described, most=5, least=0.1):
    """Every case compared, the likest first, of equals the newest."""
    source = Cases(described)
    known = frozenset(features).union(*(each.features for each in described))
    weights = weights_of(known, source.counts(known), source.total())
    found = []
    for each in described:
        shared = each.features & features
        if any(not is_kind(feature) for feature in shared):
            rarest = tuple(sorted(shared, key=lambda feature: (-weights[feature], feature)))
            like = likeness(features, each.features, weights)
            found.append(Precedent(each.case, like, each.ending, each.fault, each.fixed_by, rarest))
    found.sort(key=lambda each: (-each.like, -int(each.case)))
    return tuple(each for each in found[:most] if each.like >= least)


@given(feature_sets, sources)
def test_the_search_finds_what_comparing_with_every_case_finds(features, described):
    assert similar(features, Cases(described)) == every_pair(features, described)


def crowd(random, count):
    """So many cases of forty faults, each with signs of its own that are seen more often than not."""
    made = []
    for number in range(1, count + 1):
        fault = random.randrange(40)
        signs = {f"a.{(7 * fault + place) % 50}={random.random() < 0.85}" for place in range(6)}
        noise = {f"a.{random.randrange(50)}={random.random() < 0.2}" for _ in range(4)}
        made.append(Described(str(number), frozenset({"equipment>device", *signs, *noise}), "solved", str(fault)))
    return made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_best_case_of_a_crowd_is_found_almost_always(seed):
    """Here the bounds cut: more cases share a fact than are compared."""
    random = Random(seed)
    described = crowd(random, 2000)
    source = Cases(described)
    asked = crowd(random, 60)
    same = [similar(each.features, source)[0].like == every_pair(each.features, described)[0].like for each in asked]
    assert sum(same) >= 57


class Watched(Cases):
    """Counts what is asked of it."""

    looked_up = 0
    compared = 0

    def having(self, feature, limit):
        found = super().having(feature, limit)
        self.looked_up += len(found)
        assert len(found) <= min(limit, EACH)
        return found

    def described(self, cases):
        found = super().described(cases)
        self.compared += len(found)
        return found


def test_the_work_is_bounded_however_many_cases_there_are():
    features = frozenset(f"a.{number}=on" for number in range(20))
    source = Watched(Described(str(number), features, "solved", "same") for number in range(1, 3001))
    found = similar(features, source)
    assert [each.case for each in found] == ["3000", "2999", "2998", "2997", "2996"]
    assert source.looked_up == READ
    assert source.compared <= LOOKED_AT


def test_nothing_more_is_compared_once_it_could_change_nothing():
    odd = [Described(str(n), frozenset({"a.rare=on", f"a.y={n}"}), "solved") for n in range(1, 200)]
    same = [Described(str(n), frozenset({"a.rare=on", "a.z=on"}), "solved") for n in range(200, 206)]
    source = Watched(odd + same)
    assert [each.like for each in similar(frozenset({"a.rare=on", "a.z=on"}), source)] == [1.0] * 5
    assert source.compared == 60


def test_the_case_itself_is_left_out():
    features = frozenset({"a.x=on"})
    source = Cases([Described("1", features, "solved"), Described("2", features, "how-to")])
    assert similar(features, source, but=["2"]) == (Precedent("1", 1.0, "solved", shared=("a.x=on",)),)


def test_the_same_equipment_alone_makes_no_precedent():
    kind = frozenset({"equipment>printer"})
    assert similar(kind, Cases([Described("1", kind, "solved")])) == ()


def test_a_precedent_says_how_it_ended_and_what_it_shares():
    source = Cases(
        [
            Described("7", frozenset({"equipment>printer", "a.x=on", "a.y=on"}), "solved", "faded", "shake"),
            Described("8", frozenset({"equipment>printer", "a.x=on"}), "went-away"),
        ]
    )
    first, second = similar(frozenset({"equipment>printer", "a.x=on", "a.y=on"}), source)
    assert first == Precedent("7", 1.0, "solved", "faded", "shake", ("a.y=on", "a.x=on", "equipment>printer"))
    assert (second.case, second.ending, second.fault) == ("8", "went-away", None)


def test_a_case_without_features_has_no_precedent():
    assert similar(frozenset(), Cases([Described("1", frozenset({"a.x=on"}), "solved")])) == ()


def test_no_case_has_no_precedent():
    assert similar(frozenset({"a.x=on"}), Cases()) == ()


def test_an_id_is_taken_in_once():
    source = Cases([Described("1", frozenset())])
    with pytest.raises(ValueError, match="1"):
        source.add(Described("1", frozenset({"a.x=on"})))
