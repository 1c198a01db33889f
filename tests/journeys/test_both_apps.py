"""Both apps in a real browser, under real gunicorn: told, carried, read, asked back, taken back.

The worker speaks Swahili and has no JavaScript, the union reads French. Nothing joins the two but
the courier, which the desk's own page sends.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from grievance.casebook.cases.case_words import CaseType
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.main import Store
from grievance.web.common.kinds import shown_masks
from grievance.wording.speaker import speaker
from tests.journeys.browsing import DESK, Worker, a_worker
from tests.journeys.desk_served import LANGUAGE, Founded, found, serving_desk, sign_in
from tests.machine import machine_in, organisation, serving
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PHONE = "0712 000 123"
OTHER_SCRIPTS = "😟 👩\u200d👩\u200d👧 السلام عليكم, שלום, नमस्ते, cafe\u0301"
TOLD = "Tulingoja siku nane bila malipo, na msimamizi hakusema neno."
STORY = f"{TOLD} {OTHER_SCRIPTS}. Nipigie {PHONE}."
UNSEEN = "\u200b\u2060\u202e\u2066\u00ad\ufeff"
"""Signs that nobody sees, typed into the middle of a word: they do not reach the union."""
SEARCHED = "tulingoja nane"
QUESTION = "Asante. Je, mlikuwa wangapi siku hiyo?"
ANSWER = "Tulikuwa kumi na wawili."
NOT_FOUND = 404
TITLE = "Huit jours sans salaire"


@dataclass(frozen=True)
class Places:
    """Where both apps are, and whose desk it is."""

    browser: Browser
    intake: str
    desk: str
    union: Founded

    @property
    def organisation(self) -> str:
        """The id of the union."""
        return self.union.made.card.organisation


@pytest.fixture
def places(browser: Browser, tmp_path: Path) -> Iterator[Places]:
    with ExitStack() as stack:
        machine = stack.enter_context(machine_in(tmp_path / "intake"))
        union = found(tmp_path / "desk")
        _enrol(union, machine.data)
        others = [organisation("Moderators United", counts=False)]
        intake = stack.enter_context(serving(machine, others)).base
        desk = stack.enter_context(serving_desk(union, intake))
        yield Places(browser, intake, desk, union)


def _enrol(union: Founded, data: Path) -> None:
    card, store = union.made.card, Store.open(data)
    store.put_card(card.organisation, card.serial, card.raw)
    store.close()


def test_a_story_goes_from_the_worker_to_the_union_and_is_taken_back(places: Places) -> None:
    number = _tells(places)
    with a_worker(places.browser, places.desk, LANGUAGE, viewport=DESK) as desk:
        sign_in(desk, places.union)
        _collects(desk)
        _opens(desk)
        _reads(desk)
        case = _begins_case(desk)
        _finds(desk, 1)
        _asks(desk)
        _collects(desk)
        with _returning(places, number) as worker:
            _answers(worker, places.organisation)
        _collects(desk)
        _opens(desk)
        _hears(desk)
        with _returning(places, number) as worker:
            _takes_back(worker)
        _collects(desk)
        _opens(desk)
        _is_gone(desk, case)
        _finds(desk, 0)
        assert desk.complaints == []
        assert {url for url in desk.requests if not url.startswith(desk.base)} == set()


def _tells(places: Places) -> str:
    """Tell everything, to this union and not to the other; return the secret number."""
    with a_worker(places.browser, places.intake, "sw", java_script_enabled=False) as worker:
        typed = STORY.replace("malipo", f"mali{UNSEEN}po")
        return worker.tell(straight(typed, (places.organisation,)))


@contextmanager
def _returning(places: Places, number: str) -> Iterator[Worker]:
    """Come back with the secret number, to the messages."""
    options = {"java_script_enabled": False}
    with a_worker(places.browser, places.intake, "sw", **options) as worker:
        worker.open("return")
        worker.fill({"number": (number.lower(),)})
        worker.press()
        assert worker.at == "return/messages"
        yield worker
        assert worker.complaints == []


def _collects(desk: Worker) -> None:
    """Let the courier go, by the button of the page."""
    desk.open("reports")
    desk.follow("reports/collect")
    desk.press()
    assert desk.page.locator("main [role=status]").count() == 1, desk.text
    assert desk.page.locator(".problem-summary").count() == 0, desk.text


def _opens(desk: Worker) -> None:
    """Open what came; one button, after which the page goes on by itself."""
    desk.open("reports")
    desk.follow("reports/open")
    desk.press()
    desk.page.locator("form[data-press]").wait_for(state="detached")
    assert desk.page.locator("main [role=status]").count() == 1, desk.text


def _reads(desk: Worker) -> None:
    """Read the report: the words of the worker as they were sent, everything else in French."""
    french = speaker(LANGUAGE)
    desk.open("reports")
    desk.follow("reports/1")
    assert desk.page.locator("html").get_attribute("lang") == LANGUAGE
    story = desk.page.locator(".words", has_text=STORY.partition(",")[0])
    read = normalize("NFC", STORY).replace(PHONE, shown_masks("[phone]", french))
    assert story.inner_text() == read
    assert story.evaluate("words => getComputedStyle(words).unicodeBidi") == "plaintext"
    assert story.get_attribute("lang") == "sw"
    assert french.text(EDITION.questions["work.role"].prompt) in desk.text
    assert french.country_name("KE") in desk.text


def _begins_case(desk: Worker) -> str:
    """Open a case from the report; return its address."""
    desk.open("reports/1")
    desk.follow("cases/new?report=1")
    desk.fill({"title": (TITLE,), "type": (CaseType.INDIVIDUAL,)})
    desk.press()
    assert TITLE in desk.page.locator("h1").inner_text()
    assert desk.links_to("reports/1")
    return desk.at


def _asks(desk: Worker) -> None:
    """Write to the worker in Swahili, look at it as it will be read, send it."""
    desk.open("reports/1")
    desk.follow("messages/1")
    desk.fill({"reply_text": (QUESTION,), "reply_language": ("sw",)})
    desk.press("preview")
    assert desk.page.locator(".words").inner_text() == QUESTION
    desk.press("send")
    assert desk.at == "messages/1"
    assert desk.page.locator(".words").all_inner_texts() == [QUESTION]


def _answers(worker: Worker, union: str) -> None:
    """Read the question and write back to who asked."""
    assert worker.page.locator("html").get_attribute("lang") == "sw"
    assert worker.page.locator(".story").all_inner_texts() == [QUESTION]
    worker.fill({"text": (ANSWER,), "to": (union,)})
    worker.press()
    assert worker.page.locator(".story").all_inner_texts() == [QUESTION, ANSWER]


def _hears(desk: Worker) -> None:
    """Find the answer below the question, among the messages."""
    desk.open("messages")
    desk.follow("messages/1")
    assert desk.page.locator(".words").all_inner_texts() == [QUESTION, ANSWER]


def _takes_back(worker: Worker) -> None:
    """Take everything back."""
    worker.follow("return/withdraw")
    worker.press()
    assert worker.at == "return/withdrawn"


def _is_gone(desk: Worker, case: str) -> None:
    """Find no report and no message; the case says that there was one."""
    for page in ("reports/1", "messages/1"):
        answer = desk.page.goto(f"{desk.base}/{LANGUAGE}/{page}")
        assert answer is not None
        assert answer.status == NOT_FOUND
    desk.open(case)
    withdrawn = desk.page.locator("section[aria-labelledby=reports] > p").first.inner_text()
    one = "%(n)s report was withdrawn. Nothing of it is left."
    many = "%(n)s reports were withdrawn. Nothing of them is left."
    assert withdrawn == speaker(LANGUAGE).ngettext(one, many, 1) % {"n": 1}
    assert not desk.links_to("reports/1")
    desk.open("reports")
    assert not desk.links_to("reports/1")


def _finds(desk: Worker, reports: int) -> None:
    """Search what workers told for words of the story."""
    desk.open("search")
    desk.fill({"words": (SEARCHED,), "sealed": ("yes",)})
    desk.press()
    found = desk.page.locator("section[aria-labelledby=found-told] li")
    assert found.count() == reports, desk.text
