"""Precedents: closed cases that are like the one in question."""
