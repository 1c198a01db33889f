"""A desk with a person of each role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.desk import DeskKit, a_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path) as opened:
        yield opened
