"""Lists: one mechanism that filters, sorts and pages in the database, for pages and exports alike.

    REPORTS = ListOf("reports", title, Right.READ_REPORTS, base, key, columns=(...), filters=(...))
    listing = fetch(connection, actor, REPORTS, Query(filters={"country": "KE"}))
    listing.rows      # at most 50 rows, each a mapping from column id to its value

Two statements a list: how many, and which. `everything` is the same list for an export.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause

    from grievance.casebook.permissions import Actor, Right
    from grievance.questionnaire.text import Text

ROWS_A_PAGE = 50
LAST_PAGE = 10_000
_DAY = len("2026-03-27")


class Kind(StrEnum):
    """What a cell holds, and so how a page and a sheet write it."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"  # ISO date
    WEEK = "week"  # ISO week
    MONTH = "month"  # 2026-03
    MOMENT = "moment"  # 2026-11-24T12:00:30Z
    YES_NO = "yes_no"
    COUNTRY = "country"
    LANGUAGE = "language"
    CODES = "codes"  # codes of grievances, with spaces between
    PERSON = "person"  # a name, "" for a program
    DETAILS = "details"  # what the journal keeps beside its sentence, JSON
    CHOICE = "choice"  # a code whose words are in `Column.words`


_LEGIBLE = {
    Kind.WEEK: (re.compile(r"\d{4}-W\d{2}", re.ASCII), "{}-1"),
    Kind.MONTH: (re.compile(r"\d{4}-\d{2}", re.ASCII), "{}-01"),
    Kind.DAY: (re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII), "{}-01-01"),
}


def legible(kind: Kind, typed: str) -> bool:
    """Tell whether `typed` names a week (2026-W20), a month or a day; other kinds always do.

    A month or a year stands for its days.
    """
    if kind not in _LEGIBLE:
        return True
    pattern, first_day = _LEGIBLE[kind]
    if not pattern.fullmatch(typed):
        return False
    try:
        date.fromisoformat(first_day.format(typed)[:_DAY])
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Column:
    """One column: `value` is what is selected; without `sorts` it cannot be sorted by.

    `words` gives the words of a CHOICE; `link` says that the cell leads to the row's own page.
    """

    id: str
    heading: Text
    value: ColumnElement[Any]
    kind: Kind = Kind.TEXT
    sorts: bool = True
    words: Mapping[str, Text] = field(default_factory=dict)
    link: bool = False


@dataclass(frozen=True)
class Filter:
    """One filter: `where` makes the condition from what was chosen or typed.

    `kind` CHOICE offers `words`; COUNTRY, LANGUAGE, CODES and YES_NO offer what there is;
    TEXT, WEEK, MONTH and DAY are fields to type in, the last three only what is `legible`.
    """

    id: str
    heading: Text
    where: Callable[[str], ColumnElement[bool]]
    kind: Kind = Kind.TEXT
    words: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class ListOf:
    """A list that somebody with `right` may see, by its `title` on its page and in its export.

    `source` is what is selected from, `key` the unique number of a row (it also settles the order
    of equal rows), `always` a condition that holds whatever is asked. `sort` is the column by
    which the list comes when nobody asked, newest first if `descending`. `grouped`: rows of
    `source` that are equal in it are one row, whose columns may count them, as may the key.
    """

    id: str
    title: Text
    right: Right
    source: FromClause
    key: ColumnElement[int]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    always: tuple[ColumnElement[bool], ...] = ()
    sort: str = ""
    descending: bool = True
    grouped: ColumnElement[Any] | None = None

    def column(self, id_: str) -> Column | None:
        """Return the column with that id."""
        return next((one for one in self.columns if one.id == id_), None)


@dataclass(frozen=True)
class Query:
    """What is asked of a list: filter values by id, a column to sort by, or "", and a page."""

    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = True
    page: int = 1


@dataclass(frozen=True)
class Listing:
    """One page of a list: `rows` map column ids, and "key", to values; `total` counts all pages."""

    of: ListOf
    query: Query
    rows: tuple[Mapping[str, Any], ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // ROWS_A_PAGE))


def asked(of: ListOf, given: Mapping[str, str]) -> Query:
    """Read an address's parameters; what is no filter, column or page of `of` is ignored."""
    typed = {one.id: given.get(one.id, "").strip() for one in of.filters}
    filters = {id_: text for id_, text in typed.items() if text}
    column = of.column(given.get("sort", ""))
    sort = column.id if column and column.sorts else ""
    descending = given["order"] == "down" if given.get("order") in {"up", "down"} else of.descending
    page = given.get("page", "")
    at = int(page) if page.isascii() and page.isdigit() and len(page) <= 5 else 1
    return Query(filters, sort, descending, min(max(at, 1), LAST_PAGE))


def count(connection: Connection, actor: Actor, of: ListOf, query: Query) -> int:
    """Return how many rows all pages have together; raises `NotAllowed`."""
    return counts(connection, actor, [(of, query)])[0]


def counts(
    connection: Connection, actor: Actor, asked_of: Sequence[tuple[ListOf, Query]]
) -> tuple[int, ...]:
    """Return `count` of each list, all in one statement; raises `NotAllowed`."""
    for of, _ in asked_of:
        actor.require(of.right)
    numbers = [_counted(of, query).scalar_subquery() for of, query in asked_of]
    return tuple(map(int, connection.execute(select(*numbers)).one()))


def fetch(connection: Connection, actor: Actor, of: ListOf, query: Query) -> Listing:
    """Return one page; raises `NotAllowed`. A page past the end is the last one."""
    total = count(connection, actor, of, query)
    last = max(1, -(-total // ROWS_A_PAGE))
    query = replace(query, page=min(query.page, last))
    rows = _page(of, query)
    found = connection.execute(rows).mappings().all()
    return Listing(of, query, tuple(dict(row) for row in found), total)


def everything(connection: Connection, actor: Actor, of: ListOf, query: Query) -> Listing:
    """Return all pages at once, as an export shows them; raises `NotAllowed`."""
    actor.require(of.right)
    found = connection.execute(_ordered(of, query)).mappings().all()
    return Listing(of, query, tuple(dict(row) for row in found), len(found))


def each(
    connection: Connection, actor: Actor, of: ListOf, query: Query
) -> Iterator[Mapping[str, Any]]:
    """Return all rows one after another, as `everything`, but never all in memory.

    Raises `NotAllowed` when it is called, not when the first row is asked for.
    """
    actor.require(of.right)
    found = connection.execute(_ordered(of, query), execution_options={"yield_per": 500})
    return (dict(row) for row in found.mappings())


def _counted(of: ListOf, query: Query) -> Select[Any]:
    counted = func.count() if of.grouped is None else func.count(of.grouped.distinct())
    return _where(select(counted).select_from(of.source), of, query)


def _page(of: ListOf, query: Query) -> Select[Any]:
    """Select the rows of one page: first which they are, then what they show.

    In one go a database works out every column of every row before it sorts and cuts. What is
    grouped needs that: its columns count.
    """
    first = ROWS_A_PAGE * (query.page - 1)
    if of.grouped is not None:
        return _ordered(of, query).limit(ROWS_A_PAGE).offset(first)
    keys = _sorted(_where(select(of.key.label("key")).select_from(of.source), of, query), of, query)
    page = keys.limit(ROWS_A_PAGE).offset(first).subquery()
    return _sorted(_shown(of).where(of.key.in_(select(page.c.key))), of, query)


def _ordered(of: ListOf, query: Query) -> Select[Any]:
    return _sorted(_where(_shown(of), of, query), of, query)


def _shown(of: ListOf) -> Select[Any]:
    shown = [column.value.label(column.id) for column in of.columns]
    return select(of.key.label("key"), *shown).select_from(of.source)


def _sorted(rows: Select[Any], of: ListOf, query: Query) -> Select[Any]:
    rows = rows if of.grouped is None else rows.group_by(of.grouped)
    column = of.column(query.sort or of.sort)
    order = [] if column is None else [column.value]
    directed = [one.desc() if query.descending else one.asc() for one in (*order, of.key)]
    if column is not None and column.kind is Kind.DAY and not query.descending:
        # The next day comes first; what has none is not the most urgent.
        directed[0] = directed[0].nulls_last()
    return rows.order_by(*directed)


def _where(statement: Select[Any], of: ListOf, query: Query) -> Select[Any]:
    conditions = [one.where(query.filters[one.id]) for one in of.filters if one.id in query.filters]
    return statement.where(*of.always, *conditions)
