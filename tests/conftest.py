"""What holds for all tests."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect; speed is measured in benchmarks
settings.load_profile("untimed")

collect_ignore_glob = ["*.cases.yaml", "*.cases.yml"]  # those below are the material of tests, broken on purpose


@pytest.fixture(scope="session", autouse=True)
def caches_of_their_own(tmp_path_factory):
    """No test sees or leaves anything in the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield
