"""What looks at pages of the pseudo-locale finds what it is there to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import a_worker
from tests.journeys.in_brackets import look
from tests.journeys.known_words import unknown
from tests.kit.fourth import FOURTH

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.journeys.in_brackets import Looked

pytestmark = pytest.mark.browser

GOOD = (
    '<p>⟦Áll ïš <a href="#">⟦wéll⟧</a>, <b>Kenia</b>, 3 marca 2026⟧</p><p lang="en">English</p>'
    '<code>a command</code><p>Kenia: 21 000 szylingów kenijskich</p><p hidden>not seen</p>'
    '<img alt="⟦Pïčtüré⟧">'
)  # fmt: skip


def _looked(browser: Browser, body: str, *, language: str = FOURTH) -> Looked:
    with a_worker(browser, "", language) as window:
        page = f'<html lang="{language}"><title>⟦Tïtlé⟧ – Grievance</title><body>{body}'
        window.page.set_content(page)
        return look(window.page, "planted")


def _words(browser: Browser, body: str) -> list[str]:
    return unknown(_looked(browser, body).outside, FOURTH, frozenset({"Claire Rakoto"}))


def test_a_good_page_has_no_fault(browser: Browser) -> None:
    looked = _looked(browser, GOOD)
    assert unknown(looked.outside, FOURTH, frozenset({"Claire Rakoto"})) == []
    assert not any(looked.cut_off.values())
    assert not any(looked.overlaps.values())
    assert max(looked.too_wide.values()) <= 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Your answers are locked.</p>", ["Your answers are locked."]),
        ("<p>⟦Ñö⟧ more</p>", ["more"]),
        ('<button aria-label="Close">⟦X⟧</button>', ["Close"]),
        ("<select><option>Choose</select>", ["Choose"]),
        ("<p>Claire Rakoto wrote</p>", ["Claire Rakoto wrote"]),
        ("<p>⟦Thïš šéñtéñčé ïš čüt o…</p>", ["a text was cut: 1 open"]),
        ("<svg><text>Hours</text></svg>", ["Hours"]),
        ('<p lang="pl">Not in a catalogue</p>', ["Not in a catalogue"]),
    ],
)
def test_words_that_no_catalogue_holds_are_found(
    browser: Browser, body: str, words: list[str]
) -> None:
    assert _words(browser, body) == words


@pytest.mark.parametrize(
    "body",
    [
        '<p style="width: 4rem; overflow: hidden; white-space: nowrap">⟦Ttöööö lööñg⟧</p>',
        '<button style="width: 3rem; white-space: nowrap">⟦Ttöööö lööñg⟧</button>',
        '<p style="white-space: nowrap">⟦' + "Ttöööö lööñg " * 30 + "⟧</p>",
        '<svg viewBox="0 0 20 20" width="20"><text x="0" y="12">⟦Ttöööö lööñg⟧</text></svg>',
    ],
)
def test_words_without_room_are_found(browser: Browser, body: str) -> None:
    assert all(_looked(browser, body).cut_off.values())


def test_buttons_that_lie_over_each_other_are_found(browser: Browser) -> None:
    body = '<button>⟦Ööñé⟧</button><button style="margin-left: -2rem">⟦Twöö⟧</button>'
    assert all(len(pairs) == 1 for pairs in _looked(browser, body).overlaps.values())
