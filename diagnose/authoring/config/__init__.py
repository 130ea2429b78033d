"""How a knowledge base is checked: `diagnose.yaml`, or `[tool.diagnose]` in `pyproject.toml`."""

from diagnose.authoring.config.model import COVERAGE, Config
from diagnose.authoring.config.reading import configuration, read_config

__all__ = ["COVERAGE", "Config", "configuration", "read_config"]
