"""Findings in Russian: English templates of messages, with what is said in their place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RUSSIAN: Mapping[str, str] = MappingProxyType({})
"""By English template, with the same names in braces."""
