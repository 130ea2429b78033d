"""Knowledge bases, each kept once by its digest with the documents it was loaded from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from diagnose.errors import KnowledgeBaseError, NotKeptError, UsageError, echo
from diagnose.kb.archive import Archive
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.load import load_archive
from diagnose.record.bases import Bases, insert_or_leave
from diagnose.record.moments import shown_or_none, stored_or_none
from diagnose.record.tables import knowledge_bases, playbooks
from diagnose.wording import worded

_COLUMNS: Final = knowledge_bases.c
_ARCHIVE = select(_COLUMNS.archive).where(_COLUMNS.digest == bindparam("of_digest"))
_IS_KEPT = select(_COLUMNS.archive.is_not(None)).where(_COLUMNS.digest == bindparam("of_digest"))


@dataclass(frozen=True, slots=True)
class KeptBase:
    """A knowledge base that the record knows; ``kept`` says whether its documents are there too."""

    digest: str
    name: str | None
    version: str | None
    kept_at: datetime | None
    kept: bool


def is_kept(connection: Connection, digest: str) -> bool:
    """Whether the documents are there."""
    return bool(connection.execute(_IS_KEPT, {"of_digest": digest}).scalar_one_or_none())


def keep(connection: Connection, kb: KnowledgeBase, at: datetime | None, bases: Bases) -> bool:
    """Whether the documents of ``kb`` were not there before; now they are.

    Raises:
        UsageError: it was not loaded from documents.
    """
    if kb.archive is None:
        raise UsageError(worded("only a knowledge base that was loaded from documents can be kept; load it"))
    number = bases.numbers(connection, [kb.digest])[kb.digest]
    entered = {
        "name": kb.settings.name,
        "version": kb.settings.version,
        "kept_at": stored_or_none(at),
        "archive": kb.archive.packed(),
    }
    missing = update(knowledge_bases).where(_COLUMNS.id == number, _COLUMNS.archive.is_(None))
    if not connection.execute(missing.values(**entered)).rowcount:
        return False
    first = [{"playbook": each, "first_kb": number, "first_at": stored_or_none(at)} for each in sorted(kb.playbooks)]
    if first:
        connection.execute(insert_or_leave(connection, playbooks), first)
    return True


def packed_archive(connection: Connection, digest: str) -> bytes:
    """The documents of the knowledge base with this ``digest``, packed.

    Raises:
        NotKeptError: they are not there.
    """
    found = connection.execute(_ARCHIVE, {"of_digest": digest}).scalar_one_or_none()
    if found is None:
        message = worded("the record does not keep the knowledge base {digest}", digest=echo(digest[:12]))
        raise NotKeptError(message, digest)
    return bytes(found)


def loaded(packed: bytes, digest: str) -> KnowledgeBase:
    """The knowledge base whose documents are ``packed``.

    Raises:
        NotKeptError: they cannot be loaded any more: Python rules are missing, or this version refuses a document.
    """
    try:
        return load_archive(Archive.unpacked(packed))
    except (KnowledgeBaseError, UsageError) as error:
        reason = error.findings[0].message if isinstance(error, KnowledgeBaseError) else error.args[0]
        message = worded(
            "the knowledge base {digest} cannot be loaded again: {reason}", digest=echo(digest[:12]), reason=reason
        )
        raise NotKeptError(message, digest) from error


def all_bases(connection: Connection) -> tuple[KeptBase, ...]:
    """Every knowledge base that was used or kept, in the order in which they came."""
    wanted = (_COLUMNS.digest, _COLUMNS.name, _COLUMNS.version, _COLUMNS.kept_at, _COLUMNS.archive.is_not(None))
    found = connection.execute(select(*wanted).order_by(_COLUMNS.id)).all()
    return tuple(
        KeptBase(digest, name, version, shown_or_none(kept_at), bool(kept))
        for digest, name, version, kept_at, kept in found
    )
