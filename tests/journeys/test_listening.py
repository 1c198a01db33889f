"""Everything is told by somebody who only listens: what is said, and in which order.

In three languages; the order is that of Chromium's accessibility tree, which screen readers read
out. No person with a screen reader stands behind this, as `docs/accessibility.md` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.wording.speaker import speaker
from tests.journeys.browsing import a_worker
from tests.journeys.keys import FOCUSED
from tests.journeys.listening import faults, folded, heard
from tests.telling import LANGUAGES, everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Browser

    from tests.journeys.browsing import Worker
    from tests.journeys.listening import Heard
    from tests.machine import Intake

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]

STORY = "My supervisor Jane Wanjiru told me to call 0712 000 123. We wait without pay."
# Each question as the page shows it; and the words beside what only machines fill in.
_QUESTIONS = """() => [...document.querySelectorAll("form fieldset > legend, form label")]
  .filter(one => !one.closest("[aria-hidden]")).map(one => one.textContent)"""
_HIDDEN = """() => [...document.querySelectorAll("[aria-hidden] label")]
  .map(one => one.textContent)"""


def _expect(worker: Worker, text: str) -> str:
    """Return our English `text` as the worker's language says it."""
    return folded(speaker(worker.language).gettext(text))


def _order(said: Sequence[Heard], roles_and_names: Iterable[tuple[str, str | None]]) -> None:
    """Fail unless all are said, each after the one before; no name: whatever it is called."""
    at = -1
    for role, name in roles_and_names:
        found = (
            place
            for place, one in enumerate(said)
            if place > at and one.role == role and name in {None, one.name}
        )
        place = next(found, None)
        assert place is not None, f"{role} {name or ''} is not said after {said[max(at, 0)]}"
        at = place


def _listen_to_a_page_of_questions(worker: Worker) -> None:
    said = heard(worker.page)
    heading = folded(worker.page.locator("h1").inner_text())
    assert said[0].role == "RootWebArea"
    assert heading in said[0].name  # the title says which page it is before anything else
    _order(
        said,
        [
            ("navigation", _expect(worker, "Your safety")),
            ("link", _expect(worker, "Leave this site quickly")),
            ("link", _expect(worker, "Go to the main part")),
            ("banner", None),
            ("main", None),
            ("heading", heading),
            ("button", None),
            ("group", _expect(worker, "Language")),
            ("contentinfo", None),
        ],
    )
    names = {one.name for one in said if one.role not in {"StaticText", "LabelText"}}
    unsaid = [one for one in map(folded, worker.page.evaluate(_QUESTIONS)) if one not in names]
    assert unsaid == [], f"no control or group of {worker.at} has the name that is shown"
    assert names.isdisjoint(map(folded, worker.page.evaluate(_HIDDEN)))


def _listen_to_a_mistake(worker: Worker) -> None:
    said = heard(worker.page)
    assert said[0].name.startswith(_expect(worker, "Error:"))
    assert worker.page.evaluate(FOCUSED, ".problem-summary")
    (alert,) = (one for one in said if one.role == "alert")
    assert alert.name == _expect(worker, "There is a problem")
    # From the focus on, listening down: the heading, each problem, then the page itself.
    after = said[said.index(alert) :]
    problems = [folded(one) for one in worker.page.locator(".problem-summary a").all_inner_texts()]
    assert problems
    heading = folded(worker.page.locator("h1").inner_text())
    links = [("link", problem) for problem in problems]
    _order(after, [("heading", alert.name), *links, ("heading", heading)])
    described = [one.description for one in said if one.description]
    for error in worker.page.locator("form .error").all_inner_texts():
        words = folded(error)
        assert any(words in one for one in described), f"not said with its field: {words}"
    invalid = [one for one in said if one.properties.get("invalid") == "true"]
    assert all(_expect(worker, "Error:") in one.description or one.name for one in invalid)


def test_every_question_and_every_mistake_is_said_in_order(
    intake: Intake, browser: Browser, language: str
) -> None:
    chosen = tuple(one.card.organisation for one in intake.organisations)
    with a_worker(browser, intake.base, language) as worker:
        worker.open("tell/start")
        for move in everything(STORY, chosen):
            if not worker.page.locator(".problem-summary").count():
                _listen_to_a_page_of_questions(worker)
            worker.move(move)
            if move.mistake:
                _listen_to_a_mistake(worker)
            assert faults(worker.page) == [], worker.at
        assert worker.at == "tell/done"
        said = heard(worker.page)
        number = _expect(worker, "Your secret number")
        _order(said, [("heading", None), ("heading", number), ("paragraph", None)])
        worker.fill({"number": (worker.number,)})
        worker.press("check")
        (status,) = (one for one in heard(worker.page) if one.role == "status")
        assert status.properties["live"] == "polite"


def test_a_line_of_the_summary_leads_to_the_field_which_says_its_error(
    intake: Intake, browser: Browser, language: str
) -> None:
    with a_worker(browser, intake.base, language, java_script_enabled=False) as worker:
        worker.open("tell/short")
        worker.fill({"pay.amount": ("-1",), "hours.unpaid": ("many",)})
        worker.press()
        links = worker.page.locator(".problem-summary a")
        assert links.count() == 4  # with the two that have to be answered
        for place in range(links.count()):
            words = folded(links.nth(place).inner_text())
            links.nth(place).focus()
            worker.page.keyboard.press("Enter")
            said = heard(worker.page)
            at = next(i for i, one in enumerate(said) if one.properties.get("focused") and i)
            around = [one for one in said[: at + 1] if one.description]
            question, error = around[-1].name, around[-1].description
            assert words.startswith(question)
            assert words.removeprefix(question).strip() in error
