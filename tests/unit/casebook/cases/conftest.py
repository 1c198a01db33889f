from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.cases import Files
from tests.kit.desk import DeskKit, a_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path) as made:
        yield made


@pytest.fixture
def files(kit: DeskKit) -> Files:
    return Files(kit)
