"""A report that CI passes on must be readable for others than its writer."""

from __future__ import annotations

import os
import sys

import pytest

from diagnose.authoring.fixing import save

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_that_the_user_gives_to_new_files(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        save(tmp_path / "report.sarif", b"{}")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "report.sarif").stat().st_mode & 0o777 == mode


def test_an_old_file_keeps_its_permissions(tmp_path):
    file = tmp_path / "toner.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    save(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
