"""An intake with one union, and one with two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.site import Site, a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path) as opened:
        yield opened


@pytest.fixture
def two_unions(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path, unions=2) as opened:
        yield opened


@pytest.fixture
def browser(site: Site) -> Browser:
    return site.browser()


@pytest.fixture(params=["en", "fr", "sw"])
def speaking(request: pytest.FixtureRequest, site: Site) -> Browser:
    """Give a browser in each language."""
    return site.browser(request.param)
