"""Who finds a number cannot learn here whether anybody ever told anything under it.

Right numbers belong to testimonies that were sent and not answered yet; wrong ones are well formed
and were never used. Each page and each step after it must be the same, byte by byte, and take the
same time. What a right number is *for*, replies that came and a copy that was kept, it does show.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.receipt import ReceiptCode
from grievance.store.main import Store
from tests.kit.browser import SITE
from tests.kit.checked import token_of
from tests.kit.returning import come_back
from tests.kit.site import a_site
from tests.kit.stopwatch import told_apart
from tests.kit.stories import MODERATOR, SHORT, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site
    from tests.kit.stopwatch import Apart

PAIRS = 10
QUICK, LONG = 200, 2000  # tries
ONCE = 300  # numbers, each of which can be tried once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with a_site(tmp_path_factory.mktemp("numbers"), unions=2) as opened:
        yield opened


@dataclass(frozen=True)
class Numbers:
    """As many that were used as that were not."""

    right: Sequence[str]
    wrong: Sequence[str]


@pytest.fixture(scope="module")
def numbers(site: Site) -> Numbers:
    right = [_tell(site) for _ in range(PAIRS)]
    return Numbers(right, [ReceiptCode.new().grouped for _ in range(PAIRS)])


def _tell(site: Site) -> str:
    told = {**SHORT, "union.organisations": [site.unions[0].id]}
    if site.unions[1].id not in site.intake.readers():
        del told["union.organisations"]
    return tell_short(site.browser(), told).number


def _without_token(page: Page) -> tuple[str, int, str, dict[str, str]]:
    """Return everything a browser gets, but for the token and the cookie's value."""
    headers = {name: value for name, value in page.response.headers if name != "Set-Cookie"}
    return page.path, page.status, page.html.replace(token_of(page.html), ""), headers


def _to(place: str, *buttons: str) -> Callable[[Browser, str, Site], Page]:
    def go(browser: Browser, number: str, _: Site) -> Page:
        page = come_back(browser, number, place)
        for button in buttons:
            page = browser.press(button)
        return page

    return go


def _another_language(browser: Browser, number: str, _: Site) -> Page:
    come_back(browser, number)
    return browser.press("speak-sw" if browser.language == "en" else "speak-en")


def _fewer(browser: Browser, number: str, site: Site) -> Page:
    come_back(browser, number, "readers")
    return browser.say({"less": [site.unions[0].id]})


def _write(browser: Browser, number: str, site: Site) -> Page:
    come_back(browser, number)
    return browser.say({"text": "They paid at last.", "to": site.unions[0].id})


def _found_words(browser: Browser, number: str, site: Site) -> Page:
    come_back(browser, number)
    return browser.say({"text": "Call 0712 000 123.", "to": site.unions[0].id})


def _correct_to_the_check(browser: Browser, number: str, site: Site) -> Page:
    come_back(browser, number, "correct")
    browser.press("on")
    return walk(browser, {**MODERATOR, "union-who": {"union.organisations": [site.unions[0].id]}})


def _correct(browser: Browser, number: str, site: Site) -> Page:
    _correct_to_the_check(browser, number, site)
    page = browser.press("on")
    groups = [f"<span>{group}</span>" for group in number.split()]
    assert all(group in page.html for group in groups)
    html = page.html
    for group in groups:
        html = html.replace(group, "")
    return type(page)(page.path, page.status, html, page.tree, page.response)


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
@pytest.mark.parametrize(
    "way",
    [
        _to(""),
        _another_language,
        _to("", "end"),
        _to("names"),
        _to("readers"),
        _to("readers", "on"),
        _to("correct"),
        _to("correct", "on"),
        _to("withdraw"),
        _found_words,
        _write,
        _correct_to_the_check,
        _correct,
        _fewer,
        _to("withdraw", "on"),
    ],
)
def test_a_right_and_a_wrong_number_get_the_same_bytes(
    way: Callable[[Browser, str, Site], Page], language: str, site: Site
) -> None:
    gotten = [
        _without_token(way(site.browser(language), number, site))
        for number in (_tell(site), ReceiptCode.new().grouped)
    ]
    assert gotten[0] == gotten[1]


def test_what_was_sent_in_an_earlier_quarter_is_not_told_apart_either(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with a_site(tmp_path_factory.mktemp("later"), unions=2) as site:
        numbers = (_tell(site), ReceiptCode.new().grouped)
        site.clock.forward(days=60)
        for way in (_to(""), _to("correct"), _correct_to_the_check, _to("withdraw", "on")):
            gotten = [_without_token(way(site.browser(), number, site)) for number in numbers]
            assert gotten[0] == gotten[1]


class Visits:
    """One browser that types number after number, and looks at what it finds."""

    def __init__(self, site: Site) -> None:
        self._browser = site.browser()
        self._browser.open("~/return")
        self._form = {**self._browser.page.values, "go": ["on"]}

    def messages(self, numbers: Iterator[str]) -> Callable[[], object]:
        """Return the visit of the page of messages."""
        return lambda: self._look(next(numbers))

    def correction(self, numbers: Iterator[str]) -> Callable[[], object]:
        """Return the beginning of a correction, each in place of the one before."""
        return lambda: self._correct(next(numbers))

    def withdrawal(self, numbers: Iterator[str]) -> Callable[[], object]:
        """Return the taking back of everything: once for each number."""
        return lambda: self._take_back(next(numbers))

    def _take_back(self, number: str) -> None:
        self._post("/en/return", number=[number])
        self._post("/en/return/withdraw")

    def _look(self, number: str) -> None:
        self._post("/en/return", number=[number])
        found = self._browser.client.get("/en/return/messages", base_url=SITE)
        assert found.status_code == 200

    def _correct(self, number: str) -> None:
        self._post("/en/return", number=[number])
        self._post("/en/return/correct", replace=["yes"])

    def _post(self, path: str, **fields: list[str]) -> None:
        kept = {name: self._form[name] for name in ("csrf_token", "go")}
        sent = self._browser.client.post(path, base_url=SITE, data={**kept, **fields})
        assert sent.status_code == 303, sent.text


WAYS = pytest.mark.parametrize("way", [Visits.messages, Visits.correction])


def _apart(site: Site, numbers: Numbers, way: object, tries: int) -> Apart:
    assert callable(way)
    visits = Visits(site)
    right, wrong = (way(visits, cycle(some)) for some in (numbers.right, numbers.wrong))
    for _ in range(PAIRS):
        right()
        wrong()
    return told_apart(right, wrong, tries)


@WAYS
def test_a_right_and_a_wrong_number_take_the_same_time(
    way: object, site: Site, numbers: Numbers
) -> None:
    apart = _apart(site, numbers, way, QUICK)
    assert not apart.is_told, apart


@pytest.mark.long
@WAYS
def test_not_even_in_two_thousand_tries(way: object, site: Site, numbers: Numbers) -> None:
    apart = _apart(site, numbers, way, LONG)
    assert not apart.is_told, apart


@pytest.mark.long
def test_taking_back_once_tells_nothing_either(site: Site) -> None:
    visits = Visits(site)
    right = visits.withdrawal(iter([_tell(site) for _ in range(ONCE)]))
    wrong = visits.withdrawal(iter([ReceiptCode.new().grouped for _ in range(ONCE)]))
    apart = told_apart(right, wrong, ONCE)
    assert not apart.is_told, apart


class SlowStore(Store):
    """Takes a little more where a number was used."""

    planted = 0.0  # seconds

    def receipt(self, receipt_id: bytes) -> bytes | None:
        found = super().receipt(receipt_id)
        end = time.perf_counter() + (self.planted if found else 0)
        while time.perf_counter() < end:
            pass
        return found


@WAYS
@pytest.mark.parametrize(
    ("tries", "planted"),
    # Few tries on a busy machine see less.
    [(QUICK, 0.003), pytest.param(LONG, 0.001, marks=pytest.mark.long)],
)
def test_a_few_milliseconds_more_would_be_found(
    way: object,
    numbers: Numbers,
    tmp_path_factory: pytest.TempPathFactory,
    tries: int,
    planted: float,
) -> None:
    with a_site(tmp_path_factory.mktemp("slow"), unions=2) as slow:
        slow.intake.store.close()
        store = slow.intake.store = SlowStore.open(slow.settings.data)
        store.planted = planted
        used = Numbers([_tell(slow) for _ in range(PAIRS)], numbers.wrong)
        apart = _apart(slow, used, way, tries)
    assert apart.is_told, apart
    assert apart.auc < 0.5, "the right number is the slower one"
