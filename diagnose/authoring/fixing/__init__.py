"""Changes of texts that do away with findings: spans are replaced, everything around them stays as it is."""

from diagnose.authoring.fixing.edits import Edit, Editor, apply_edits, without_overlaps
from diagnose.authoring.fixing.fixing import Fixed, fix_folder
from diagnose.authoring.fixing.saving import save

__all__ = ["Edit", "Editor", "Fixed", "apply_edits", "fix_folder", "save", "without_overlaps"]
