"""An intake with two organisations, called without a web server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from tests.unit.courier.calling import CalledIntake, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def union() -> Organisation:
    return Organisation.founded("union")


@pytest.fixture
def guild() -> Organisation:
    return Organisation.founded("guild")


@pytest.fixture
def called(tmp_path: Path, union: Organisation, guild: Organisation) -> Iterator[CalledIntake]:
    store = Store.open(tmp_path / "store", busy_seconds=0.3)
    intake = CalledIntake(store, tmp_path / "store")
    intake.enrolled(union, guild)
    yield intake
    store.close()
