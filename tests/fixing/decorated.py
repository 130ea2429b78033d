"""Documents with comments, empty lines and odd layouts, made from plain ones or out of nothing."""

from __future__ import annotations

import random

import yaml
from hypothesis import strategies as st

from diagnose.nodes.written import read_written
from tests.hostile.good import GOOD

COMMENTS = ["# note", "#", "# 'quoted' text", "# a: b", "# - x", "#!"]


def comments(text: str) -> list[str]:
    """The comments of ``text``, sorted."""
    document = read_written(text.removeprefix("\ufeff"))
    assert document is not None
    return sorted(comment.text.rstrip() for comment in document.comments)


def content(text: str) -> object:
    """What ``text`` says, every scalar as the text it is: another reader's answer."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def decorated(text: str, choice: random.Random) -> str:
    """``text`` with comments and empty lines added where they may stand."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip(" "))]
        while choice.random() < 0.2:
            lines.append(choice.choice(["", indent + choice.choice(COMMENTS), indent + "  " + choice.choice(COMMENTS)]))
        beside = choice.choice(["  ", " ", "     "]) + choice.choice(COMMENTS) if choice.random() < 0.2 else ""
        lines.append(line + beside + (" " * choice.randrange(3)))
    return "\n".join(lines) + choice.choice(["\n", "\n\n", "", "\n# end\n"])


@st.composite
def good_documents(draw: st.DrawFn) -> tuple[str, str]:
    """The name of a good document, and its decorated text."""
    file = draw(st.sampled_from(sorted(GOOD)))
    return file, decorated(GOOD[file], random.Random(draw(st.integers(0, 10_000))))


WORDS = st.sampled_from(
    ["a", "b c", "it's", "yes", "1.10", "null", "x: y", "# no", "Ж, ж", "-", "{", "a\\b", 'say "x"']
)
TEXTS = st.one_of(WORDS, st.text(alphabet="ab :#'\"-,[]{}\\Ж&*!|>%@`?", min_size=1, max_size=8).map(str.strip))
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(st.sampled_from(["k", "on", "a b", "Ключ", "x.y", "'q'"]), inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


class Writer:
    """Writes a tree in some layout that another author might have chosen."""

    def __init__(self, choice: random.Random) -> None:
        self.choice = choice

    def document(self, tree: dict[str, object]) -> str:
        head = "".join(f"{self.choice.choice(COMMENTS)}\n" for _ in range(self.choice.randrange(2)))
        return head + "\n".join(self.block(tree, 0)) + self.choice.choice(["", "\n", "\n\n\n", "\n# end"])

    def block(self, tree: object, indent: int) -> list[str]:
        lines: list[str] = []
        pairs = tree.items() if isinstance(tree, dict) else [(None, item) for item in tree]
        for key, value in pairs:
            lines += self.between(indent)
            head = " " * indent + (
                "-" if key is None else self.quoted(key, False) + self.choice.choice(["", " "]) + ":"
            )
            lines += self.entry(head, value, indent, is_item=key is None)
        return lines

    def between(self, indent: int) -> list[str]:
        kinds = ["", " " * indent + self.choice.choice(COMMENTS), " " * (indent + 3) + self.choice.choice(COMMENTS)]
        return [self.choice.choice(kinds) for _ in range(self.choice.choice([0, 0, 0, 1, 2, 3]))]

    def entry(self, head: str, value: object, indent: int, *, is_item: bool) -> list[str]:
        deeper = indent + self.choice.choice([1, 2, 4])
        if isinstance(value, str):
            return self.scalar(head, value, deeper)
        if self.choice.random() < 0.3:
            spaces = " " * self.choice.randrange(1, 3)
            return [f"{head}{spaces}{self.flow(value, deeper)}{self.beside()}"]
        below = self.block(
            value, indent if isinstance(value, list) and not is_item and self.choice.random() < 0.5 else deeper
        )
        return [head + self.beside(), *below]

    def beside(self) -> str:
        return self.choice.choice(["", "", "", " ", "  # beside", " # it's"])

    def scalar(self, head: str, value: str, deeper: int) -> list[str]:
        if self.choice.random() < 0.2 and value.strip() and not value.startswith((" ", "#")):
            sign = self.choice.choice(["|-", ">-"]) + self.choice.choice(["", " # header"])
            return [f"{head} {sign}", " " * deeper + value, *([""] * self.choice.randrange(2))]
        return [f"{head}{' ' * self.choice.randrange(1, 4)}{self.quoted(value, False)}{self.beside()}"]

    def flow(self, tree: object, indent: int) -> str:
        if isinstance(tree, str):
            return self.quoted(tree, True)
        if isinstance(tree, list):
            return self.bracketed("[", [self.flow(item, indent) for item in tree], "]", indent)
        pairs = [f"{self.quoted(key, True)}:{self.space()} {self.flow(item, indent)}" for key, item in tree.items()]
        return self.bracketed("{", pairs, "}", indent)

    def bracketed(self, opening: str, parts: list[str], closing: str, indent: int) -> str:
        comma = "," + self.choice.choice(["", " ", f"\n{' ' * indent}", f" # part\n{' ' * indent}"])
        last = self.choice.choice(["", " ", f"\n{' ' * indent}", " ,"])
        return f"{opening}{self.space()}{(comma + ' ').join(parts)}{last}{closing}"

    def space(self) -> str:
        return self.choice.choice(["", "", " "])

    def quoted(self, text: str, in_brackets: bool) -> str:
        plain = text[:1].isalpha() and all(sign.isalnum() or sign in " ._" for sign in text) and text == text.strip()
        ways = [
            lambda: "'" + text.replace("'", "''") + "'",
            lambda: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"',
        ]
        if plain:
            ways += [lambda: text] * 2
        return self.choice.choice(ways)()


@st.composite
def strange_documents(draw: st.DrawFn) -> str:
    """A text in a strange layout that says a random tree."""
    tree = draw(st.dictionaries(st.sampled_from(["playbook", "title", "when", "on"]), TREES, min_size=1, max_size=4))
    return Writer(random.Random(draw(st.integers(0, 10_000)))).document(tree)
