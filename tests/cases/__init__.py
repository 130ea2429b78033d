"""Fixture cases in numbers: chosen, run, reported, kept, and hostile ones."""
