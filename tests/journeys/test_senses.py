"""The measures of senses find what is wrong: each on a page with just that fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import PHONE
from tests.journeys.senses import sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STYLE = """
.way-out { position: sticky; top: 0; height: 44px; }
html { scroll-padding-top: 60px; }
:focus-visible { outline: 3px solid black; }
button { border: 2px solid black; }
@media print { button, nav { display: none; } }
input:not([type]) { border: 1px solid black; }
"""
PAGE = """<!doctype html><html lang="en"><title>A page</title><style>{style}</style>
<nav class="way-out" aria-label="Way out"><a href="/leave">Leave</a></nav>
<header><a href="/">Home</a></header><main tabindex="-1">{main}</main><footer>Us</footer>"""
FORM = """<h1>Pay</h1><form><label for="a">How much?</label>
<p class="hint" id="h">Whole shillings.</p><input id="a" aria-describedby="h">
<button>Go on</button></form>"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def _faults(page: Page, main: str, style: str = "") -> dict[str, list[str]]:
    page.set_content(PAGE.format(style=STYLE + style, main=main))
    found = vars(sense(page, ""))
    return {name: faults for name, faults in found.items() if isinstance(faults, list) and faults}


def test_a_good_page_has_no_faults(page: Page) -> None:
    assert _faults(page, FORM) == {}


@pytest.mark.parametrize(
    ("main", "said"),
    [
        (FORM.replace("<h1>", "<h2>").replace("</h1>", "</h2>"), "0 headings of the first level"),
        (FORM + "<h3>Deep</h3>", "a heading of level 3 follows one of level 1"),
        (FORM + "<nav><a href='/x'>x</a></nav>", "a navigation has no name"),
        (FORM + "<nav aria-label='Way out'></nav>", "2 navigations are called 'Way out'"),
        (FORM.replace(' aria-describedby="h"', ""), "not said with its field: Whole shillings."),
        (FORM.replace('for="a"', ""), "no name"),
        (FORM + "<a href='/x'><b></b></a>", "no name"),
        (
            FORM + "<input type=radio name=r aria-label=1><input type=radio name=r aria-label=2>",
            'name="r"',
        ),
        (
            (
                '<h1>Pay</h1><div style="display:flex;flex-direction:column-reverse">'
                "<p>said first</p><p>said second</p></div>"
            ),
            "said second",
        ),
        (
            '<div class="problem-summary" tabindex="-1"><h2>Wrong</h2><a href="#b">b</a></div>'
            + FORM,
            "the summary has no focus",
        ),
        (
            '<div class="problem-summary" tabindex="-1" autofocus><h2>Wrong</h2>'
            '<a href="#h">Pay</a></div>' + FORM,
            "no field to go to",
        ),
    ],
)
def test_what_a_listener_would_miss_is_found(page: Page, main: str, said: str) -> None:
    heard = _faults(page, main)["heard"]
    assert any(said in fault for fault in heard), heard


def test_a_focus_that_is_not_seen_is_found(page: Page) -> None:
    (fault,) = _faults(page, FORM, "button:focus-visible { outline: none }")["focus"]
    assert fault.startswith("not seen: <button>")


def test_a_focus_below_the_way_out_is_found(page: Page) -> None:
    long = FORM + "<p style='height: 2000px'>long</p><button>Last</button>"
    assert _faults(page, long) == {}
    covered = _faults(page, long, "html { scroll-padding-top: 0 } .way-out { height: 400px }")
    assert any("covered" in fault for fault in covered["focus"])


def test_letters_that_do_not_fit_are_found(page: Page) -> None:
    cut = FORM + "<p style='overflow: hidden; height: 1.2em'>Two words</p>"
    assert any(fault.startswith("cut: <p") for fault in _faults(page, cut)["spacing"])
    # 300 px as it is; every letter takes 0.12em more.
    wide = FORM + "<p style='white-space: nowrap; font: 15px monospace'>" + "w" * 32 + "</p>"
    assert any("too wide" in fault for fault in _faults(page, wide)["spacing"])


def test_a_button_that_only_its_colour_shows_is_found(page: Page) -> None:
    (fault,) = _faults(page, FORM, "button { border: 0; background: green }")["forced_colours"]
    assert fault.startswith("<button")


def test_what_sticks_out_of_hiding_is_found(page: Page) -> None:
    link = FORM + '<a class="skip" href="#main">To the main part</a>'
    hidden = ".skip { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%) }"
    assert "stray" not in _faults(page, link, f"{hidden} .skip:focus {{ position: static }}")
    (fault,) = _faults(page, link, ".skip { position: absolute; left: -4em }")["stray"]
    assert fault.startswith("<a")


@pytest.mark.parametrize(
    "style",
    [
        "button { transition: color 1s }",
        "@keyframes a { to { opacity: 0 } } h1 { animation: a 9s }",
        "html { scroll-behavior: smooth }",
    ],
)
def test_what_moves_is_found(page: Page, style: str) -> None:
    assert "movement" in _faults(page, FORM, style)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("@media print { form, h1 { display: none } }", "not printed: <h1"),
        ("@media print { form { display: none } }", 'not printed: <p class="secret"'),
        ("@media print { button { display: inline !important } }", "<button"),
    ],
)
def test_a_page_that_prints_badly_is_found(page: Page, style: str, said: str) -> None:
    number = FORM.replace("<button>", '<p class="secret">7YR3A</p><button>')
    assert _faults(page, number) == {}
    faults = _faults(page, number, style)["paper"]
    assert any(fault.startswith(said) for fault in faults), faults
