"""From the first page to the secret number in a real browser; what arrives opens with the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import Worker, a_worker
from tests.kit.syllables import unheard_of
from tests.telling import LANGUAGES, LAST_YEAR, straight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

    from tests.machine import Intake

pytestmark = pytest.mark.browser

SHORT = {
    "start.adult": ("yes",),
    "start.agree": ("yes",),
    "work.country": ("KE",),
    "pay.month": ("10", LAST_YEAR),
    "pay.per": ("month",),
    "pay.amount": ("21000",),
    "pay.currency": ("KES",),
    "hours.paid": ("45",),
    "union.read": ("no",),
}


def _tell(served: Intake, browser: Browser, language: str, **options: object) -> None:
    before = served.opened().keys()
    chosen = tuple(one.card.organisation for one in served.organisations)
    story = f"They pay late, told in {unheard_of()}. Call me on 0712 000 123."
    with a_worker(browser, served.base, language, **options) as worker:
        worker.tell(straight(story, chosen))
        assert worker.complaints == []
        assert {url for url in worker.requests if not url.startswith(served.base)} == set()
    fresh = [one for id_, one in served.opened().items() if id_ not in before]
    assert sorted(str(one["purpose"]) for one in fresh) == ["casework", "casework", "statistics"]
    assert [one["country"] for one in fresh if one["purpose"] == "statistics"] == ["KE"]
    for one in (one for one in fresh if one["purpose"] == "casework"):
        assert one["language"] == language
        assert _answers(one)["story.text"] == story.replace("0712 000 123", "[phone]")


def _answers(payload: Mapping[str, object]) -> Mapping[str, object]:
    answers = payload["answers"]
    assert isinstance(answers, dict)
    return answers


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_told_without_javascript(
    intake: Intake, browser: Browser, language: str
) -> None:
    _tell(intake, browser, language, java_script_enabled=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_told_with_javascript(
    intake: Intake, browser: Browser, language: str
) -> None:
    _tell(intake, browser, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_told_over_tls(
    intake_over_tls: Intake, browser: Browser, language: str
) -> None:
    _tell(intake_over_tls, browser, language)


def test_everything_is_told_without_the_stylesheet(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en", java_script_enabled=False) as worker:
        worker.page.route("**/*.css", lambda route: route.abort())
        chosen = tuple(one.card.organisation for one in intake.organisations)
        worker.tell(straight("They pay late. Call me on 0712 000 123.", chosen))
        worker.open("tell/start")
        worker.press()
        assert _order(worker) == ["leave", "skip", "problem", "heading", "field", "continue"]


def _order(worker: Worker) -> list[str]:
    """Return in which order a reader without a stylesheet meets the parts of a page."""
    parts = {
        "leave": "#leave",
        "skip": ".skip",
        "problem": ".problem-summary",
        "heading": "h1",
        "field": "input:not([type=hidden])",
        "continue": "button[value=on]",
    }
    place = "(part) => [...document.querySelectorAll('*')].indexOf(document.querySelector(part))"
    places = {name: worker.page.evaluate(place, part) for name, part in parts.items()}
    assert min(places.values()) >= 0, places
    return sorted(places, key=lambda name: int(places[name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_form_leads_to_the_secret_number_at_once(
    intake: Intake, browser: Browser, language: str
) -> None:
    before = intake.opened().keys()
    with a_worker(browser, intake.base, language, java_script_enabled=False) as worker:
        worker.open("tell/short")
        worker.fill(SHORT)
        worker.press()
        number = worker.number
        # Pressing reload sends the form again: the same testimony, under the same number.
        worker.page.reload()
        assert worker.number == number
        worker.press("finish")
        assert worker.at == "tell/finished"
    fresh = [one for id_, one in intake.opened().items() if id_ not in before]
    assert [one["purpose"] for one in fresh] == ["statistics"]


def test_another_language_in_the_middle_keeps_what_was_typed(
    intake: Intake, browser: Browser
) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("tell/start")
        for move in straight("", ())[:4]:
            worker.move(move)
        worker.fill({"pay.amount": ("23456",)})
        worker.press("speak-sw")
        assert worker.page.url == f"{intake.base}/sw/tell/pay"
        assert worker.page.locator("html").get_attribute("lang") == "sw"
        assert worker.page.input_value('[name="pay.amount"]') == "23456"
        worker.language = "sw"
        worker.press("back")
        assert worker.page.input_value('[name="work.employer_other"]') == "Annotation House Nairobi"


def test_answers_saved_in_one_browser_go_on_in_another(intake: Intake, browser: Browser) -> None:
    moves = straight("We wait without pay.", (intake.organisations[0].card.organisation,))
    with a_worker(browser, intake.base, "fr", java_script_enabled=False) as worker:
        worker.open("tell/start")
        for move in moves[:6]:
            worker.move(move)
        worker.fill({"hours.paid": ("37",)})
        worker.press("save")
        assert worker.at == "tell/saved"
        number = worker.number
    with a_worker(browser, intake.base, "sw") as other:
        other.open("return")
        other.fill({"number": (number.lower().replace(" ", "-"),)})
        other.press()
        assert other.at == "tell/hours"
        assert other.page.input_value('[name="hours.paid"]') == "37"
        for move in (one for one in moves[6:] if one.at != "names"):
            other.move(move)
        assert other.number == number
