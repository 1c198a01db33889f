"""A browser without JavaScript, as a worker uses one; it checks every page it is given.

    browser = site.browser("fr")
    browser.open("/fr/tell/start")
    browser.say({"start.adult": "yes", "start.agree": "yes"})
    assert browser.page.path == "/fr/tell/work"

A form is sent as browsers send it: with everything that stands in it, the pressed button, and only
what can be chosen there. `send` does what no browser of a worker would: it forges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from tests.kit.checked import check_headers, check_response, elements, text_of, token_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from flask import Flask
    from werkzeug.test import TestResponse

SITE = "https://localhost"
COOKIE = "__Host-grievance"
Values = dict[str, list[str]]


@dataclass(frozen=True)
class Page:
    """A page as it was received: already checked."""

    path: str
    status: int
    html: str
    tree: Element
    response: TestResponse

    @cached_property
    def text(self) -> str:
        """All words on it."""
        return text_of(self.tree)

    @property
    def heading(self) -> str:
        return text_of(next(elements(self.tree, "h1")))

    @cached_property
    def form(self) -> Element | None:
        return self.tree.find(".//form")

    @property
    def has_form(self) -> bool:
        return self.form is not None

    @cached_property
    def values(self) -> Values:
        """What would be sent by name: what is typed, ticked and selected."""
        values: Values = {}
        for control in elements(self._form, "input", "select", "textarea"):
            name = control.get("name", "")
            values.setdefault(name, []).extend(_value(control))
        return {**values, "csrf_token": [token_of(self.html)]}

    @cached_property
    def choices(self) -> Values:
        """What can be chosen by name, for radio buttons, boxes and lists."""
        found: Values = {}
        for control in elements(self._form, "input"):
            if control.get("type") in {"radio", "checkbox"}:
                found.setdefault(control.get("name", ""), []).append(control.get("value", ""))
        for control in elements(self._form, "select"):
            offered = [_option(one) for one in elements(control, "option")]
            found.setdefault(control.get("name", ""), []).extend(offered)
        return found

    @property
    def buttons(self) -> list[str]:
        return [one.get("value", "") for one in elements(self._form, "button")]

    @property
    def problems(self) -> list[str]:
        """The lines of the error summary."""
        summary = self.tree.find(".//h2[@id='summary-title']/..")
        return [] if summary is None else [text_of(one) for one in elements(summary, "li")]

    @property
    def wrong(self) -> list[str]:
        """The fields with an error of their own beside them, by question."""
        ids = [one.get("id", "") for one in elements(self.tree, "p")]
        return [id_.removesuffix("-error") for id_ in ids if id_.endswith("-error")]

    @property
    def number(self) -> str:
        """The secret number it shows."""
        shown = self.tree.find(".//p[@class='secret']")
        assert shown is not None, f"no secret number on {self.path}"
        return text_of(shown)

    @property
    def notice(self) -> str:
        """What it says that is no error."""
        return " ".join(text_of(one) for one in elements(self.tree) if one.get("role") == "status")

    @property
    def _form(self) -> Element:
        assert self.form is not None, f"no form on {self.path}: {self.text}"
        return self.form


class Browser:
    """Holds a cookie and the page it shows."""

    def __init__(self, app: Flask, language: str) -> None:
        self.client = app.test_client()
        self.language = language
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None
        return self._page

    def open(self, path: str) -> Page:
        """Ask for a page; `~` stands for the language ("~/tell/start")."""
        path = path.replace("~", f"/{self.language}", 1)
        headers = {"Accept-Language": self.language}
        return self._show(self.client.get(path, base_url=SITE, headers=headers), path)

    def say(self, answers: Mapping[str, str | Sequence[str]], go: str = "on") -> Page:
        """Fill in fields of the page's form and press the button `go`."""
        page = self.page
        filled = {**page.values, **{name: _list(value) for name, value in answers.items()}}
        for name, values in filled.items():
            assert name in page.values, f"{page.path} has no field {name}"
            offered = page.choices.get(name)
            assert offered is None or set(values) <= set(offered), f"{name} offers no {values}"
        assert go in page.buttons
        typed = {name: [_as_sent(one) for one in values] for name, values in filled.items()}
        return self.send(self._action_of(go), {**typed, "go": [go]})

    def press(self, go: str) -> Page:
        """Press a button and change nothing."""
        return self.say({}, go)

    def forge(self, answers: Mapping[str, str | Sequence[str]], go: str = "on") -> Page:
        """Send the page's form with fields and values that it does not offer."""
        filled = {**self.page.values, **{name: _list(value) for name, value in answers.items()}}
        return self.send(self._action_of(go), {**filled, "go": [go]})

    def send(self, path: str, fields: Mapping[str, Sequence[str]], **headers: str) -> Page:
        """Post `fields` to `path`, whatever page is shown."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = MultiDict([(name, one) for name, texts in fields.items() for one in texts])
        return self._show(self.client.post(path, base_url=SITE, data=body, headers=named), path)

    def send_bytes(self, path: str, body: bytes) -> Page:
        """Post a body as it is, encoded as forms are."""
        form = "application/x-www-form-urlencoded"
        return self._show(self.client.post(path, base_url=SITE, data=body, content_type=form), path)

    def leave(self) -> TestResponse:
        """Press the way out; return the answer that sends elsewhere."""
        response = self.client.get("/leave", base_url=SITE)
        check_headers(response)
        return response

    def lose_cookie(self) -> None:
        self.client.delete_cookie(COOKIE)

    @property
    def cookie(self) -> str | None:
        kept = self.client.get_cookie(COOKIE)
        return kept.value if kept else None

    def keep_cookie(self, value: str) -> None:
        self.client.set_cookie(COOKIE, value, secure=True, httponly=True)

    def _action_of(self, go: str) -> str:
        """Return where the button `go` sends to: its own address, else the form's."""
        form = self.page.form
        assert form is not None
        own = [one.get("formaction") for one in elements(form, "button") if one.get("value") == go]
        # A form without an address goes to that of its page.
        return next((address for address in own if address), form.get("action") or self.page.path)

    def _show(self, response: TestResponse, path: str) -> Page:
        """Follow where the site sends, checking each answer, and show the page at the end."""
        for _ in range(5):
            if response.status_code < 300 or response.status_code >= 400:
                break
            check_headers(response)
            path = response.headers["Location"].removeprefix(SITE)
            assert path.startswith("/"), "a form must not lead to another site"
            response = self.client.get(path, base_url=SITE)
        first = path.split("?")[0].split("/")[1]
        self.language = first if first in {"en", "fr", "sw"} else self.language
        tree = check_response(response, self.language)
        self._page = Page(path, response.status_code, response.text, tree, response)
        return self._page


def _list(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _as_sent(value: str) -> str:
    """Return a value with its line ends as browsers send them (HTML, form submission)."""
    return value.replace("\r\n", "\n").replace("\n", "\r\n")


def _value(control: Element) -> list[str]:
    if control.tag == "textarea":
        return [control.text or ""]
    if control.tag == "select":
        options = list(elements(control, "option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return [_option(one) for one in chosen]
    if control.get("type") in {"radio", "checkbox"}:
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]


def _option(option: Element) -> str:
    return option.get("value", text_of(option))
