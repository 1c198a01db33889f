"""A casebook without a desk around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.told import Told, a_casebook

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def told() -> Iterator[Told]:
    with a_casebook() as opened:
        yield opened
