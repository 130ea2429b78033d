"""How much of a knowledge base its fixture cases cover: rules, tests, ends of ranges, steps, words - never lines."""

from diagnose.authoring.coverage.items import Coverage, Item, Measure, Share
from diagnose.authoring.coverage.survey import coverage_of, places_of

__all__ = ["Coverage", "Item", "Measure", "Share", "coverage_of", "places_of"]
