"""What cases are about, by the time they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from diagnose.record.bases import insert_or_leave
from diagnose.record.tables import complaints, feature_names

Names = Iterable[str]
_FORGET = delete(complaints).where(
    complaints.c.feature.in_(bindparam("features", expanding=True)),
    complaints.c.opened_at == bindparam("at"),
    complaints.c.case_number == bindparam("of_case"),
)
_NUMBERS = select(feature_names.c.name, feature_names.c.id).where(
    feature_names.c.name.in_(bindparam("names", expanding=True))
)


def note_complaints(connection: Connection, case: int, opened_at: int, about: Mapping[str, Any], names: Names) -> None:
    """``case``, which has these columns, is about ``names``; what it was about before stays."""
    wanted = sorted(name for name in names if "\0" not in name)
    if not wanted:
        return
    found = numbers_of(connection, wanted)
    new = [{"name": name, "count": 0} for name in wanted if name not in found]
    if new:
        connection.execute(insert_or_leave(connection, feature_names), new)
        found = numbers_of(connection, wanted)
    own = {"opened_at": opened_at, "case_number": case}
    connection.execute(_FORGET, {"features": list(found.values()), "at": opened_at, "of_case": case})
    kind = {name: about[name] for name in ("equipment", "location")}
    connection.execute(insert(complaints), [{"feature": found[name], **own, **kind} for name in wanted])


def numbers_of(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The numbers of those features that were seen before; none of them is locked."""
    found = connection.execute(_NUMBERS, {"names": sorted(names)})
    return {str(name): int(number) for name, number in found}
