"""Whatever arrives: a clear page, the right status, and what was typed still on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from tests.kit.stories import MODERATOR, SHORT, STORY, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

STEPS = ["work", "employer", "pay", "pay-details", "hours", "wrong", "wrong-main", "story"]
STRANGE = {
    "bidirectional override": ("a\u202eb\u2066c\u2069d", "abcd"),
    "zero width": ("a\u200bb\u200cc\ufeffd", "abcd"),
    "soft hyphen": ("over\u00adtime", "overtime"),
    "control characters": ("a\x01b\x08c\x7fd\x9be", "abcde"),
    "NUL": ("a\x00b", "ab"),
    "code points that are no characters": ("a\ufdd0b\ufffec\U0010ffffd", "abcd"),
    "vertical tab, as some programs break lines": ("one\x0btwo", "one\ntwo"),
    "markup": ("<b>late</b> <script>alert(1)</script>pay", "late pay"),
    "family of three pictures": ("👩\u200d👩\u200d👧 and I", "👩\u200d👩\u200d👧 and I"),
    "not normalised": ("cafe\u0301", "café"),
    "line ends": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_missing_cookie_costs_no_word_and_the_page_can_be_sent_from_there(
    step: str, browser: Browser
) -> None:
    walk(browser, MODERATOR, until=step)
    typed = MODERATOR[step]
    browser.lose_cookie()
    page = browser.say(typed)
    assert page.status == 400
    assert len(page.problems) == 1
    for name, value in typed.items():
        assert page.values[name] == ([value] if isinstance(value, str) else list(value))
    page = browser.press("on")
    assert page.path.endswith("/tell/start")
    assert page.notice
    page = walk(browser, {**MODERATOR, step: {}}, until=step)
    for name, value in typed.items():
        assert page.values[name] == ([value] if isinstance(value, str) else list(value))


def test_the_short_form_without_a_cookie_is_sent_at_the_second_press(
    speaking: Browser, site: Site
) -> None:
    speaking.open("~/tell/short")
    speaking.lose_cookie()
    page = speaking.say(SHORT)
    assert page.status == 400
    assert site.told() == 0
    assert speaking.press("on").number
    assert site.told() == 1


@pytest.mark.parametrize("token", ["", "forged", "IjEi.forged.forged"])
def test_a_wrong_token_costs_no_word_and_the_page_can_be_sent_from_there(
    token: str, browser: Browser
) -> None:
    walk(browser, MODERATOR, until="story")
    page = browser.forge({**MODERATOR["story"], "csrf_token": token})
    assert page.status == 400
    assert page.values["story.text"] == [STORY]
    assert browser.press("on").path.endswith("/tell/names")


def test_a_wrong_token_sends_nothing(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    page = browser.forge({"csrf_token": "forged"})
    assert page.status == 400
    assert site.told() == 0
    assert browser.press("on").number


def test_another_visitor_s_token_is_wrong(browser: Browser, site: Site) -> None:
    other = site.browser()
    token = other.open("~/tell/start").values["csrf_token"]
    browser.open("~/tell/start")
    assert browser.forge({"csrf_token": token}).status == 400


@pytest.mark.parametrize("origin", ["cross-site", "same-site", "invented"])
def test_a_form_sent_from_another_site_is_refused(
    origin: str, browser: Browser, site: Site
) -> None:
    check = walk(browser, MODERATOR)
    fields = {**check.values, "go": ["on"]}
    assert browser.send(check.path, fields, Sec_Fetch_Site=origin).status == 403
    assert site.told() == 0
    assert browser.send(check.path, fields, Sec_Fetch_Site="same-origin").number


@pytest.mark.parametrize(
    ("step", "forged"),
    [
        ("work", {"work.country": "ZZ"}),
        ("work", {"work.role": ["other", "translation"]}),
        ("employer", {"work.employer": "<script>"}),
        ("pay", {"pay.per": "hour"}),
        ("pay", {"pay.currency": "XXX"}),
        ("pay", {"pay.month": ["99", "2026"]}),
        ("wrong", {"wrong.codes": ["pay.late", "invented"]}),
        ("wrong-main", {"wrong.main": "support.none"}),
        ("union", {"union.read": "maybe"}),
        ("story", {"story.repeat": "always"}),
    ],
)
def test_a_forged_choice_brings_the_page_back(
    step: str, forged: dict[str, str], browser: Browser
) -> None:
    walk(browser, MODERATOR, until=step)
    page = browser.forge(forged)
    assert page.status == 422
    assert page.path.endswith(f"/tell/{step}")
    assert page.problems


@pytest.mark.parametrize(
    "unknown",
    [{"admin": "1"}, {"start.adult": "no"}, {"meant.work.role": "other"}, {"go": "delete"},
     {"go": "speak-zz"}, {"go": "speak-\r\nSet-Cookie: a=b"}],
)  # fmt: skip
def test_an_unknown_field_or_button_brings_the_page_back_with_the_text(
    unknown: dict[str, str], browser: Browser
) -> None:
    walk(browser, MODERATOR, until="story")
    go = unknown.get("go", "on")
    page = browser.forge({**MODERATOR["story"], **unknown}, go)
    assert page.status == 400
    assert page.values["story.text"] == [STORY]
    assert browser.press("on").path.endswith("/tell/names")


@pytest.mark.parametrize("path", ["~/tell/short", "~/return"])
def test_an_unknown_field_is_told_on_the_other_forms_too(path: str, browser: Browser) -> None:
    browser.open(path)
    page = browser.forge({"admin": "1"})
    assert page.status == 400
    assert page.problems


def test_more_than_256_kilobytes_are_refused(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    assert browser.forge({"story.text": "x" * 300_000}).status == 413
    assert browser.open("~/tell/story").status == 200


def test_a_text_too_long_but_within_that_comes_back_whole(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    long = "word " * 12_000
    page = browser.say({"story.text": long})
    assert page.status == 422
    assert page.values["story.text"] == [long]
    assert "60,000" in page.problems[0] or "59,999" in page.problems[0]


@pytest.mark.parametrize("bad", [b"%FF", b"%E9t%E9", b"%ED%A0%80", b"%C0%AF"])
def test_text_that_is_no_utf_8_is_said_and_shown_as_it_came(bad: bytes, browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    token = quote(browser.page.values["csrf_token"][0]).encode()
    body = b"csrf_token=" + token + b"&story.text=the+rest+" + bad + b"&go=on"
    page = browser.send_bytes("/en/tell/story", body)
    assert page.status == 400
    assert page.values["story.text"][0].startswith("the rest ")


def test_raw_bytes_that_are_no_utf_8_are_an_error_page_or_form(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    assert browser.send_bytes("/en/tell/story", b"story.text=\xff&go=on").status == 400


def test_replaced_characters_are_pointed_out(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    page = browser.say({"story.text": "caf\ufffd"})
    assert page.status == 400
    assert page.values["story.text"] == ["caf\ufffd"]
    assert browser.say({"story.text": "cafe"}).path.endswith("/check")


def test_a_percent_sign_that_was_typed_is_a_percent_sign(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR, until="story")
    browser.say({"story.text": "they took 5%FF and 100 %E9"})
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == "they took 5%FF and 100 %E9"


@pytest.mark.parametrize("name", STRANGE)
def test_what_nobody_sees_is_not_in_the_story_that_is_read(
    name: str, browser: Browser, site: Site
) -> None:
    typed, read = STRANGE[name]
    walk(browser, MODERATOR, until="story")
    page = browser.forge({"story.text": typed})
    assert page.path.endswith("/tell/check")
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == read


@pytest.mark.parametrize("body", [b"", b"=", b"&&&", b"\x00" * 50, b"go", b"{}", b"a=b" * 900])
def test_a_post_that_is_no_form_of_ours_is_an_error_page(body: bytes, browser: Browser) -> None:
    for path in ("start", "work", "names", "check", "done", "short"):
        page = browser.send_bytes(f"/en/tell/{path}", body)
        assert page.status in {200, 400}


def test_a_form_sent_in_parts_is_read_like_any_other(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    values = {name: texts[0] for name, texts in browser.page.values.items() if texts}
    body = {**values, "story.text": "in parts", "go": "speak-fr"}
    response = browser.client.post(
        "/en/tell/story",
        base_url="https://localhost",
        data=body,
        content_type="multipart/form-data",
    )
    assert response.status_code == 303
    assert browser.open("/fr/tell/story").values["story.text"] == ["in parts"]


def test_a_damaged_cookie_is_a_missing_cookie(browser: Browser) -> None:
    walk(browser, MODERATOR, until="hours")
    browser.keep_cookie("damaged")
    page = browser.say({"hours.paid": "45"})
    assert page.status == 400
    assert page.values["hours.paid"] == ["45"]


def test_a_form_in_the_query_changes_nothing(browser: Browser, site: Site) -> None:
    query = urlencode({"start.adult": "yes", "go": "on"})
    assert browser.open(f"~/tell/start?{query}").status == 200
    assert site.told() == 0
