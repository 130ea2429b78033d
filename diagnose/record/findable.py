"""What settled cases are found by: each feature with its cases, and how many have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from diagnose.record.bases import insert_or_leave
from diagnose.record.tables import described, feature_names, features

EVERYTHING: Final = ""
"""The feature of every settled case."""


def settle(connection: Connection, case: int, names: Iterable[str]) -> None:
    """The settled ``case`` is found by ``names`` from now on, and by nothing else."""
    unsettle(connection, case)
    ids = sorted(feature_ids(connection, {EVERYTHING, *nameable(names)}).items(), key=lambda each: each[1])
    own = [number for name, number in ids if name != EVERYTHING]
    connection.execute(insert(described), {"case_number": case, "features": " ".join(map(str, own))})
    if own:
        connection.execute(insert(features), [{"feature": each, "case_number": case} for each in own])
    _count(connection, [number for _, number in ids], 1)


def unsettle(connection: Connection, case: int) -> None:
    """``case`` is not found any more, if it was."""
    found = connection.execute(select(described.c.features).where(described.c.case_number == case)).scalar_one_or_none()
    if found is None:
        return
    own = [int(each) for each in found.split()]
    connection.execute(delete(described).where(described.c.case_number == case))
    if own:
        gone = features.c.feature.in_(own)
        connection.execute(delete(features).where(gone, features.c.case_number == case))
    everything = feature_ids(connection, {EVERYTHING})
    _count(connection, sorted([*own, *everything.values()]), -1)


def nameable(names: Iterable[str]) -> frozenset[str]:
    """Those of ``names`` that a column can hold, and that mean something."""
    return frozenset(name for name in names if name and "\0" not in name)


def feature_ids(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The numbers of the features, made where they are new; locked in order, so that nobody blocks another."""
    wanted = sorted(set(names))
    statement = (
        select(feature_names.c.name, feature_names.c.id)
        .where(feature_names.c.name.in_(wanted))
        .order_by(feature_names.c.id)
        .with_for_update()
    )
    found = {str(name): int(number) for name, number in connection.execute(statement)}
    new = [{"name": name, "count": 0} for name in wanted if name not in found]
    if not new:
        return found
    connection.execute(insert_or_leave(connection, feature_names), new)
    return {str(name): int(number) for name, number in connection.execute(statement)}


def _count(connection: Connection, ids: Sequence[int], step: int) -> None:
    counted = update(feature_names).where(feature_names.c.id.in_(ids))
    connection.execute(counted.values(count=feature_names.c.count + step))
