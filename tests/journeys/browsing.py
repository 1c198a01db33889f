"""What a worker does in a real browser: fill in by names and values, press, read."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Request,
        ViewportSize,
    )

    from tests.telling import Filled, Move

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

PATIENCE = 10_000  # milliseconds
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
# What the browser says about an answer with an error's status: the status is meant.
_STATUS = re.compile(r"Failed to load resource: the server responded with a status of [45]\d\d")


@dataclass
class Worker:
    """One browser window at one intake, in one language, with what it asked for and complained."""

    page: Page
    base: str
    language: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to an address of the intake in the worker's language."""
        self.page.goto(f"{self.base}/{self.language}/{path}")

    def fill(self, fields: Filled) -> None:
        """Fill in fields by their names; boxes get exactly the values that are given."""
        for name, values in fields.items():
            controls = self.page.locator(f'[name="{name}"]')
            kind = controls.first.evaluate("control => control.type")
            if kind == "checkbox":
                for box in controls.all():
                    box.set_checked(box.get_attribute("value") in values)
            elif kind == "radio":
                self.page.check(f'[name="{name}"][value="{values[0]}"]')
            elif kind == "select-one":
                for control, value in zip(controls.all(), values, strict=True):
                    control.select_option(value)
            else:
                controls.fill(values[0])

    def press(self, go: str = "on") -> None:
        """Press one of the form's buttons and wait for the page after it."""
        self.page.click(f'button[name=go][value="{go}"]')
        self.page.wait_for_load_state()

    def follow(self, path: str) -> None:
        """Click the first link to an address in the worker's language, and wait for its page."""
        self.page.click(self._link_to(path))
        self.page.wait_for_load_state()

    def links_to(self, path: str) -> bool:
        """Tell whether the page has a link to that address."""
        return self.page.locator(self._link_to(path)).count() > 0

    def move(self, move: Move) -> None:
        """Fill in the page of `move`, which has to be the open one, and send it."""
        assert self.at == f"tell/{move.at}", f"{self.at} is open, not {move.at}"
        self.fill(move.fill)
        self.press()
        assert bool(self.page.locator(".problem-summary").count()) == move.mistake, self.text

    def tell(self, moves: Sequence[Move]) -> str:
        """Walk from the first page to the secret number, type it once, finish; return it."""
        self.open("")
        self.page.click(".doors a >> nth=0")
        assert self.at == "safety"
        self.page.click("main a.button")
        for move in moves:
            self.move(move)
        assert self.at == "tell/done"
        number = self.number
        self.fill({"number": (number.lower(),)})
        self.press("check")
        assert self.page.locator("main [role=status]").count() == 1, self.text
        return number

    def _link_to(self, path: str) -> str:
        return f'main a[href="/{self.language}/{path}"]'

    @property
    def at(self) -> str:
        """The open page's address without the language."""
        return self.page.url.removeprefix(f"{self.base}/{self.language}/")

    @property
    def number(self) -> str:
        """The secret number that the page shows."""
        return " ".join(self.page.locator(".secret").inner_text().split())

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that asks nobody for anything by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def a_worker(browser: Browser, base: str, language: str, **options: object) -> Iterator[Worker]:
    """Open a fresh window; `options` are those of the browser's context."""
    context: BrowserContext = browser.new_context(
        **{"locale": language, "ignore_https_errors": True, "viewport": PHONE, **options}  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE)
    worker = Worker(context.new_page(), base, language)

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _STATUS.match(message.text):
            worker.complaints.append(message.text)

    def ask(request: Request) -> None:
        worker.requests.append(request.url)

    context.on("console", note)
    context.on("weberror", lambda error: worker.complaints.append(str(error.error)))
    context.on("request", ask)
    try:
        yield worker
    finally:
        context.close()


@contextmanager
def a_tab(window: Worker) -> Iterator[Worker]:
    """Open a second tab of a window, with the same cookies."""
    page = window.page.context.new_page()
    try:
        yield Worker(page, window.base, window.language)
    finally:
        page.close()
