"""Everything there is to say about a knowledge base, in one call: for the command line, an editor and CI alike."""

from diagnose.authoring.checking.baseline import Baseline, baseline_of, read_baseline
from diagnose.authoring.checking.checking import Checked, check_folder, check_text
from diagnose.authoring.checking.sources import Sources

__all__ = ["Baseline", "Checked", "Sources", "baseline_of", "check_folder", "check_text", "read_baseline"]
