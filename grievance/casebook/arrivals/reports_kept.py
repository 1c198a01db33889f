"""Accounts into the database: the searchable part in rows, the account itself still sealed.

kept = keep(connection, [NewReport(...)], facts)
kept += correct(connection, {17: NewReport(...)}, facts)     # a newer revision of what is here
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, delete, select, text, update

from grievance.casebook.arrivals.bulk_rows import blob, insert_rows
from grievance.casebook.employers.employers import ensure_listed, folded
from grievance.casebook.schema.reports import (
    account,
    likeness,
    report,
    report_code,
    report_figure,
    unlisted_name,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.indexing import Index
    from grievance.casebook.arrivals.sketches import Sketch
    from grievance.reference.facts import Facts

INTAKE, PAPER, IMPORTED = "intake", "paper", "imported"
"""Where a report came from: a worker, a paper form typed in here, a file taken in at the intake."""

_NEXT = text("SELECT seq FROM sqlite_sequence WHERE name = 'report'")
_OF_ONE = ("revision", "envelope_hash", "vouched", "language", "seen", "employer_id", "country",
           "month", "role", "hired", "repeat", "severity")  # fmt: skip
_CORRECT = (
    update(report)
    .where(report.c.id == bindparam("corrected"))
    .values({name: bindparam(name) for name in _OF_ONE})
)


class NewReport(NamedTuple):
    """One account as it is to be kept; `mailbox` None: nobody can be answered."""

    mark: bytes
    revision: int
    mailbox: bytes | None
    week: str
    vouched: bool
    origin: str
    language: str
    key_id: bytes
    envelope: bytes
    envelope_hash: bytes
    told: Index
    sketch: Sketch | None
    """Of its story, to be compared: it is not kept."""


class Kept(NamedTuple):
    """A report that is in the database now, and its employer, None while nobody has said it."""

    id: int
    employer_id: int | None
    new: NewReport


def keep(connection: Connection, new: Sequence[NewReport], facts: Facts) -> list[Kept]:
    """Insert `new` reports. None of their marks or mailboxes is here."""
    first = (connection.execute(_NEXT).scalar_one_or_none() or 0) + 1
    numbered = dict(enumerate(new, first))
    employers = _Employers(connection, facts, new)
    insert_rows(connection, report, [_row(id_, one, employers) for id_, one in numbered.items()])
    _insert_parts(connection, numbered, employers)
    return [Kept(id_, employers.number(one.told), one) for id_, one in numbered.items()]


def correct(connection: Connection, newer: Mapping[int, NewReport], facts: Facts) -> list[Kept]:
    """Put each of `newer` in the place of the report of that number; somebody must look again."""
    if not newer:
        return []
    employers = _Employers(connection, facts, list(newer.values()))
    columns = report.c.keys()
    rows = [
        dict(zip(columns, _row(id_, one, employers), strict=True)) for id_, one in newer.items()
    ]
    wanted = [{"corrected": row["id"], **{name: row[name] for name in _OF_ONE}} for row in rows]
    connection.execute(_CORRECT, wanted)
    for table in (account, report_code, report_figure, unlisted_name, likeness):
        connection.execute(delete(table).where(table.c.report_id.in_(newer)))
    connection.execute(delete(likeness).where(likeness.c.other_id.in_(newer)))
    _insert_parts(connection, newer, employers)
    return [Kept(id_, employers.number(one.told), one) for id_, one in newer.items()]


def pairs(kept: Iterable[Kept]) -> set[tuple[int, str]]:
    """Return the (employer, code) that some reports are about: what alerts are counted by."""
    return {
        (one.employer_id, code)
        for one in kept
        if one.employer_id is not None
        for code in one.new.told.codes
    }


class _Employers:
    """The numbers of the employers that some accounts name."""

    def __init__(self, connection: Connection, facts: Facts, new: Collection[NewReport]) -> None:
        named = {one.told.employer for one in new if one.told.employer}
        self._listed = ensure_listed(connection, facts, named)
        self.folded = {
            one.told.unlisted: folded(one.told.unlisted) for one in new if one.told.unlisted
        }
        self.decided = _decided(connection, self.folded.values())
        """Which employers names were said before to mean; one that means none waits again."""

    def said(self, name: str) -> tuple[object, ...]:
        """Return an unlisted name, folded, what it was said to mean, and 0: not left out."""
        found = self.folded[name]
        return name, found, self.decided.get(found), 0

    def number(self, index: Index) -> int | None:
        """Return the employer's number; None while nobody has said what its name means."""
        if index.unlisted:
            return self.decided.get(self.folded[index.unlisted])
        return self._listed[index.employer] if index.employer else None


def _decided(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Return the employers that somebody said before that these names mean."""
    if not names:
        return {}
    rows = select(unlisted_name.c.folded, unlisted_name.c.decided).where(
        unlisted_name.c.folded.in_(names), unlisted_name.c.decided.is_not(None)
    )
    return {row.folded: row.decided for row in connection.execute(rows)}


def _row(id_: int, one: NewReport, employers: _Employers) -> tuple[object, ...]:
    """Return the row of a report, in the order of the columns of its table."""
    index = one.told
    return (
        id_,
        blob(one.mark),
        one.revision,
        blob(one.envelope_hash),
        None if one.mailbox is None else blob(one.mailbox),
        one.week,
        int(one.vouched),
        one.origin,
        one.language,
        employers.number(index),
        index.country,
        index.month,
        index.role,
        index.hired,
        index.repeat,
        index.severity,
        0,  # not seen yet
    )


def _insert_parts(
    connection: Connection, numbered: Mapping[int, NewReport], employers: _Employers
) -> None:
    """Insert what hangs on each report, rows in the order of the columns of their tables."""
    told = [(id_, one.told) for id_, one in numbered.items()]
    insert_rows(
        connection,
        account,
        [(id_, blob(one.key_id), blob(one.envelope)) for id_, one in numbered.items()],
    )
    insert_rows(
        connection,
        report_code,
        [(id_, code, int(code == index.main)) for id_, index in told for code in index.codes],
    )
    insert_rows(connection, report_figure, [(id_, *index.figures) for id_, index in told])
    names = [(id_, index.unlisted) for id_, index in told if index.unlisted]
    insert_rows(connection, unlisted_name, [(id_, *employers.said(name)) for id_, name in names])
