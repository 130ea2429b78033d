"""What is said of a calibration, in English and Russian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TEXTS: dict[str, tuple[str, str]] = {
    "history": (
        "Closed cases: {cases}, {known} of them with a known cause.",
        "Закрытых обращений: {cases}, из них с известной причиной: {known}.",
    ),
    "nothing": ("No number stands out: there is nothing to propose.", "Ни одно число не выделяется: предложений нет."),
    "proposals": ("Proposed changes: {count}", "Предлагаемые изменения: {count}"),
    "by-hand": (
        "To be written by hand, because no number stands in the file: {count}",
        "Вписать вручную, потому что в файле этого числа нет: {count}",
    ),
    "column.number": ("number", "число"),
    "column.now": ("now", "сейчас"),
    "column.proposed": ("proposed", "предложено"),
    "column.counted": ("counted", "подсчёт"),
    "column.estimate": ("estimate", "оценка"),
    "column.interval": ("90 %", "90 %"),
    "frequency": ("frequency", "частота"),
    "fixes": ("{step} fixes", "{step} помогает"),
    "counted": ("{hits} of {cases}", "{hits} из {cases}"),
    "default": ("(none)", "(нет)"),
    "scores": ("How well the causes of these cases are foretold", "Насколько верно предсказываются причины обращений"),
    "column.measure": ("measure", "показатель"),
    "column.held-out": ("held out", "на отложенных"),
    "column.fitted": ("fitted", "на тех же"),
    "log-loss": ("log loss (nats)", "логарифмические потери (нат)"),
    "brier": ("Brier score", "оценка Брайера"),
    "calibration-error": ("calibration error", "ошибка калибровки"),
    "first-choice": ("first choice right", "первая версия верна"),
    "step-loss": ("log loss of {count} steps", "потери для шагов ({count})"),
    "held-out": (
        "Held out: each case is foretold with what the other cases taught; this is what may be hoped for.",
        "На отложенных: каждое обращение предсказано по остальным; на это и можно рассчитывать.",
    ),
    "too-few": (
        "There are too few cases to hold some out: the figures say nothing about new cases.",
        "Обращений слишком мало, чтобы часть отложить: о новых обращениях эти числа ничего не говорят.",
    ),
    "not-considered": (
        "In {count} cases the cause was not among the candidates; no number can change that.",
        "В стольких обращениях причины не было среди кандидатов, и числа этого не изменят: {count}.",
    ),
    "never-normal": (
        "Not counted, because nobody ever wrote them down as normal: {names}.",
        "Не учтены, потому что норма по ним ни разу не записана: {names}.",
    ),
    "unchanged": (
        "Nothing was changed. Read the patch, then apply it with: {command}",
        "Ничего не изменено. Прочитайте патч, затем примените: {command}",
    ),
    "plot.title": ("Confidence and share right", "Уверенность и доля верных"),
    "plot.x": ("chance of the first choice", "вероятность первой версии"),
    "plot.y": ("share of cases in which it was right", "доля обращений, где она верна"),
    "plot.ideal": ("as it should be", "как должно быть"),
    "plot.before": ("now, error {value}", "сейчас, ошибка {value}"),
    "plot.after": ("with the proposals, error {value}", "с предложениями, ошибка {value}"),
    "plot.size": (
        "The area of a mark is the number of cases: {cases} in all.",
        "Площадь знака - число обращений, всего {cases}.",
    ),
}

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(_TEXTS)
"""All texts by key, English and Russian."""


def say(key: str, language: str, **values: object) -> str:
    """The text ``key`` in ``language`` (``en`` or ``ru``), with ``values`` filled in."""
    return TEXTS[key][language == "ru"].format(**values)
