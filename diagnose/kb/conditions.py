"""Conditions: from located nodes to the tree that the engine asks. Every mistake is one finding; reading goes on."""

from __future__ import annotations

from diagnose.errors import Finding, Fix, FixKind, Location, echo
from diagnose.kb.alike import Signature, moved, signature
from diagnose.kb.codes import finding
from diagnose.kb.lexicon import Lexicon, report
from diagnose.kb.operands import EQUALITY, LISTS, OPERATORS, Reading, equality, merged, words_for
from diagnose.kb.spellings import GROUPS, OTHER_GROUPS, OTHER_OPERATORS, plain
from diagnose.kb.suggest import meant
from diagnose.kb.values import seen
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.nodes.writing import quoted
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, Leaf, NoneOf, Test
from diagnose.rules.operators import Between, Operator
from diagnose.vocabulary import Attribute, AttributeType
from diagnose.wording import phrase, worded


def read_condition(node: Node, lexicon: Lexicon) -> tuple[Condition | None, tuple[Finding, ...]]:
    """The condition that ``node`` stands for, None when nothing of it can be read, and all its findings."""
    reader = ConditionReader(lexicon)
    condition = reader.read(node)
    return condition, tuple(reader.findings)


class ConditionReader:
    """Reads conditions against one lexicon. ``findings`` grows as it reads.

    Tests that are written alike are read once and share their operator: in a large knowledge base most are.
    """

    __slots__ = ("_shared", "findings", "lexicon")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.findings: list[Finding] = []
        self._shared: dict[tuple[str, Signature], tuple[Leaf, ...]] = {}

    def read(self, node: Node) -> Condition | None:
        """The condition that ``node`` stands for; None when nothing of it can be read."""
        members = self.conjuncts(node)
        if len(members) == 1:
            return members[0]
        return AllOf(members, node.at) if members else None

    def conjuncts(self, node: Node) -> tuple[Condition, ...]:
        """The conditions that the entries of ``node`` stand for, all of which must hold."""
        if not isinstance(node, Mapping):
            advice = "write 'attribute: value'; several entries mean all of them"
            if isinstance(node, Sequence):
                advice = "write the entries without dashes, or put the list under 'all', 'any' or 'none'"
            self._note("PB102", worded("a condition is a map, not {found}", found=seen(node)), node.at, advice)
            return ()
        if not node.entries:
            self._note("PB110", "an empty condition", node.at, "write what must be observed, or leave the key out")
        found: list[Condition] = []
        for key, operand in node.entries:
            self._entry(key, operand, found)
        return tuple(found)

    def _entry(self, key: Scalar, operand: Node, found: list[Condition]) -> None:
        """Append to ``found`` what one entry stands for."""
        if key.text in GROUPS:
            group = self._count(key, operand) if key.text == "count" else self._group(key, operand)
            found.extend(() if group is None else (group,))
            return
        written = (key.text, signature(operand))
        shared = self._shared.get(written)
        if shared is not None:
            found.extend([moved(leaf, key.at) for leaf in shared])
            return
        before = len(self.findings)
        attribute = self._attribute(key, operand)
        tests = () if attribute is None else self._tests(attribute, key, operand)
        found.extend(tests)
        if len(self.findings) == before and written[1]:
            self._shared[written] = tests

    def _attribute(self, key: Scalar, operand: Node) -> Attribute | None:
        found = self.lexicon.attribute(key.text)
        if isinstance(found, Attribute):
            if self.lexicon.renamed(key.text) and key.text != found.id:
                message = worded("{name!r} is now called {now!r}", name=echo(key.text), now=found.id)
                now = Fix(FixKind.REPLACE, key.at, quoted(found.id))
                self._note("PB208", message, key.at, worded("write {text}", text=found.id), now)
            return found
        group = OTHER_GROUPS.get(plain(key.text))
        if group is not None:
            message = worded("there is no group {key!r}", key=echo(key.text))
            certain = group != "count" and isinstance(operand, Sequence)
            fix = Fix(FixKind.REPLACE, key.at, group) if certain else None
            self._note("PB105", message, key.at, worded("write {group}: [...]", group=group), fix)
        elif "." not in key.text and meant(key.text, GROUPS):
            message = worded("unknown key {key!r} in a condition", key=echo(key.text))
            self._note("PB104", message, key.at, meant(key.text, GROUPS))
        elif plain(key.text) in OPERATORS:
            advice = worded("put it below an attribute: 'attribute: {{{key}: ...}}'", key=key.text)
            message = worded("the operator {key!r} stands where an attribute belongs", key=key.text)
            self._note("PB104", message, key.at, advice)
        else:
            report(self.findings, found, key.at)
        return None

    def _group(self, key: Scalar, operand: Node) -> Condition | None:
        members = self._members(key, operand)
        if not members:
            return None
        if key.text == "all":
            return AllOf(members, key.at)
        return AnyOf(members, key.at) if key.text == "any" else NoneOf(members, key.at)

    def _members(self, key: Scalar, operand: Node | None) -> tuple[Condition, ...]:
        if not isinstance(operand, Sequence):
            at = key.at if operand is None else operand.at
            message = worded("{key!r} takes a list of conditions", key=key.text)
            self._note("PB102", message, at, "begin each condition with a dash")
            return ()
        if not operand.items:
            self._note("PB110", worded("{key!r} has no conditions", key=key.text), operand.at, "name at least one")
        read = (self.read(item) for item in operand.items)
        return tuple(condition for condition in read if condition is not None)

    def _count(self, key: Scalar, operand: Node) -> Condition | None:
        if not isinstance(operand, Mapping):
            message = worded("'count' takes a map, not {found}", found=seen(operand))
            self._note("PB102", message, operand.at, "{at_least: 2, of: [...]}")
            return None
        parts: dict[str, Node] = {}
        keys = ("at_least", "at_most", "of")
        for name, node in operand.entries:
            if name.text in keys:
                parts[name.text] = node
            else:
                other = OTHER_OPERATORS.get(plain(name.text), "")
                advice = (
                    worded("write {text}", text=phrase(other))
                    if other in keys
                    else meant(name.text, keys) or "it takes at_least, at_most, of"
                )
                self._note(
                    "PB105" if other else "PB104",
                    worded("unknown key {key!r} in 'count'", key=echo(name.text)),
                    name.at,
                    advice,
                )
        if "of" not in parts:
            self._note("PB101", "'count' has no 'of'", key.at, "add of: [...] with the conditions to count")
            return None
        members = self._members(Scalar("of", False, key.at), parts["of"])
        return self._counted(key, parts, members) if len(parts) == len(operand.entries) else None

    def _counted(self, key: Scalar, parts: dict[str, Node], members: tuple[Condition, ...]) -> Condition | None:
        ends = {name: self._whole(name, parts[name]) for name in ("at_least", "at_most") if name in parts}
        if not ends:
            self._note("PB101", "'count' has neither 'at_least' nor 'at_most'", key.at, "add at_least: 2")
        if not members or not ends or None in ends.values():
            return None
        least, most = ends.get("at_least") or 0, ends.get("at_most")
        of = parts["of"]
        many = len(of.items) if isinstance(of, Sequence) else 0
        if least > many or (most is not None and least > most):
            limit = worded("{many} conditions", many=many) if least > many else worded("at_most {most}", most=most)
            message = worded("at_least {least} of {limit} never holds", least=least, limit=limit)
            self._note("PB109", message, key.at, "lower at_least")
            return None
        return Count(members, least, most, key.at)

    def _whole(self, name: str, node: Node) -> int | None:
        if (
            isinstance(node, Scalar)
            and not node.quoted
            and node.text.isascii()
            and node.text.isdecimal()
            and len(node.text) < 6
        ):
            return int(node.text)
        message = worded("{name!r} takes a whole number, not {found}", name=name, found=seen(node))
        self._note("PB102", message, node.at, "such as 2")
        return None

    def _tests(self, attribute: Attribute, key: Scalar, operand: Node) -> tuple[Leaf, ...]:
        """The tests on ``attribute`` that ``operand`` stands for."""
        reading = Reading(attribute, self.lexicon, self.findings)
        if isinstance(operand, Mapping):
            return self._operators(reading, key, operand)
        if attribute.type not in (LISTS if isinstance(operand, Sequence) else EQUALITY):
            what = phrase("a list") if isinstance(operand, Sequence) else phrase("a value alone")
            self._not_allowed(what, attribute, operand.at)
            return ()
        operator = equality(operand, reading)
        return () if operator is None else (Test(attribute.id, operator, key.at),)

    def _operators(self, reading: Reading, key: Scalar, operand: Mapping) -> tuple[Leaf, ...]:
        if not operand.entries:
            message = worded("{attribute!r} has no operator", attribute=reading.attribute.id)
            self._note("PB110", message, operand.at, "write a value or an operator")
        found: list[Leaf] = []
        spans: list[tuple[Between, Location]] = []
        for word, node in operand.entries:
            if word.text in ("known", "applies"):
                found.extend(self._state(reading.attribute, word, node, key.at))
                continue
            operator = self._operator(reading, word, node)
            if isinstance(operator, Between) and (operator.low is None or operator.high is None):
                spans.append((operator, key.at))
            elif operator is not None:
                found.append(Test(reading.attribute.id, operator, key.at))
        if len(spans) == 2 and (spans[0][0].low is None) is not (spans[1][0].low is None):
            both = merged(spans, reading)
            spans = [] if both is None else [both]
        return (*(Test(reading.attribute.id, span, at) for span, at in spans), *found)

    def _operator(self, reading: Reading, word: Scalar, node: Node) -> Operator | None:
        known = OPERATORS.get(word.text)
        if known is None:
            self._unknown_operator(word)
            return None
        types, read = known
        if reading.attribute.type not in types:
            self._not_allowed(repr(word.text), reading.attribute, word.at)
            return None
        return read(node, reading)

    def _state(self, attribute: Attribute, word: Scalar, node: Node, at: Location) -> tuple[Leaf, ...]:
        if not isinstance(node, Scalar) or node.quoted or node.text not in ("true", "false"):
            message = worded("{word!r} takes true or false, not {found}", word=word.text, found=seen(node))
            self._note("PB102", message, node.at, "write true or false")
            return ()
        wanted = node.text == "true"
        return (Known(attribute.id, wanted, at) if word.text == "known" else Applies(attribute.id, wanted, at),)

    def _unknown_operator(self, word: Scalar) -> None:
        right = OTHER_OPERATORS.get(plain(word.text)) or (plain(word.text) if plain(word.text) in OPERATORS else None)
        advice = (
            worded("write {text}", text=phrase(right)) if right else meant(word.text, (*OPERATORS, "known", "applies"))
        )
        if not advice and word.text in GROUPS:
            advice = "groups stand beside attributes, not below them"
        message = worded("unknown operator {word!r}", word=echo(word.text))
        fix = Fix(FixKind.REPLACE, word.at, right) if right in {*OPERATORS, "known", "applies"} else None
        self._note("PB105", message, word.at, advice or worded("there are {known}", known=", ".join(OPERATORS)), fix)

    def _not_allowed(self, what: str, attribute: Attribute, at: Location) -> None:
        kind: AttributeType = attribute.type
        message = worded(
            "{what} is not allowed for {attribute!r}, which is of type {type}",
            what=what,
            attribute=attribute.id,
            type=kind.value,
        )
        self._note("PB211", message, at, worded("it takes {words}", words=words_for(kind)))

    def _note(self, code: str, message: str, at: Location, advice: str = "", fix: Fix | None = None) -> None:
        self.findings.append(finding(code, message, at, advice, fix=fix))
