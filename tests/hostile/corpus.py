"""Broken and hostile files, as a table: what each is called, what it holds, and which findings it may get."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

BOOK = "playbook: a.b\ntitle: Title\n"
PLAN = "plan:\n  - {step: s, do: Do it., by: line-1, fixes: often}\n"
GOOD = BOOK + PLAN
WORDS = "vocabulary: words\n"


@dataclass(frozen=True)
class Hostile:
    """One file: ``content`` as bytes, or a function that makes something of the path that is given to it.

    ``codes`` are those of which at least one must come; none stands for any.
    """

    name: str
    content: bytes | Callable[[Path], object]
    codes: tuple[str, ...] = ()
    file: str = "hostile.yaml"


def text(name: str, content: str, *codes: str, file: str = "hostile.yaml") -> Hostile:
    return Hostile(name, content.encode("utf-8", "surrogatepass"), codes, file)


def encodings() -> Iterator[Hostile]:
    yield Hostile("empty", b"", ("PB004",))
    yield Hostile("one space", b" ", ("PB004",))
    yield Hostile("only comments", b"# a\n# b\n", ("PB004",))
    yield Hostile("only a marker", b"---\n", ("PB004",))
    yield Hostile("null document", b"null", ("PB004",))
    yield Hostile("utf-8 mark alone", b"\xef\xbb\xbf", ("PB003", "PB004"))
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
        yield Hostile(f"in {codec}", GOOD.encode(codec), ("PB002",))
    for codec in ("cp1251", "koi8-r", "cp866", "latin-1", "shift-jis"):
        word = "Принтер" if codec not in ("latin-1", "shift-jis") else {"latin-1": "é", "shift-jis": "印刷"}[codec]
        yield Hostile(f"in {codec}", f"playbook: a.b\ntitle: {word}\n".encode(codec), ("PB002",))
    yield Hostile("overlong slash", b"playbook: a.b\ntitle: \xc0\xaf\n", ("PB002",))
    yield Hostile("half a sequence", b"playbook: a.b\ntitle: \xe2\x82", ("PB002",))
    yield Hostile("beyond unicode", b"title: \xf4\x90\x80\x80\n", ("PB002",))
    yield Hostile("lone surrogate", b"title: \xed\xa0\x80\n", ("PB002",))
    yield Hostile("random bytes", bytes((n * 73 + 11) % 256 for n in range(4096)), ("PB001", "PB002"))
    yield Hostile("all zero", bytes(2000), ("PB001", "PB002"))
    yield Hostile("gzip head", b"\x1f\x8b\x08\x00" + bytes(range(256)), ("PB001", "PB002"))
    yield Hostile("nul in text", b"playbook: a.b\ntitle: x\x00y\n", ("PB001",))
    for code in (0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F):
        yield Hostile(f"control {code:02x}", f"playbook: a.b\ntitle: x{chr(code)}y\n".encode(), ("PB001",))
    yield text("c1 control", f"playbook: a.b\ntitle: x{chr(0x9B)}2J\n", "PB001")
    yield text("not a character", "title: \ufffe\n", "PB001")
    for name, char in (
        ("nbsp", "\u00a0"),
        ("zero width", "\u200b"),
        ("right to left", "\u202e"),
        ("line sep", "\u2028"),
    ):
        yield text(f"{name} in a text", f"playbook: a.b\ntitle: 'x{char}y'\n" + PLAN, "PB015")
        yield text(f"{name} as indentation", f"playbook: a.b\ntitle:\n{char}{char}en: x\n", "PB001", "PB015", "PB104")
    yield text("mixed line ends", GOOD.replace("\n", "\r\n", 1), "PB016")
    yield text("old line ends mixed", GOOD.replace("\n", "\r", 1), "PB016")
    yield text("mark in the middle", "playbook: a.b\n\ufefftitle: x\n", "PB001")


def syntax() -> Iterator[Hostile]:
    broken = {
        "tab first": "\tplaybook: a.b\n",
        "tab inside": "playbook: a.b\nplan:\n\t- step: s\n",
        "tab after spaces": "playbook: a.b\nplan:\n  - step: s\n \tdo: x\n",
        "odd indent": "playbook: a.b\nwhen:\n    a.b: 1\n  c.d: 2\n",
        "deeper for no reason": "playbook: a.b\n  title: x\n",
        "no colon": "playbook: a.b\ntitle x\nplan: []\n",
        "no space after colon": "playbook:a.b\ntitle: x\n",
        "two colons": "playbook: a.b\ntitle: Note: it is hot\n",
        "colon in braces": "playbook: a.b\ntitle: {en: a: b}\n",
        "open double quote": 'playbook: a.b\ntitle: "x\nrevision: 1\n',
        "open single quote": "playbook: a.b\ntitle: 'x\nrevision: 1\n",
        "apostrophe in single quotes": "playbook: a.b\ntitle: 'don't'\n",
        "text after quotes": 'playbook: a.b\ntitle: "x" y\n',
        "open bracket": "playbook: a.b\nauthors: [x\nrevision: 1\n",
        "open brace": "playbook: a.b\ntitle: {en: x\nrevision: 1\n",
        "wrong closing": "playbook: a.b\nauthors: [x}\n",
        "stray closing": "playbook: a.b\nauthors: ]\n",
        "no comma": "playbook: a.b\ntitle: {en: x ru: y}\n",
        "comment in braces": "playbook: a.b\ntitle: {en: Press #1, ru: y}\n",
        "at sign": "playbook: a.b\ntitle: @x\n",
        "backtick": "playbook: a.b\ntitle: `x`\n",
        "percent": "playbook: a.b\ntitle: %x\n",
        "star": "playbook: a.b\ntitle: * x\n",
        "ampersand": "playbook: a.b\ntitle: & x\n",
        "bad escape": 'playbook: a.b\ntitle: "C:\\Windows"\n',
        "bad hex escape": 'playbook: a.b\ntitle: "\\xzz"\n',
        "huge escape": 'playbook: a.b\ntitle: "\\UFFFFFFFF"\n',
        "surrogate escape": 'playbook: a.b\ntitle: "\\ud800"\n',
        "nul escape": 'playbook: a.b\ntitle: "\\0"\n',
        "bell escape": 'playbook: a.b\ntitle: "\\a"\n',
        "list among keys": "playbook: a.b\n- x\n",
        "keys among list": "plan:\n  - a\n  b: c\n",
        "text after block sign": "playbook: a.b\ntitle: |x\n  y\n",
        "block indent digit": "playbook: a.b\ntitle: |0\n  y\n",
        "huge block indent": "playbook: a.b\ntitle: >99999999999999999999\n  y\n",
        "yaml directive": "%YAML 3.0\n---\nplaybook: a.b\n",
        "unknown directive": "%FOO bar\nplaybook: a.b\n",
        "text after the end": "playbook: a.b\n... x\n",
        "question mark twice": "? a\n: b\n: c\n",
        "only a colon": ":\n",
        "only a dash": "-\n",
        "only a brace": "{",
        "only a bracket": "[",
        "only a quote": "'",
        "only a pipe": "|",
        "conflict markers": "<<<<<<< HEAD\nplaybook: a.b\n=======\nplaybook: c.d\n>>>>>>> x\n",
        "html": "<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        "json cut short": '{"playbook": "a.b", "title": ',
        "python": "def f(x):\n    return {1: x}\n",
        "shell": "#!/bin/sh\nrm -rf /tmp/x\n",
        "a long key": "k" * 5000 + ": 1\n",
        "a long line": "playbook: " + "a" * 200_000 + "\n",
        "a thousand commas": "playbook: [" + "," * 1000 + "]\n",
    }
    for name, content in broken.items():
        yield text(name, content)


def bombs() -> Iterator[Hostile]:
    for name, unit in (
        ("brackets", "["),
        ("braces", "{"),
        ("dashes", "- "),
        ("questions", "? "),
        ("maps", "{a: "),
        ("lists of maps", "[{a: "),
    ):
        for count in (33, 1000, 100_000):
            yield text(f"{count} {name}", (unit * count)[: 1 << 20], "PB006")
    steps = "".join(f"{' ' * n}a:\n" for n in range(300))
    yield text("a staircase of keys", steps, "PB006")
    yield text("closed deep lists", "[" * 5000 + "]" * 5000, "PB006")
    laughs = "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1},*a{n - 1}]\n" for n in range(1, 60))
    yield text("a billion laughs", laughs, "PB007")
    merges = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    yield text("a merge bomb", merges, "PB012")
    yield text("an alias of itself", "a: &a [*a]\n", "PB007")
    yield text("an anchor alone", "playbook: &id a.b\ntitle: x\n", "PB007")
    yield text("a merge of nothing", BOOK + "<<: {}\n", "PB012")
    yield text("too large", "# " + "x" * (1 << 20) + "\n" + GOOD, "PB005")
    yield Hostile(
        "a gigabyte of holes", lambda path: os.truncate(path, 1 << 30) if path.touch() is None else None, ("PB005",)
    )
    yield text("a huge text", BOOK + "because: " + "x" * 70_000 + "\n", "PB008")
    yield text("a huge key", "'" + "k" * 70_000 + "': 1\n", "PB008", "PB001")
    yield text("sixty thousand items", "a: [" + "x," * 60_000 + "]\n", "PB008")
    yield text("sixty thousand keys", "".join(f"k{n}: 1\n" for n in range(60_000)), "PB008")
    yield text("ten thousand equal keys", "k: 1\n" * 10_000, "PB010")
    yield text("ten thousand unknown keys", GOOD + "".join(f"k{n}: 1\n" for n in range(10_000)), "PB104")
    yield text(
        "two thousand unknown attributes",
        WORDS + "attributes:\n" + "".join(f"  a.b{n}: {{typ: x}}\n" for n in range(2_000)),
        "PB104",
    )
    yield text("four thousand documents", "---\na: 1\n" * 4000, "PB011")
    yield text("a long run of tabs", "playbook: a.b\n" + "\t" * 100_000 + "x: 1\n")
    yield text("a long run of line ends", "\n" * 900_000 + "x", "PB014")
    yield text("a long comment in braces", "{a: 1 #" + "x" * 500_000 + "\n")
    yield text("a long anchor", "a: &" + "x" * 100_000 + " 1\n")
    yield text("a long tag", "a: !" + "x" * 100_000 + " 1\n")
    yield text("many quotes", "playbook: " + "'" * 100_001 + "\n")
    yield text("many backslashes", 'playbook: "' + "\\\\" * 50_000 + "\n")
    yield text("many block lines", "playbook: |\n" + "  x\n" * 100_000, "PB008")


def comments() -> Iterator[Hostile]:
    remark = "# diagnose: ignore PB999 because x\n"
    yield text("many comments", GOOD + "# x\n" * 100_000)
    yield text("comments beside", BOOK + "plan:\n" + "  - {step: s, do: x} # x\n" * 3_000)
    yield text("five thousand remarks", GOOD + remark * 5_000, "PB605")
    yield text("remarks beside", BOOK + "authors:\n" + f"  - x {remark}" * 3_000 + PLAN, "PB111")
    yield text(
        "a remark with many codes", "# diagnose: ignore-file " + "PB999 " * 5_000 + "because x\n" + GOOD, "PB605"
    )
    yield text("a long remark", "# diagnose: " + "x" * 500_000 + "\n" + GOOD, "PB605")
    yield text("a remark of spaces", "#" + " " * 500_000 + "diagnose:\n" + GOOD)
    yield text("many hashes", "#" * 900_000 + "\n" + GOOD)
    yield text("comments in brackets", BOOK + "authors: [\n" + "  x, # x\n" * 5_000 + "]\n" + PLAN, "PB111")
    yield text("a block of hashes", BOOK + "because: |\n" + "  # x\n" * 10_000 + PLAN)
    yield text("many dashes in a comment", BOOK + "authors:\n" + "  # - - - -\n" * 20_000 + "  - x\n" + PLAN)


def fixable() -> Iterator[Hostile]:
    yield text("five thousand of the same", BOOK + f"authors: [{'x, ' * 5_000}x]\n" + PLAN, "PB111")
    lines = "".join(f"  - {word}\n" for word in ("yes", "no", "1.10", "12:30") * 500)
    yield text("two thousand ambiguous texts", f"{BOOK}authors:\n{lines}{PLAN}", "PB113")
    steps = "".join(f"  - {{step: s{n}, do: x, by: line-1, via: phone, needs: y}}\n" for n in range(500))
    yield text("a thousand lists to be", f"{BOOK}plan:\n{steps}", "PB116")
    tests = "".join(f"    - x.y{n}: {{gt: 1}}\n" for n in range(1_000))
    yield text("a thousand operators", f"{BOOK}when:\n  any:\n{tests}{PLAN}", "PB204")
    yield text("a mark and mixed line ends", "\ufeff" + GOOD.replace("\n", "\r\n", 2), "PB016")
    yield text("old line ends", GOOD.replace("\n", "\r"))
    yield text("other line ends", GOOD.replace("\n", "\u2028"))
    yield text("a huge flow", BOOK + "authors: [" + "[x], " * 20_000 + "]\n")


def features() -> Iterator[Hostile]:
    for tag in (
        "!!python/object/apply:os.system",
        "!!python/name:os.system",
        "!!binary",
        "!!set",
        "!!omap",
        "!foo",
        "!!str",
        "!<tag:x>",
    ):
        yield text(f"tag {tag}", f"playbook: a.b\ntitle: {tag} [x]\n", "PB009")
    yield text("an undeclared tag handle", "playbook: a.b\ntitle: !x!y z\n", "PB009")
    yield text("a tag directive", "%TAG ! tag:evil,2000:\n---\nplaybook: a.b\ntitle: !x y\n", "PB009")
    yield text("two documents", GOOD + "---\n" + GOOD, "PB011")
    yield text("a duplicate key", BOOK + "title: again\n" + PLAN, "PB010")
    yield text("a duplicate key in quotes", BOOK + "'title': again\n" + PLAN, "PB010")
    yield text("a duplicate language", "playbook: a.b\ntitle: {en: x, en: y}\n" + PLAN, "PB010")
    yield text("keys 1 and 1.0 and true", GOOD + "1: a\n1.0: b\ntrue: c\n", "PB104")
    for key in ("~", "null", "", "? [a]\n", "? {a: b}\n", "{{x}}"):
        yield text(f"key {key.strip() or 'empty'}", f"{GOOD}{key}: x\n")
    yield text("placeholders", "playbook: a.b\ntitle: x\nbecause: {{ cause }}\n", "PB013")
    yield text("list at the top", "- playbook: a.b\n", "PB014")
    yield text("text at the top", "hello\n", "PB014")
    yield text("number at the top", "42\n", "PB014")
    yield text("empty mapping", "{}\n", "PB014")
    yield text("title first", "title: x\nplaybook: a.b\n", "PB014")
    yield text("misspelt kind", "playbok: a.b\n", "PB014")
    yield text("a rule of another tool", "alert: HighLoad\nexpr: load > 1\nfor: 5m\n", "PB014")
    yield text("a workflow of another tool", "on: push\njobs: {a: {runs-on: x}}\n", "PB014")


def shapes() -> Iterator[Hostile]:
    wrong = {"null": "", "list": "[[]]", "map": "{'': {}}", "text": "'?'", "deep": "[{a: [{b: ~}]}]"}
    takes_text = ("because", "say", "frequency", "vendor", "replaced_by", "title", "requires")
    for key in [
        "kind",
        "title",
        "revision",
        "status",
        "authors",
        "reviewed",
        "sources",
        "formerly",
        "replaced_by",
        "applies_to",
        "when",
        "frequency",
        "shows",
        "because",
        "plan",
        "outcome",
        "say",
        "escalate",
        "vendor",
        "requires",
    ]:
        for name, value in wrong.items():
            if not (name == "text" and key in takes_text):
                rest = (
                    GOOD
                    if key not in ("title", "plan")
                    else "playbook: a.b\n" + (PLAN if key == "title" else "title: x\n")
                )
                yield text(f"playbook {key} as {name}", f"{rest}{key}: {value}\n")
    for key in [
        "step",
        "do",
        "by",
        "via",
        "takes",
        "risk",
        "price",
        "needs",
        "after",
        "requires",
        "confirm",
        "fixes",
        "check",
        "stop",
        "formerly",
    ]:
        for name in ("null", "deep"):
            yield text(f"step {key} as {name}", f"{BOOK}plan:\n  - {{step: s, do: x}}\n  - {key}: {wrong[name]}\n")
    for key in [
        "type",
        "values",
        "abnormal",
        "complaint",
        "common",
        "relevant",
        "question",
        "answered_by",
        "takes",
        "labels",
        "phrases",
        "unit",
        "also",
        "range",
        "step",
        "private",
        "formerly",
    ]:
        for name in ("null", "deep"):
            yield text(f"attribute {key} as {name}", f"{WORDS}attributes:\n  a.b:\n    {key}: {wrong[name]}\n")
    for key in ["lines", "sectors", "channels", "options", "levels", "calendars", "vendors"]:
        for name in ("null", "list", "deep", "map"):
            yield text(f"support {key} as {name}", f"support: s\n{key}: {wrong[name]}\n")
    for key in ["given", "tests"]:
        for name in ("null", "list", "deep"):
            yield text(f"cases {key} as {name}", f"cases: a.b\n{key}: {wrong[name]}\n", file="hostile.cases.yaml")
    for key in ["name", "ticket", "todo", "intake", "like", "change", "table", "expect", "expect_each", "golden"]:
        for name in ("null", "deep"):
            yield text(
                f"case {key} as {name}", f"cases: a.b\ntests:\n  - {key}: {wrong[name]}\n", file="hostile.cases.yaml"
            )
    for key in [
        "format",
        "name",
        "version",
        "languages",
        "timezone",
        "currency",
        "signs",
        "frequency",
        "prices",
        "thresholds",
        "bounds",
        "rules",
    ]:
        for name in ("null", "deep"):
            first = "" if key == "format" else "format: 1\n"
            yield text(f"setting {key} as {name}", f"{first}{key}: {wrong[name]}\n", file="kb.yaml")


def meanings() -> Iterator[Hostile]:
    for name, written in {
        "no dot": "toner",
        "two dots": "a..b",
        "a blank": "a.b c",
        "a slash": "a/b",
        "a leading digit": "1a.b",
        "look-alike letter": "printing.t\u043ener",
        "full width": "\uff50rint.x",
        "decomposed": "a.cafe\u0301",
        "zero width": "a.b\u200bc",
        "path": "../../etc/passwd",
        "very long": "a." + "b" * 1000,
        "emoji": "a.\U0001f5a8",
        "html": "<script>.x",
        "terminal escape": "'a.b\\e[2J'",
    }.items():
        yield text(f"id with {name}", f"playbook: {written}\ntitle: x\n{PLAN}")
    for value in (".nan", ".inf", "-.inf", "1e999", "1" * 5000, "0x1F", "1_000", "1:30", "-1"):
        yield text(f"price {value[:9]}", f"{BOOK}plan:\n  - {{step: s, do: x, by: line-1, price: {value}}}\n")
    for value in ("5", "5 m", "-5 s", "5 minutes", "1e9 d", "99999999 d", "PT5M", "5,5 s", "\u0665 s"):
        yield text(
            f"takes {value}", f"{BOOK}plan:\n  - step: s\n    do: x\n    by: line-1\n    takes: '{value}'\n", "PB108"
        )
    for value in ("2026-02-30", "26-01-01", "0000-00-00", "9999999-01-01", "yesterday", "2026-01-01T99:99"):
        yield text(f"reviewed {value}", f"{GOOD}reviewed: {value}\n", "PB108")
    for value in ("2", "99", "abc", "-1", "1.5", "[1]"):
        yield text(f"format {value}", f"format: {value}\n", file="kb.yaml")
    conditions = {
        "an unknown attribute": "{x.y: 1}",
        "an unknown operator": "{x.y: {equals: 1}}",
        "an operator of symbols": "{x.y: {'>=': 1}}",
        "a null test": "{x.y: }",
        "an empty group": "{any: []}",
        "a group that is no list": "{any: {x.y: 1}}",
        "a list in a list": "{x.y: [[1]]}",
        "a count of nothing": "{count: {at_least: 1}}",
        "a count of texts": "{count: {at_least: many, of: [{x.y: 1}]}}",
        "a negative count": "{count: {at_least: -1, of: [{x.y: 1}]}}",
        "ends upside down": "{x.y: {between: [5, 1]}}",
        "three ends": "{x.y: {between: [1, 2, 3]}}",
        "a bad regex": "{x.y: {matches: {regex: '('}}}",
        "a regex bomb": "{x.y: {matches: {regex: '((a{1,1000}){1,1000}){1,1000}'}}}",
        "a backtracking regex": "{x.y: {matches: {regex: '(a+)+$'}}}",
        "a long regex": "{x.y: {matches: {regex: '" + "a|" * 20_000 + "b'}}}",
        "nested as deep as allowed": "{any: [" * 14 + "{x.y: 1}" + "]}" * 14,
        "a thousand tests": "{any: [" + ",".join(f"{{x.y{n}: 1}}" for n in range(1000)) + "]}",
        "a text": "printer",
        "a list": "[x.y]",
    }
    for name, condition in conditions.items():
        yield text(f"condition with {name}", f"{BOOK}when: {condition}\n{PLAN}")
    yield text("a kind above itself", f"{WORDS}taxonomies: {{equipment: {{a: {{is_a: a}}}}}}\n", "PB407")
    ring = ", ".join(f"k{n}: {{is_a: k{(n + 1) % 500}}}" for n in range(500))
    yield text("a ring of kinds", f"{WORDS}taxonomies: {{equipment: {{{ring}}}}}\n", "PB407")
    yield text(
        "steps after each other",
        f"{BOOK}plan:\n  - {{step: a, do: x, after: [b]}}\n  - {{step: b, do: y, after: [a]}}\n",
    )
    yield text("a step after itself", f"{BOOK}plan:\n  - {{step: a, do: x, after: [a]}}\n")
    yield text("a conclusion from itself", "conclusion: a.c\nwhen: {x.y: 1}\nsets: {x.y: 1}\n")
    yield text("a rule that would import", "format: 1\nrules: [os.system, 'subprocess:Popen']\n", file="kb.yaml")
    yield text("an impossible time zone", "format: 1\ntimezone: ../../../etc/passwd\n", file="kb.yaml")


def files() -> Iterator[Hostile]:
    yield Hostile("a folder", lambda path: path.mkdir(), ("PB017",))
    yield Hostile("a link out", lambda path: path.symlink_to("/etc/hostname"), ("PB017",))
    yield Hostile("a link to a device", lambda path: path.symlink_to("/dev/zero"), ("PB017",))
    yield Hostile("a link to nothing", lambda path: path.symlink_to(path.parent / "nothing"), ("PB017",))
    yield Hostile("a link to itself", lambda path: path.symlink_to(path), ("PB017",))
    yield Hostile("a linked folder", lambda path: path.symlink_to("/etc"), ("PB017",), file="elsewhere")
    yield Hostile("a pipe", os.mkfifo, ("PB017",))
    yield text("a name with a line end", "x", "PB014", file="a\nb.yaml")
    yield text("a name with an escape", "x", "PB014", file="a\x1b[2Jb.yaml")
    yield Hostile(
        "a name that is no text",
        lambda path: Path(os.fsdecode(bytes(path.parent) + b"/\xff.yaml")).write_bytes(b"x"),
        ("PB014",),
    )


def corpus() -> list[Hostile]:
    return [*encodings(), *syntax(), *bombs(), *comments(), *fixable(), *features(), *shapes(), *meanings(), *files()]
