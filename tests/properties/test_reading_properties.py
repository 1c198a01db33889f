"""Whatever is typed: it is read or asked back, never guessed, never lost, never a fault of ours."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.forms.steps import STEPS, Step
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.numbers import Ambiguous, NotANumber, read_number
from grievance.questionnaire.question import Amount, Choice, Number, Prose, Several
from grievance.questionnaire.reading import read
from grievance.reference.codes import load_codes
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker
from tests.kit.reading import TODAY, some_lists
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

# Hypothesis writes down what it drew before it runs; long texts are what these tests are about.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

SMALLEST_TOO_LARGE = 32 * 1024
"""Less than this, in bytes of a form, is taken whatever is in it."""

LISTS = some_lists("aaaaaaaa", "bbbbbbbb")
CODES = sorted(load_codes())
FREE = [
    question.id
    for question in EDITION.questions.values()
    if isinstance(question.kind, Prose | Amount | Number)
]

# What a person can bring a browser to send: no lone surrogates, line ends as browsers send them.
signs = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    "\u202e\u2066\u200b\u200d\u00ad٣ع👩🏽é<>&\"'%+"
)
long_texts = st.builds(lambda part: (part or "x") * 5000, st.text(signs, max_size=2))
words = st.text(signs, max_size=40) | long_texts.map(lambda text: text[:5000])
numbers = st.sampled_from(
    ["21,000", "21 000,5", "1.125", "-3", "KSh 21,000/=", "٢١٠٠٠", "45", "0", "112", "168.5", "1e9"]
)
known = st.sampled_from(
    ["yes", "no", "KE", "CD", "sama", "other", "month", "task", "KES", "USD", "answer", "skip",
     "none", "prefer_not", "dont_know", *CODES[:5]]
)  # fmt: skip
values = st.lists(words | numbers | known, max_size=3)
posts = st.dictionaries(
    st.sampled_from([*EDITION.questions, *(f"meant.{one}" for one in EDITION.questions)]),
    values,
    max_size=12,
)


@given(posts)
def test_nothing_is_an_answer_that_no_page_shows(typed: dict[str, list[str]]) -> None:
    reading = read(EDITION, typed, LISTS, TODAY)
    assert reading.answers.keys() <= {one.id for one in reading.asked}


@given(posts)
def test_whatever_is_typed_becomes_an_answer_a_problem_or_nothing(
    typed: dict[str, list[str]],
) -> None:
    reading = read(EDITION, typed, LISTS, TODAY)
    for problem in reading.problems:
        assert problem.question in EDITION.questions
    for question, answer in reading.answers.items():
        kind = EDITION.questions[question].kind
        assert bool(answer)
        assert isinstance(answer, tuple) == isinstance(kind, Several)
        if isinstance(kind, Number):
            assert kind.minimum <= Decimal(str(answer)) <= kind.maximum
        if isinstance(kind, Choice) and not kind.source:
            assert answer in {option.code for option in kind.options}


@given(st.decimals(0, 10**9, places=2), st.sampled_from(languages()), st.sampled_from(["KE", "CD"]))
def test_a_number_as_our_own_pages_write_it_is_read_back(
    amount: Decimal, language: str, country: str
) -> None:
    written = speaker(language, country).number(amount, 2)
    assert read_number(written, grouped=True) == amount


@given(st.text(max_size=60))
def test_any_text_is_a_number_two_numbers_or_none(text: str) -> None:
    for grouped in (True, False):
        try:
            assert read_number(text, grouped=grouped).is_finite()
        except Ambiguous:
            assert not grouped
        except NotANumber:
            continue


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        yield stack.enter_context(a_site(Path(folder), unions=2))


def _as_sent(texts: list[str]) -> list[str]:
    return [text.replace("\n", "\r\n") for text in texts]


def _shown(text: str) -> str:
    return text.replace("\r\n", "\n")


@given(posts=posts, language=st.sampled_from(["en", "fr", "sw"]), cookie=st.booleans())
def test_the_short_form_never_fails_and_shows_again_what_was_typed(
    site: Site, posts: dict[str, list[str]], language: str, *, cookie: bool
) -> None:
    browser = site.browser(language)
    page = browser.open("~/tell/short")
    if not cookie:
        browser.lose_cookie()
    fields = {**page.values, **{name: _as_sent(texts) for name, texts in posts.items()}}
    page = browser.send(f"/{language}/tell/short", {**fields, "go": ["on"]})
    if page.status == 413:  # too much for one page, which says so
        assert len(urlencode(fields, doseq=True)) > SMALLEST_TOO_LARGE
        return
    assert page.status in {200, 400, 422}
    if page.path.endswith("/short") and page.status >= 400:
        for name in set(posts) & set(FREE) & set(page.values):
            shown = [_shown(text) for text in posts[name]] or [""]
            # In its field, or carried along as it came by a page that asks to send again.
            assert page.values[name] in (shown[:1], shown)


@given(
    step=st.sampled_from(STEPS),
    posts=posts,
    go=st.sampled_from(["on", "back", "save", "speak-fr", "speak-sw"]),
    cookie=st.booleans(),
)
def test_a_step_never_fails_and_shows_again_what_was_typed(
    site: Site, step: Step, posts: dict[str, list[str]], go: str, *, cookie: bool
) -> None:
    browser = site.browser()
    token = walk(browser, MODERATOR, until="work").values["csrf_token"]
    if not cookie:
        browser.lose_cookie()
    mine = {name: _as_sent(t) for name, t in posts.items() if name in step.questions}
    page = browser.send(f"/en/tell/{step.id}", {**mine, "csrf_token": token, "go": [go]})
    assert page.status in {200, 400, 422}
    if page.status >= 400:
        for name in set(mine) & set(FREE):
            texts = posts[name]
            assert page.values[name] == [_shown(texts[0]) if texts else ""]


@given(st.binary(max_size=60), st.sampled_from(FREE))
def test_bytes_that_are_no_text_never_fail(site: Site, body: bytes, name: str) -> None:
    browser = site.browser()
    token = browser.open("~/tell/short").values["csrf_token"][0]
    escaped = "".join(f"%{byte:02X}" for byte in body).encode()
    for sent in (body, escaped):
        form = b"csrf_token=" + quote_plus(token).encode() + b"&" + name.encode() + b"=" + sent
        assert browser.send_bytes("/en/tell/short", form).status in {400, 422}


@given(st.lists(st.sampled_from(["start", "work", "pay", "names", "check", "done", "short"]),
                max_size=6))  # fmt: skip
def test_pages_asked_for_in_any_order_never_fail(site: Site, order: list[str]) -> None:
    browser = site.browser()
    for place in order:
        page = browser.open(f"~/tell/{place}")
        assert page.status == 200
        if page.has_form and page.path.endswith(("start", "short")):
            filled = {name: value for name, value in SHORT.items() if name in page.values}
            assert browser.say(filled).status in {200, 422}
