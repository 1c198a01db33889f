"""A visitor takes the links and forms of a page as a person would, and says what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.cli.walker import NotHere, Walker
from tests.kit.canned import canned

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = '<form method="get"><button>Show</button></form>'
SECOND = '<form method="post" action="/en/notes"><button name="go" value="on">Note</button></form>'
THIRD = '<form method="post" action="done"><button name="go" value="on">Done</button></form>'


@pytest.fixture
def walker() -> Iterator[Walker]:
    pages = {
        "GET /en/case": f'{FIRST}{SECOND}{THIRD}<a href="report/7">7</a><title>Case</title>',
        "POST /en/notes": "noted",
        "POST /en/done": "/en/case",
        "GET /en/report/7": "seven",
    }
    with canned(pages) as site:
        walker = Walker(site)
        walker.get("/en/case")
        yield walker


def test_a_link_is_taken_from_where_it_stands(walker: Walker) -> None:
    assert walker.follow("report/").path == "/en/report/7"
    with pytest.raises(NotHere, match=r"no link to report/8 on /en/report/7"):
        walker.follow("report/8")


def test_the_first_form_with_the_button_is_sent(walker: Walker) -> None:
    assert walker.post_form({}).text.endswith("noted")


def test_of_several_forms_one_is_chosen_by_its_address(walker: Walker) -> None:
    assert walker.post_form({}, to="done").path == "/en/case"
    with pytest.raises(NotHere, match=r"no button 'on' for gone on /en/case \(200, Case\)"):
        walker.post_form({}, to="gone")


def test_nothing_can_be_pressed_before_the_first_page() -> None:
    with pytest.raises(NotHere, match="no page"):
        Walker("http://127.0.0.1").post_form({})
