"""A desk with people of each role, the moment, and how somebody of it signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.desk import CasebookKit, a_casebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CasebookKit]:
    with a_casebook(tmp_path) as opened:
        yield opened
