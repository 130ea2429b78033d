"""Parts of JSON Schemas for one knowledge base: tests, tables of strengths, reports, and the keys that name things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from diagnose.kb.documents.cases import EXPECT_SCHEMA
from diagnose.kb.documents.definitions import AGES, DEFINITIONS, ENDS, OPERATORS, WEIGHT
from diagnose.kb.documents.fields import DURATION_PATTERN
from diagnose.kb.documents.reported import INTAKE_SCHEMA, SCALAR
from diagnose.kb.documents.schema import reference
from diagnose.kb.operands import OPERATORS as MEANINGS
from diagnose.kb.spoken import Spoken, names, open_names, readings
from diagnose.vocabulary import BUILT_IN, Attribute, AttributeType

T = AttributeType
_LISTED = (T.CHOICE, T.SET)
_TABLED = (T.YES_NO, *_LISTED)
Attributes: TypeAlias = tuple[Attribute, ...]


def definitions_of(spoken: Spoken) -> dict[str, Any]:
    """Definitions that take the place of the general ones of the same name, and those that they refer to."""
    attributes = spoken.attributes()
    built_in = sorted(BUILT_IN)
    table = INTAKE_SCHEMA["properties"]["symptoms"]["anyOf"][0]
    return {
        **{f"value:{each.id}": _value(each, spoken) for each in attributes},
        **{f"value:{name}": spoken.built_in(name) for name in built_in},
        **{f"test:{each.id}": _asked(each, spoken, _test(each.id, each.type)) for each in attributes},
        **{f"test:{name}": _test(name, T.TAXONOMY) for name in built_in},
        **{f"report:{each.id}": _asked(each, spoken, _report(each)) for each in attributes},
        "state": table["additionalProperties"]["anyOf"][-1],
        "weight": {"anyOf": [names(spoken.kb.settings.signs), {"type": "number", "minimum": 0, "maximum": 1}]},
        "condition": _condition(attributes),
        "shows": _closed(_by_name([each for each in attributes if each.type in _TABLED], _shown)),
        "values": {
            **_closed({name: _one_or_several(name) for name in built_in} | _by_name(attributes, _held)),
            "minProperties": 1,
        },
        "common": _by_weight(DEFINITIONS["common"]),
        "reports": _reports(attributes),
        "columns": _columns(attributes),
        "changes": _changes(attributes),
        "intake": _intake(spoken, DEFINITIONS["intake"], reference("reports")),
        "change": _intake(spoken, DEFINITIONS["change"], reference("changes")),
        "expect": _expect(spoken),
    }


def properties_of(spoken: Spoken) -> dict[tuple[str, str], Any]:
    """What may stand under a key, by the definition (or kind of document) and the key."""
    support, settings = spoken.kb.support, spoken.kb.settings
    lines, equipment = spoken.lines(), sorted(spoken.kb.vocabulary.equipment.parents)
    channels = {"type": "array", "minItems": 1, "items": spoken.built_in("channel")}
    playbook = {
        "vendor": names(sorted(support.vendors)),
        "frequency": {"anyOf": [names(settings.frequency), {"type": "number"}]},
        "replaced_by": open_names(spoken.playbooks()),
        "part": open_names(name for name, _, _ in spoken.kb.vocabulary.parts()),
    }
    return {
        **{(holder, key): part for holder in ("playbook", "playbook:document") for key, part in playbook.items()},
        **{(holder, "cases"): open_names(_subjects(spoken)) for holder in ("cases", "cases:document")},
        ("CaseDocument", "table"): reference("columns"),
        ("StepDocument", "by"): lines,
        ("StepDocument", "via"): channels,
        ("StepDocument", "risk"): names(settings.risk),
        ("StepDocument", "fixes"): reference("weight"),
        ("EscalateDocument", "to"): lines,
        ("EscalateDocument", "sector"): names(sorted(support.sectors)),
        ("AttributeDocument", "answered_by"): {"type": "array", "items": spoken.people()},
        ("KindDocument", "is_a"): open_names(equipment),
        ("PlaceDocument", "within"): open_names(spoken.kb.vocabulary.location.parents),
    }


def _subjects(spoken: Spoken) -> set[str]:
    listed = {*spoken.playbooks(), *spoken.kb.conclusions}
    return listed | {name.split(".")[0] for name in listed}


def _asked(attribute: Attribute, spoken: Spoken, part: dict[str, Any]) -> dict[str, Any]:
    words = spoken.say(attribute.question)
    return {"description": words, **part} if words else part


def _retired(now: str, part: dict[str, Any]) -> dict[str, Any]:
    return {"description": f"now called {now}", "deprecated": True, **part}


def _with_former(attributes: Attributes, kind: str) -> dict[str, Any]:
    """References to definitions of ``kind`` by present and former id."""
    former = {name: _retired(each.id, reference(f"{kind}:{each.id}")) for each in attributes for name in each.formerly}
    return {**former, **{each.id: reference(f"{kind}:{each.id}") for each in attributes}}


def _by_name(attributes: Iterable[Attribute], make: Callable[[Attribute], dict[str, Any]]) -> dict[str, Any]:
    """What ``make`` makes of each, by present and former id."""
    return {name: make(each) for each in attributes for name in (*each.formerly, each.id)}


def _condition(attributes: Attributes) -> dict[str, Any]:
    general = {key: part for key, part in DEFINITIONS["condition"].items() if key != "patternProperties"}
    built_in = {name: reference(f"test:{name}") for name in sorted(BUILT_IN)}
    return {**general, "properties": {**general["properties"], **built_in, **_with_former(attributes, "test")}}


def _value(attribute: Attribute, spoken: Spoken) -> dict[str, Any]:
    """One value; the ends of a range hold for bare numbers, which are in the attribute's own unit."""
    if attribute.type is T.YES_NO:
        return {"type": "boolean"}
    if attribute.type in _LISTED:
        return spoken.values(attribute)
    if attribute.type is T.DURATION:
        return {"type": "string", "pattern": DURATION_PATTERN}
    if attribute.type is not T.NUMBER:
        return dict(SCALAR)
    units = "|".join(re.escape(unit) for unit in (attribute.unit, *(unit for unit, _ in attribute.also)) if unit)
    written = {"type": ["number", "string"], "pattern": f"^[-+]?[0-9.]+([eE][-+]?[0-9]+)? ?({units})$"}
    ends = {"minimum": attribute.low, "maximum": attribute.high}
    return {
        **(written if units else {"type": "number"}),
        **{key: end for key, end in ends.items() if end is not None},
    }


def _test(name: str, kind: AttributeType) -> dict[str, Any]:
    """A value, a list of values of which one must be seen, or the operators that there are for the type."""
    value = reference(f"value:{name}")
    several = {"type": "array", "minItems": 1, "items": value}
    own: dict[str, Any] = {"is_not": value, "none_of": several, "contains_all": several, "contains_none": several}
    own |= dict.fromkeys(ENDS, value)
    own |= {key: {"type": "string", "pattern": DURATION_PATTERN} for key in AGES}
    own["between"] = {"type": "array", "items": value, "minItems": 2, "maxItems": 2}
    if kind is T.SET:
        own["contains"] = value
    fit = {
        key: own.get(key, part) for key, part in OPERATORS.items() if key not in MEANINGS or kind in MEANINGS[key][0]
    }
    operators = {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": fit}
    return {"anyOf": [value, several, operators]}


def _held(attribute: Attribute) -> dict[str, Any]:
    """What the attribute has: one value, or several of a set."""
    return _one_or_several(attribute.id) if attribute.type is T.SET else reference(f"value:{attribute.id}")


def _one_or_several(name: str) -> dict[str, Any]:
    value = reference(f"value:{name}")
    return {"anyOf": [value, {"type": "array", "items": value}]}


def _closed(entries: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": entries}


def _shown(attribute: Attribute) -> dict[str, Any]:
    """A table of values with strengths; for yes/no a strength alone means true."""
    former = (name for name, _ in attribute.former_values)
    written = ("true", "false") if attribute.type is T.YES_NO else (*attribute.values, *former)
    keys = {key for name in written for key in _keys(name)} | {"does-not-apply"}
    cells = dict.fromkeys(sorted(keys), reference("weight"))
    row = {"type": "object", "additionalProperties": False, "properties": cells}
    given = {**row, "properties": {**cells, "given": reference("condition")}}
    forms = [row, {"type": "array", "minItems": 1, "items": given}]
    return {"anyOf": [reference("weight"), *forms] if attribute.type is T.YES_NO else forms}


def _keys(name: str) -> tuple[str, ...]:
    """``name`` as a key in JSON, and as what a reader of YAML 1.1 makes of it."""
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in readings(name))


def _report(attribute: Attribute) -> dict[str, Any]:
    held = _held(attribute)
    return {"anyOf": [*held.get("anyOf", (held,)), reference("state")]}


def _reports(attributes: Attributes) -> dict[str, Any]:
    items = INTAKE_SCHEMA["properties"]["symptoms"]["anyOf"][1]
    return {"anyOf": [_closed(_with_former(attributes, "report")), items]}


def _columns(attributes: Attributes) -> dict[str, Any]:
    """The table of a fixture case: a list of what is reported for each attribute."""
    cells = {name: reference(f"value:{name}") for name in sorted(BUILT_IN)} | _with_former(attributes, "report")
    lists = {name: {"type": "array", "minItems": 1, "items": part} for name, part in cells.items()}
    return {**_closed(lists), "minProperties": 1}


def _by_weight(schema: Any) -> Any:
    """``schema`` with the words of the table of signs where any word or number stood."""
    if schema == WEIGHT:
        return reference("weight")
    if isinstance(schema, dict):
        return {key: _by_weight(part) for key, part in schema.items()}
    return [_by_weight(part) for part in schema] if isinstance(schema, list) else schema


def _changes(attributes: Attributes) -> dict[str, Any]:
    general = DEFINITIONS["change"]["properties"]["symptoms"]["anyOf"]
    removal = general[0]["additionalProperties"]["anyOf"][0]
    entries = {name: {"anyOf": [part, removal]} for name, part in _with_former(attributes, "report").items()}
    return {"anyOf": [_closed(entries), general[-1]]}


def _intake(spoken: Spoken, general: dict[str, Any], reports: dict[str, Any]) -> dict[str, Any]:
    """The intake, or a change of one, with the names of this knowledge base in its fields."""
    fields = dict(general["properties"])
    own = {name: reference(f"value:{name}") for name in sorted(BUILT_IN)}
    own["equipment"] = _one_or_several("equipment")
    own["at_line"] = spoken.lines()
    for name, part in own.items():
        before = fields[name].get("anyOf", ())
        removal = [each for each in before if "remove" in each.get("properties", {})]
        fields[name] = {"anyOf": [*removal, part]} if removal else part
    return {**general, "properties": {**fields, "symptoms": reports, "facts": reports}}


def _expect(spoken: Spoken) -> dict[str, Any]:
    playbooks, steps = open_names(spoken.playbooks()), open_names(spoken.steps())
    rules = open_names({*spoken.playbooks(), *spoken.kb.conclusions})
    own = {
        "fault": playbooks,
        "faults_include": {"type": "array", "items": playbooks},
        "first_step": steps,
        "steps_include": {"type": "array", "items": steps},
        "question": names((*sorted(BUILT_IN), *(each.id for each in spoken.attributes()))),
        "line": spoken.lines(),
        "matched": {"type": "array", "items": rules},
        "not_matched": {"type": "array", "items": rules},
    }
    return {**EXPECT_SCHEMA, "properties": {**EXPECT_SCHEMA["properties"], **own}}
