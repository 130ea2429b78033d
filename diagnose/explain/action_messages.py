"""What is said of the next action of a consultation, in every language; the table of :mod:`messages` takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ACTION_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # why this is the best action now
        "why.worth-it": (
            (
                "The answer is expected to bring the cost to the end down from {total} to {cost} {currency}, "
                "asking included; no other question saves more."
            ),
            (
                "Ожидается, что ответ снизит цену до конца с {total} до {cost} {currency} вместе с самим вопросом; "
                "ни один другой вопрос не даёт больше."
            ),
        ),
        "why.gate": (
            (
                "No step may be taken without the answer; it decides about: {values}. With it the way to the end is "
                "expected to cost {cost} {currency}, handing over now costs {other}."
            ),
            (
                "Без ответа действовать нельзя, от него зависит: {values}. С ним путь до конца обойдётся примерно "
                "в {cost} {currency}, передать сейчас стоит {other}."
            ),
        ),
        "why.step": ("the step {step}", "шаг {step}"),
        "why.entry": (
            "Nothing can be proposed before this is known.",
            "Пока это неизвестно, предложить нечего.",
        ),
        "why.confirm": (
            (
                "The next step is dear or risky ({step} {cost} {currency}) and it is not sure yet that it is: {title} "
                "({chance}). This answer tells that best from everything else."
            ),
            (
                "Следующий шаг дорог или рискован ({step} {cost} {currency}), а уверенности ещё нет: {title} "
                "({chance}). Этот ответ лучше других отличит эту версию от прочих."
            ),
        ),
        "why.do": (
            (
                "It helps with a chance of {chance} and costs {cost} {currency}; the cheapest way to the end begins "
                "with it, and no question saves more than it costs. Meant for: {values}. From here to the end about "
                "{total} {currency}, handing over now costs {other}."
            ),
            (
                "Поможет с вероятностью {chance} и стоит {cost} {currency}: с него начинается самый дешёвый путь до "
                "конца, а вопросы не окупаются. Против: {values}. Отсюда до конца примерно {total} {currency}, "
                "передать сейчас стоит {other}."
            ),
        ),
        "why.advice": (
            "The likeliest explanation needs no repair: {title} ({chance}).",
            "Самое вероятное объяснение не требует ремонта: {title} ({chance}).",
        ),
        "why.hand-over": (
            "Handing over costs {cost} {currency}: {reason}",
            "Передача стоит {cost} {currency}: {reason}",
        ),
        "why.known-as": ("The likeliest cause is: {title}.", "Самая вероятная причина: {title}."),
        "why.novelty": (
            "The case looks unprecedented - {reason} What still pays is done first.",
            "Случай похож на беспрецедентный - {reason} Сначала делается то, что ещё окупается.",
        ),
        "why.done": (
            "The step {step} settled it; no complaint is left.",
            "Шаг {step} помог, жалоб не осталось.",
        ),
    }
)
