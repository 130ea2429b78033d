"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect; speed is measured in benchmarks
settings.load_profile("untimed")

collect_ignore_glob = ["*.cases.yaml", "*.cases.yml"]  # those below are the material of tests, broken on purpose
