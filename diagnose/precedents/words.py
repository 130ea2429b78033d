"""Words of a story as features: one form for all forms of a word, and nothing that could be personal.

A word counts when the knowledge base itself writes it somewhere, when it is one of the words of every day
(:mod:`diagnose.precedents.everyday`), or when the dictionary of Russian has it and not as the name of a person, a
place or a firm. Any other is taken for a typing error where it is nearly a known word, else left out: names that no
dictionary has, accounts, words nobody can check. Large in mid-sentence is left out too, unless the knowledge base has
the word. So a feature is always a word that somebody else wrote before.

With the extra ``ru`` Russian words are compared by their base form (pymorphy3) cut to what both aspects share, English
ones by their stem (Snowball; M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980). Without it words
are compared casefolded, and only those of the knowledge base and of every day count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.precedents import russian
from diagnose.precedents.everyday import ENGLISH, RUSSIAN, STOPS
from diagnose.precedents.spelling import Spelling
from diagnose.precedents.tokens import tokens_in
from diagnose.texts import Text

MOST_WORDS = 400
"""So many words of one text are looked at."""
SHORTEST = 3
_KEPT = 50_000


def words_of(texts: Iterable[str], kb: KnowledgeBase) -> frozenset[str]:
    """The words of ``texts`` as they are compared."""
    kept = [each for each in texts if each]
    if not kept:
        return frozenset()
    known: Words | None = kb.derived.get("words")
    if known is None:
        known = kb.derived["words"] = Words(text for words in texts_of(kb) for _, text in words.by_language)
    return frozenset(word for text in kept for word in known.among(text))


def texts_of(kb: KnowledgeBase) -> Iterator[Text]:
    """What authors wrote for people in ``kb``: the words that are known."""
    for _, playbook in sorted(kb.playbooks.items()):
        yield from _texts_of(playbook)
    for _, attribute in sorted(kb.vocabulary.attributes.items()):
        yield attribute.question
        yield from (text for _, text in attribute.labels)
        for _, by_language in attribute.phrases:
            yield from (Text(((language, one),)) for language, several in by_language for one in several)
    yield from (text for _, text in sorted(kb.vocabulary.equipment.titles.items()))


def _texts_of(playbook: Playbook) -> Iterator[Text]:
    yield from (playbook.title, playbook.because, playbook.say)
    for step in playbook.steps:
        yield step.do
        yield from step.needs


class Words:
    """The words that count, with the form by which each is compared."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms: dict[str, str | None] = {}
        written = {token.whole for text in texts for token in tokens_in(text)}
        for word in sorted(written | ENGLISH | RUSSIAN):
            self._forms[word] = _form(word, trusted=True)
        self._spelling = Spelling(word for word, form in self._forms.items() if form is not None)
        self._met: dict[tuple[str, bool], str | None] = {}

    def among(self, text: str) -> Iterator[str]:
        """The words of ``text`` that count, as they are compared."""
        for token in islice(tokens_in(text), MOST_WORDS):
            whole = self._compared(token.whole, token.named)
            if whole is not None or len(token.parts) == 1:
                yield from () if whole is None else (whole,)
            else:
                found = (self._compared(part, token.named) for part in token.parts)
                yield from (part for part in found if part is not None)

    def _compared(self, word: str, named: bool) -> str | None:
        key = (word, named)
        if key not in self._met:
            found = self._find(word, named)
            if len(self._met) >= _KEPT:
                return found
            self._met[key] = found
        return self._met[key]

    def _find(self, word: str, named: bool) -> str | None:
        if word in self._forms:
            return self._forms[word]
        if named or len(word) < SHORTEST or word in STOPS:
            return None
        found = _form(word) if _is_russian(word) else None
        if found is not None:
            return found
        meant = None if _is_known(word) else self._spelling.nearest(word)
        return None if meant is None else self._forms[meant]


def _form(word: str, *, trusted: bool = False) -> str | None:
    """The form by which ``word`` is compared; None for one that does not count."""
    if len(word) < SHORTEST or word in STOPS:
        return None
    try:
        if _is_russian(word):
            return russian.compared(word, trusted=trusted)
        from snowballstemmer import stemmer

        return str(stemmer("english").stemWord(word))
    except ImportError:
        return word if trusted else None


def _is_russian(word: str) -> bool:
    return "а" <= word[0] <= "я"


def _is_known(word: str) -> bool:
    """Whether the dictionary of Russian has ``word``: then it is no typing error."""
    try:
        return _is_russian(word) and bool(russian.dictionary().word_is_known(word))
    except ImportError:
        return False
