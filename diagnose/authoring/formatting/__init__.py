"""The one way in which documents are written: spaces, indentation, quotes, order of the first keys."""

from diagnose.authoring.formatting.comments import Unformattable
from diagnose.authoring.formatting.formatting import (
    Formatted,
    format_bytes,
    format_folder,
    format_text,
    not_formatted,
)

__all__ = ["Formatted", "Unformattable", "format_bytes", "format_folder", "format_text", "not_formatted"]
