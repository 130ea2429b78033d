"""Rules that YAML cannot say, as ordinary experta ``@Rule`` methods, in the same run as the playbooks.

>>> from diagnose.rules.python import MATCH, TEST, Observed, PythonRules, Rule
>>> class Runtime(PythonRules):
...     reads = ("ups.load", "ups.capacity")
...     sets = ("ups.runtime",)
...     revision = 1
...
...     @Rule(
...         Observed(attribute="ups.load", value=MATCH.load),
...         Observed(attribute="ups.capacity", value=MATCH.capacity),
...         TEST(lambda load, capacity: capacity / load < 5),
...     )
...     def short(self):
...         self.conclude("ups.runtime", "short")
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

from diagnose.errors import UsageError
from diagnose.facts import Value, Version, WorkingMemory
from diagnose.rules._experta import AND, AS, EXISTS, FORALL, MATCH, NOT, OR, TEST, InitialFact, L, P, Rule, W
from diagnose.rules.actions import SPAN
from diagnose.rules.engine import CaseEngine, Concluded, Observed
from diagnose.rules.network import RuleBase
from diagnose.rules.trace import Firing
from diagnose.vocabulary import Attribute, AttributeType

_BUILD = threading.Lock()  # experta keeps the last engine on the rules of a class while it builds


class PythonRules:
    """The base of a class of Python rules: declare ``reads``, ``sets`` (attribute ids) and ``revision``."""

    reads: ClassVar[tuple[str, ...]] = ()
    sets: ClassVar[tuple[str, ...]] = ()
    revision: ClassVar[int] = 1

    def conclude(self, attribute: str, value: Value) -> None:
        """Conclude ``value`` for ``attribute``, which must be one of ``sets``.

        Raises:
            UsageError: the attribute is not declared, or the value is not of its type.
        """
        raise NotImplementedError  # PythonEngine puts its own in front


class PythonEngine(CaseEngine):
    """A case engine whose class also holds the ``@Rule`` methods of the knowledge base's Python rules."""

    stratum_of: ClassVar[dict[str, tuple[str, int, int, tuple[str, ...]]]] = {}
    read: ClassVar[frozenset[str]] = frozenset()

    def declare_for_python(self, memory: WorkingMemory) -> None:
        """Declare what the Python rules read, one fact an attribute, in order of id."""
        self.facts.declare(InitialFact())
        for attribute in sorted(self.read & set(memory.values)):
            self.facts.declare(Observed(attribute=attribute, value=memory.values[attribute]))

    def key_of(self, activation: Any) -> int:
        """The place of a Python activation: its stratum, then class and method name, then the facts it matched."""
        _, stratum, place, _ = self.stratum_of[activation.rule.__name__]
        return -(stratum * SPAN + (SPAN >> 1) + place)

    def conclude(self, attribute: str, value: Value) -> None:
        """Propose ``value`` in the name of the rule that is running."""
        name, stratum, _, sets = self.stratum_of[self.current]
        if attribute not in sets:
            raise UsageError(f"{name} concludes {attribute!r}, which it does not declare in `sets`")
        declared = self.rules.vocabulary.attributes[attribute]
        value = _conforming(value, declared, name)
        self.note(Firing(f"{name}.{self.current}", stratum, (), (), ((attribute, value),)))
        self.view.propose(name, attribute, value)

    def run_rule(self, name: str) -> None:
        """Remember which rule runs, for the trace."""
        self.current = name


def _conforming(value: Any, attribute: Attribute, name: str) -> Value:
    match attribute.type:
        case AttributeType.YES_NO:
            fits = isinstance(value, bool)
        case AttributeType.NUMBER | AttributeType.DURATION:
            fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")
            value = float(value) if fits else value
        case AttributeType.CHOICE:
            fits = value in attribute.values
        case AttributeType.SET:
            value = frozenset(value) if isinstance(value, set | frozenset | list | tuple) else value
            fits = isinstance(value, frozenset) and value <= set(attribute.values)
        case AttributeType.VERSION:
            value = Version(value) if isinstance(value, str) else value
            fits = isinstance(value, Version)
        case AttributeType.DATE:
            fits = isinstance(value, datetime) and value.tzinfo is not None
        case _:
            fits = isinstance(value, str)
    if not fits:
        raise UsageError(f"{name} concludes {value!r} for {attribute.id!r}, which is of type {attribute.type.value}")
    result: Value = value
    return result


def methods_of(rules: type) -> dict[str, Any]:
    """The ``@Rule`` methods of a class of Python rules, by name."""
    return {
        name: member
        for cls in reversed(rules.__mro__)
        for name, member in vars(cls).items()
        if isinstance(member, Rule)
    }


def _engine_class(rules: RuleBase) -> type[PythonEngine]:
    """A class of its own for each engine, with rules of its own: experta keeps state on both."""
    members: dict[str, Any] = {}
    strata: dict[str, tuple[str, int, int, tuple[str, ...]]] = {}
    found = sorted(
        (each.name, name, each, rule) for each in rules.python for name, rule in methods_of(each.rules).items()
    )
    for place, (_, name, each, rule) in enumerate(found):
        if name in members:
            raise UsageError(f"two classes of Python rules both have a rule called {name!r}; rename one")
        members[name] = _tracked(rule, name)
        strata[name] = (each.name, each.stratum, place, each.sets)
    bases = (PythonEngine, *dict.fromkeys(each.rules for each in rules.python))
    reads = frozenset(attribute for each in rules.python for attribute in each.reads)
    return type("CasePythonEngine", bases, {**members, "stratum_of": strata, "read": reads})


def _tracked(rule: Any, name: str) -> Any:
    """A fresh rule with the same conditions that tells its engine when it runs."""
    inner = rule._wrapped  # noqa: SLF001 - experta offers no other way to the method

    def method(self: PythonEngine, **found: Any) -> None:
        self.run_rule(name)
        inner(self, **{key: value for key, value in found.items() if anything or key in wanted})

    wanted = set(rule._wrapped_args)  # noqa: SLF001 - likewise
    anything = not wanted  # experta leaves it empty for a method that takes **found
    method.__name__ = name
    return Rule(*rule, salience=0)(method)


@contextmanager
def borrowed(rules: RuleBase) -> Iterator[PythonEngine]:
    """An engine with the Python rules of ``rules``, taken from the pool and given back when the case went well."""
    try:
        engine = rules.pool.pop()
    except IndexError:
        with _BUILD:
            engine = _engine_class(rules)(rules)
    yield engine
    rules.pool.append(engine)


__all__ = [
    "AND",
    "AS",
    "EXISTS",
    "FORALL",
    "MATCH",
    "NOT",
    "OR",
    "TEST",
    "Concluded",
    "L",
    "Observed",
    "P",
    "PythonRules",
    "Rule",
    "W",
]
