"""Published figures in a browser: found, read, compared, by keys alone and without script."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, cast

import pytest

from grievance.store.main import Store
from tests.journeys.browsing import DESK, a_worker
from tests.journeys.keys import press, tab_to
from tests.journeys.made_once import made_once
from tests.journeys.measures import see, with_axe
from tests.journeys.senses import Sensed, sense
from tests.journeys.survey import Survey
from tests.kit.published import first_release, publish, second_release, withdrawal
from tests.kit.released import ORGANISATION
from tests.machine import machine_in, serving, two_organisations
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.browsing import Worker
    from tests.machine import Intake

pytestmark = pytest.mark.browser

NEW, OLD = f"{ORGANISATION}.2026Q4", f"{ORGANISATION}.2026Q3"
QUARTER = f"statistics/{ORGANISATION}/2026Q4"
PAGES = (
    "statistics",
    "about/method",
    QUARTER,
    f"{QUARTER}/country.KE",
    f"{QUARTER}/employer.sama",
    f"{QUARTER}/employer.toloka",
    f"{QUARTER}/employer.majorel",
    f"{QUARTER}/topic.pay_ratio",
    f"{QUARTER}/topic.main_grievance",
    "statistics/compare",
    f"statistics/compare?first=employer.sama&first_in={OLD}&second=employer.sama&second_in={NEW}",
)
# Once the newer figures were withdrawn; the last asks for a row of them.
GONE = (
    "statistics",
    QUARTER,
    f"statistics/compare?first=employer.sama&first_in={NEW}&second=employer.sama&second_in={OLD}",
)
_TEXTS_OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter(one => {
  const [box, frame] = [one, one.closest("svg")].map(each => each.getBoundingClientRect());
  return box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
}).map(one => one.textContent)"""


@contextmanager
def _publishing(folder: pytest.TempPathFactory, name: str) -> Iterator[Intake]:
    with (
        machine_in(folder.mktemp(name)) as machine,
        serving(machine, two_organisations()) as served,
    ):
        store = Store.open(machine.data)
        publish(store, first_release(), second_release())
        if name == "withdrawn":
            publish(store, withdrawal())
        store.close()
        yield served


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    with _publishing(tmp_path_factory, "published") as served:
        yield served


@pytest.fixture(scope="module")
def surveyed(
    browser: Browser, figures: Intake, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Survey]:
    """Return every page that was seen, by language; also a period that was withdrawn."""
    return made_once(
        tmp_path_factory, "figures", lambda: _survey(browser, figures, tmp_path_factory)
    )


def _survey(
    browser: Browser, figures: Intake, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Survey]:
    found = {language: Survey() for language in LANGUAGES}
    with _publishing(tmp_path_factory, "withdrawn") as gone:
        for language, survey in found.items():
            for served, pages in ((figures, PAGES), (gone, GONE)):
                with a_worker(browser, served.base, language) as worker:
                    with_axe(worker.page)
                    for page in pages:
                        _look_at(worker, page, survey)
                    survey.complaints += worker.complaints
                    asked = (url for url in worker.requests if not url.startswith(served.base))
                    survey.elsewhere |= set(asked)
    return found


def _look_at(worker: Worker, page: str, survey: Survey) -> None:
    worker.open(page)
    outside = cast("list[str]", worker.page.evaluate(_TEXTS_OUTSIDE))
    assert outside == [], f"{worker.language}/{page}"
    survey.sensed.append(sense(worker.page, page))
    survey.seen.append(see(worker.page, page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_figures_shuts_anybody_out(surveyed: dict[str, Survey], language: str) -> None:
    seen = surveyed[language].seen
    assert len(seen) == len(PAGES) + len(GONE)
    assert {one.state: one.too_wide for one in seen if one.too_wide > 0} == {}
    assert {one.state: one.too_wide_zoomed for one in seen if one.too_wide_zoomed > 0} == {}
    assert {one.state: one.small for one in seen if one.small} == {}
    assert {one.state: one.headings for one in seen if one.headings != 1} == {}
    assert surveyed[language].complaints == []
    assert surveyed[language].elsewhere == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_figures_shuts_out_who_uses_it_otherwise(
    surveyed: dict[str, Survey], language: str
) -> None:
    for one in (each.name for each in fields(Sensed) if each.name != "state"):
        sensed = surveyed[language].sensed
        assert {page.state: found for page in sensed if (found := getattr(page, one))} == {}


@pytest.mark.axe
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_page_of_figures(surveyed: dict[str, Survey], language: str) -> None:
    found = {
        (one.state, view): words
        for one in surveyed[language].seen
        for view, words in one.violations.items()
        if words
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_first_page_to_an_employer_and_a_comparison_by_keys_and_without_script(
    browser: Browser, figures: Intake, language: str
) -> None:
    with a_worker(
        browser, figures.base, language, viewport=DESK, java_script_enabled=False
    ) as worker:
        worker.open("")
        press(worker, f'.doors a[href="/{language}/statistics"]')
        press(worker, f'a[href="/{language}/{QUARTER}/employer.sama"]')
        assert "Sama" in worker.page.locator("h1").inner_text()
        (row,) = [row for row in second_release().release.rows if row.key == "employer.sama"]
        for figure in row.figures:
            for share in figure.shares:
                one = share.range
                assert one is None or f"{one.value} ({one.low}–{one.high})" in worker.text
        press(worker, 'main a[href*="/statistics/compare?"]')
        worker.fill({"first": ("employer.sama",), "first_in": (NEW,)})
        worker.fill({"second": ("employer.sama",), "second_in": (OLD,)})
        press(worker, "main form button")
        assert f"second=employer.sama&second_in={OLD}" in worker.page.url
        assert worker.page.locator("main svg").count() > 0
        assert worker.page.locator("main strong").count() > 0


def test_what_opens_and_closes_does_so_by_keys(browser: Browser, figures: Intake) -> None:
    with a_worker(browser, figures.base, "en", viewport=DESK) as worker:
        worker.open(f"{QUARTER}/employer.sama")
        tab_to(worker, "details summary")
        worker.page.keyboard.press("Enter")
        assert worker.page.locator("details[open] table").is_visible()


def test_a_drawing_opened_by_itself_is_seen_and_asks_for_nothing(
    browser: Browser, figures: Intake
) -> None:
    with a_worker(browser, figures.base, "en") as worker:
        address = f"{figures.base}/statistics/{ORGANISATION}/2026Q4/1/charts/unpaid_work.en.svg"
        answer = worker.page.goto(address)
        assert answer is not None
        assert answer.status == 200
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert worker.page.locator("rect").count() > 1
        assert worker.complaints == []
        assert worker.requests == [address]


def test_a_page_of_figures_prints_on_few_sheets(browser: Browser, figures: Intake) -> None:
    with a_worker(browser, figures.base, "en", viewport=DESK) as worker:
        worker.open(f"{QUARTER}/employer.sama")
        sheets = worker.page.pdf(format="A4").count(b"/Type /Page\n")
        assert 1 <= sheets <= 8
