"""How cases are put together where they lean on each other, and what is said about what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.base import cases

HEAD = "cases: lamp\ntests:\n"
A = "  - {name: a, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: plan}}\n"


def found(text: str) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.at.line, finding.at.column) for finding in cases(HEAD + text)[1]]


def test_a_circle_of_likes_is_one_mistake() -> None:
    circle = "".join(
        f"  - {{name: {here}, like: {there}, expect: {{outcome: plan}}}}\n" for here, there in ("bc", "cd", "db", "eb")
    )
    read, wrong = cases(HEAD + A + circle)
    assert [case.name for case in read] == ["a"]
    assert [(each.code, each.message) for each in wrong] == [("CV709", "like 'b' leads back to itself")]


def test_a_case_like_one_that_leads_nowhere_is_not_a_second_mistake() -> None:
    assert found(A + "  - {name: b, like: x, expect: {line: l}}\n  - {name: c, like: b, expect: {line: l}}\n") == [
        ("CV709", 4, 5)
    ]


def test_fifty_links_are_enough() -> None:
    links = "".join(
        f"  - {{name: n{n}, like: {f'n{n - 1}' if n else 'a'}, change: {{symptoms: {{lamp.hours: {n + 10}}}}},"
        " expect: {outcome: plan}}\n"
        for n in range(60)
    )
    read, wrong = cases(HEAD + A + links)
    assert len(read) == 51
    assert [(each.code, each.at.line) for each in wrong] == [("CV709", 54)]


def test_a_name_is_guessed_from_the_names_of_the_file() -> None:
    _, (finding,) = cases(
        HEAD + A.replace("name: a", "name: no light") + "  - {name: b, like: no ligth, expect: {line: l}}\n"
    )
    assert finding.advice == "did you mean 'no light'?"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{name: b, like: a, change: {symptoms: {lamp.hors: {remove: true}}}, expect: {line: l}}", ("CV710", 4, 44)),
        ("{name: b, like: a, change: {location: {remove: true}}, expect: {line: l}}", ("CV710", 4, 33)),
        ("{name: b, intake: {}, change: {location: cellar}, expect: {line: l}}", ("PB104", 4, 35)),
        ("{name: b, intake: {}, expect: {line: l}, expect_each: [{line: l}]}", ("PB104", 4, 59)),
        ("{name: b, intake: {}, table: {lamp.hours: [1, 2]}, golden: b.txt, expect: {line: l}}", ("PB104", 4, 5)),
        ("{name: b, intake: {}, todo: {since: 2026-11-01}, expect: {line: l}}", ("PB101", 4, 33)),
        ("{name: b, intake: {}, todo: {why: x, sinse: 2026-11-01}, expect: {line: l}}", ("PB104", 4, 42)),
        ("{name: b, intake: {}, todo: {why: x, since: soon}, expect: {line: l}}", ("PB102", 4, 49)),
        ("{name: b, intake: {facts: [{attribute: lamp.hours, value: 5}]}, expect: {outcome: plan}}", ("CV706", 4, 5)),
        ("{name: b, intake: {facts: {lamp.hours: 5}}, expect: {outcome: escalation}}", ("CV707", 4, 5)),
        ("{name: b, intake: {facts: {lamp.hours: 5}}, expect: {line: l, not_matched: [x.y]}, todo: later}", None),
    ],
)
def test_one_finding_for_each_mistake_at_its_own_place(line: str, expected: tuple[str, int, int] | None) -> None:
    assert found(f"{A}  - {line}\n") == ([expected] if expected else [])


def test_cases_that_want_and_exclude_one_rule_contradict_each_other() -> None:
    both = (
        "  - {name: b, intake: {symptoms: {lamp.hours: 6}}, expect: {matched: [lamp.worn]}}\n"
        "  - {name: c, intake: {symptoms: {lamp.hours: 6}}, expect: {not_matched: [lamp.worn]}}\n"
    )
    assert found(A + both) == [("CV707", 5, 5)]


def test_two_cases_may_not_keep_one_file() -> None:
    both = (
        "  - {name: b, intake: {}, golden: x.txt}\n  - {name: c, like: b, change: {location: cellar}, golden: X.txt}\n"
    )
    assert found(A + both) == [("CV711", 5, 5)]


def test_a_kept_explanation_is_an_expectation() -> None:
    (case,), wrong = cases(HEAD + "  - {name: b, intake: {}, golden: x.txt, ticket: HD-7}\n")
    assert (case.golden, case.ticket, wrong) == ("x.txt", "HD-7", ())


def test_a_mark_says_why_and_since_when() -> None:
    plain, dated = cases(
        HEAD
        + "  - {name: a, intake: {}, todo: later, expect: {line: l}}\n"
        + "  - {name: b, intake: {location: cellar}, todo: {why: later, since: 2026-11-01}, expect: {line: l}}\n"
    )[0]
    assert (plain.todo, plain.since) == ("later", None)
    assert (dated.todo, dated.since) == ("later", date(2026, 11, 1))


def test_a_change_that_is_no_table_is_left_for_the_intake_to_refuse() -> None:
    (_, changed), _ = cases(HEAD + A + "  - {name: b, like: a, change: {symptoms: 5}, expect: {line: l}}\n")
    assert str(changed.intake.get("symptoms")) == "5"


def test_long_labels_are_cut_and_numbered() -> None:
    wide = ", ".join(f"lamp.x{n}: [1, 2]" for n in range(30))
    read, _ = cases(HEAD + f"  - {{name: b, intake: {{}}, table: {{{wide}}}, expect: {{line: l}}}}\n")
    assert [case.name[-4:] for case in read] == ["… 1]", "… 2]"]
    assert max(len(case.name) for case in read) < 200
