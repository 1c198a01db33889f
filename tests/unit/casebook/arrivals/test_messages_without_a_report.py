"""A message that no report is here for waits unread, is told of as that, and not for ever.

Nobody knows the order of what came together: in whatever chunks it is opened, the same comes out.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import arrivals as opening
from grievance.casebook.arrivals.messages_kept import unclaimed
from grievance.casebook.errors import NotAllowed
from tests.kit.plain_pages import plain_pages

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker


def waiting(arrivals: Arrivals, who: str = "caseworker") -> int:
    with arrivals.desk.database.reading() as connection:
        return unclaimed(connection, arrivals.desk.actor(who))


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CHUNK", 1)


def test_a_message_of_whom_the_desk_has_no_answers_is_no_new_message(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.writes("Who reads this?")
    assert arrivals.open().messages == 0
    assert waiting(arrivals) == 1
    worker.tells()
    assert arrivals.open().messages == 1
    assert waiting(arrivals) == 0
    with pytest.raises(NotAllowed):
        waiting(arrivals, "auditor")


def test_what_is_written_after_taking_back_waits_and_goes_with_the_next_taking_back(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    arrivals.open()
    worker.takes_back()
    arrivals.open()
    worker.writes("I was too quick.")
    assert arrivals.open().messages == 0
    assert waiting(arrivals) == 1
    worker.takes_back()
    arrivals.open()
    assert waiting(arrivals) == 0


@pytest.mark.parametrize("message_first", [True, False])
def test_whoever_tells_anew_is_heard_with_what_came_before_the_new_answers(
    arrivals: Arrivals, worker: Worker, monkeypatch: pytest.MonkeyPatch, *, message_first: bool
) -> None:
    one_by_one(monkeypatch)
    worker.tells()
    arrivals.open()
    worker.takes_back()
    arrivals.open()
    bodies = [worker.message("I tell it anew."), worker.account(revision=1001)]
    arrivals.put(*(bodies if message_first else reversed(bodies)))
    progress = arrivals.open()
    assert (progress.opened, progress.messages) == (1, 1)
    (report,) = arrivals.rows("report")
    assert [row.report_id for row in arrivals.rows("message")] == [report.id]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_came_with_its_taking_back_is_gone_in_whatever_order_it_is_opened(
    arrivals: Arrivals, worker: Worker, monkeypatch: pytest.MonkeyPatch, order: tuple[int, ...]
) -> None:
    one_by_one(monkeypatch)
    bodies = [worker.account(), worker.message("A canary sings."), worker.withdrawal()]
    arrivals.put(*(bodies[place] for place in order))
    arrivals.open()
    assert arrivals.rows("report") == arrivals.rows("message") == []
    assert waiting(arrivals) == 0
    assert bodies[1][40:240] not in plain_pages(arrivals.desk.database)


def test_a_run_that_stops_early_lets_go_of_nothing_until_all_is_opened(
    arrivals: Arrivals, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one(monkeypatch)
    anew = arrivals.worker()
    taken_back = [worker.withdrawal(), worker.message("Before I took it back?")]
    told_anew = [anew.withdrawal(), anew.message("Anew."), anew.account(revision=1001)]
    arrivals.put(*taken_back, *told_anew)
    waited = []
    while (progress := arrivals.open(limit_seconds=1e-9)).left:
        waited.append(waiting(arrivals))
    assert waited == [0, 1, 1, 2]
    assert progress.messages == 1
    assert waiting(arrivals) == 0
    worker.writes("Certainly after it.", number=2)
    arrivals.open()
    assert waiting(arrivals) == 1, "what was taken back by an earlier run is settled"


def test_it_waits_as_long_as_the_worker_can_read_their_own_copy_and_no_longer(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.writes("Does nobody read this?")
    arrivals.open()
    arrivals.desk.clock.forward(days=12 * 7)
    arrivals.open()
    assert waiting(arrivals) == 1
    arrivals.desk.clock.forward(days=7)
    arrivals.open()
    assert waiting(arrivals) == 0
