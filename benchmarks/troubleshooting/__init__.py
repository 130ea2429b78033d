"""Drawn cases played against the consultation and against what people do without it."""
