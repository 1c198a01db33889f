"""What must be true of every page whoever asks for it: checked for each one a test fetches.

    check_response(response, "sw")

HTML as a strict parser reads it, headings, labels, references, language, headers, nothing inline,
nothing from elsewhere, no cookie without a form.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from html5lib import HTMLParser

from grievance.wording.languages import languages
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from werkzeug.test import TestResponse

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_STATISTICS = re.compile(r"/(?:(?:en|fr|sw)/)?statistics(?:[./]|$)")
CONTROLS = ("input", "select", "textarea")

NOT_OURS = "mg"
"""In which some workers of these tests write: an intake may speak what a desk does not."""


def check_response(response: TestResponse, language: str) -> Element:
    """Fail unless `response` is a page in `language` as all of ours are; return its tree."""
    check_headers(response)
    assert response.content_type == "text/html; charset=utf-8"
    html = response.text
    token = token_of(html)
    # The same page for another visitor need not be parsed again: only its token differs.
    tree = parsed(html.replace(token, "token") if token else html)
    assert tree.get("lang") == language
    _check_headings(tree, language, response.status_code)
    _check_references(tree)
    _check_labels(tree)
    _check_nothing_inline(tree)
    _check_nothing_from_elsewhere(tree)
    if tree.find(".//form") is None:
        _check_no_cookie_is_set(response)
    return tree


def check_headers(response: TestResponse) -> None:
    """Fail unless every security header is there; also for redirects."""
    headers = response.headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    _check_caching(response)
    assert "Server" not in headers or "werkzeug" not in headers["Server"].lower()
    for cookie in headers.getlist("Set-Cookie"):
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
        # The one cookie that lasts tells the desk that somebody signed in here before: no more.
        lasts = cookie.startswith("__Host-desk-device=")
        assert lasts or "Max-Age" not in cookie or "Max-Age=0" in cookie


def _check_caching(response: TestResponse) -> None:
    """Let anybody keep published statistics, which then carry no cookie, and nothing else."""
    headers = response.headers
    if response.status_code == 200 and _STATISTICS.match(response.request.path):
        assert headers["Cache-Control"] == "public, max-age=300"
        assert re.fullmatch(r'"[0-9a-f]{32}"', headers["ETag"])
        assert not headers.getlist("Set-Cookie")
    else:
        assert headers["Cache-Control"] == "no-store"
        assert "ETag" not in headers


def token_of(html: str) -> str:
    """Return the page's CSRF token, or "" when it has none."""
    found = _TOKEN.search(html)
    return found[1] if found else ""


@lru_cache(maxsize=256)
def parsed(html: str) -> Element:
    """Return the tree of a page; fail at the first error of its HTML. Nobody changes the tree."""
    parser = HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def text_of(element: Element) -> str:
    """Return the text of an element as it is read, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def elements(tree: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of `tags` (all, without), comments left out."""
    for element in tree.iter():
        tag: object = element.tag  # a comment's is a function
        if isinstance(tag, str) and (not tags or tag in tags):
            yield element


def _check_headings(tree: Element, language: str, status: int) -> None:
    (heading,) = elements(tree, "h1")
    (title,) = elements(tree, "title")
    words = text_of(heading)
    assert words
    error = " ".join(speaker(language).gettext("Error:").split())
    has_summary = any("problem-summary" in one.get("class", "") for one in elements(tree, "div"))
    prefix = f"{error} " if status >= 400 or has_summary else ""
    assert text_of(title).startswith(f"{prefix}{words}"), (text_of(title), words)


def _check_references(tree: Element) -> None:
    ids = [element.get("id", "") for element in elements(tree) if element.get("id") is not None]
    twice = [id_ for id_, count in Counter(ids).items() if count > 1]
    assert not twice, f"ids twice: {twice}"
    assert "" not in ids
    for element in elements(tree):
        named = [element.get("for", "")]
        named += element.get("aria-describedby", "").split()
        named += element.get("aria-labelledby", "").split()
        if element.get("href", "").startswith("#"):
            named.append(element.get("href", "")[1:])
        dangling = {one for one in named if one} - set(ids)
        assert not dangling, f"<{element.tag}> points to {dangling}, which is not there"


def _check_labels(tree: Element) -> None:
    labelled = {one.get("for") for one in elements(tree, "label") if text_of(one)}
    for control in elements(tree, *CONTROLS):
        if control.get("type") != "hidden":
            assert control.get("id") in labelled, f"{control.get('name')} has no label"
    for button in elements(tree, "button"):
        assert text_of(button)
    for fieldset in elements(tree, "fieldset"):
        legend = fieldset.find("legend")
        assert legend is not None
        assert text_of(legend)


def _check_nothing_inline(tree: Element) -> None:
    assert not list(elements(tree, "style", "iframe", "object", "embed", "base"))
    for element in elements(tree):
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"<{element.tag}> has {inline}"
    for script in elements(tree, "script"):
        assert script.get("src")
        assert not text_of(script)


def _check_nothing_from_elsewhere(tree: Element) -> None:
    for element in elements(tree, "script", "link", "img", "source", "form", "button"):
        for name in ("src", "href", "action", "formaction", "srcset"):
            address = element.get(name)
            here = address in {None, "data:,"} or re.match(r"/(?!/)", address or "")
            assert here, f"<{element.tag}> leads to {address}"
    for element in elements(tree):
        if element.tag != "html" and element.get("lang") is not None:
            assert element.get("lang") in {*languages(), NOT_OURS}


def _check_no_cookie_is_set(response: TestResponse) -> None:
    for cookie in response.headers.getlist("Set-Cookie"):
        assert re.match(r"__Host-\w+=; ", cookie), "a page without a form set a cookie"
