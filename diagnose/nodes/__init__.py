"""The one reader of documents: text to located nodes, with every limit enforced while reading."""

from diagnose.nodes.files import find_documents, read_bytes, read_file
from diagnose.nodes.json_text import read_json
from diagnose.nodes.limits import DOCUMENT, INTAKE, Limits
from diagnose.nodes.scalars import (
    as_bool,
    as_date,
    as_duration,
    as_instant,
    as_number,
    is_ambiguous,
    is_null,
    kind_of,
)
from diagnose.nodes.tree import Mapping, Node, Scalar, Sequence
from diagnose.nodes.yaml_text import read_text

__all__ = [
    "DOCUMENT",
    "INTAKE",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "as_bool",
    "as_date",
    "as_duration",
    "as_instant",
    "as_number",
    "find_documents",
    "is_ambiguous",
    "is_null",
    "kind_of",
    "read_bytes",
    "read_file",
    "read_json",
    "read_text",
]
