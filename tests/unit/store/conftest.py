"""A store in a place of its own, on either back end.

A test that asks for `store` or `place` runs on both. One that looks into files of SQLite says
`@ON_SQLITE`, or its module has a `kind` of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.stores import Place, place_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.store.main import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    if kind == "sqlite":
        yield Place(folder)
        return
    cluster = request.getfixturevalue("cluster")
    made = place_on(cluster, folder)
    yield made
    assert made.database is not None
    cluster.drop(made.database)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()
