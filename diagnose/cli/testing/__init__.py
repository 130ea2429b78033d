"""The parts of ``diagnose test``."""
