"""One mistake, one finding: what only follows from an error elsewhere is left out until that is corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from diagnose.errors import Finding, Severity
from diagnose.names import fold
from diagnose.wording import Wording

ABSENT = frozenset({"PB210", "PB218", "PB503", "PB507", "PB601", "PB603", "CV704", "CV705"})
"""Codes that say that something is not there: where something could not be read, it may be."""

_UNUSED = frozenset({"PB210", "PB408", "PB409", "PB410", "PB412", "PB415", "CV704", "CV705"})
"""Codes that say of a name that nobody speaks of it, which one who cannot be read may do."""

_UNCONCLUDED = frozenset({"PB408", "PB410"})
"""Codes that say that nothing concludes a value, which a conclusion that cannot be read may do."""

_CAUSE = re.compile("PB[012]..|CV70[129]")
_OF_RULES = re.compile("PB3..|PB4(?!07)..")
_WORD = re.compile(r"[\w./-]*\w")
_ALONE = frozenset({"playbook", "conclusion", "cases"})
"""Kinds of documents on which others do not rest, but for the names in them."""


def without_followers(findings: Iterable[Finding], text_of: Callable[[str], str]) -> tuple[Finding, ...]:
    """``findings`` without those that may be true only because something could not be read as it was meant.

    ``text_of`` gives the text of a file by the name that findings use. What is said of rules, or of things that are
    not there, is left out where it is about a file with an error of form or of a name, or about what such a
    conclusion mentions. That nobody speaks of a name is left out where such a file mentions it. While the vocabulary
    has such an error, all of it is left out. What rests on conclusions that conflict or are unreachable themselves is
    not said to be unreachable as well.
    """
    listed = _without_links(tuple(findings))
    errors = [each for each in listed if each.severity is Severity.ERROR and _CAUSE.fullmatch(each.code)]
    causes = [each for each in errors if each.code not in ABSENT] or errors
    if not causes:
        return listed
    broken = _Broken.by(causes, {name: text_of(name) for name in sorted({each.at.file for each in causes})})
    kept = set(map(id, causes))
    return tuple(each for each in listed if id(each) in kept or not broken.hides(each))


def _without_links(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """``findings`` with the first link of each chain of PB410 alone, and none where PB405 says what is wrong."""
    lost = {each.at for each in findings if each.code in ("PB405", "PB410")}
    lost.update(at for each in findings if each.code == "PB405" for at, _ in each.related)
    return tuple(
        each
        for each in findings
        if each.code != "PB410" or lost.isdisjoint(at for at, _ in each.related if at != each.at)
    )


@dataclass(frozen=True, slots=True)
class _Broken:
    """The ``files`` that hold the causes, the ``kinds`` of documents in them, and the names that they mention."""

    files: frozenset[str]
    kinds: frozenset[str]
    mentioned: frozenset[str]
    concluded: frozenset[str]

    @classmethod
    def by(cls, causes: Iterable[Finding], texts: Mapping[str, str]) -> _Broken:
        """What is broken by ``causes`` in files of these ``texts``."""
        kinds = {name: _kind(text) for name, text in texts.items()}
        return cls(
            frozenset(texts),
            frozenset(kinds.values()),
            _words((*texts.values(), *(each.advice for each in causes))),
            _words(text for name, text in texts.items() if kinds[name] == "conclusion"),
        )

    def hides(self, finding: Finding) -> bool:
        """Whether ``finding`` may be true only because of what is broken."""
        of_rules = _OF_RULES.fullmatch(finding.code) is not None
        if not (of_rules or finding.code in ABSENT or finding.code in _UNUSED):
            return False
        files = {finding.at.file, *(at.file for at, _ in finding.related)}
        return not files.isdisjoint(self.files) or self._shared(finding) or self._named(finding, of_rules)

    def _shared(self, finding: Finding) -> bool:
        """Whether a document is broken on which all of what ``finding`` is about rests."""
        if self.kinds - _ALONE - {"support"}:
            return True
        if finding.code in _UNCONCLUDED:
            return "conclusion" in self.kinds
        return finding.code in ABSENT and "support" in self.kinds

    def _named(self, finding: Finding, of_rules: bool) -> bool:
        names = self.mentioned if finding.code in _UNUSED else self.concluded if of_rules else frozenset()
        return any(fold(name) in names for name in _names(finding.message))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for text in texts for word in _WORD.findall(text))


def _kind(text: str) -> str:
    """The first key of a document, as far as it can be seen."""
    for line in text.lstrip("\ufeff").splitlines():
        word = line.split("#")[0].strip()
        if word and word != "---":
            return word.split(":")[0].strip().lower()
    return ""


def _names(message: str) -> Iterator[str]:
    """The words that were filled into ``message``."""
    for value in message.values.values() if isinstance(message, Wording) else ():
        yield from _names(value) if isinstance(value, Wording) else _WORD.findall(str(value))
