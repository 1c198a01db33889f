"""A run of opening: in chunks, within its time, by whoever may, and completed when it was cut."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.arrivals import arrivals as opening
from grievance.casebook.arrivals.arrivals import OpeningAlready, Waiting, open_waiting, waiting
from grievance.casebook.arrivals.arrivals_applied import Applying
from grievance.casebook.errors import NotAllowed
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import grant_of_key
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey
from tests.kit.opening_processes import opening_processes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.arrivals_sorted import Opened
    from tests.kit.arriving import Arrivals, Worker
    from tests.kit.desk import DeskKit


def counted(arrivals: Arrivals, who: str = "caseworker") -> Waiting:
    with arrivals.desk.database.reading() as connection:
        return waiting(connection, arrivals.desk.actor(who), arrivals.desk.folder)


def journalled(desk: DeskKit, action: str) -> list[dict[str, Any]]:
    with desk.database.reading() as connection:
        rows = connection.execute(select(entry.c.details).where(entry.c.action == action))
        return [json.loads(details) for details in rows.scalars()]


class Cut(BaseException):
    """The process dies here."""


def test_many_are_opened_in_chunks_and_each_chunk_is_told(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CHUNK", 3)
    arrivals.put(*(arrivals.worker().account() for _ in range(7)))
    desk = arrivals.desk
    steps = [
        (one.done, one.left)
        for one in open_waiting(
            desk.database,
            desk.actor("caseworker"),
            desk.folder,
            desk.desk.facts,
            desk.clock(),
        )
    ]
    assert steps == [(0, 7), (3, 4), (6, 1), (7, 0)]
    assert journalled(desk, "opened_reports") == [
        {"corrected": 0, "envelopes": n, "opened": n} for n in (3, 3, 1)
    ]


def test_time_over_it_stops_after_a_chunk_and_goes_on_later(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CHUNK", 2)
    arrivals.put(*(arrivals.worker().account() for _ in range(5)))
    first = arrivals.open(limit_seconds=1e-9)
    assert (first.done, first.left) == (2, 3)
    second = arrivals.open()
    assert (second.done, second.left) == (3, 0)
    assert len(arrivals.rows("report")) == 5


def test_on_several_processes_the_same_comes_out(arrivals: Arrivals) -> None:
    workers = [arrivals.worker() for _ in range(5)]
    arrivals.put(*(one.account() for one in workers), b"GRV1" + workers[0].account()[4:-1] + b"x")
    progress = arrivals.open(processes=2)
    assert (progress.opened, progress.refused) == (5, 1)
    assert {row.mark for row in arrivals.rows("report")} == {one.mark for one in workers}


@pytest.mark.parametrize(
    ("many", "processors", "others"), [(4, 4, 0), (3, 1, 1), (3, 2, 1), (3, 3, 1), (3, 4, 2)]
)
def test_other_processes_open_too_where_many_wait(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch, many: int, processors: int, others: int
) -> None:
    monkeypatch.setattr(opening, "MANY", many)
    monkeypatch.setattr(opening, "CHUNK", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    arrivals.put(*(arrivals.worker().account() for _ in range(3)))
    desk = arrivals.desk
    run = open_waiting(
        desk.database, desk.actor("caseworker"), desk.folder, desk.desk.facts, desk.clock()
    )
    next(run)
    next(run)
    assert len(opening_processes()) == others
    assert [one.opened for one in run][-1] == 3
    assert not opening_processes()


def test_an_alert_that_was_due_when_a_run_was_cut_is_raised_by_the_next(
    arrivals: Arrivals,
) -> None:
    arrivals.put(*(arrivals.worker().account() for _ in range(5)))
    desk = arrivals.desk
    run = open_waiting(
        desk.database, desk.actor("caseworker"), desk.folder, desk.desk.facts, desk.clock()
    )
    next(run)
    assert next(run).opened == 5
    del run  # cut before the end of the run
    assert arrivals.rows("alert") == []
    arrivals.open()
    assert len(arrivals.rows("alert")) == 2


@pytest.mark.parametrize("chunk", [1, 2, 3])
@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_in_a_chunk_the_next_run_completes(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch, chunk: int, when: str
) -> None:
    monkeypatch.setattr(opening, "CHUNK", 2)
    workers = [arrivals.worker() for _ in range(6)]
    arrivals.put(*(one.account() for one in workers))
    original, calls = Applying.apply, []

    def cut(self: Applying, connection: Connection, some: Iterable[Opened]) -> object:
        calls.append(chunk)
        if len(calls) == chunk and when == "before":
            raise Cut
        applied = original(self, connection, some)
        if len(calls) == chunk:
            raise Cut
        return applied

    with monkeypatch.context() as patched:
        patched.setattr(Applying, "apply", cut)
        with pytest.raises(Cut):
            arrivals.open()
    assert len(arrivals.rows("report")) == 2 * (chunk - 1)
    assert arrivals.open().opened == 6 - 2 * (chunk - 1)
    assert {row.mark for row in arrivals.rows("report")} == {one.mark for one in workers}
    assert arrivals.spool.digests() == set()


def test_cut_before_the_spool_is_emptied_the_next_run_empties_it(
    arrivals: Arrivals, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.tells()

    def cut(*_given: object) -> bool:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr("grievance.casebook.arrivals.spool.Spool.clear", cut)
        with pytest.raises(Cut):
            arrivals.open()
    assert len(arrivals.spool.digests()) == 1
    assert arrivals.open().done == 0
    assert arrivals.spool.digests() == set()
    assert len(arrivals.rows("report")) == 1


def test_two_at_once_are_one(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    desk = arrivals.desk
    first = open_waiting(
        desk.database, desk.actor("caseworker"), desk.folder, desk.desk.facts, desk.clock()
    )
    next(first)
    with pytest.raises(OpeningAlready):
        arrivals.open()
    assert list(first)[-1].opened == 1


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_who_may_read_reports_opens_or_counts_them(arrivals: Arrivals, who: str) -> None:
    with pytest.raises(NotAllowed):
        replace(arrivals, who=who).open()
    with pytest.raises(NotAllowed):
        counted(arrivals, who)


def test_what_somebody_holds_no_key_for_waits_for_others(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    second = arrivals.desk.actor("second caseworker")
    with arrivals.desk.database.writing() as connection:
        own = grant_of_key.c.person_id == second.user_id
        connection.execute(grant_of_key.delete().where(own))
    assert counted(arrivals, "second caseworker") == Waiting(others=1)
    assert replace(arrivals, who="second caseworker").open().done == 0
    assert counted(arrivals) == Waiting(openable=1)


def test_envelopes_for_a_key_of_nobody_here_wait(arrivals: Arrivals) -> None:
    stranger = PrivateKey.new(Purpose.CASEWORK)
    arrivals.put(seal({"edition": "2026-1"}, Purpose.CASEWORK, stranger.public))
    assert arrivals.open().done == 0
    assert counted(arrivals) == Waiting(others=1)
