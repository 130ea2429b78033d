"""What was worked out before, kept by a hash of everything that it depends on."""

from diagnose.kb.caching.known import Known
from diagnose.kb.caching.memory import Memory
from diagnose.kb.caching.place import cache_folder, memory_of

__all__ = ["Known", "Memory", "cache_folder", "memory_of"]
