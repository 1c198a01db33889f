"""What a page of figures weighs on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.web.common.compression import compress
from tests.kit.browser import SITE
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from tests.kit.site import Site

HEAVIEST, FIRST_VIEW = 30_000, 14_000  # bytes, compressed
QUARTER = f"statistics/{ORGANISATION}/2026Q4"
PACKED = {"Accept-Encoding": "gzip"}
COMPARED = (
    f"statistics/compare?first=everyone&first_in={ORGANISATION}.2026Q4"
    f"&second=country.KE&second_in={ORGANISATION}.2026Q3"
)
PAGES = [
    "statistics",
    "about/method",
    QUARTER,
    f"{QUARTER}/topic.pay_ratio",
    f"{QUARTER}/topic.main_grievance",
    f"{QUARTER}/country.PH",
    f"{QUARTER}/employer.sama",
    COMPARED,
]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_weighs_more_than_promised(page: str, language: str, shown: Site) -> None:
    client = shown.browser().client
    response = client.get(f"/{language}/{page}", base_url=SITE, headers=PACKED)
    assert response.status_code == 200
    assert len(response.data) <= HEAVIEST


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_the_first_page_of_all_is_still_light(language: str, shown: Site) -> None:
    client = shown.browser().client
    page = client.get(f"/{language}/", base_url=SITE)
    sheets = [one for one in page.text.split('"') if one.endswith(".css")]
    assert len(sheets) == 1
    sheet = client.get(sheets[0], base_url=SITE, headers=PACKED)
    assert len(compress(page.data)) + len(sheet.data) <= FIRST_VIEW
