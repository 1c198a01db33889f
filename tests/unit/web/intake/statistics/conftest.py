"""An intake with two published quarters, to be looked at and not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.published import first_release, publish, second_release
from tests.kit.site import Site, a_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.browser import Browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("published")
    with a_site(folder, authority=("council.example.org",)) as opened:
        publish(opened.store, first_release(), second_release())
        yield opened


@pytest.fixture(params=["en", "fr", "sw"])
def reader(request: pytest.FixtureRequest, shown: Site) -> Browser:
    """Give a browser in each language."""
    return shown.browser(request.param)


@pytest.fixture
def english(shown: Site) -> Browser:
    return shown.browser("en")
