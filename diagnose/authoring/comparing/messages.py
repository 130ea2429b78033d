"""What is said of a comparison, in English and Russian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("What this change means", "Что значит это изменение"),
    "same": (
        "Nothing that changes an answer: at most words in comments or in the form of the documents.",
        "Ничего, что меняло бы ответы: разве что комментарии или оформление документов.",
    ),
    "added": ("Added", "Добавлено"),
    "removed": ("Removed", "Удалено"),
    "widened": ("Widened: holds for more cases", "Расширено: подходит большему числу случаев"),
    "narrowed": ("Narrowed: holds for fewer cases", "Сужено: подходит меньшему числу случаев"),
    "moved": ("Widened and narrowed", "Расширено и сужено"),
    "changed": ("Changed in what it says", "Изменено содержание"),
    "declared": ("Declared around the playbooks", "Объявлено вокруг сценариев"),
    "answers": ("Past cases that get another answer: {count} of {total}", "Иной ответ получают: {count} из {total}"),
    "no-answers": (
        "Past cases that get another answer: none of {total}",
        "Ни один из прошлых случаев не получает иного ответа, всего их {total}",
    ),
    "playbook": ("playbook", "сценарий"),
    "conclusion": ("conclusion", "вывод"),
    "gains": ("now holds for", "теперь подходит"),
    "losses": ("no longer holds for", "больше не подходит"),
    "not-analysed": ("not analysed: {why}", "не проанализировано: {why}"),
    "through": ("rests on a changed conclusion: {names}", "опирается на изменённый вывод: {names}"),
    "case": ("case", "случай"),
    "before": ("before", "было"),
    "after": ("now", "стало"),
    "nothing": ("(nothing)", "(ничего)"),
    "none": ("none", "нет"),
    "more": ("... and {count} more", "... и ещё {count}"),
    "first-step": ("first step {step}", "первый шаг {step}"),
    "to-line": ("line {line}", "линия {line}"),
    "turn.added": ("added", "добавлено"),
    "turn.removed": ("removed", "удалено"),
    "turn.changed": ("changed", "изменено"),
    "kind.attribute": ("attribute", "признак или обстоятельство"),
    "kind.common": ("how common values are", "обычность значений"),
    "kind.relevant": ("when it is relevant", "когда уместно"),
    "kind.equipment": ("equipment", "оборудование"),
    "kind.location": ("location", "место"),
    "kind.chain": ("chain", "цепь"),
    "kind.line": ("line", "линия"),
    "kind.channel": ("channel", "канал"),
    "kind.sector": ("sector", "направление"),
    "kind.vendor": ("vendor", "производитель"),
    "kind.setting": ("setting", "настройка"),
}

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(_TEXTS)
"""All texts by key, English and Russian."""


def say(key: str, language: str, **values: object) -> str:
    """The text ``key`` in ``language`` (``en`` or ``ru``), with ``values`` filled in."""
    return TEXTS[key][language == "ru"].format(**values)
