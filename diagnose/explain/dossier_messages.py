"""What a dossier says to the line that takes a case over, in every language; :mod:`messages` takes the table in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DOSSIER_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "dossier.title": ("Hand-over: {first} to {line}", "Передача случая: {first} - {line}"),
        "dossier.by-choice": (
            "Decision: handed over before everything was tried, by the choice of {line}.",
            "Решение: случай передан раньше, чем всё испробовано, так решила {line}.",
        ),
        "part.case": ("The case", "Обращение"),
        "part.known": ("What is known, in the order in which it was said", "Что известно, в том порядке, как узнавали"),
        "part.tried": ("What was tried", "Что пробовали"),
        "part.suspects": ("Suspects, the likeliest cause first", "Версии, начиная с самой вероятной"),
        "part.still-open": (
            "What nobody has said yet and could still matter",
            "Что ещё не выяснено и может оказаться важным",
        ),
        "part.vendor": ("The manufacturer or supplier: {title}", "Производитель или поставщик: {title}"),
        "case.reported": ("Reported: {value}", "Обращение принято: {value}"),
        "case.line": ("Handed over by: {line}", "Передаёт: {line}"),
        "known.at-start": ("{text}; from the start", "{text}; с самого начала"),
        "known.said": ("{text}; {values}", "{text}; {values}"),
        "known.corrected": ("corrected", "исправлено"),
        "known.aside": ("was answered, makes no sense any more", "ответили, но вопрос потерял смысл"),
        "tried.item": ("{step}: {outcome}", "{step}: {outcome}"),
        "tried.before": ("{outcome}, before the request came in", "{outcome}, ещё до обращения"),
        "tried.at": ("{outcome}, {value}", "{outcome}, {value}"),
        "tried.gone": ("gone since: {question} - {value}", "прошло: {question} - {value}"),
        "tried.seen": ("seen afterwards: {text}", "увидели после этого: {text}"),
        "tried.nothing": ("No step has been taken.", "Ни одного шага не сделано."),
        "tried.step": ("{text} [{step}]", "{text} [{step}]"),
        "tried.fixed": ("it helped", "помогло"),
        "tried.partly": ("it helped in part", "помогло частично"),
        "tried.failed": ("it did not help", "не помогло"),
        "tried.not-possible": ("it could not be done", "сделать не удалось"),
        "suspects.item": ("{chance}: {title} ({fault})", "{chance}: {title} ({fault})"),
        "suspects.rest": ("{count} more are under 1 %.", "Ещё версий: {count}, каждая меньше 1 %."),
        "suspects.none": ("Nothing in the knowledge base fits.", "В базе знаний ничего не подходит."),
        "open.item": ("{question} ({attribute}); can say: {who}", "{question} ({attribute}); может сказать: {who}"),
        "vendor.contact": ("contact: {text}", "связь: {text}"),
        "vendor.answers": ("answers within: {value}", "отвечает в течение: {value}"),
        "vendor.wants": ("wants to see: {text}", "просит сообщить: {text}"),
    }
)
