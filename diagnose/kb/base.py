"""The knowledge base: everything compiled, immutable, shared between threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from diagnose.errors import Finding
from diagnose.facts import Value
from diagnose.kb.archive import Archive
from diagnose.kb.playbook import Common, Conclusion, Playbook, Settings
from diagnose.rules.conditions import Condition
from diagnose.rules.network import RuleBase
from diagnose.support import Support
from diagnose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeBase:
    """A loaded knowledge base. ``digest`` names its content, whatever the files are called or hold in comments.

    ``playbooks`` are those that take part; ``retired`` keeps the others, ``drafts`` the ids of drafts left out.
    ``common`` and ``relevance`` are by attribute. ``warnings`` are the findings that did not keep it from loading.
    """

    settings: Settings
    vocabulary: Vocabulary
    support: Support
    playbooks: Mapping[str, Playbook]
    conclusions: Mapping[str, Conclusion]
    rules: RuleBase
    common: Mapping[str, tuple[Common, ...]]
    relevance: Mapping[str, Condition]
    digest: str
    retired: Mapping[str, Playbook] = field(default_factory=dict)
    drafts: frozenset[str] = frozenset()
    warnings: tuple[Finding, ...] = ()
    signs: SignIndex = field(default_factory=lambda: SignIndex(()))
    derived: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What the layers above work out from it once and keep; the same in every thread, so races are harmless."""
    archive: Archive | None = field(default=None, repr=False)
    """The documents it was loaded from; None if it was put together otherwise."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The order in which languages stand in for one another."""
        return self.settings.languages


class SignIndex:
    """Which playbooks show a value, by the kind of equipment they are about."""

    __slots__ = ("_by_value",)

    def __init__(self, playbooks: Iterable[Playbook]) -> None:
        by_value: dict[tuple[str, Value | None], dict[str | None, list[str]]] = {}
        for playbook in sorted(playbooks, key=lambda p: p.id):
            for key in sorted({(row.attribute, row.value) for row in playbook.shows if row.strength > 0.01}, key=repr):
                scopes = by_value.setdefault(key, {})
                for kind in playbook.scope or (None,):
                    scopes.setdefault(kind, []).append(playbook.id)
        self._by_value = by_value

    def showing(self, attribute: str, value: Value, kinds: Iterable[str] | None) -> Iterable[str]:
        """Ids of the playbooks that show ``value``: unscoped ones, and those about one of ``kinds``.

        ``kinds`` holds the equipment of the case with everything above and below it; None stands for all kinds. An id
        may come twice.
        """
        scopes = self._by_value.get((attribute, value))
        if not scopes:
            return
        if kinds is None:
            for ids in scopes.values():
                yield from ids
            return
        yield from scopes.get(None, ())
        for kind in kinds:
            yield from scopes.get(kind, ())
