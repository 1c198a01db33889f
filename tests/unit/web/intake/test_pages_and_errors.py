"""The pages around the form in each language, and what is shown when something is not there."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.settings import BadSetting, IntakeSettings
from grievance.wording.languages import languages
from tests.kit.browser import SITE
from tests.kit.checked import check_response, elements
from tests.kit.site import a_site
from tests.kit.stories import MODERATOR, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser
    from tests.kit.site import Site

PLAIN = [
    "",
    "safety",
    "help",
    "statistics",
    "about/method",
    "about/privacy",
    "about/questions",
    "tell/stop",
    "tell/finished",
]
MISSING = [
    "nothing",
    "about/nothing",
    "tell/nothing",
    "tell/start/more",
    "tell",
    "%00",
    "%ff",
    "../",
]


class BrokenReading:
    """Stands where the reference data stands, and fails with what it was asked about."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"secret words: {name}")


@pytest.mark.parametrize("path", PLAIN)
def test_pages_for_everyone_have_no_form_and_set_no_cookie(path: str, speaking: Browser) -> None:
    page = speaking.open(f"~/{path}")
    assert page.status == 200
    assert not page.has_form
    assert speaking.cookie is None


@pytest.mark.parametrize("path", PLAIN)
def test_pages_for_everyone_link_themselves_in_the_other_languages(
    path: str, speaking: Browser
) -> None:
    page = speaking.open(f"~/{path}")
    links = {one.get("hreflang"): one.get("href") for one in page.tree.iter("a")}
    others = {"en", "fr", "sw"} - {speaking.language}
    assert {links[code] for code in others} == {f"/{code}/{path}" for code in others}


@pytest.mark.parametrize("path", ["", "safety", "tell/start", "tell/short", "return"])
def test_who_only_asks_for_the_head_of_a_page_changes_it_for_nobody(
    path: str, browser: Browser, tmp_path: Path
) -> None:
    browser.client.head(f"/en/{path}", base_url=SITE)
    page = browser.open(f"~/{path}")
    with a_site(tmp_path / "untouched") as untouched:
        never_asked = untouched.browser().open(f"~/{path}")
    assert page.text == never_asked.text


@pytest.mark.parametrize("path", PLAIN)
def test_the_operator_is_named_on_every_page(path: str, speaking: Browser, site: Site) -> None:
    assert site.settings.operator in speaking.open(f"~/{path}").text


@pytest.mark.parametrize(("accepts", "language"), [("fr-CD", "fr"), ("sw", "sw"), ("de", "en")])
def test_the_first_page_speaks_the_language_of_the_browser(
    accepts: str, language: str, browser: Browser
) -> None:
    response = browser.client.get("/", base_url=SITE, headers={"Accept-Language": accepts})
    check_response(response, language)
    assert "Accept-Language" in response.headers["Vary"]


def test_all_questions_are_listed_with_who_uses_them(browser: Browser) -> None:
    page = browser.open("~/about/questions")
    for question in EDITION.questions.values():
        assert question.prompt.message in page.text


def test_the_privacy_page_names_who_can_read_and_knows_no_markup(
    browser: Browser, site: Site
) -> None:
    page = browser.open("~/about/privacy")
    assert site.unions[0].card.names["en"] in page.text
    assert site.settings.contact in page.text


def test_the_privacy_page_names_a_union_no_longer_than_its_key_is_valid(
    two_unions: Site,
) -> None:
    browser = two_unions.browser()
    names = [union.card.names["en"] for union in two_unions.unions]
    assert all(name in browser.open("~/about/privacy").text for name in names)
    two_unions.clock.forward(days=10)
    page = browser.open("~/about/privacy")
    assert [name in page.text for name in names] == [True, False]


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    path: str, speaking: Browser
) -> None:
    page = speaking.open(f"~/{path}")
    assert page.status == 404
    assert "werkzeug" not in page.text.lower()
    others = {
        one.get("lang"): one.get("href") for one in elements(page.tree, "a") if one.get("lang")
    }
    assert others == {code: f"/{code}/" for code in languages() if code != speaking.language}


def test_an_unknown_language_is_not_there(browser: Browser) -> None:
    assert browser.open("/de/").status == 404


def test_an_address_without_its_last_slash_leads_on(browser: Browser) -> None:
    assert browser.open("/fr").path == "/fr/"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_a_method_that_no_page_has_is_said(method: str, browser: Browser) -> None:
    response = browser.client.open("/en/help", base_url=SITE, method=method)
    check_response(response, "en")
    assert response.status_code == 405


@pytest.fixture
def broken(site: Site, browser: Browser) -> Iterator[Site]:
    walk(browser, MODERATOR, until="story")
    whole = site.intake.facts
    site.intake.facts = BrokenReading()  # type: ignore[assignment]
    yield site
    site.intake.facts = whole


def test_a_fault_of_ours_is_a_plain_page_and_the_log_holds_no_typed_word(
    broken: Site, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = browser.say({"story.text": "unrepeatable words"})
    assert page.status == 500
    for inside in ("Traceback", "RuntimeError", "secret words", ".py"):
        assert inside not in page.html
    (line,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert line.startswith("RuntimeError at ")
    for typed in ("unrepeatable", "secret words", "/en/tell/story", "Wanjiru"):
        assert typed not in caplog.text
    assert not any(record.exc_info for record in caplog.records)
    assert broken.told() == 0


def test_after_a_fault_the_draft_is_as_it_was(site: Site, browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    whole, site.intake.facts = site.intake.facts, BrokenReading()  # type: ignore[assignment]
    assert browser.say(MODERATOR["story"]).status == 500
    site.intake.facts = whole
    browser.open("~/tell/story")
    assert browser.say(MODERATOR["story"]).path.endswith("/tell/names")


def test_the_demo_says_on_every_page_that_all_is_invented(tmp_path: Path) -> None:
    with a_site(tmp_path, demo=True) as site:
        for path in ("~/", "~/tell/start", "~/tell/short", "~/nothing"):
            page = site.browser().open(path)
            assert any(one.get("class") == "demo" for one in page.tree.iter("p"))


def test_a_pretended_day_without_the_demo_is_refused(site: Site) -> None:
    with pytest.raises(BadSetting, match="GRIEVANCE_DEMO_DATE"):
        IntakeSettings(
            operator="x",
            contact="y",
            data=site.settings.data,
            demo_date=site.clock().date(),
        )


def test_the_onion_address_stands_on_the_safety_page(tmp_path: Path) -> None:
    with a_site(tmp_path, onion="http://example.onion") as site:
        assert "http://example.onion" in site.browser().open("~/safety").text


def test_no_page_loads_more_than_our_stylesheet_and_script(browser: Browser) -> None:
    for path in ("~/", "~/tell/start", "~/tell/short"):
        loaded = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', browser.open(path).html)
        assert all(re.fullmatch(r"/static/\w+\.[0-9a-f]{12}\.(css|js)", one) for one in loaded)
        assert len(loaded) <= 2
