"""The only door to experta (LGPL-3.0, unmodified).

experta 1.9.4 pins frozendict 1.2, which takes its base class from ``collections``, where Python 3.10 and later no
longer have it; and it configures the root logger on import. Both are put right for the time of that import and
undone at once, so that the host program stays as it was.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_LENT = ("Mapping", "MutableMapping", "Sequence", "Set", "Iterable", "Callable", "Hashable")
_IMPORT = threading.Lock()


@contextmanager
def _old_names_lent() -> Iterator[None]:
    lent = [name for name in _LENT if not hasattr(collections, name)]
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for name in lent:
        setattr(collections, name, getattr(collections.abc, name))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name in lent:
            delattr(collections, name)
        root.handlers[:] = handlers
        root.setLevel(level)


with _IMPORT, _old_names_lent():
    from experta import AND, AS, EXISTS, FORALL, MATCH, NOT, OR, TEST, Fact, InitialFact, KnowledgeEngine, L, P, Rule, W
    from experta.abstract import Matcher, Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.factlist import FactList
    from experta.matchers import ReteMatcher

__all__ = [
    "AND",
    "AS",
    "EXISTS",
    "FORALL",
    "MATCH",
    "NOT",
    "OR",
    "TEST",
    "Activation",
    "Agenda",
    "Fact",
    "FactList",
    "InitialFact",
    "KnowledgeEngine",
    "L",
    "Matcher",
    "P",
    "ReteMatcher",
    "Rule",
    "Strategy",
    "W",
]
