"""Our matcher under experta's agenda: stratum by stratum, each complete before the next is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diagnose.rules._experta import Activation, Matcher, ReteMatcher, Strategy
from diagnose.rules.actions import SPAN

if TYPE_CHECKING:
    from diagnose.rules.engine import CaseEngine


class StratumStrategy(Strategy):  # type: ignore[misc]  # experta has no types
    """Lower strata first, then by id: the key of an activation is a plain number."""

    def _update_agenda(self, agenda: Any, added: Any, removed: Any) -> None:
        for activation in removed:
            if activation in agenda.activations:
                agenda.activations.remove(activation)
        if added:
            agenda.activations.extend(added)
            agenda.activations.sort(key=_key)


def _key(activation: Any) -> Any:
    return activation.key


class NetworkMatcher(Matcher):  # type: ignore[misc]  # experta has no types
    """Gives the agenda the activations of one stratum at a time; ``reset`` starts with the lowest."""

    def __init__(self, engine: CaseEngine) -> None:
        super().__init__(engine)
        self.rete = ReteMatcher(engine) if engine.rules.python else None
        self.stratum = -1

    def reset(self) -> None:
        """Forget the case."""
        self.stratum = -1
        if self.rete is not None:
            self.rete.reset()

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """The activations to add and to remove now that the facts have changed."""
        added: list[Any] = []
        removed: list[Any] = []
        if self.rete is not None:
            added, removed = self.rete.changes(adding, deleting)
            for activation in (*added, *removed):
                activation.key = self.engine.key_of(activation)
        agenda = self.engine.agenda.activations
        while not self._busy(agenda, added, removed) and self.stratum + 1 < self.engine.strata:
            self.stratum += 1
            added = [*added, *self._activations(self.stratum)]
        return added, removed

    def _busy(self, agenda: list[Any], added: list[Any], removed: list[Any]) -> bool:
        """Whether something is left to fire in this stratum."""
        if self.rete is None:
            return bool(agenda or added)
        end = -(self.stratum * SPAN + SPAN)
        return any(activation.key > end and activation not in removed for activation in (*agenda, *added))

    def _activations(self, stratum: int) -> list[Any]:
        engine = self.engine
        view = engine.view
        actions = engine.rules.actions
        facts = (engine.case,)
        found = [
            Activation(actions[rule.id], facts)
            for rule in engine.rules.network.candidates(stratum, view.terms)
            if rule.condition.holds(view)
        ]
        for activation in found:
            activation.key = activation.rule.key
        if self.rete is not None or any(activation.rule.rule.sets for activation in found):
            settle = Activation(engine.rules.settlements[stratum], facts)
            settle.key = settle.rule.key
            found.append(settle)
        return found
