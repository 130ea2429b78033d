"""``symptoms`` and ``facts``: a mapping from attribute to value, or a list of reports."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

from diagnose.case.reported import INTAKE, Reported, is_nothing, node_place
from diagnose.case.taking import Taking, described, is_mapping, keys_of, listed
from diagnose.errors import Location, echo
from diagnose.facts import BUILT_IN, DoesNotApply, Fact, Unknown, Version
from diagnose.names import fold
from diagnose.nodes import Scalar, Sequence, as_bool
from diagnose.wording import joined, worded

_ABOUT_IT = ("source", "at", "about")
_STATES = ("unknown", "applies", "written")
_STATES_ADVICE = "unknown: customer, applies: false"
_LONG = ("value", *_STATES, *_ABOUT_IT)
_TESTS = frozenset(
    {"at_least", "at_most", "above", "below", "between", "is_not", "none_of", "contains", "known", "any"}
)
_NOT_A_VALUE = object()


class Observations:
    """Reads the reports of one intake, whose own ``source`` stands for those that name none."""

    def __init__(self, taking: Taking, source: str | None, at: Location) -> None:
        self.taking = taking
        self.source = source or INTAKE
        self.at = at

    def read(self, given: object, path: str) -> list[Reported]:
        """The reports in ``given``, in the order written."""
        at = node_place(given, self.at)
        if is_nothing(given):
            self.taking.nothing(path, at)
        elif is_mapping(given):
            reports = (self._entry(*entry, path) for entry in self.taking.entries(given, path, at))
            return [report for report in reports if report is not None]
        elif (items := listed(given)) is not None:
            places = ((item, f"{path}[{index}]") for index, item in enumerate(items))
            return [report for item, place in places if (report := self._item(item, place, at)) is not None]
        else:
            self.taking.wrong(given, "a mapping of attributes to values", path, at, "{print.output: faded}")
        return []

    def _entry(self, attribute: str, value: Any, at: Location, path: str) -> Reported | None:
        path = f"{path}.{echo(attribute)}"
        return self._report(attribute, value, path, at) if self._is_attribute(attribute, path, at) else None

    def _item(self, item: Any, path: str, at: Location) -> Reported | None:
        at = node_place(item, at)
        if isinstance(item, Reported):
            return item
        if isinstance(item, Fact):
            item = _as_mapping(item)
        if isinstance(item, str | Scalar):
            name = self.taking.words(item, path, at, "print.streaks")
            known = name is not None and self._is_attribute(name, path, at)
            return Reported(str(name), True, self.source, path=path, location=at) if known else None
        if not is_mapping(item):
            wanted = "an attribute, or a mapping with 'attribute' and 'value'"
            self.taking.wrong(item, wanted, path, at, "print.streaks")
            return None
        if "attribute" not in keys_of(item):
            advice = "write {attribute: print.output, value: faded}, or use a mapping in place of the list"
            self.taking.report("PB101", "'attribute' is missing", path, at, advice)
            return None
        keys = self.taking.known_keys(item, ("attribute", *_LONG), path, at)
        name = self.taking.words(keys.pop("attribute"), f"{path}.attribute", at, "print.output")
        return self._long(name, keys, path, at) if name is not None and self._is_attribute(name, path, at) else None

    def _is_attribute(self, name: str, path: str, at: Location) -> bool:
        if fold(name) in BUILT_IN:
            advice = worded("write it beside 'symptoms': {name}: ...", name=fold(name))
            message = worded("'{name}' is a field of the intake itself", name=fold(name))
            self.taking.report("PB104", message, path, at, advice)
            return False
        if not name.strip() or len(name) > 200:
            self.taking.report("PB112", "this is no attribute", path, at, "write an id like print.output")
            return False
        return True

    def _report(self, attribute: str, value: Any, path: str, at: Location) -> Reported | None:
        if not is_mapping(value):
            state = self._value(value, path, at)
            if state is _NOT_A_VALUE:
                return None
            return Reported(attribute, state, self.source, path=path, location=node_place(value, at))
        test = next((key for key in keys_of(value) if key in _TESTS), None)
        if test is not None:
            message = worded("'{test}' is a condition; an intake says what was seen", test=test)
            self.taking.report("PB102", message, path, node_place(value, at), "write the value itself")
            return None
        before = len(self.taking.findings)
        keys = self.taking.known_keys(value, _LONG, path, at)
        if not keys and len(self.taking.findings) > before:
            return None
        return self._long(attribute, keys, path, node_place(value, at))

    def _long(self, attribute: str, keys: dict[str, Any], path: str, at: Location) -> Reported | None:
        states = [key for key in ("value", *_STATES) if key in keys]
        if len(states) != 1:
            advice = worded("write one of value: ..., {states}", states=_STATES_ADVICE)
            message = (
                "a value is missing"
                if not states
                else worded("{states} exclude each other", states=joined(" and ", states))
            )
            self.taking.report("PB101" if not states else "PB102", message, path, at, advice)
            return None
        state = self._state(states[0], keys[states[0]], path, at)
        source = self._word(keys, "source", path, at, "customer") or self.source
        about = self._word(keys, "about", path, at, "hp-laserjet-1020")
        moment = self.taking.moment(keys["at"], f"{path}.at", at) if "at" in keys else None
        if state is _NOT_A_VALUE:
            return None
        return Reported(attribute, state, source, moment, about, path, node_place(keys[states[0]], at))

    def _word(self, keys: dict[str, Any], key: str, path: str, at: Location, example: str) -> str | None:
        return self.taking.words(keys[key], f"{path}.{key}", at, example) if key in keys else None

    def _state(self, kind: str, source: Any, path: str, at: Location) -> Any:
        if kind == "value":
            return self._nested(source, path, at) if is_mapping(source) else self._value(source, path, at)
        if kind == "applies":
            told = as_bool(source) if isinstance(source, Scalar) else source
            if told is False:
                return DoesNotApply()
            self.taking.wrong(source, "false", path, node_place(source, at), "{applies: false}")
            return _NOT_A_VALUE
        text = self.taking.words(source, f"{path}.{kind}", at, "customer")
        if text is None:
            return _NOT_A_VALUE
        return Unknown(text) if kind == "unknown" else Scalar(text, False, node_place(source, at))

    def _nested(self, source: Any, path: str, at: Location) -> Any:
        """The state in ``value: {unknown: customer}``."""
        at = node_place(source, at)
        states = [(key, value) for key, value, _ in self.taking.entries(source, path, at) if key in _STATES]
        if len(states) == 1 and len(keys_of(source)) == 1:
            return self._state(*states[0], path, at)
        advice = worded("write one of value: ..., {states}", states=_STATES_ADVICE)
        self.taking.report("PB102", "a mapping is no value", path, at, advice)
        return _NOT_A_VALUE

    def _value(self, source: Any, path: str, at: Location) -> Any:
        at = node_place(source, at)
        if is_nothing(source):
            self.taking.nothing(path, at)
            return _NOT_A_VALUE
        if listed(source) is not None:
            return self._words(source, path, at)
        if isinstance(source, Scalar | str):
            text = source.text if isinstance(source, Scalar) else source
            return source if self.taking.fits(text, path, at) else _NOT_A_VALUE
        if isinstance(source, int | float) and not isinstance(source, bool) and not _is_finite(source):
            self.taking.report("PB102", "the number is not finite", path, at, "write a finite number")
            return _NOT_A_VALUE
        if isinstance(source, Unknown):
            return source if self.taking.words(source.by, f"{path}.unknown", at, "customer") else _NOT_A_VALUE
        if isinstance(source, bool | int | float | Version | date | datetime | DoesNotApply):
            return source
        message = worded("{found} is no value", found=described(source))
        self.taking.report("PB102", message, path, at, "write a text, a number or true")
        return _NOT_A_VALUE

    def _words(self, source: Any, path: str, at: Location) -> Any:
        before = len(self.taking.findings)
        words = self.taking.several(source, path, at, "[moved, power-cut]")
        if len(self.taking.findings) > before:
            return _NOT_A_VALUE
        return source if isinstance(source, Sequence) else words


def _as_mapping(fact: Fact) -> dict[str, Any]:
    """``fact`` as an item of a list; a source that says nothing is left to the intake."""
    written = {"attribute": fact.attribute, "value": fact.value, "source": fact.source, "at": fact.at}
    written["about"] = fact.about
    return {key: given for key, given in written.items() if given is not None and (key, given) != ("source", INTAKE)}


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # an int beyond every float
        return False


def same_attribute(one: list[Reported], other: list[Reported]) -> list[tuple[Reported, Reported]]:
    """Pairs of reports, one from each list, about the same attribute."""
    first = {fold(report.attribute): report for report in reversed(one)}
    return [(first[fold(report.attribute)], report) for report in other if fold(report.attribute) in first]
