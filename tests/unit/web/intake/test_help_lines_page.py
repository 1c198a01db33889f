"""Help lines: who, where, which number, when somebody answers, and how sure we are of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.messages.starter_replies import starter_replies
from grievance.reference.help_lines import load_help_lines
from grievance.wording.places import sort_key
from grievance.wording.speaker import speaker
from tests.kit.checked import elements, text_of

if TYPE_CHECKING:
    from tests.kit.browser import Browser

DAY_AND_NIGHT = {
    "en": "day and night, every day",
    "fr": "jour et nuit, tous les jours",
    "sw": "usiku na mchana, kila siku",
}


@pytest.mark.parametrize("path", ["~/help", "~/tell/stop", "~/tell/finished"])
def test_each_line_says_its_country_its_number_and_when_it_was_found(
    speaking: Browser, path: str
) -> None:
    tongue = speaker(speaking.language)
    page = speaking.open(path)
    shown = [text_of(one) for one in elements(page.tree, "li")]
    for line in load_help_lines().all:
        (said,) = (one for one in shown if one.startswith(line.who))
        assert f"{line.who} – {tongue.country_name(line.country)} {line.number}" in said
        assert tongue.day(line.found_on) in said


def test_lines_stand_in_the_order_of_their_countries(speaking: Browser) -> None:
    tongue = speaker(speaking.language)
    lines = {line.who: tongue.country_name(line.country) for line in load_help_lines().all}
    said = (text_of(one) for one in elements(speaking.open("~/help").tree, "li"))
    shown = [country for one in said for who, country in lines.items() if one.startswith(who)]
    assert shown == sorted(lines.values(), key=sort_key)
    assert len(set(shown)) > 1


def test_hours_round_the_clock_are_said_in_words(speaking: Browser) -> None:
    page = speaking.open("~/help")
    assert f"3114 – {DAY_AND_NIGHT[speaking.language]}" in page.text
    assert "24/7" not in page.text


def test_what_a_ready_reply_tells_a_worker_to_open_is_what_the_foot_of_each_page_calls_it(
    speaking: Browser,
) -> None:
    language = speaking.language
    page = speaking.open("~/safety")
    (link,) = (one for one in elements(page.tree, "a") if one.get("href") == f"/{language}/help")
    replies = [one.text(language) for one in starter_replies()]
    assert any(text_of(link) in reply for reply in replies)
