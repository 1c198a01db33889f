"""An intake with one union, and one with two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.site import Site, a_site
from tests.kit.stores import place_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | None]:
    """Give the address of a database in a module that is `ON_BOTH`; elsewhere none."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield None
        return
    cluster = request.getfixturevalue("cluster")
    made = place_on(cluster, tmp_path / "made").database
    yield made
    cluster.drop(made)


@pytest.fixture
def site(tmp_path: Path, database: str | None) -> Iterator[Site]:
    with a_site(tmp_path, database=database) as opened:
        yield opened


@pytest.fixture
def two_unions(tmp_path: Path, database: str | None) -> Iterator[Site]:
    with a_site(tmp_path, unions=2, database=database) as opened:
        yield opened


@pytest.fixture
def browser(site: Site) -> Browser:
    return site.browser()


@pytest.fixture(params=["en", "fr", "sw"])
def speaking(request: pytest.FixtureRequest, site: Site) -> Browser:
    """Give a browser in each language."""
    return site.browser(request.param)
