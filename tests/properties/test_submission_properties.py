"""Whatever is submitted to whichever page: never an error of ours, and what was typed is kept.

Each submission starts from a browser in some state (nothing typed, in the middle, at the check
page, sent, come back with a number); the state is put back before the next. With `--long` there are
ten thousand of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from grievance.envelope.drafts import DraftSecret
from grievance.forms.steps import BY_ID
from grievance.questionnaire.edition_2026_1 import EDITION
from tests.kit.returning import come_back
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, tell, walk
from tests.properties.submissions import Page as Offered
from tests.properties.submissions import Plan, Submission, plans, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.kit.browser import Browser, Page
    from tests.kit.stories import Story

LONG = settings.get_current_profile_name() == "long"
TYPED = {*EDITION.questions, "text"}
"""What is typed and given back. A secret number is never put into a page again."""
PHASES = [one for one in Phase if one is not Phase.explain]
EXAMPLES = 10_000 if LONG else 300
STEPS = ("start", "work", "employer", "pay", "hours", "health", "wrong", "union", "story")
PATHS = (
    *(f"/tell/{step}" for step in (*BY_ID, "none")),
    *("/tell/short", "/tell/names", "/tell/check", "/tell/done", "/tell/saved", "/return"),
    *("/return/messages", "/return/names", "/return/correct", "/return/readers"),
    *("/return/withdraw", "/return/end", "/safety", "/", "/nothing"),
)
STATES = (
    *("nothing", "first page", "short form", *STEPS[1:], "names", "check", "sent"),
    *("come back", "correcting"),
)
FROM, IN, TO = map(st.sampled_from, (STATES, ("en", "fr", "sw"), PATHS))
PLANS = plans()
NO_ERROR_OF_OURS = {200, 400, 403, 404, 405, 409, 413, 422, 429}
MUST_SHOW = {"/tell/story": "story.text", "/tell/short": "pay.amount"}
"""A field that stands on the page whatever else was typed."""
OWN_WORDS = ("work.employer_other", "pay.amount", "pay.costs_month", "hours.paid", "hours.unpaid")
TRACES = re.compile(r"Traceback|\.py\b|werkzeug|jinja|sqlalchemy|sqlite", re.IGNORECASE)
_NOT_TYPED: dict[int, str | None] = dict.fromkeys(
    one
    for one in range(0x110000)
    if unicodedata.category(chr(one)) == "Cc" or one & 0xFFFE == 0xFFFE or 0xFDD0 <= one < 0xFDF0
)
_READ = {**_NOT_TYPED, **{one: chr(one) for one in b"\t\n\r"}, 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}


@dataclass(frozen=True)
class State:
    """A browser at some point: its cookie and drafts, and the page it shows."""

    cookie: str | None
    drafts: tuple[tuple[bytes, bytes], ...]
    token: str


@dataclass(frozen=True, repr=False)
class Ground:
    """An intake, and the states from which is submitted; `seen` are the pages looked at so far."""

    site: Site
    states: dict[str, State]
    seen: dict[tuple[str, str], Offered] = field(default_factory=dict)

    def offered(self, state: str, path: str) -> Offered:
        """Return what the page at `path` offers to a browser in that state."""
        if (state, path) not in self.seen:
            page = self.browser(state).open(path)
            choices, values = (page.choices, page.values) if page.has_form else ({}, {})
            pairs = tuple((name, code) for name, codes in choices.items() for code in codes)
            own = tuple(name for name in values if name not in {"csrf_token", "go"})
            self.seen[state, path] = Offered(pairs, own, self.states[state].token)
        return self.seen[state, path]

    def browser(self, name: str) -> Browser:
        """Return a browser in that state, whatever became of it before."""
        state, browser = self.states[name], self.site.browser()
        for draft_id, body in state.drafts:
            self.site.intake.drafts.put(draft_id, body, self.site.clock().timestamp())
        if state.cookie:
            browser.keep_cookie(state.cookie)
        return browser


def _state(site: Site, browser: Browser) -> State:
    with browser.client.session_transaction(base_url="https://localhost") as session:
        own = DraftSecret.from_text(session["draft"]) if "draft" in session else None
    ids = (own.draft_id, own.return_id) if own else ()
    now = site.clock().timestamp()
    kept = [(id_, site.intake.drafts.get(id_, now)) for id_ in ids]
    token = browser.page.values["csrf_token"][0] if browser.page.has_form else ""
    return State(browser.cookie, tuple((id_, body) for id_, body in kept if body), token)


def _reach(site: Site) -> dict[str, Callable[[Browser], object]]:
    number = "00000 00000 00000 00000 00000"
    readers = {"union.organisations": [union.id for union in site.unions]}
    story: Story = {**MODERATOR, "union-who": readers}
    return {
        "nothing": lambda browser: browser.open("~/"),
        "first page": lambda browser: browser.open("~/tell/start"),
        "short form": lambda browser: browser.open("~/tell/short"),
        **{step: partial(walk, story=story, until=step) for step in (*STEPS[1:], "names", "check")},
        "sent": lambda browser: tell(browser, story),
        "come back": lambda browser: come_back(browser, number),
        "correcting": lambda browser: come_back(browser, number, "correct"),
    }


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with a_site(tmp_path_factory.mktemp("ground"), unions=2) as site:
        states = {}
        for name, reach in _reach(site).items():
            browser = site.browser()
            reach(browser)
            states[name] = _state(site, browser)
        assert tuple(states) == STATES
        yield Ground(site, states)


def come_back_to(browser: Browser, number: str) -> Page:
    """Come back with the number of what was saved."""
    browser.lose_cookie()
    browser.open("~/return")
    return browser.say({"number": number})


def _stored(site: Site) -> int:
    return sum(one.envelopes for one in site.store.counts())


def _send(browser: Browser, path: str, sent: Submission) -> Page:
    """Post, follow, and look at the page as every page is looked at."""
    response = browser.client.post(
        path, base_url="https://localhost", data=sent.body, content_type=sent.kind or None
    )
    return browser._show(response, path)  # noqa: SLF001 - the kit's own check of every page


def _as_read(text: str) -> str:
    """Return `text` as a page gives it back: without what nobody types, with ordinary line ends."""
    return text.translate(_READ).replace("\r\n", "\n").replace("\r", "\n")


def _is_kept(page: Page, sent: Submission, must: str | None) -> None:
    """Fail unless the form on `page` holds what was typed into fields of this form."""
    if not page.has_form:
        return
    # Seen or, where a small page says why it was not taken, carried along unseen.
    kept = {
        name: values[0]
        for name, values in page.values.items()
        if len(values) == 1 and name not in page.choices and name in TYPED
    }
    for name, text in kept.items():
        typed = sent.typed(name)
        if typed is not None:
            assert text.replace("\r\n", "\n") == _as_read(typed), name
    if must and sent.typed(must) is not None:
        assert must in kept


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(state=FROM, language=IN, page_=TO, plan=PLANS)
def test_no_submission_is_an_error_of_ours_and_typed_text_stays(
    ground: Ground, state: str, language: str, page_: str, plan: Plan
) -> None:
    path = f"/{language}{page_}"
    sent = plan.to(ground.offered(state, path))
    browser = ground.browser(state)
    page = _send(browser, path, sent)
    assert page.status in NO_ERROR_OF_OURS
    assert not TRACES.search(page.text.replace(sent.body.decode("utf-8", "replace"), ""))
    if page.status >= 400 and page.path == path:
        _is_kept(page, sent, MUST_SHOW.get(page_) if page.status != 413 else None)


@settings(max_examples=EXAMPLES // 10, suppress_health_check=list(HealthCheck))
@given(typed=texts(), to=st.sampled_from(("speak-fr", "speak-sw", "back", "on", "save")))
def test_whatever_is_typed_as_a_story_stands_there_when_the_page_is_opened_again(
    ground: Ground, typed: str, to: str
) -> None:
    browser = ground.browser("story")
    token = ground.states["story"].token
    fields = {"story.text": [typed], "csrf_token": [token], "go": [to]}
    page = browser.send("/en/tell/story", fields)
    assert page.status in {200, 400, 422}
    if page.path.endswith("/tell/saved"):
        page = come_back_to(browser, page.number)
    if not page.path.endswith("/tell/story"):
        page = browser.open("~/tell/story")
    assert page.values["story.text"] == [_as_read(typed)]


@settings(max_examples=EXAMPLES // 10, suppress_health_check=list(HealthCheck))
@given(typed=st.dictionaries(st.sampled_from(OWN_WORDS), texts(), max_size=3))
def test_a_number_is_shown_exactly_where_envelopes_are_stored(
    ground: Ground, typed: dict[str, str]
) -> None:
    before, browser = _stored(ground.site), ground.site.browser()
    readers = [union.id for union in ground.site.unions]
    browser.open("~/tell/short")
    page = browser.forge({**SHORT, "union.organisations": readers, **typed})
    if page.path.endswith("/tell/names"):
        page = browser.press("on")
    if page.path.endswith("/tell/check"):
        assert _stored(ground.site) == before
        page = browser.press("on")
    is_sent = page.tree.find(".//p[@class='secret']") is not None
    assert _stored(ground.site) == before + (3 if is_sent else 0)
    if not is_sent:
        assert page.status in {400, 422}
        for name, text in typed.items():
            assert page.values[name] == [_as_read(text)]
