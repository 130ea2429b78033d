"""What every part of the compiler works with: the names, the settings, one reader of conditions, the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnose.errors import Finding, Fix, FixKind, Location, echo
from diagnose.facts import Value
from diagnose.kb.alike import Signature, signature
from diagnose.kb.codes import finding
from diagnose.kb.conditions import ConditionReader
from diagnose.kb.lexicon import Lexicon, Problem, report
from diagnose.kb.playbook import Settings, Shown
from diagnose.kb.suggest import meant
from diagnose.kb.values import seen, value_of
from diagnose.names import fold
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, as_number
from diagnose.nodes.writing import quoted
from diagnose.vocabulary import Attribute, Chain
from diagnose.wording import phrase, worded


@dataclass(frozen=True, slots=True)
class Workbench:
    """The state of one compilation; ``findings`` grows.

    ``strengths``, ``pairs`` and ``shown`` keep what was read before, by how it is written: in a large knowledge base
    most things are written more than once. ``damaged`` holds the folded ids of attributes whose values are not known
    because their declaration is wrong, ``parts`` the parts of all chains as playbooks name them.
    """

    lexicon: Lexicon
    settings: Settings
    conditions: ConditionReader
    line_ids: Mapping[str, object]
    strengths: dict[tuple[str, bool], float] = field(default_factory=dict)
    pairs: dict[tuple[str, Signature], tuple[str, Value]] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    shown: dict[tuple[str, Signature], tuple[str, tuple[Shown, ...]]] = field(default_factory=dict)
    parts: Mapping[str, tuple[Chain, str]] = field(default_factory=dict)

    @classmethod
    def on(cls, lexicon: Lexicon, settings: Settings) -> Workbench:
        """A workbench with nothing on it."""
        return cls(
            lexicon,
            settings,
            ConditionReader(lexicon),
            {line.id: line for line in lexicon.support.lines},
            parts={name: (chain, part) for name, chain, part in lexicon.vocabulary.parts()},
        )

    @property
    def findings(self) -> list[Finding]:
        """Everything found so far, also by the reader of conditions."""
        return self.conditions.findings

    def note(self, code: str, message: str, at: Location, advice: str = "", fix: Fix | None = None) -> None:
        """Add a finding."""
        self.findings.append(finding(code, message, at, advice, fix=fix))

    def report(self, problem: Problem, at: Location) -> None:
        """Add the finding that ``problem`` is."""
        report(self.findings, problem, at)

    def attribute(self, name: Scalar) -> Attribute | None:
        """The attribute called ``name``; None after a finding."""
        found = self.lexicon.attribute(name.text)
        if isinstance(found, Problem):
            self.report(found, name.at)
            return None
        if found.id != name.text and self.lexicon.renamed(name.text):
            message = worded("{name!r} is now called {now!r}", name=echo(name.text), now=found.id)
            fix = Fix(FixKind.REPLACE, name.at, quoted(found.id))
            self.note("PB208", message, name.at, worded("write {text}", text=found.id), fix)
        return found

    def value(self, node: Node, attribute: Attribute) -> Value | None:
        """The value of ``attribute`` that ``node`` stands for; None after a finding."""
        found = value_of(node, attribute, self.lexicon)
        if isinstance(found, Problem):
            self.report(found, node.at)
            return found.instead
        return found

    def values(self, node: MappingNode) -> tuple[tuple[str, Value], ...]:
        """A map of attributes to values, as ``sets`` and ``check`` have it, in order of attribute."""
        found: dict[str, tuple[str, Value]] = {}
        for name, raw in node.entries:
            pair = self._pair(name, raw)
            if pair is not None:
                found[pair[0]] = pair
        return tuple([found[attribute] for attribute in sorted(found)])

    def _pair(self, name: Scalar, raw: Node) -> tuple[str, Value] | None:
        """An attribute and its value; what is written alike is read once."""
        written = (name.text, signature(raw))
        shared = self.pairs.get(written)
        if shared is not None:
            return shared
        before = len(self.findings)
        attribute = self.attribute(name)
        value = None if attribute is None else self.value(raw, attribute)
        if attribute is None or value is None:
            return None
        pair = (attribute.id, value)
        if len(self.findings) == before and written[1]:
            self.pairs[written] = pair
        return pair

    def strength(self, node: Node) -> float | None:
        """The probability that a word of the table of signs, or a number, stands for; None after a finding."""
        if isinstance(node, Scalar):
            known = self.strengths.get((node.text, node.quoted))
            if known is not None:
                return known
        found = self.number(node, self.settings.signs, 1.0, "a word of the signs table or a number from 0 to 1")
        if found is not None and isinstance(node, Scalar):
            self.strengths[node.text, node.quoted] = found
        return found

    def number(self, node: Node, words: Mapping[str, float], most: float, wanted: str) -> float | None:
        """The number that ``node`` stands for, by a table of ``words`` or as written, from 0 to ``most``."""
        if isinstance(node, Scalar):
            if node.text in words:
                return words[node.text]
            by_folded = {fold(word): number for word, number in words.items()}
            if fold(node.text) in by_folded:
                return by_folded[fold(node.text)]
            number = as_number(node)
            if number is not None and 0 <= number <= most:
                return number
        if isinstance(node, Scalar) and fold(node.text) in self.lexicon.excused:
            return None  # the word is declared, but its own number is wrong, which is said there
        close = meant(node.text, words) if isinstance(node, Scalar) else ""
        message = worded("{found} is not {wanted}", found=seen(node), wanted=phrase(wanted))
        self.note("PB103", message, node.at, close or worded("the words are {words}", words=", ".join(words)))
        return None

    def known(self, name: Scalar, what: str, declared: Mapping[str, object], code: str = "PB203") -> str | None:
        """The declared id that ``name`` refers to; None after a finding."""
        if name.text in declared:
            return name.text
        same = next((each for each in declared if fold(each) == fold(name.text)), None)
        if same is None:
            self.report(self.lexicon.missing(code, what, name.text, declared), name.at)
        return same
