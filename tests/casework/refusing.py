"""How a refusal is looked for."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from diagnose.errors import RefusedError
from diagnose.kb.russian import RUSSIAN
from diagnose.wording import in_language


@contextmanager
def refused(reason, words=""):
    """What is done inside is refused for this reason, in words of both languages."""
    with pytest.raises(RefusedError) as found:
        yield
    assert (found.value.reason, words in str(found.value)) == (str(reason), True), str(found.value)
    assert in_language(found.value.args[0], RUSSIAN) != str(found.value)
