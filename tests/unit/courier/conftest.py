"""An intake with two organisations, called without a web server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from tests.kit.small_release import a_release
from tests.unit.courier.calling import CLOSES, CalledIntake, Organisation
from tests.unit.courier.closed import freeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.publishing.build import Built


@pytest.fixture(scope="session")
def union() -> Organisation:
    return Organisation.founded("union")


@pytest.fixture(scope="session")
def guild() -> Organisation:
    return Organisation.founded("guild")


@pytest.fixture(scope="session")
def release(union: Organisation) -> Built:
    """Give the union's first release, of 2026Q4."""
    return a_release(union.card.organisation, union.release)


@pytest.fixture
def called(tmp_path: Path, union: Organisation, guild: Organisation) -> Iterator[CalledIntake]:
    store = Store.open(tmp_path / "store", busy_seconds=0.3)
    intake = CalledIntake(store, tmp_path / "store")
    intake.enrolled(union, guild)
    yield intake
    store.close()


@pytest.fixture
def closed(called: CalledIntake, union: Organisation) -> CalledIntake:
    """Give an intake at which the union has frozen 2026Q4."""
    called.moment = CLOSES
    freeze(called, union)
    return called
