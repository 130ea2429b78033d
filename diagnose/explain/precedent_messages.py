"""What is said of closed cases that are like the one in question; :mod:`messages` takes the table in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PRECEDENT_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "escalation.precedent": (
            "no playbook explains it, but a closed case is close enough to go by (precedent).",
            "ни один сценарий этого не объясняет, но есть достаточно похожий закрытый случай (прецедент).",
        ),
        "part.alternatives": ("What else might be tried", "Что ещё можно попробовать"),
        "part.nearly": (
            "What nearly fits, and what would have to be different",
            "Что почти подходит и что должно быть иначе",
        ),
        "part.siblings": (
            "What is known of related equipment, and what would have to be different",
            "Что известно о родственном оборудовании и что должно быть иначе",
        ),
        "alternatives.none": (
            "Nothing nearly fits, nothing is known of related equipment, and no closed case is close enough.",
            "Ничего похожего: ни почти подходящих сценариев, ни сценариев родственного оборудования, ни прецедентов.",
        ),
        "sibling.shows": ("shows as well: {values}", "проявляется так же: {values}"),
        "part.precedents": ("Closed cases that are like it", "Похожие закрытые случаи"),
        "precedent.item": ("case {case}, {chance} alike: {outcome}", "случай {case}, сходство {chance}: {outcome}"),
        "precedent.fault": ("cause: {title} ({fault})", "причина: {title} ({fault})"),
        "precedent.no-fault": ("cause: nothing that a playbook knows", "причина: сценария для неё нет"),
        "precedent.fixed-by": ("what ended it: {text} [{step}]", "что помогло: {text} [{step}]"),
        "precedent.fixed-as": ("what ended it: {step}", "что помогло: {step}"),
        "precedent.shared": ("in common: {values}", "общее: {values}"),
        "precedent.more": ("{count} more", "ещё {count}"),
        "precedent.word": ("the word {text}", "слово {text}"),
        "precedent.about": ("about {value}", "примерно {value}"),
        "precedent.likewise": ("about the same", "примерно так же"),
        "precedents.closest": (
            "Case {case} is the closest of the closed cases: {chance} alike. From {value} on it would be a precedent.",
            "Ближайший из закрытых случаев - {case}: сходство {chance}. Прецедентом он был бы начиная с {value}.",
        ),
        "precedents.close-enough": (
            "Case {case} is the closest of the closed cases: {chance} alike. From {value} on that is a precedent.",
            "Ближайший из закрытых случаев - {case}: сходство {chance}. Начиная с {value} это прецедент.",
        ),
        "precedents.none": (
            "No closed case has anything in common with it that would be worth naming.",
            "Закрытых случаев, у которых с этим было бы что-то общее, нет.",
        ),
        "change.precedent": (
            "hand over to {to}, with a closed case that is like it",
            "передать: {to}, с похожим закрытым случаем",
        ),
        "ending.solved": ("solved", "решён"),
        "ending.no-fault": ("there was no fault", "неисправности не было"),
        "ending.out-of-scope": ("it was out of scope", "вне нашей ответственности"),
        "ending.how-to": ("it took an explanation", "хватило объяснения"),
        "ending.went-away": ("it went away by itself", "прошло само"),
        "ending.duplicate": ("it was told twice", "повторное обращение"),
        "ending.withdrawn": ("it was withdrawn", "обращение отозвано"),
        "ending.unknown": ("how it ended is not known", "чем закончилось, неизвестно"),
    }
)
