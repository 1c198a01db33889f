"""Every page of the desk, every refused form and every empty list, measured once a language."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.journeys.browsing import a_tab, a_worker, chromium
from tests.journeys.desk_filled import LONG_WORD
from tests.journeys.desk_pages import addresses
from tests.journeys.desk_periods import CLOSED, TO_CLOSE
from tests.journeys.measures import VIEWS, Seen, see, with_axe
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, StorageState

    from tests.journeys.browsing import Worker

    Tour = Callable[[Worker, "Visited"], Iterator[str]]

FIRST = (
    *("start", "cases/13", "reports/80", "messages/80", "employers/1", "alerts", "people/2"),
    # Further pages of one kind, with links that the first has not.
    *("people/4", "names/80", "names/40", "reports/81", "cases/9"),
    # What a form leads to, and what is linked only while there is something.
    *("employers/1/merge/5", "cases/13/notes/new", "reports/refused"),
    *(f"periods/{CLOSED}", f"periods/{TO_CLOSE}", f"periods/{TO_CLOSE}/close"),
)
"""Where following links begins: the rows that `desk_filled` fills most."""
CLOSELY = {"start", "reports", "report", "employer", "figures", "case", "conversation"}
"""Seen in every width and colour scheme; the others have the same stylesheet and parts."""
REFUSED = (
    *("new_case", "edit_case", "close_case", "reopen_case", "new_note", "correct_note"),
    *("new_task", "edit_task", "new_deadline", "link_case", "link_report", "search"),
    *("paper", "rename_employer", "unlisted_name", "invite", "make_slips", "new_saved_reply"),
    *("own_password", "own_app", "own_codes", "row_notes", "withdraw_period"),
)
"""Forms that are refused when nothing is in them."""
EMPTY = (
    *("reports", "employers", "cases", "tasks", "deadlines", "conversations", "alerts", "figures"),
    *("unlisted", "decided_names", "slips", "my_cases", "my_tasks", "my_deadlines", "hand_over"),
)
"""Pages that say what to do next on a desk where nothing was done yet."""
_NOTHING = """() => document.querySelectorAll("main form[method=post] :is(input, textarea, select)")
  .forEach(field => {
    if (["radio", "checkbox"].includes(field.type)) field.checked = false;
    else if (field.type !== "hidden") field.value = "";
  })"""


@dataclass(frozen=True)
class Place:
    """A desk that is served, and the cookie of somebody who is signed in there."""

    base: str
    cookie: StorageState


@dataclass(frozen=True)
class Visited:
    """A filled desk and a fresh one; of the filled one an address of each page, an invitation."""

    filled: Place
    fresh: Place
    pages: Mapping[str, str]
    invitation: str


@dataclass
class Survey:
    """What was seen, in order; what the browser complained of; addresses it asked for elsewhere."""

    seen: list[Seen] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)


def found_pages(browser: Browser, place: Place) -> dict[str, str]:
    """Return an address of each page of a filled desk, by endpoint."""
    with a_worker(browser, place.base, "en", storage_state=place.cookie) as window:
        return addresses(window, FIRST)


def surveys(visited: Visited) -> dict[str, Survey]:
    """Survey all languages at once, each in a browser of its own."""
    with ThreadPoolExecutor(len(LANGUAGES)) as pool:
        found = pool.map(lambda language: _in_own_browser(visited, language), LANGUAGES)
        return dict(zip(LANGUAGES, found, strict=True))


def _in_own_browser(visited: Visited, language: str) -> Survey:
    with chromium() as browser:
        return survey(browser, visited, language)


def survey(browser: Browser, visited: Visited, language: str) -> Survey:
    """Visit everything in `language`."""
    result = Survey()
    for place, cookie, tour in tours(visited):
        with a_worker(browser, place.base, language, storage_state=cookie) as window:
            with_axe(window.page)
            for state in tour(window, visited):
                views = VIEWS if state in CLOSELY else VIEWS[:1]
                result.seen.append(see(window.page, state, views))
            result.complaints += window.complaints
            result.elsewhere |= {url for url in window.requests if not url.startswith(place.base)}
    return result


def tours(visited: Visited) -> Sequence[tuple[Place, StorageState | None, Tour]]:
    """Return the ways through every page and state: at which desk, and as whom."""
    return (
        (visited.filled, None, _signed_out),
        (visited.filled, visited.filled.cookie, _pages),
        (visited.filled, visited.filled.cookie, _refused),
        (visited.filled, visited.filled.cookie, _said),
        (visited.filled, visited.filled.cookie, _session_over),
        (visited.fresh, visited.fresh.cookie, _empty),
    )


def _signed_out(window: Worker, visited: Visited) -> Iterator[str]:
    window.open("sign-in")
    yield "sign_in"
    window.fill({"name": ("Nobody",), "password": ("something",), "code": ("123456",)})
    window.press()
    yield "sign_in: refused"
    window.open(f"join/{visited.invitation}")
    yield "join"
    window.press()
    yield "join: refused"
    window.open(f"join/{visited.invitation[::-1]}")
    yield "join: gone"


def _pages(window: Worker, visited: Visited) -> Iterator[str]:
    for state, address in visited.pages.items():
        window.open(address)
        yield state


def _refused(window: Worker, visited: Visited) -> Iterator[str]:
    for state in REFUSED:
        window.open(visited.pages[state])
        window.page.evaluate(_NOTHING)
        window.press()
        assert window.page.locator(".problem-summary").count() == 1, window.text
        yield f"{state}: refused"


def _said(window: Worker, visited: Visited) -> Iterator[str]:
    for address in ("reports?page=2", "cases?title=zzz", "reports/9999", "nothing-is-here"):
        window.open(address)
        yield address
    window.open("search")
    window.fill({"words": ("pictures",), "sealed": ("yes",)})
    window.press()
    yield "search: found"
    window.open(visited.pages["conversation"])
    window.press("preview")
    yield "conversation: nothing written"
    window.fill({"reply_text": (LONG_WORD,), "reply_language": (window.language,)})
    window.press("preview")
    yield "conversation: preview"
    yield from _changed_meanwhile(window)
    window.open(f"periods/{TO_CLOSE}/preview")
    window.fill({"expected": ("900",)})
    window.press()
    yield "period_preview: shown"
    window.open(f"periods/{CLOSED}/withdraw")
    window.fill(dict.fromkeys(LANGUAGES, (LONG_WORD,)))
    window.press()
    yield "withdraw_period: once more"
    close = f"periods/{TO_CLOSE}/close"
    for address in ("reports/collect", "reports/open", "journal/verify", close):
        window.open(address)
        if window.page.locator("main form").count():
            window.press()
        yield f"{address}: done"


def _changed_meanwhile(window: Worker) -> Iterator[str]:
    # A case of each language's own: they are surveyed at once.
    others = LANGUAGES.index(window.language) if window.language in LANGUAGES else len(LANGUAGES)
    case = f"cases/{1 + others}"
    window.open(f"{case}/edit")
    with a_tab(window) as other:
        other.open(f"{case}/edit")
        other.fill({"title": (f"Changed in {window.language}",)})
        other.press()
        assert other.at == case
    window.fill({"title": (LONG_WORD,)})
    window.press()
    assert window.page.locator("#conflict-title").count() == 1, window.text
    yield "edit_case: changed meanwhile"


def _session_over(window: Worker, visited: Visited) -> Iterator[str]:
    window.open(visited.pages["new_note"])
    window.fill({"note": ("Written while the session ended.",)})
    window.page.context.clear_cookies()
    window.press()
    yield "locked"


def _empty(window: Worker, visited: Visited) -> Iterator[str]:
    for state in EMPTY:
        window.open(visited.pages[state].partition("?")[0])
        yield f"{state}: empty"
