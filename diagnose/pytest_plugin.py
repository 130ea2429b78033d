"""Fixture cases as tests of pytest."""
