"""Every code of the catalogue in both directions: a fixture in which it is found, alone and at its place, and one without."""

from __future__ import annotations

import pytest

from diagnose.kb.catalogue import CODES
from tests.codes.folders import BASE, HERE, expected, folders, found, laid_out


@pytest.mark.parametrize("code", folders())
def test_the_mistake_is_found_and_nothing_else(tmp_path, code):
    folder = laid_out(code, "wrong", tmp_path / "kb")
    wanted = expected(code)
    assert found(code, folder, HERE / code / "wrong") == wanted
    assert code in {line.split()[1] for line in wanted}


@pytest.mark.parametrize("code", folders())
def test_nothing_is_found_in_what_to_write_instead(tmp_path, code):
    folder = laid_out(code, "right", tmp_path / "kb")
    assert found(code, folder, HERE / code / "right") == []


def test_every_code_has_both_fixtures():
    assert sorted(CODES.keys() - set(folders())) == []


def test_every_folder_is_about_a_code():
    assert sorted(set(folders()) - CODES.keys()) == []


def test_what_fixtures_borrow_is_without_errors(tmp_path):
    assert found("PB000", laid_out("PB000", "right", tmp_path / "kb"), BASE / "nothing") == []
