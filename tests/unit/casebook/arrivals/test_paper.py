"""A paper form is sealed at the desk under the rules of the intake, once, and can be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.paper import PaperForm, add_paper, erase_paper, new_form
from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.people.grants_held import casework_keys
from grievance.opening.open import open_with_any
from tests.kit.arriving import ANSWERS
from tests.kit.cases import Files

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker
    from tests.kit.desk import DeskKit

STORY = "My supervisor Jane Wanjiru told me to call 0712 000 123."
TOLD = {**ANSWERS, "story.text": STORY, "start.adult": "yes"}


def add(desk: DeskKit, form: bytes | None = None, who: str = "caseworker") -> int:
    paper = PaperForm(TOLD, "sw", form or new_form())
    with desk.database.writing() as connection:
        return add_paper(connection, desk.actor(who), paper, desk.desk.facts, desk.clock())


def test_it_is_a_report_like_others_that_nobody_can_answer(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    number = add(desk)
    (row,) = arrivals.rows("report")
    assert (row.id, row.origin, row.week, row.language) == (number, "paper", "2026-W48", "sw")
    assert (row.mailbox, row.vouched, row.revision, row.repeat) == (None, False, 1, "other_words")
    assert arrivals.rows("employer")[row.employer_id - 1].listed == "sama"
    assert arrivals.rows("report_figure")[0].effective_hourly == pytest.approx(90)
    assert [one.code for one in arrivals.rows("report_code")] == ["harm.exposure", "pay.late"]
    assert Files(desk).journal("report", number) == [("Bakari Otieno", "paper_added", {})]


def test_names_and_numbers_are_hidden_before_it_is_sealed(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    add(desk)
    with desk.database.reading() as connection:
        keys = casework_keys(connection, desk.actor("caseworker"))
    payload = open_with_any(arrivals.rows("account")[0].envelope, keys, {"2026-1"})
    assert payload["answers"]["story.text"] == "My supervisor [name] told me to call [phone]."  # type: ignore[index]
    assert "mailbox" not in payload
    assert "start.adult" not in payload["answers"]  # type: ignore[operator]


def test_the_same_form_sent_twice_is_one_report(desk: DeskKit, arrivals: Arrivals) -> None:
    form = new_form()
    assert add(desk, form) == add(desk, form)
    assert len(arrivals.rows("report")) == 1
    assert add(desk) != add(desk)


def test_it_can_be_erased_at_the_desk_and_does_not_come_back(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    number = add(desk)
    with desk.database.writing() as connection:
        erase_paper(connection, desk.actor("caseworker"), number, desk.clock())
    assert arrivals.rows("report") == arrivals.rows("account") == []
    assert len(arrivals.rows("tombstone")) == 1
    with desk.database.writing() as connection, pytest.raises(NotFound):
        erase_paper(connection, desk.actor("caseworker"), number, desk.clock())


def test_what_came_over_the_internet_is_not_erased_like_that(
    desk: DeskKit, arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    arrivals.open()
    with desk.database.writing() as connection, pytest.raises(NotFound):
        erase_paper(connection, desk.actor("caseworker"), 1, desk.clock())
    assert len(arrivals.rows("report")) == 1


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_who_may_read_reports_adds_or_erases(desk: DeskKit, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(desk, who=who)
    with desk.database.writing() as connection, pytest.raises(NotAllowed):
        erase_paper(connection, desk.actor(who), 1, desk.clock())
