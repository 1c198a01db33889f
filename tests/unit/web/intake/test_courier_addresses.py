"""The courier's addresses answer machines: small JSON whatever went wrong, and no page of ours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from grievance.courier.signing import Call, key_name, sign
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from tests.kit.site import a_site
from tests.unit.courier.calling import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from tests.kit.site import Site

SLIPS = "/courier/v1/slips"


@pytest.fixture
def called(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path, authority=("intake.example.org", "localhost")) as opened:
        opened.intake.store.close()
        opened.intake.store = Store.open(opened.settings.data, busy_seconds=0.1)
        yield opened


@pytest.fixture
def guild(called: Site) -> Organisation:
    founded = Organisation.founded("guild")
    called.store.put_card(founded.card.organisation, 1, founded.card.raw)
    return founded


def put_slip(site: Site, caller: Organisation, path: str = SLIPS) -> TestResponse:
    call = Call("POST", f"https://localhost{path}", {"Content-Type": "application/octet-stream"})
    name = key_name(caller.card.organisation, caller.courier.public)
    sign(call, b"s" * 32, name, caller.courier.sign, time.time())
    return site.app.test_client().post(path, data=b"s" * 32, headers=call.headers)


def test_a_call_is_answered(called: Site, guild: Organisation) -> None:
    answer = put_slip(called, guild)
    assert (answer.status_code, answer.json) == (200, {"added": 1})
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_store_that_is_busy_says_so(called: Site, guild: Organisation) -> None:
    with WriterLock(called.settings.data / "writer.lock", 1).held():
        answer = put_slip(called, guild)
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["defect"] == "writer.lock is held by another program."


def test_a_store_that_cannot_be_read_is_no_bad_signature(called: Site, guild: Organisation) -> None:
    called.intake.store.close()
    path = called.settings.data / "intake.db"
    path.rename(path.with_suffix(".away"))
    answer = put_slip(called, guild)
    path.with_suffix(".away").rename(path)
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["defect"] == "intake.db does not exist."


def test_a_mistake_of_ours_shows_nothing_of_it(
    called: Site, guild: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    called.app.config["PROPAGATE_EXCEPTIONS"] = False
    working = called.intake.store
    called.intake.store = None  # type: ignore[assignment]
    answer = put_slip(called, guild)
    called.intake.store = working
    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json.keys() == {"defect", "advice"}
    assert "NoneType" not in answer.text
    assert guild.card.organisation not in caplog.text


def test_another_method_or_address_is_an_ordinary_page(called: Site) -> None:
    client = called.app.test_client()
    assert client.get(SLIPS).status_code == 405
    assert client.get("/courier/v1/").status_code == 404
    assert client.get("/courier/v2/envelopes").status_code == 404


def test_without_a_name_there_are_no_such_addresses(tmp_path: Path) -> None:
    with a_site(tmp_path) as site:
        assert site.app.test_client().post(SLIPS).status_code == 404
        assert put_slip(site, Organisation.founded("guild")).status_code == 404


def test_a_stranger_is_told_what_to_check(called: Site) -> None:
    stranger = Organisation.founded("strangers")
    answer = put_slip(called, stranger)
    assert answer.status_code == 401
    assert answer.json is not None
    assert "grievance intake enrol" in answer.json["advice"]
