"""Coming back with a secret number, and a union that answers it."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from typing import TYPE_CHECKING

from grievance.envelope import inbox
from grievance.envelope.keys import PublicKey
from grievance.store.week import week_of
from tests.kit.checked import elements, text_of

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site
    from tests.kit.union import Union

NEVER_USED = "00000 00000 00000 00000 00000"
DAY = date(2026, 11, 24)


def come_back(browser: Browser, number: str, to: str = "") -> Page:
    """Type `number` at /return, and open the page below it that `to` names."""
    browser.open("~/return")
    page = browser.say({"number": number})
    assert page.path.endswith("/return/messages"), page.path
    return browser.open(f"~/return/{to}") if to else page


def reply(site: Site, text: str, union: Union | None = None, day: date = DAY) -> None:
    """Answer the newest account that `union` (the first) can read."""
    put(site, *sealed_reply(site, text, union, day))


def sealed_reply(
    site: Site, text: str, union: Union | None = None, day: date = DAY
) -> tuple[bytes, bytes]:
    """Return the mailbox and the envelope of an answer that is not carried yet."""
    union = union or site.unions[0]
    account = next(one for one in site.casework(union) if one["kind"] == "account")
    public = PublicKey.from_bytes(b64decode(account["inbox"]))
    sealed = inbox.seal_to_inbox(inbox.reply(union.id, text, "en", day), public)
    return bytes.fromhex(account["mailbox"]), sealed


def put(site: Site, mailbox: bytes, sealed: bytes) -> None:
    """Put something into a mailbox, whatever it is."""
    assert site.store.post(week_of(site.intake.today), mailbox, sealed, None)


def exchanged(page: Page) -> list[tuple[str, str]]:
    """Return the messages a page shows: heading and text, in order."""
    headings = [text_of(one) for one in elements(page.tree, "h3")]
    texts = [one.text or "" for one in elements(page.tree, "p") if "story" in one.get("class", "")]
    return list(zip(headings, texts, strict=True))


def written(site: Site, union: Union | None = None) -> list[str]:
    """Return what `union` (the first) was written back, by number."""
    found = [one for one in site.casework(union) if one["kind"] == "message"]
    return [one["text"] for one in sorted(found, key=lambda one: int(one["number"]))]
