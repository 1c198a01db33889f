"""Every page and every error state of the intake, measured once a language."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.envelope.receipt import ReceiptCode
from tests.journeys import survey_back
from tests.journeys.browsing import Worker, a_worker, chromium
from tests.journeys.measures import Seen, see, with_axe
from tests.journeys.senses import Sensed, sense
from tests.telling import everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser

    from tests.machine import Intake

    Tour = Callable[[Worker, Intake], Iterator[str]]

STORY = "My supervisor Jane Wanjiru told me to call 0712 000 123. We wait without pay."
PLAIN_PAGES = (
    "",
    "safety",
    "help",
    "statistics",
    "statistics/compare",
    "about/method",
    "about/privacy",
    "about/questions",
    "return",
    "tell/short",
    "tell/stop",
    "tell/finished",
    "nothing-is-here",
)
CLOSED_PAGES = ("tell/start", "tell/short", "about/privacy")

_OTHER_TOKEN = "() => { document.querySelector('[name=csrf_token]').value = 'another' }"
_ONE_MORE_FIELD = """() => {
  const field = document.createElement("input");
  Object.assign(field, { name: "work.salary", value: "1" });
  document.forms[0].append(field);
}"""
_POST_HERE = """action => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action });
  document.body.append(form);
  form.submit();
}"""


@dataclass
class Survey:
    """What was seen and sensed, in order; complaints of the browser; what was asked elsewhere."""

    seen: list[Seen] = field(default_factory=list)
    sensed: list[Sensed] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Visited:
    """The intakes a survey visits, and a page of another site that posts to the first."""

    serving: Intake
    closed: Intake
    broken: Intake
    other_site: str


def surveys(visited: Visited, languages: Sequence[str]) -> dict[str, Survey]:
    """Survey all languages at once, each in a browser of its own: most of it is waiting."""
    with ThreadPoolExecutor(len(languages)) as pool:
        found = pool.map(lambda language: _in_own_browser(visited, language), languages)
        return dict(zip(languages, found, strict=True))


def _in_own_browser(visited: Visited, language: str) -> Survey:
    with chromium() as browser:
        return survey(browser, visited, language)


def survey(browser: Browser, visited: Visited, language: str) -> Survey:
    """Visit everything in `language`."""
    result = Survey()
    for served, tour in tours(visited):
        with a_worker(browser, served.base, language) as worker:
            with_axe(worker.page)
            for state in tour(worker, served):
                result.sensed.append(sense(worker.page, state))
                result.seen.append(see(worker.page, state))
            result.complaints += worker.complaints
            result.elsewhere |= {url for url in worker.requests if not url.startswith(served.base)}
    with a_worker(browser, visited.serving.base, language) as worker:
        with_axe(worker.page)
        worker.page.goto(visited.other_site)
        _post(worker, f"{worker.base}/{language}/tell/start")
        result.sensed.append(sense(worker.page, "a post from another site"))
        result.seen.append(see(worker.page, "a post from another site"))
    return result


def tours(visited: Visited) -> Sequence[tuple[Intake, Tour]]:
    """Return the ways through every page and state, each with the intake that it goes through."""
    return (
        (visited.serving, _plain_pages),
        (visited.serving, _coming_back),
        (visited.serving, _after_coming_back),
        (visited.serving, _the_short_form),
        (visited.serving, _telling),
        (visited.serving, _bad_posts),
        (visited.serving, survey_back.answered),
        (visited.serving, survey_back.saved),
        (visited.serving, survey_back.forgotten),
        (visited.serving, survey_back.last_page),
        (visited.closed, _closed),
        (visited.broken, _broken),
    )


def _plain_pages(worker: Worker, _: Intake) -> Iterator[str]:
    for path in PLAIN_PAGES:
        worker.open(path)
        yield path or "the first page"
    _post(worker, f"/{worker.language}/safety")
    yield "a page that takes no posts"


def _coming_back(worker: Worker, _: Intake) -> Iterator[str]:
    for state, number in (*_wrong_numbers().items(), ("a number of nobody", _number())):
        worker.open("return")
        worker.fill({"number": (number,)})
        worker.press()
        yield f"coming back: {state}"


def _after_coming_back(worker: Worker, served: Intake) -> Iterator[str]:
    worker.open("return/messages")
    yield "no number yet"
    worker.fill({"number": (_number(),)})
    worker.press()
    worker.press()
    yield "messages: nothing written"
    worker.fill({"text": (STORY,), "to": (served.organisations[0].card.organisation,)})
    worker.press()
    yield "messages: found words"
    worker.press()
    yield "messages: sent"
    for page in ("readers", "correct", "withdraw"):
        worker.open(f"return/{page}")
        yield page
    worker.open("return/readers")
    worker.press()
    yield "readers: nobody chosen"
    worker.open("return/correct")
    worker.press()
    yield "a correction"
    worker.open("return/withdraw")
    worker.press()
    yield "withdrawn"


def _the_short_form(worker: Worker, _: Intake) -> Iterator[str]:
    worker.open("tell/short")
    wrong = ("pay.amount", "pay.days_per_week", "pay.tasks_per_week", "hours.paid", "hours.unpaid")
    worker.fill({**dict.fromkeys(wrong, ("-1",)), "health.effects": ("sleep", "none")})
    worker.press()
    yield "the short form: everything wrong"


def _telling(worker: Worker, served: Intake) -> Iterator[str]:
    worker.open("tell/start")
    moves = everything(STORY, tuple(one.card.organisation for one in served.organisations))
    mistaken = False
    for move in moves[:-1]:
        if not mistaken:
            yield move.at
        worker.move(move)
        mistaken = move.mistake
        if mistaken:
            yield f"{move.at}: mistake"
    yield from _changing_answers(worker)
    worker.press("save")
    yield "saved"
    worker.open("tell/check")
    worker.move(moves[-1])
    for state, number in {**_wrong_numbers(), "another number": _number()}.items():
        worker.fill({"number": (number,)})
        worker.press("check")
        yield f"done: {state}"
    worker.fill({"number": (worker.number,)})
    worker.press("check")
    yield "finished, the number is right"


def _changing_answers(worker: Worker) -> Iterator[str]:
    yield "check"
    worker.open("tell/hours")
    worker.fill({"hours.paid": ("many",)})
    worker.press("back")
    worker.open("tell/check")
    yield "check: a problem was left behind"
    worker.open("tell/hours")
    worker.fill({"hours.paid": ("45",)})
    worker.press()


def _bad_posts(worker: Worker, _: Intake) -> Iterator[str]:
    worker.open("tell/start")
    worker.fill({"start.adult": ("yes",), "start.agree": ("yes",)})
    worker.press()
    worker.page.evaluate(_OTHER_TOKEN)
    worker.press()
    yield "an old page"
    worker.page.evaluate(_ONE_MORE_FIELD)
    worker.press()
    yield "an unexpected field"
    worker.page.context.clear_cookies()
    worker.press()
    yield "no cookie"
    worker.press()
    yield "the draft has expired"
    worker.open("return")
    worker.fill({"number": ("\N{REPLACEMENT CHARACTER}",)})
    worker.press()
    yield "unreadable characters"
    worker.page.evaluate("() => { document.getElementById('number').maxLength = 1_000_000 }")
    worker.fill({"number": ("1" * 300_000,)})
    worker.press()
    yield "too much at once"


def _closed(worker: Worker, _: Intake) -> Iterator[str]:
    for path in CLOSED_PAGES:
        worker.open(path)
        yield f"{path}: closed"


def _broken(worker: Worker, _: Intake) -> Iterator[str]:
    worker.open("")
    _post(worker, f"/{worker.language}/broken")
    yield "a mistake of ours"


def _post(worker: Worker, address: str) -> None:
    with worker.page.expect_navigation():
        worker.page.evaluate(_POST_HERE, address)


def _number() -> str:
    return ReceiptCode.new().grouped


def _wrong_numbers() -> dict[str, str]:
    number = _number()
    slip = number[:-1] + ("0" if number[-1] != "0" else "1")
    return {"too short": "7YR3A", "an odd sign": "?" + number[1:], "a slip": slip}
