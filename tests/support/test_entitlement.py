"""Which entitlement covers a case: bound to equipment, serial number, customer or contract, with its dates."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.support import Entitlement, Subject, covering, expired

DAY = date(2026, 3, 6)
PRINTER = Subject(
    ("hp-laserjet-1020", "laser-printer", "printer"), "SN-17", "customer-1", "contract-1", ("msk/office-3", "msk")
)


def bound(name: str, option: str = "warranty", **to) -> Entitlement:
    return Entitlement(name, option, **to)


@pytest.mark.parametrize(
    "to",
    [
        {},
        {"equipment": ("router", "printer")},
        {"serials": ("SN-16", "SN-17")},
        {"serials": (" sn-17",)},
        {"customer": "customer-1"},
        {"contract": "Contract-1 "},
        {"location": ("spb", "msk")},
        {"equipment": ("laser-printer",), "serials": ("SN-17",), "customer": "customer-1", "contract": "contract-1"},
        {"starts": DAY, "until": DAY},
    ],
)
def test_an_entitlement_covers_what_fits_everything_it_names(to):
    assert covering([bound("a", **to)], PRINTER, DAY) == bound("a", **to)


@pytest.mark.parametrize(
    "to",
    [
        {"equipment": ("router",)},
        {"location": ("spb",)},
        {"equipment": ("printer",), "location": ("msk/office-4",)},
        {"serials": ("SN-18",)},
        {"customer": "customer-2"},
        {"contract": "contract-2"},
        {"serials": ("SN-17",), "customer": "customer-2"},
        {"starts": DAY + timedelta(1)},
        {"until": DAY - timedelta(1)},
    ],
)
def test_an_entitlement_covers_nothing_that_differs_in_one_thing(to):
    assert covering([bound("a", **to)], PRINTER, DAY) is None


@pytest.mark.parametrize(
    "to",
    [
        {"equipment": ("printer",)},
        {"serials": ("SN-17",)},
        {"customer": "c"},
        {"contract": "c"},
        {"location": ("msk",)},
    ],
)
def test_what_is_not_known_of_a_case_fits_nothing_bound_to_it(to):
    assert covering([bound("a", **to)], Subject(), DAY) is None


CLOSER = [
    bound("a-serial", serials=("SN-17",)),
    bound("b-contract", contract="contract-1", customer="customer-1"),
    bound("c-contract", contract="contract-1"),
    bound("d-customer", customer="customer-1"),
    bound("e-model", equipment=("printer", "hp-laserjet-1020")),
    bound("f-kind", equipment=("printer",)),
    bound("g-office", location=("msk", "msk/office-3")),
    bound("h-city", location=("msk",)),
    bound("i-all"),
]


def test_of_several_the_closest_covers_whatever_lasts_longer():
    for place, closest in enumerate(CLOSER):
        ends = Entitlement(**{name: getattr(closest, name) for name in ENTRIES} | {"until": DAY})
        assert covering([*reversed(CLOSER[place + 1 :]), ends], PRINTER, DAY) == ends


ENTRIES = ("id", "option", "equipment", "serials", "customer", "contract", "starts", "location")


def test_of_those_equally_close_the_one_that_lasts_longest_covers_then_the_first_by_id():
    soon, late, ever, same = bound("a", until=DAY), bound("b", until=date(2027, 1, 1)), bound("d"), bound("c")
    for order in permutations([soon, late, ever, same]):
        assert covering(order, PRINTER, DAY) == same
        assert covering([each for each in order if each.until], PRINTER, DAY) == late


def test_the_option_preferred_comes_before_all_others_when_it_covers():
    premium = bound("z", "premium", until=DAY)
    assert covering([*CLOSER, premium], PRINTER, DAY, "premium") == premium
    assert covering([*CLOSER, premium], PRINTER, DAY + timedelta(1), "premium") == CLOSER[0]


def test_what_has_run_out_is_known_the_latest_first():
    ended = [bound(name, until=DAY - timedelta(days)) for name, days in (("a", 9), ("b", 1), ("d", 5), ("c", 5))]
    others = [bound("e", until=DAY), bound("f"), bound("g", until=DAY - timedelta(1), customer="customer-2")]
    assert [each.id for each in expired([*others, *ended], PRINTER, DAY)] == ["b", "c", "d", "a"]
    assert expired(others, PRINTER, DAY) == ()


DAYS = st.none() | st.integers(-3, 3).map(lambda each: DAY + timedelta(each))
ENTITLEMENTS = st.lists(
    st.builds(
        Entitlement,
        st.sampled_from("abcdef"),
        st.sampled_from(["warranty", "premium"]),
        equipment=st.sets(st.sampled_from(["printer", "laser-printer", "router"]), max_size=2).map(
            lambda each: tuple(sorted(each))
        ),
        serials=st.sampled_from([(), ("SN-17",), ("SN-1", "SN-2")]),
        customer=st.sampled_from([None, "customer-1", "customer-2"]),
        starts=DAYS,
        until=DAYS,
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)


@given(ENTITLEMENTS, st.sampled_from([None, "warranty", "premium"]), st.randoms())
def test_the_order_of_entitlements_changes_nothing(entitlements, preferred, random):
    shuffled = random.sample(entitlements, len(entitlements))
    assert covering(shuffled, PRINTER, DAY, preferred) == covering(entitlements, PRINTER, DAY, preferred)
    assert expired(shuffled, PRINTER, DAY) == expired(entitlements, PRINTER, DAY)


@given(ENTITLEMENTS)
def test_an_entitlement_never_covers_and_has_run_out_at_once(entitlements):
    covers, ended = covering(entitlements, PRINTER, DAY), expired(entitlements, PRINTER, DAY)
    assert covers not in ended
    for each in ended:
        assert covering([each], PRINTER, each.until) == each or (each.starts and each.starts > each.until)
