"""The declared names in one place: what a document may refer to, and what it may have meant instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from diagnose.errors import Finding, Fix, FixKind, Location, echo
from diagnose.facts import Value
from diagnose.kb.codes import finding
from diagnose.kb.suggest import meant
from diagnose.names import IdShape, closest, fold, lookalike, problem_with_id
from diagnose.nodes.writing import quoted
from diagnose.support import Support
from diagnose.vocabulary import EQUIPMENT, Attribute, Vocabulary
from diagnose.wording import phrase, worded, worded_from

MOST_ADVICE = 100
"""For so many unknown names a close one is looked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something written cannot be taken as it stands; ``instead`` is what it is taken for, if anything.

    ``fix`` is the one thing to write in its place, where there is no doubt about it.
    """

    code: str
    message: str
    advice: str = ""
    instead: Value | None = None
    at: Location | None = None
    fix: str = ""


UNKNOWN: Mapping[str, str] = {
    "attribute": "unknown attribute {name!r}",
    "calendar": "unknown calendar {name!r}",
    "channel": "unknown channel {name!r}",
    "equipment": "unknown equipment {name!r}",
    "impact": "unknown impact {name!r}",
    "line": "unknown line {name!r}",
    "line or person": "unknown line or person {name!r}",
    "location": "unknown location {name!r}",
    "part": "unknown part {name!r}",
    "playbook": "unknown playbook {name!r}",
    "priority": "unknown priority {name!r}",
    "sector": "unknown sector {name!r}",
    "service level": "unknown service level {name!r}",
    "step": "unknown step {name!r}",
    "support option": "unknown support option {name!r}",
    "urgency": "unknown urgency {name!r}",
    "vendor": "unknown vendor {name!r}",
}
"""What is said of an unknown name, by the word for its kind; whole, since words agree in other languages."""

EXCUSED = Problem("", "")
"""The problem of a name whose declaration has its own finding already: nothing more is said."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Vocabulary and support, looked up as ids are compared.

    ``excused`` holds the folded names that are declared somewhere, but wrongly; ``blind`` is True when a document
    could not be read at all, so that a name may be missing for no fault of the one who uses it.
    """

    vocabulary: Vocabulary
    support: Support = field(default_factory=Support)
    excused: frozenset[str] = frozenset()
    blind: bool = False
    _folded: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def attribute(self, name: str) -> Attribute | Problem:
        """The attribute called ``name`` now or formerly."""
        if self.excused and fold(name) in self.excused:
            return EXCUSED
        found = self.vocabulary.attributes.get(name)
        if found is not None:
            return found
        names = self._index("attribute", self.vocabulary.attributes)
        if fold(name) in names:
            return self.vocabulary.attributes[names[fold(name)]]
        now = self.renamed(name)
        if now is not None:
            return self.vocabulary.attributes[now]
        return self._unknown("PB204", "attribute", name, self.vocabulary.attributes, self._former())

    def renamed(self, name: str) -> str | None:
        """The id that took the place of attribute ``name``; None when ``name`` is not a former id."""
        return self._former().get(fold(name))

    def kind(self, name: str, attribute: str) -> str | Problem:
        """The id of a kind of equipment or of a location, by its id or a former one."""
        taxonomy = self.vocabulary.taxonomy(attribute)
        if name in taxonomy.parents:
            return name
        ids = self._index(attribute, taxonomy.parents)
        if fold(name) in ids:
            return ids[fold(name)]
        former = self._index(f"formerly {attribute}", taxonomy.formerly)
        if fold(name) in former:
            now = taxonomy.formerly[former[fold(name)]]
            message = worded("{name!r} is now called {now!r}", name=echo(name), now=now)
            return Problem("PB208", message, worded("write {text}", text=now), now, fix=now)
        code = "PB201" if attribute == EQUIPMENT else "PB203"
        return self._unknown(code, attribute, name, taxonomy.parents, taxonomy.formerly)

    def _unknown(self, code: str, what: str, name: str, known: Iterable[str], former: Iterable[str]) -> Problem:
        """The problem of a name that is neither among ``known`` nor among ``former``, but may look like one."""
        twin = None if name.isascii() else lookalike(name, former)
        return self.missing(code, what, name, known if twin is None else (twin,))

    def missing(self, code: str, what: str, name: str, known: Iterable[str]) -> Problem:
        """The problem of a name that is not declared."""
        if self.blind or self._is_excused(name):
            return EXCUSED
        names = sorted(known)
        advice = self._meant(name, names) or _all_of(what, names)
        template = UNKNOWN.get(what, "unknown {what} {name!r}")
        twin = None if name.isascii() else lookalike(name, names)
        return Problem(code, worded_from(template, {"what": phrase(what), "name": echo(name)}), advice, fix=twin or "")

    def _is_excused(self, name: str) -> bool:
        """Whether ``name`` is declared, but wrongly, or may be what a declared name was to be that is no id."""
        folded = fold(name)
        if folded in self.excused or folded.rpartition(".")[2] in self.excused:
            return True
        return bool(self.excused) and closest(folded, self._no_ids()) is not None

    def _no_ids(self) -> Iterable[str]:
        if "no ids" not in self._folded:
            self._folded["no ids"] = {
                each: "" for each in sorted(self.excused) if problem_with_id(each, IdShape.PLACE) is not None
            }
        return self._folded["no ids"]

    def _meant(self, name: str, known: list[str]) -> str:
        """Advice on ``name``; none any more after :data:`MOST_ADVICE` names, so that a broken folder stays quick."""
        given = self._folded.setdefault("advice", {})
        if name not in given and len(given) < MOST_ADVICE:
            given[name] = meant(name, known)
        return given.get(name, "")

    def _former(self) -> Mapping[str, str]:
        if "formerly" not in self._folded:
            self._folded["formerly"] = {
                fold(former): attribute.id
                for attribute in self.vocabulary.attributes.values()
                for former in attribute.formerly
            }
        return self._folded["formerly"]

    def _index(self, what: str, names: Iterable[str]) -> Mapping[str, str]:
        if what not in self._folded:
            self._folded[what] = {fold(name): name for name in names}
        return self._folded[what]


def report(findings: list[Finding], problem: Problem, at: Location) -> None:
    """Add ``problem`` to ``findings`` at ``at``, unless it is excused."""
    if problem.code:
        where = problem.at or at
        fix = Fix(FixKind.REPLACE, where, quoted(problem.fix)) if problem.fix else None
        findings.append(finding(problem.code, problem.message, where, problem.advice, fix=fix))


def _all_of(what: str, names: list[str]) -> str:
    if not names:
        return worded("no {what} is declared", what=phrase(what))
    return worded("declared: {known}", known=", ".join(names)) if len(names) <= 8 else ""
