"""What readers of YAML 1.1 and of YAML 1.2 make of a document, as JSON."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml


class Core(yaml.SafeLoader):
    """The core schema of YAML 1.2: true and false alone are yes/no, there are no dates and no sixties."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012 - as PyYAML has it


NULL, BOOL, INT, FLOAT = (f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
Core.add_implicit_resolver(NULL, re.compile(r"^(?:~|null|Null|NULL|)$"), None)
Core.add_implicit_resolver(BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), None)
Core.add_implicit_resolver(INT, re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"), None)
Core.add_implicit_resolver(FLOAT, re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), None)
Core.add_implicit_resolver(FLOAT, re.compile(r"^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$"), None)
Core.add_constructor(INT, lambda loader, node: _whole(node.value))
Core.add_constructor(
    FLOAT, lambda loader, node: float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))
)


def _whole(text: str) -> int:
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


def read_11(text: str) -> Any:
    """The document as PyYAML reads it."""
    return as_json(yaml.safe_load(text))


def read_12(text: str) -> Any:
    """The document as a reader of YAML 1.2 reads it."""
    return as_json(yaml.load(text, Loader=Core))


READERS = {"1.1": read_11, "1.2": read_12}


def as_json(value: Any) -> Any:
    """``value`` as JSON would hold it: keys are texts, dates are given as they are written."""
    if isinstance(value, dict):
        return {_key(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _key(key: Any) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return "null" if key is None else str(key)
