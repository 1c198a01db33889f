"""An intake to attack, which must serve the next visitor whatever the last one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks.visitor import Visitor
from tests.machine import machine_in, serving, two_organisations
from tests.proxy import nginx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.machine import Intake
    from tests.proxy import Front


@pytest.fixture(scope="session")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    with (
        machine_in(tmp_path_factory.mktemp("attacked")) as machine,
        serving(machine, two_organisations()) as served,
    ):
        yield served


@pytest.fixture
def _the_next_visitor_is_served(intake: Intake) -> Iterator[None]:
    workers = intake.processes()
    yield
    visitor = Visitor(intake.base)
    visitor.get("/en/tell/start")
    assert visitor.status == 200
    assert intake.processes() == workers, "a worker died"


@pytest.fixture(scope="session")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    """Serve an intake that believes the proxy in front of it."""
    with (
        machine_in(tmp_path_factory.mktemp("proxied")) as machine,
        serving(machine, two_organisations(), GRIEVANCE_BEHIND_PROXY="1") as served,
    ):
        yield served


@pytest.fixture(scope="session")
def front(tmp_path_factory: pytest.TempPathFactory, proxied: Intake) -> Iterator[Front]:
    """Serve that intake through the shipped nginx configuration."""
    port = int(proxied.base.rpartition(":")[2])
    with nginx(tmp_path_factory.mktemp("nginx") / "front", port) as served:
        yield served
