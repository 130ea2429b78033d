"""Pages of HTML from templates."""

from __future__ import annotations

from typing import Any

from diagnose.errors import MissingExtraError
from diagnose.wording import phrase, worded


def rendered(template: str, values: dict[str, Any], *, tidy: bool = False) -> str:
    """``template`` with ``values``, each made harmless; ``tidy``: a line with a statement alone leaves nothing behind.

    Raises:
        MissingExtraError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        message = worded(
            "{what} need the package '{package}'; install it: pip install 'diagnose[{extra}]'",
            what=phrase("pages of HTML"),
            package="jinja2",
            extra="record",
        )
        raise MissingExtraError(message, "jinja2", "record") from None
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=tidy, lstrip_blocks=tidy)
    return environment.from_string(template).render(values)
