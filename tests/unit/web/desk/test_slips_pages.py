"""Invitation slips: given out once, known to nobody afterwards, redeemable at the intake."""

from __future__ import annotations

import re
import tempfile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import NotAllowed
from grievance.casebook.lists.listing import Query, fetch
from grievance.casebook.messages import slips
from grievance.casebook.messages.slip_sheet import pdf_sheet, text_sheet
from grievance.casebook.messages.slips import MOST, SLIPS, BadSlipCount
from grievance.casebook.schema import tables
from grievance.envelope.slip import SlipCode
from tests.kit.browser import SITE
from tests.kit.checked import check_headers, elements, text_of, token_of
from tests.kit.desk import DeskKit, a_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from tests.kit.browser import Browser

ADDRESS = "https://tell.example.org"
CODE = re.compile(r"^[0-9A-Z]{5} [0-9A-Z]{5} [0-9A-Z]{5}$", re.MULTILINE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path, intake=ADDRESS) as opened:
        yield opened


@pytest.fixture
def administrator(desk: DeskKit) -> Browser:
    return desk.browser("administrator")


def _make(browser: Browser, **typed: str) -> TestResponse:
    """Send the form; return the answer as it came, which is no page when slips were made."""
    page = browser.open("~/slips/make")
    sent = {"count": "3", "address": ADDRESS, "format": "text", "go": "on", **typed}
    sent.setdefault("csrf_token", token_of(page.html))
    return browser.client.post(page.path, base_url=SITE, data=sent)


def _codes(response: TestResponse) -> list[SlipCode]:
    return [SlipCode.parse(one) for one in CODE.findall(response.text)]


def test_a_sheet_holds_as_many_new_codes_as_were_asked(administrator: Browser) -> None:
    response = _make(administrator, count="25")
    check_headers(response)
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="slips.txt"'
    codes = _codes(response)
    assert len({code.text for code in codes}) == 25
    assert response.text.count(ADDRESS) == 25
    assert not set(_codes(_make(administrator))) & set(codes)


def test_the_digests_wait_for_the_courier_in_no_order_of_the_sheet(
    desk: DeskKit, administrator: Browser
) -> None:
    codes = _codes(_make(administrator, count="40"))
    (name,) = outbox.pending(desk.folder)
    waiting = outbox.take(desk.folder, name)
    assert isinstance(waiting, outbox.Slips)
    assert list(waiting.digests) == sorted(code.hash for code in codes)


def test_the_list_says_when_slips_can_be_used(desk: DeskKit, administrator: Browser) -> None:
    assert "No slips were made yet" in administrator.open("~/slips").text
    _make(administrator)
    page = administrator.open("~/slips")
    cells = [text_of(one) for one in elements(page.tree, "td")]
    waits = "Not there yet: the courier takes them along next time"
    assert cells == ["1", "24 November 2026", "3", "Asha Mwangi", waits]
    # Who makes slips and may download what lists show finds the same in the file.
    administrator.open(f"~/people/{desk.actor('second caseworker').user_id}/roles")
    administrator.say({"roles": ["administrator", "caseworker"]})
    both = desk.browser("second caseworker")
    assert waits in both.client.get("/en/export/slips.csv", base_url=SITE).text
    outbox.carried(desk.folder, outbox.pending(desk.folder)[0])
    page = administrator.open("~/slips")
    assert [text_of(one) for one in elements(page.tree, "td")][-1] == "Can be used"


def test_no_code_stays_anywhere(
    desk: DeskKit,
    administrator: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    codes = _codes(_make(administrator, count="30"))
    # The same way with a PDF, whose codes are compressed in it: what is left behind is the same.
    drawn, draw = [SlipCode.new() for _ in range(3)], SlipCode.new
    fresh = iter(drawn)
    monkeypatch.setattr(SlipCode, "new", lambda: next(fresh))
    assert _make(administrator, format="pdf").data.startswith(b"%PDF")
    monkeypatch.setattr(SlipCode, "new", draw)
    kept = b"".join(one.read_bytes() for one in _files(desk.folder, temporary))
    with desk.database.reading() as connection:
        rows = [connection.execute(select(table)).all() for table in tables.sorted_tables]
    printed = "".join(capfd.readouterr())
    for code in (*codes, *drawn):
        for form in (code.text, code.grouped, code.grouped.replace(" ", "-"), code.text.lower()):
            assert form.encode() not in kept
            assert form not in str(rows)
            assert form not in printed
        assert code.hash in kept, "the search finds what is there: its digest waits"


def _files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"count": "0"}, ["count"]),
        ({"count": "501"}, ["count"]),
        ({"count": "ten"}, ["count"]),
        ({"count": "-1"}, ["count"]),
        ({"count": "1e2"}, ["count"]),
        ({"count": "٣"}, ["count"]),
        ({"count": "9" * 5000}, ["count"]),
        ({"address": ""}, ["address"]),
        ({"address": "tell.example.org"}, ["address"]),
        ({"address": "javascript:alert(1)"}, ["address"]),
        ({"address": "https://"}, ["address"]),
        ({"address": "https://[::1"}, ["address"]),
        ({"address": "https://a.example/?code=1"}, ["address"]),
        ({"address": "https://user@a.example/"}, ["address"]),
        ({"address": "https://a.example/" + "a" * 200}, ["address"]),
        ({"format": "docx"}, ["format"]),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(
    desk: DeskKit, administrator: Browser, typed: dict[str, str], wrong: list[str]
) -> None:
    sent = {"count": "3", "address": ADDRESS, "format": "text", **typed}
    administrator.open("~/slips/make")
    page = administrator.forge(sent)
    assert (page.status, page.wrong) == (422, wrong)
    assert page.values["count"] == [sent["count"]]
    assert not outbox.pending(desk.folder)


def test_without_the_forms_token_no_slip_is_made(desk: DeskKit, administrator: Browser) -> None:
    assert _make(administrator, csrf_token="forged").status_code == 422
    assert not outbox.pending(desk.folder)


def test_the_address_of_the_intake_is_suggested(administrator: Browser) -> None:
    assert administrator.open("~/slips/make").values["address"] == [ADDRESS]


@pytest.mark.parametrize("who", ["caseworker", "analyst", "auditor"])
def test_only_administrators_make_slips(desk: DeskKit, who: str) -> None:
    browser = desk.browser(who)
    for path in ("~/slips", "~/slips/make"):
        assert browser.open(path).status == 403
    assert browser.send("/en/slips/make", {"count": ["3"], "go": ["on"]}).status == 403
    actor = desk.actor(who)
    with pytest.raises(NotAllowed):
        slips.draw(actor, 3)
    with pytest.raises(NotAllowed):
        slips.keep(desk.database, actor, [SlipCode.new()], desk.clock())
    with desk.database.reading() as connection, pytest.raises(NotAllowed):
        fetch(connection, actor, SLIPS, Query())


@pytest.mark.parametrize("count", [-1, 0, MOST + 1])
def test_a_batch_has_1_to_500_slips(desk: DeskKit, count: int) -> None:
    with pytest.raises(BadSlipCount):
        slips.draw(desk.actor("administrator"), count)


def test_a_pdf_asks_for_nothing_whatever_the_address_says() -> None:
    # The network is closed in tests: asking would fail loudly.
    hostile = (
        'https://x.example/"><img src="https://evil.example/a.png"><link rel=stylesheet href=//b>'
    )
    assert pdf_sheet([SlipCode.new()], hostile, "fr").startswith(b"%PDF")


def test_a_plain_sheet_says_how_to_use_a_slip_in_each_language() -> None:
    sheet = text_sheet([SlipCode.new(), SlipCode.new()], ADDRESS, "en")
    assert sheet.startswith("Cut along the lines and shuffle the slips")
    assert len(CODE.findall(sheet)) == 2
