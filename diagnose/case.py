"""The intake: what is known when a request comes in."""

from __future__ import annotations
