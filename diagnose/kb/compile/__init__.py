"""From documents to a knowledge base: names first, then what uses them, then the network of rules.

Nothing here reads files; :mod:`diagnose.kb.load` and :mod:`diagnose.kb.lint` do.
"""

from diagnose.kb.compile.assemble import assemble, compile_documents
from diagnose.kb.compile.sorted_documents import Documents
from diagnose.kb.compile.translate import Translation, translate

__all__ = ["Documents", "Translation", "assemble", "compile_documents", "translate"]
