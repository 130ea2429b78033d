from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from diagnose import Intake, diagnose, load
from diagnose.authoring.suite import read_suite
from diagnose.errors import NotKeptError, UsageError
from diagnose.kb.archive import Archive
from diagnose.kb.compile import compile_documents
from diagnose.kb.load import load_archive
from diagnose.record import About, Record
from tests.kb.folders import FILES, KB, with_files, write
from tests.kb.test_load import WornOut
from tests.record.histories import DIGEST, START, opening
from tests.record.racing import in_processes, keep_it
from tests.record.tampering import run

PLAYBOOKS = Path(__file__).parents[2] / "playbooks"


def test_a_knowledge_base_is_kept_once_and_loaded_again_to_give_the_same_bytes(record, where):
    kb = load(PLAYBOOKS)
    assert record.keep(kb, at=START)
    assert not record.keep(kb, at=START)
    with Record.open(where) as again:
        old = again.knowledge_base(kb.digest)
        assert again.knowledge_base(kb.digest) is old
    assert (old.digest, old.archive, old.warnings, old.drafts) == (kb.digest, kb.archive, kb.warnings, kb.drafts)
    intakes = [Intake.from_node(case.intake) for case in read_suite(PLAYBOOKS).cases][::7]
    assert len(intakes) > 30
    for intake in intakes:
        assert diagnose(intake, old).to_json() == diagnose(intake, kb).to_json()


def test_places_are_called_what_they_were_called_though_the_folder_is_gone(tmp_path, record):
    folder = with_files(tmp_path / "kb")
    kb = load(folder)
    record.keep(kb)
    shutil.rmtree(folder)
    again = record.knowledge_base(kb.digest)
    assert {name: each.at for name, each in again.playbooks.items()} == {
        name: each.at for name, each in kb.playbooks.items()
    }
    assert again.warnings == kb.warnings


def test_an_archive_survives_any_bytes_that_a_document_may_hold(tmp_path):
    folder = write(tmp_path / "a", {**FILES, "kb.yaml": f"\ufeff{FILES['kb.yaml']}# привет\r\n"})
    archive = load(folder).archive
    assert Archive.unpacked(archive.packed()) == archive
    odd = Archive("a", (("a/b.yaml", bytes(range(256))),), True, ("a:b",))
    assert Archive.unpacked(odd.packed()) == odd
    assert dict(archive.files)[f"{folder.as_posix()}/kb.yaml"] == (folder / "kb.yaml").read_bytes()


def test_drafts_take_part_again_if_they_did(tmp_path, record):
    files = {name: f"{text}status: draft\n" if text.startswith("playbook:") else text for name, text in FILES.items()}
    folder = write(tmp_path / "kb", files)
    with_drafts, without = load(folder, drafts=True), load(folder)
    assert with_drafts.digest != without.digest
    for kb in (with_drafts, without):
        record.keep(kb)
        assert record.knowledge_base(kb.digest).playbooks.keys() == kb.playbooks.keys()


def test_python_rules_are_found_again_by_their_path(tmp_path, record):
    folder = with_files(tmp_path)
    kb = load(folder, rules=[WornOut])
    record.keep(kb)
    assert kb.archive.rules == (f"{WornOut.__module__}:WornOut",)
    again = record.knowledge_base(kb.digest)
    assert (again.digest, [each.rules for each in again.rules.python]) == (kb.digest, [WornOut])


@pytest.mark.parametrize("path", ["no.such.module:Rules", "json:no_such", "json:loads"])
def test_python_rules_that_are_gone_are_named(tmp_path, record, path):
    kb = load(with_files(tmp_path))
    archive = Archive(kb.archive.root, kb.archive.files, rules=(path,))
    record.keep(type(kb)(**{name: getattr(kb, name) for name in kb.__slots__ if name != "archive"}, archive=archive))
    with pytest.raises(NotKeptError, match=path) as raised:
        record.knowledge_base(kb.digest)
    assert raised.value.digest == kb.digest


def test_python_rules_in_the_settings_that_are_gone_are_named(tmp_path, record):
    kb = load(with_files(tmp_path, kb=f"{KB}rules: ['{__name__}:WornOut']\n"))
    files = tuple((name, text.replace(b"WornOut", b"GoneNow")) for name, text in kb.archive.files)
    with pytest.raises(NotKeptError, match="GoneNow"):
        _kept(record, kb, Archive(kb.archive.root, files))


def _kept(record, kb, archive):
    record.keep(type(kb)(**{name: getattr(kb, name) for name in kb.__slots__ if name != "archive"}, archive=archive))
    return record.knowledge_base(kb.digest)


def test_what_is_not_kept_is_an_error_that_names_it(record):
    record.new(opening(), About())
    for digest in (DIGEST, "no such", ""):
        with pytest.raises(NotKeptError) as raised:
            record.knowledge_base(digest)
        assert raised.value.digest == digest
    assert [(each.digest, each.kept) for each in record.knowledge_bases()] == [(DIGEST, False)]


def test_a_knowledge_base_that_was_used_before_it_was_kept_is_kept_all_the_same(tmp_path, record):
    kb = load(with_files(tmp_path))
    deed, what = opening()[0]
    used = type(deed)(deed.by, deed.at, deed.line, digest=kb.digest)
    case = record.new([(used, what)], About())
    assert record.keep(kb, at=START)
    (known,) = record.knowledge_bases()
    assert (known.digest, known.name, known.kept_at, known.kept) == (kb.digest, kb.settings.name, START, True)
    assert record.case(case.id).events[0].deed.digest == kb.digest


def test_only_what_was_loaded_from_documents_can_be_kept(record):
    kb, _ = compile_documents([])
    assert kb.archive is None
    with pytest.raises(UsageError):
        record.keep(kb)


def test_the_documents_go_with_a_knowledge_base_to_another_process(tmp_path):
    kb = load(with_files(tmp_path))
    assert pickle.loads(pickle.dumps(kb.archive)) == kb.archive


def test_documents_that_were_altered_in_the_record_are_not_loaded(tmp_path, record, where):
    kb = load(with_files(tmp_path))
    record.keep(kb)
    run(where, ("UPDATE knowledge_bases SET archive = ?", (kb.archive.packed()[:-9] + b"123456789",)))
    with Record.open(where) as again, pytest.raises(NotKeptError):
        again.knowledge_base(kb.digest)


def test_the_first_knowledge_base_that_has_a_playbook_is_remembered(tmp_path, record, where):
    first = load(write(tmp_path / "a", {name: text for name, text in FILES.items() if name != "toner.yaml"}))
    second = load(with_files(tmp_path / "b"))
    new = second.playbooks.keys() - first.playbooks.keys()
    assert new
    record.keep(first, at=START)
    record.keep(second, at=START.replace(year=2027))
    found = dict(run(where, "SELECT playbook, first_kb FROM playbooks"))
    assert found == {name: 2 if name in new else 1 for name in second.playbooks}


def test_two_processes_keep_one_knowledge_base_once(tmp_path, where):
    folder = str(with_files(tmp_path / "kb"))
    assert sorted(in_processes(keep_it, 2, where, folder)) == [False, True]


def test_an_archive_that_is_none_is_refused():
    for wrong in (b"", b"x", load_archive, None):
        with pytest.raises((UsageError, TypeError)):
            Archive.unpacked(wrong)
