"""Plain data as YAML on one line: whatever is written is read back as the same, by our reader and by any other."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from diagnose.nodes import Mapping, Scalar, Sequence, as_bool, as_number, read_text
from diagnose.nodes.writing import flow

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=20)
DATA = st.recursive(
    TEXTS
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda x: round(x, 3)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=8,
)


def ours(node):
    if isinstance(node, Mapping):
        return {key.text: ours(value) for key, value in node}
    if isinstance(node, Sequence):
        return [ours(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.quoted:
        return node.text
    for found in (as_bool(node), as_number(node)):
        if found is not None:
            return found
    return node.text


@given(st.dictionaries(TEXTS.filter(lambda text: text not in ("", "<<")), DATA, max_size=4))
def test_what_is_written_is_read_back(data):
    node, findings = read_text(flow(data), "made.yaml")
    assert [each for each in findings if each.code != "PB015"] == []
    assert ours(node) == data


@given(st.dictionaries(TEXTS.filter(bool), TEXTS | st.booleans(), max_size=4))
def test_another_reader_reads_the_same(data):
    assert yaml.safe_load(flow(data)) == data


def test_words_stay_plain_and_what_readers_disagree_on_is_quoted():
    assert flow({"a.b": ["some words", "no", "1.10", "2026-11-22", "a: b", "# x", ""]}) == (
        "{a.b: [some words, 'no', '1.10', '2026-11-22', 'a: b', '# x', '']}"
    )
