"""What the checks of meaning say about names, steps, lines and channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # references
    "unknown step {step!r}": "неизвестный шаг {step!r}",
    "the steps are {steps}": "шаги: {steps}",
    "nothing uses the attribute {attribute!r}": "признак {attribute!r} нигде не используется",
    "name it in a playbook or a conclusion, or take it away": "назовите его в сценарии или выводе или уберите",
    "nothing is written about the equipment {name!r}": "об оборудовании {name!r} ничего не написано",
    "write a playbook for it or for a kind above it, or take it away": (
        "напишите сценарий для него или для вида выше либо уберите его"
    ),
    "nothing reads {values} of {attribute!r}": "у признака {attribute!r} ничто не смотрит на {values}",
    "write the playbook for it, or take the value away": "напишите для этого сценарий или уберите значение",
    "the {what} {name!r} looks like another one but has letters of another alphabet": (
        "имя {name!r} ({what}) выглядит как другое, но в нём буквы другого алфавита"
    ),
    "the other one is here": "другое здесь",
    "the {what}s {before!r} and {name!r} differ by dash or underscore only": (
        "имена {before!r} и {name!r} ({what}) различаются только дефисом или подчёркиванием"
    ),
    "use one of them for both": "пишите в обоих местах одно из них",
    "the strengths of {attribute!r} sum to {total:.3g}": "сумма долей признака {attribute!r} - {total:.3g}",
    "lower them: they are scaled to 0.98 in all": "уменьшите их: в сумме они приводятся к 0.98",
    "{value} is no abnormal value of {attribute!r}": "{value} - не отклонение признака {attribute!r} от нормы",
    "write one of: {abnormal}": "напишите одно из: {abnormal}",
    "declare what is abnormal of {attribute}": "объявите, что считать отклонением признака {attribute}",
    "{sign!r} stands at two points of the chain {chain!r}": "{sign!r} стоит в двух точках цепочки {chain!r}",
    "it stands here first": "впервые он стоит здесь",
    "keep it where it tells most": "оставьте его там, где он говорит больше всего",
    # steps
    "the step {step!r} has another text elsewhere": "у шага {step!r} в другом месте другой текст",
    "give it an id of its own, or write the same text": "дайте ему свой идентификатор или напишите тот же текст",
    "the other text is here": "другой текст здесь",
    "{playbook!r} has no plan": "у сценария {playbook!r} нет плана",
    "add plan: [{step: ..., do: ...}], or an outcome with say: ...": (
        "добавьте plan: [{step: ..., do: ...}] или исход с say: ..."
    ),
    "the steps wait for one another: {circle}": "шаги ждут друг друга: {circle}",
    "take one 'after' away": "уберите один 'after'",
    # lines and channels
    "{to} is not above {highest}, who does a step of this plan": (
        "{to} не выше, чем {highest}, а там делают шаг этого плана"
    ),
    "write to: {line}": "напишите to: {line}",
    "there is no line above it": "линии выше нет",
    "the step is here": "шаг здесь",
    "they have {channels}": "у них есть: {channels}",
    "give the lines their channels": "дайте линиям каналы",
}
