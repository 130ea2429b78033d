import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.errors import Location, Severity
from diagnose.nodes import (
    INTAKE,
    Limits,
    Mapping,
    Scalar,
    Sequence,
    as_bool,
    as_date,
    as_duration,
    as_instant,
    as_number,
    find_documents,
    is_ambiguous,
    is_null,
    kind_of,
    read_file,
    read_json,
    read_text,
)


def at(line, column):
    return Location("f.yaml", line, column)


def plain(text):
    return Scalar(text, False, at(1, 1))


def quoted(text):
    return Scalar(text, True, at(1, 1))


def only(text, **limits):
    """The single finding about ``text``."""
    node, findings = read_text(text, "f.yaml", Limits(**limits))
    assert len(findings) == 1, [str(finding) for finding in findings]
    return node, findings[0]


def test_scalars_keep_their_text_their_quotes_and_their_place():
    node, findings = read_text('version: 1.10\ntitle: "12:30"\nlist:\n  - a\n  - {b: |\n', "f.yaml")
    assert node is None  # a block cannot stand inside braces
    node, findings = read_text('version: 1.10\ntitle: "12:30"\nlist:\n  - a\n  - {b: c}\n', "f.yaml")
    assert findings == ()
    assert node == Mapping(
        (
            (Scalar("version", False, at(1, 1)), Scalar("1.10", False, at(1, 10))),
            (Scalar("title", False, at(2, 1)), Scalar("12:30", True, at(2, 8))),
            (
                Scalar("list", False, at(3, 1)),
                Sequence(
                    (
                        Scalar("a", False, at(4, 5)),
                        Mapping(((Scalar("b", False, at(5, 6)), Scalar("c", False, at(5, 9))),), at(5, 5)),
                    ),
                    at(4, 3),
                ),
            ),
        ),
        at(1, 1),
    )


def test_a_block_counts_as_quoted():
    node, _ = read_text("a: |\n  true\n", "f.yaml")
    assert node.get("a") == Scalar("true\n", True, at(1, 4))


def test_columns_count_characters_not_bytes():
    node, _ = read_text("{имя: 😀, b: c}", "f.yaml")
    assert node.get("b").at == at(1, 13)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "a tab is used for indentation"),
        ("a:\n  b: 1\n\tc: 2\n", 3, 1, "a tab is used for indentation"),
        ("a:\n  - b\n \t- c\n", 3, 2, "a tab is used for indentation"),
        ("a: 1\nb 2\nc: 3\n", 2, 1, "a colon is missing after 'b 2'"),
        ("a:1\nb: 2\n", 1, 2, "a space is missing after the colon"),
        ("a: 1\nb:2\nc: 3\n", 2, 2, "a space is missing after the colon"),
        ("a: 1\n\n# note\n  b: 2\n", 4, 3, "indented deeper than the line above"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "the indentation fits none of the lines above"),
        ("a: 1\n  b: 2\n", 2, 3, "indented deeper than the line above"),
        ('a: "abc\nb: 2\n', 1, 4, 'the quote " opened here is never closed'),
        ("a: 'abc\nb: 2\n", 1, 4, "the quote ' opened here is never closed"),
        ('a: "abc\nb: "x"\n', 1, 4, 'the quote " opened here is not closed on its line'),
        ("a: [1, 2\nb: 3\n", 1, 4, "the bracket '[' opened here is never closed"),
        ("a: {x: 1\nb: 3\n", 1, 4, "the bracket '{' opened here is never closed"),
        ("a: [1, 2", 1, 4, "the bracket '[' opened here is never closed"),
        ("a: ]\n", 1, 4, "']' stands here without an opening bracket"),
        ("a: [b}\n", 1, 6, "'[' is closed by '}'"),
        ("a: {b: 1 c: 2}\n", 1, 11, "a second colon in an unquoted text"),
        ('a: {"b": "x" "c": 2}\n', 1, 14, "a comma is missing"),
        ("a: {en: Press #1, ru: x}\n", 1, 15, "'#' begins a comment"),
        ("do: Press this: then that\n", 1, 15, "a second colon in an unquoted text"),
        ("- step: a\n  do: Press this: then that\n", 2, 17, "a second colon in an unquoted text"),
        ("a: @foo\n", 1, 4, "a text cannot begin with '@'"),
        ("a: `foo\n", 1, 4, "a text cannot begin with '`'"),
        ("a: %foo\n", 1, 4, "a text cannot begin with '%'"),
        ("a: * x\n", 1, 4, "a text cannot begin with '*'"),
        ("a: & x\n", 1, 4, "a text cannot begin with '&'"),
        ('a: "\\q"\n', 1, 5, "a backslash inside double quotes"),
        ('a: "\\xZZ"\n', 1, 7, "a backslash inside double quotes"),
        ('a: "x" y\n', 1, 8, "the text goes on after its closing quote"),
        ("a:\n  - b\n  c: d\n", 3, 3, "no list item stands among the items"),
        ("a:\n  : b\n", 2, 3, "a key is missing before the colon"),
        ("[", 1, 1, "the bracket '[' opened here is never closed"),
        ("a: |x\n  b\n", 1, 5, "the text begins on the next line"),
        ("a: 1\n... x\n", 2, 5, "the document has ended"),
        ("%YAML 9.9\n---\na: 1\n", 1, 1, "is a directive"),
        ("\u00a0\u00a0a: 1\nb: 2\nc\n", 3, 1, "a colon is missing"),
        ("a: \x07\n", 1, 4, "control character U+0007"),
        ('a: "\\0"\n', 1, 4, "control character U+0000"),
    ],
)
def test_syntax_errors_are_said_in_plain_words_with_their_place(text, line, column, words):
    node, finding = only(text)
    assert node is None
    assert (finding.code, finding.at) == ("PB001", at(line, column)), str(finding)
    assert words in finding.message
    assert finding.advice


def test_without_the_c_parser_the_same_mistakes_are_found(monkeypatch):
    import yaml

    texts = [
        "a:\n\tb: 1\n",
        "a: 1\nb 2\nc: 3\n",
        'a: "abc\nb: 2\n',
        "a: [1, 2\nb: 3\n",
        "do: Press: that\n",
        "a: @foo\n",
        'a: "\\UFFFFFFFF"\n',
    ]
    fast = [read_text(text, "f.yaml") for text in texts]
    monkeypatch.setattr("diagnose.nodes.yaml_text._LOADER", yaml.SafeLoader)
    slow = [read_text(text, "f.yaml") for text in texts]
    assert [found[0].code for _, found in slow] == [found[0].code for _, found in fast] == ["PB001"] * len(texts)
    assert [found[0].at for _, found in slow[:-1]] == [found[0].at for _, found in fast[:-1]]
    assert read_text("a: [b, {c: 1.10}]\n", "f.yaml") == (
        Mapping(
            (
                (
                    Scalar("a", False, at(1, 1)),
                    Sequence(
                        (
                            Scalar("b", False, at(1, 5)),
                            Mapping(((Scalar("c", False, at(1, 9)), Scalar("1.10", False, at(1, 12))),), at(1, 8)),
                        ),
                        at(1, 4),
                    ),
                ),
            ),
            at(1, 1),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (b"\xff\xfea\x00:\x00", "PB002", 1, 1),
        ("a: 1".encode("utf-16-be"), "PB002", 1, 1),
        ("a: б".encode("cp1251"), "PB002", 1, 4),
        ("a: 1\nb: \ud800", "PB002", 2, 4),
        ("", "PB004", 1, 1),
        ("# nothing\n", "PB004", 1, 1),
        ("---\n", "PB004", 1, 1),
        ("~", "PB004", 1, 1),
        ("[" * 33, "PB006", 1, 33),
        ("- " * 40, "PB006", 1, 65),
        ("b: *x\n", "PB007", 1, 4),
        ("a: !!python/object:os.system x\n", "PB009", 1, 4),
        ("a: !x!y z\n", "PB009", 1, 4),
        ("a: 1\n---\nb: 2\n", "PB011", 2, 1),
        ("a:\n  <<: {b: 1}\n", "PB012", 2, 3),
        ("? [a]\n: b\n", "PB013", 1, 3),
        ("~: b\n", "PB013", 1, 1),
        ("do: {{name}}\n", "PB013", 1, 6),
    ],
)
def test_what_a_document_may_not_hold_has_a_code_and_a_place(text, code, line, column):
    _, finding = only(text)
    assert (finding.code, finding.at) == (code, at(line, column)), str(finding)


def test_an_anchor_with_its_uses_is_one_finding():
    node, finding = only("a: &x 1\nb: *x\nc: *x\n")
    assert node is None
    assert finding.code == "PB007"
    assert [place for place, _ in finding.related] == [at(2, 4), at(3, 4)]


def test_a_merge_with_its_anchor_is_one_finding():
    _, finding = only("a: &x {y: 1}\nc:\n  <<: *x\n")
    assert finding.code == "PB012"
    _, finding = only("c:\n  <<: [*x, *y]\n")
    assert finding.code == "PB012"


def test_a_duplicate_key_names_both_places_and_the_first_counts():
    node, finding = only("a: 1\nb: 2\n'a': 3\n")
    assert (finding.code, finding.at, finding.related) == ("PB010", at(3, 1), ((at(1, 1), "first written here"),))
    assert node.get("a").text == "1"


def test_keys_are_compared_as_text():
    node, findings = read_text("1: a\n1.0: b\ntrue: c\n", "f.yaml")
    assert findings == ()
    assert [key.text for key, _ in node] == ["1", "1.0", "true"]


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("a: " + "x" * 100, {"file": 100}, "PB005"),
        ("[a, b, c]", {"nodes": 3}, "PB008"),
        ("a: " + "x" * 100, {"scalar": 99}, "PB008"),
        ("[[a]]", {"depth": 1}, "PB006"),
    ],
)
def test_every_limit_is_a_setting_and_says_when_it_was_hit(text, limits, code):
    node, finding = only(text, **limits)
    assert node is None
    assert finding.code == code
    assert "limit" in finding.message or "more than" in finding.message
    generous = {name: bound * 100 for name, bound in limits.items()}
    assert read_text(text, "f.yaml", Limits(**generous))[1] == ()


def test_a_byte_order_mark_is_only_noted():
    node, finding = only("\ufeffa: 1\n")
    assert (finding.code, finding.severity) == ("PB003", Severity.INFO)
    assert node.get("a").at == at(1, 4)


def test_invisible_characters_and_mixed_line_ends_are_warnings():
    node, findings = read_text("a\u00a0b: c\u00a0d\r\nx: 1\n", "f.yaml")
    assert node is not None
    assert [(each.code, each.at, each.severity) for each in findings] == [
        ("PB015", at(1, 2), Severity.WARNING),
        ("PB016", at(2, 5), Severity.WARNING),
    ]


def test_an_invisible_character_that_breaks_the_syntax_is_one_finding():
    _, finding = only("a: 1\n\u00a0b: 2\nc\n")
    assert finding.code == "PB001"


def test_no_message_repeats_more_than_a_line_of_input():
    for text in ("x" * 5000 + ": 1\n" + "x" * 5000 + ": 2\n", "y" * 3000 + "\nz: 1\n", "a: *" + "b" * 3000):
        _, findings = read_text(text, "f.yaml")
        assert findings
        assert all(len(str(finding)) < 400 for finding in findings)


def test_json_keeps_numbers_as_written_and_strings_as_quoted():
    node, findings = read_json('{"a": 1.10,\n "b": [true, null, "x"]}', "f.yaml")
    assert findings == ()
    assert node.get("a") == Scalar("1.10", False, at(1, 7))
    assert node.get("b") == Sequence(
        (Scalar("true", False, at(2, 8)), Scalar("null", False, at(2, 14)), Scalar("x", True, at(2, 20))), at(2, 7)
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1,}', "PB001", 1, 8),
        ('{"a": [1, 2 ,\n ]}', "PB001", 1, 13),
        ('{"a" 1}', "PB001", 1, 6),
        ('{"a": }', "PB001", 1, 7),
        ('{"a": "x}', "PB001", 1, 7),
        ('{"a": "\\q"}', "PB001", 1, 8),
        ('{"a": "x\ny"}', "PB001", 1, 9),
        ("{'a': 1}", "PB001", 1, 2),
        ('{"a": 1 "b": 2}', "PB001", 1, 9),
        ('{"a": 1', "PB001", 1, 8),
        ('{"a": 1} x', "PB001", 1, 10),
        ('{"a":\n NaN}', "PB102", 2, 2),
        ('{"a": -Infinity}', "PB102", 1, 7),
        ('{"a": 1,\n "a": 2}', "PB010", 2, 2),
        ('{"a": "\\ud800"}', "PB001", 1, 7),
        ('{"a": "\\u0000"}', "PB001", 1, 7),
        ("[" * 100_000, "PB006", 1, 9),
        ('{"a": ' + "[" * 9 + "]" * 9 + "}", "PB006", 1, 14),
        ("", "PB004", 1, 1),
        (b"\xff{}", "PB002", 1, 1),
        ('{"a": "' + "x" * 17_000 + '"}', "PB008", 1, 7),
        ('"' + "x" * 300_000 + '"', "PB005", 1, 1),
    ],
)
def test_what_json_may_not_hold_has_a_code_and_a_place(text, code, line, column):
    _, findings = read_json(text, "f.yaml")
    assert [(finding.code, finding.at) for finding in findings] == [(code, at(line, column))]


def test_the_limits_of_json_are_settings_too():
    assert [each.code for each in read_json("[1, 2, 3]", "f.yaml", Limits(nodes=3))[1]] == ["PB008"]
    bottomless = "[" * 200_000 + "]" * 200_000
    _, findings = read_json(bottomless, "f.yaml", Limits(depth=10**6, file=10**7))
    assert [each.code for each in findings] == ["PB006"]


def test_line_ends_of_one_kind_are_not_noticed():
    assert read_text("a: 1\r\nb: 2\r\n", "f.yaml")[1] == ()


def test_a_huge_number_in_json_is_read_as_its_text():
    node, findings = read_json('{"a": 1' + "0" * 6000 + "}", "f.yaml")
    assert findings == ()
    assert as_number(node.get("a")) is None


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text('aя"\\/ {}[]:,#\n', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\ [', max_size=4), inner, max_size=3),
    max_leaves=12,
)


def as_plain(node):
    import json

    if isinstance(node, Mapping):
        return {key.text: as_plain(value) for key, value in node}
    if isinstance(node, Sequence):
        return [as_plain(item) for item in node.items]
    return node.text if node.quoted else json.loads(node.text)


@given(_JSON)
def test_json_reads_back_as_what_was_written(content):
    import json

    node, findings = read_json(json.dumps(content), "f.yaml", Limits())
    assert findings == ()
    assert as_plain(node) == content


@given(_JSON)
def test_a_place_in_json_is_where_the_value_stands(content):
    import json

    text = json.dumps({"x": content}, indent=1)
    node, _ = read_json(text, "f.yaml", Limits())
    lines = text.split("\n")
    waiting = [node]
    while waiting:
        part = waiting.pop()
        rest = lines[part.at.line - 1][part.at.column - 1 :]
        if isinstance(part, Scalar):
            assert rest.startswith('"' if part.quoted else part.text)
        else:
            assert rest[0] == ("{" if isinstance(part, Mapping) else "[")
            waiting += [value for _, value in part] if isinstance(part, Mapping) else part.items


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_gives_a_node_or_a_finding(text):
    for read in (read_text, read_json):
        node, findings = read(text, "f.yaml")
        assert node is not None or findings
        assert all(finding.at.line >= 1 and finding.at.column >= 1 for finding in findings)


@given(st.text("ab:-?[]{},#&*!|>'\"%@` \t\n\u00a0\x85", max_size=60))
def test_any_yaml_soup_gives_a_node_or_a_finding_with_advice(text):
    node, findings = read_text(text, "f.yaml")
    assert node is not None or findings
    assert all(finding.advice for finding in findings)


def test_plain_words_stand_for_values():
    assert [as_bool(each) for each in (plain("true"), plain("false"), plain("yes"), quoted("true"))] == [
        True,
        False,
        None,
        None,
    ]
    assert [
        as_number(plain(text)) for text in ("5", "-1.5", ".5", "1e3", "5 V", "0x10", "1_000", "nan", ".inf", "1e999")
    ] == [
        5.0,
        -1.5,
        0.5,
        1000.0,
        None,
        None,
        None,
        None,
        None,
        None,
    ]
    assert as_number(quoted("5")) is None
    assert [as_duration(text) for text in ("90 s", "5 min", "3h", "2 d", "0.5 h", "5", "5 m", "-5 s", "99999 d")] == [
        90.0,
        300.0,
        10800.0,
        172800.0,
        1800.0,
        None,
        None,
        None,
        None,
    ]
    assert [as_date(text) for text in ("2026-11-22", "2026-02-30", "22.11.2026", "0001-01-01")] == [
        date(2026, 11, 22),
        None,
        None,
        None,
    ]
    assert as_instant("2026-11-22T09:30+03:00") == datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=3)))
    assert as_instant("2026-11-22 09:30:15.5Z") == datetime(2026, 11, 22, 9, 30, 15, 500000, tzinfo=UTC)
    assert as_instant("2026-11-22T09:30") == datetime.fromisoformat("2026-11-22T09:30")
    assert [as_instant(text) for text in ("2026-11-22", "2026-11-22T25:00Z", "now", "9999-01-01T00:00Z")] == [None] * 4


def test_a_bare_null_is_no_text():
    assert [
        is_null(each) for each in (plain(""), plain("~"), plain("null"), quoted(""), quoted("null"), plain("none"))
    ] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_ambiguous_words_are_those_that_readers_of_yaml_disagree_on():
    for text in ("no", "On", "y", "1.10", "0123", "12:30", "2026-11-22", "0x1F", "true", ".inf"):
        assert is_ambiguous(plain(text)), text
        assert not is_ambiguous(quoted(text)), text
    for text in ("none", "1.2.3", "12:30 o'clock", "only", "v1", ""):
        assert not is_ambiguous(plain(text)), text


def test_a_node_is_named_in_words():
    node, _ = read_text("[a, 'b', 1, true, ~, [], {}]", "f.yaml")
    assert [kind_of(item) for item in node.items] == [
        "a text",
        "a text in quotes",
        "the number 1",
        "the yes/no true",
        "nothing (null)",
        "a list",
        "a mapping",
    ]


def test_documents_are_found_in_order_and_hidden_ones_left_out(tmp_path):
    for name in ("b.yaml", "a/z.yml", "a/c.yaml", ".git/x.yaml", ".hidden.yaml", "readme.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a: 1\n")
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents(tmp_path)]
    assert found == ["a/c.yaml", "a/z.yml", "b.yaml"]
    assert find_documents(tmp_path / "b.yaml") == (tmp_path / "b.yaml",)
    assert find_documents(tmp_path / "missing") == ()


def test_documents_are_found_whatever_the_case_of_their_ending(tmp_path):
    for name in ("b.YAML", "a.yaml", "c.Yml", "d.json"):
        (tmp_path / name).write_text("a: 1\n")
    assert [path.name for path in find_documents(tmp_path)] == ["a.yaml", "b.YAML", "c.Yml"]


def test_a_path_that_is_too_long_holds_no_documents():
    assert find_documents(Path("a" * 300)) == ()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    root = tmp_path / "kb"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n")
    (root / "inside.yaml").write_text("a: 1\n")
    (root / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "in.yaml").symlink_to(root / "inside.yaml")
    (root / "gone.yaml").symlink_to(root / "nothing")
    (root / "round.yaml").symlink_to(root / "round.yaml")
    (root / "folder.yaml").mkdir()
    (root / "linked").symlink_to(tmp_path)
    codes = {path.name: [finding.code for finding in read_file(path, root)[1]] for path in find_documents(root)}
    assert codes == {
        "inside.yaml": [],
        "in.yaml": [],
        "out.yaml": ["PB017"],
        "gone.yaml": ["PB017"],
        "round.yaml": ["PB017"],
        "folder.yaml": ["PB017"],
        "linked": ["PB017"],
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_called_like_a_document_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    _, findings = read_file(tmp_path / "pipe.yaml", tmp_path)
    assert [finding.code for finding in findings] == ["PB017"]


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    _, findings = read_file(path, tmp_path)
    assert [finding.code for finding in findings] == ["PB005"]


def test_a_file_is_named_as_it_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("kb").mkdir()
    Path("kb/a.yaml").write_text("a: [\n")
    _, findings = read_file(Path("kb/a.yaml"), Path("kb"))
    assert findings[0].at.file == "kb/a.yaml"


def test_intakes_have_tighter_limits_than_documents():
    assert (INTAKE.file, INTAKE.depth, INTAKE.scalar) == (256 * 1024, 8, 16 * 1024)
    assert (Limits().file, Limits().nodes, Limits().depth, Limits().scalar) == (1 << 20, 50_000, 32, 64 * 1024)
