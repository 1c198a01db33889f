from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column as TableColumn
from sqlalchemy import Integer, MetaData, Table, Text, create_engine, event, insert

from grievance.casebook.errors import NotAllowed
from grievance.casebook.lists.listing import (
    ROWS_A_PAGE,
    Column,
    Filter,
    ListOf,
    Query,
    asked,
    counts,
    everything,
    fetch,
)
from grievance.casebook.permissions import RIGHTS, Actor, Right, Role
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

THING = Table(
    "thing", MetaData(), TableColumn("id", Integer, primary_key=True), TableColumn("name", Text)
)
THINGS = ListOf(
    "things",
    say("test", "Things"),
    Right.FOLLOW_CASES,
    THING,
    THING.c.id,
    columns=(
        Column("name", say("test", "Name"), THING.c.name),
        Column("size", say("test", "Size"), THING.c.id % 7, sorts=False),
    ),
    filters=(Filter("name", say("test", "Name"), lambda typed: THING.c.name == typed),),
)
CASEWORKER = Actor(1, "Amina", frozenset({Role.CASEWORKER}))
AUDITOR = Actor(2, "Joseph", frozenset({Role.AUDITOR}))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        THING.create(opened)
        rows = [{"id": number, "name": f"name {number % 3}"} for number in range(1, 121)]
        opened.execute(insert(THING), rows)
        yield opened
    engine.dispose()


def _keys(rows: tuple[object, ...]) -> list[int]:
    return [row["key"] for row in rows]  # type: ignore[index]


def test_a_list_comes_newest_first_a_page_at_a_time(connection: Connection) -> None:
    first = fetch(connection, CASEWORKER, THINGS, Query())
    assert _keys(first.rows) == list(range(120, 120 - ROWS_A_PAGE, -1))
    assert (first.total, first.pages) == (120, 3)
    assert _keys(fetch(connection, CASEWORKER, THINGS, Query(page=3)).rows) == list(
        range(20, 0, -1)
    )


def test_a_page_past_the_end_is_the_last_one(connection: Connection) -> None:
    assert fetch(connection, CASEWORKER, THINGS, Query(page=99)).query.page == 3


def test_equal_rows_keep_one_order_over_all_pages(connection: Connection) -> None:
    query = [Query(sort="name", descending=False, page=page) for page in (1, 2, 3)]
    keys = [key for one in query for key in _keys(fetch(connection, CASEWORKER, THINGS, one).rows)]
    assert sorted(keys) == list(range(1, 121))
    assert keys == _keys(everything(connection, CASEWORKER, THINGS, query[0]).rows)


def test_a_filter_counts_and_shows_only_what_fits(connection: Connection) -> None:
    found = fetch(connection, CASEWORKER, THINGS, Query({"name": "name 1"}))
    assert found.total == 40
    assert {row["name"] for row in found.rows} == {"name 1"}


def test_two_statements_make_a_page(connection: Connection) -> None:
    seen: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
    fetch(connection, CASEWORKER, THINGS, Query())
    assert len(seen) == 2


def test_several_lists_are_counted_in_one_statement(connection: Connection) -> None:
    seen: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
    queries = [(THINGS, Query()), (THINGS, Query({"name": "name 1"}))]
    assert counts(connection, CASEWORKER, queries) == (120, 40)
    assert len(seen) == 1
    with pytest.raises(NotAllowed):
        counts(connection, AUDITOR, queries)


def test_who_lacks_the_right_gets_nothing(connection: Connection) -> None:
    with pytest.raises(NotAllowed):
        fetch(connection, AUDITOR, THINGS, Query())
    with pytest.raises(NotAllowed):
        everything(connection, AUDITOR, THINGS, Query())


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, Query()),
        ({"name": "  "}, Query()),
        ({"name": " a b "}, Query({"name": "a b"})),
        ({"sort": "name", "order": "up"}, Query(sort="name", descending=False)),
        ({"sort": "size"}, Query()),  # no column to sort by
        ({"sort": "id; DROP TABLE thing"}, Query()),
        ({"order": "sideways", "unknown": "1"}, Query()),
        ({"page": "2"}, Query(page=2)),
        ({"page": "0"}, Query()),
        ({"page": "-3"}, Query()),
        ({"page": "٢"}, Query()),
        ({"page": "9999999"}, Query()),
        ({"page": "99999"}, Query(page=10_000)),
    ],
)
def test_an_address_is_read_strictly(given: dict[str, str], read: Query) -> None:
    assert asked(THINGS, given) == read


def test_every_role_may_do_something_and_only_the_caseworker_reads_reports() -> None:
    assert set(RIGHTS) == set(Role)
    assert [role for role in Role if Right.READ_REPORTS in RIGHTS[role]] == [Role.CASEWORKER]


def test_a_person_of_two_roles_has_the_rights_of_both() -> None:
    both = Actor(3, "Zuhura", frozenset({Role.AUDITOR, Role.CASEWORKER}))
    assert both.may(Right.READ_JOURNAL)
    assert both.may(Right.READ_REPORTS)
    assert not both.may(Right.MANAGE_PEOPLE)
