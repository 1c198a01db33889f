"""What is public may be kept by proxies and asked for again cheaply; nothing else may be kept."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.kit.browser import SITE
from tests.kit.published import second_release
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from tests.kit.browser import Browser

BASE = f"/statistics/{ORGANISATION}/2026Q4"
PUBLIC = [
    "/en/statistics",
    "/fr/statistics/compare",
    f"/sw{BASE}",
    f"/en{BASE}/employer.sama",
    f"/en{BASE}/topic.pay_ratio",
    "/statistics.json",
    f"{BASE}/employer.sama.json",
    f"{BASE}/1/release.json",
    f"{BASE}/1/release.zip",
    f"{BASE}/1/charts/unpaid_work.en.svg",
]
PERSONAL = ["/en/", "/en/tell/start", "/en/return", "/en/about/method", "/en/statistics/nothing"]
PACKED = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("path", PUBLIC)
def test_it_comes_with_a_strong_tag_and_no_second_time(path: str, english: Browser) -> None:
    first = english.client.get(path, base_url=SITE)
    tag = first.headers["ETag"]
    assert first.status_code == 200
    assert not tag.startswith("W/")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert not first.headers.getlist("Set-Cookie")
    again = english.client.get(path, base_url=SITE, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "public, max-age=300"
    other = english.client.get(path, base_url=SITE, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_compressed_it_is_the_same_under_a_tag_of_its_own(path: str, english: Browser) -> None:
    plain = english.client.get(path, base_url=SITE)
    packed = english.client.get(path, base_url=SITE, headers=PACKED)
    if path.endswith(".zip"):
        assert packed.headers.get("Content-Encoding") is None
        assert packed.data == plain.data
    else:
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["ETag"] != plain.headers["ETag"]
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PUBLIC)
def test_who_asks_for_the_head_gets_the_same_headers(path: str, english: Browser) -> None:
    whole, head = (
        english.client.open(path, base_url=SITE, method=method) for method in ("GET", "HEAD")
    )
    assert head.data == b""
    for name in ("ETag", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("path", PERSONAL)
def test_everything_else_is_kept_by_nobody(path: str, english: Browser) -> None:
    response = english.client.get(path, base_url=SITE)
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("path", PUBLIC)
def test_nobody_can_change_anything_there(path: str, english: Browser) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert english.client.open(path, base_url=SITE, method=method).status_code == 405


def test_a_page_is_drawn_once_for_a_state_of_the_releases(english: Browser) -> None:
    first = english.open(f"{BASE.replace('/statistics', '~/statistics', 1)}/employer.appen")
    again = english.open(f"{BASE.replace('/statistics', '~/statistics', 1)}/employer.appen")
    assert first.html == again.html
    assert second_release().release.sha256 in first.html
