"""Vocabulary, settings, Python rules: what the compiler finds in what is declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "a value of {attribute!r}, of type {type}, cannot be abnormal": (
        "у признака {attribute!r} типа {type} не бывает отклонений от нормы"
    ),
    "only yes/no and choice attributes are signs; conclude one": (
        "отклонения бывают только у признаков yes/no и choice; выведите такой признак"
    ),
    "{attribute!r} has 'also' without 'unit'": "у признака {attribute!r} есть 'also', но нет 'unit'",
    "add the unit that it converts to": "добавьте единицу, в которую пересчитывать",
    "{attribute!r} is a complaint without 'abnormal'": "признак {attribute!r} - жалоба, но без 'abnormal'",
    "add abnormal: [...]": "добавьте abnormal: [...]",
    "a value is a word, not {found}": "значение - это слово, а здесь {found}",
    "write [normal, faded], or {faded: {formerly: [pale]}} for one with a past": (
        "напишите [normal, faded], а для значения с прошлым - {faded: {formerly: [pale]}}"
    ),
    "the past of a value is a list of former ids": "прошлое значения - это список прежних идентификаторов",
    "write {formerly: [pale]}": "напишите {formerly: [pale]}",
    "a former id is a word, not {found}": "прежний идентификатор - это слово, а здесь {found}",
    "write [pale, light]": "напишите [pale, light]",
    "'range' takes a low and a high end": "'range' принимает нижнюю и верхнюю границу",
    "write [0, 100]": "напишите [0, 100]",
    "the range from {low} to {high} is upside down": "границы перепутаны: от {low} до {high}",
    "phrases are a list, not {found}": "фразы - это список, а здесь {found}",
    "write [too light, washed out]": "напишите [too light, washed out]",
    "a phrase is a text, not {found}": "фраза - это текст, а здесь {found}",
    "a text is missing here": "здесь не хватает текста",
    "write the words, or {en: 'Some words', ru: 'Несколько слов'}": (
        "напишите текст или {en: 'Some words', ru: 'Несколько слов'}"
    ),
    # chains
    "what is seen behind {name!r} is a map of attributes to values, not {found}": (
        "то, что видно за звеном {name!r}, - это набор признаков со значениями, а здесь {found}"
    ),
    "write {terminal.lamp: red}": "напишите {terminal.lamp: red}",
    "{name!r} does not say of which chain it is a part": "по имени {name!r} не понять, звено какой это цепочки",
    # circles
    "conclusions run in a circle: {way}": "выводы идут по кругу: {way}",
    "{name} is part of it": "{name} входит в этот круг",
    "let one of them read something observed, or set one attribute each": (
        "пусть один из них опирается на наблюдение, или пусть каждый задаёт свой признак"
    ),
    "the {name} taxonomy runs in a circle: {way}": "классификация идёт по кругу ({name}): {way}",
    # settings
    "unknown time zone {zone!r}": "неизвестный часовой пояс {zone!r}",
    "write it like Europe/Moscow": "напишите, например, так: Europe/Moscow",
    # Python rules
    "the Python rules {path!r} cannot be imported: {kind}: {reason}": (
        "правила на Python {path!r} не импортируются: {kind}: {reason}"
    ),
    "write package.module:Class, and install the package": "напишите package.module:Class и установите пакет",
    "there is no class {path!r}": "класса {path!r} нет",
    "write package.module:Class": "напишите package.module:Class",
    "the Python rules {name} have no 'revision'": "у правил на Python {name} нет 'revision'",
    "add revision = 1": "добавьте revision = 1",
    "the Python rules {name} do not say what they set": "в правилах на Python {name} не сказано, что они задают",
    "add sets = ('area.attribute',)": "добавьте sets = ('area.attribute',)",
    "{key!r} of the Python rules {name} is no tuple of attribute ids": (
        "{key!r} правил на Python {name} - не кортеж идентификаторов признаков"
    ),
    "{problem} in {key!r} of the Python rules {name}": "{problem}; указано в {key!r} правил на Python {name}",
}
