"""Russian words as they are compared: one form for зависла, завис, зависает and зависание."""

from __future__ import annotations

from functools import cache
from typing import Any

from diagnose.precedents.everyday import RUSSIAN, STOPS

_EMPTY = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "NUMR", None})
_ADJECTIVES = frozenset({"ADJF", "ADJS", "COMP"})
_VERBS = frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"})
_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Init")
_BACK = {"ж": "з", "ш": "с", "щ": "т"}  # перезагружать, перезагрузить
_SOFT = frozenset({"бл", "пл", "вл", "мл", "фл"})  # обновлять, обновить
_ENDINGS = ("ывать", "ивать", "нуть", "ать", "ять", "ить", "еть", "ыть", "уть", "оть", "ти", "ть")
_SHORTEST = 3
_LONG = 5
"""Shorter roots keep their last letter: питать is not пищать."""


@cache
def dictionary() -> Any:
    """The dictionary of Russian, read once.

    Raises:
        ImportError: the extra ``ru`` is not installed.
    """
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def compared(word: str, *, trusted: bool = False) -> str | None:
    """What ``word`` is compared by; None for a name, an empty word, or one that the dictionary does not know.

    A ``trusted`` word is no name.
    """
    parses = dictionary().parse(word)
    best = next((each for each in parses if each.tag.POS in _ADJECTIVES), parses[0])
    lemma = str(best.normal_form).replace("ё", "е")
    if best.tag.POS in _EMPTY or lemma in STOPS:
        return None
    if not trusted and lemma not in RUSSIAN and (_is_name(parses) or not dictionary().word_is_known(word)):
        return None
    return root_of(lemma, verb=best.tag.POS in _VERBS, noun=best.tag.POS == "NOUN")


def _is_name(parses: Any) -> bool:
    return any(name in parse.tag for parse in parses for name in _NAMES)


def root_of(lemma: str, *, verb: bool, noun: bool = False) -> str:
    """A base form cut so that both aspects of a verb, and the noun made from it, give the same.

    >>> {root_of(each, verb=True) for each in ("зависнуть", "зависать")} | {root_of("зависание", verb=False, noun=True)}
    {'завис'}
    >>> root_of("бледный", verb=False)
    'бледный'
    """
    if noun and lemma.endswith("ние") and len(lemma) > 6:
        lemma, verb = f"{lemma[:-3]}ть", True
    if not verb:
        return lemma.removesuffix("ь") if noun else lemma
    infinitive = lemma.removesuffix("ся").removesuffix("сь")
    ending = next((each for each in _ENDINGS if infinitive.endswith(each)), "")
    root = infinitive.removesuffix(ending)
    if root[-2:] in _SOFT:
        root = root[:-1]
    if len(root) >= _LONG:
        root = root[:-1] + _BACK.get(root[-1], root[-1])
    shorter = root.rstrip("аеиоуыэюя")
    best = shorter if len(shorter) >= _SHORTEST else root
    return best if len(best) >= _SHORTEST else infinitive
